// What the matcher looks up fast: words to conditions, types to numbers, needed elements to rules.
// Entry point: index_program.
#include <algorithm>
#include <numeric>

#include "program.hpp"

namespace readout {

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

}  // namespace readout
