// What is wrong with a rule that compiles. Entry point: missing_fields.
#include <algorithm>
#include <set>

#include "code_walk.hpp"
#include "rule_compiler.hpp"
#include "schema.hpp"

namespace readout {
namespace {

/// Whether a way through the code leads to its end past none of these captures.
bool avoids(const Code& code, const std::vector<Symbol>& captures) {
  bool found = false;
  walk_code(code, [&](std::uint32_t at) {
    const Instruction& in = code[at];
    found = found || in.op == Instruction::Op::accept;
    return in.op != Instruction::Op::open || std::find(captures.begin(), captures.end(), in.a) == captures.end();
  });
  return found;
}

/// Whether a field has a value whatever the pattern took; else `captures` gets those of which one gives it a value.
bool always_given(const EmitPlan& emit, Symbol name, std::vector<Symbol>& captures) {
  for (const FieldPlan& field : emit.fields) {
    if (field.name != name) continue;
    const auto asks = [&](GuardStep::Kind kind) {
      return std::any_of(field.guard.begin(), field.guard.end(), [&](const GuardStep& step) { return step.kind == kind; });
    };
    if (asks(GuardStep::Kind::negation)) return true;  // most often the other half of `if $capture`
    if (asks(GuardStep::Kind::compares)) continue;
    for (const ValueSource& value : field.values) {
      const bool constant = value.kind == ValueSource::Kind::constant;
      if (constant && field.guard.empty()) return true;
      if (!constant) captures.push_back(value.capture);
      for (const GuardStep& step : field.guard)
        if (constant && step.kind == GuardStep::Kind::captured) captures.push_back(step.capture);
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
