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

class PackWriter {
 public:
  static constexpr bool reads = false;
  std::string bytes;

  void number(std::uint32_t value) {
    for (; value >= 0x80U; value >>= 7U) bytes += static_cast<char>(value | 0x80U);
    bytes += static_cast<char>(value);
  }
  void difference(std::int32_t value) {
    const auto bits = static_cast<std::uint32_t>(value);
    number((bits << 1U) ^ (value < 0 ? ~0U : 0U));
  }
  void hash(std::uint64_t value) {
    for (unsigned shift = 0; shift < 64; shift += 8) bytes += static_cast<char>(value >> shift & 0xFFU);
  }
  void truth(bool value) { bytes += value ? '\1' : '\0'; }
  template <typename Enum>
  void choice(Enum value, Enum) {
    bytes += static_cast<char>(value);
  }
  void text(const std::string& value) {
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

/// `ok` turns false where the bytes end too early, or hold what cannot be; what is read then is 0 or empty.
class PackReader {
 public:
  static constexpr bool reads = true;
  explicit PackReader(std::string_view bytes) : bytes_(bytes) {}
  RefCounts counts{};

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool done() const { return ok_ && at_ == bytes_.size(); }
  void fail() { ok_ = false; }
  void require(bool condition) { ok_ = ok_ && condition; }

  void number(std::uint32_t& value) { value = take(); }
  std::uint32_t take() {
    if (ok_ && at_ < bytes_.size() && static_cast<std::uint8_t>(bytes_[at_]) < 0x80U) return static_cast<std::uint8_t>(bytes_[at_++]);
    return take_long();
  }
  void difference(std::int32_t& value) {
    const std::uint32_t bits = take();
    value = static_cast<std::int32_t>((bits >> 1U) ^ (~(bits & 1U) + 1U));
  }
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
    const std::uint8_t b = byte();
    require(b <= static_cast<std::uint8_t>(last));
    value = ok_ ? static_cast<Enum>(b) : Enum{};
  }
  void text(std::string& value) { value = view(take()); }
  [[nodiscard]] std::string_view view(std::size_t size) {
    require(size <= bytes_.size() - at_);
    if (!ok_) return {};
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }
  void ref(std::uint32_t& value, Ref what) {
    value = take();
    require(value < counts[static_cast<std::size_t>(what)]);
    if (!ok_) value = 0;
  }
  void ref_or_none(std::uint32_t& value, Ref what) {
    value = take() - 1;
    require(value == none || value < counts[static_cast<std::size_t>(what)]);
    if (!ok_) value = none;
  }
  /// A number that must not be greater than `most`.
  void limit(std::uint32_t& value, std::uint32_t most) {
    value = take();
    require(value <= most);
    if (!ok_) value = 0;
  }
  /// Each value takes a byte at least, so a false count cannot ask for more than the bytes hold.
  template <typename List, typename Each>
  void list(List& values, Each each) {
    std::uint32_t count = take();
    require(count <= bytes_.size() - at_);
    values.clear();
    values.reserve(ok_ ? std::min(count, 4096U) : 0);
    for (; ok_ && count > 0; --count) each(values.emplace_back());
  }

 private:
  std::uint32_t take_long() {
    std::uint32_t value = 0;
    for (unsigned shift = 0; shift < 35 && ok_; shift += 7) {
      const std::uint8_t b = byte();
      value |= static_cast<std::uint32_t>(b & 0x7FU) << shift;
      if (b < 0x80U) return ok_ ? value : 0;
    }
    ok_ = false;
    return 0;
  }
  std::uint8_t byte() {
    ok_ = ok_ && at_ < bytes_.size();
    return ok_ ? static_cast<std::uint8_t>(bytes_[at_++]) : std::uint8_t{0};
  }
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

/// Describes what a writer would write.
class PackLayout {
 public:
  static constexpr bool reads = false;
  std::string description;

  void number(std::uint32_t) { description += 'n'; }
  void difference(std::int32_t) { description += 'd'; }
  void hash(std::uint64_t) { description += 'h'; }
  void truth(bool) { description += 'b'; }
  template <typename Enum>
  void choice(Enum, Enum last) {
    description += 'e' + std::to_string(static_cast<unsigned>(last));
  }
  void text(const std::string&) { description += 't'; }
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
