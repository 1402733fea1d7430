// Texts to numbers and back. Entry point: Symbols.
#include "symbols.hpp"

#include "fnv.hpp"

namespace readout {
namespace {

std::uint32_t hash_of(std::string_view text) { return static_cast<std::uint32_t>(checksum(text) >> 32U); }

}  // namespace

Symbols::Symbols(const Symbols& other, std::size_t count)
    : texts_(other.texts_.begin(), other.texts_.begin() + static_cast<std::ptrdiff_t>(count)) {
  reserve(count);
  for (const Slot& slot : other.slots_)
    if (slot.symbol < count) slots_[free_place(slot.hash)] = slot;
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
  std::size_t size = 1024;
  while (size < 2 * (count + 1)) size *= 2;
  if (size > slots_.size()) grow(size);
}

void Symbols::grow(std::size_t size) {
  std::vector<Slot> old(size);
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.symbol != none) slots_[free_place(slot.hash)] = slot;
}

Symbol Symbols::intern(std::string_view text) {
  if (2 * (texts_.size() + 1) > slots_.size()) grow(slots_.empty() ? 1024 : slots_.size() * 2);
  const std::uint32_t hash = hash_of(text);
  Slot& slot = slots_[place(text, hash)];
  if (slot.symbol != none) return slot.symbol;
  slot = {hash, static_cast<Symbol>(texts_.size())};
  texts_.emplace_back(text);
  return slot.symbol;
}

Symbol Symbols::find(std::string_view text) const {
  const Symbol symbol = slots_[place(text, hash_of(text))].symbol;
  return symbol == none ? 0 : symbol;
}

}  // namespace readout
