// Look-ups in a compiled grammar. Entry point: Program.
#include "program.hpp"

#include <algorithm>
#include <cstring>

namespace readout {

namespace {

/// FNV-1a over eight bytes at a time; only ever compared within one run.
std::uint32_t hash_of(std::string_view text) {
  std::uint64_t h = 14695981039346656037ULL ^ text.size();
  while (text.size() >= 8) {
    std::uint64_t part = 0;
    std::memcpy(&part, text.data(), 8);
    h = (h ^ part) * 0x9E3779B97F4A7C15ULL;
    h ^= h >> 32U;
    text.remove_prefix(8);
  }
  std::uint64_t part = 0;
  if (!text.empty()) std::memcpy(&part, text.data(), text.size());  // the data of an empty view may be null
  h = (h ^ part) * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::uint32_t>(h >> 32U);
}

}  // namespace

std::size_t Symbols::place(std::string_view text, std::uint32_t hash) const {
  std::size_t i = hash & (slots_.size() - 1);
  while (slots_[i].symbol != none && (slots_[i].hash != hash || texts_[slots_[i].symbol] != text)) i = (i + 1) & (slots_.size() - 1);
  return i;
}

void Symbols::grow() {
  std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.symbol == none) continue;
    std::size_t i = slot.hash & (slots_.size() - 1);
    while (slots_[i].symbol != none) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = slot;
  }
}

Symbol Symbols::intern(std::string_view text) {
  if (2 * (texts_.size() + 1) > slots_.size()) grow();
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

std::string_view Program::look_up(std::string_view lexicon, std::string_view form, std::string_view attribute) const {
  std::string key = std::string(lexicon) + "\n";
  for (const char c : form) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const auto entry = entry_of.find(key);
  if (entry == entry_of.end()) return {};
  const Symbol wanted = symbols.find(attribute);
  for (const Field& field : entries[entry->second].fields)
    if (field.name == wanted) return field.value;
  return {};
}

std::string_view field_value(const Mention& mention, Symbol name) {
  if (!name) return {};
  for (const Field& field : mention.fields)
    if (field.name == name) return field.value;
  return {};
}

std::string_view hyphen_part(std::string_view lower, Attribute part) {
  const std::size_t hyphen = lower.rfind('-');
  if (hyphen == std::string_view::npos || hyphen == 0 || hyphen + 1 == lower.size()) return {};
  return part == Attribute::before_hyphen ? lower.substr(0, hyphen) : lower.substr(hyphen + 1);
}

std::string word_shape(std::string_view text, std::string_view lower) {
  std::string shape;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const bool same_length = text.size() == lower.size();
    const std::size_t width = byte < 0x80U ? 1 : byte < 0xE0U ? 2 : byte < 0xF0U ? 3 : 4;
    char kind = text[i];
    if ((byte >= 'A' && byte <= 'Z') || (same_length && byte >= 0x80U && text.substr(i, width) != lower.substr(i, width)))
      kind = 'X';
    else if ((byte >= 'a' && byte <= 'z') || byte >= 0x80U)
      kind = 'x';
    else if (byte >= '0' && byte <= '9')
      kind = 'd';
    if (shape.empty() || shape.back() != kind) shape += kind;
  }
  return shape;
}

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (const std::string& candidate : known) {
    std::vector<std::size_t> row(candidate.size() + 1);
    for (std::size_t j = 0; j <= candidate.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= name.size(); ++i) {
      std::size_t corner = std::exchange(row[0], i);
      for (std::size_t j = 1; j <= candidate.size(); ++j) {
        const std::size_t change = corner + (name[i - 1] != candidate[j - 1]);
        corner = row[j];
        row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
      }
    }
    if (row.back() < least) {
      least = row.back();
      best = candidate;
    }
  }
  return best.empty() ? std::string() : "did you mean " + best + "?";
}

}  // namespace readout
