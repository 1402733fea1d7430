// The dependency parser: greedy, arc-eager, with integer weights, so that it gives the same trees everywhere.
// Internal to the language layer. Entry points: Parser::load, Parser::parse.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax_features.hpp"

namespace readout {

/// The static spelling of a UD relation, or an empty view if there is no such relation.
[[nodiscard]] std::string_view universal_relation(std::string_view name);

/// Words that the parser knows: hash to cluster. A word is known if it is there; its cluster may be 0.
class ParserWords {
 public:
  struct Entry {
    std::uint32_t hash = 0;  ///< 0 is an empty slot
    std::uint16_t cluster = 0;
    bool learned = false;  ///< occurs often enough in the annotated texts to be seen as itself
  };
  void build(const std::vector<Entry>& entries);
  [[nodiscard]] const Entry& find(std::uint32_t hash) const;

 private:
  std::vector<Entry> slots_;  ///< open addressing, at most half full
  std::uint32_t mask_ = 0;
};

/// Fills in what the parser sees of the words of a sentence. `state` must have been begun with their number.
void view_words(const Document& document, TokenRange tokens, const ParserWords& words, ParseState& state);

/// Weights by feature: a row of `Width` small integers for each hash that was learned.
template <std::size_t Width>
class WeightTable {
 public:
  using Row = std::array<std::int8_t, Width>;

  void reserve(std::size_t rows) {
    std::size_t size = 64;
    shift_ = kFeatureBits - 6;
    while (size < rows * 2 && shift_ > 1) size *= 2, --shift_;
    slots_.assign(size, Slot{});
    mask_ = static_cast<std::uint32_t>(size - 1);
    room_ = size / 2;
  }
  /// A row for a hash that is not there yet, or null where no more were reserved.
  Row* insert(std::uint32_t hash) {
    if (room_ == 0) return nullptr;
    --room_;
    std::uint32_t at = hash >> shift_;
    while (slots_[at].hash != 0) at = (at + 1) & mask_;
    slots_[at].hash = hash;
    return &slots_[at].weights;
  }
  void prefetch(std::uint32_t hash) const { __builtin_prefetch(&slots_[hash >> shift_]); }
  [[nodiscard]] const Row* find(std::uint32_t hash) const {
    for (std::uint32_t at = hash >> shift_;; at = (at + 1) & mask_) {
      if (slots_[at].hash == hash) return &slots_[at].weights;
      if (slots_[at].hash == 0) return nullptr;
    }
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;  ///< 0 is an empty slot
    Row weights{};
  };
  std::vector<Slot> slots_ = std::vector<Slot>(2);  ///< open addressing by the high bits, at most half full
  std::uint32_t mask_ = 1;
  unsigned shift_ = kFeatureBits - 1;  ///< of a hash, to its slot
  std::size_t room_ = 0;
};

/// A file of little-endian integers: magic, version and a hash of what follows; then the relations, the words (hash, cluster,
/// whether learned), the features of actions (hash, a bit for each weight that is not zero, those weights) and of relations (hash,
/// how many weights are not zero, the number and weight of each). Hashes ascend and are stored as differences, those of features without
/// their last bit.
class Parser {
 public:
  static constexpr std::string_view kMagic = "readout-parser";
  static constexpr std::uint32_t kVersion = 3;

  /// Returns what is wrong with the file, or an empty string.
  [[nodiscard]] std::string load(std::string_view bytes);
  [[nodiscard]] bool loaded() const { return !labels_.empty(); }

  /// Writes head, deprel and subtree of the tokens of a sentence: one tree, whatever the words are. `state` is only room to work in.
  void parse(Document& document, TokenRange tokens, ParseState& state) const;

 private:
  [[nodiscard]] Action best_action(const ParseState& state) const;
  [[nodiscard]] std::uint16_t best_label(const ParseState& state, std::uint16_t dependent, std::uint16_t head) const;
  void join_roots(ParseState& state) const;

  std::vector<std::string_view> labels_;  ///< the first is "root"; label 1 is the first
  ParserWords words_;
  WeightTable<kActions> actions_;
  WeightTable<kMostLabels - 4> relations_;
};

}  // namespace readout
