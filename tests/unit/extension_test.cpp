// A grammar that extends another: names of its own take the place of the other's, and lexicons of one name are one.
#include <catch_amalgamated.hpp>

#include "examples.hpp"
#include "small_grammar.hpp"

namespace readout {
namespace {

const std::string own_rules = R"(
set motion = "ran"

/// Takes the place of the rule of this name.
rule base.country {
  match n:<countries> "Republic"
  emit country { name: $n  country: $n.code }
  yes "Chile Republic left." { country: "CHL" }
  no "Chile left."
}
)";

const std::string later_rules = R"(
rule month.seen {
  match c:<country> [lower in motion] "in" m:<months>
  emit seen { number: $m.number }
  yes "Chile Republic ran in August." { number: "08" }
  yes "Chile Republic ran in July." { number: "07" }
  yes "Chile Republic ran in May." { number: "55" }
  no "Chile Republic went in August."
}
)";

const std::string base_example = R"(
set motion = "went"
rule went { match [lower in motion] emit gone { a: b } yes "He ran." { a: "b" } no "He went." }
)";

const std::string months = R"({"lexicon": "months", "about": "a", "source": "b", "license": "c", "match": "text", "entries": [
 {"forms": ["August"], "number": "08"}, {"forms": ["May"], "number": "55"}]})";

std::string manifest(const std::string& more, const std::string& first_phase = "") {
  return R"({"name": "house", "version": "1", )" + more + R"("lexicons": ["lexicons/months.json"], "phases": [
  {"name": "base", )" +
         first_phase + R"("rules": ["rules/base.rules"]},
  {"name": "later", "after": "base", "rules": ["rules/later.rules"]}]})";
}

/// The small grammar in ../base, with a grammar over it.
Grammar house(const std::string& own_manifest) {
  Grammar grammar = test::small_grammar(base_example);
  for (SourceFile& file : grammar) file.path = "../base/" + file.path;
  test::put(grammar, "manifest.json", own_manifest);
  test::put(grammar, "rules/base.rules", own_rules);
  test::put(grammar, "rules/later.rules", later_rules);
  test::put(grammar, "lexicons/months.json", months);
  return grammar;
}

std::string errors(const std::string& own_manifest) { return test::rendered(Engine::compile(house(own_manifest)).diagnostics); }

std::string failures(const ExampleReport& report) {
  std::string out = test::rendered(report.diagnostics);
  for (const ExampleResult& result : report.results)
    if (!result.passed) out += result.rule + ": " + result.text + "\n";
  return out;
}

const std::string extends = R"("extends": "../base", )";

}  // namespace

TEST_CASE("what a grammar has takes the place of what it extends", "[extension]") {
  const ExampleReport report = run_examples(house(manifest(extends)));
  CHECK(failures(report) == "");
  std::vector<std::string> rules;
  for (const RuleExamples& rule : report.rules) rules.push_back(rule.rule + " " + rule.file);
  CHECK(rules == std::vector<std::string>{"base.country rules/base.rules", "base.person ../base/rules/base.rules",
                                          "month.seen rules/later.rules", "went ../base/example.rules"});
}

TEST_CASE("a grammar leaves out rules of the one it extends", "[extension]") {
  const ExampleReport report = run_examples(house(manifest(extends + R"("without": ["base.person", "went"], )")));
  CHECK(failures(report) == "");
  CHECK(report.rules.size() == 2);
  CHECK(errors(manifest(extends + "\"without\": [\"base.persn\"], "))
            .find("error M007: the grammar that this one extends has no rule base.persn") != std::string::npos);
  CHECK(errors(manifest(extends + "\"without\": [\"month.seen\"], ")).find("M007") != std::string::npos);
}

TEST_CASE("a pack of a grammar over another is that grammar", "[extension]") {
  Diagnostics diagnostics;
  const std::string pack = pack_grammar(house(manifest(extends)), diagnostics);
  REQUIRE(test::rendered(diagnostics) == "");
  const Compiled loaded = Engine::load(pack);
  REQUIRE(loaded.engine);
  Grammar sources = unpack_grammar(pack, diagnostics);
  CHECK(failures(run_examples(sources, {}, loaded.engine.get())) == "");
  test::put(sources, "rules/later.rules", "rule all { match <months> emit all { a: b } yes \"August.\" { a: \"b\" } no \"No.\" }");
  CHECK(failures(run_examples(sources, "all", loaded.engine.get())) == "");
}

TEST_CASE("what does not go together in grammars that extend each other is told", "[extension]") {
  CHECK(errors(manifest(R"("extends": "../nowhere", )")).find("error M006: there is no grammar in ../nowhere") != std::string::npos);
  for (const char* self : {".", "./", "a/.."})
    CHECK(errors(manifest("\"extends\": \"" + std::string(self) + "\", ")).find("error M006: this grammar extends itself") !=
          std::string::npos);
  Grammar circle = house(manifest(extends));
  test::put(circle, "../base/manifest.json", manifest(R"("extends": "../base", )"));
  CHECK(test::rendered(Engine::compile(circle).diagnostics).find("../base/manifest.json:1:46: error M006: this grammar extends itself") ==
        0);
  CHECK(
      errors(manifest(extends, R"("stage": "events", )")).find("error M002: the phase base is one of the grammar that this one extends") !=
      std::string::npos);
  CHECK(errors(manifest("")).find("error M002: \"after\" names a phase of the grammar that this one extends") != std::string::npos);
  std::string misspelt = manifest(extends);
  misspelt.replace(misspelt.find("\"after\": \"base\""), 15, "\"after\": \"bas\"");
  CHECK(errors(misspelt).find("hint: did you mean base?") != std::string::npos);
}

TEST_CASE("the user's actors take the place of a lexicon of the grammar that is extended", "[extension]") {
  Grammar grammar = house(manifest(extends));
  for (SourceFile& file : grammar)
    if (file.path == "../base/manifest.json") file.content.insert(file.content.find("],"), ", \"lexicons/user_actors.json\"");
  test::put(grammar, "../base/lexicons/user_actors.json",
            R"({"lexicon": "user_actors", "about": "a", "source": "b", "license": "c", "entries": [{"forms": ["Nobody"], "id": "0"}]})");
  Diagnostics diagnostics;
  grammar = with_user_actors(std::move(grammar), {"mine.csv", "name,type,id\nElbo Kant,person,Q1\n"}, diagnostics);
  CHECK(test::rendered(diagnostics) == "");
  const Compiled compiled = Engine::compile(grammar);
  REQUIRE(compiled.engine);
  const Document document = compiled.engine->extract("Elbo Kant left.");
  CHECK(std::any_of(document.mentions.begin(), document.mentions.end(),
                    [&](const Mention& mention) { return compiled.engine->program().symbols.text(mention.type) == "user_actors"; }));
}

}  // namespace readout
