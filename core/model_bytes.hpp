// Reads the numbers and names of a model file. Internal to the language layer. Entry point: ByteReader.
#pragma once

#include <cstdint>
#include <string_view>

namespace readout {

/// `ok` turns false past the end; what is read then is 0 or empty, as nothing is left.
struct ByteReader {
  std::string_view bytes;
  std::size_t at = 0;
  bool ok = true;

  void fail() {
    ok = false;
    at = bytes.size();
  }
  std::uint8_t byte() {
    if (at == bytes.size()) return fail(), std::uint8_t{0};
    return static_cast<std::uint8_t>(bytes[at++]);
  }
  std::uint32_t fixed() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) value |= static_cast<std::uint32_t>(byte()) << shift;
    return value;
  }
  /// Seven bits a byte, lowest first; the highest bit says that more follow.
  std::uint32_t variable() {
    if (bytes.size() - at >= 2) {  // most have one byte or two, as it comes, so nothing branches on it
      const std::uint32_t first = static_cast<std::uint8_t>(bytes[at]), more = first >> 7U;
      const std::uint32_t second = static_cast<std::uint8_t>(bytes[at + 1]) & (0U - more);
      if (second < 0x80U) return at += 1 + more, (first & 0x7FU) | second << 7U;
    }
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35 && ok; shift += 7) {
      const std::uint8_t b = byte();
      value |= static_cast<std::uint32_t>(b & 0x7F) << shift;
      if (b < 0x80) return value;
    }
    fail();
    return 0;
  }
  /// So many bytes at once; null where there are not as many.
  const unsigned char* take(std::size_t count) {
    if (count > bytes.size() - at) return fail(), nullptr;
    at += count;
    return reinterpret_cast<const unsigned char*>(bytes.data() + at - count);
  }
  /// Up to the next blank or line break.
  std::string_view word() {
    const std::size_t begin = at;
    while (ok && byte() > ' ') {
    }
    return ok ? bytes.substr(begin, at - 1 - begin) : std::string_view();
  }
};

}  // namespace readout
