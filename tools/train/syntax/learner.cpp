// Learns actions and relations along the parser's own choices. Entry points: Learner::learn, Learner::give, cost.
#include "learner.hpp"

#include <algorithm>
#include <cmath>
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

/// What another parser's tree says of the top of the stack and the front of the buffer.
template <typename Use>
void each_arc_hint(const ParseState& state, const std::vector<Hint>& hints, Use&& use) {
  if (hints.empty()) return;
  const std::uint16_t s = state.top(), b = state.front;
  const ParseNode &s0 = state.nodes[s], &b0 = state.nodes[b];
  const Hint hs = hints[s], hb = hints[b];
  const unsigned joined = s == 0 ? 3 : hs.head == b ? 1 : hb.head == s ? 2 : 0;
  unsigned waiting = s0.head == 0 ? 1 : 0;
  if (s != 0 && hs.head > b) waiting |= 2;
  for (std::uint16_t k = b; s != 0 && k < state.root; ++k)
    if (hints[k].head == s) waiting |= k == b ? 4 : 8;
  for (const std::uint16_t k : state.stack) {
    if (hb.head == k && k != s) waiting |= 16;
    if (hints[k].head == b && state.nodes[k].head == 0) waiting |= k == s ? 32 : 64;
  }
  if (hb.head > b) waiting |= 128;
  const std::uint64_t told = static_cast<std::uint64_t>(hs.label) << 32 | hb.label;
  const std::uint64_t tags = static_cast<std::uint64_t>(s0.tag) << 32 | b0.tag;
  use(mix_syntax(201, joined, waiting));
  use(mix_syntax(202, joined, told));
  use(mix_syntax(203, waiting, told));
  use(mix_syntax(204, joined, tags));
  use(mix_syntax(205, waiting, tags));
  use(mix_syntax(206, waiting, s0.label, told));
  use(mix_syntax(207, waiting, s0.word));
  use(mix_syntax(208, waiting, b0.word));
  use(mix_syntax(209, waiting, hs.label, s0.tag));
  use(mix_syntax(210, waiting, hb.label, b0.tag));
  use(mix_syntax(211, waiting, s0.right_set, hb.label));
  use(mix_syntax(212, waiting, told, s0.head == 0 ? 0 : state.nodes[s0.head].tag));
}

/// What another parser's tree says of the relation between a word and its head.
template <typename Use>
void each_label_hint(const ParseState& state, const std::vector<Hint>& hints, std::uint16_t dependent, std::uint16_t head, Use&& use) {
  if (hints.empty()) return;
  const ParseNode &o = state.nodes[dependent], &h = state.nodes[head];
  const Hint hint = hints[dependent];
  const unsigned agrees = hint.head == head ? 1 : 0;
  use(mix_syntax(221, hint.label, agrees));
  use(mix_syntax(222, hint.label, agrees, o.tag));
  use(mix_syntax(223, hint.label, h.tag, o.tag));
  use(mix_syntax(224, hint.label, o.word, agrees));
  use(mix_syntax(225, hint.label, h.word, agrees));
  use(mix_syntax(226, hint.label, hints[head].label, agrees));
  use(mix_syntax(227, hint.label, o.left_set, agrees));
  use(mix_syntax(228, hint.label, state.nodes[o.left].word, o.tag));
}

template <typename Use>
void each_arc(const ParseState& state, const Example& example, Use&& use) {
  each_arc_feature(state, use);
  each_arc_hint(state, example.hints, use);
}

template <typename Use>
void each_relation(const ParseState& state, const Example& example, std::uint16_t dependent, std::uint16_t head, Use&& use) {
  each_label_feature(state.nodes, dependent, head, use);
  each_label_hint(state, example.hints, dependent, head, use);
}

template <typename Scores>
std::uint16_t best_relation(const Scores& scores, std::size_t labels) {
  return static_cast<std::uint16_t>(std::max_element(scores.begin() + 2, scores.begin() + static_cast<std::ptrdiff_t>(labels) + 1) -
                                    scores.begin());
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

Counts count_features(const std::vector<Example>& examples) {
  Counts counts;
  for (const Example& example : examples) {
    ParseState state = example.words;
    while (!state.done()) {
      each_arc(state, example, [&](std::uint32_t hash) { ++counts.actions[hash]; });
      const Action action = first_free(state, example.heads);
      std::uint16_t label = 0;
      if (action == left_arc || action == right_arc) {
        const auto [dependent, head] = state.arc(action);
        label = head == state.root ? 1 : label_along(example, dependent, head);
        if (head != state.root) each_relation(state, example, dependent, head, [&](std::uint32_t hash) { ++counts.relations[hash]; });
      }
      state.apply(action, label);
    }
  }
  return counts;
}

Features frequent(const Counts& counts, unsigned least) {
  Features features;
  for (const std::uint32_t hash : counts.actions.hashes())
    if (*counts.actions.find(hash) >= least) features.actions.push_back(hash);
  for (const std::uint32_t hash : counts.relations.hashes())
    if (*counts.relations.find(hash) >= least) features.relations.push_back(hash);
  return features;
}

Features most_useful(const Weights& weights, const Counts& counts, std::size_t actions, std::size_t relations) {
  const auto pick = [](const auto& sums, const FeatureMap<std::uint32_t>& seen, std::size_t most) {
    std::vector<std::pair<double, std::uint32_t>> order;
    for (const std::uint32_t hash : sums.hashes()) {
      const auto& row = *sums.find(hash);
      double largest = 0;
      for (const float weight : row) largest = std::max(largest, std::fabs(static_cast<double>(weight)));
      const std::uint32_t* n = seen.find(hash);
      order.emplace_back(largest * std::sqrt(std::log2(2.0 + (n == nullptr ? 0 : *n))), hash);
    }
    std::sort(order.rbegin(), order.rend());
    order.resize(std::min(order.size(), most));
    std::vector<std::uint32_t> out;
    for (const auto& [use, hash] : order) out.push_back(hash);
    return out;
  };
  return {pick(weights.actions, counts.actions, actions), pick(weights.relations, counts.relations, relations)};
}

Learner::Learner(const std::vector<Example>& examples, std::size_t labels, const Features& features, std::uint64_t seed)
    : examples_(examples), labels_(labels), random_(seed) {
  for (const std::uint32_t hash : features.actions) actions_.admit(hash);
  for (const std::uint32_t hash : features.relations) relations_.admit(hash);
  std::printf("features: %zu of actions, %zu of relations\n", actions_.size(), relations_.size());
}

std::uint16_t Learner::learn_label(const ParseState& state, const Example& example, std::uint16_t dependent, std::uint16_t head,
                                   std::uint16_t gold) {
  hashes_.clear();
  each_relation(state, example, dependent, head, [&](std::uint32_t hash) { hashes_.push_back(hash); });
  Averaged<kLabels>::Row scores;
  relations_.look_up(hashes_, rows_, scores);
  const std::uint16_t guess = best_relation(scores, labels_);
  if (gold < 2) return guess;
  ++label_now_;
  ++arcs_;
  if (guess == gold) return guess;
  ++label_errors_;
  relations_.add(rows_, gold, 1, label_now_);
  relations_.add(rows_, guess, -1, label_now_);
  return guess;
}

void Learner::learn_sentence(const Example& example, bool explore) {
  ParseState state = example.words;
  for (std::uint16_t i = 1; i < state.root; ++i)
    if (random_() % kHideOneIn == 0) {
      state.nodes[i].word = example.unknown[i];
      state.nodes[i].both = mix_word(state.nodes[i].word, state.nodes[i].tag);
    }
  while (!state.done()) {
    hashes_.clear();
    each_arc(state, example, [&](std::uint32_t hash) { hashes_.push_back(hash); });
    Averaged<kActions>::Row scores;
    actions_.look_up(hashes_, rows_, scores);
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
      actions_.add(rows_, static_cast<std::size_t>(best), 1, now_);
      actions_.add(rows_, static_cast<std::size_t>(guess), -1, now_);
    }
    const auto action = static_cast<Action>(wrong && !(explore && random_() % 10 != 0) ? best : guess);
    std::uint16_t label = 0;
    if (action == left_arc || action == right_arc) {
      const auto [dependent, head] = state.arc(action);
      label = head == state.root ? std::uint16_t{1} : learn_label(state, example, dependent, head, gold_label(example, dependent, head));
    }
    state.apply(action, label);
  }
  for (std::uint16_t i = 1; i < state.root; ++i)
    if (state.is_to_be_named_again(i)) learn_label(state, example, i, state.nodes[i].head, gold_label(example, i, state.nodes[i].head));
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

std::uint16_t predict_label(const ParseState& state, const Example& example, const Weights& weights, std::size_t labels,
                            std::uint16_t dependent, std::uint16_t head) {
  std::array<float, kLabels> scores{};
  each_relation(state, example, dependent, head, [&](std::uint32_t hash) {
    if (const auto* row = weights.relations.find(hash))
      for (std::size_t k = 0; k < kLabels; ++k) scores[k] += (*row)[k];
  });
  return best_relation(scores, labels);
}

void predict(const Example& example, const Weights& weights, std::size_t labels, ParseState& state) {
  state = example.words;
  while (!state.done()) {
    std::array<float, kActions> scores{};
    each_arc(state, example, [&](std::uint32_t hash) {
      if (const auto* row = weights.actions.find(hash))
        for (std::size_t a = 0; a < kActions; ++a) scores[a] += (*row)[a];
    });
    int best = -1;
    for (std::size_t a = 0; a < kActions; ++a)
      if (state.allows(static_cast<Action>(a)) && (best < 0 || scores[a] > scores[static_cast<std::size_t>(best)]))
        best = static_cast<int>(a);
    const auto action = static_cast<Action>(best);
    std::uint16_t label = 1;
    if (action == left_arc || action == right_arc) {
      const auto [dependent, head] = state.arc(action);
      if (head != state.root) label = predict_label(state, example, weights, labels, dependent, head);
    }
    state.apply(action, label);
  }
  for (std::uint16_t i = 1; i < state.root; ++i)
    if (state.is_to_be_named_again(i)) state.nodes[i].label = predict_label(state, example, weights, labels, i, state.nodes[i].head);
}

void Learner::give(Weights& weights) const {
  actions_.pour(weights.actions, now_);
  relations_.pour(weights.relations, label_now_);
}

}  // namespace readout::train
