// Hash tables from features to numbers, whose look-up has no branch: most of what tagger and parser do is asking them.
// Internal to the language layer. Entry points: FeatureTable, PlaceTable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace readout {

/// Bits of the hash of a feature, the last of which is always set. With as few, a feature that was not learned now and then stands for
/// one that was; as that is so while learning too, it does no harm, and the hashes of a model need half the room.
inline constexpr unsigned kFeatureBits = 25;

/// The first free place of the bucket that is filled last, where buckets are filled in order.
class NextInBucket {
 public:
  std::size_t in(std::uint32_t bucket) {
    used_ = bucket == bucket_ ? used_ + 1 : 0;
    bucket_ = bucket;
    return used_;
  }

 private:
  std::uint32_t bucket_ = ~std::uint32_t{0};
  std::size_t used_ = 0;
};

class FeatureTable {
 public:
  static constexpr std::size_t kBucket = 4;  ///< features that may share a bucket; those who make a model leave the others out
  static constexpr unsigned kFewestBits = 1, kMostBits = 20;

  /// The number of a feature's bucket among 2^bits.
  [[nodiscard]] static std::uint32_t bucket_of(std::uint32_t hash, unsigned bits) { return hash >> (kFeatureBits - bits); }

  /// Empties the table and makes 2^bits buckets; `bits` is at least 1.
  void reset(unsigned bits) {
    shift_ = kFeatureBits - bits;
    buckets_.assign(std::size_t{1} << bits, Bucket{});
    next_ = {};
  }
  /// Hashes come in ascending order. False where the bucket is full. `value` is not 0.
  [[nodiscard]] bool append(std::uint32_t hash, std::uint32_t value) {
    const std::size_t k = next_.in(hash >> shift_);
    if (k >= kBucket) return false;
    Bucket& bucket = buckets_[hash >> shift_];
    bucket.hashes[k] = hash;
    bucket.values[k] = value;
    return true;
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
  NextInBucket next_;
};

/// For small numbers (places of rows): the bucket tells the first bits of a hash, so that the others fit beside the number, and the table
/// takes half the room in the cache.
class PlaceTable {
 public:
  static constexpr std::size_t kBucket = 8;
  static constexpr unsigned kPlaceBits = 20, kFewestBits = kFeatureBits - 1 - (32 - kPlaceBits), kMostBits = 20;

  [[nodiscard]] static std::uint32_t bucket_of(std::uint32_t hash, unsigned bits) { return hash >> (kFeatureBits - bits); }

  /// Empties the table and makes 2^bits buckets; `bits` is from kFewestBits to kMostBits.
  void reset(unsigned bits) {
    shift_ = kFeatureBits - bits;
    buckets_.assign(std::size_t{1} << bits, Bucket{});
    next_ = {};
  }
  /// Hashes come in ascending order. False where the bucket is full or the place too large. `place` is not 0.
  [[nodiscard]] bool append(std::uint32_t hash, std::uint32_t place) {
    if (place >> kPlaceBits != 0) return false;
    const std::size_t k = next_.in(hash >> shift_);
    if (k >= kBucket) return false;
    buckets_[hash >> shift_].entries[k] = rest_of(hash) << kPlaceBits | place;
    return true;
  }
  void prefetch(std::uint32_t hash) const { __builtin_prefetch(&buckets_[hash >> shift_]); }
  /// 0 for a feature that is not there.
  [[nodiscard]] std::uint32_t find(std::uint32_t hash) const {
    const Bucket& bucket = buckets_[hash >> shift_];
    const std::uint32_t rest = rest_of(hash);
    std::uint32_t place = 0;
    for (std::size_t k = 0; k < kBucket; ++k) place |= bucket.entries[k] >> kPlaceBits == rest ? bucket.entries[k] : 0U;
    return place & ((1U << kPlaceBits) - 1);
  }

 private:
  struct alignas(4 * kBucket) Bucket {
    std::array<std::uint32_t, kBucket> entries{};
  };
  /// The bits of a hash that its bucket does not tell, without the last.
  [[nodiscard]] std::uint32_t rest_of(std::uint32_t hash) const { return (hash & ((1U << shift_) - 1)) >> 1; }

  std::vector<Bucket> buckets_ = std::vector<Bucket>(1);
  unsigned shift_ = kFeatureBits;
  NextInBucket next_;
};

}  // namespace readout
