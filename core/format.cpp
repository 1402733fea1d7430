// Rule files in one canonical layout. Entry point: format_rules.
//
// The file is cut into words and marks (rule_lexer.hpp), each item into clauses, each clause into a tree of pieces that only
// brackets nest. What fits on a line stands on it; what does not is broken between its outermost pieces first. The layout
// depends on words and marks alone, except that one blank line between items stays where the author left some.
#include "format.hpp"

#include <algorithm>
#include <vector>

#include "rule_lexer.hpp"
#include "rule_words.hpp"
#include "utf8.hpp"

namespace readout {
namespace {

constexpr std::size_t line_width = 120;
constexpr std::size_t wide_alternative = 24;  ///< alternatives of more characters on average stand one a line
constexpr std::size_t room_after = 6;         ///< for a repetition after a bracket

using Lexemes = std::vector<Lexeme>;

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

struct Piece;
using Pieces = std::vector<Piece>;

/// A text, or a bracket with pieces between; `glued` parts follow without a space: `name:`, `( ... )`, `{1,3}`.
struct Part {
  std::string text;    ///< of a bracket, what opens it
  std::string close;   ///< empty for a text
  std::string inside;  ///< the space inside the brackets, where they stand on one line
  Pieces pieces;
};

/// What is never broken before one of its parts, only inside them.
struct Piece {
  std::vector<Part> parts;
  std::size_t gap = 1;      ///< spaces before it
  bool operation = false;   ///< begins with | or &, before which lines are broken by preference
  bool continues = false;   ///< a field: deeper where it begins a line
  bool fresh_line = false;  ///< begins a line of its own where its list is broken
  bool comment = false;     ///< ends its line
  bool own_line = false;    ///< a comment that stood on a line of its own
};

std::string flat(const Pieces& pieces);

std::string flat(const Piece& piece) {
  std::string out;
  for (const Part& part : piece.parts) {
    out += part.text;
    if (part.close.empty()) continue;
    const std::string inner = flat(part.pieces);
    out += inner.empty() ? part.close : part.inside + inner + part.inside + part.close;
  }
  return out;
}

std::string flat(const Pieces& pieces) {
  std::string out;
  for (const Piece& piece : pieces) {
    if (!out.empty()) out += std::string(piece.gap, ' ');
    out += flat(piece);
  }
  return out;
}

bool has_comment(const Pieces& pieces) {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    return piece.comment || std::any_of(piece.parts.begin(), piece.parts.end(), [](const Part& part) { return has_comment(part.pieces); });
  });
}

// ---- from words and marks to pieces
class Builder {
 public:
  Builder(const Lexemes& lexemes, std::size_t from, std::size_t to) : lexemes_(lexemes), at_(from), end_(to) {}

  /// The elements of a pattern, up to a closing bracket or the end.
  Pieces pattern() {
    Pieces out;
    while (more() && !closes()) {
      if (comment(out)) continue;
      Piece piece = led_by_operator();
      if (more() && !closes() && !at_comment()) element(piece);
      out.push_back(std::move(piece));
    }
    return out;
  }

  /// `name: value, value if $capture` and so on.
  Pieces fields() {
    Pieces out;
    std::string before;
    while (more() && !closes()) {
      if (comment(out)) continue;
      const bool begins = more(1) && lexemes_[at_ + 1].text == ":";
      Piece piece;
      if (uses_block()) {
        piece.gap = out.empty() ? 1 : 2;
        take();
        text(piece, "use " + take());
        if (is(";")) text(piece, take());
        out.push_back(std::move(piece));
        continue;
      }
      if (begins) {
        const std::string name = take();
        take();
        piece.gap = out.empty() ? 1 : 2;
        const bool again = name == before, follows = again_after(name) || others_ahead() > 1;
        piece.fresh_line = !out.empty() && !again && (follows || repeated_);
        repeated_ = again || follows;
        before = name;
        text(piece, name + ": ");
      }
      piece.continues = is("else");
      value(piece);
      out.push_back(std::move(piece));
    }
    return out;
  }

  /// Texts and names one after the other.
  Pieces words() {
    Pieces out;
    while (more()) {
      if (comment(out)) continue;
      Piece piece;
      text(piece, take());
      out.push_back(std::move(piece));
    }
    return out;
  }

 private:
  [[nodiscard]] bool more(std::size_t ahead = 0) const { return at_ + ahead < end_; }
  [[nodiscard]] bool is(std::string_view mark) const { return more() && lexemes_[at_].text == mark; }
  [[nodiscard]] bool closes() const { return is(")") || is("]") || is(">") || is("}"); }
  [[nodiscard]] bool at_comment() const { return more() && lexemes_[at_].kind == Lexeme::Kind::comment; }
  std::string take() { return std::string(lexemes_[at_++].text); }

  static void text(Piece& piece, const std::string& more) {
    if (piece.parts.empty() || !piece.parts.back().close.empty())
      piece.parts.push_back({more, "", "", {}});
    else
      piece.parts.back().text += more;
  }

  bool comment(Pieces& out) {
    if (!at_comment()) return false;
    Piece piece;
    piece.comment = true;
    piece.own_line = lexemes_[at_].lines_before > 0;
    piece.gap = 2;
    text(piece, take());
    out.push_back(std::move(piece));
    return true;
  }

  void bracket(Piece& piece, std::string inside, Pieces (Builder::*content)()) {
    Part part;
    part.text = take();
    part.inside = std::move(inside);
    part.pieces = (this->*content)();
    part.close = more() ? take() : "";
    if (piece.parts.empty() || !piece.parts.back().close.empty())
      piece.parts.push_back(std::move(part));
    else {  // `name:(`
      part.text.insert(0, piece.parts.back().text);
      piece.parts.back() = std::move(part);
    }
  }

  /// `name:`, `!` and `ahead` with what they belong to, and the repetition after it.
  void element(Piece& piece) {
    bool whole = false;
    while (more() && !whole && !closes() && !at_comment()) {
      if (is("(")) {
        bracket(piece, " ", &Builder::pattern);
        whole = true;
      } else if (is("[") || is("<")) {
        bracket(piece, "", &Builder::condition);
        whole = true;
      } else if (more(1) && lexemes_[at_ + 1].text == ":") {
        text(piece, take() + ":");
        ++at_;
      } else if (is("!") || is("$")) {
        text(piece, take());
      } else if (is("=")) {
        text(piece, take() + " ");
      } else {
        const bool calls = more(1) && lexemes_[at_ + 1].text == "(" && (lexemes_[at_ + 1].adjacent || is("ahead") || is("behind"));
        const std::string name = take();
        text(piece, name);
        if (calls && name != "ahead" && name != "behind") {
          bracket(piece, name == "any_order" ? " " : "", &Builder::arguments);
          whole = true;
        } else {
          whole = !calls;
        }
      }
    }
    while (is("*") || is("+") || is("?") || is("{") || is(",") || is(".")) {
      if (!is("{")) {
        text(piece, take());
        if (lexemes_[at_ - 1].text == "." && more()) text(piece, take());
        continue;
      }
      while (more() && !is("}")) text(piece, take());
      if (more()) text(piece, take());
    }
    if (is("not") && piece.parts.size() == 1 && piece.parts.front().text.substr(0, 2) == ".." &&
        !(more(1) && lexemes_[at_ + 1].text == ":")) {
      text(piece, " " + take() + " ");
      element(piece);
    }
  }

  /// Patterns between commas.
  Pieces arguments() {
    Pieces out;
    while (more() && !closes()) {
      Pieces part = pattern();
      if (part.empty() && more() && !closes()) take();
      std::move(part.begin(), part.end(), std::back_inserter(out));
    }
    return out;
  }

  /// An empty piece, or one that begins with the operator that stands here.
  Piece led_by_operator() {
    Piece piece;
    if (!is("|") && !is("&")) return piece;
    piece.operation = true;
    text(piece, take() + " ");
    return piece;
  }

  /// A comparison is one piece; lines are broken before & and |.
  Pieces condition() {
    Pieces out;
    while (more() && !closes()) {
      if (comment(out)) continue;
      Piece piece = led_by_operator();
      for (bool glued = true; more() && !closes() && !is("|") && !is("&") && !at_comment();) {
        const bool joins = is("!") || is(".") || is("$");
        if (!glued && !is(".")) text(piece, " ");
        if (is("("))
          bracket(piece, "", &Builder::condition);
        else
          text(piece, take());
        glued = joins;
      }
      out.push_back(std::move(piece));
    }
    return out;
  }

  [[nodiscard]] bool again_after(const std::string& name) const {
    for (std::size_t i = at_; i + 1 < end_ && lexemes_[i].text != "}"; ++i)
      if (lexemes_[i + 1].text == ":") return lexemes_[i].text == name;
    return false;
  }

  /// How often `else` stands in the field whose values begin here.
  [[nodiscard]] std::size_t others_ahead() const {
    std::size_t count = 0;
    for (std::size_t i = at_; i < end_ && lexemes_[i].text != "}" && !(i + 1 < end_ && lexemes_[i + 1].text == ":"); ++i)
      if (lexemes_[i].text == "else") ++count;
    return count;
  }

  [[nodiscard]] bool uses_block() const {
    return is("use") && more(1) && lexemes_[at_ + 1].kind == Lexeme::Kind::word && !(more(2) && lexemes_[at_ + 2].text == ":");
  }

  void value(Piece& piece) {
    bool glued = true;
    while (more() && !closes() && !at_comment()) {
      if (is("[")) {
        text(piece, take());
        while (more() && !is("]")) text(piece, take());
        if (more()) text(piece, take());
        glued = false;
        continue;
      }
      if (is("(")) {
        if (!glued) text(piece, " ");
        bracket(piece, "", &Builder::condition);
        glued = false;
        continue;
      }
      if (is("else") && !glued) return;  // so is what else the field may have
      const bool next_field = (more(1) && lexemes_[at_ + 1].text == ":") || uses_block();
      if (next_field && !glued) return;
      const bool tight = is(",") || is(".") || is(";");
      if (!glued && !tight) text(piece, " ");
      const std::string word = take();
      text(piece, word);
      if (word == ",") return;  // the next value is a piece of its own
      glued = word == "$" || word == "!" || word == ".";
    }
  }

  const Lexemes& lexemes_;
  std::size_t at_, end_;
  bool repeated_ = false;  ///< the field before is one of several of its name
};

// ---- from pieces to lines
class Layout {
 public:
  void text(std::string_view more) { out_ += more; }
  void line(std::size_t indent) {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n' + std::string(indent, ' ');
  }
  [[nodiscard]] std::size_t column() const {
    const std::size_t line = out_.rfind('\n');
    return width_of(std::string_view(out_).substr(line == std::string::npos ? 0 : line + 1));
  }
  [[nodiscard]] bool fits(std::size_t more) const { return column() + more <= line_width; }
  [[nodiscard]] bool fits(const Pieces& pieces, std::size_t more) const {
    return !has_comment(pieces) && fits(width_of(flat(pieces)) + more);
  }

  /// Pieces from here on; where they do not fit, further lines begin at `indent`.
  void pieces(const Pieces& list, std::size_t indent) {
    if (fits(list, 0)) return text(flat(list));
    const bool ladder = wide_alternatives(list);
    bool first = true, must_break = false;
    for (const Piece& piece : list) {
      const std::size_t deeper = piece.continues || (ladder && !piece.operation && !first) ? indent + 2 : indent;
      const bool breaks = must_break || piece.own_line || piece.fresh_line || (ladder && piece.operation);
      if (!first && (breaks || (!piece.comment && !fits({piece}, piece.gap))))
        line(deeper);
      else if (!first)
        text(std::string(piece.gap, ' '));
      const bool broke = one(piece, deeper);
      must_break = piece.comment || broke;
      first = false;
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  static bool wide_alternatives(const Pieces& list) {
    const auto count =
        static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [](const Piece& piece) { return piece.operation; }));
    return count > 0 && width_of(flat(list)) / (count + 1) > wide_alternative;
  }

  /// Whether it took more than one line.
  bool one(const Piece& piece, std::size_t indent) {
    if (piece.comment || fits({piece}, 0)) {
      text(flat(piece));
      return false;
    }
    bool broke = false;
    for (const Part& part : piece.parts) {
      const Piece alone{{part}};
      if (part.close.empty() || fits({alone}, room_after)) {
        text(flat(alone));
        continue;
      }
      broke = true;
      text(part.text);
      line(indent + 2);
      pieces(part.pieces, indent + 2);
      line(indent);
      text(part.close);
    }
    return broke;
  }

  std::string out_;
};

// ---- a file
class Formatter {
 public:
  explicit Formatter(std::string_view content) : lexemes_(lex_rules(content)) {}

  std::string run() {
    while (at_ < lexemes_.size()) {
      separate();
      const Lexeme& next = lexemes_[at_];
      if (next.kind == Lexeme::Kind::comment || next.kind == Lexeme::Kind::doc)
        remark();
      else if (next.text == "rule")
        rule();
      else if (next.text == "fields")
        block();
      else
        definition();
      layout_.text("\n");
    }
    return layout_.take();
  }

 private:
  using Kind = Lexeme::Kind;

  /// One blank line around a rule, and where the author left some.
  void separate() {
    if (at_ > 0) {
      const bool rule = lexemes_[at_].text == "rule" && previous_ != Kind::doc && previous_ != Kind::comment;
      const bool description = previous_ == Kind::doc && lexemes_[at_].kind != Kind::comment;
      if (after_rule_ || rule || (lexemes_[at_].lines_before > 1 && !description) || describes_rule()) layout_.text("\n");
    }
    after_rule_ = false;
  }

  /// Whether a description or a remark begins here whose lines lead straight to a rule.
  [[nodiscard]] bool describes_rule() const {
    if (previous_ == Kind::doc || previous_ == Kind::comment) return false;
    std::size_t i = at_;
    while (i < lexemes_.size() && (lexemes_[i].kind == Kind::doc || lexemes_[i].kind == Kind::comment)) ++i;
    return i > at_ && i < lexemes_.size() && lexemes_[i].text == "rule";
  }

  void remark() {
    layout_.text(lexemes_[at_].text);
    previous_ = lexemes_[at_++].kind;
  }

  /// The index after the item that begins at `from`: comments on lines of their own belong to what follows.
  [[nodiscard]] std::size_t end_of_definition(std::size_t from) const {
    std::size_t end = from + 1;
    while (end < lexemes_.size() && lexemes_[end].kind != Kind::doc &&
           !(lexemes_[end].kind == Kind::word && is_listed(item_words, lexemes_[end].text)))
      ++end;
    while (end > from + 1 && lexemes_[end - 1].kind == Kind::comment && lexemes_[end - 1].lines_before > 0) --end;
    return end;
  }

  void definition() {
    const std::size_t end = end_of_definition(at_);
    const bool set = lexemes_[at_].text == "set";
    bool first = true;
    while (at_ < end && lexemes_[at_].kind != Kind::comment) {
      const std::string_view word = lexemes_[at_++].text;
      const bool tight = word == "(" || word == ")" || word == "," || word == ":" || (at_ > 1 && lexemes_[at_ - 2].text == "(");
      layout_.text((first || tight ? "" : " ") + std::string(word) + (word == "=" ? " " : ""));
      first = false;
      if (word == "=") break;
    }
    Builder builder(lexemes_, at_, end);
    const Pieces pieces = set ? builder.words() : builder.pattern();
    layout_.pieces(pieces, pieces.size() == 1 ? 0 : 2);
    at_ = end;
    previous_ = Kind::word;
  }

  /// `fields NAME { ... }`
  void block() {
    const std::size_t end = end_of_rule(at_);
    layout_.text(lexemes_[at_].text);
    with_fields(at_ + 1, end, true, 0);
    at_ = std::min(end + 1, lexemes_.size());
    previous_ = Kind::word;
    if (at_ < lexemes_.size() && lexemes_[at_].kind == Kind::comment && lexemes_[at_].lines_before == 0)
      layout_.text("  " + std::string(lexemes_[at_++].text));
  }

  [[nodiscard]] std::size_t end_of_rule(std::size_t from) const {
    std::size_t depth = 0;
    for (std::size_t i = from; i < lexemes_.size(); ++i) {
      if (lexemes_[i].text == "{") ++depth;
      if (lexemes_[i].text == "}" && --depth == 0) return i;
    }
    return lexemes_.size();
  }

  void rule() {
    const std::size_t end = end_of_rule(at_);
    bool glued = true;
    while (at_ < end && lexemes_[at_].text != "{") {
      const std::string_view word = lexemes_[at_++].text;
      layout_.text((glued || word == "." ? "" : " ") + std::string(word));
      glued = word == ".";
    }
    layout_.text(" {");
    if (at_ < end) ++at_;
    while (at_ < end) {
      if (lexemes_[at_].kind == Kind::comment) {
        if (lexemes_[at_].lines_before > 0)
          layout_.line(2);
        else
          layout_.text("  ");
        layout_.text(lexemes_[at_++].text);
        continue;
      }
      const std::size_t from = at_;
      at_ = end_of_clause(from, end);
      layout_.line(2);
      clause(from, at_);
    }
    layout_.line(0);
    layout_.text("}");
    if (at_ < lexemes_.size()) ++at_;
    previous_ = Kind::word;
    after_rule_ = true;
    if (at_ < lexemes_.size() && lexemes_[at_].kind == Kind::comment && lexemes_[at_].lines_before == 0)
      layout_.text("  " + std::string(lexemes_[at_++].text));
  }

  [[nodiscard]] std::size_t end_of_clause(std::size_t from, std::size_t end) const {
    std::size_t depth = 0, i = from;
    do {
      const std::string_view text = lexemes_[i].text;
      if (lexemes_[i].kind == Kind::mark && (text == "(" || text == "[" || text == "{" || text == "<")) ++depth;
      if (lexemes_[i].kind == Kind::mark && (text == ")" || text == "]" || text == "}" || text == ">")) --depth;
      ++i;
    } while (i < end && !(depth == 0 && lexemes_[i].kind == Kind::word && is_listed(clause_words, lexemes_[i].text) &&
                          !(lexemes_[i].text == "with" && lexemes_[i - 1].text == "unless")));
    while (i > from + 1 && lexemes_[i - 1].kind == Kind::comment) --i;
    return i;
  }

  void clause(std::size_t from, std::size_t end) {
    std::size_t head = from + 1;
    const std::string_view word = lexemes_[from].text;
    layout_.text(word);
    if (word == "unless" && head < end) layout_.text(" " + std::string(lexemes_[head++].text));
    if (head < end && lexemes_[head - 1].text == "same") layout_.text(" " + std::string(lexemes_[head++].text));
    if (lexemes_[head - 1].text == "with") return relation(head, end);
    if (word == "emit" || word == "yes" || word == "no") return with_fields(head, end, word == "emit", 2);
    layout_.text(" ");
    layout_.pieces(Builder(lexemes_, head, end).pattern(), 4);
  }

  /// `capture:<type conditions> = relation(anchor, "word")?`
  void relation(std::size_t from, std::size_t end) {
    std::size_t depth = 0, sign = from;
    for (; sign < end && (depth > 0 || lexemes_[sign].text != "="); ++sign) {
      if (lexemes_[sign].text == "<") ++depth;
      if (lexemes_[sign].text == ">") --depth;
    }
    if (sign == end) sign = from;
    if (sign > from) {
      layout_.text(" ");
      layout_.pieces(Builder(lexemes_, from, sign).pattern(), 4);
    }
    for (std::size_t i = sign; i < end; ++i) {
      const std::string_view word = lexemes_[i].text;
      const bool glued = word == "(" || word == ")" || word == "," || word == "?" || (i > sign && lexemes_[i - 1].text == "(");
      layout_.text((glued ? "" : " ") + std::string(word));
    }
  }

  /// `emit TYPE { fields }` and `yes "text" { fields }`.
  void with_fields(std::size_t from, std::size_t end, bool emit, std::size_t indent) {
    std::size_t brace = from;
    while (brace < end && lexemes_[brace].text != "{") ++brace;
    bool glued = false;
    for (std::size_t i = from; i < brace; ++i) {
      layout_.text((glued ? "" : " ") + std::string(lexemes_[i].text));
      glued = lexemes_[i].text == "$";
      if (lexemes_[i].kind == Kind::comment) layout_.line(4);
    }
    if (brace == end) return;
    const Pieces fields = Builder(lexemes_, brace + 1, end).fields();
    if (fields.empty()) return layout_.text(" { }");
    if (layout_.fits(fields, 5)) return layout_.text(" { " + flat(fields) + " }");
    if (!emit) layout_.line(indent + 2);
    if (!emit && layout_.fits(fields, 4)) return layout_.text("{ " + flat(fields) + " }");
    layout_.text(emit ? " {" : "{");
    layout_.line(indent + (emit ? 2 : 4));
    layout_.pieces(fields, indent + (emit ? 2 : 4));
    layout_.line(indent + (emit ? 0 : 2));
    layout_.text("}");
  }

  Lexemes lexemes_;
  std::size_t at_ = 0;
  Kind previous_ = Kind::word;
  bool after_rule_ = false;
  Layout layout_;
};

}  // namespace

std::string format_rules(std::string_view content) { return Formatter(content).run(); }

}  // namespace readout
