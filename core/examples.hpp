// The examples inside a grammar's rules, run as tests. Entry point: run_examples.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine.hpp"

namespace readout {

struct ExampleResult {
  std::string rule, file;
  std::uint32_t line = 0;
  std::string text;
  bool positive = true, passed = false;
  std::string message;  ///< what came instead; empty for an example that passed
};

struct ExampleReport {
  std::vector<ExampleResult> results;
  Diagnostics diagnostics;  ///< of the compilation; with an error among them, no example is run
};

[[nodiscard]] ExampleReport run_examples(const Grammar& grammar);

}  // namespace readout
