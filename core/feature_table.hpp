// A hash table from features to numbers, whose look-up has no branch: most of what tagger and parser do is asking it.
// Internal to the language layer. Entry point: FeatureTable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace readout {

/// Bits of the hash of a feature, the last of which is always set. With as few, a feature that was not learned now and then stands for
/// one that was; as that is so while learning too, it does no harm, and the hashes of a model need half the room.
inline constexpr unsigned kFeatureBits = 25;

class FeatureTable {
 public:
  static constexpr std::size_t kBucket = 4;  ///< features that may share a bucket; those who make a model leave the others out
  static constexpr unsigned kMostBits = 20;

  /// The number of a feature's bucket among 2^bits.
  [[nodiscard]] static std::uint32_t bucket_of(std::uint32_t hash, unsigned bits) { return hash >> (kFeatureBits - bits); }

  /// Empties the table and makes 2^bits buckets; `bits` is at least 1.
  void reset(unsigned bits) {
    shift_ = kFeatureBits - bits;
    buckets_.assign(std::size_t{1} << bits, Bucket{});
  }
  /// False where the bucket is full. `value` is not 0.
  [[nodiscard]] bool insert(std::uint32_t hash, std::uint32_t value) {
    Bucket& bucket = buckets_[hash >> shift_];
    for (std::size_t k = 0; k < kBucket; ++k) {
      if (bucket.hashes[k] != 0) continue;
      bucket.hashes[k] = hash;
      bucket.values[k] = value;
      return true;
    }
    return false;
  }
  void prefetch(std::uint32_t hash) const { __builtin_prefetch(&buckets_[hash >> shift_]); }
  /// 0 for a feature that is not there.
  [[nodiscard]] std::uint32_t find(std::uint32_t hash) const {
    const Bucket& bucket = buckets_[hash >> shift_];
    std::uint32_t value = 0;
    for (std::size_t k = 0; k < kBucket; ++k) value |= bucket.hashes[k] == hash ? bucket.values[k] : 0U;
    return value;
  }

 private:
  struct alignas(8 * kBucket) Bucket {
    std::array<std::uint32_t, kBucket> hashes{}, values{};
  };
  std::vector<Bucket> buckets_ = std::vector<Bucket>(2);
  unsigned shift_ = kFeatureBits - 1;
};

}  // namespace readout
