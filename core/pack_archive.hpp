// How the parts of a pack are written and read: numbers of seven bits a byte, the lowest first, so that no platform's sizes, padding
// or byte order show. Internal. Entry points: PackWriter, PackReader, PackLayout.
//
// The three have the same functions, so that one function per struct (`pass` in pack_program.cpp) writes it, reads it, and describes
// its layout. A reader believes nothing: each number that refers to something must be below the number of those things.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model.hpp"

namespace readout {

/// What a number may refer to.
enum class Ref : std::uint8_t { symbol, condition, edge, look, set };
inline constexpr std::size_t ref_kinds = 5;
using RefCounts = std::array<std::uint32_t, ref_kinds>;

/// A small number for one that is near another, `base`; and back.
[[nodiscard]] constexpr std::uint32_t near_number(std::uint32_t base, std::uint32_t value) {
  const std::uint32_t step = value - base;
  return (step << 1U) ^ (0U - (step >> 31U));
}
[[nodiscard]] constexpr std::uint32_t number_near(std::uint32_t base, std::uint32_t number) {
  return base + ((number >> 1U) ^ (0U - (number & 1U)));
}

class PackWriter {
 public:
  static constexpr bool reads = false;
  std::string bytes;

  void number(std::uint32_t value) {
    for (; value >= 0x80U; value >>= 7U) bytes += static_cast<char>(value | 0x80U);
    bytes += static_cast<char>(value);
  }
  void difference(std::int32_t value) { from(0, static_cast<std::uint32_t>(value)); }
  /// A number that is near another, `base`.
  void from(std::uint32_t base, std::uint32_t value) { number(near_number(base, value)); }
  void hash(std::uint64_t value) {
    for (unsigned shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(value >> shift & 0xFFU);
  }
  void truth(bool value) { bytes += value ? '\1' : '\0'; }
  template <typename Enum>
  void choice(Enum value, Enum) {
    bytes += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes += value;
  }
  void ref(std::uint32_t value, Ref) { number(value); }
  void ref_or_none(std::uint32_t value, Ref) { number(value + 1); }  // `none` is the greatest number
  void limit(std::uint32_t value, std::uint32_t) { number(value); }
  template <typename List, typename Each>
  void list(List& values, Each each) {
    number(static_cast<std::uint32_t>(values.size()));
    for (auto& value : values) each(value);
  }
};

/// `ok` turns false where the bytes end too early, or hold what cannot be; what is read then is 0 or empty. Then no bytes are left, so
/// that reading on need not ask.
class PackReader {
 public:
  static constexpr bool reads = true;
  explicit PackReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  RefCounts counts{};

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
  [[nodiscard]] bool done() const { return ok_ && at_ == end_; }
  void fail() {
    ok_ = false;
    end_ = at_;
  }
  void require(bool condition) {
    if (!condition) fail();
  }

  void number(std::uint32_t& value) { value = take(); }
  [[gnu::always_inline]] std::uint32_t take() {
    if (left() < 3) return take_long();
    const auto byte_at = [&](std::size_t i) -> std::uint32_t { return static_cast<std::uint8_t>(at_[i]); };
    std::uint32_t value = byte_at(0);
    if (value < 0x80U) return ++at_, value;  // most numbers have few bytes
    value += (byte_at(1) << 7U) - 0x80U;
    if (value < 1U << 14U) return at_ += 2, value;
    value += (byte_at(2) << 14U) - (1U << 14U);
    if (value < 1U << 21U) return at_ += 3, value;
    return take_long();
  }
  void difference(std::int32_t& value) { value = static_cast<std::int32_t>(number_near(0, take())); }
  void from(std::uint32_t base, std::uint32_t& value) { value = number_near(base, take()); }
  void hash(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64; shift += 8) value |= static_cast<std::uint64_t>(byte()) << shift;
  }
  void truth(bool& value) {
    const std::uint8_t b = byte();
    require(b < 2);
    value = b == 1;
  }
  template <typename Enum>
  void choice(Enum& value, Enum last) {
    std::uint8_t b = byte();
    if (b > static_cast<std::uint8_t>(last)) fail(), b = 0;
    value = static_cast<Enum>(b);
  }
  void text(std::string& value) { value = view(take()); }
  [[nodiscard]] std::string_view view(std::size_t size) {
    require(size <= left());
    if (!ok_) return {};
    at_ += size;
    return {at_ - size, size};
  }
  void ref(std::uint32_t& value, Ref what) {
    value = take();
    if (value >= counts[static_cast<std::size_t>(what)]) fail(), value = 0;
  }
  void ref_or_none(std::uint32_t& value, Ref what) {
    value = take() - 1;
    if (value != none && value >= counts[static_cast<std::size_t>(what)]) fail(), value = none;
  }
  /// A number that must not be greater than `most`.
  void limit(std::uint32_t& value, std::uint32_t most) {
    value = take();
    if (value > most) fail(), value = 0;
  }
  /// Each value takes a byte at least, so a false count cannot ask for more than the bytes hold.
  template <typename List, typename Each>
  void list(List& values, Each each) {
    std::uint32_t count = take();
    require(count <= left());
    values.clear();
    values.reserve(ok_ ? std::min(count, 4096U) : 0);
    for (; ok_ && count > 0; --count) each(values.emplace_back());
  }

 private:
  [[gnu::noinline]] std::uint32_t take_long() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35 && ok_; shift += 7) {
      const std::uint8_t b = byte();
      value |= static_cast<std::uint32_t>(b & 0x7FU) << shift;
      if (b < 0x80U) return ok_ ? value : 0;
    }
    fail();
    return 0;
  }
  std::uint8_t byte() {
    if (at_ == end_) return fail(), std::uint8_t{0};
    return static_cast<std::uint8_t>(*at_++);
  }
  const char *at_, *end_;
  bool ok_ = true;
};

struct Instruction;

/// Describes what a writer would write.
class PackLayout {
 public:
  static constexpr bool reads = false;
  std::string description;

  void number(std::uint32_t) { description += 'n'; }
  void difference(std::int32_t) { description += 'd'; }
  void from(std::uint32_t, std::uint32_t) { description += 'f'; }
  void hash(std::uint64_t) { description += 'h'; }
  void truth(bool) { description += 'b'; }
  template <typename Enum>
  void choice(Enum, Enum last) {
    description += 'e' + std::to_string(static_cast<unsigned>(last));
  }
  void text(std::string_view) { description += 't'; }
  void code(const std::vector<Instruction>&) { description += 'c'; }
  void ref(std::uint32_t, Ref what) { description += 'r' + std::to_string(static_cast<unsigned>(what)); }
  void ref_or_none(std::uint32_t, Ref what) { description += 'o' + std::to_string(static_cast<unsigned>(what)); }
  void limit(std::uint32_t, std::uint32_t most) { description += 'l' + std::to_string(most); }
  template <typename List, typename Each>
  void list(List&, Each each) {
    typename List::value_type value{};
    description += '(';
    each(value);
    description += ')';
  }
};

}  // namespace readout
