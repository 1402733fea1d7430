// Tags, lemmas, the model's damage reports, and the dumps.
#include <catch_amalgamated.hpp>

#include "corpus_cases.hpp"
#include "dump.hpp"
#include "stages.hpp"
#include "tagger.hpp"

namespace readout {
namespace {

Document read(std::string text) {
  Document document;
  document.text = std::move(text);
  split_text(document, test::english());
  tag_words(document, test::english());
  return document;
}

std::string tags(const std::string& text) {
  std::string out;
  const Document document = read(text);
  for (const Token& token : document.tokens) out.append(out.empty() ? "" : " ").append(token.xpos);
  return out;
}

std::string lemmas(const std::string& text) {
  std::string out;
  const Document document = read(text);
  for (const Token& token : document.tokens) out.append(out.empty() ? "" : " ").append(token.lemma);
  return out;
}

std::string problem_with(const std::string& path, const std::string& content) {
  Diagnostics diagnostics;
  const auto language = load_language({{path, content}}, diagnostics);
  if (language != nullptr) return {};
  REQUIRE(has_errors(diagnostics));
  CHECK(diagnostics.front().file == path);
  return diagnostics.front().message;
}

}  // namespace

TEST_CASE("words are tagged", "[language]") {
  CHECK(tags("The ministers will meet in Oslo on Monday.") == "DT NNS MD VB IN NNP IN NNP .");
  CHECK(tags("She said that he had not agreed to the plan.") == "PRP VBD IN PRP VBD RB VBN IN DT NN .");
  CHECK(tags("\"We agree,\" he said.") == "`` PRP VBP , '' PRP VBD .");
  CHECK(tags("The ministers' talks began at $5.") == "DT NNS POS NNS VBD IN $ CD .");
}

TEST_CASE("unknown capitalised names are names", "[language]") {
  for (const char* name : {"Qerelbayev", "Thandiwe", "Zvornikova", "Okonkwo-Abe", "Vusing", "Dremed", "Ouattaly", "Belhaous"}) {
    INFO(name);
    const Document document =
        read(std::string("Foreign Minister ") + name + " met " + name + " in Oslo, where " + name + " said that " + name + " agreed.");
    for (const Token& token : document.tokens)
      if (document.slice(token.range) == name) CHECK(token.xpos.substr(0, 3) == "NNP");
  }
}

TEST_CASE("an unknown word has no tag of a closed class", "[language]") {
  CHECK(tags("Untoer negotiated with Denmark.").substr(0, 4) == "NNP ");
  CHECK(tags("Latvier negotiated with Denmark.").substr(0, 3) != "RBR");
}

TEST_CASE("headlines of capitalised words have verbs", "[language]") {
  CHECK(tags("Norway Agrees to Join Talks\n\nOslo said so.").substr(0, 17) == "NNP VBZ TO VB NNS");
  CHECK(tags("January 12, 2022\n\nOslo said so.").substr(0, 4) == "NNP ");
  CHECK(tags("Peru Will Not Send Troops\n\nLima said so.").substr(0, 12) == "NNP MD RB VB");
}

TEST_CASE("every token has tags and a lemma", "[language]") {
  const Document document = read("# \xFF odd * * \u4E2D\u6587 12:30 x@y.org \U0001F600 ''' \"\" -- ?!");
  for (const Token& token : document.tokens) {
    CHECK(penn_tag(token.xpos) == token.xpos);
    CHECK(universal_tag(token.upos) == token.upos);
    CHECK_FALSE(token.lemma.empty());
  }
}

TEST_CASE("regular verbs are lemmatised, whether a corpus holds them or not", "[language]") {
  for (const char* verb :
       {"telephone", "underscore", "revoke", "deride", "deplore", "ridicule", "blockade", "reconvene", "invade", "allege"}) {
    INFO(verb);
    CHECK(lemmas(std::string("She ") + verb + "d it.") == std::string("she ") + verb + " it .");
  }
  for (const char* verb : {"gossip", "visit", "open", "develop", "offer", "abandon", "favor", "boycott", "worship"}) {
    INFO(verb);
    CHECK(lemmas(std::string("She ") + verb + "ed it.") == std::string("she ") + verb + " it .");
    CHECK(lemmas(std::string("They are ") + verb + "ing it.") == std::string("they be ") + verb + " it .");
  }
  CHECK(lemmas("They freed him. They are freeing, extraditing and loathing him.") ==
        "they free he . they be free , extradite and loathe he .");
}

TEST_CASE("words are lemmatised", "[language]") {
  CHECK(lemmas("The ministers met and were holding talks.") == "the minister meet and be hold talk .");
  CHECK(lemmas("She denied that countries had agreed.") == "she deny that country have agree .");
  CHECK(lemmas("They stopped, hoped, visited, urged, accused, planned and offered.") ==
        "they stop , hope , visit , urge , accuse , plan and offer .");
  CHECK(lemmas("Lopez doesn't criticise Chad's parties.") == "Lopez do not criticise Chad 's party .");
}

TEST_CASE("a bucket of features holds four", "[language]") {
  FeatureTable table;
  table.reset(2);
  for (std::uint32_t k = 0; k < FeatureTable::kBucket; ++k) CHECK(table.append(2 * k + 1, k + 5));
  CHECK_FALSE(table.append(99, 1));
  CHECK(table.append((1U << kFeatureBits) - 1, 7));
  CHECK(table.find(3) == 6);
  CHECK(table.find(99) == 0);
  CHECK(table.find((1U << kFeatureBits) - 1) == 7);
  CHECK(FeatureTable::bucket_of((1U << kFeatureBits) - 1, 2) == 3);
}

TEST_CASE("a bucket of places holds eight, and no place that is too large", "[language]") {
  PlaceTable table;
  constexpr unsigned bits = PlaceTable::kFewestBits;
  table.reset(bits);
  constexpr std::uint32_t most = (1U << PlaceTable::kPlaceBits) - 1, last = (1U << kFeatureBits) - 1;
  CHECK_FALSE(table.append(1, most + 1));
  for (std::uint32_t k = 0; k < PlaceTable::kBucket; ++k) CHECK(table.append(2 * k + 1, k + 5));
  CHECK_FALSE(table.append(99, 1));
  CHECK(table.append(last, most));
  CHECK(table.find(3) == 6);
  CHECK(table.find(99) == 0);
  CHECK(table.find(last) == most);
  CHECK(table.find(last - 2) == 0);
  CHECK(PlaceTable::bucket_of(last, bits) == (1U << bits) - 1);
}

TEST_CASE("a damaged model is reported", "[language]") {
  const std::string good = test::repository_file("grammars/en/model/tagger.bin");
  CHECK(problem_with("model/tagger.bin", good).empty());
  CHECK_FALSE(problem_with("model/tagger.bin", "").empty());
  CHECK_FALSE(problem_with("model/tagger.bin", "hello").empty());
  CHECK_FALSE(problem_with("model/tagger.bin", good.substr(0, good.size() / 2)).empty());
  std::string flipped = good;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
  CHECK_FALSE(problem_with("model/tagger.bin", flipped).empty());
  CHECK_FALSE(problem_with("model/words.txt", "[no such section]\nx\n").empty());
  CHECK_FALSE(problem_with("model/lemmas.txt", "v went\n").empty());
}

TEST_CASE("a grammar without a model still gives tags by shape", "[language]") {
  Diagnostics diagnostics;
  const auto language = load_language({}, diagnostics);
  REQUIRE(language != nullptr);
  Document document;
  document.text = "Oslo talks, 5.";
  split_text(document, *language);
  tag_words(document, *language);
  REQUIRE(document.tokens.size() == 5);
  CHECK(document.tokens[0].xpos == "NNP");
  CHECK(document.tokens[1].xpos == "NN");
  CHECK(document.tokens[3].xpos == "CD");
}

TEST_CASE("the CoNLL-U dump", "[language]") {
  const Document document = read("Ministers met.\n\nThey don't know whether others\nagree.");
  const std::string out = dump(document, "conllu", nullptr);
  CHECK(out.rfind("# newdoc\n# newpar\n# text = Ministers met.\n1\tMinisters\tminister\tNOUN\tNNS\t_\t_\t_\t_\t_\n", 0) == 0);
  CHECK(out.find("# newpar\n# text = They don't know whether others agree.\n") != std::string::npos);
  CHECK(out.find("3\tn't\tnot\tPART\tRB\t_\t_\t_\t_\t_\n") != std::string::npos);
  CHECK(out.find("2\tdo\tdo\tAUX\tVBP\t_\t_\t_\t_\tSpaceAfter=No\n") != std::string::npos);
}

TEST_CASE("the dumps of tokens and quotations are as in the corpus", "[language]") {
  for (const std::string what : {"tokens", "quotes"}) {
    for (const test::Case& c : test::read_cases(what)) {
      INFO(what << "/" << c.file << ": " << c.name);
      std::string out = dump(read(c.input), what, nullptr);
      if (!out.empty()) out.pop_back();
      CHECK((out.empty() ? "nothing" : out) == c.expected);
    }
  }
}

TEST_CASE("the dumps of tokens and quotations", "[language]") {
  const Document document = read("\"No,\" he said.");
  CHECK(dump(document, "quotes", nullptr) == "closed 0-5 No,\n");
  CHECK(dump(document, "tokens", nullptr).rfind("sentence 0 paragraph 0 prose\n  0-1\t\"\t``\tPUNCT\t\"\n", 0) == 0);
  CHECK(is_dump("conllu"));
  CHECK_FALSE(is_dump("nonsense"));
  CHECK(dump(document, "nonsense", nullptr).empty());
}

}  // namespace readout
