// Whether a program that was read from a pack can be run: nothing refers in circles, is nested deeper or is larger than the compiler
// makes it, and no token is asked for what only a mention has. Entry point: check_program.
#include "pack_check.hpp"

namespace readout {
namespace {

constexpr std::uint32_t deepest = 2500;                ///< conditions and looks inside each other
constexpr std::uint64_t largest_condition = 1U << 20;  ///< parts, written out

class Checker {
 public:
  explicit Checker(const Program& program) : program_(program) {}

  [[nodiscard]] bool run() {
    if (program_.conditions.empty() || program_.conditions.front().kind != Condition::Kind::always) return false;
    shapes_.reserve(program_.conditions.size());
    of_mention_.reserve(program_.conditions.size());
    for (std::uint32_t i = 0; i < program_.conditions.size(); ++i)
      if (!condition(i)) return false;
    if (!phases()) return false;
    look_depth_.resize(program_.looks.size());
    for (std::uint32_t i = 0; i < program_.looks.size(); ++i)
      if (!look(i)) return false;
    for (const Phase& phase : program_.phases)
      for (std::uint32_t i = phase.first_rule; i < phase.last_rule; ++i)
        if (!rule(program_.rules[i], {phase.first_look, phase.last_look})) return false;
    return true;
  }

 private:
  struct Shape {
    std::uint32_t depth = 1;
    std::uint64_t size = 1;
    bool of_mention = false;  ///< asks for what a token does not have
  };

  bool condition(std::uint32_t index) {
    using Kind = Condition::Kind;
    const Condition& c = program_.conditions[index];
    Shape shape;
    for (const std::uint32_t part : c.parts) {
      if (part >= index) return false;
      shape.depth = std::max(shape.depth, shapes_[part].depth + 1);
      shape.size += shapes_[part].size;
      shape.of_mention = shape.of_mention || shapes_[part].of_mention;
    }
    const bool on_token = c.kind == Kind::first || c.kind == Kind::last || c.kind == Kind::head;
    const bool compares = c.kind == Kind::equals || c.kind == Kind::prefix || c.kind == Kind::member || c.kind == Kind::has;
    if ((on_token || c.kind == Kind::negation) && c.parts.size() != 1) return false;
    if (on_token && shape.of_mention) return false;
    if (c.kind == Kind::member && c.set >= program_.sets.size()) return false;
    if (on_token || (compares && c.attribute == Attribute::field)) shape.of_mention = true;
    shapes_.push_back(shape);
    of_mention_.push_back(shape.of_mention ? 1 : 0);
    return shape.depth <= deepest && shape.size <= largest_condition;
  }

  /// Their rules, and their looks, follow each other without a gap.
  [[nodiscard]] bool phases() const {
    std::uint32_t rule = 0, first_look = 0;
    for (const Phase& phase : program_.phases) {
      if (phase.first_rule != rule || phase.last_rule < rule || phase.first_look != first_look || phase.last_look < first_look)
        return false;
      rule = phase.last_rule;
      first_look = phase.last_look;
    }
    return rule == program_.rules.size() && first_look <= program_.looks.size();
  }

  /// A look may hold looks before it, of its own phase.
  bool look(std::uint32_t index) {
    std::uint32_t first = 0;
    for (const Phase& phase : program_.phases)
      if (phase.first_look <= index) first = phase.first_look;
    const Look& wanted = program_.looks[index];
    if (!code(wanted.code, {first, index}) || !of_token(wanted.single)) return false;
    for (const Instruction& in : wanted.code)
      if (in.op == Instruction::Op::look) look_depth_[index] = std::max(look_depth_[index], look_depth_[in.a] + 1);
    return look_depth_[index] <= deepest;
  }

  [[nodiscard]] bool of_token(std::uint32_t condition) const { return condition == none || of_mention_[condition] == 0; }

  /// Where it leads was looked at by the one who read it.
  [[nodiscard]] bool code(const Code& code, Range looks) const {
    using Op = Instruction::Op;
    bool good = true;
    for (const Instruction& in : code) {  // kinds follow each other as it comes, so nothing branches on them; 0 is always true
      good &= of_mention_[in.op == Op::token ? in.a : 0] == 0;
      good &= in.op != Op::look || in.a - looks.begin < looks.size();
    }
    return good;
  }

  [[nodiscard]] bool codes(const std::vector<Code>& list, Range looks) const {
    return std::all_of(list.begin(), list.end(), [&](const Code& one) { return code(one, looks); });
  }

  [[nodiscard]] bool rule(const RulePlan& plan, Range looks) const {
    for (const EmitPlan& emit : plan.emits)
      for (const FieldPlan& field : emit.fields)
        if (!guard(field.guard)) return false;
    return !plan.emits.empty() && code(plan.code, looks) && codes(plan.inside, looks) && codes(plan.unless_sentence, looks) &&
           codes(plan.unless_clause, looks) && std::all_of(plan.unless.begin(), plan.unless.end(), [&](const Look& one) {
             return code(one.code, looks) && of_token(one.single);
           });
  }

  /// Each step finds the results that it takes, and one is left.
  [[nodiscard]] static bool guard(const std::vector<GuardStep>& steps) {
    std::uint32_t results = 0;
    for (const GuardStep& step : steps) {
      const bool leaf = step.kind == GuardStep::Kind::captured || step.kind == GuardStep::Kind::compares;
      if (leaf ? step.parts != 0 : step.parts == 0 || step.parts > results) return false;
      if (step.kind == GuardStep::Kind::negation && step.parts != 1) return false;
      results = results - step.parts + 1;
    }
    return results == (steps.empty() ? 0 : 1);
  }

  const Program& program_;
  std::vector<Shape> shapes_;             ///< of conditions
  std::vector<std::uint8_t> of_mention_;  ///< the same of each shape, close together: all code asks for it
  std::vector<std::uint32_t> look_depth_;
};

}  // namespace

bool check_program(const Program& program, const RefCounts& counts) {
  const auto all_there = [&](Ref what, std::size_t size) { return counts[static_cast<std::size_t>(what)] == size; };
  return all_there(Ref::condition, program.conditions.size()) && all_there(Ref::edge, program.edges.size()) &&
         all_there(Ref::look, program.looks.size()) && all_there(Ref::set, program.sets.size()) && program.rules.size() <= most_of_a_kind &&
         Checker(program).run();
}

}  // namespace readout
