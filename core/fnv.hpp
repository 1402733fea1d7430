// Hashes and checksums that must be the same on every platform. Internal.
// Entry points: fnv1a, fnv1a_32, checksum, checksum_4, checksum_32, hex.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace readout {

inline constexpr std::uint64_t fnv_start = 14695981039346656037ULL;

/// FNV-1a (Fowler, Noll, Vo): the hash of what was hashed so far, followed by these bytes.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = fnv_start) {
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

inline constexpr std::uint32_t fnv_start_32 = 2166136261U;

/// A step of FNV-1a of 32 bits, for those who hash characters one by one.
[[nodiscard]] constexpr std::uint32_t fnv1a_32(char c, std::uint32_t hash) { return (hash ^ static_cast<unsigned char>(c)) * 16777619U; }

/// FNV-1a of 32 bits.
[[nodiscard]] constexpr std::uint32_t fnv1a_32(std::string_view bytes) {
  std::uint32_t hash = fnv_start_32;
  for (const char c : bytes) hash = fnv1a_32(c, hash);
  return hash;
}

/// The eight bytes that are there from a place as one number, the lowest first.
[[nodiscard]] constexpr std::uint64_t whole_eight_bytes(std::string_view bytes, std::size_t at) {
  std::uint64_t word = 0;
  if (std::endian::native == std::endian::little && !std::is_constant_evaluated()) {
    std::memcpy(&word, bytes.data() + at, 8);  // compilers do not see that the loop is this
    return word;
  }
  for (std::size_t i = 8; i-- > 0;) word = word << 8U | static_cast<unsigned char>(bytes[at + i]);
  return word;
}

/// Up to eight bytes.
[[nodiscard]] constexpr std::uint64_t eight_bytes(std::string_view bytes, std::size_t at) {
  if (bytes.size() - at >= 8) return whole_eight_bytes(bytes, at);
  std::uint64_t word = 0;
  for (std::size_t i = std::min<std::size_t>(bytes.size() - at, 8); i-- > 0;) word = word << 8U | static_cast<unsigned char>(bytes[at + i]);
  return word;
}

constexpr void checksum_step(std::uint64_t& hash, std::uint64_t eight) {
  hash = (hash ^ eight) * 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 32U;
}

/// For long texts: eight bytes a step. Each step is a bijection of what was hashed before and of its eight bytes, so texts of one
/// length that differ in one step never have the same checksum.
[[nodiscard]] constexpr std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t hash = fnv_start ^ bytes.size();
  for (std::size_t at = 0; at < bytes.size(); at += 8) checksum_step(hash, eight_bytes(bytes, at));
  return hash;
}

/// For very long ones: four stretches of the bytes side by side, as a step of one need not wait for another's. The steps are bijections too.
[[nodiscard]] constexpr std::uint64_t checksum_4(std::string_view bytes) {
  const std::size_t stretch = bytes.size() / 32 * 8;
  const std::array<std::string_view, 4> from{bytes.substr(0, stretch), bytes.substr(stretch, stretch), bytes.substr(2 * stretch, stretch),
                                             bytes.substr(3 * stretch, stretch)};
  std::array<std::uint64_t, 4> hashes{fnv_start, fnv_start, fnv_start, fnv_start};
  for (std::size_t at = 0; at < stretch; at += 8)
    for (std::size_t lane = 0; lane < 4; ++lane)
      hashes[lane] = std::rotl(hashes[lane] ^ whole_eight_bytes(from[lane], at), 29) * 0x9E3779B97F4A7C15ULL;
  std::uint64_t hash = checksum(bytes.substr(4 * stretch));
  for (const std::uint64_t lane : hashes) checksum_step(hash, lane);
  return hash;
}

/// The upper half of the checksum.
[[nodiscard]] constexpr std::uint32_t checksum_32(std::string_view bytes) { return static_cast<std::uint32_t>(checksum(bytes) >> 32U); }

/// 16 digits of a hash, in lower case.
[[nodiscard]] inline std::string hex(std::uint64_t hash) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4U) out[i] = "0123456789abcdef"[hash & 15U];
  return out;
}

}  // namespace readout
