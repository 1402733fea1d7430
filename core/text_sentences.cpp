// Cuts the tokens into sentences and paragraphs and names the kind of each sentence. Entry point: split_sentences.
#include <algorithm>

#include "language_data.hpp"
#include "text_parts.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

constexpr std::uint32_t kLongest = 400;      ///< tokens of a sentence
constexpr std::uint32_t kLongestTitle = 30;  ///< tokens of a line without a full stop that still counts as a headline
constexpr std::uint32_t kLongestDateline = 14;
constexpr std::uint32_t kLongestSignature = 8;  ///< tokens of a dash and a name
constexpr std::uint32_t kLongestNote = 8;       ///< tokens in square brackets behind a sentence
constexpr std::uint32_t kLongestLabel = 4;      ///< capitals before a colon, and it
constexpr std::uint32_t kShortestLead = 8;      ///< tokens behind a town and a colon

class Splitter {
 public:
  Splitter(Document& document, const std::vector<Gap>& gaps, const WordLists& words)
      : document_(document), gaps_(gaps), words_(words), count_(static_cast<std::uint32_t>(document.tokens.size())) {}

  void run() {
    for (std::uint32_t begin = 0; begin < count_; ++paragraph_) {
      std::uint32_t end = begin + 1;
      while (end < count_ && gaps_[end] != Gap::blank_line) ++end;
      split_paragraph(begin, end);
      begin = end;
    }
  }

 private:
  std::string_view lower(std::uint32_t i) const { return document_.tokens[i].lower; }
  std::string_view text(std::uint32_t i) const { return document_.slice(document_.tokens[i].range); }
  char32_t first_char(std::uint32_t i) const { return decode(document_.text, document_.tokens[i].range.begin).value; }
  bool tight(std::uint32_t i) const { return !document_.tokens[i].space_before; }

  void split_paragraph(std::uint32_t begin, std::uint32_t end) {
    const std::size_t first = document_.sentences.size();
    std::uint32_t start = begin;
    const std::uint32_t dateline = dateline_end(begin, end);
    if (dateline != begin) {
      add(begin, dateline, SentenceKind::dateline);
      start = dateline;
    }
    for (std::uint32_t i = start; i < end;) {
      std::uint32_t next = i + 1;
      if (next < end && opens_credit(next)) {
        add(start, next, SentenceKind::prose);
        start = next;
      } else if (next < end && ends_sentence(i)) {
        next = closers_end(next, end);
        if (next < end && starts_sentence(i, next) && !signs(next, end)) {
          add(start, next, SentenceKind::prose);
          start = next;
        }
      }
      i = next;
    }
    if (start < end) add(start, end, SentenceKind::prose);
    name_kind(first, begin, end);
  }

  /// A paragraph that is one line without final punctuation is a headline; one that opens with a mark and a space is a bullet.
  void name_kind(std::size_t first, std::uint32_t begin, std::uint32_t end) {
    Sentence& sentence = document_.sentences[first];
    if (sentence.kind == SentenceKind::dateline) return;
    const bool bracketed =
        begin + 3 < end && lower(begin) == "(" && lower(begin + 2) == ")" && lower(begin + 1).size() <= 3 && !tight(begin + 3);
    if (bracketed || (is_bullet(text(begin)) && begin + 1 < end && !tight(begin + 1))) {
      sentence.kind = SentenceKind::bullet;
    } else if (document_.sentences.size() == first + 1 && end - begin <= kLongestTitle && !ends_in_punctuation(begin, end)) {
      sentence.kind = SentenceKind::headline;
    }
  }

  bool ends_in_punctuation(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t last = end - 1;
    while (last > begin && is_closer(last)) --last;
    return is_final(last) || lower(last) == ":" || lower(last) == ";" || lower(last) == ",";
  }

  void add(std::uint32_t begin, std::uint32_t end, SentenceKind kind) {
    for (std::uint32_t b = begin; b < end; b += kLongest) {
      const std::uint32_t e = std::min(end, b + kLongest);
      const auto index = static_cast<std::uint32_t>(document_.sentences.size());
      for (std::uint32_t i = b; i < e; ++i) document_.tokens[i].sentence = index;
      const TokenRange tokens(b, e);
      document_.sentences.push_back({tokens, document_.bytes(tokens), paragraph_, kind});
    }
  }

  bool is_final(std::uint32_t i) const {
    const std::string_view w = lower(i);
    const char c = w.front();
    return c == '.' || c == '?' || c == '!' || w == "\u2026" || w == "\u3002" || w == "\u061F" || w == "\u0964" || w == "[...]" ||
           w == "[\u2026]";
  }

  bool is_abbreviation(std::uint32_t i) const { return lower(i).size() > 1 && lower(i).back() == '.' && is_letter(first_char(i)); }

  bool ends_sentence(std::uint32_t i) const {
    if (is_final(i)) return true;
    if (!is_abbreviation(i) || words_.title_abbreviation.contains(text(i))) return false;
    return words_.ending_abbreviation.contains(text(i)) || (lower(i).find('.') + 1 < lower(i).size());
  }

  bool is_closer(std::uint32_t i) const {
    static constexpr std::string_view marks[] = {"\"", "\u201D", "'", "''", ")", "]", "}", "\u00BB", "\u203A"};
    return std::find(std::begin(marks), std::end(marks), lower(i)) != std::end(marks);
  }

  /// Skips what still belongs to a sentence after its full stop: more marks, closing quotes and brackets, a note in square brackets that
  /// is a number or begins in lower case.
  std::uint32_t closers_end(std::uint32_t i, std::uint32_t end) const {
    while (i < end) {
      if (const std::uint32_t note = note_end(i, end); note != i)
        i = note;
      else if (tight(i) && (is_closer(i) || is_final(i)))
        ++i;
      else
        break;
    }
    return i;
  }

  /// Behind "[3]", "[1 - 3]" or "[citation needed]"; `i` if no such note stands there.
  std::uint32_t note_end(std::uint32_t i, std::uint32_t end) const {
    if (lower(i) != "[" || i + 1 >= end || is_upper(first_char(i + 1)) || !is_word(first_char(i + 1))) return i;
    for (std::uint32_t k = i + 2; k < std::min(end, i + kLongestNote); ++k)
      if (lower(k) == "]") return k + 1;
    return i;
  }

  /// "Protesters in Oslo Image: NTB.": who took a picture is no part of what it shows.
  bool opens_credit(std::uint32_t i) const {
    return i + 2 < count_ && lower(i + 1) == ":" && tight(i + 1) && is_upper(first_char(i + 2)) && words_.credit.contains(text(i)) &&
           gaps_[i + 2] <= Gap::space && is_word(decode_before(document_.text, document_.tokens[i - 1].range.end).value);
  }

  /// "It is a long game." - Dora Vance: a dash and a name at the end of a paragraph say whose the words before them are.
  bool signs(std::uint32_t i, std::uint32_t end) const {
    if (!is_dash(i) || end - i < 2 || end - i > kLongestSignature || !is_upper(first_char(i + 1))) return false;
    for (std::uint32_t k = i + 1; k < end; ++k)
      if (is_final(k) || !(is_upper(first_char(k)) || lower(k) == "," || lower(k) == "of" || lower(k) == "the")) return false;
    return true;
  }

  bool is_dash(std::uint32_t i) const {
    const std::string_view w = lower(i);
    return w == "-" || w == "--" || w == "\u2013" || w == "\u2014";
  }

  bool reporting_follows(std::uint32_t i) const {
    for (std::uint32_t k = i; k < std::min(count_, i + 5); ++k) {
      if (words_.reporting.contains(lower(k))) return true;
      if (!is_upper(first_char(k)) && lower(k) != "he" && lower(k) != "she") return false;
    }
    return false;
  }

  /// Whether the token at `next` can begin a sentence after the one that `last` may have ended.
  bool starts_sentence(std::uint32_t last, std::uint32_t next) const {
    const char32_t c = first_char(next);
    const bool upper = is_upper(c);
    const bool letter = is_letter(c);
    if (lower(next) == "." && lower(last) == ".") return false;  // ". . ."
    if (is_abbreviation(last)) return upper && words_.starter.contains(text(next)) && next == last + 1;
    const bool uncased = c >= 0x500;
    if (lower(last).front() == '.' && lower(last).size() == 1) {
      if (tight(next) && !upper) return false;
      return !letter || upper || uncased || is_cased_name(next);
    }
    if (letter && !upper && !uncased) return false;
    if (lower(next) == "," || lower(next) == ";" || lower(next) == ":") return false;
    const bool quoted = is_closer(next - 1) && lower(next - 1).front() != ')';
    return !(quoted && lower(last).front() != '.' && reporting_follows(next));
  }

  /// "iPhone", "al-Assad": a name that begins in lower case.
  bool is_cased_name(std::uint32_t i) const {
    const std::string_view word = text(i);
    return std::any_of(word.begin(), word.end(), [](char ch) { return ch >= 'A' && ch <= 'Z'; });
  }

  /// "YEREVAN, July 10 (Reuters) -": capitals or an agency in brackets, then a dash; in the first paragraph of prose, "Lyon, May 3 -", too.
  /// `begin` if the paragraph opens otherwise.
  std::uint32_t dateline_end(std::uint32_t begin, std::uint32_t end) const {
    const bool capitals = lower(begin).size() > 2 && is_upper(first_char(begin)) && all_capitals(text(begin));
    if (!is_upper(first_char(begin))) return begin;
    if (const std::uint32_t colon = label_end(begin); colon != begin && opens_report(begin, colon, end)) return colon;
    bool agency = false, comma = false, day = false, open = false;
    for (std::uint32_t i = begin + 1; i < std::min(end, begin + kLongestDateline); ++i) {
      const std::string_view w = lower(i);
      if (is_dash(i)) {
        const bool dated = comma && day && !open && !tight(i) && end - i > kShortestLead && is_upper(first_char(i + 1)) && !has_prose();
        const bool is_dateline = ((capitals || agency) && i + 1 < end && (!tight(i) || agency)) || dated;
        return is_dateline ? i + 1 : begin;
      }
      agency = agency || (w == ")" && i > begin + 2);
      comma = comma || w == ",";
      day = day || is_digit(first_char(i));
      open = w == "(" || (open && w != ")");
      const bool part = is_upper(first_char(i)) || is_digit(first_char(i)) || w == "," || w == "(" || w == ")" || w == "/" || w == ".";
      if (!part) return begin;
    }
    return begin;
  }

  /// Whether a paragraph of prose stands before the one at hand.
  bool has_prose() const {
    return std::any_of(document_.sentences.begin(), document_.sentences.end(),
                       [](const Sentence& before) { return before.kind == SentenceKind::prose; });
  }

  /// Behind the colon of "ISLAMABAD:" or "SECRETARY RUIZ:"; `begin` if the paragraph opens otherwise.
  std::uint32_t label_end(std::uint32_t begin) const {
    for (std::uint32_t i = begin; i < std::min(count_, begin + kLongestLabel); ++i) {
      if (lower(i) == ":") return i + 1;
      if (!is_upper(first_char(i)) || !all_capitals(text(i))) break;
    }
    return begin;
  }

  /// Whether capitals and a colon tell where a report comes from, not who speaks: only the first paragraph has them, with a whole
  /// sentence behind them, in which nobody speaks of himself.
  bool opens_report(std::uint32_t begin, std::uint32_t colon, std::uint32_t end) const {
    if (colon - begin < 2 || lower(begin).size() < 3 || end - colon < kShortestLead || !is_upper(first_char(colon)) || !is_final(end - 1))
      return false;
    if (has_prose()) return false;
    for (std::uint32_t i = colon; i < end; ++i)
      for (const std::string_view self : {"i", "we", "my", "our", "you"})
        if (lower(i) == self) return false;
    for (std::uint32_t i = end; i < count_; ++i)
      if (gaps_[i] == Gap::blank_line && label_end(i) != i) return false;
    return true;
  }

  static bool all_capitals(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char ch) { return ch >= 'a' && ch <= 'z'; });
  }

  Document& document_;
  const std::vector<Gap>& gaps_;
  const WordLists& words_;
  std::uint32_t count_;
  std::uint32_t paragraph_ = 0;
};

}  // namespace

void split_sentences(Document& document, const std::vector<Gap>& gaps, const Language& language) {
  document.sentences.clear();
  Splitter(document, gaps, language.words).run();
}

}  // namespace readout
