// The words, marks and comments of a rule file. Entry point: lex_rules.
#include "rule_lexer.hpp"

#include <algorithm>

namespace readout {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::size_t end_of_text(std::string_view content, std::size_t at) {
  for (std::size_t i = at + 1; i < content.size() && content[i] != '\n'; ++i) {
    if (content[i] == '\\')
      ++i;
    else if (content[i] == '"')
      return i + 1;
  }
  return std::min(at + 1, content.size());
}

/// A comment or a description without the spaces at its end, a description with one space after its mark.
std::string remark(std::string_view line) {
  line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  if (line.substr(0, 3) != "///") return std::string(line);
  line.remove_prefix(3);
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return line.empty() ? "///" : "/// " + std::string(line);
}

}  // namespace

std::vector<Lexeme> lex_rules(std::string_view content) {
  std::vector<Lexeme> out;
  std::uint32_t lines = 0;
  std::size_t at = content.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0, last = std::string_view::npos;
  while (at < content.size()) {
    const char c = content[at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v') {
      lines += c == '\n' ? 1 : 0;
      ++at;
      continue;
    }
    const std::size_t from = at;
    Lexeme made;
    if (content.substr(at, 2) == "//") {
      at = std::min(content.find('\n', at), content.size());
      made.kind = content.substr(from, 3) == "///" ? Lexeme::Kind::doc : Lexeme::Kind::comment;
    } else if (c == '"') {
      at = end_of_text(content, at);
      made.kind = Lexeme::Kind::text;
    } else if (is_word(c)) {
      while (at < content.size() && is_word(content[at])) ++at;
    } else {
      at += content.substr(at, 2) == "!=" || content.substr(at, 2) == ".." ? 2 : 1;
      made.kind = Lexeme::Kind::mark;
    }
    const std::string_view written = content.substr(from, at - from);
    const bool remarked = made.kind == Lexeme::Kind::doc || made.kind == Lexeme::Kind::comment;
    made.text = remarked ? remark(written) : std::string(written);
    made.lines_before = lines;
    made.adjacent = last == from;
    lines = 0;
    last = at;
    out.push_back(std::move(made));
  }
  return out;
}

}  // namespace readout
