// Explanations: cases in tests/corpus/explain, read with a few rules of their own over the small grammar.
#include "explain.hpp"

#include <simdjson.h>
#include <catch_amalgamated.hpp>

#include "english.hpp"

namespace readout {
namespace {

constexpr const char* rules = R"(
let side = <actor type = "country">

/// "A met B"
rule met {
  priority 5
  match a:side [tag = "MD"]? cue:[lemma = "meet" & tag = "VB*"] "with"? b:side ( "in" place:[tag = "NNP"] )?
  unless after ( "in" "the" "final" )
  emit meeting { participants: $a, $b  cue: $cue  format: in_person  status: held }
  yes "Chile met Peru." no "Chile left."
}

/// "A met B", read more narrowly
rule met.narrow {
  match a:side cue:[lemma = "meet"] b:side
  emit meeting { participants: $a, $b  cue: $cue }
  yes "No." no "No."
}

/// "A backed B"
rule backs {
  match h:side cue:<reporting_verbs frame has "obj" & first.tag = "VB*"> !ahead( "off" ) "the" what:[tag = "NN*"]
  emit position { holder: $h  cue: $cue  content: $what  act: $cue.act  stance: $cue.stance }
  yes "Chile condemned the attack." no "Chile left."
}
)";

/// A rule for meetings that builds on what another one finds.
constexpr const char* layered = R"(
rule met {
  match a:<actor type = "country"> deed:<deed> b:<actor type = "country">
  emit meeting { participants: $a, $b  cue: $deed }
  yes "Chile met Peru." no "Chile left."
}
)";
constexpr const char* layer = R"(
rule deed.past {
  match [lemma = "have"]? v:[lemma = "meet" & tag = "VB*"]
  emit deed { verb: $v }
  yes "Chile met Peru." no "Chile left."
}
)";

const Engine& engine() {
  static const std::shared_ptr<const Engine> compiled = test::small_engine(rules, "events");
  return *compiled;
}

}  // namespace

TEST_CASE("explanations of the corpus", "[explain]") {
  for (const test::Case& c : test::read_cases("explain")) {
    INFO(c.file << ": " << c.name);
    CHECK(explanation_text(explain(engine(), c.input)) == c.expected + "\n");
  }
}

TEST_CASE("an explained document is the document that extract gives", "[explain]") {
  for (const char* name : {"tests/articles/seed.txt", "tests/articles/interview.txt"}) {
    const std::string text = test::repository_file(name);
    const Engine& english = test::english_engine();
    const Explanation explanation = explain(english, text);
    CHECK(english.to_json(explanation.document) == english.to_json(english.extract(text)));
    CHECK(explanation.sentences.size() == explanation.document.sentences.size());
    const auto& document = explanation.document;
    std::size_t meetings = 0, positions = 0;
    for (const SentenceExplanation& sentence : explanation.sentences)
      for (const Derivation& result : sentence.results) {
        meetings += result.kind == "meeting" && !result.ids.empty() && !result.retold ? result.ids.size() : 0;
        positions += result.kind == "position" ? result.ids.size() : 0;
        CHECK(!result.rule.name.empty());
        CHECK(result.rule.line > 0);
        CHECK(result.words.end <= document.text.size());
      }
    CHECK(meetings >= document.meetings.size());
    CHECK(positions >= document.positions.size());
  }
}

TEST_CASE("where a rule expects what others find, those that come near are told", "[explain]") {
  Grammar grammar = test::small_grammar(layered, "events");
  for (SourceFile& file : grammar)
    if (file.path == "rules/base.rules") file.content += layer;
  const Compiled compiled = Engine::compile(grammar);
  REQUIRE(compiled.engine);
  const Explanation explanation = explain(*compiled.engine, "Chile has opposed Peru.");
  REQUIRE(explanation.sentences[0].near_misses.size() == 1);
  const NearMiss& miss = explanation.sentences[0].near_misses[0];
  CHECK(miss.message == "expected a deed after \"Chile\", saw \"has\"");
  REQUIRE(miss.within.size() == 1);
  CHECK(miss.within[0].rule.name == "deed.past");
  CHECK(miss.within[0].message == "expected a form of \"meet\" that is a verb after \"has\", saw \"opposed\"");
}

TEST_CASE("what each kind of element expects is told in words", "[explain]") {
  const auto told = [](const std::string& pattern, const std::string& text) {
    INFO(pattern << "  " << text);
    const auto compiled = test::small_engine(
        "set calm = \"calm\" \"quiet\" \"silent\"\n"
        "let by(who, how: condition) = who [lemma = \"speak\"] \"by\" [how]\n"
        "rule met { match " +
            pattern + " emit meeting { cue: $cue } yes \"No.\" no \"No.\" }",
        "events");
    const Explanation explanation = explain(*compiled, text);
    REQUIRE(explanation.sentences[0].near_misses.size() == 1);
    return explanation.sentences[0].near_misses[0].message;
  };
  // a group in any order: whatever part is still missing
  CHECK(told(R"(any_order( h:<countries> cue:[lemma = "meet"], "in" <months>, "secretly"? ))", "Chile met in Lima.") ==
        "expected one of the months after \"Chile met in\", saw \"Lima\"");
  CHECK(told(R"(any_order( h:<countries> cue:[lemma = "meet"], "in" <months>, "secretly"? ))", "Chile met there.") ==
        "expected \"in\" after \"Chile met\", saw \"there\"");
  // a gap: what must follow it, and what must not stand in it
  CHECK(told(R"(h:<countries> ..{0,2} cue:[lemma = "meet"] <countries>)", "Chile secretly met with Peru.") ==
        "expected one of the countries after \"Chile secretly met\", saw \"with\"");
  CHECK(told(R"(cue:"met" h:<countries> ..{0,4} not "no" "friend")", "They met Chile and no friend.") ==
        "expected \"friend\" after \"met Chile and\", saw \"no\"");
  // what a caller gives to a `let`
  CHECK(told(R"(cue:by(<countries>, [lower = "phone" | lower = "video"]))", "Chile spoke by letter.") ==
        "expected \"phone\" or \"video\" after \"Chile spoke by\", saw \"letter\"");
  CHECK(told(R"(cue:by(<countries>, [lower in calm & tag = "NN"]))", "Chile spoke by quiet hills.") ==
        "expected one of calm (\"calm\", \"quiet\", ...) that is a noun after \"Chile spoke by\", saw \"quiet\", an adjective");
  // fields of mentions, and those that stand there instead
  CHECK(told(R"(h:<countries region = "America"> cue:[lemma = "meet"] <countries region = "Europe" & code != "NOR">)", "Chile met Peru.") ==
        "expected one of the countries of region \"Europe\" and of another code than \"NOR\" after \"Chile met\", saw \"Peru\", one of the "
        "countries of region \"America\"");
  CHECK(told(R"(h:<countries> cue:<reporting_verbs frame has "quote" & first.tag = "VBD"> "no")", "Chile condemned no one.") ==
        "expected one of the reporting verbs with \"quote\" in its frame and that begins with a verb in the past after \"Chile\", saw "
        "\"condemned\", one of the reporting verbs of frame \"obj\"");
  CHECK(told(R"(<countries> cue:<reporting_verbs act = "" & !(first.tag = "VBN") & (last.tag = "VBZ" | last.tag = "VBP" |
             last.tag = "MD")>)",
             "Chile condemned no one.") ==
        "expected one of the reporting verbs without an act and that ends with a verb in the present or a modal verb, but not one that "
        "begins with a participle after \"Chile\", saw \"condemned\"");
  CHECK(told(R"(h:<countries> cue:[lower = "then" | ( lower = "now" | lower = "then" )] "no")", "Chile condemned no one.") ==
        "expected \"then\" or \"now\" after \"Chile\", saw \"condemned\"");
  // conditions of one word
  CHECK(told(R"(h:<countries> cue:[lemma = "meet" & tag = "VB*" & !(lower = "met")])", "Chile met.") ==
        "expected a form of \"meet\" that is a verb and other than \"met\" after \"Chile\", saw \"met\"");
  CHECK(told(R"(h:<countries> cue:"met" [!number & !punctuation])", "Chile met 5 times.") ==
        "expected a word that is not a number and that is not a punctuation mark after \"Chile met\", saw \"5\"");
  // a gap that is too short, and what it must not hold
  CHECK(told(R"(h:<countries> ..{0,2} cue:[lemma = "meet"] "Peru")", "Chile on the first Monday met Peru.") ==
        "expected a form of \"meet\" after \"Chile on the\", saw \"first\": it stands 2 words too far off");
  CHECK(told(R"(h:<countries> ..{0,2} not ";" cue:[lemma = "meet"] "Peru")", "Chile on the ; Monday met Peru.") ==
        "expected one of the countries, saw \"met\"");
  CHECK(told(R"(h:<countries> cue:"met" !ahead( "no" | "few" ) [])", "Chile met few friends.") ==
        "expected anything but \"no\" or \"few\" after \"Chile met\", saw \"few\"");
}

TEST_CASE("why a rule does not keep what it matched is told", "[explain]") {
  const auto cause = [](const std::string& clauses, const std::string& text) {
    INFO(clauses);
    const auto compiled = test::small_engine(
        "rule met { match cue:[lemma = \"meet\"] " + clauses + " emit meeting { cue: $cue } yes \"No.\" no \"No.\" }", "events");
    const Explanation explanation = explain(*compiled, text);
    REQUIRE(explanation.sentences[0].lost.size() == 1);
    const LostFind& lost = explanation.sentences[0].lost[0];
    CHECK(explanation_text(explanation).find("but " + lost.cause + ", ") != std::string::npos);
    return lost.cause;
  };
  CHECK(cause("with h:<actor> = subject(cue)", "The ships met.") == "\"met\" has no subject that is an actor");
  CHECK(cause("with w = prepositional(cue, \"in\", \"at\")", "The ships met.") == "\"met\" has no phrase with \"in\" or \"at\"");
  CHECK(cause("unless with subject(cue)", "The ships met.") == "\"met\" has a subject");
  CHECK(cause("unless before \"ships\"", "The ships met.") == "\"ships\" stands before it");
  CHECK(cause("unless before \"boats\" unless after \"again\"", "The ships met again.") == "\"again\" stands after it");
  CHECK(cause("unless before \"boats\" unless inside [tag = \"VBD\"]", "The ships met.") == "it holds a verb in the past");
  CHECK(cause("unless same sentence ( \"ships\" | \"boats\" )", "The ships met.") == "its sentence holds \"ships\" or \"boats\"");
  CHECK(cause("unless same clause <countries>", "Chile met Peru.") == "its clause holds one of the countries");
}

TEST_CASE("why another rule won is told", "[explain]") {
  const auto cause = [](const std::string& first, const std::string& second, const std::string& more = "") {
    INFO(first << " / " << second);
    const auto rule = [](const std::string& name, const std::string& clauses) {
      return "rule " + name + " { " + clauses + " emit meeting { cue: $cue } yes \"No.\" no \"No.\" }\n";
    };
    const Explanation explanation =
        explain(*test::small_engine(rule("a", first) + rule("b", second), "events", more), "Then the old ships met again.");
    REQUIRE(explanation.sentences[0].results.size() == 1);
    REQUIRE(explanation.sentences[0].results[0].beaten.size() == 1);
    return explanation.sentences[0].results[0].rule.name + " " + explanation.sentences[0].results[0].beaten[0].cause;
  };
  CHECK(cause("match cue:\"met\"", "priority 1 match cue:\"met\"") == "b has the higher priority");
  CHECK(cause("match cue:\"met\"", "match cue:\"met\" \"again\"") == "b has more words");
  CHECK(cause("match cue:\"met\" \"again\"", "match \"ships\" cue:\"met\"") == "b begins earlier");
  CHECK(cause("match cue:\"met\"", "match cue:[lemma = \"meet\"]") == "a comes first in the grammar");
  CHECK(cause("priority 1 match cue:\"met\" \"again\"", "match \"ships\" cue:\"met\"", "\"overlap\": \"first\"") == "b begins earlier");
  CHECK(cause("match cue:\"met\" \"again\"", "match cue:\"met\"", "\"on\": \"cue\"") == "a ");
}

TEST_CASE("only the sentences of a place are explained", "[explain]") {
  const std::string text = "Chile met Peru. Chile opposed Peru. It rained.";
  const Explanation one = explain(engine(), text, {}, {{20, 22}});
  REQUIRE(one.sentences.size() == 1);
  CHECK(one.document.slice(one.sentences[0].range) == "Chile opposed Peru.");
  CHECK(explain(engine(), text, {}, {{14, 20}}).sentences.size() == 2);
  CHECK(explain(engine(), text, {}, {{900, 901}}).sentences.empty());
  CHECK(explain(engine(), "", {}).sentences.empty());
  CHECK(explain(engine(), text, {}, {{0, none}, 0}).sentences[1].near_misses.empty());
}

TEST_CASE("an explanation is JSON with offsets in the unit asked for", "[explain]") {
  const std::string text = "Zo\xC3\xAB slept. Chile opposed Peru.";
  const Explanation explanation = explain(engine(), text);
  simdjson::dom::parser parser;
  const simdjson::padded_string json(explanation_json(explanation, {OffsetUnit::codepoint}));
  const simdjson::dom::element root = parser.parse(json);
  CHECK(std::string_view(root["schema"]) == "readout-explain/1");
  const simdjson::dom::element miss = root["sentences"].at(1)["near_misses"].at(0);
  CHECK(std::string_view(miss["rule"]) == "met");
  CHECK(std::string_view(miss["saw"]) == "opposed");
  CHECK(std::uint64_t(miss["at"]["start"]) == 17);
  const std::string whole = engine().to_json(explanation.document, {OffsetUnit::codepoint, false, &explanation});
  CHECK(parser.parse(simdjson::padded_string(whole))["explanation"]["sentences"]
            .at(1)["near_misses"]
            .at(0)["at"]["start"]
            .get_uint64()
            .value() == 17);
}

}  // namespace readout
