// What the tagger sees of a word and its neighbours. Shared by the tagger and the program that trains it. Internal.
// Entry points: view_word, each_word_feature, each_history_feature.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "feature_table.hpp"
#include "model.hpp"

namespace readout {

inline constexpr std::uint8_t kNoLabel = 255;  ///< before the start of a sentence
inline constexpr std::size_t kMargin = 2;      ///< empty views on each side of a sentence

/// What the training data know of a word: an id of the set of tags that it had, a cluster of words used alike, and its tag if it has but
/// one.
struct WordEntry {
  std::uint32_t hash = 0;  ///< 0 is an empty slot
  std::uint16_t tag_class = 0, cluster = 0;
  std::uint8_t label = kNoLabel;
};

class WordTable {
 public:
  void build(const std::vector<WordEntry>& entries);
  [[nodiscard]] const WordEntry& find(std::uint32_t hash) const {
    static constexpr WordEntry unknown{};
    if (slots_.empty()) return unknown;
    for (std::uint32_t i = hash & mask_;; i = (i + 1) & mask_)
      if (slots_[i].hash == hash || slots_[i].hash == 0) return slots_[i];
  }

 private:
  std::vector<WordEntry> slots_;  ///< open addressing, at most half full
  std::uint32_t mask_ = 0;
};

inline constexpr std::uint32_t kInside = 1;  ///< within a sentence whose capitals tell names

/// Hashes of the parts of a word. All zero for the margin of a sentence.
struct WordView {
  std::uint32_t word = 0, shape = 0, first = 0;
  std::uint32_t suffix[4] = {};  ///< of 1 to 4 bytes
  std::uint32_t prefix[3] = {};  ///< of 1 to 3 bytes
  std::uint32_t tag_class = 0, cluster = 0;
  std::uint32_t place = kInside;          ///< of the four that set_places tells apart
  std::uint8_t label = kNoLabel;          ///< if the training data leave no choice
  bool letters = false, capital = false;  ///< begins with a letter; with a capital
  bool known = false;                     ///< occurs often enough in the annotated texts
  bool name = false;                      ///< is one, whatever its features say
};

/// What stands for the tag class of a word that the training data do not know.
[[nodiscard]] inline std::uint32_t unknown_class(const WordView& view) { return view.suffix[1] | 0x10000; }

/// Digits count as one digit. Never 0.
[[nodiscard]] std::uint32_t hash_word(std::string_view lower);

[[nodiscard]] WordView view_word(std::string_view text, std::string_view lower, bool first, const WordTable& words);

/// Tells each word of a sentence with its margin whether it is the first, and whether most are capitalised, as in a title, so that capitals
/// say nothing: gives the latter.
bool set_places(std::vector<WordView>& views);

/// Hash of a feature: a template's number and up to three parts of words. Never 0.
inline std::uint32_t mix(std::uint32_t number, std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0) {
  const std::uint64_t two = (static_cast<std::uint64_t>(a) << 32 | b) ^ (number * 0x9E3779B97F4A7C15ULL);
  std::uint64_t h = (two ^ (two >> 31)) * 0xFF51AFD7ED558CCDULL + c;
  h = (h ^ (h >> 29)) * 0xC4CEB9FE1A85EC53ULL;
  return static_cast<std::uint32_t>(h >> (64 - kFeatureBits)) | 1U;
}

inline constexpr std::size_t kMostFeatures = 28;  ///< of either kind

/// Calls `use(hash)` for each feature of the word `w[0]`, whose neighbours are w[-2] to w[2], that no tag before it changes.
template <typename Use>
void each_word_feature(const WordView* w, Use&& use) {
  const WordView &l2 = w[-2], &l1 = w[-1], &o = w[0], &r1 = w[1], &r2 = w[2];
  use(mix(1, o.word));
  use(mix(2, o.suffix[0], o.shape));
  use(mix(3, o.suffix[1], o.shape));
  use(mix(4, o.suffix[2], o.shape));
  use(mix(5, o.suffix[3]));
  use(mix(6, o.prefix[0], o.shape));
  use(mix(7, o.prefix[1]));
  use(mix(8, o.prefix[2]));
  use(mix(9, o.shape, o.first));
  use(mix(10, o.word, o.shape, o.first));
  use(mix(11, l1.word));
  use(mix(12, r1.word));
  use(mix(13, l2.word));
  use(mix(14, r2.word));
  use(mix(19, l1.word, o.word));
  use(mix(20, o.word, r1.word));
  use(mix(22, l1.suffix[2], l1.shape));
  use(mix(23, r1.suffix[2], r1.shape));
  use(mix(24, l1.shape, o.shape, r1.shape));
  use(mix(26, o.tag_class, r1.tag_class));
  use(mix(28, r1.tag_class, r2.tag_class));
  use(mix(30, o.cluster, o.shape));
  use(mix(31, l1.cluster, o.cluster));
  use(mix(32, o.cluster, r1.cluster));
  use(mix(34, l1.word, r1.word));
  use(mix(36, o.shape, o.place));
  use(mix(37, o.tag_class, o.shape, o.place));
  use(mix(38, o.suffix[2], o.shape, o.place));
}

/// Calls `use(hash)` for each feature of a word that depends on the tags of the one or two words before it.
template <typename Use>
void each_history_feature(const WordView* w, std::uint32_t previous, std::uint32_t second, Use&& use) {
  const WordView &o = w[0], &r1 = w[1];
  const std::uint32_t history = (second << 8) | previous;
  use(mix(15, previous));
  use(mix(16, history));
  use(mix(17, previous, o.word));
  use(mix(18, history, o.word));
  use(mix(21, previous, o.suffix[2], o.shape));
  use(mix(25, previous, r1.word));
  use(mix(27, previous, o.tag_class, r1.tag_class));
  use(mix(29, history, o.tag_class));
  use(mix(33, previous, o.cluster, r1.cluster));
  use(mix(35, o.shape, r1.shape, previous));
}

template <typename Use>
void each_feature(const WordView* w, std::uint32_t previous, std::uint32_t second, Use&& use) {
  each_word_feature(w, use);
  each_history_feature(w, previous, second, use);
}

}  // namespace readout
