// Tokens, sentences, paragraphs and quotations: the cases of tests/corpus/text, and what must hold for any input.
#include <catch_amalgamated.hpp>

#include <random>

#include "corpus_cases.hpp"
#include "stages.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

Document read(std::string text) {
  Document document;
  document.text = std::move(text);
  split_text(document, test::english());
  return document;
}

std::string show(const Document& document) {
  std::string out;
  for (const Sentence& sentence : document.sentences) {
    if (!out.empty()) out += "\n";
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      if (i > sentence.tokens.begin) out += " | ";
      out += document.slice(document.tokens[i].range);
    }
  }
  return out;
}

/// The words of each quotation, depth by indentation, "..." where the end mark is missing.
std::string show_quotes(const Document& document) {
  std::string out;
  for (const Quote& quote : document.quotes) {
    if (!out.empty()) out += " / ";
    out += std::string(quote.depth, '>');
    out += document.slice(document.bytes(quote.inner));
    if (!quote.closed) out += "...";
  }
  return out;
}

bool is_gap(std::string_view gap) {
  for (std::size_t i = 0; i < gap.size();) {
    const CodePoint c = decode(gap, i);
    if (!is_space(c.value)) return false;
    i += c.length;
  }
  return true;
}

/// Quotations nest: each lies within the one that is open around it, and those of one depth do not overlap.
std::string find_quote_fault(const Document& document) {
  std::vector<const Quote*> open;
  std::vector<bool> quoted(document.tokens.size(), false);
  for (const Quote& quote : document.quotes) {
    if (quote.tokens.end > document.tokens.size() || !quote.tokens.covers(quote.inner)) return "a quotation's ranges are wrong";
    if (quote.tokens.size() - quote.inner.size() != (quote.closed ? 2 : 1)) return "a quotation does not have its marks";
    while (!open.empty() && open.back()->tokens.end <= quote.tokens.begin) open.pop_back();
    if (!open.empty() && !open.back()->inner.covers(quote.tokens)) return "quotations cross";
    if (quote.depth != open.size()) return "a quotation's depth is not how many are around it";
    open.push_back(&quote);
    std::fill(quoted.begin() + quote.inner.begin, quoted.begin() + quote.inner.end, true);
  }
  for (std::size_t i = 0; i < quoted.size(); ++i)
    if (document.tokens[i].quoted != quoted[i]) return "a word does not know whether it is quoted";
  return {};
}

/// Whether a place in a text is no border of code points.
bool splits_code_point(std::string_view text, std::uint32_t at) {
  return at < text.size() && at > 0 && decode(text, at - 1).length > 1 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0xC0U;
}

/// Returns what is wrong with a document's structure, or an empty string.
std::string find_fault(const Document& document) {
  std::uint32_t at = 0;
  for (const Token& token : document.tokens) {
    if (token.range.begin < at || token.range.empty()) return "tokens overlap or are empty";
    if (!is_gap(document.slice({at, token.range.begin}))) return "a gap is not white space";
    if (token.space_before != (token.range.begin > at)) return "space_before is wrong";
    if (token.lower.empty()) return "lower is empty";
    if (splits_code_point(document.text, token.range.begin) || splits_code_point(document.text, token.range.end))
      return "a token ends within a code point";
    at = token.range.end;
  }
  if (!is_gap(document.slice({at, static_cast<std::uint32_t>(document.text.size())}))) return "text after the last token";
  std::uint32_t next = 0;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    if (sentence.tokens.begin != next || sentence.tokens.empty()) return "sentences do not follow each other";
    if (sentence.tokens.size() > 400) return "a sentence is too long";
    if (!(document.bytes(sentence.tokens) == sentence.range)) return "a sentence's range is not that of its tokens";
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
      if (document.tokens[i].sentence != s) return "a token names another sentence";
    next = sentence.tokens.end;
  }
  if (next != document.tokens.size()) return "tokens outside all sentences";
  return find_quote_fault(document);
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> parts = {"a",      "B",      "Dr",       "U",          "s",      "n't",    "'",
                                                 "\u2019", "\u2018", "\"",       "\u201C",     "\u201D", ".",      "...",
                                                 "!",      "?",      ",",        "-",          "--",     "\u2014", "\u2013",
                                                 "1",      "23",     "$",        "%",          "@",      "#",      " ",
                                                 " ",      " ",      "\n",       "\n\n",       "\r\n",   "\t",     "\u00A0",
                                                 "(",      ")",      "[",        "]",          "/",      "&",      "http://x.org",
                                                 "\u0416", "\u4E2D", "\u0627",   "\U0001F600", "\u200D", "\uFEFF", std::string(1, '\0'),
                                                 "\xFF",   "\xC3",   "\xE2\x80", "\xF0\x9F",   "\u0301", "said",   "The",
                                                 ":",      ";",      "_",        "*",          "\u2022", "cannot", "+",
                                                 "`"};
  std::string text;
  const std::size_t length = random() % 60;
  for (std::size_t i = 0; i < length; ++i)
    text += random() % 12 == 0 ? std::string(1, static_cast<char>(random() & 0xFF)) : parts[random() % parts.size()];
  return text;
}

void append_utf8(char32_t c, std::string& text) {
  if (c < 0x80) {
    text += static_cast<char>(c);
    return;
  }
  const unsigned tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  text += static_cast<char>(0xF00U >> tail | c >> (6 * tail));
  for (unsigned i = tail; i-- > 0;) text += static_cast<char>(0x80U | (c >> (6 * i) & 0x3FU));
}

/// Any code points but surrogates: mostly those with a part in text, now and then any of all planes.
std::string random_code_points(std::mt19937& random) {
  static constexpr std::pair<char32_t, char32_t> blocks[] = {
      {0x20, 0x7E},     {0x20, 0x7E},       {0x80, 0x24F},      {0x300, 0x36F},   {0x370, 0x52F},     {0x530, 0x6FF},   {0x900, 0x97F},
      {0x2000, 0x206F}, {0x2018, 0x201F},   {0x20A0, 0x20CF},   {0x3000, 0x30FF}, {0x4E00, 0x9FFF},   {0xAC00, 0xD7A3}, {0xFE00, 0xFE0F},
      {0xFF00, 0xFFEF}, {0x1F300, 0x1F6FF}, {0xE0000, 0xE007F}, {0x0, 0x1F},      {0xE000, 0x10FFFF}, {0x0, 0xD7FF}};
  std::string text;
  for (std::size_t i = random() % 80; i > 0; --i) {
    const auto [first, last] = blocks[random() % std::size(blocks)];
    append_utf8(first + static_cast<char32_t>(random() % (last - first + 1)), text);
  }
  return text;
}

}  // namespace

TEST_CASE("the text corpus is split as expected", "[text]") {
  for (const test::Case& c : test::read_cases("text")) {
    INFO(c.file << ": " << c.name);
    CHECK(show(read(c.input)) == c.expected);
  }
}

TEST_CASE("a malformed case is refused", "[text]") {
  std::vector<test::Case> cases;
  CHECK_THROWS(test::add_cases("x", "", cases));
  CHECK_THROWS(test::add_cases("x", "=== name\ninput\n", cases));
  CHECK_THROWS(test::add_cases("x", "=== name\n---\nexpected\n", cases));
  CHECK_THROWS(test::add_cases("x", "input\n---\nexpected\n", cases));
  CHECK_THROWS(test::add_cases("x", "=== name\ninput\n---\n---\nexpected\n", cases));
}

TEST_CASE("tokens and gaps partition any text, sentences its tokens; quotations nest", "[text]") {
  std::mt19937 random(20240710);
  for (int i = 0; i < 40000; ++i) {
    const Document document = read(i % 2 == 0 ? random_text(random) : random_code_points(random));
    INFO(document.text);
    REQUIRE(find_fault(document) == "");
  }
}

TEST_CASE("quotations nest however their marks are mixed", "[text]") {
  static const std::vector<std::string> parts = {"\"", "\u201C", "\u201D", "\u2018", "\u2019",   "'", "``",
                                                 "''", "\u00AB", "\u00BB", "\u201E", "We met",   " ", " ",
                                                 ". ", ", ",     "\n\n",   "said ",  "ministers"};
  std::mt19937 random(7);
  for (int i = 0; i < 40000; ++i) {
    std::string text;
    for (std::size_t n = random() % 40; n > 0; --n) text += parts[random() % parts.size()];
    INFO(text);
    REQUIRE(find_fault(read(text)) == "");
  }
}

TEST_CASE("extreme texts are split in linear time", "[text]") {
  const auto repeat = [](std::string_view part, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += part;
    return out;
  };
  CHECK(read("").tokens.empty());
  CHECK(read(" \n ").tokens.empty());
  CHECK(read("x").tokens.size() == 1);
  CHECK(read(repeat("a", 5000000)).tokens.size() == 1);
  CHECK(read(std::string(5000000, '\0')).tokens.size() == 1);
  for (const std::string_view part :
       {"a.", "a-", "a'", "\xFF\xFE", "1-", "a@", "\"a ", "\u201C", " 'a", ".[1", "A. ", "\xE2\x80\x8F", "\n-", "()"}) {
    INFO(part);
    CHECK(find_fault(read(repeat(part, 100000))).empty());
  }
}

TEST_CASE("bytes that are not UTF-8 are symbols of one byte", "[text]") {
  const Document document = read(
      "ab\xFF\xFE"
      "cd");
  REQUIRE(document.tokens.size() == 4);
  CHECK(document.tokens[1].range.size() == 1);
  CHECK(document.tokens[2].range.size() == 1);
}

TEST_CASE("lower-casing covers Latin, Greek and Cyrillic, and straightens apostrophes", "[text]") {
  CHECK(lower_text("Armenia\u2019S") == "armenia's");
  CHECK(lower_text("\u00C9\u0130\u0141\u017B\u0178") == "\u00E9i\u0142\u017C\u00FF");
  CHECK(lower_text("\u0391\u0386\u0416\u0401\u0406\u04D8") == "\u03B1\u03AC\u0436\u0451\u0456\u04D9");
  CHECK(lower_text("\u0531") == "\u0561");
}

TEST_CASE("kinds of sentences", "[text]") {
  const Document document =
      read("Ministers to meet in Oslo\n\nOSLO, March 3 (Newswire) - The ministers met.\n\n- Open the border\n- Free the prisoners\n");
  REQUIRE(document.sentences.size() == 5);
  CHECK(document.sentences[0].kind == SentenceKind::headline);
  CHECK(document.sentences[1].kind == SentenceKind::dateline);
  CHECK(document.sentences[2].kind == SentenceKind::prose);
  CHECK(document.sentences[3].kind == SentenceKind::bullet);
  CHECK(document.sentences[2].paragraph == 1);
  CHECK(document.sentences[4].paragraph == 3);
}

TEST_CASE("quotations are paired", "[text]") {
  CHECK(show_quotes(read("\"We met,\" he said. \"They left.\"")) == "We met, / They left.");
  CHECK(show_quotes(read("\u201CWe met. They left,\u201D he said.")) == "We met. They left,");
  CHECK(show_quotes(read("\u201CHe said \u2018no\u2019 to us,\u201D she told them.")) == "He said \u2018no\u2019 to us, / >no");
  CHECK(show_quotes(read("'We met the ministers' envoys,' he said.")) == "We met the ministers' envoys,");
  CHECK(show_quotes(read("The ministers' plan and the envoys' visit")).empty());
  CHECK(show_quotes(read("It's Armenia's and the \u201990s style, rock 'n' roll.")).empty());
  CHECK(show_quotes(read("\"We met\n\nHe left.")) == "We met...");
  CHECK(show_quotes(read("\"We met \". They left.")) == "We met");
  CHECK(show_quotes(read("\u00ABWe met\u00BB, he said.")) == "We met");
  CHECK(show_quotes(read("``We met,'' he said.")) == "We met,");
  CHECK(show_quotes(read("The \u2018class of 1990 said \u201Cwe met\u201D again.")) == "we met");
  CHECK(show_quotes(read("''We met,'' he said. He called it ''a start.'' ''They left.''")) == "We met, / a start. / They left.");
}

TEST_CASE("a quotation may run over paragraphs that open with a mark again", "[text]") {
  const Document document = read("\u201CWe met.\n\n\u201CThey left,\u201D he said.");
  REQUIRE(document.quotes.size() == 1);
  CHECK(document.quotes[0].closed);
  CHECK(document.tokens[1].quoted);
  CHECK_FALSE(document.tokens.back().quoted);
}

TEST_CASE("quoted words know that they are", "[text]") {
  const Document document = read("He said \"we met\" again.");
  std::string quoted;
  for (const Token& token : document.tokens) quoted += token.quoted ? 'q' : '-';
  CHECK(quoted == "---qq---");
}

}  // namespace readout
