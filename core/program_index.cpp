// What the matcher looks up fast: words to conditions, types to numbers, needed elements to rules.
// Entry points: finish_code, index_program.
#include <algorithm>
#include <numeric>

#include "program.hpp"

namespace readout {

void finish_code(Code& code) {
  using Op = Instruction::Op;
  std::vector<std::uint32_t> ways(code.size());
  ways.front() = 1;  // each start of a match
  for (std::size_t i = 0; i < code.size(); ++i) {
    const Instruction& in = code[i];
    if (in.op == Op::accept) continue;
    const bool jumps = in.op == Op::split || in.op == Op::jump;
    ++ways[jumps ? in.a : i + 1];
    if (in.op == Op::split) ++ways[in.b];
    if (in.op == Op::mention) ++ways[i + 1];  // several mentions may lead there
  }
  std::uint16_t joins = 0;
  std::uint32_t peek = none;
  bool peeks_mention = false;
  for (std::size_t i = code.size(); i-- > 0;) {
    Instruction& in = code[i];
    if (ways[i] > 1) in.join = joins++;
    if (in.op != Op::open && in.op != Op::close) {
      peek = in.op == Op::token || in.op == Op::mention ? in.a : none;
      peeks_mention = in.op == Op::mention;
    }
    in.peek = peek;
    in.peeks_mention = peeks_mention;
  }
  code.back().a = joins;
}

void WordConditions::build(const std::vector<Asked>& asked, std::size_t symbols) {
  *this = WordConditions();
  begins_.assign(symbols + 1, 0);
  for (const Asked& one : asked) {
    ++begins_[one.word + 1];
    asked_[static_cast<std::size_t>(one.attribute)] = true;
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
  list_.resize(asked.size());
  for (const Asked& one : asked) list_[next[one.word]++] = one;
}

namespace {

void index_conditions(Program& program) {
  std::vector<WordConditions::Asked> asked;
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

void finish_program(Program& program) {
  for (Look& look : program.looks) finish_code(look.code);
  for (RulePlan& rule : program.rules) {
    finish_code(rule.code);
    for (Look& look : rule.unless) finish_code(look.code);
    for (std::vector<Code>* list : {&rule.inside, &rule.unless_sentence, &rule.unless_clause})
      for (Code& code : *list) finish_code(code);
  }
  index_program(program);
}

}  // namespace readout
