// The examples inside a grammar's rules, run as tests. Entry point: run_examples.
#include "examples.hpp"

#include "explain.hpp"
#include "program.hpp"

namespace readout {
namespace {

std::vector<std::string> values(const Mention& mention, const std::string& name, const Program& program) {
  std::vector<std::string> out;
  const Symbol wanted = program.symbols.find(name);
  for (const Field& field : mention.fields)
    if (wanted && field.name == wanted) out.push_back(field.value);
  return out;
}

std::vector<FieldDifference> differences(const Mention& mention, const ExamplePlan& example, const Program& program) {
  std::vector<FieldDifference> out;
  for (const ExampleField& field : example.fields) {
    auto have = values(mention, field.name, program);
    if (have != field.values) out.push_back({field.name, field.values, std::move(have)});
  }
  return out;
}

ExampleResult run_example(const Engine& engine, std::uint32_t index, const ExamplePlan& example) {
  const Program& program = engine.program();
  const RulePlan& rule = program.rules[index];
  ExampleResult result{rule.name, rule.file, example.line, example.text, example.positive, !example.positive, {}, {}, {}};
  const Document document = engine.extract(example.text);
  for (const Mention& mention : document.mentions) {
    if (mention.rule != index || document.tokens.empty()) continue;
    const bool edge = mention.link != none && program.symbols.text(mention.type) == "actor";
    if (edge) continue;
    auto different = differences(mention, example, program);
    if (!result.found.empty() && different.size() >= result.differences.size()) continue;
    result.found = document.slice(document.bytes(mention.tokens));
    result.differences = std::move(different);
    result.passed = example.positive && result.differences.empty();
    if (result.passed || !example.positive) return result;
  }
  if (example.positive && result.found.empty()) result.reason = why_nothing(engine, example.text, index);
  return result;
}

}  // namespace

ExampleReport run_examples(const Grammar& grammar, std::string_view only, const Engine* like) {
  ExampleReport report;
  Compiled compiled = Engine::compile(grammar, like);
  report.diagnostics = std::move(compiled.diagnostics);
  if (!compiled.engine) return report;
  const Program& program = compiled.engine->program();
  for (std::uint32_t i = 0; i < program.rules.size(); ++i) {
    const RulePlan& rule = program.rules[i];
    if (!only.empty() && rule.name != only) continue;
    RuleExamples summary;
    summary.rule = rule.name;
    summary.file = rule.file;
    summary.line = rule.line;
    for (const ExamplePlan& example : rule.examples) {
      report.results.push_back(run_example(*compiled.engine, i, example));
      ++(example.positive ? summary.positive : summary.negative);
      if (!report.results.back().passed) ++(example.positive ? summary.failed_positive : summary.failed_negative);
    }
    report.rules.push_back(std::move(summary));
  }
  return report;
}

}  // namespace readout
