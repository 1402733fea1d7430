// What the fields of mentions can be. Entry point: FieldValues::of.
#include "field_values.hpp"

#include <algorithm>

#include "schema.hpp"

namespace readout {
namespace {

std::uint64_t key_of(Symbol lexicon, Symbol field) { return (std::uint64_t{lexicon} << 32U) | field; }

}  // namespace

void FieldValues::index_lexicons() {
  if (std::exchange(indexed_, true)) return;
  for (const LexiconLayer& layer : program_.layers)
    for (const LexiconEntry& entry : layer.lexicons->entries)
      if (!layer.hides(entry.lexicon))
        for (const LexiconField& field : entry.fields) of_lexicons_[key_of(entry.lexicon, field.name)].push_back(field.value);
  for (auto& [key, values] : of_lexicons_) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
}

const std::optional<std::set<std::string>>& FieldValues::of(const std::string& type, const std::string& field) {
  const auto [known, fresh] = known_.try_emplace({type, field});
  if (fresh) known->second = work_out(known->first);
  return known->second;
}

std::optional<std::set<std::string>> FieldValues::work_out(const Key& wanted) {
  index_lexicons();
  std::set<std::string> values;
  std::vector<Key> open = {wanted};
  std::set<Key> seen;
  while (!open.empty()) {
    const Key key = std::move(open.back());
    open.pop_back();
    if (seen.insert(key).second && !collect(key, values, open)) return std::nullopt;
  }
  return values;
}

bool FieldValues::collect(const Key& key, std::set<std::string>& values, std::vector<Key>& open) {
  const auto& [type, field] = key;
  if (type == user_lexicon || type == "actor" || type == "np" || type == "vg" || type == "quote") return false;
  const auto listed = of_lexicons_.find(key_of(program_.symbols.find(type), program_.symbols.find(field)));
  if (listed != of_lexicons_.end())
    for (const Symbol value : listed->second) values.emplace(program_.symbols.text(value));
  const auto given = given_.find(key);
  return given == given_.end() ||
         std::all_of(given->second.begin(), given->second.end(), [&](const ValueOrigin& origin) { return take(origin, values, open); });
}

bool FieldValues::take(const ValueOrigin& origin, std::set<std::string>& values, std::vector<Key>& open) const {
  if (origin.from_text) return false;
  if (origin.types.empty()) values.insert(origin.constant);
  for (const std::string& type : origin.types) open.emplace_back(type, origin.field);
  return true;
}

}  // namespace readout
