// Every text that a grammar mentions, numbered. Internal. Entry point: Symbols.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model.hpp"

namespace readout {

/// 0 stands for any other text. Can be moved, not copied: the texts stand in `arena_`, and stay where they are when the table is moved.
class Symbols {
 public:
  Symbols() { intern(""); }
  /// The first `count` texts of another table, under the same numbers.
  Symbols(const Symbols& other, std::size_t count);

  Symbol intern(std::string_view text);
  /// Adds a text that is not among them: the first `shared` bytes of the last one, and `rest`. It is not found before `index` is called.
  void append(std::size_t shared, std::string_view rest);
  /// Makes room for the texts that were appended, and finds them from now on.
  void index();
  [[nodiscard]] Symbol find(std::string_view text) const;
  [[nodiscard]] std::string_view text(Symbol symbol) const { return texts_[symbol]; }
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
  /// For so many texts in all, a table that is at most two thirds full.
  void make_room(std::size_t count);
  std::vector<Slot> slots_;  ///< open addressing; a power of two
  std::vector<std::string_view> texts_;
  std::size_t indexed_ = 0;  ///< how many of them can be found
  WordArena arena_;
};

}  // namespace readout
