// The averaged perceptron with a dynamic oracle that the parser's weights come from. Entry points: Learner::learn, Learner::model.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "syntax_parser.hpp"

namespace readout::train {

/// A sentence to learn from: what the parser sees, and for each node its gold head (0: not known) and relation (0: not known).
struct Example {
  ParseState words;  ///< begun and filled in
  std::vector<std::uint16_t> heads, labels;
  std::vector<std::uint32_t> unknown;  ///< what stands for each word where it is not known
  float weight = 1;
};

/// Weights of features, averaged over the steps of learning.
template <std::size_t Width>
class Averaged {
 public:
  struct Row {
    std::array<float, Width> weights{}, totals{};
    std::array<std::uint32_t, Width> changed{};
  };
  void admit(std::uint32_t hash) { rows_[hash]; }
  Row* find(std::uint32_t hash) {
    const auto at = rows_.find(hash);
    return at == rows_.end() ? nullptr : &at->second;
  }
  void add(std::uint32_t hash, std::size_t at, float by, std::uint32_t now) {
    Row* row = find(hash);
    if (row == nullptr) return;
    row->totals[at] += row->weights[at] * static_cast<float>(now - row->changed[at]);
    row->changed[at] = now;
    row->weights[at] += by;
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] auto begin() const { return rows_.begin(); }
  [[nodiscard]] auto end() const { return rows_.end(); }

 private:
  std::unordered_map<std::uint32_t, Row> rows_;
};

/// Averaged weights of a feature, summed over models.
template <std::size_t Width>
using Sums = std::unordered_map<std::uint32_t, std::array<float, Width>>;
inline constexpr std::size_t kLabels = kMostLabels - 4;

struct Weights {
  Sums<kActions> actions;
  Sums<kLabels> relations;
};

class Learner {
 public:
  /// Features that occur less than `least` times along the gold trees are not learned.
  Learner(const std::vector<Example>& examples, std::size_t labels, unsigned least, std::uint64_t seed);

  void learn(int passes);

  /// Adds the averaged weights to those of other models.
  void give(Weights& weights) const;

 private:
  void count_features(unsigned least);
  void learn_sentence(const Example& example, bool explore);
  void learn_label(const ParseState& state, std::uint16_t dependent, std::uint16_t head, std::uint16_t gold);
  std::uint16_t guess_label(const ParseState& state, std::uint16_t dependent, std::uint16_t head);

  const std::vector<Example>& examples_;
  std::size_t labels_;
  std::mt19937_64 random_;
  Averaged<kActions> actions_;
  Averaged<kLabels> relations_;
  std::uint32_t now_ = 1, label_now_ = 1;
  std::size_t steps_ = 0, errors_ = 0, arcs_ = 0, label_errors_ = 0;
};

/// How many gold arcs an action makes impossible (Goldberg and Nivre 2012).
[[nodiscard]] unsigned cost(const ParseState& state, const std::vector<std::uint16_t>& heads, Action action);

}  // namespace readout::train
