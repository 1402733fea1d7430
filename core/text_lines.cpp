// Tells the line breaks that end a paragraph from those that merely wrap it. Entry point: join_wrapped_lines.
//
// A line that was wrapped at width W is as full as it can be: the next line's first word would not have fitted. If most breaks
// of a text are of that kind, those breaks are spaces. Otherwise each line is a paragraph, unless the next one goes on in lower case.
#include <algorithm>

#include "text_parts.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

struct Line {
  std::uint32_t first = 0, last = 0;  ///< tokens
  std::uint32_t length = 0;           ///< bytes
};

constexpr std::uint32_t kNarrowest = 40, kWidest = 120;  ///< bytes of a line in a wrapped text
constexpr std::uint32_t kShortest = 20;                  ///< a shorter line that begins a paragraph does not go on in the next

std::vector<Line> find_lines(const Document& document, const std::vector<Gap>& gaps) {
  std::vector<Line> lines;
  const auto count = static_cast<std::uint32_t>(document.tokens.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (i == 0 || gaps[i] >= Gap::newline) lines.push_back({i, i, 0});
    Line& line = lines.back();
    line.last = i;
    line.length = document.tokens[i].range.end - document.tokens[line.first].range.begin;
  }
  return lines;
}

/// Bytes of the tokens at the start of a line that no white space divides.
std::uint32_t first_word_length(const Document& document, const Line& line) {
  std::uint32_t last = line.first;
  while (last < line.last && !document.tokens[last + 1].space_before) ++last;
  return document.tokens[last].range.end - document.tokens[line.first].range.begin;
}

bool is_full(const Document& document, const Line& line, const Line& next, std::uint32_t width) {
  return line.length + 1 + first_word_length(document, next) > width;
}

/// The width at which a text is wrapped, or 0 if it is not.
std::uint32_t wrap_width(const Document& document, const std::vector<Gap>& gaps, const std::vector<Line>& lines) {
  std::uint32_t width = 0;
  std::size_t longer = 0;
  for (const Line& line : lines) {
    if (line.length > kWidest)
      ++longer;
    else
      width = std::max(width, line.length);
  }
  if (width < kNarrowest || longer * 10 > lines.size()) return 0;
  std::size_t full = 0, breaks = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (gaps[lines[i].first] != Gap::newline) continue;
    ++breaks;
    if (is_full(document, lines[i - 1], lines[i], width)) ++full;
  }
  return full >= 2 && full * 10 >= breaks * 6 ? width : 0;
}

bool ends_sentence(const Document& document, const Line& line) {
  std::uint32_t last = line.last;
  while (last > line.first && !document.tokens[last].space_before && document.tokens[last].lower.find_first_of("\"')]") == 0) --last;
  return document.tokens[last].lower.find_first_of(".!?:") == 0;
}

bool starts_in_lower_case(const Document& document, const Line& line) {
  const char32_t c = decode(document.text, document.tokens[line.first].range.begin).value;
  return is_letter(c) && !is_upper(c) && c < 0x500;
}

}  // namespace

void join_wrapped_lines(const Document& document, std::vector<Gap>& gaps) {
  const std::vector<Line> lines = find_lines(document, gaps);
  const std::uint32_t width = wrap_width(document, gaps, lines);
  bool joined = false;  // the line before goes on from another
  for (std::size_t i = 1; i < lines.size(); ++i) {
    Gap& gap = gaps[lines[i].first];
    const bool long_enough = joined || lines[i - 1].length >= kShortest;
    joined = false;
    if (gap != Gap::newline) continue;
    const Line &line = lines[i - 1], &next = lines[i];
    const bool bullet =
        is_bullet(document.tokens[next.first].lower) && next.first < next.last && document.tokens[next.first + 1].space_before;
    const bool goes_on = long_enough && !ends_sentence(document, line) && starts_in_lower_case(document, next);
    const bool wrapped = width != 0 && is_full(document, line, next, width);
    joined = !bullet && (goes_on || wrapped);
    gap = joined ? Gap::space : Gap::blank_line;
  }
}

}  // namespace readout
