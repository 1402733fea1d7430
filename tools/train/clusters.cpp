// The exchange algorithm: moves one word at a time to the cluster that makes the bigrams of clusters most likely
// (Kneser and Ney 1993). Entry point: cluster_words.
#include "clusters.hpp"

#include <algorithm>
#include <cmath>

namespace readout::train {
namespace {

constexpr int kRounds = 12;

class Exchange {
 public:
  Exchange(const std::vector<std::vector<std::string>>& sentences, std::size_t count, std::size_t least) : count_(count + 2) {
    number_words(sentences, least);
    count_bigrams(sentences);
    for (std::size_t i = 0; i < 400000; ++i) xlogx_.push_back(i == 0 ? 0 : static_cast<double>(i) * std::log(static_cast<double>(i)));
  }

  std::map<std::string, std::uint16_t> run() {
    for (int round = 0; round < kRounds; ++round) {
      std::size_t moved = 0;
      for (std::size_t word = 2; word < words_.size(); ++word) moved += improve(word);
      if (moved * 200 < words_.size()) break;
    }
    std::map<std::string, std::uint16_t> result;
    for (std::size_t word = 2; word < words_.size(); ++word) result[words_[word]] = static_cast<std::uint16_t>(cluster_[word] - 1);
    return result;
  }

 private:
  struct Neighbour {
    std::size_t word;
    int count;
  };

  /// 0 is the edge of a sentence, 1 any rare word; each has a cluster of its own.
  void number_words(const std::vector<std::vector<std::string>>& sentences, std::size_t least) {
    std::map<std::string, std::size_t> counts;
    for (const auto& sentence : sentences)
      for (const std::string& word : sentence) ++counts[word];
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [word, n] : counts)
      if (n >= least) order.emplace_back(n, word);
    std::sort(order.begin(), order.end(),
              [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    words_ = {"", ""};
    cluster_ = {0, 1};
    for (std::size_t i = 0; i < order.size(); ++i) {
      ids_[order[i].second] = words_.size();
      words_.push_back(order[i].second);
      cluster_.push_back(2 + i % (count_ - 2));
    }
  }

  void count_bigrams(const std::vector<std::vector<std::string>>& sentences) {
    std::map<std::pair<std::size_t, std::size_t>, int> bigrams;
    for (const auto& sentence : sentences) {
      std::size_t last = 0;
      for (const std::string& word : sentence) {
        const auto found = ids_.find(word);
        const std::size_t id = found == ids_.end() ? 1 : found->second;
        ++bigrams[{last, id}];
        last = id;
      }
      ++bigrams[{last, 0}];
    }
    right_.resize(words_.size());
    left_.resize(words_.size());
    self_.assign(words_.size(), 0);
    total_.assign(words_.size(), 0);
    pair_.assign(count_ * count_, 0);
    size_.assign(count_, 0);
    for (const auto& [pair, n] : bigrams) {
      total_[pair.first] += n;
      size_[cluster_[pair.first]] += n;
      pair_[cluster_[pair.first] * count_ + cluster_[pair.second]] += n;
      if (pair.first == pair.second) {
        self_[pair.first] = n;
      } else {
        right_[pair.first].push_back({pair.second, n});
        left_[pair.second].push_back({pair.first, n});
      }
    }
  }

  double xlogx(long n) const {
    return n < static_cast<long>(xlogx_.size()) ? xlogx_[static_cast<std::size_t>(n)]
                                                : static_cast<double>(n) * std::log(static_cast<double>(n));
  }

  void shift(std::size_t word, std::size_t cluster, int sign) {
    for (const Neighbour& n : right_[word]) pair_[cluster * count_ + cluster_[n.word]] += sign * n.count;
    for (const Neighbour& n : left_[word]) pair_[cluster_[n.word] * count_ + cluster] += sign * n.count;
    pair_[cluster * count_ + cluster] += sign * self_[word];
    size_[cluster] += sign * total_[word];
  }

  /// What the likelihood gains if a word, taken out before, joins a cluster.
  double gain(std::size_t word, std::size_t cluster, const std::vector<std::pair<std::size_t, int>>& after,
              const std::vector<std::pair<std::size_t, int>>& before) const {
    double sum = -2 * (xlogx(size_[cluster] + total_[word]) - xlogx(size_[cluster]));
    int own = self_[word];
    for (const auto& [c, n] : after) {
      if (c == cluster)
        own += n;
      else
        sum += xlogx(pair_[cluster * count_ + c] + n) - xlogx(pair_[cluster * count_ + c]);
    }
    for (const auto& [c, n] : before) {
      if (c == cluster)
        own += n;
      else
        sum += xlogx(pair_[c * count_ + cluster] + n) - xlogx(pair_[c * count_ + cluster]);
    }
    const long diagonal = pair_[cluster * count_ + cluster];
    return sum + xlogx(diagonal + own) - xlogx(diagonal);
  }

  std::vector<std::pair<std::size_t, int>> by_cluster(const std::vector<Neighbour>& neighbours) {
    std::vector<int> sums(count_, 0);
    for (const Neighbour& n : neighbours) sums[cluster_[n.word]] += n.count;
    std::vector<std::pair<std::size_t, int>> out;
    for (std::size_t c = 0; c < count_; ++c)
      if (sums[c] != 0) out.emplace_back(c, sums[c]);
    return out;
  }

  std::size_t improve(std::size_t word) {
    const std::size_t old = cluster_[word];
    shift(word, old, -1);
    const auto after = by_cluster(right_[word]), before = by_cluster(left_[word]);
    std::size_t best = old;
    double most = gain(word, old, after, before) + 1e-9;
    for (std::size_t c = 2; c < count_; ++c) {
      const double g = gain(word, c, after, before);
      if (g > most) most = g, best = c;
    }
    cluster_[word] = best;
    shift(word, best, 1);
    return best != old ? 1 : 0;
  }

  std::size_t count_;
  std::vector<std::string> words_;
  std::map<std::string, std::size_t> ids_;
  std::vector<std::size_t> cluster_;
  std::vector<std::vector<Neighbour>> right_, left_;
  std::vector<int> self_;
  std::vector<long> total_, size_, pair_;
  std::vector<double> xlogx_;
};

}  // namespace

std::map<std::string, std::uint16_t> cluster_words(const std::vector<std::vector<std::string>>& sentences, std::size_t count,
                                                   std::size_t least) {
  return Exchange(sentences, count, least).run();
}

}  // namespace readout::train
