// The words, marks and comments of a rule file, for tools that keep what a syntax tree leaves out. Internal. Entry point: lex_rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace readout {

struct Lexeme {
  enum class Kind : std::uint8_t { word, text, mark, comment, doc };
  Kind kind = Kind::word;
  std::string text;                ///< as written; comments and descriptions without spaces at their end, `///` with one space after it
  std::uint32_t lines_before = 0;  ///< line ends between it and what stands before it
  bool adjacent = false;           ///< nothing stands between it and what is before it
};

/// Never fails: a byte that begins nothing is a mark of its own.
[[nodiscard]] std::vector<Lexeme> lex_rules(std::string_view content);

}  // namespace readout
