// Names folded for comparison: lower case, without diacritics, with plain spaces and apostrophes, so that "Erdoğan" meets "Erdogan".
// Internal.
// Entry point: fold.
#pragma once

#include <string>
#include <string_view>

#include "text_unicode.hpp"

namespace readout {

/// Base letters of U+00C0 to U+017F, in order (after the Unicode decompositions; ligatures by their first letter).
inline constexpr std::string_view base_letters =
    "aaaaaaaceeeeiiiidnoooooxouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnn?nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

[[nodiscard]] inline std::string fold(std::string_view text) {
  std::string out;
  const std::string lower = lower_text(text);
  for (std::size_t at = 0; at < lower.size();) {
    const CodePoint c = decode(lower, at);
    if (c.value >= 0xC0 && c.value < 0x180)
      out += base_letters[c.value - 0xC0];
    else if (is_space(c.value))
      out += ' ';
    else if (c.value == 0x2019 || c.value == 0x2BC)
      out += '\'';
    else
      out.append(lower, at, c.length);
    at += c.length;
  }
  return out;
}

}  // namespace readout
