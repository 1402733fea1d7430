// The little Unicode that the language layer needs: decoding, character classes, lower-casing. Internal.
// Entry points: decode, classify, lower_text.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

/// One code point of a text. A byte that is not UTF-8 is a code point of its own, with the value U+FFFD and length 1.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;  ///< bytes; 0 at the end of the text
};

enum class CharClass : std::uint8_t { space, letter, digit, symbol };

namespace detail {
[[nodiscard]] CodePoint decode_wide(std::string_view text, std::size_t at);
[[nodiscard]] CharClass classify_wide(char32_t c);
[[nodiscard]] char32_t lower_wide(char32_t c);

constexpr CharClass ascii_class(char32_t c) {
  if ((c >= 9 && c <= 13) || c == 32) return CharClass::space;
  if (c >= U'0' && c <= U'9') return CharClass::digit;
  if ((c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z')) return CharClass::letter;
  return CharClass::symbol;
}

constexpr std::array<CharClass, 128> make_ascii() {
  std::array<CharClass, 128> table{};
  for (char32_t c = 0; c < 128; ++c) table[c] = ascii_class(c);
  return table;
}
inline constexpr auto kAscii = make_ascii();
}  // namespace detail

/// The code point at byte `at`; length 0 at the end of the text.
[[nodiscard]] inline CodePoint decode(std::string_view text, std::size_t at) {
  if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) return {static_cast<unsigned char>(text[at]), 1};
  return detail::decode_wide(text, at);
}

/// The code point that ends just before byte `at`; length 0 at the start of the text.
[[nodiscard]] CodePoint decode_before(std::string_view text, std::size_t at);

/// Scripts without case count as letters; only ASCII digits count as digits.
[[nodiscard]] inline CharClass classify(char32_t c) { return c < 128 ? detail::kAscii[c] : detail::classify_wide(c); }

/// Simple case folding of Latin, Greek, Cyrillic, Armenian and full-width letters; any other code point is itself.
[[nodiscard]] inline char32_t to_lower(char32_t c) {
  if (c < 128) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  return detail::lower_wide(c);
}

[[nodiscard]] inline bool is_space(char32_t c) { return classify(c) == CharClass::space; }
[[nodiscard]] inline bool is_letter(char32_t c) { return classify(c) == CharClass::letter; }
[[nodiscard]] inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
[[nodiscard]] inline bool is_word(char32_t c) {
  const CharClass k = classify(c);
  return k == CharClass::letter || k == CharClass::digit;
}
[[nodiscard]] inline bool is_upper(char32_t c) { return to_lower(c) != c; }
[[nodiscard]] inline bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019'; }

/// Hyphens that may join the parts of one word; the en dash is not among them.
[[nodiscard]] inline bool is_hyphen(char32_t c) { return c == U'-' || c == U'\u2010' || c == U'\u2011'; }

/// Lower-cased, with curly apostrophes made straight. Bytes that are not UTF-8 are copied.
[[nodiscard]] std::string lower_text(std::string_view text);

}  // namespace readout
