// What calls itself while it reads is bounded by limits of its own, never by how deep an input is nested: rule files, lexicons, lists of
// actors, blocks and imports of rules, quotations, conditions, looks. (Brackets and `let`s: matcher_test.cpp. Packs: pack_test.cpp.)
#include <catch_amalgamated.hpp>

#include "explain.hpp"
#include "small_grammar.hpp"

namespace readout {
namespace {

constexpr std::size_t deep = 100'000;

std::string repeated(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

/// The codes of the errors of a grammar in which a file has another content.
std::string errors(const std::string& path, const std::string& content) {
  Grammar grammar = test::small_grammar("");
  test::put(grammar, path, content);
  std::string out;
  for (const Diagnostic& diagnostic : Engine::compile(grammar).diagnostics)
    if (diagnostic.severity == Severity::error && out.find(diagnostic.code) == std::string::npos) out += diagnostic.code;
  return out;
}

}  // namespace

TEST_CASE("JSON that has no end of brackets is an error", "[depth]") {
  for (const char* open : {"[", "{\"a\": ", "[{\"a\": "}) {
    INFO(open);
    CHECK(errors("lexicons/months.json", repeated(deep, open)) != "");
    CHECK(errors("lexicons/months.json",
                 R"({"lexicon": "months", "about": "a", "source": "a", "license": "a", "entries": )" + repeated(deep, open)) != "");
    CHECK(errors("manifest.json", repeated(deep, open)) != "");
    Diagnostics diagnostics;
    Grammar grammar = test::small_grammar("");
    grammar.push_back({"lexicons/user_actors.json", "{}"});
    static_cast<void>(with_user_actors(grammar, {"actors.json", repeated(deep, open)}, diagnostics));
    CHECK(has_errors(diagnostics));
  }
}

TEST_CASE("conditions, guards and blocks of fields are nested as deep as the language allows, and no deeper", "[depth]") {
  CHECK(errors("example.rules", "rule r { match x:\"a\" emit found { k: v if " + repeated(deep, "( ") + "$x") != "");
  CHECK(errors("example.rules", "rule r { match x:\"a\" emit found { k: v if " + repeated(deep, "!") + "$x } }") != "");
  CHECK(errors("example.rules", "rule r { match [" + repeated(deep, "!") + "quoted] emit found { } }") != "");
  CHECK(errors("example.rules", "rule r { match <countries " + repeated(deep, "( ") + "code = \"a\"") != "");
  std::string blocks = "fields f0 { k: v }\n";
  for (int i = 1; i < 5000; ++i) blocks += "fields f" + std::to_string(i) + " { use f" + std::to_string(i - 1) + " }\n";
  CHECK(errors("example.rules", blocks + "rule r { match \"a\" emit found { use f4999 } }") == "R016");
}

TEST_CASE("conditions that double with each let are written out to a limit", "[depth]") {
  std::string lets = "let d0(x: condition) = [x]\n";
  for (int i = 1; i < 40; ++i)
    lets += "let d" + std::to_string(i) + "(x: condition) = d" + std::to_string(i - 1) + "([(x & quoted) | (x & lower != \"w" +
            std::to_string(i) + "\")])\n";
  CHECK(errors("example.rules", lets + "rule r { match d39([capitalized]) emit found { } }") == "R016");
}

TEST_CASE("a chain of imports is followed to its end", "[depth]") {
  Grammar grammar = test::small_grammar("import \"f0.rules\"\nrule r { match last emit found { } }");
  const int files = 3000;
  for (int i = 0; i < files; ++i)
    test::put(grammar, "f" + std::to_string(i) + ".rules",
              i + 1 < files ? "import \"f" + std::to_string(i + 1) + ".rules\"\n" : "let last = \"a\"\n");
  CHECK(Engine::compile(grammar).engine);
}

TEST_CASE("texts that open what they never close are read", "[depth]") {
  const auto engine = test::small_engine("rule r { match <quote> emit found { } }");
  for (const char* open : {"\"", "\xE2\x80\x9C", "\xE2\x80\x98", "(", "He said: \"", "\xE2\x80\x9C a \xE2\x80\x98 b ", "``", "a\n\n\""}) {
    INFO(open);
    const std::string text = repeated(20'000, open);
    CHECK(engine->extract(text).text == text);
  }
}

TEST_CASE("near misses of rules with looks inside looks are found in time, and rules without measure have none", "[depth]") {
  std::string looks = "\"q\"";
  for (int i = 0; i < 12; ++i) looks = "[]+ ahead( " + looks + " )";
  const std::string tail = " emit meeting { participants: $h  cue: $h  status: held } }";
  const auto engine = test::small_engine("rule r { match h:<countries> [lemma = \"meet\"] ahead( " + looks + " ) <countries>" + tail +
                                             "\nrule s { match h:<countries> ( ( \"a\"? ){1,100} ){1,60} \"met\" \"q\"" + tail,
                                         "events");
  const Explanation explained = explain(*engine, "Chile met " + repeated(150, "a ") + "and Peru.");
  REQUIRE(explained.sentences.size() == 1);
  CHECK(!explained.sentences.front().near_misses.empty());
}

}  // namespace readout
