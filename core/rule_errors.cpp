// What is wrong where a rule file cannot be read. Entry point: explain_syntax.
//
// The parser knows what it wanted and where; the cause often stands elsewhere: a bracket opened lines ago, a keyword misspelt
// on an earlier line and read as the name of a `let`. Causes are tried from the most certain to the least.
#include "rule_errors.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "rule_words.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

constexpr std::string_view quote_hint = "texts stand in straight double quotes on one line; write \\\" for a quote inside";

struct Advice {
  std::string_view expected, message, hint;
};

constexpr std::array<Advice, 26> advices = {{
    {"a name", "expected a name here", "a name has letters, digits and _, and does not begin with a digit"},
    {"an item", "expected a rule, `let`, `set`, `fields` or `import` here",
     "every item of a rule file begins with one of these words; a line of /// describes the rule after it"},
    {"'{'", "expected { here", "the clauses of a rule and the fields of an emit stand between { and }"},
    {"'('", "expected ( here", "write any_order( A, B ), ahead( A ), behind( A ) or, after with, subject(capture)"},
    {"')'", "expected ) here", "a bracket that is opened must be closed; several arguments or parts stand between commas"},
    {"'}'", "expected } here", "a repetition is written {2}, {2,5} or {2,}"},
    {"'='", "expected = here", "write `let NAME = pattern`, `set NAME = \"word\" \"word\"` or `with name:<type> = subject(capture)`"},
    {"':'", "expected : here", "a field is written `name: value`"},
    {"a word or a text in double quotes", "expected a word or a text in double quotes here",
     "write a word as it is, and anything else as \"a text\""},
    {"a clause", "expected a clause of the rule or } here", "a rule holds priority, match, with, unless, emit and examples (yes, no)"},
    {"a field", "expected a field or } here", "a field is written `name: value`, with a comma between several values"},
    {"a pattern", "expected a pattern here",
     "an element is \"words\", [a condition on a token], <a mention>, ( a group ) or the name of a `let`"},
    {"a condition", "expected a condition here", "a condition is written `attribute = \"value\"`, or is a property such as capitalized"},
    {"']'", "expected a comparison, &, | or ] here", "a condition is written `attribute = \"value\"`; join two by & (and) or | (or)"},
    {"'>'", "expected a comparison, &, | or > here", "a condition is written `field = \"value\"`; join two by & (and) or | (or)"},
    {"a value", "expected a value here", "a value is a word, \"a text\", $capture, $capture.field or lexicon[$capture.field].attribute"},
    {"a text in double quotes", "expected a text in double quotes here", quote_hint},
    {"the name of a capture", "expected a capture here", "a capture of the pattern is written $name"},
    {"a capture", "expected a condition on a capture here",
     "write `if $name`, `if !$name` or `if $name.field = \"value\"`; join two by & (and) or | (or)"},
    {"before, after or inside", "expected before, after, inside, same sentence, same clause or with here",
     "write `unless before PATTERN`, `unless same sentence PATTERN` or `unless with RELATION`, for example"},
    {"a relation", "expected a relation here", "write `with name:<type> = subject(capture)`; behind unless, `with subject(capture)`"},
    {"a mention, <type>", "expected a mention here", "what stands in a relation is written <type>, with conditions on its fields"},
    {"the name of a set or lexicon", "expected the name of a set or a lexicon here", "for a single word write `attribute = \"word\"`"},
    {"the name of a block of fields", "expected the name of a block of fields here",
     "write `use NAME`, where the grammar has `fields NAME { ... }`"},
    {"the number of repetitions", "expected the number of repetitions here", "write {2}, {2,5} or {2,}"},
    {"a whole number", "expected a whole number here", "where rules overlap, the higher priority wins; a rule that gives none has 0"},
}};

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view word_at(std::string_view content, std::size_t at) {
  std::size_t end = at;
  while (end < content.size() && is_word(content[end])) ++end;
  return content.substr(at, end - at);
}

template <typename List>
std::string_view slip_of(std::string_view word, const List& keywords) {
  if (word.size() < 3) return {};
  for (const std::string_view keyword : keywords)
    if (one_slip(word, keyword)) return keyword;
  return {};
}

/// The place after a text or a comment that begins here, or `at` itself where neither does.
std::size_t skip_text(std::string_view content, std::size_t at) {
  if (content.compare(at, 2, "//") == 0) return std::min(content.find('\n', at), content.size());
  if (content[at] != '"') return at;
  for (std::size_t i = at + 1; i < content.size() && content[i] != '\n'; ++i) {
    if (content[i] == '\\')
      ++i;
    else if (content[i] == '"')
      return i + 1;
  }
  return at + 1;
}

class Explainer {
 public:
  Explainer(std::string_view content, std::size_t start, std::size_t where, std::string_view expected)
      : content_(content), start_(start), where_(where), expected_(expected) {}

  Diagnostic run() {
    while (where_ < content_.size() && (is_space(content_[where_]) || content_.compare(where_, 2, "//") == 0))
      where_ = is_space(content_[where_]) ? where_ + 1 : skip_text(content_, where_);
    find_opening();
    if (!(bad_text() || misspelt_line() || unclosed() || stray_closer() || bad_word() || bad_mark())) plain();
    return std::move(made_);
  }

 private:
  bool tell(std::size_t at, std::size_t length, std::string message, std::string_view hint) {
    made_.code = expected_ == "an item" ? "R001" : "R002";
    made_.message = std::move(message);
    made_.hint = hint;
    locate(made_, content_, at, at + length);
    return true;
  }

  [[nodiscard]] std::string quoted(std::string_view text) const { return "`" + std::string(text) + "`"; }
  [[nodiscard]] std::string_view word() const { return word_at(content_, where_); }
  [[nodiscard]] std::size_t line_of(std::size_t at) const {
    return static_cast<std::size_t>(std::count(content_.begin(), content_.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
  }
  [[nodiscard]] bool at_item() const {
    return where_ == content_.size() || ((where_ == 0 || content_[where_ - 1] == '\n') && is_listed(item_words, word()));
  }

  void find_opening() {
    std::vector<std::size_t> open;
    for (std::size_t at = start_; at < where_;) {
      if (const std::size_t next = skip_text(content_, at); next != at) {
        at = next;
        continue;
      }
      const char c = content_[at];
      if (c == '(' || c == '[' || c == '{' || c == '<') open.push_back(at);
      if ((c == ')' || c == ']' || c == '}' || c == '>') && !open.empty()) open.pop_back();
      ++at;
    }
    opening_ = open.empty() ? std::string_view::npos : open.back();
    of_rule_ = open.size() == 1 && content_[opening_] == '{';
  }

  /// A text without its end, or in other quotes than the language's.
  bool bad_text() {
    if (where_ >= content_.size()) return false;
    if (content_[where_] == '"' && skip_text(content_, where_) == where_ + 1)
      return tell(where_, 1, "this text has no closing quote", quote_hint);
    for (const std::string_view mark : {"“", "”", "„", "«", "»", "‘", "’", "'"})
      if (content_.compare(where_, mark.size(), mark) == 0) return tell(where_, 1, "this is not the quote that texts stand in", quote_hint);
    return false;
  }

  /// An earlier line that begins with a misspelt keyword, which was read as something else.
  bool misspelt_line() {
    for (std::size_t line = content_.rfind('\n', where_ ? where_ - 1 : 0); line != std::string_view::npos && line > start_;
         line = content_.rfind('\n', line - 1)) {
      std::size_t at = line + 1;
      while (at < content_.size() && (content_[at] == ' ' || content_[at] == '\t')) ++at;
      const std::string_view begins = word_at(content_, at);
      const std::string_view meant = at == line + 1 ? slip_of(begins, item_words) : slip_of(begins, clause_words);
      if (at < where_ && !meant.empty() && !is_reserved(begins))
        return tell(at, begins.size(), quoted(begins) + " is not a word of the language", "did you mean " + std::string(meant) + "?");
    }
    return false;
  }

  /// A bracket that was opened on an earlier line, where what follows shows that it should have been closed.
  bool unclosed() {
    if (opening_ == std::string_view::npos) return false;
    const char bracket = content_[opening_];
    if (!at_item() && (of_rule_ || !is_listed(clause_words, word()))) return false;
    const std::string closer(1, bracket == '(' ? ')' : bracket == '[' ? ']' : bracket == '<' ? '>' : '}');
    const std::string before = where_ == content_.size() ? " before the end of the file"
                                                         : " before " + quoted(word()) + " on line " + std::to_string(line_of(where_));
    return tell(opening_, 1, quoted(std::string_view(&bracket, 1)) + " is not closed", "write " + closer + before);
  }

  bool stray_closer() {
    if (where_ >= content_.size() || std::string_view(")]>}").find(content_[where_]) == std::string_view::npos) return false;
    if (opening_ == std::string_view::npos ? expected_ != "an item" : content_[opening_] != '{' || content_[where_] == '}') return false;
    return tell(where_, 1, quoted(content_.substr(where_, 1)) + " closes nothing",
                "take it out, or open the bracket where it should begin");
  }

  /// A word that is wrong in a way that can be told.
  bool bad_word() {
    const std::string_view found = word();
    if (expected_ == "a clause" && !found.empty()) {
      const std::string_view meant = slip_of(found, clause_words);
      return tell(where_, found.size(), quoted(found) + " begins no clause of a rule",
                  meant.empty() ? "a rule holds priority, match, with, unless, emit and examples (yes, no)"
                                : "did you mean " + std::string(meant) + "?");
    }
    if (const std::string_view meant = slip_of(found, item_words); expected_ == "an item" && !meant.empty())
      return tell(where_, found.size(), quoted(found) + " is not a word of the language", "did you mean " + std::string(meant) + "?");
    if (expected_ == "a name" && is_reserved(found))
      return tell(where_, found.size(), quoted(found) + " is a word of the language and cannot be a name here", "choose another name");
    if (expected_ != "']'" && expected_ != "'>'") return false;
    if (found == "and" || found == "or")
      return tell(where_, found.size(), quoted(found) + " does not join conditions", found == "and" ? "write & for and" : "write | for or");
    if (found == "is") return tell(where_, found.size(), "`is` does not compare", "write = for is");
    return false;
  }

  /// A mark that means something else here than its author thought.
  bool bad_mark() {
    const std::string_view rest = content_.substr(std::min(where_, content_.size()));
    const char mark = rest.empty() ? '\0' : rest.front();
    const std::string name(word_at(content_, std::min(where_ + 1, content_.size())));
    if (const CodePoint letter = decode(rest, 0); letter.length > 1)
      return tell(where_, letter.length, quoted(rest.substr(0, letter.length)) + " stands only in texts and comments",
                  "names have the letters a to z, digits and _; words of the text stand in double quotes");
    if (mark == '$' && expected_ == "a pattern")
      return tell(where_, 1 + name.size(), "expected a pattern here", "in a pattern, a capture is written without $: name:( ... )");
    if (mark == '$' && expected_ == "a name" && opening_ != std::string_view::npos && content_[opening_] == '(')
      return tell(where_, 1 + name.size(), "expected a name here",
                  "in the brackets of a relation, a capture is written without $: subject(" + name + ")");
    if (mark == '!' && expected_ == "a clause")
      return tell(where_, 1, "expected a clause of the rule or } here",
                  "what must not follow is written !ahead( ... ), and what must not stand before !behind( ... )");
    if (mark == ':' && expected_ == "'('")
      return tell(where_, 1, "expected ( here", "behind `unless with` nothing is caught: write `unless with <type> = subject(capture)`");
    std::string_view before = content_.substr(start_, where_ - start_);
    while (!before.empty() && is_space(before.back())) before.remove_suffix(1);
    if (expected_ == "'{'" && before.ends_with(".."))
      return tell(where_, word().size(), "expected { here", "a gap says how long it may be: ..{0,8}");
    return false;
  }

  /// What was expected, after the word before it where nothing follows on the same line.
  void plain() {
    const auto* advice = std::find_if(advices.begin(), advices.end(), [&](const Advice& a) { return a.expected == expected_; });
    const std::string message = advice != advices.end() ? std::string(advice->message) : "expected " + std::string(expected_) + " here";
    const std::string_view hint = advice != advices.end() ? advice->hint : "see the reference of the rule language in grammars/README.md";
    std::size_t last = where_;
    while (last > start_ && is_space(content_[last - 1])) --last;
    const bool later = content_.substr(last, where_ - last).find('\n') != std::string_view::npos;
    const bool stays = expected_ == "a clause" || expected_ == "a field";
    tell(later && !stays ? last : where_, later && !stays ? 1 : word().size(), message, hint);
  }

  std::string_view content_;
  std::size_t start_, where_;
  std::string_view expected_;
  std::size_t opening_ = std::string_view::npos;
  bool of_rule_ = false;  ///< the bracket is that of the rule itself
  Diagnostic made_;
};

}  // namespace

bool one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  const auto at = static_cast<std::size_t>(x - a.begin());
  if (a.size() + 1 == b.size()) return a.substr(at) == b.substr(at + 1);
  if (a.size() != b.size() || at == a.size()) return false;
  if (a.substr(at + 1) == b.substr(at + 1)) return true;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && a.substr(at + 2) == b.substr(at + 2);
}

Diagnostic explain_syntax(std::string_view content, std::size_t start, std::size_t where, std::string_view expected) {
  return Explainer(content, start, where, expected).run();
}

std::size_t nested_too_deep(std::string_view content, std::size_t most) {
  std::size_t depth = 0, negations = 0;
  for (std::size_t at = 0; at < content.size();) {
    if (const std::size_t next = skip_text(content, at); next != at) {
      at = next;
      continue;
    }
    const char c = content[at];
    if (at > 0 && content[at - 1] == '\n' && is_listed(item_words, word_at(content, at)))
      depth = 0;  // an item that is not closed ends here
    if (c == '(' || c == '[' || c == '{' || c == '<') ++depth;
    if ((c == ')' || c == ']' || c == '}' || c == '>') && depth > 0) --depth;
    if (!is_space(c)) negations = c == '!' ? negations + 1 : 0;
    if (depth + negations > most) return at;
    ++at;
  }
  return std::string_view::npos;
}

}  // namespace readout
