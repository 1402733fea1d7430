// The 64-bit FNV-1a hash (Fowler, Noll, Vo), for checksums that must be the same on every platform. Internal.
// Entry points: fnv1a, hex.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace readout {

inline constexpr std::uint64_t fnv_start = 14695981039346656037ULL;

/// The hash of what was hashed so far, followed by these bytes.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = fnv_start) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

/// 16 digits of a hash, in lower case.
[[nodiscard]] inline std::string hex(std::uint64_t hash) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4U) out[i] = "0123456789abcdef"[hash & 15U];
  return out;
}

}  // namespace readout
