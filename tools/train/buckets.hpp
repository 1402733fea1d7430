// Fits features into the buckets of the table that a model is read into. Entry points: bucket_bits, crowded_out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "feature_table.hpp"

namespace readout::train {

/// Bits of the number of a table's buckets for so many features: at most two thirds of the places are taken.
template <typename Table>
[[nodiscard]] unsigned bucket_bits(std::size_t features) {
  unsigned bits = Table::kFewestBits;
  while (bits < Table::kMostBits && (std::size_t{1} << bits) * Table::kBucket * 2 < 3 * features) ++bits;
  return bits;
}

/// The features (hash and size of the largest weight) that find no place in their bucket: the smallest.
template <typename Table>
[[nodiscard]] std::set<std::uint32_t> crowded_out(const std::vector<std::pair<std::uint32_t, int>>& features, unsigned bits) {
  std::map<std::uint32_t, std::vector<std::pair<int, std::uint32_t>>> buckets;
  for (const auto& [hash, size] : features) buckets[Table::bucket_of(hash, bits)].emplace_back(-size, hash);
  std::set<std::uint32_t> out;
  for (auto& [number, bucket] : buckets) {
    std::sort(bucket.begin(), bucket.end());
    for (std::size_t k = Table::kBucket; k < bucket.size(); ++k) out.insert(bucket[k].second);
  }
  return out;
}

}  // namespace readout::train
