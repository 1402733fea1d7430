// Collins' averaged perceptron with the model's own guesses as history. Entry points: Perceptron::learn, Perceptron::rows.
#include "perceptron.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace readout::train {
namespace {

/// Now and then a word is shown as one that the training data do not know, so that unknown words are learned too.
void hide_words(std::vector<WordView>& views, std::uint64_t& seed) {
  constexpr std::uint64_t one_in = 12;
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

/// What a word counts as: its label, or the best of those that it may have; `guess` if nothing is known of it.
std::uint8_t wanted(const Word& word, const std::vector<float>& scores, std::uint8_t guess) {
  if (word.gold != kNoLabel || word.allowed.empty()) return word.gold != kNoLabel ? word.gold : guess;
  return *std::max_element(word.allowed.begin(), word.allowed.end(), [&](std::uint8_t a, std::uint8_t b) { return scores[a] < scores[b]; });
}

}  // namespace

template <typename Use>
void Perceptron::each_feature_of(const Shown& shown, std::size_t word, std::uint32_t previous, std::uint32_t second, Use&& use) const {
  const WordView* view = &shown.views[word + kMargin];
  each_feature(view, previous, second, use);
  if (!sees_hints_) return;
  const std::uint16_t* hint = &shown.hints[word + kMargin];
  const std::uint32_t own = hint[0] + 1U, left = hint[-1] + 1U, right = hint[1] + 1U;
  use(mix(101, own));
  use(mix(102, own, view->word));
  use(mix(103, own, previous));
  use(mix(104, own, left, right));
  use(mix(105, own, right));
  use(mix(106, own, view->suffix[2], view->shape));
  use(mix(107, own, view->tag_class));
  use(mix(108, own, right, hint[2]));
  use(mix(109, own, right, view->word));
  use(mix(110, own, previous, view->tag_class));
  use(mix(111, own, view->shape, view->first));
}

Perceptron::Shown Perceptron::show(const Sentence& sentence) const {
  Shown shown;
  shown.views.resize(sentence.size() + 2 * kMargin);
  for (std::size_t i = 0; i < sentence.size(); ++i) shown.views[i + kMargin] = sentence[i].view;
  if (!sees_hints_) return shown;
  shown.hints.resize(shown.views.size());
  for (std::size_t i = 0; i < sentence.size(); ++i) shown.hints[i + kMargin] = sentence[i].hint;
  return shown;
}

Perceptron::Perceptron(std::size_t labels, const std::vector<const Sentence*>& sentences, std::uint32_t least, bool sees_hints)
    : labels_(labels), sentences_(sentences), sees_hints_(sees_hints) {
  FeatureMap<std::uint32_t> counts;
  for (const Sentence* sentence : sentences) {
    const Shown shown = show(*sentence);
    std::uint8_t previous = kNoLabel, second = kNoLabel;
    for (std::size_t i = 0; i < sentence->size(); ++i) {
      each_feature_of(shown, i, previous, second, [&](std::uint32_t hash) { ++counts[hash]; });
      second = previous;
      previous = (*sentence)[i].gold;
    }
  }
  for (const std::uint32_t hash : counts.hashes())
    if (*counts.find(hash) >= least) cells_[hash];
}

void Perceptron::score(const Shown& shown, std::size_t word, std::uint8_t previous, std::uint8_t second, bool averaged,
                       std::vector<float>& out) const {
  out.assign(labels_, 0.0F);
  each_feature_of(shown, word, previous, second, [&](std::uint32_t hash) {
    const std::vector<Cell>* row = cells_.find(hash);
    if (row == nullptr) return;
    for (const Cell& cell : *row) out[cell.label] += averaged ? average(cell) : cell.weight;
  });
}

void Perceptron::update(const Shown& shown, std::size_t word, std::uint8_t previous, std::uint8_t second, std::uint8_t label, float by) {
  each_feature_of(shown, word, previous, second, [&](std::uint32_t hash) {
    std::vector<Cell>* found = cells_.find(hash);
    if (found == nullptr) return;
    std::vector<Cell>& row = *found;
    auto cell = std::find_if(row.begin(), row.end(), [&](const Cell& c) { return c.label == label; });
    if (cell == row.end()) cell = row.insert(row.end(), Cell{label});
    cell->total = average(*cell);
    cell->changed = now_;
    cell->weight += by;
  });
}

void Perceptron::learn_sentence(const Sentence& sentence) {
  Shown shown = show(sentence);
  hide_words(shown.views, seed_);
  std::vector<float> scores;
  std::uint8_t previous = kNoLabel, second = kNoLabel;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    std::uint8_t guess = sentence[i].view.label;
    if (guess == kNoLabel) {
      score(shown, i, previous, second, false, scores);
      guess = best_of(scores);
      const std::uint8_t gold = wanted(sentence[i], scores, guess);
      ++now_;
      ++seen_;
      if (gold != guess) {
        ++errors_;
        update(shown, i, previous, second, gold, 1.0F);
        update(shown, i, previous, second, guess, -1.0F);
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
  for (const std::uint32_t hash : cells_.hashes())
    for (Cell& cell : cells_[hash]) cell = {cell.label, 0, average(cell), now_};
  for (const std::uint32_t hash : other.cells_.hashes()) {
    std::vector<Cell>& own = cells_[hash];
    for (const Cell& cell : *other.cells_.find(hash)) {
      auto same = std::find_if(own.begin(), own.end(), [&](const Cell& c) { return c.label == cell.label; });
      if (same == own.end()) same = own.insert(own.end(), Cell{cell.label});
      same->total += other.average(cell);
      same->weight = 0;
      same->changed = now_;
    }
  }
}

std::vector<std::uint8_t> Perceptron::predict(const Sentence& sentence) const {
  const Shown shown = show(sentence);
  std::vector<std::uint8_t> labels;
  std::vector<float> scores;
  std::uint8_t previous = kNoLabel, second = kNoLabel;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    std::uint8_t label = sentence[i].view.label;
    if (label == kNoLabel) {
      score(shown, i, previous, second, true, scores);
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
  for (const std::uint32_t hash : cells_.hashes())
    for (const Cell& cell : *cells_.find(hash)) sizes.push_back(std::fabs(average(cell)));
  std::sort(sizes.begin(), sizes.end());
  const float top = sizes.empty() ? 1.0F : sizes[sizes.size() - 1 - sizes.size() / 20000];
  const float scale = 127.0F / std::max(top, 1e-6F);
  std::vector<Row> rows;
  for (const std::uint32_t hash : cells_.hashes()) {
    Row out{hash, {}};
    int largest = 0;
    for (const Cell& cell : *cells_.find(hash)) {
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
