// The examples inside a grammar's rules, run as tests. Entry point: run_examples.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"

namespace readout {

struct FieldDifference {
  std::string field;
  std::vector<std::string> expected, found;
};

struct ExampleResult {
  std::string rule, file;
  std::uint32_t line = 0;
  std::string text;
  bool positive = true, passed = false;
  std::string reason;  ///< of a positive example without a find: why the rule finds nothing (why_nothing)
  std::string found;   ///< the words of the find that comes nearest to what the example wants; empty where there is none
  std::vector<FieldDifference> differences;  ///< of a positive example, what that find has otherwise
};

/// How the examples of one rule fared.
struct RuleExamples {
  std::string rule, file;
  std::uint32_t line = 0;
  std::uint32_t positive = 0, negative = 0;  ///< how many there are
  std::uint32_t failed_positive = 0, failed_negative = 0;
  [[nodiscard]] bool complete() const { return positive > 0 && negative > 0; }
};

struct ExampleReport {
  std::vector<ExampleResult> results;
  std::vector<RuleExamples> rules;  ///< in the order of the grammar
  Diagnostics diagnostics;          ///< of the compilation; with an error among them, no example is run
};

/// Runs the examples of all rules, or of the one called `only`. `like`: as for Engine::compile.
[[nodiscard]] ExampleReport run_examples(const Grammar& grammar, std::string_view only = {}, const Engine* like = nullptr);

}  // namespace readout
