// What is wrong with a rule that compiles. Entry point: missing_fields.
#include <algorithm>

#include "rule_compiler.hpp"
#include "schema.hpp"

namespace readout {
namespace {

/// Whether a way through the code leads to its end past none of these captures.
bool avoids(const Code& code, const std::vector<Symbol>& captures) {
  using Op = Instruction::Op;
  std::vector<std::uint32_t> open = {0};
  std::vector<bool> seen(code.size());
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Instruction& in = code[at];
    if (in.op == Op::accept) return true;
    if (in.op == Op::open && std::find(captures.begin(), captures.end(), in.a) != captures.end()) continue;
    if (in.op == Op::split) open.push_back(in.b);
    open.push_back(in.op == Op::split || in.op == Op::jump ? in.a : at + 1);
  }
  return false;
}

/// Whether a field has a value whatever the pattern took; else `captures` gets those of which one gives it a value.
bool always_given(const EmitPlan& emit, Symbol name, std::vector<Symbol>& captures) {
  for (const FieldPlan& field : emit.fields) {
    if (field.name != name) continue;
    if (field.condition && field.negated) return true;  // most often the other half of `if $capture`
    for (const ValueSource& value : field.values) {
      const bool constant = value.kind == ValueSource::Kind::constant;
      if (constant && !field.condition) return true;
      captures.push_back(constant ? field.condition : value.capture);
    }
  }
  return false;
}

}  // namespace

std::vector<MissingField> missing_fields(const Program& program, const RulePlan& rule) {
  std::vector<MissingField> out;
  for (std::size_t i = 0; i < rule.emits.size(); ++i)
    for (const RequiredField& required : required_fields) {
      const Symbol name = program.symbols.find(required.field);
      std::vector<Symbol> captures;
      if (program.symbols.text(rule.emits[i].type) != required.type || (name && always_given(rule.emits[i], name, captures))) continue;
      const bool related = std::any_of(rule.with.begin(), rule.with.end(), [&](const RelationPlan& plan) {
        return !plan.optional && std::find(captures.begin(), captures.end(), plan.capture) != captures.end();
      });
      if (!related && avoids(rule.code, captures)) out.push_back({i, std::string(required.field), !captures.empty()});
    }
  return out;
}

}  // namespace readout
