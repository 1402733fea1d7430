// The examples inside a grammar's rules, run as tests. Entry point: run_examples.
#include "examples.hpp"

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

std::string listed(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& value : list) out += (out.empty() ? "\"" : ", \"") + value + "\"";
  return out.empty() ? "nothing" : out;
}

/// Empty where the mention has all the fields of the example, else what differs.
std::string difference(const Mention& mention, const ExamplePlan& example, const Program& program) {
  for (const ExampleField& field : example.fields) {
    const auto have = values(mention, field.name, program);
    if (have != field.values) return field.name + " is " + listed(have) + ", not " + listed(field.values);
  }
  return {};
}

ExampleResult run_example(const Engine& engine, std::uint32_t index, const ExamplePlan& example) {
  const Program& program = engine.program();
  const RulePlan& rule = program.rules[index];
  ExampleResult result{rule.name, rule.file, example.line, example.text, example.positive, !example.positive, {}};
  if (example.positive) result.message = "the rule does not match";
  const Document document = engine.extract(example.text);
  for (const Mention& mention : document.mentions) {
    if (mention.rule != index || document.tokens.empty()) continue;
    const bool edge = mention.link != none && program.symbols.text(mention.type) == "actor";
    if (edge) continue;
    if (!example.positive) {
      result.passed = false;
      result.message = "the rule matches \"" + std::string(document.slice(document.bytes(mention.tokens))) + "\"";
      return result;
    }
    result.message = difference(mention, example, program);
    if (result.message.empty()) {
      result.passed = true;
      return result;
    }
  }
  return result;
}

}  // namespace

ExampleReport run_examples(const Grammar& grammar) {
  ExampleReport report;
  Compiled compiled = Engine::compile(grammar);
  report.diagnostics = std::move(compiled.diagnostics);
  if (!compiled.engine) return report;
  const Program& program = compiled.engine->program();
  for (std::uint32_t i = 0; i < program.rules.size(); ++i)
    for (const ExamplePlan& example : program.rules[i].examples) report.results.push_back(run_example(*compiled.engine, i, example));
  return report;
}

}  // namespace readout
