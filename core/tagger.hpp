// The part-of-speech tagger: a greedy averaged perceptron with integer weights, so that it gives the same tags everywhere.
// Internal to the language layer. Entry points: Tagger::load, Tagger::tag.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model.hpp"
#include "model_bytes.hpp"
#include "tagger_features.hpp"

namespace readout {

/// A Penn tag together with a UD one; both point to static storage.
struct TagPair {
  std::string_view xpos, upos;
};

/// The static spelling of a tag, or an empty view if there is no such tag.
[[nodiscard]] std::string_view penn_tag(std::string_view name);
[[nodiscard]] std::string_view universal_tag(std::string_view name);
/// All of them.
[[nodiscard]] std::vector<std::string> penn_tags();
[[nodiscard]] std::vector<std::string> universal_tags();

/// A file of little-endian integers: magic, version and a hash of what follows; then the labels ("NN NOUN"), the words (hash,
/// class, cluster, fixed label), and the features (bits of the number of buckets; hash without its last bit, then label and weight of
/// each non-zero weight). Hashes ascend and are stored as differences.
class Tagger {
 public:
  static constexpr std::string_view kMagic = "readout-tagger";
  static constexpr std::uint32_t kVersion = 5;

  /// Returns what is wrong with the file, or an empty string. Its checksum is not looked at where it was `checked` in another way.
  [[nodiscard]] std::string load(std::string_view bytes, bool checked = false);

  /// Writes xpos and upos of every token. Without a model, by the shape of the words alone.
  void tag(Document& document) const;

 private:
  static constexpr std::size_t kMostLabels = 64, kGroup = 4;
  static constexpr std::uint32_t kFull = 3;  ///< in the place of a number of groups
  /// Weights are added by the group, as most rows have but one. Each has two bytes, the label and its weight, as in the file; 0 where there
  /// is none.
  using Group = std::uint64_t;
  /// A row with a weight for most labels.
  struct alignas(kMostLabels) Full {
    std::array<std::int8_t, kMostLabels> values{};
  };
  /// Features on their way to a sum of weights. What a step needs of the memory is fetched by the step before it.
  struct Lookup {
    std::array<std::uint32_t, kMostFeatures> hashes;
    std::array<std::uint32_t, kMostFeatures> grouped, full;  ///< places of the rows that were found
    std::size_t hash_count, grouped_count, full_count;
  };
  using Scores = std::array<std::int16_t, kMostLabels>;

  std::unordered_set<std::uint32_t> find_names(const Document& document) const;
  [[nodiscard]] bool knows_base(std::string_view lower) const;
  void find_verbs(const Document& document, const Sentence& sentence, std::vector<WordView>& views,
                  std::vector<std::uint8_t>& labels) const;
  void label_words(const std::vector<WordView>& views, std::vector<std::uint8_t>& labels) const;
  void tag_sentence(Document& document, const Sentence& sentence, const std::unordered_set<std::uint32_t>& names,
                    std::vector<WordView>& views, std::vector<std::uint8_t>& labels) const;
  void read_rows(ByteReader& from);
  std::uint32_t read_long_row(std::string_view weights, Group& labels);
  void fetch_rows(std::uint32_t hash, Lookup& lookup) const;
  void fetch_weights(Lookup& lookup) const;
  void add_weights(const Lookup& lookup, Scores& scores) const;
  [[nodiscard]] std::uint8_t best_label(const Scores& scores, const WordView& view) const;

  std::vector<TagPair> labels_;
  std::vector<std::uint8_t> name_labels_;                 ///< those that an unknown capitalised word within a sentence may have
  std::array<std::vector<std::uint8_t>, 2> open_labels_;  ///< those that any other unknown word may have; with a capital
  WordTable words_;
  PlaceTable rows_;  ///< the place of a feature's first group of weights, times 4, and how many more they are; or of a full row
  std::vector<Group> groups_ = std::vector<Group>(1);  ///< the first is none
  std::vector<Full> full_;
};

/// The Penn tag that a punctuation mark or symbol has by its form; empty for a word or number.
[[nodiscard]] std::string_view mark_tag(const Document& document, std::uint32_t token);

}  // namespace readout
