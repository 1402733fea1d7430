// The dependency parser: greedy, arc-eager, with integer weights, so that it gives the same trees everywhere.
// Internal to the language layer. Entry points: Parser::load, Parser::parse.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model_bytes.hpp"
#include "syntax_features.hpp"

namespace readout {

/// The static spelling of a UD relation, or an empty view if there is no such relation.
[[nodiscard]] std::string_view universal_relation(std::string_view name);
/// All of them.
[[nodiscard]] std::vector<std::string> universal_relations();

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

/// A file of little-endian integers: magic, version and a hash of what follows; then the relations, the words (hash, cluster,
/// whether learned), the features of actions (bits of the number of buckets; hash, a bit for each weight that is not zero, those
/// weights) and of relations (bits; hash, how many weights are not zero, the number and weight of each). Hashes ascend and are stored as
/// differences, those of features without their last bit.
class Parser {
 public:
  static constexpr std::string_view kMagic = "readout-parser";
  static constexpr std::uint32_t kVersion = 6;

  /// Returns what is wrong with the file, or an empty string. Its checksum is not looked at where it was `checked` in another way.
  [[nodiscard]] std::string load(std::string_view bytes, bool checked = false);
  [[nodiscard]] bool loaded() const { return !labels_.empty(); }

  /// Writes head, deprel and subtree of the tokens of a sentence: one tree, whatever the words are. `state` is only room to work in.
  void parse(Document& document, TokenRange tokens, ParseState& state) const;

 private:
  struct alignas(kMostLabels) RelationWeights {
    std::array<std::int8_t, kMostLabels> values{};
  };

  void read_actions(ByteReader& from);
  void read_relations(ByteReader& from);
  [[nodiscard]] Action best_action(const ParseState& state) const;
  [[nodiscard]] std::uint16_t best_label(const ParseState& state, std::uint16_t dependent, std::uint16_t head) const;
  void join_roots(ParseState& state) const;

  std::vector<std::string_view> labels_;  ///< the first is "root"; label 1 is the first
  ParserWords words_;
  FeatureTable actions_;  ///< four weights, each with 128 added, so that none is negative
  PlaceTable relations_;  ///< the number of a row
  std::vector<RelationWeights> rows_;
};

}  // namespace readout
