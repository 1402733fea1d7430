// The averaged perceptron with a dynamic oracle that the parser's weights come from. Entry points: Learner::learn, Learner::model.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "../feature_map.hpp"
#include "hints.hpp"
#include "syntax_parser.hpp"

namespace readout::train {

/// A sentence to learn from: what the parser sees, and for each node its gold head (0: not known) and relation (0: not known).
struct Example {
  ParseState words;  ///< begun and filled in
  std::vector<std::uint16_t> heads, labels;
  std::vector<std::uint32_t> unknown;  ///< what stands for each word where it is not known
  std::vector<Hint> hints;             ///< of each node, if the learner is to see them; the head of a root is the root's node
};

/// Weights of features, averaged over the steps of learning.
template <std::size_t Width>
class Averaged {
 public:
  using Row = std::array<float, Width>;
  void admit(std::uint32_t hash) {
    index_[hash] = static_cast<std::uint32_t>(weights_.size());
    weights_.emplace_back();
    totals_.emplace_back();
    changed_.emplace_back();
  }
  /// The rows of those of these features that were admitted, and the sum of their weights.
  void look_up(const std::vector<std::uint32_t>& hashes, std::vector<std::uint32_t>& rows, Row& sum) const {
    for (const std::uint32_t hash : hashes) index_.prefetch(hash);
    rows.clear();
    for (const std::uint32_t hash : hashes)
      if (const std::uint32_t* at = index_.find(hash)) {
        rows.push_back(*at);
        __builtin_prefetch(&weights_[*at]);
      }
    sum.fill(0);
    for (const std::uint32_t row : rows)
      for (std::size_t k = 0; k < Width; ++k) sum[k] += weights_[row][k];
  }
  void add(const std::vector<std::uint32_t>& rows, std::size_t at, float by, std::uint32_t now) {
    for (const std::uint32_t row : rows) {
      totals_[row][at] += weights_[row][at] * static_cast<float>(now - changed_[row][at]);
      changed_[row][at] = now;
      weights_[row][at] += by;
    }
  }
  [[nodiscard]] std::size_t size() const { return weights_.size(); }
  /// Adds the averages of all features to those in `sums`.
  void pour(FeatureMap<Row>& sums, std::uint32_t now) const {
    for (const std::uint32_t hash : index_.hashes()) {
      const std::uint32_t row = *index_.find(hash);
      Row& sum = sums[hash];
      for (std::size_t k = 0; k < Width; ++k)
        sum[k] += (totals_[row][k] + weights_[row][k] * static_cast<float>(now - changed_[row][k])) / static_cast<float>(now);
    }
  }

 private:
  FeatureMap<std::uint32_t> index_;
  std::vector<Row> weights_, totals_;
  std::vector<std::array<std::uint32_t, Width>> changed_;
};

/// Averaged weights of a feature, summed over models.
template <std::size_t Width>
using Sums = FeatureMap<std::array<float, Width>>;
inline constexpr std::size_t kLabels = kMostLabels - 4;

struct Weights {
  Sums<kActions> actions;
  Sums<kLabels> relations;
};

/// The features that a learner is to use.
struct Features {
  std::vector<std::uint32_t> actions, relations;
};

/// How often each feature occurs along the gold trees.
struct Counts {
  FeatureMap<std::uint32_t> actions, relations;
};

[[nodiscard]] Counts count_features(const std::vector<Example>& examples);

/// Those that occur at least `least` times.
[[nodiscard]] Features frequent(const Counts& counts, unsigned least);

/// Those whose weights matter most: by the largest weight, and by how often they occur.
[[nodiscard]] Features most_useful(const Weights& weights, const Counts& counts, std::size_t actions, std::size_t relations);

class Learner {
 public:
  Learner(const std::vector<Example>& examples, std::size_t labels, const Features& features, std::uint64_t seed);

  void learn(int passes);

  /// Adds the averaged weights to those of other models.
  void give(Weights& weights) const;

 private:
  void learn_sentence(const Example& example, bool explore);
  /// Learns the gold label, unless it is 0, and gives the one that is now the best.
  std::uint16_t learn_label(const ParseState& state, const Example& example, std::uint16_t dependent, std::uint16_t head,
                            std::uint16_t gold);

  const std::vector<Example>& examples_;
  std::size_t labels_;
  std::mt19937_64 random_;
  Averaged<kActions> actions_;
  Averaged<kLabels> relations_;
  std::vector<std::uint32_t> hashes_, rows_;
  std::uint32_t now_ = 1, label_now_ = 1;
  std::size_t steps_ = 0, errors_ = 0, arcs_ = 0, label_errors_ = 0;
};

/// The tree that the weights give, as the heads and labels of nodes; words left over depend on the root.
void predict(const Example& example, const Weights& weights, std::size_t labels, ParseState& state);

/// How many gold arcs an action makes impossible (Goldberg and Nivre 2012).
[[nodiscard]] unsigned cost(const ParseState& state, const std::vector<std::uint16_t>& heads, Action action);

}  // namespace readout::train
