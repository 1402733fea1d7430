// libFuzzer: any bytes are read as a rule file without a crash or a hang; what is wrong with them is told at places that they have. What
// parses keeps its layout when it is laid out twice; what compiles reads a text, explains it, and does the same from a pack.
// Entry point: LLVMFuzzerTestOneInput. Run: rules_fuzz -dict=tests/fuzz/rules.dict FOLDER tests/fuzz/rules tests/errors
#include <cstdio>
#include <cstdlib>

#include "explain.hpp"
#include "format.hpp"
#include "rule_ast.hpp"
#include "small_grammar.hpp"

namespace {

constexpr const char* article =
    "President Ana Ruiz of Chile met the prime minister of Peru in May.\n\n\"We left. They came,\" he said. Norway, the United States and "
    "Peru urged a two-week truce; a a a b a b c b a. In 2024 Chile was invited by Peru to the talks.";

void require(bool condition, const char* what) {
  if (condition) return;
  std::fputs(what, stderr);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const readout::Compiled base = readout::Engine::compile(readout::test::small_grammar("rule r { match \"a\" emit found { } }"));
  const std::string rules(reinterpret_cast<const char*>(data), size);

  readout::Diagnostics parsed;
  (void)readout::parse_rules("example.rules", rules, parsed);
  if (parsed.empty()) {
    const std::string once = readout::format_rules(rules);
    require(readout::format_rules(once) == once, "formatted text is laid out otherwise\n");
    readout::Diagnostics again;
    (void)readout::parse_rules("example.rules", once, again);
    require(again.empty(), "formatted text does not parse\n");
  }

  const readout::Grammar grammar = readout::test::small_grammar(rules, "events");
  const readout::Compiled compiled = readout::Engine::compile(grammar, base.engine.get());
  for (const readout::Diagnostic& diagnostic : compiled.diagnostics) {
    require(!diagnostic.message.empty() && !diagnostic.code.empty(), "an error says nothing\n");
    (void)readout::render(diagnostic);
  }
  if (!compiled.engine) return 0;
  const readout::Document document = compiled.engine->extract(article);
  const std::string json = compiled.engine->to_json(document);
  if (readout::invalid_utf8(rules) == std::string_view::npos)
    require(readout::invalid_utf8(json) == std::string_view::npos, "the output is not UTF-8\n");
  (void)readout::explanation_text(readout::explain(*compiled.engine, article));

  if (size % 8 != 0) return 0;  // the pack takes as long as all the rest
  readout::Diagnostics packing;
  const readout::Compiled loaded = readout::Engine::load(readout::pack_grammar(grammar, packing));
  require(loaded.engine && loaded.engine->to_json(loaded.engine->extract(article)) == json, "the pack reads otherwise\n");
  return 0;
}
