// Trees of another parser, as hints for one that reads more text than is annotated. Entry points: write_sentences, read_hints, put_trees.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "treebank.hpp"

namespace readout::train {

struct Hint {
  std::uint16_t head = 0, label = 0;  ///< head: 1 is the first token of the sentence, 0 the root; label: any number for the relation
};

/// A line a sentence, the tokens with tabs between them: what hints.py reads.
void write_sentences(const std::vector<GoldTree>& trees, const std::string& path);

/// The hints of the tokens of each tree, in the order of write_sentences.
[[nodiscard]] std::vector<std::vector<Hint>> read_hints(std::vector<GoldTree>& trees, const std::string& path);

/// Puts trees of the same form, from trees[first] on, in the place of the gold ones.
void put_trees(std::vector<GoldTree>& trees, std::size_t first, const std::string& path);

}  // namespace readout::train
