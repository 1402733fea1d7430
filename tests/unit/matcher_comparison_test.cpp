// Random rules on random texts: the matcher finds what the reference matcher finds.
#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cstdlib>

#include "random_rules.hpp"
#include "reference_matcher.hpp"
#include "small_grammar.hpp"
#include "stages.hpp"

namespace readout::test {
namespace {

/// Mentions that overlap, of one type and length and of others: what a lexicon never gives.
constexpr const char* helpers = R"(rule helper.ab { match "a" "b" emit pair { kind: x } }
rule helper.a { match "a" emit pair { kind: y } }
rule helper.ab_again { match "a" "b" emit pair { kind: z  note: "one two" } }
rule helper.run { match [lower = "a" | lower = "b" | lower = "c"]+ emit run { } }
rule helper.all { match [capitalized] []{1,3} emit run { kind: y } })";

Grammar grammar_of(const std::string& rules) {
  Grammar grammar = small_grammar(rules, "mentions", R"("overlap": "all")");
  put(grammar, "rules/helpers.rules", helpers);
  for (SourceFile& file : grammar)
    if (file.path == "manifest.json") {
      const std::size_t at = file.content.find("{\"name\": \"example\"");
      file.content.insert(at, R"({"name": "helpers", "overlap": "all", "rules": ["rules/helpers.rules"]}, )");
    }
  return grammar;
}

struct Tally {
  std::size_t grammars = 0, refused = 0, compared = 0, found = 0, given_up = 0;
};

/// The finds of one rule in an order of their own.
std::vector<std::string> finds_of(const Document& document, const Program& program, std::uint32_t rule) {
  std::vector<std::string> out;
  for (const Mention& mention : document.mentions)
    if (mention.rule == rule) out.push_back(find_text(program, mention.tokens, mention.captures));
  std::sort(out.begin(), out.end());
  return out;
}

/// The bound of matcher.cpp on the steps of all rules, with the tokens and mentions of the whole text for those of a stretch.
std::uint64_t bound_on_steps(const Document& document, const Program& program, const MatchLog& lost) {
  const std::uint64_t places = document.tokens.size() + document.sentences.size() + document.mentions.size();
  std::vector<std::uint64_t> matches(program.rules.size());
  for (const Mention& mention : document.mentions)
    if (mention.rule != none) ++matches[mention.rule];
  for (const LostMatch& match : lost) ++matches[match.rule];
  std::uint64_t steps = 0;
  for (const Look& look : program.looks) steps += look.code.size() * places * (std::min<std::uint64_t>(places, 200) + 1);
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    const RulePlan& rule = program.rules[i];
    std::uint64_t forbidden = 0;
    for (const Look& look : rule.unless) forbidden += look.code.size();
    for (const auto* list : {&rule.inside, &rule.unless_sentence, &rule.unless_clause})
      for (const Code& code : *list) forbidden += code.size();
    steps += rule.code.size() * places + matches[i] * (rule.code.size() + forbidden) * places;
  }
  return steps;
}

void compare(const Engine& engine, const std::string& rules, const std::string& text, Tally& tally) {
  const Program& program = engine.program();
  const auto analysed = [&] {
    Document document;
    document.text = text;
    split_text(document, *program.language);
    tag_words(document, *program.language);
    return document;
  };
  Document document = analysed(), plain = analysed();
  MatchLog lost;
  const std::uint64_t steps = match(document, program, MatchStage::mentions, &lost);
  INFO(rules << "\n" << text);
  CHECK(steps <= bound_on_steps(document, program, lost));
  analyse_syntax(plain, *program.language);
  const Phase& phase = program.phases.back();
  for (const Mention& mention : document.mentions)
    if (mention.rule == none || mention.rule < phase.first_rule) plain.mentions.push_back(mention);

  Diagnostics diagnostics;
  const ast::File file = parse_rules("example.rules", rules, diagnostics);
  ReferenceMatcher reference(plain, program, file);
  for (std::size_t i = 0; i < file.rules.size(); ++i) {
    auto expected = reference.finds(file.rules[i]);
    tally.given_up += !expected;
    if (!expected) continue;
    std::sort(expected->begin(), expected->end());
    ++tally.compared;
    tally.found += !expected->empty();
    const std::vector<std::string> seen = finds_of(document, program, phase.first_rule + static_cast<std::uint32_t>(i));
    if (seen == *expected) continue;
    std::string tokens;
    for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
      const bool first = document.sentences[document.tokens[t].sentence].tokens.begin == t;
      tokens += (first ? " || " : " ") + std::to_string(t) + ":" + std::string(document.slice(document.tokens[t].range));
    }
    INFO(tokens);
    CAPTURE(file.rules[i].name.text);
    CHECK(seen == *expected);
  }
}

}  // namespace

TEST_CASE("the matcher finds what plain backtracking finds, for random rules and texts", "[matcher][comparison]") {
  // More of them, and others, with READOUT_COMPARISONS=<number of grammars>:<seed>.
  const char* wish = std::getenv("READOUT_COMPARISONS");
  char* rest = nullptr;
  const std::uint64_t grammars = wish ? std::strtoull(wish, &rest, 10) : 300;
  const std::uint64_t seed = wish && *rest == ':' ? std::strtoull(rest + 1, nullptr, 10) : 1;
  Dice dice(seed);
  Tally tally;
  const Compiled first = Engine::compile(grammar_of("rule r { match \"a\" emit found { } }"));
  REQUIRE(first.engine);
  for (std::uint64_t i = 0; i < grammars; ++i) {
    const std::string rules = RandomRules(dice).file(4);
    const Compiled compiled = Engine::compile(grammar_of(rules), first.engine.get());
    ++tally.grammars;
    if (!compiled.engine) {
      ++tally.refused;
      const bool expected = std::all_of(compiled.diagnostics.begin(), compiled.diagnostics.end(), [](const Diagnostic& d) {
        return d.severity == Severity::warning || d.code == "R013" || d.code == "R016";
      });
      INFO(rules << rendered(compiled.diagnostics));
      CHECK(expected);
      continue;
    }
    for (int texts = 0; texts < 3; ++texts) compare(*compiled.engine, rules, random_text(dice), tally);
  }
  INFO(tally.grammars << " grammars, " << tally.refused << " refused; " << tally.compared << " comparisons, " << tally.found
                      << " with finds, " << tally.given_up << " given up");
  CHECK(tally.refused * 3 < tally.grammars * 2);
  CHECK(tally.found * 6 > tally.compared);
  CHECK(tally.given_up * 20 < tally.compared + 20);
}

}  // namespace readout::test
