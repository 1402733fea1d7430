// Countries that no word beside a name tells: of offices that several states have by one name, of towns that stand for a body, of
// leaders whom the document does not introduce, of officers of the country that it is about. Entry points: settle_homes,
// settle_seats, know_leaders, know_natives.
#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <utility>

#include "actor_table.hpp"

namespace readout {
namespace {

using CountryCodes = std::map<std::string, std::size_t, std::less<>>;

/// The lexicons whose entries name countries, or what lies in one.
constexpr std::initializer_list<const char*> place_lexicons = {"countries", "demonyms", "capitals", "cities", "regions"};

/// The value of `home` of an office that is one of the country which the document is about.
constexpr std::string_view here = "here";

/// The codes of the countries that the words of some lexicons name, and how often.
CountryCodes countries_named(const Document& document, const Symbols& symbols, std::initializer_list<const char*> lexicons) {
  std::set<Symbol> types;
  for (const char* lexicon : lexicons) types.insert(symbols.find(lexicon));
  types.erase(0);
  std::set<std::pair<std::uint32_t, std::string_view>> told;  // a capital is a city, too
  for (const Mention& mention : document.mentions)
    if (types.contains(mention.type)) told.emplace(mention.tokens.begin, field_value(mention, symbols.find("code")));
  CountryCodes named;
  for (const auto& [token, code] : told) ++named[std::string(code)];
  named.erase("");
  return named;
}

/// The country that a document is about: named more than once, and three times as often as all others together; else empty.
std::string country_most_named(const CountryCodes& named) {
  std::size_t all = 0;
  const auto* most = static_cast<const CountryCodes::value_type*>(nullptr);
  for (const auto& country : named) {
    all += country.second;
    if (!most || country.second > most->second) most = &country;
  }
  return most && most->second > 1 && most->second * 4 >= all * 3 ? most->first : std::string();
}

/// The entry of a person in the lexicon of leaders: by the whole name, without middle names ("Recep Tayyip Erdogan"), or by a surname
/// that stands alone; or null.
const LexiconEntry* leader_called(const Program& program, const NameWords& words) {
  const Symbol lexicon = program.symbols.find("leaders");
  const LexiconEntry* whole = words.empty() ? nullptr : program.entry(lexicon, joined(words));
  if (whole || words.size() < 3) return whole;
  return program.entry(lexicon, words.front() + " " + words.back());
}

std::string_view attribute_of(const Program& program, const LexiconEntry& entry, Symbol name) {
  for (const LexiconField& field : entry.fields)
    if (field.name == name) return program.symbols.text(field.value);
  return {};
}

}  // namespace

/// Offices and bodies that several states have by one name ("the Foreign Secretary") get the country in `home`, unless something else
/// tells theirs, where the article names that country or none.
void settle_homes(Document& document, const Program& program) {
  const Symbols& symbols = program.symbols;
  const Symbol home = symbols.find("home"), country = symbols.find("country");
  if (!home || !country) return;
  std::vector<Mention*> open;
  for (Mention& mention : document.mentions)
    if (!field_value(mention, home).empty() && field_value(mention, home) != here && field_value(mention, country).empty())
      open.push_back(&mention);
  if (open.empty()) return;
  const auto named = countries_named(document, symbols, place_lexicons);
  for (Mention* mention : open) {
    const std::string_view its_home = field_value(*mention, home);
    if (!named.empty() && !named.contains(its_home)) continue;
    Field told;
    told.name = country;
    told.value = its_home;
    mention->fields.push_back(std::move(told));
  }
}

/// A town that a government acts in and a body, too ("Brussels"), is the body in `stands_for` where the article does not name its
/// country.
void settle_seats(Document& document, const Program& program) {
  const Symbols& symbols = program.symbols;
  const Symbol stands_for = symbols.find("stands_for"), country = symbols.find("country");
  if (!stands_for || !country) return;
  std::vector<Mention*> open;
  for (Mention& mention : document.mentions)
    if (mention.type == country && !field_value(mention, stands_for).empty()) open.push_back(&mention);
  if (open.empty()) return;
  const auto named = countries_named(document, symbols, {"countries", "demonyms"});
  for (Mention* mention : open) {
    if (named.contains(field_value(*mention, country))) continue;
    mention->type = symbols.find("organization");
    for (Field& field : mention->fields)
      if (field.name == country) field.value.clear();
  }
}

void know_leaders(ActorTable& table) {
  Document& document = table.document;
  const Symbols& symbols = table.program.symbols;
  const Symbol country = symbols.find("country"), strength = symbols.find("strength");
  std::vector<std::pair<std::uint32_t, const LexiconEntry*>> open;
  for (std::uint32_t i = 0; i < document.actors.size(); ++i) {
    if (document.actors[i].type != "person" || !document.actors[i].country.empty()) continue;
    if (const LexiconEntry* entry = leader_called(table.program, table.known[i].words)) open.emplace_back(i, entry);
  }
  if (open.empty()) return;
  CountryCodes named = countries_named(document, symbols, place_lexicons);
  for (const Actor& actor : document.actors) ++named[actor.country];
  named.erase("");
  for (const auto& [actor, entry] : open) {
    const std::string_view home = attribute_of(table.program, *entry, country);
    const bool sure = attribute_of(table.program, *entry, strength).empty();
    if (!sure && !named.empty() && !named.contains(home)) continue;
    table.set_country(actor, home);
    table.known[actor].leads = true;
  }
}

void know_natives(ActorTable& table) {
  Document& document = table.document;
  std::set<std::uint32_t> open;
  for (const Seen& seen : table.seen) {
    const Actor& actor = document.actors[seen.actor];
    const Mention& mention = document.mentions[seen.mention];
    if (actor.type != "person" || !actor.country.empty() || !table.is(mention, table.types.person)) continue;
    if (table.field(mention, "home") == here) open.insert(seen.actor);
  }
  if (open.empty()) return;
  const std::string country = country_most_named(countries_named(document, table.program.symbols, place_lexicons));
  if (country.empty()) return;
  const Symbol bodies = table.program.symbols.find("gov_bodies");
  for (const std::uint32_t actor : open) {
    const auto& roles = document.actors[actor].roles;
    const auto of_another = [&](const Role& role) {  // but not "Speaker of the House of Representatives"
      return !role.of.empty() && !table.program.entry(bodies, role.of);
    };
    if (std::any_of(roles.begin(), roles.end(), of_another)) continue;
    table.set_country(actor, country);
  }
}

}  // namespace readout
