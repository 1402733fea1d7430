// The only place where byte offsets become other units, and back. Internal. Entry point: Offsets.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine.hpp"
#include "utf8.hpp"

namespace readout {

/// Byte offsets in the unit that the caller asked for. A byte that is not UTF-8 counts as one character.
class Offsets {
 public:
  Offsets(std::string_view text, OffsetUnit unit) : length_(static_cast<std::uint32_t>(text.size())) {
    if (unit == OffsetUnit::utf8) return;
    units_.resize(text.size() + 1);
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t bytes = utf8_length(text, at), step = std::max<std::size_t>(bytes, 1);
      std::fill_n(units_.begin() + static_cast<std::ptrdiff_t>(at), step, count);
      count += unit == OffsetUnit::utf16 && bytes == 4 ? 2 : 1;
      at += step;
    }
    units_.back() = length_ = count;
  }

  [[nodiscard]] std::uint32_t operator()(std::uint32_t byte) const {
    if (units_.empty()) return byte;
    return units_[std::min<std::size_t>(byte, units_.size() - 1)];
  }
  /// The byte at which the unit stands, or the one after the text.
  [[nodiscard]] std::uint32_t byte(std::uint32_t unit) const {
    if (units_.empty()) return std::min(unit, length_);
    return static_cast<std::uint32_t>(std::lower_bound(units_.begin(), units_.end(), unit) - units_.begin());
  }
  [[nodiscard]] std::uint32_t length() const { return length_; }

 private:
  std::vector<std::uint32_t> units_;  ///< by byte; empty where the unit is the byte
  std::uint32_t length_ = 0;
};

}  // namespace readout
