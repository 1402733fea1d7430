// Texts to numbers and back. Entry point: Symbols.
#include "symbols.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "fnv.hpp"

namespace readout {
namespace {

/// Without a call where there are few, as in most words.
void copy(char* to, const char* from, std::size_t size) {
  const auto both_ends = [&](auto number) {
    auto end = number;
    std::memcpy(&number, from, sizeof number);
    std::memcpy(&end, from + size - sizeof end, sizeof end);
    std::memcpy(to, &number, sizeof number);
    std::memcpy(to + size - sizeof end, &end, sizeof end);
  };
  if (size > 16) {
    std::memcpy(to, from, size);
  } else if (size >= 8) {
    both_ends(std::uint64_t{});
  } else if (size >= 4) {
    both_ends(std::uint32_t{});
  } else {
    for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
  }
}

/// Only for this table: it differs between platforms. What does not fill eight bytes is read twice in part.
std::uint32_t hash_of(std::string_view text) {
  const char* const at = text.data();
  const std::size_t size = text.size();
  const auto read = [](const char* from, auto number) -> std::uint64_t {
    std::memcpy(&number, from, sizeof number);
    return number;
  };
  std::uint64_t hash = fnv_start ^ size;
  if (size >= 8) {
    for (std::size_t i = 0; i + 8 < size; i += 8) checksum_step(hash, read(at + i, std::uint64_t{}));
    checksum_step(hash, read(at + size - 8, std::uint64_t{}));
  } else if (size >= 4) {
    checksum_step(hash, read(at, std::uint32_t{}) << 32U | read(at + size - 4, std::uint32_t{}));
  } else if (size > 0) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])); };
    checksum_step(hash, byte(0) << 16U | byte(size / 2) << 8U | byte(size - 1));
  }
  return static_cast<std::uint32_t>(hash >> 32U);
}

}  // namespace

Symbols::Symbols(const Symbols& other, std::size_t count) {
  reserve(count);
  for (std::size_t i = 0; i < count; ++i) texts_.push_back(arena_.add(other.texts_[i]));
  for (const Slot& slot : other.slots_)
    if (slot.symbol < count) slots_[free_place(slot.hash)] = slot;
  indexed_ = count;
}

std::size_t Symbols::free_place(std::uint32_t hash) const {
  std::size_t i = hash & (slots_.size() - 1);
  while (slots_[i].symbol != none) i = (i + 1) & (slots_.size() - 1);
  return i;
}

std::size_t Symbols::place(std::string_view text, std::uint32_t hash) const {
  std::size_t i = hash & (slots_.size() - 1);
  while (slots_[i].symbol != none && (slots_[i].hash != hash || texts_[slots_[i].symbol] != text)) i = (i + 1) & (slots_.size() - 1);
  return i;
}

void Symbols::reserve(std::size_t count) {
  make_room(count);
  texts_.reserve(count);
}

void Symbols::make_room(std::size_t count) {
  std::size_t size = std::max<std::size_t>(slots_.size(), 1024);
  while (2 * size < 3 * (count + 1)) size *= 2;
  if (size == slots_.size()) return;
  std::vector<Slot> old(size);
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.symbol != none) slots_[free_place(slot.hash)] = slot;
}

Symbol Symbols::intern(std::string_view text) {
  make_room(texts_.size() + 1);
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[place(text, hash)];
  if (slot.symbol != none) return slot.symbol;
  slot = {hash, static_cast<Symbol>(texts_.size())};
  texts_.push_back(arena_.add(text));
  indexed_ = texts_.size();
  return slot.symbol;
}

void Symbols::append(std::size_t shared, std::string_view rest) {
  char* const at = arena_.take(shared + rest.size());
  copy(at, texts_.back().data(), shared);
  copy(at + shared, rest.data(), rest.size());
  texts_.emplace_back(at, shared + rest.size());
}

void Symbols::index() {
  constexpr std::size_t ahead = 16;  // the places are fetched together, so that their cache misses overlap
  make_room(texts_.size());
  std::array<std::uint32_t, ahead> hashes{};
  for (std::size_t next = indexed_; indexed_ < texts_.size();) {
    for (const std::size_t last = std::min(indexed_ + ahead, texts_.size()); next < last; ++next) {
      const std::uint32_t hash = hashes[next % ahead] = hash_of(texts_[next]);
      __builtin_prefetch(&slots_[hash & (slots_.size() - 1)]);
    }
    const std::uint32_t hash = hashes[indexed_ % ahead];
    slots_[free_place(hash)] = {hash, static_cast<Symbol>(indexed_++)};
  }
}

Symbol Symbols::find(std::string_view text) const {
  const Symbol symbol = slots_[place(text, hash_of(text))].symbol;
  return symbol == none ? 0 : symbol;
}

}  // namespace readout
