// Splits a text into tokens after the conventions of the Penn Treebank and Universal Dependencies, except that a hyphenated
// word is one token. Entry point: split_tokens.
//
// One pass from left to right; every look ahead is bounded or consumed, so time is linear in the length of the text.
#include <algorithm>
#include <array>

#include "language_data.hpp"
#include "text_parts.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

class Tokenizer {
 public:
  Tokenizer(Document& document, const WordLists& words) : document_(document), text_(document.text), words_(words) {
    char* lowered = document.words.take(text_.size());
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      lowered[i] = static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
    }
    lowered_ = {lowered, text_.size()};
  }

  std::vector<Gap> run() {
    document_.tokens.reserve(text_.size() / 5);
    gaps_.reserve(text_.size() / 5);
    std::size_t at = 0;
    while ((at = skip_space(at)) < text_.size()) {
      begin_ = at;
      end_ = chunk_end(at);
      while (at < end_) at = scan(at);
    }
    return std::move(gaps_);
  }

 private:
  char32_t at(std::size_t i) const { return i < end_ ? decode(text_, i).value : 0; }
  std::size_t length(std::size_t i) const { return decode(text_, i).length; }
  char32_t before(std::size_t i) const { return i > begin_ ? decode_before(text_, i).value : 0; }
  char32_t after(std::size_t i) const { return i < end_ ? at(i + length(i)) : 0; }
  std::string_view slice(std::size_t b, std::size_t e) const { return text_.substr(b, e - b); }
  /// ASCII letters made small, any other byte as it is.
  std::string_view lower(std::size_t b, std::size_t e) const { return lowered_.substr(b, e - b); }

  std::size_t skip_space(std::size_t i) {
    unsigned newlines = 0;
    const std::size_t from = i;
    while (i < text_.size()) {
      const CodePoint c = decode(text_, i);
      if (!is_space(c.value)) break;
      const bool crlf = c.value == U'\r' && i + 1 < text_.size() && text_[i + 1] == '\n';
      if (c.value == U'\n' || (c.value == U'\r' && !crlf) || c.value == 0x85 || c.value == 0x2028) ++newlines;
      if (c.value == 0x2029 || c.value == U'\f') newlines += 2;
      i += c.length;
    }
    gap_ = newlines > 1 ? Gap::blank_line : newlines == 1 ? Gap::newline : i > from ? Gap::space : Gap::tight;
    return i;
  }

  std::size_t chunk_end(std::size_t i) {
    has_at_sign_ = false;
    is_ascii_ = true;
    while (i < text_.size()) {
      const CodePoint c = decode(text_, i);
      if (is_space(c.value)) break;
      has_at_sign_ = has_at_sign_ || c.value == U'@';
      is_ascii_ = is_ascii_ && c.value < 0x80;
      i += c.length;
    }
    return i;
  }

  std::size_t emit(std::size_t b, std::size_t e) {
    Token& token = document_.tokens.emplace_back();
    token.range = {static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(e)};
    token.lower = is_ascii_ ? lower(b, e) : document_.words.add(lower_text(slice(b, e)));
    token.space_before = gap_ != Gap::tight;
    gaps_.push_back(gap_);
    gap_ = Gap::tight;
    return e;
  }

  bool line_start(std::size_t i) const { return i == begin_ && (gap_ >= Gap::newline || document_.tokens.empty()); }

  std::size_t scan(std::size_t i) {
    const char32_t c = at(i);
    if (is_letter(c)) return scan_word(i);
    if (is_digit(c)) return scan_number(i);
    if (is_apostrophe(c) || c == U'\u2018') return scan_apostrophe(i);
    if (c == U'.' && is_digit(after(i)) && !is_word(before(i))) return scan_number(i);
    if ((c == U'#' || c == U'@') && is_word(after(i)) && !is_word(before(i))) {
      const bool number = c == U'#' && !is_word(at(digit_run(i + 1)));  // "#2"
      return emit(i, number ? i + 1 : word_run(i + 1));
    }
    if (c == U'+' && i == begin_ && is_digit(after(i))) return emit(i, number_end(i + 1));
    if (c == U'[') {
      const std::size_t e = elided_end(i);
      if (e != kNoMatch) return emit(i, e);
    }
    return scan_symbol(i);
  }

  /// "[...]" or "[…]"
  std::size_t elided_end(std::size_t i) const {
    for (const std::string_view form : {std::string_view("[...]"), std::string_view("[\u2026]")})
      if (text_.substr(i, form.size()) == form) return i + form.size();
    return kNoMatch;
  }

  static bool asks_or_cries(char32_t c) { return c == U'?' || c == U'!'; }

  /// Runs of one symbol are one token where they mean one thing ("...", "--", "***", "?!"), or where they are mere noise (four or more).
  std::size_t scan_symbol(std::size_t i) {
    const CodePoint c = decode(text_, i);
    std::size_t e = i + c.length;
    std::size_t count = 1;
    if (c.value != 0xFFFD) {
      while (e < end_ && (at(e) == c.value || (asks_or_cries(c.value) && asks_or_cries(at(e))))) e += c.length, ++count;
    } else {
      while (e < end_ && text_[e] == text_[i]) ++e, ++count;
    }
    constexpr std::u32string_view joined = U".-!?*=_~`";
    if (count > 1 && (count > 3 || joined.find(c.value) != std::u32string_view::npos)) return emit(i, e);
    return emit(i, c.value >= 0x2190 ? emoji_end(i + c.length) : i + c.length);
  }

  /// Variation selectors, skin tones and joined or flag pairs belong to the emoji before them.
  std::size_t emoji_end(std::size_t e) const {
    for (;;) {
      const char32_t c = at(e);
      const bool flag_pair = c >= 0x1F1E6 && c <= 0x1F1FF && before(e) >= 0x1F1E6 && before(e) <= 0x1F1FF;
      if (c == 0x200D && after(e) >= 0x2190) {
        e += length(e);
        e += length(e);
      } else if (c == 0xFE0F || c == 0x20E3 || (c >= 0x1F3FB && c <= 0x1F3FF)) {
        e += length(e);
      } else if (flag_pair) {
        return e + length(e);
      } else {
        return e;
      }
    }
  }

  std::size_t word_run(std::size_t i) const {
    while (i < end_ && (is_word(at(i)) || at(i) == U'_')) i += length(i);
    return i;
  }
  std::size_t digit_run(std::size_t i) const {
    while (i < end_ && is_digit(at(i))) ++i;
    return i;
  }

  // ---- apostrophes

  /// End of a clitic ('s 're 've 'll 'd 'm) whose apostrophe stands at `i`, or kNoMatch.
  std::size_t clitic_end(std::size_t i) const {
    if (!is_apostrophe(at(i))) return kNoMatch;
    const std::size_t b = i + length(i);
    for (const std::string_view form : {"s", "re", "ve", "ll", "d", "m"}) {
      if (end_ - b < form.size() || is_word(at(b + form.size()))) continue;
      if (lower(b, b + form.size()) == form) return b + form.size();
    }
    return kNoMatch;
  }

  std::size_t scan_apostrophe(std::size_t i) {
    const std::size_t b = i + length(i);
    const std::size_t clitic = i > begin_ ? clitic_end(i) : kNoMatch;
    if (clitic != kNoMatch && at(i - 1) != U'(') return emit(i, clitic);
    const std::size_t digits = digit_run(b);  // '90s
    if (digits == b + 2 && (at(digits) == U's' ? !is_word(at(digits + 1)) : !is_word(at(digits))) && !is_word(before(i)))
      return emit(i, at(digits) == U's' ? digits + 1 : digits);
    if (is_letter(at(b)) && !is_word(before(i))) {
      const std::size_t e = std::min(word_run(b), b + 16);
      const std::size_t closed = e + (is_apostrophe(at(e)) ? length(e) : 0);  // "'n'"
      for (const std::size_t end : {closed, e})
        if (words_.elision.contains(lower_text(slice(i, end)))) return emit(i, end);
    }
    const bool twice = at(b) == at(i) && (at(i) == U'\'' || at(i) == U'\u2019' || at(i) == U'\u2018') && at(b + length(b)) != at(i);
    return emit(i, twice ? b + length(b) : b);
  }

  // ---- numbers

  std::size_t number_end(std::size_t i) const {
    std::size_t e = digit_run(at(i) == U'.' ? i + 1 : i);
    while (e < end_) {
      const char32_t c = at(e);
      if ((c != U'.' && c != U',' && c != U':' && c != U'/') || !is_digit(at(e + 1))) break;
      e = digit_run(e + 1);
    }
    return e;
  }

  std::size_t scan_number(std::size_t i) {
    const std::size_t e = number_end(i);
    const bool numbers_line = line_start(i) && e - i <= 2 && e + 1 == end_ && end_ < text_.size();
    if (numbers_line && (at(e) == U'.' || at(e) == U')')) return emit(i, e + 1);  // "1." or "1)" of a list
    if (has_at_sign_) {
      const std::size_t mail = mail_end(i);
      if (mail != kNoMatch) return emit(i, mail);
    }
    if (is_letter(at(e))) {
      const std::size_t letters = word_run(e);
      if (letters - e <= 4 && words_.unit.contains(slice(e, letters))) return emit(i, e);
      return emit_word(i, word_end(i, e));
    }
    if (is_hyphen(at(e)) && is_letter(after(e))) return emit_word(i, word_end(i, e));
    return emit(i, e);
  }

  // ---- words

  std::size_t scan_word(std::size_t i) {
    const std::size_t url = url_end(i);
    if (url != kNoMatch) return emit(i, url);
    if (has_at_sign_) {
      const std::size_t mail = mail_end(i);
      if (mail != kNoMatch) return emit(i, mail);
    }
    const char32_t c = at(i);
    if (line_start(i) && (c < 128) && at(i + 1) == U')' && i + 2 == end_) return emit(i, i + 2);  // "a)" of a list
    return emit_word(i, word_end(i, i));
  }

  /// Splits the clitic "n't" and fused words ("cannot") off a word.
  std::size_t emit_word(std::size_t b, std::size_t e) {
    const std::string_view word = slice(b, e);
    if (word.size() <= 8 && !words_.contraction.empty()) {
      if (const std::size_t* first = words_.contraction.find(lower(b, e))) {
        emit(b, b + *first);
        return emit(b + *first, e);
      }
    }
    return is_upper(at(b)) && splits_into_pair(word) ? emit_parts(b, e) : emit(b, e);
  }

  /// Whether a word is made of members of [pair] with hyphens between them.
  bool splits_into_pair(std::string_view word) const {
    std::size_t part = 0;
    for (std::size_t hyphen = word.find('-'); hyphen != std::string_view::npos; hyphen = word.find('-', part)) {
      if (!words_.pair.contains(word.substr(part, hyphen - part))) return false;
      part = hyphen + 1;
    }
    return part != 0 && words_.pair.contains(word.substr(part));
  }

  std::size_t emit_parts(std::size_t b, std::size_t e) {
    for (std::size_t i = b; i < e; ++i) {
      if (text_[i] != '-') continue;
      emit(b, i);
      emit(i, i + 1);
      b = i + 1;
    }
    return emit(b, e);
  }

  /// End of the word that begins at `b`, of which the bytes up to `i` are already known to belong to it.
  std::size_t word_end(std::size_t b, std::size_t i) const {
    std::size_t segment = b;  // start of the part after the last hyphen or full stop
    for (;;) {
      i = word_run(i);
      const char32_t c = at(i);
      std::size_t next = kNoMatch;
      if (is_apostrophe(c) || c == U'\u2018') {
        const std::size_t not_clitic = negation_start(b, i);
        if (not_clitic != kNoMatch) return not_clitic;
        if (clitic_end(i) == kNoMatch && is_letter(after(i)) && i > segment) next = i + length(i);
      } else if (is_hyphen(c)) {
        if (is_word(after(i)) && !(all_digits(segment, i) && is_digit(after(i)))) next = segment = i + length(i);
      } else if (c == U'\u2013') {
        if (is_letter(after(i)) && is_letter(before(i))) next = segment = i + length(i);
      } else if (c == U'.') {
        const std::size_t dotted = dotted_end(segment, i);
        if (dotted == i) return i;
        if (!is_hyphen(at(dotted)) || !is_letter(after(dotted))) return dotted;
        next = segment = dotted + length(dotted);
      } else if (c == U'&' || c == U'/') {
        const bool pair = c == U'&' ? is_upper(before(i)) && is_upper(at(i + 1))
                                    : one_letter(segment, i) && is_letter(at(i + 1)) && !is_word(after(i + 1));
        if (pair) next = segment = i + 1;
      } else if (c == U'$' && i - b <= 3 && is_upper(before(i)) && !is_letter(at(i + 1))) {
        return i + 1;
      }
      if (next == kNoMatch) return i;
      i = next;
    }
  }

  /// If "n't" straddles the apostrophe at `i`: where it begins (or ends, where the word is only that).
  std::size_t negation_start(std::size_t b, std::size_t i) const {
    const std::size_t t = i + length(i);
    if (i < b + 1 || (at(t) | 0x20) != U't' || is_word(at(t + 1)) || (at(i - 1) | 0x20) != U'n') return kNoMatch;
    return i - 1 > b ? i - 1 : t + 1;
  }

  bool all_digits(std::size_t b, std::size_t e) const { return digit_run(b) >= e; }
  bool one_letter(std::size_t b, std::size_t e) const { return e > b && is_letter(at(b)) && b + length(b) == e; }

  /// A full stop at `i` after the letters from `segment`: the end of the abbreviation, initial or host name, or `i` if there is none.
  std::size_t dotted_end(std::size_t segment, std::size_t i) const {
    std::size_t run = segment;  // the longest run of letters and full stops, of a length that a list may hold
    while (run < end_ && run - segment < 16 && (at(run) == U'.' || (at(run) < 128 && is_letter(at(run))))) ++run;
    while (run > i + 1 && text_[run - 1] != '.') --run;
    for (; run > i; --run) {
      if (text_[run - 1] != '.') continue;
      const std::string_view form = slice(segment, run);
      if (words_.title_abbreviation.contains(form) || words_.ending_abbreviation.contains(form)) return run;
      if (words_.number_abbreviation.contains(form) && number_follows(run)) return run;
    }
    if (one_letter(segment, i)) {
      const std::size_t acronym = acronym_end(segment);
      if (acronym > i + 1) return acronym;
      if (is_upper(at(segment)) && is_initial(segment, i + 1)) return i + 1;
    }
    const std::size_t host = host_end(segment);
    return host == kNoMatch ? i : host;
  }

  bool number_follows(std::size_t i) const {
    while (i < text_.size() && is_space(decode(text_, i).value) && text_[i] != '\n') i += decode(text_, i).length;
    return i < text_.size() && is_digit(decode(text_, i).value);
  }

  /// Letters, each with its full stop; the last may lack it: "U.S.", "p.m", "J.R.R.".
  std::size_t acronym_end(std::size_t i) const {
    std::size_t e = i;
    while (is_letter(at(i))) {
      const std::size_t dot = i + length(i);
      if (at(dot) != U'.') {
        const bool complete = e > i - 1 && !is_word(at(dot)) && is_upper(at(i));
        return complete ? dot : e;
      }
      e = i = dot + 1;
    }
    return e;
  }

  /// A capital with a full stop is an initial if a capitalised word follows that does not look like the start of a sentence.
  bool is_initial(std::size_t b, std::size_t e) const {
    std::size_t next = e;
    if (next < end_) return is_upper(at(next)) || at(next) == U',' || is_hyphen(at(next)) || (at(next) == U']' && at(begin_) != U'[');
    while (next < text_.size() && is_space(decode(text_, next).value)) {
      if (text_[next] == '\n') return false;
      next += decode(text_, next).length;
    }
    if (next >= text_.size() || !is_upper(decode(text_, next).value)) return false;
    const bool after_name = b != begin_ || document_.tokens.empty() || gap_ >= Gap::newline || capitalised(document_.tokens.back());
    const std::size_t word = next_word_end(next);
    const bool starter = words_.starter.contains(text_.substr(next, word - next)) && (word >= text_.size() || text_[word] != '.');
    return !starter && (after_name || at(b) != U'I') && !is_letter_name(b, e - 1);
  }

  /// "wrote on X."
  bool is_letter_name(std::size_t b, std::size_t e) const {
    if (b != begin_ || document_.tokens.empty()) return false;
    return words_.letter_name.contains(std::string(document_.tokens.back().lower) + "|" + std::string(slice(b, e)));
  }

  std::size_t next_word_end(std::size_t i) const {
    const std::size_t limit = std::min(text_.size(), i + 24);
    while (i < limit && is_word(decode(text_, i).value)) i += decode(text_, i).length;
    return i;
  }

  bool capitalised(const Token& token) const { return is_upper(decode(text_, token.range.begin).value); }

  // ---- addresses

  static bool host_char(char32_t c) { return c < 128 && (is_word(c) || c == U'.' || c == U'-'); }

  /// "state.gov", "www.un.org/en": dotted parts of which the last is a known domain, with a path.
  std::size_t host_end(std::size_t i) const {
    std::size_t e = i;
    std::size_t label = i;
    while (e < end_ && e - i < 255 && host_char(at(e))) {
      if (at(e) == U'.') {
        if (!is_word(at(e + 1))) break;
        label = e + 1;
      }
      ++e;
    }
    if (label == i || !words_.domain.contains(slice(label, e))) return kNoMatch;
    return at(e) == U'/' ? url_tail(e) : e;
  }

  std::size_t url_end(std::size_t i) const {
    if (is_word(before(i))) return kNoMatch;
    const std::string_view rest = lower(i, std::min(i + 8, end_));
    for (const std::string_view scheme : {"http://", "https://", "ftp://", "www."})
      if (rest.substr(0, scheme.size()) == scheme) return url_tail(i);
    return kNoMatch;
  }

  /// An address goes on to a white space, quotation mark or angle bracket; punctuation at its end is not its own.
  std::size_t url_tail(std::size_t i) const {
    constexpr std::u32string_view stop = U"<>\"\u201C\u201D\u2019\u00AB\u00BB";
    std::size_t e = i;
    int depth = 0;
    for (; e < end_; e += length(e)) {
      const char32_t c = at(e);
      if (stop.find(c) != std::u32string_view::npos || (c == U')' && depth == 0)) break;
      depth += c == U'(' ? 1 : c == U')' ? -1 : 0;
    }
    constexpr std::string_view trailing = ".,;:!?'";
    while (e > i + 1 && trailing.find(text_[e - 1]) != std::string_view::npos) --e;
    return e;
  }

  std::size_t mail_end(std::size_t i) const {
    constexpr std::u32string_view extra = U"._%+-";
    std::size_t e = i;
    while (e < end_ && e - i < 64 && at(e) < 128 && (is_word(at(e)) || extra.find(at(e)) != std::u32string_view::npos)) ++e;
    if (at(e) != U'@' || e == i || !is_word(at(e + 1))) return kNoMatch;
    std::size_t dot = kNoMatch;
    std::size_t h = e + 1;
    for (; h < end_ && h - e < 255 && host_char(at(h)); ++h)
      if (at(h) == U'.' && is_word(at(h + 1))) dot = h;
    while (h > e + 1 && !is_word(static_cast<unsigned char>(text_[h - 1]))) --h;
    return dot == kNoMatch ? kNoMatch : h;
  }

  Document& document_;
  std::string_view text_;
  const WordLists& words_;
  std::vector<Gap> gaps_;
  Gap gap_ = Gap::tight;
  std::size_t begin_ = 0, end_ = 0;  ///< the run without white space that is being split
  bool has_at_sign_ = false, is_ascii_ = true;
  std::string_view lowered_;  ///< the text with its ASCII letters made small
};

}  // namespace

std::vector<Gap> split_tokens(Document& document, const Language& language) {
  document.tokens.clear();
  return Tokenizer(document, language.words).run();
}

bool is_bullet(std::string_view token) {
  for (const std::string_view mark : {"\u2022", "\u00B7", "\u25AA", "\u25CF", "\u2023", "\u2043", "*", "-", "\u2013"})
    if (token == mark) return true;
  return token.size() >= 2 && token.size() <= 3 && ((token.back() == '.' && token[0] >= '0' && token[0] <= '9') || token.back() == ')');
}

}  // namespace readout
