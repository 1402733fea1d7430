// Learns actions and relations along the parser's own choices. Entry points: Learner::learn, Learner::give, cost.
#include "learner.hpp"

#include <cstdio>

namespace readout::train {
namespace {

constexpr unsigned kHideOneIn = 25;  ///< a word is now and then shown as an unknown one

std::uint16_t gold_label(const Example& example, std::uint16_t dependent, std::uint16_t head) {
  return example.heads[dependent] == head ? example.labels[dependent] : std::uint16_t{0};
}

/// The label that an arc gets along the gold tree: its own, if the arc is gold; the word's, if it is not.
std::uint16_t label_along(const Example& example, std::uint16_t dependent, std::uint16_t head) {
  const std::uint16_t label = gold_label(example, dependent, head);
  return label != 0 ? label : std::max<std::uint16_t>(example.labels[dependent], 2);
}

Action first_free(const ParseState& state, const std::vector<std::uint16_t>& heads) {
  unsigned least = ~0U;
  Action best = shift_word;
  for (const Action action : {left_arc, right_arc, reduce_word, shift_word}) {
    if (!state.allows(action)) continue;
    const unsigned c = cost(state, heads, action);
    if (c < least) least = c, best = action;
  }
  return best;
}

}  // namespace

unsigned cost(const ParseState& state, const std::vector<std::uint16_t>& heads, Action action) {
  const std::uint16_t s = state.top(), b = state.front;
  unsigned lost = 0;
  if (action == left_arc || action == reduce_word) {
    const std::uint16_t first = action == left_arc ? static_cast<std::uint16_t>(b + 1) : b;
    if (action == left_arc && heads[s] >= first && heads[s] != 0) ++lost;
    for (std::uint16_t k = b; k < state.root; ++k)
      if (heads[k] == s) ++lost;
    return lost;
  }
  const bool right = action == right_arc;
  if (right && heads[b] > b) ++lost;
  for (const std::uint16_t k : state.stack) {
    if (heads[b] == k && !(right && k == s)) ++lost;
    if (heads[k] == b && state.nodes[k].head == 0) ++lost;
  }
  return lost;
}

Learner::Learner(const std::vector<Example>& examples, std::size_t labels, unsigned least, std::uint64_t seed)
    : examples_(examples), labels_(labels), random_(seed) {
  count_features(least);
}

void Learner::count_features(unsigned least) {
  std::unordered_map<std::uint32_t, std::uint32_t> actions, relations;
  for (const Example& example : examples_) {
    ParseState state = example.words;
    while (!state.done()) {
      each_arc_feature(state, [&](std::uint32_t hash) { ++actions[hash]; });
      const Action action = first_free(state, example.heads);
      std::uint16_t label = 0;
      if (action == left_arc || action == right_arc) {
        const auto [dependent, head] = state.arc(action);
        label = head == state.root ? 1 : label_along(example, dependent, head);
        if (head != state.root) each_label_feature(state.nodes, dependent, head, [&](std::uint32_t hash) { ++relations[hash]; });
      }
      state.apply(action, label);
    }
  }
  for (const auto& [hash, n] : actions)
    if (n >= least) actions_.admit(hash);
  for (const auto& [hash, n] : relations)
    if (n >= least) relations_.admit(hash);
  std::printf("features: %zu of actions, %zu of relations\n", actions_.size(), relations_.size());
}

std::uint16_t Learner::guess_label(const ParseState& state, std::uint16_t dependent, std::uint16_t head) {
  std::array<float, kLabels> scores{};
  each_label_feature(state.nodes, dependent, head, [&](std::uint32_t hash) {
    if (const auto* row = relations_.find(hash))
      for (std::size_t k = 0; k < kLabels; ++k) scores[k] += row->weights[k];
  });
  return static_cast<std::uint16_t>(std::max_element(scores.begin() + 2, scores.begin() + static_cast<std::ptrdiff_t>(labels_) + 1) -
                                    scores.begin());
}

void Learner::learn_label(const ParseState& state, std::uint16_t dependent, std::uint16_t head, std::uint16_t gold) {
  const std::uint16_t guess = guess_label(state, dependent, head);
  ++label_now_;
  ++arcs_;
  if (guess == gold) return;
  ++label_errors_;
  each_label_feature(state.nodes, dependent, head, [&](std::uint32_t hash) {
    relations_.add(hash, gold, 1, label_now_);
    relations_.add(hash, guess, -1, label_now_);
  });
}

void Learner::learn_sentence(const Example& example, bool explore) {
  ParseState state = example.words;
  for (std::uint16_t i = 1; i < state.root; ++i)
    if (random_() % kHideOneIn == 0) {
      state.nodes[i].word = example.unknown[i];
      state.nodes[i].both = mix_syntax(100, state.nodes[i].word, state.nodes[i].tag);
    }
  while (!state.done()) {
    std::array<float, kActions> scores{};
    each_arc_feature(state, [&](std::uint32_t hash) {
      if (const auto* row = actions_.find(hash))
        for (std::size_t a = 0; a < kActions; ++a) scores[a] += row->weights[a];
    });
    std::array<unsigned, kActions> costs{};
    unsigned least = ~0U;
    for (std::size_t a = 0; a < kActions; ++a) {
      costs[a] = state.allows(static_cast<Action>(a)) ? cost(state, example.heads, static_cast<Action>(a)) : ~0U;
      least = std::min(least, costs[a]);
    }
    int guess = -1, best = -1;
    for (int a = 0; a < static_cast<int>(kActions); ++a) {
      const auto at = static_cast<std::size_t>(a);
      if (costs[at] == ~0U) continue;
      if (guess < 0 || scores[at] > scores[static_cast<std::size_t>(guess)]) guess = a;
      if (costs[at] == least && (best < 0 || scores[at] > scores[static_cast<std::size_t>(best)])) best = a;
    }
    ++now_;
    ++steps_;
    const bool wrong = costs[static_cast<std::size_t>(guess)] > least;
    if (wrong) {
      ++errors_;
      each_arc_feature(state, [&](std::uint32_t hash) {
        actions_.add(hash, static_cast<std::size_t>(best), 1, now_);
        actions_.add(hash, static_cast<std::size_t>(guess), -1, now_);
      });
    }
    const auto action = static_cast<Action>(wrong && !(explore && random_() % 10 != 0) ? best : guess);
    std::uint16_t label = 0;
    if (action == left_arc || action == right_arc) {
      const auto [dependent, head] = state.arc(action);
      if (head == state.root) {
        label = 1;
      } else {
        const std::uint16_t gold = gold_label(example, dependent, head);
        if (gold > 1) learn_label(state, dependent, head, gold);
        label = guess_label(state, dependent, head);
      }
    }
    state.apply(action, label);
  }
}

void Learner::learn(int passes) {
  std::vector<std::size_t> order(examples_.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
    steps_ = errors_ = arcs_ = label_errors_ = 0;
    for (const std::size_t i : order) learn_sentence(examples_[i], pass > 0);
    std::printf("  pass %d: %.2f%% of actions, %.2f%% of relations wrong\n", pass + 1,
                100.0 * static_cast<double>(errors_) / static_cast<double>(steps_),
                100.0 * static_cast<double>(label_errors_) / static_cast<double>(std::max<std::size_t>(1, arcs_)));
    std::fflush(stdout);
  }
}

void Learner::give(Weights& weights) const {
  const auto pour = [](const auto& from, auto& into, std::uint32_t now) {
    for (const auto& [hash, row] : from) {
      auto& sums = into[hash];
      for (std::size_t k = 0; k < row.weights.size(); ++k)
        sums[k] += (row.totals[k] + row.weights[k] * static_cast<float>(now - row.changed[k])) / static_cast<float>(now);
    }
  };
  pour(actions_, weights.actions, now_);
  pour(relations_, weights.relations, label_now_);
}

}  // namespace readout::train
