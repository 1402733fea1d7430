// A hash table from short strings to values that is filled once and asked often: open addressing over one array. Internal.
// Entry point: StringTable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fnv.hpp"

namespace readout {

template <typename Value>
class StringTable {
 public:
  /// Sets the value of a key, whether it has one or not.
  void set(std::string_view key, Value value) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(key)];
    if (!slot.used) ++count_;
    slot = {std::string(key), std::move(value), true};
  }

  /// Null if the key has no value. The pointer stays good until the next `set`.
  [[nodiscard]] const Value* find(std::string_view key) const {
    if (count_ == 0) return nullptr;
    const Slot& slot = slots_[place(key)];
    return slot.used ? &slot.value : nullptr;
  }

  [[nodiscard]] bool contains(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  void clear() { *this = StringTable(); }

 private:
  struct Slot {
    std::string key;
    Value value{};
    bool used = false;
  };

  [[nodiscard]] std::size_t place(std::string_view key) const {
    const std::uint32_t h = fnv1a_32(key);
    std::size_t i = (h ^ (h >> 15)) & (slots_.size() - 1);
    while (slots_[i].used && slots_[i].key != key) i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  void grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
    old.swap(slots_);
    for (Slot& slot : old)
      if (slot.used) slots_[place(slot.key)] = std::move(slot);
  }

  std::vector<Slot> slots_;  ///< a power of two, at most half full
  std::size_t count_ = 0;
};

/// A set of strings.
class StringSet {
 public:
  void insert(std::string_view key) { table_.set(key, {}); }
  [[nodiscard]] bool contains(std::string_view key) const { return table_.contains(key); }

 private:
  struct Nothing {};
  StringTable<Nothing> table_;
};

}  // namespace readout
