// Every text that a grammar mentions, numbered. Internal. Entry point: Symbols.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "model.hpp"

namespace readout {

/// 0 stands for any other text.
class Symbols {
 public:
  Symbols() { intern(""); }
  /// The first `count` texts of another table, under the same numbers.
  Symbols(const Symbols& other, std::size_t count);

  Symbol intern(std::string_view text);
  [[nodiscard]] Symbol find(std::string_view text) const;
  [[nodiscard]] const std::string& text(Symbol symbol) const { return texts_[symbol]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }
  /// Makes room for so many texts in all.
  void reserve(std::size_t count);

 private:
  struct Slot {
    std::uint32_t hash = 0;
    Symbol symbol = none;
  };
  [[nodiscard]] std::size_t place(std::string_view text, std::uint32_t hash) const;
  [[nodiscard]] std::size_t free_place(std::uint32_t hash) const;
  void grow(std::size_t size);
  std::vector<Slot> slots_;  ///< open addressing; a power of two, at most half full
  std::deque<std::string> texts_;
};

}  // namespace readout
