// Pairs quotation marks, paragraph by paragraph, and marks the tokens inside. Entry point: pair_quotes.
//
// Curly marks say what they are; a straight mark, or two apostrophes, open or close by the white space around them. An apostrophe is a
// token of its own only after a plural ("the ministers' talks"), so that it is a mark only where a quotation can end there.
// A quotation may run over paragraphs, as long as each of them opens with a mark again.
#include <algorithm>

#include "text_parts.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

enum class Family : std::uint8_t { dbl, single, angle };
enum class Side : std::uint8_t { open, close, not_a_mark };

struct Open {
  Family family;
  std::uint32_t token;
  std::string_view mark;
};

constexpr std::size_t kDeepest = 8;  ///< quotations within quotations; further opening marks are left alone

class Pairer {
 public:
  explicit Pairer(Document& document) : document_(document) {}

  void run() {
    const auto& sentences = document_.sentences;
    for (std::size_t i = 0; i < sentences.size();) {
      std::size_t next = i + 1;
      while (next < sentences.size() && sentences[next].paragraph == sentences[i].paragraph) ++next;
      pair_paragraph(sentences[i].tokens.begin, sentences[next - 1].tokens.end);
      i = next;
    }
    drop_open(0, static_cast<std::uint32_t>(document_.tokens.size()));
    std::sort(document_.quotes.begin(), document_.quotes.end(),
              [](const Quote& a, const Quote& b) { return a.tokens.begin < b.tokens.begin; });
    count_depths();
    for (const Quote& quote : document_.quotes)
      for (std::uint32_t i = quote.depth == 0 ? quote.inner.begin : quote.inner.end; i < quote.inner.end; ++i)
        document_.tokens[i].quoted = true;
  }

 private:
  /// Known only now: marks that were open may have turned out to be apostrophes.
  void count_depths() {
    std::vector<std::uint32_t> ends;
    for (Quote& quote : document_.quotes) {
      while (!ends.empty() && ends.back() <= quote.tokens.begin) ends.pop_back();
      quote.depth = static_cast<std::uint32_t>(ends.size());
      ends.push_back(quote.tokens.end);
    }
  }

  std::string_view lower(std::uint32_t i) const { return document_.tokens[i].lower; }
  std::string_view text(std::uint32_t i) const { return document_.slice(document_.tokens[i].range); }

  void pair_paragraph(std::uint32_t begin, std::uint32_t end) {
    begin_ = begin;
    end_ = end;
    last_single_ = begin;
    for (std::uint32_t i = begin; i < end; ++i)
      if (lower(i) == "'" && !document_.tokens[i].space_before) last_single_ = i;
    std::uint32_t first = begin;
    if (!open_.empty()) {
      const bool goes_on = open_.front().family != Family::single && is_opening_mark(begin, open_.front().family);
      drop_open(goes_on ? 1 : 0, begin);
      if (goes_on) ++first;
    }
    for (std::uint32_t i = first; i < end; ++i) read(i);
  }

  bool is_opening_mark(std::uint32_t i, Family family) const {
    const std::string_view mark = text(i);
    if (family == Family::angle) return mark == "\u00AB" || mark == "\u2039";
    return mark == "\"" || mark == "\u201C" || mark == "``" || lower(i) == "''" || mark == "\u201E" || mark == "\u2018\u2018";
  }

  void read(std::uint32_t i) {
    const std::string_view mark = text(i);
    if (mark.size() > 6) return;
    if (mark == "\"") return apply(Family::dbl, straight_double(i), i);
    // Two apostrophes close what ``these'' open; a text without those writes ''these'' on both sides.
    if (lower(i) == "''") return apply(Family::dbl, opened_by(Family::dbl, "``") ? Side::close : straight_double(i), i);
    if (mark == "\u201C") return apply(Family::dbl, closes_wrongly(i) ? Side::close : Side::open, i);
    if (mark == "\u201E" || mark == "``" || mark == "\u2018\u2018") return apply(Family::dbl, Side::open, i);
    if (mark == "\u201D") return apply(Family::dbl, opens_wrongly(i) ? Side::open : Side::close, i);
    if (mark == "\u00AB" || mark == "\u2039") return apply(Family::angle, Side::open, i);
    if (mark == "\u00BB" || mark == "\u203A") return apply(Family::angle, Side::close, i);
    if (mark == "\u2018") return apply(Family::single, can_open(i) ? Side::open : single(i, false), i);
    if (mark == "\u2019" || mark == "'") apply(Family::single, single(i, mark == "'"), i);
  }

  void apply(Family family, Side side, std::uint32_t i) {
    if (side == Side::open && open_.size() < kDeepest) open_.push_back({family, i, text(i)});
    if (side == Side::close) close(family, i);
  }

  bool is_open(Family family) const { return find_open(family) != open_.size(); }
  bool opened_by(Family family, std::string_view mark) const {
    const std::size_t at = find_open(family);
    return at != open_.size() && open_[at].mark == mark;
  }
  std::size_t find_open(Family family) const {
    for (std::size_t k = open_.size(); k > 0; --k)
      if (open_[k - 1].family == family) return k - 1;
    return open_.size();
  }

  bool tight_after(std::uint32_t i) const { return i + 1 < end_ && !document_.tokens[i + 1].space_before; }

  /// White space, an opening bracket or mark, or a dash before; no white space after.
  bool can_open(std::uint32_t i) const {
    if (!tight_after(i)) return false;
    if (i == begin_ || document_.tokens[i].space_before) return true;
    static constexpr std::string_view openers[] = {"(",      "[",      "{",      "\"", "'",  "\u201C", "\u2018",
                                                   "\u00AB", "\u2014", "\u2013", "-",  "--", "/",      "``"};
    return std::find(std::begin(openers), std::end(openers), text(i - 1)) != std::end(openers);
  }

  /// A mark for the left side on the right: as in German, by a slip of the pen, or alone at the end of a paragraph.
  bool closes_wrongly(std::uint32_t i) const {
    if (opened_by(Family::dbl, "\u201E")) return true;
    if (!is_open(Family::dbl)) return false;
    return i + 1 == end_ || (!document_.tokens[i].space_before && !can_open(i));
  }

  /// A mark for the right side on the left.
  bool opens_wrongly(std::uint32_t i) const {
    return !is_open(Family::dbl) && i > begin_ && document_.tokens[i].space_before && tight_after(i) &&
           is_word(decode(document_.text, document_.tokens[i + 1].range.begin).value);
  }

  Side straight_double(std::uint32_t i) const {
    const bool opens = can_open(i);
    const bool loose = document_.tokens[i].space_before && i + 1 < end_ && !tight_after(i);
    if (!is_open(Family::dbl)) {
      const bool inches =
          i > begin_ && !document_.tokens[i].space_before && lower(i - 1).find_first_not_of("0123456789.") == std::string::npos;
      return opens || loose ? Side::open : inches || i + 1 == end_ || i != begin_ ? Side::not_a_mark : Side::open;
    }
    const bool before_word = i + 1 < end_ && lower(i + 1).find_first_of(".,;:?!)") != 0;
    return opens && document_.tokens[i].space_before && before_word ? Side::open : Side::close;
  }

  Side single(std::uint32_t i, bool straight) const {
    if (is_open(Family::single) && !document_.tokens[i].space_before) {
      const bool plural = i > begin_ && lower(i - 1).back() == 's' && i + 1 < end_ && !tight_after(i);
      const bool possessive = plural && last_single_ > i && lower(i + 1).find_first_of(",.;:)") != 0;
      return possessive ? Side::not_a_mark : Side::close;
    }
    return straight && can_open(i) && last_single_ > i ? Side::open : Side::not_a_mark;
  }

  void close(Family family, std::uint32_t i) {
    const std::size_t at = find_open(family);
    if (at == open_.size()) return;
    drop_open(at + 1, i);
    const std::uint32_t begin = open_[at].token;
    document_.quotes.push_back({{begin, i + 1}, {begin + 1, i}, 0, true});
    open_.pop_back();
  }

  /// Ends the quotations from the `keep`-th on, which lack their closing mark, before token `end`. A single mark was an apostrophe then.
  void drop_open(std::size_t keep, std::uint32_t end) {
    for (; open_.size() > keep; open_.pop_back()) {
      if (open_.back().family == Family::single) continue;
      const std::uint32_t begin = open_.back().token;
      document_.quotes.push_back({{begin, end}, {begin + 1, end}, 0, false});
    }
  }

  Document& document_;
  std::vector<Open> open_;
  std::uint32_t begin_ = 0, end_ = 0;
  std::uint32_t last_single_ = 0;  ///< the last mark of the paragraph that could end a quotation in single marks
};

}  // namespace

void pair_quotes(Document& document) {
  document.quotes.clear();
  Pairer(document).run();
}

}  // namespace readout
