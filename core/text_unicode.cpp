// Decoding, classes and lower-casing by range arithmetic: no tables to keep in step with a Unicode version.
// Entry points: decode, classify, lower_text.
#include "text_unicode.hpp"

#include <algorithm>
#include <array>

namespace readout {
namespace {

struct Span {
  char32_t first, last;
};

// Zero-width spaces, direction marks and the byte order mark separate tokens as white space does.
constexpr std::array<Span, 12> kSpaces{{{0x09, 0x0D},
                                        {0x20, 0x20},
                                        {0x85, 0x85},
                                        {0xA0, 0xA0},
                                        {0x1680, 0x1680},
                                        {0x2000, 0x200B},
                                        {0x200E, 0x200F},
                                        {0x2028, 0x202E},
                                        {0x202F, 0x202F},
                                        {0x205F, 0x205F},
                                        {0x3000, 0x3000},
                                        {0xFEFF, 0xFEFF}}};

// Everything from U+0080 that is neither here nor white space is taken for a letter.
constexpr std::array<Span, 35> kSymbols{
    {{0x80, 0xA9},     {0xAB, 0xAC},     {0xAE, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},
     {0x37E, 0x37E},   {0x387, 0x387},   {0x55A, 0x55F},   {0x589, 0x58F},   {0x5BE, 0x5BE},   {0x5C0, 0x5C0},   {0x5C3, 0x5C3},
     {0x5F3, 0x5F4},   {0x600, 0x60F},   {0x61B, 0x61F},   {0x66A, 0x66D},   {0x6D4, 0x6D4},   {0x964, 0x965},   {0xE3F, 0xE3F},
     {0x10FB, 0x10FB}, {0x2010, 0x206F}, {0x20A0, 0x20CF}, {0x2100, 0x2BFF}, {0x2E00, 0x2E7F}, {0x3001, 0x3004}, {0x3008, 0x3030},
     {0xD800, 0xF8FF}, {0xFE10, 0xFE6F}, {0xFF01, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FAFF}}};

template <std::size_t N>
bool among(const std::array<Span, N>& spans, char32_t c) {
  const auto at = std::upper_bound(spans.begin(), spans.end(), c, [](char32_t x, const Span& s) { return x < s.first; });
  return at != spans.begin() && c <= (at - 1)->last;
}

char32_t lower_latin(char32_t c) {
  if (c < 0x100) return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 32 : c;
  if (c == 0x130) return U'i';
  if (c == 0x178) return 0xFF;
  const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x1CD && c <= 0x1DC);
  if (odd_is_upper) return c + (c & 1);
  const bool even_is_upper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x1DE && c <= 0x1EF) ||
                             (c >= 0x1F8 && c <= 0x21F) || (c >= 0x222 && c <= 0x233) || (c >= 0x1E00 && c <= 0x1E95) ||
                             (c >= 0x1EA0 && c <= 0x1EFF);
  if (even_is_upper) return c | 1;
  if (c == 0x18F) return 0x259;
  if (c == 0x1A0 || c == 0x1AF) return c + 1;
  return c;
}

char32_t lower_greek_to_armenian(char32_t c) {
  if (c >= 0x391 && c <= 0x3AB && c != 0x3A2) return c + 32;
  if (c == 0x386) return 0x3AC;
  if (c >= 0x388 && c <= 0x38A) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (c == 0x38E || c == 0x38F) return c + 63;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if ((c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F)) return c | 1;
  if (c == 0x4C0) return 0x4CF;
  if (c >= 0x4C1 && c <= 0x4CE) return c + (c & 1);
  if (c >= 0x531 && c <= 0x556) return c + 48;
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t b) { out.push_back(static_cast<char>(static_cast<unsigned char>(b))); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

}  // namespace

CodePoint detail::decode_wide(std::string_view text, std::size_t at) {
  constexpr CodePoint bad{0xFFFD, 1};
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::uint32_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return bad;
  char32_t value = lead & (0xFFu >> (length + 1));
  for (std::uint32_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return bad;
    value = (value << 6) | (byte(at + i) & 0x3Fu);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return bad;
  return {value, length};
}

CodePoint decode_before(std::string_view text, std::size_t at) {
  if (at == 0 || at > text.size()) return {};
  for (std::size_t back = 1; back <= 4 && back <= at; ++back) {
    if ((static_cast<unsigned char>(text[at - back]) & 0xC0) == 0x80) continue;
    const CodePoint c = decode(text, at - back);
    return c.length == back ? c : CodePoint{0xFFFD, 1};
  }
  return {0xFFFD, 1};
}

CharClass detail::classify_wide(char32_t c) {
  if (among(kSpaces, c)) return CharClass::space;
  return among(kSymbols, c) ? CharClass::symbol : CharClass::letter;
}

char32_t detail::lower_wide(char32_t c) {
  if (c < 0x250 || (c >= 0x1E00 && c <= 0x1EFF)) return lower_latin(c);
  if (c >= 0x370 && c <= 0x587) return lower_greek_to_armenian(c);
  if (c >= 0xFF21 && c <= 0xFF3A) return c + 32;
  return c;
}

std::string lower_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    if (c.value < 0x80) {
      out.push_back(static_cast<char>(to_lower(c.value)));
    } else if (c.value == U'\u2019') {
      out.push_back('\'');
    } else {
      const char32_t low = to_lower(c.value);
      if (low == c.value)
        out.append(text.substr(i, c.length));
      else
        append_utf8(out, low);
    }
    i += c.length;
  }
  return out;
}

}  // namespace readout
