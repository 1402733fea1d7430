// What the matcher looks up fast: words to lexicon entries and conditions, types to numbers, needed elements to rules.
// Entry point: index_program.
#include <algorithm>

#include "program.hpp"

namespace readout {

// ---- Trie
void Trie::add(const std::vector<Symbol>& words, std::uint32_t entry) { added_.emplace_back(words, entry); }

void Trie::freeze() {
  struct Child {
    std::uint32_t parent;
    Symbol word;
    std::uint32_t node;
  };
  std::stable_sort(added_.begin(), added_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Child> children;
  std::vector<std::uint32_t> path = {0};
  const std::vector<Symbol>* last = nullptr;
  for (const auto& [words, entry] : added_) {
    const std::size_t shared =
        last ? static_cast<std::size_t>(std::mismatch(words.begin(), words.end(), last->begin(), last->end()).first - words.begin()) : 0;
    path.resize(shared + 1);
    for (std::size_t i = shared; i < words.size(); ++i) {
      const auto node = static_cast<std::uint32_t>(nodes_.size());
      children.push_back({path.back(), words[i], node});
      nodes_.emplace_back();
      path.push_back(node);
    }
    Node& node = nodes_[path.back()];
    if (node.entries++ == 0) node.first_entry = static_cast<std::uint32_t>(entries_.size());
    entries_.push_back(entry);
    last = &words;
  }
  for (const Child& child : children) ++nodes_[child.parent].children;
  std::uint32_t at = 0;
  for (Node& node : nodes_) node.first_child = std::exchange(at, at + node.children);
  symbols_.resize(children.size());
  targets_.resize(children.size());
  std::vector<std::uint32_t> filled(nodes_.size());
  for (const Child& child : children) {
    const std::uint32_t place = nodes_[child.parent].first_child + filled[child.parent]++;
    symbols_[place] = child.word;
    targets_[place] = child.node;
  }
  const Node& root = nodes_.front();
  root_.assign(root.children ? symbols_[root.first_child + root.children - 1] + 1 : 0, none);
  for (std::uint32_t i = root.first_child; i < root.first_child + root.children; ++i) root_[symbols_[i]] = targets_[i];
  added_.clear();
  added_.shrink_to_fit();
}

std::uint32_t Trie::next(std::uint32_t node, Symbol word) const {
  if (node == 0) return word < root_.size() ? root_[word] : none;
  const auto first = symbols_.begin() + nodes_[node].first_child, last = first + nodes_[node].children;
  const auto found = std::lower_bound(first, last, word);
  return found == last || *found != word ? none : targets_[static_cast<std::size_t>(found - symbols_.begin())];
}

// ---- WordConditions
void WordConditions::add(Attribute attribute, Symbol word, std::uint32_t condition) {
  asked_[static_cast<std::size_t>(attribute)] = true;
  added_.emplace_back(static_cast<std::uint64_t>(word) * 16 + static_cast<std::uint64_t>(attribute), condition);
}

std::size_t WordConditions::place(std::uint64_t key) const {
  std::size_t i = (key * 0x9E3779B97F4A7C15ULL >> 32U) & (slots_.size() - 1);
  while (slots_[i].key != 0 && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
  return i;
}

void WordConditions::freeze() {
  std::sort(added_.begin(), added_.end());
  std::size_t size = 16;
  while (size < 2 * added_.size()) size *= 2;
  slots_.assign(size, Slot{});
  for (const auto& [key, condition] : added_) {
    Slot& slot = slots_[place(key)];
    if (slot.count++ == 0) {
      slot.key = key;
      slot.first = static_cast<std::uint32_t>(conditions_.size());
    }
    conditions_.push_back(condition);
  }
  added_.clear();
  added_.shrink_to_fit();
}

std::pair<const std::uint32_t*, const std::uint32_t*> WordConditions::find(Attribute attribute, Symbol word) const {
  const Slot& slot = slots_[place(static_cast<std::uint64_t>(word) * 16 + static_cast<std::uint64_t>(attribute))];
  const std::uint32_t* first = conditions_.data() + slot.first;
  return {first, first + slot.count};
}

// ---- the program
namespace {

void index_conditions(Program& program) {
  for (std::uint32_t i = 0; i < program.conditions.size(); ++i) {
    const Condition& condition = program.conditions[i];
    if (condition.attribute == Attribute::field) continue;
    if (condition.kind == Condition::Kind::equals && condition.value) program.word_conditions.add(condition.attribute, condition.value, i);
    if (condition.kind == Condition::Kind::member)
      for (const Symbol word : program.sets[condition.set])
        if (word) program.word_conditions.add(condition.attribute, word, i);
  }
  program.word_conditions.freeze();
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
  for (Trie& trie : program.tries) trie.freeze();
  index_conditions(program);
  index_types(program);
  for (Phase& phase : program.phases) index_rules(program, phase);
}

}  // namespace readout
