// Reads one sentence with the installed library and grammar.
#include <iostream>
#include <readout/engine.hpp>

int main() {
  const readout::Compiled compiled = readout::Engine::compile(readout::read_grammar(GRAMMAR));
  for (const readout::Diagnostic& diagnostic : compiled.diagnostics) std::cerr << readout::render(diagnostic);
  if (!compiled.engine) return 1;
  const readout::Document document = compiled.engine->extract("Foreign Minister Jane Roe met President Ali in Geneva.");
  std::cout << compiled.engine->to_json(document) << '\n';
  return document.tokens.empty() ? 1 : 0;
}
