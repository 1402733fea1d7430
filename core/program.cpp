// Look-ups in a compiled grammar. Entry point: Program.
#include "program.hpp"

#include <algorithm>

namespace readout {

WordList::WordList(std::vector<Symbol> words) : words_(std::move(words)) {
  if (!std::is_sorted(words_.begin(), words_.end())) std::sort(words_.begin(), words_.end());  // those of a lexicon are
  words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

const LexiconEntry* Program::entry(Symbol lexicon, std::string_view form) const {
  std::string lower(form);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  const Symbol key = symbols.find(lower);
  for (const LexiconLayer& layer : layers)
    if (const LexiconEntry* found = layer.hides(lexicon) ? nullptr : layer.lexicons->find(lexicon, key)) return found;
  return nullptr;
}

std::string_view Program::look_up(std::string_view lexicon, std::string_view form, std::string_view attribute) const {
  const LexiconEntry* found = entry(symbols.find(lexicon), form);
  const Symbol wanted = symbols.find(attribute);
  if (found)
    for (const LexiconField& field : found->fields)
      if (field.name == wanted) return symbols.text(field.value);
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

std::string nearest_name(std::string_view name, const std::vector<std::string>& known) {
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
    if (row.back() < std::min(least, std::max(name.size(), candidate.size()))) {
      least = row.back();
      best = candidate;
    }
  }
  return best;
}

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
  const std::string best = nearest_name(name, known);
  return best.empty() ? best : "did you mean " + best + "?";
}

}  // namespace readout
