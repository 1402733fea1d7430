// The part-of-speech tagger: a greedy averaged perceptron with integer weights, so that it gives the same tags everywhere.
// Internal to the language layer. Entry points: Tagger::load, Tagger::tag.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model.hpp"
#include "tagger_features.hpp"

namespace readout {

/// A Penn tag together with a UD one; both point to static storage.
struct TagPair {
  std::string_view xpos, upos;
};

/// The static spelling of a tag, or an empty view if there is no such tag.
[[nodiscard]] std::string_view penn_tag(std::string_view name);
[[nodiscard]] std::string_view universal_tag(std::string_view name);

/// A file of little-endian integers: magic, version and a hash of what follows; then the labels ("NN NOUN"), the words (hash,
/// class, cluster, fixed label), and the features (hash, then label and weight of each non-zero weight). Hashes ascend and are stored as
/// differences.
class Tagger {
 public:
  static constexpr std::string_view kMagic = "readout-tagger";
  static constexpr std::uint32_t kVersion = 1;

  /// Returns what is wrong with the file, or an empty string.
  [[nodiscard]] std::string load(std::string_view bytes);

  /// Writes xpos and upos of every token. Without a model, by the shape of the words alone.
  void tag(Document& document) const;

 private:
  struct Row {
    std::uint32_t hash = 0, begin = 0;  ///< of a feature; its first weight
  };
  struct Weight {
    std::uint8_t label = 0;
    std::int8_t value = 0;
  };

  std::unordered_set<std::uint32_t> find_names(const Document& document) const;
  void tag_sentence(Document& document, const Sentence& sentence, const std::unordered_set<std::uint32_t>& names,
                    std::vector<WordView>& views) const;
  std::uint8_t best_label(const WordView* view, std::uint8_t previous, std::uint8_t second, bool name) const;
  void add_weights(std::uint32_t hash, std::int32_t* scores) const;

  std::vector<TagPair> labels_;
  std::vector<std::uint8_t> name_labels_;  ///< those that an unknown capitalised word within a sentence may have
  WordTable words_;
  std::vector<Row> rows_;  ///< open addressing, at most half full; hash 0 is an empty slot
  std::uint32_t mask_ = 0;
  std::vector<Weight> weights_;  ///< each row ends with a weight of 0
};

/// The Penn tag that a punctuation mark or symbol has by its form; empty for a word or number.
[[nodiscard]] std::string_view mark_tag(const Document& document, std::uint32_t token);

}  // namespace readout
