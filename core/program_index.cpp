// What the matcher looks up fast: words to conditions, types to numbers, needed elements to rules.
// Entry points: finish_code, index_program.
#include <algorithm>
#include <array>
#include <numeric>

#include "program.hpp"

namespace readout {

void finish_code(Code& code) {
  std::vector<std::uint32_t> led(code.size());
  for (const Instruction& in : code) {
    if (in.op != Instruction::Op::split && in.op != Instruction::Op::jump) continue;
    ++led[in.a];
    if (in.op == Instruction::Op::split) ++led[in.b];
  }
  finish_code(code, led);
}

void finish_code(Code& code, const std::vector<std::uint32_t>& led) {
  using Op = Instruction::Op;
  // How many ways lead on from one to the next, by kind: several mentions may. Kinds follow each other as it comes, so nothing branches
  // on them.
  static constexpr std::array<std::uint8_t, 8> leads_on{1, 2, 0, 0, 1, 1, 1, 0};
  static_assert(static_cast<std::size_t>(Op::mention) == 1 && static_cast<std::size_t>(Op::split) == 2 &&
                static_cast<std::size_t>(Op::jump) == 3 && static_cast<std::size_t>(Op::accept) == 7);
  std::uint32_t joins = 0, peek = none;
  bool peeks_mention = false;
  for (std::size_t i = code.size(); i-- > 0;) {
    Instruction& in = code[i];
    const std::uint32_t ways = led[i] + (i > 0 ? leads_on[static_cast<std::size_t>(code[i - 1].op)] : 1U);
    const bool joined = ways > 1, passes = in.op == Op::open || in.op == Op::close, mention = in.op == Op::mention;
    in.join = joined ? static_cast<std::uint16_t>(joins) : Instruction::no_join;
    joins += joined ? 1 : 0;
    const std::uint32_t own = mention || in.op == Op::token ? in.a : none;
    peek = passes ? peek : own;
    peeks_mention = passes ? peeks_mention : mention;
    in.peek = peek;
    in.peeks_mention = peeks_mention;
  }
  code.back().a = joins;
}

void WordConditions::build(const std::vector<Asked>& asked, std::size_t symbols) {
  *this = WordConditions();
  begins_.assign(symbols + 1, 0);
  for (const Asked& one : asked) {
    ++begins_[one.word];
    asked_[static_cast<std::size_t>(one.attribute)] = true;
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  list_.resize(asked.size());
  for (auto one = asked.rbegin(); one != asked.rend(); ++one) list_[--begins_[one->word]] = *one;
}

namespace {

void index_conditions(Program& program) {
  std::vector<WordConditions::Asked> asked;
  std::size_t most = program.conditions.size();
  for (const Condition& condition : program.conditions)
    if (condition.kind == Condition::Kind::member) most += program.sets[condition.set].size();
  asked.reserve(most);
  for (std::uint32_t i = 0; i < program.conditions.size(); ++i) {
    const Condition& condition = program.conditions[i];
    if (condition.attribute == Attribute::field) continue;
    if (condition.kind == Condition::Kind::equals && condition.value) asked.push_back({condition.value, condition.attribute, i});
    if (condition.kind == Condition::Kind::member)
      for (const Symbol word : program.sets[condition.set])
        if (word) asked.push_back({word, condition.attribute, i});
  }
  program.word_conditions.build(asked, program.symbols.size());
}

void index_types(Program& program) {
  program.type_of.assign(program.symbols.size(), none);
  for (const Edge& edge : program.edges)
    for (const Symbol type : edge.types)
      if (program.type_of[type] == none) program.type_of[type] = program.types++;
  for (const Edge& edge : program.edges) {
    std::vector<bool>& takes = program.edge_takes.emplace_back(program.types);
    for (const Symbol type : edge.types) takes[program.type_of[type]] = true;
  }
}

void index_rules(const Program& program, Phase& phase) {
  for (std::uint32_t rule = phase.first_rule; rule < phase.last_rule; ++rule) {
    const std::vector<Element>& needed = program.rules[rule].needed;
    if (needed.empty()) phase.always_entered.push_back(rule);
    for (const Element element : needed) {
      auto trigger = std::find_if(phase.triggers.begin(), phase.triggers.end(), [&](const auto& t) { return t.element == element; });
      if (trigger == phase.triggers.end()) trigger = phase.triggers.insert(trigger, {element, {}});
      trigger->rules.push_back(rule);
    }
  }
}

}  // namespace

void index_program(Program& program) {
  index_conditions(program);
  index_types(program);
  for (Phase& phase : program.phases) index_rules(program, phase);
}

}  // namespace readout
