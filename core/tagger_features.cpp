// Views of words for the tagger. Entry points: view_word, set_places, WordTable::build.
#include "tagger_features.hpp"

#include <algorithm>

#include "fnv.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

/// All digits are alike.
std::uint32_t hash_bytes(std::string_view s) {
  std::uint32_t h = fnv_start_32;
  for (const char c : s) h = fnv1a_32(c >= '0' && c <= '9' ? '0' : c, h);
  return h;
}

/// The kinds of characters of a word, runs taken together: "Kassym-Jomart" is "Aa-Aa". Letters without case are 'a'.
std::uint32_t hash_shape(std::string_view text) {
  std::uint32_t h = fnv_start_32;
  char last = 0;
  std::size_t steps = 0;
  for (std::size_t i = 0; i < text.size() && steps < 12;) {
    const CodePoint c = decode(text, i);
    const char kind = is_digit(c.value)    ? '0'
                      : is_upper(c.value)  ? 'A'
                      : is_letter(c.value) ? 'a'
                      : c.value < 128      ? static_cast<char>(c.value)
                                           : '?';
    const bool one_capital = i == 0 && kind == 'A' && text.size() == c.length;
    if (kind != last) h = fnv1a_32(one_capital ? 'I' : kind, h), ++steps;
    last = kind;
    i += c.length;
  }
  return h | 1;
}

}  // namespace

std::uint32_t hash_word(std::string_view lower) { return hash_bytes(lower) | 1; }

WordView view_word(std::string_view text, std::string_view lower, bool first, const WordTable& words) {
  WordView view;
  view.word = hash_word(lower);
  view.shape = hash_shape(text);
  view.first = first ? 1 : 0;
  for (std::size_t n = 1; n <= 4; ++n) view.suffix[n - 1] = hash_bytes(lower.substr(lower.size() - std::min(n, lower.size())));
  for (std::size_t n = 1; n <= 3; ++n) view.prefix[n - 1] = hash_bytes(lower.substr(0, n));
  const WordEntry& entry = words.find(view.word);
  view.tag_class = entry.tag_class != 0 ? entry.tag_class : unknown_class(view);
  view.cluster = entry.cluster;
  view.label = entry.label;
  view.known = entry.tag_class != 0;
  const char32_t c = decode(text, 0).value;
  view.letters = is_letter(c);
  view.capital = is_upper(c);
  return view;
}

bool set_places(std::vector<WordView>& views) {
  std::size_t capitals = 0, words = 0;
  for (const WordView& view : views) {
    if (!view.letters) continue;
    ++words;
    if (view.capital) ++capitals;
  }
  const bool title = capitals * 10 >= words * 6;
  for (std::size_t i = kMargin; i + kMargin < views.size(); ++i) views[i].place = kInside + (title ? 1 : 0) + (i == kMargin ? 2 : 0);
  return title;
}

void WordTable::build(const std::vector<WordEntry>& entries) {
  std::uint32_t size = 64;
  while (size < entries.size() * 2) size *= 2;
  slots_.assign(size, WordEntry{});
  mask_ = size - 1;
  for (const WordEntry& entry : entries) {
    std::uint32_t i = entry.hash & mask_;
    while (slots_[i].hash != 0 && slots_[i].hash != entry.hash) i = (i + 1) & mask_;
    slots_[i] = entry;
  }
}

}  // namespace readout
