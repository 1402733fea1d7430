// Makes trees into what a learner learns from. Entry points: make_clusters, describe_words, make_examples.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "hints.hpp"
#include "learner.hpp"
#include "treebank.hpp"

namespace readout::train {

/// Relations by number; the first is "root". Those that the parser has no name for have the number 0.
class Relations {
 public:
  std::uint16_t add(const std::string& name);
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_{"root"};
};

/// Groups of words used alike, from the plain articles, MASC and the trees that are not held out (all trees with `all`).
[[nodiscard]] std::map<std::string, std::uint16_t> make_clusters(const std::string& corpora, const Language& language,
                                                                 const std::vector<GoldTree>& trees, bool all);

/// The words that the parser will know, by hash.
[[nodiscard]] std::vector<ParserWords::Entry> describe_words(const std::vector<const GoldTree*>& trees, int least,
                                                             const std::map<std::string, std::uint16_t>& clusters);

/// An example a sentence. `hints` may be null.
void make_examples(const GoldTree& tree, const std::vector<Hint>* hints, const ParserWords& words, Relations& relations,
                   std::vector<Example>& examples);

}  // namespace readout::train
