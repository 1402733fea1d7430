// Collins' averaged perceptron with the model's own guesses as history. Entry points: Perceptron::learn, Perceptron::rows.
#include "perceptron.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace readout::train {
namespace {

std::vector<WordView> padded(const Sentence& sentence) {
  std::vector<WordView> views(sentence.size() + 2 * kMargin);
  for (std::size_t i = 0; i < sentence.size(); ++i) views[i + kMargin] = sentence[i].view;
  return views;
}

/// Now and then a word is shown as one that the training data do not know, so that unknown words are learned too.
void hide_words(std::vector<WordView>& views, std::uint64_t& seed) {
  constexpr std::uint64_t one_in = 20;
  for (WordView& view : views) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    if (view.word == 0 || view.label != kNoLabel || (seed >> 33) % one_in != 0) continue;
    view.word = view.suffix[3] = 1;
    view.cluster = 0;
    view.tag_class = unknown_class(view);
  }
}

std::uint8_t best_of(const std::vector<float>& scores) {
  return static_cast<std::uint8_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

std::uint8_t best_allowed(const std::vector<float>& scores, const std::set<std::uint8_t>& allowed) {
  std::uint8_t best = *allowed.begin();
  for (const std::uint8_t label : allowed)
    if (scores[label] > scores[best]) best = label;
  return best;
}

}  // namespace

Perceptron::Perceptron(std::size_t labels, const std::vector<const Sentence*>& sentences, std::uint32_t least)
    : labels_(labels), sentences_(sentences) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  for (const Sentence* sentence : sentences) {
    const std::vector<WordView> views = padded(*sentence);
    std::uint8_t previous = kNoLabel, second = kNoLabel;
    for (std::size_t i = 0; i < sentence->size(); ++i) {
      const Word& word = (*sentence)[i];
      each_feature(&views[i + kMargin], previous, second, [&](std::uint32_t hash) { ++counts[hash]; });
      second = previous;
      previous = word.gold != kNoLabel || word.allowed.empty() ? word.gold : *word.allowed.begin();
    }
  }
  for (const auto& [hash, count] : counts)
    if (count >= least) cells_[hash];
}

void Perceptron::score(const WordView* view, std::uint8_t previous, std::uint8_t second, bool averaged, std::vector<float>& out) const {
  out.assign(labels_, 0.0F);
  each_feature(view, previous, second, [&](std::uint32_t hash) {
    const auto row = cells_.find(hash);
    if (row == cells_.end()) return;
    for (const Cell& cell : row->second) out[cell.label] += averaged ? average(cell) : cell.weight;
  });
}

void Perceptron::update(const WordView* view, std::uint8_t previous, std::uint8_t second, std::uint8_t label, float by) {
  each_feature(view, previous, second, [&](std::uint32_t hash) {
    const auto found = cells_.find(hash);
    if (found == cells_.end()) return;
    std::vector<Cell>& row = found->second;
    auto cell = std::find_if(row.begin(), row.end(), [&](const Cell& c) { return c.label == label; });
    if (cell == row.end()) cell = row.insert(row.end(), Cell{label});
    cell->total = average(*cell);
    cell->changed = now_;
    cell->weight += by;
  });
}

void Perceptron::learn_sentence(const Sentence& sentence) {
  std::vector<WordView> views = padded(sentence);
  hide_words(views, seed_);
  std::vector<float> scores;
  std::uint8_t previous = kNoLabel, second = kNoLabel;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const Word& word = sentence[i];
    const WordView* view = &views[i + kMargin];
    std::uint8_t guess = word.view.label;
    if (guess == kNoLabel) {
      score(view, previous, second, false, scores);
      guess = best_of(scores);
      const std::uint8_t gold = word.gold != kNoLabel ? word.gold : word.allowed.empty() ? guess : best_allowed(scores, word.allowed);
      ++now_;
      ++seen_;
      if (gold != guess) {
        ++errors_;
        update(view, previous, second, gold, 1.0F);
        update(view, previous, second, guess, -1.0F);
      }
    }
    second = previous;
    previous = guess;
  }
}

void Perceptron::learn(int passes, std::uint64_t seed) {
  std::vector<const Sentence*> order = sentences_;
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t i = order.size(); i > 1; --i) {
      seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
      std::swap(order[i - 1], order[(seed >> 33) % i]);
    }
    errors_ = seen_ = 0;
    for (const Sentence* sentence : order) learn_sentence(*sentence);
    std::printf("  pass %d: %.3f%% wrong\n", pass + 1,
                100.0 * static_cast<double>(errors_) / static_cast<double>(std::max<std::size_t>(1, seen_)));
    std::fflush(stdout);
  }
}

void Perceptron::absorb(const Perceptron& other) {
  for (auto& [hash, row] : cells_)
    for (Cell& cell : row) cell = {cell.label, 0, average(cell), now_};
  for (const auto& [hash, row] : other.cells_) {
    std::vector<Cell>& own = cells_[hash];
    for (const Cell& cell : row) {
      auto same = std::find_if(own.begin(), own.end(), [&](const Cell& c) { return c.label == cell.label; });
      if (same == own.end()) same = own.insert(own.end(), Cell{cell.label});
      same->total += other.average(cell);
      same->weight = 0;
      same->changed = now_;
    }
  }
}

std::vector<std::uint8_t> Perceptron::predict(const Sentence& sentence) const {
  const std::vector<WordView> views = padded(sentence);
  std::vector<std::uint8_t> labels;
  std::vector<float> scores;
  std::uint8_t previous = kNoLabel, second = kNoLabel;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    std::uint8_t label = sentence[i].view.label;
    if (label == kNoLabel) {
      score(&views[i + kMargin], previous, second, true, scores);
      label = best_of(scores);
    }
    labels.push_back(label);
    second = previous;
    previous = label;
  }
  return labels;
}

std::vector<Row> Perceptron::rows(int least, int smallest) const {
  std::vector<float> sizes;
  for (const auto& [hash, row] : cells_)
    for (const Cell& cell : row) sizes.push_back(std::fabs(average(cell)));
  std::sort(sizes.begin(), sizes.end());
  const float top = sizes.empty() ? 1.0F : sizes[sizes.size() - 1 - sizes.size() / 20000];
  const float scale = 127.0F / std::max(top, 1e-6F);
  std::vector<Row> rows;
  for (const auto& [hash, row] : cells_) {
    Row out{hash, {}};
    int largest = 0;
    for (const Cell& cell : row) {
      const int weight = std::clamp(static_cast<int>(std::lround(average(cell) * scale)), -127, 127);
      if (std::abs(weight) < smallest) continue;
      out.weights.emplace_back(cell.label, weight);
      largest = std::max(largest, std::abs(weight));
    }
    std::sort(out.weights.begin(), out.weights.end());
    if (largest >= least) rows.push_back(std::move(out));
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.hash < b.hash; });
  return rows;
}

}  // namespace readout::train
