// What holds for every tree, phrase and clause, whatever the text; what rules can ask of them; the model's damage reports.
#include <catch_amalgamated.hpp>

#include <sstream>
#include <vector>

#include "corpus_cases.hpp"
#include "dump.hpp"
#include "stages.hpp"
#include "syntax.hpp"
#include "syntax_parser.hpp"

namespace readout {
namespace {

Document parsed(std::string text) {
  Document document;
  document.text = std::move(text);
  split_text(document, test::english());
  tag_words(document, test::english());
  analyse_syntax(document, test::english());
  return document;
}

/// Tabs as bars; of CoNLL-U the word, its part of speech, its head and relation.
std::string shown(const Document& document, const std::string& what) {
  std::stringstream lines(dump(document, what, nullptr));
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    std::stringstream items(line);
    std::vector<std::string> columns;
    for (std::string item; std::getline(items, item, '\t');) columns.push_back(item);
    if (what == "conllu" && columns.size() != 10) continue;
    if (what == "conllu") columns = {columns[1], columns[3], columns[6], columns[7]};
    if (!out.empty()) out += "\n";
    for (std::size_t i = 0; i < columns.size(); ++i) out += (i == 0 ? "" : what == "conllu" ? " " : " | ") + columns[i];
  }
  return out;
}

void check_cases(const std::string& folder, const std::string& what) {
  for (const test::Case& c : test::read_cases(folder)) {
    INFO(c.file << ": " << c.name);
    CHECK(shown(parsed(c.input), what) == c.expected);
  }
}

std::string words(const Document& document, TokenRange range) { return std::string(document.slice(document.bytes(range))); }

std::uint32_t find(const Document& document, std::string_view word) {
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i)
    if (document.slice(document.tokens[i].range) == word) return i;
  FAIL("no such word");
  return none;
}

/// Every word hangs on the root by at most as many steps as there are words, and what hangs on it is one range.
void check_tree(const Document& document, TokenRange tokens) {
  std::size_t roots = 0;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Token& token = document.tokens[i];
    CHECK(universal_relation(token.deprel) == token.deprel);
    CHECK(tokens.covers(token.subtree));
    CHECK((token.subtree.begin <= i && i < token.subtree.end));
    if (token.head == none) {
      ++roots;
      CHECK(token.subtree == tokens);
      continue;
    }
    REQUIRE((tokens.begin <= token.head && token.head < tokens.end && token.head != i));
    CHECK(document.tokens[token.head].subtree.covers(token.subtree));
    std::size_t steps = 0;
    for (std::uint32_t at = i; document.tokens[at].head != none && steps <= tokens.size(); at = document.tokens[at].head) ++steps;
    CHECK(steps < tokens.size());
  }
  CHECK(roots == 1);
}

std::string problem_with(const std::string& content) {
  Parser parser;
  return parser.load(content);
}

}  // namespace

TEST_CASE("every sentence is one projective tree", "[syntax]") {
  std::string many;
  for (int i = 0; i < 1500; ++i) many += i % 7 == 0 ? "that " : i % 5 == 0 ? "said " : i % 3 == 0 ? "( " : "Oslo ";
  const std::string texts[] = {test::repository_file("tests/articles/wire.txt"),
                               test::repository_file("tests/articles/interview.txt"),
                               many,
                               "# \xFF odd * * \u4E2D\u6587 12:30 x@y.org \U0001F600 ''' \"\" -- ?!",
                               ".",
                               "said",
                               "\"\"\"\"\"\" ,,,,, ((((( said"};
  for (const std::string& text : texts) {
    const Document document = parsed(text);
    for (const Sentence& sentence : document.sentences) check_tree(document, sentence.tokens);
    for (const Phrase& phrase : document.phrases) {
      CHECK_FALSE(phrase.tokens.empty());
      if (phrase.kind == PhraseKind::noun) CHECK((phrase.tokens.begin <= phrase.head && phrase.head < phrase.tokens.end));
      CHECK(document.sentences[document.tokens[phrase.head].sentence].tokens.covers(phrase.tokens));
    }
    for (const Clause& clause : document.clauses) CHECK((clause.tokens.begin <= clause.head && clause.head < clause.tokens.end));
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
      const std::uint32_t phrase = document.tokens[i].phrase;
      if (phrase != none) CHECK(document.phrases.at(phrase).tokens.covers({i, i + 1}));
      for (const TokenRange range : {subject_of(document, i), agent_of(document, i), object_of(document, i), recipient_of(document, i),
                                     complement_of(document, i), apposition_of(document, i)})
        CHECK((range.empty() || document.sentences[document.tokens[i].sentence].tokens.covers(range)));
    }
  }
}

TEST_CASE("a sentence is analysed alone and once, whatever was asked before", "[syntax]") {
  const std::string text = test::repository_file("tests/articles/wire.txt");
  const Document whole = parsed(text);
  Document d;
  d.text = text;
  split_text(d, test::english());
  tag_words(d, test::english());
  REQUIRE(d.sentences.size() > 3);
  for (std::size_t i = d.sentences.size(); i-- > 0;) {
    CHECK_FALSE(d.sentences[i].parsed);
    for (int twice = 0; twice < 2; ++twice) analyse_sentences(d, test::english(), d.sentences[i].tokens);
  }
  CHECK(dump(d, "conllu", nullptr) == dump(whole, "conllu", nullptr));
  CHECK(dump(d, "chunks", nullptr) == dump(whole, "chunks", nullptr));
  CHECK(dump(d, "clauses", nullptr) == dump(whole, "clauses", nullptr));
  for (std::uint32_t t = 0; t < d.tokens.size(); ++t) CHECK(subject_of(d, t) == subject_of(whole, t));
}

TEST_CASE("chunks, clauses and dependencies of the corpus", "[syntax]") {
  check_cases("chunks", "chunks");
  check_cases("clauses", "clauses");
  check_cases("dependencies", "conllu");
}

TEST_CASE("without a model nothing is parsed", "[syntax]") {
  Diagnostics diagnostics;
  const auto language = load_language({}, diagnostics);
  Document document;
  document.text = "They met.";
  split_text(document, *language);
  tag_words(document, *language);
  analyse_syntax(document, *language);
  CHECK(document.phrases.empty());
  CHECK(document.tokens.front().deprel.empty());
  CHECK(subject_of(document, 1).empty());
  CHECK(complement_of(document, 1).empty());
}

TEST_CASE("who says what", "[syntax]") {
  const Document document = parsed("The minister of trade said on Monday that the talks would resume.");
  const std::uint32_t said = find(document, "said");
  CHECK(words(document, subject_of(document, said)) == "The minister of trade");
  CHECK(words(document, complement_of(document, said)) == "that the talks would resume");
  CHECK(words(document, subject_of(document, find(document, "resume"))) == "the talks");
}

TEST_CASE("who does what to whom", "[syntax]") {
  const Document active = parsed("The president invited three ministers.");
  CHECK(words(active, agent_of(active, find(active, "invited"))) == "The president");
  CHECK(words(active, object_of(active, find(active, "invited"))) == "three ministers");
  const Document passive = parsed("The ministers were invited by the president.");
  CHECK(words(passive, subject_of(passive, find(passive, "invited"))) == "The ministers");
  CHECK(words(passive, object_of(passive, find(passive, "invited"))) == "The ministers");
  CHECK(words(passive, agent_of(passive, find(passive, "were"))) == "the president");
}

TEST_CASE("what is wished has a subject", "[syntax]") {
  for (const char* text : {"The minister demanded the crew be released.", "The minister urged the crew be released."}) {
    const Document document = parsed(text);
    CHECK(words(document, subject_of(document, find(document, "released"))) == "the crew");
    CHECK(words(document, complement_of(document, find(document, "minister") + 1)) == "the crew be released");
  }
}

TEST_CASE("who controls an infinitive", "[syntax]") {
  const Document document = parsed("The president asked the minister to resign.");
  CHECK(words(document, subject_of(document, find(document, "resign"))) == "the minister");
  CHECK(words(document, recipient_of(document, find(document, "asked"))) == "the minister");
  const Document own = parsed("The president agreed to resign.");
  CHECK(words(own, subject_of(own, find(own, "resign"))) == "The president");
}

TEST_CASE("a damaged parser model is reported", "[syntax]") {
  const std::string good = test::repository_file("grammars/en/model/parser.bin");
  CHECK(problem_with(good).empty());
  CHECK_FALSE(problem_with("").empty());
  CHECK_FALSE(problem_with("hello").empty());
  CHECK_FALSE(problem_with(good.substr(0, good.size() / 2)).empty());
  std::string flipped = good;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
  CHECK_FALSE(problem_with(flipped).empty());
}

}  // namespace readout
