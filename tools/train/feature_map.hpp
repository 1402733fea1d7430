// Values by feature, for what learns weights. Entry point: FeatureMap.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace readout::train {

/// Values by the hash of a feature, which is never 0. Open addressing; values stay in the order in which they were added.
template <typename Value>
class FeatureMap {
 public:
  [[nodiscard]] Value* find(std::uint32_t hash) { return const_cast<Value*>(static_cast<const FeatureMap*>(this)->find(hash)); }
  [[nodiscard]] const Value* find(std::uint32_t hash) const {
    for (std::size_t at = slot(hash);; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].first == hash) return &values_[slots_[at].second];
      if (slots_[at].first == 0) return nullptr;
    }
  }
  void prefetch(std::uint32_t hash) const { __builtin_prefetch(&slots_[slot(hash)]); }
  Value& operator[](std::uint32_t hash) {
    if (Value* known = find(hash)) return *known;
    if (2 * (hashes_.size() + 1) > slots_.size()) grow();
    place(hash, static_cast<std::uint32_t>(hashes_.size()));
    hashes_.push_back(hash);
    values_.emplace_back();
    return values_.back();
  }
  [[nodiscard]] std::size_t size() const { return hashes_.size(); }
  [[nodiscard]] const std::vector<std::uint32_t>& hashes() const { return hashes_; }

 private:
  [[nodiscard]] std::size_t slot(std::uint32_t hash) const { return (hash >> 1) & (slots_.size() - 1); }
  void place(std::uint32_t hash, std::uint32_t index) {
    std::size_t at = slot(hash);
    while (slots_[at].first != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, index};
  }
  void grow() {
    slots_.assign(slots_.size() * 2, {});
    for (std::uint32_t i = 0; i < hashes_.size(); ++i) place(hashes_[i], i);
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> slots_ = std::vector<std::pair<std::uint32_t, std::uint32_t>>(1U << 16);
  std::vector<std::uint32_t> hashes_;
  std::vector<Value> values_;
};

}  // namespace readout::train
