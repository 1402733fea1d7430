// The whole English grammar, compiled once for all tests. Entry point: english_engine.
#pragma once

#include <stdexcept>

#include "small_grammar.hpp"

namespace readout::test {

inline const Engine& english_engine() {
  static const Compiled compiled = Engine::compile(read_grammar(std::string(READOUT_SOURCE_DIR) + "/grammars/en"));
  if (!compiled.engine) throw std::runtime_error(rendered(compiled.diagnostics));
  return *compiled.engine;
}

}  // namespace readout::test
