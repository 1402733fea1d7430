// The averaged perceptron that the tagger's weights come from. Entry points: Perceptron::learn, Perceptron::rows.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "corpus.hpp"
#include "feature_map.hpp"

namespace readout::train {

/// A feature's integer weights: hash, then label and weight.
struct Row {
  std::uint32_t hash = 0;
  std::vector<std::pair<std::uint8_t, int>> weights;
};

class Perceptron {
 public:
  /// Features that occur less than `least` times in the sentences are not learned. One that sees hints has the tags of another tagger as
  /// features, too.
  Perceptron(std::size_t labels, const std::vector<const Sentence*>& sentences, std::uint32_t least, bool sees_hints = false);

  /// Passes over the sentences; words without a known label take the best of those that they may have.
  void learn(int passes, std::uint64_t seed);

  /// Adds the averaged weights of another model, trained in another order; the sum is steadier than either. No learning after this.
  void absorb(const Perceptron& other);

  /// Labels of a sentence after the averaged weights.
  [[nodiscard]] std::vector<std::uint8_t> predict(const Sentence& sentence) const;

  /// Weights as integers from -127 to 127; those below `smallest` are left out, and features whose largest weight is below
  /// `least`.
  [[nodiscard]] std::vector<Row> rows(int least, int smallest) const;

 private:
  struct Cell {
    std::uint8_t label;
    float weight = 0, total = 0;
    std::uint32_t changed = 0;
  };
  /// A sentence as it is shown, with a margin on both sides.
  struct Shown {
    std::vector<WordView> views;
    std::vector<std::uint16_t> hints;  ///< empty if none are seen
  };
  template <typename Use>
  void each_feature_of(const Shown& shown, std::size_t word, std::uint32_t previous, std::uint32_t second, Use&& use) const;
  [[nodiscard]] Shown show(const Sentence& sentence) const;
  void score(const Shown& shown, std::size_t word, std::uint8_t previous, std::uint8_t second, bool averaged,
             std::vector<float>& out) const;
  void update(const Shown& shown, std::size_t word, std::uint8_t previous, std::uint8_t second, std::uint8_t label, float by);
  [[nodiscard]] float average(const Cell& cell) const { return cell.total + static_cast<float>(now_ - cell.changed) * cell.weight; }
  void learn_sentence(const Sentence& sentence);

  std::size_t labels_;
  std::vector<const Sentence*> sentences_;
  bool sees_hints_;
  FeatureMap<std::vector<Cell>> cells_;
  std::uint32_t now_ = 0;
  std::uint64_t seed_ = 7;
  std::size_t errors_ = 0, seen_ = 0;
};

}  // namespace readout::train
