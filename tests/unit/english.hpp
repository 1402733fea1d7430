// The whole English grammar, read and compiled once for all tests. Entry points: english_grammar, english_engine.
#pragma once

#include <stdexcept>

#include "small_grammar.hpp"

namespace readout::test {

inline const Grammar& english_grammar() {
  static const Grammar grammar = read_grammar(std::string(READOUT_SOURCE_DIR) + "/grammars/en");
  return grammar;
}

inline const Engine& english_engine() {
  static const Compiled compiled = Engine::compile(english_grammar());
  if (!compiled.engine) throw std::runtime_error(rendered(compiled.diagnostics));
  return *compiled.engine;
}

}  // namespace readout::test
