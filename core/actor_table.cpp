// The table of actors that the parts of link_actors fill. Entry point: ActorTable (actor_table.hpp).
#include "actor_table.hpp"

#include <algorithm>
#include <utility>

namespace readout {

namespace {

ActorTable::Types types_of(const Symbols& symbols) {
  return {symbols.find("person"),  symbols.find("country"), symbols.find("organization"), symbols.find("group"),     symbols.find("name"),
          symbols.find("nominal"), symbols.find("pronoun"), symbols.find("place"),        symbols.find("speaker"),   symbols.find("inner"),
          symbols.find("joint"),   symbols.find("turn"),    symbols.find("apposition"),   symbols.find("other_name")};
}

/// Calls `use` with what a word of a name is found by: itself and, behind an article, the rest of it.
template <typename Use>
void each_key(const std::string& word, Use use) {
  use(word);
  const std::string_view bare = without_article(word);
  if (bare != word) use(std::string(bare));
}

}  // namespace

ActorTable::ActorTable(Document& d, const Program& p) : document(d), program(p), types(types_of(p.symbols)), covered_(d.tokens.size()) {
  order.resize(document.mentions.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return document.mentions[a].tokens.begin < document.mentions[b].tokens.begin; });
}

const Field* ActorTable::field_node(const Mention& mention, const char* wanted) const {
  const Symbol symbol = program.symbols.find(wanted);
  for (const Field& f : mention.fields)
    if (symbol != 0 && f.name == symbol && !f.value.empty()) return &f;
  return nullptr;
}

Range ActorTable::name_range(const Mention& mention) const {
  const Field* found = field_node(mention, "name");
  return document.bytes(found && !found->tokens.empty() ? found->tokens : mention.tokens);
}

std::uint32_t ActorTable::make(std::string_view type, std::string actor_name, std::string key) {
  Actor actor;
  actor.type = type;
  actor.name = std::move(actor_name);
  document.actors.push_back(std::move(actor));
  Known made;
  made.words = name_words(document.actors.back().name);
  made.key = std::move(key);
  known.push_back(std::move(made));
  const auto index = static_cast<std::uint32_t>(document.actors.size() - 1);
  note_name(index);
  return index;
}

void ActorTable::rename(std::uint32_t actor, const std::string& fuller, const NameWords& words) {
  add_alias(actor, std::exchange(document.actors[actor].name, fuller));
  if (known[actor].spelled.erase(fuller) > 0) {
    std::erase(document.actors[actor].aliases, fuller);
    --known[actor].aliases[fold(fuller)];
  }
  known[actor].words = words;
  note_name(actor);
}

void ActorTable::note_name(std::uint32_t actor) {
  for (const std::string& word : known[actor].words) each_key(word, [&](const std::string& key) { by_word_[key].push_back(actor); });
  const std::string name = fold(document.actors[actor].name), words = joined(known[actor].words);
  by_name_[name].push_back(actor);
  if (words != name) by_name_[words].push_back(actor);
}

void ActorTable::add_found(const Index& index, const std::string& key, Indexes& list) {
  const auto at = index.find(key);
  if (at == index.end()) return;
  const auto count = static_cast<std::ptrdiff_t>(std::min(at->second.size(), most_alike));
  list.insert(list.end(), at->second.begin(), at->second.begin() + count);
}

void ActorTable::add_called(const std::string& name, Indexes& list) const {
  add_found(by_name_, fold(name), list);
  add_found(by_name_, joined(name_words(name)), list);
}

void ActorTable::note(const std::string& key, std::uint32_t actor) { by_key_[key].push_back(actor); }

std::uint32_t ActorTable::first_country(std::string_view code) const {
  const auto at = countries_.find(code);
  return at == countries_.end() ? none : at->second.first;
}

std::uint32_t ActorTable::last_country(std::string_view code) const {
  const auto at = countries_.find(code);
  return at == countries_.end() ? none : at->second.second;
}

void ActorTable::set_country(std::uint32_t actor, std::string_view code) {
  document.actors[actor].country = code;
  if (document.actors[actor].type != "country" || code.empty()) return;
  auto& [first, last] = countries_.emplace(code, std::pair(actor, actor)).first->second;
  first = std::min(first, actor);
  last = std::max(last, actor);
}

ActorTable::Indexes ActorTable::having(const NameWords& words) const {
  Indexes out;
  for (const std::string& word : words)
    each_key(word, [&](const std::string& key) {
      const auto at = by_word_.find(key);
      if (at == by_word_.end()) return;
      const auto count = static_cast<std::ptrdiff_t>(std::min(at->second.size(), most_alike));
      out.insert(out.end(), at->second.end() - count, at->second.end());
    });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void ActorTable::describe(std::uint32_t index, const Mention& mention, const std::string& called) {
  Actor& actor = document.actors[index];
  const Symbol titled = program.symbols.find("title");
  for (const Field& f : mention.fields)
    if (f.name == titled && titled && actor.type == "person") add_role(index, mention, f);
  if (actor.country.empty()) set_country(index, field(mention, "country"));
  if (actor.sector.empty()) actor.sector = field(mention, "sector");
  if (actor.external_id.empty()) actor.external_id = field(mention, "id");
  if (field(mention, "gender") == "m") known[index].gender[0] = 100;
  if (field(mention, "gender") == "f") known[index].gender[1] = 100;
  add_alias(index, called);
  const Field* title = field_node(mention, "title");
  const Field* named = field_node(mention, "name");
  if (title && named && !title->tokens.empty() && title->tokens.end == named->tokens.begin)
    add_alias(index, std::string(document.slice(document.bytes({title->tokens.begin, named->tokens.end}))));
  const Symbol alias = program.symbols.find("alias"), acronym = program.symbols.find("acronym");
  for (const Field& f : mention.fields)
    if ((f.name == alias || f.name == acronym) && f.name && !f.tokens.empty()) add_alias(index, f.value);
}

void ActorTable::add_alias(std::uint32_t index, const std::string& alias) {
  Actor& actor = document.actors[index];
  if (alias == actor.name || alias.empty() || !known[index].spelled.insert(alias).second) return;
  actor.aliases.push_back(alias);
  std::string folded = fold(alias);
  ++known[index].aliases[folded];
  by_name_[std::move(folded)].push_back(index);
}

bool ActorTable::has_alias(std::uint32_t actor, const std::string& called) const {
  const auto at = known[actor].aliases.find(fold(called));
  return at != known[actor].aliases.end() && at->second > 0;
}

std::string_view ActorTable::country_called(std::string_view code) const {
  const Symbol countries = program.symbols.find("countries"), coded = program.symbols.find("code"), named = program.symbols.find("name");
  for (const LexiconLayer& layer : program.layers) {
    if (layer.hides(countries)) continue;
    for (const LexiconEntry& entry : layer.lexicons->entries) {
      if (entry.lexicon != countries) continue;
      std::string_view its_code, its_name;
      for (const LexiconField& field : entry.fields)
        if (field.name == coded)
          its_code = program.symbols.text(field.value);
        else if (field.name == named)
          its_name = program.symbols.text(field.value);
      if (its_code == code && !code.empty()) return its_name;
    }
  }
  return {};
}

bool ActorTable::add_mention(std::uint32_t actor, std::uint32_t index, std::string_view kind) {
  Mention& mention = document.mentions[index];
  mention.link = actor;
  cover(mention.tokens);
  static constexpr std::array<std::string_view, 5> kinds = {"name", "title", "nominal", "pronoun", "metonym"};
  const auto* listed = std::find(kinds.begin(), kinds.end(), kind);
  const std::string_view stored = listed == kinds.end() ? kinds[0] : *listed;
  const Range range = stored == "name" || stored == "metonym" ? name_range(mention) : document.bytes(mention.tokens);
  if (!known[actor].ranges.emplace(range.begin, range.end).second) return false;
  document.actors[actor].mentions.push_back({range, stored, mention.rule});
  known[actor].last = mention.tokens.begin;
  ++known[actor].count;
  seen.insert({mention.tokens.begin, document.tokens[mention.tokens.begin].sentence, actor, index});
  return true;
}

std::uint32_t ActorTable::first_named(TokenRange tokens) const {
  const auto first = seen.lower_bound(tokens.begin);
  return first == seen.end() || first->token >= tokens.end ? none : first->actor;
}

std::uint32_t ActorTable::named_at(TokenRange tokens) const {
  const std::uint32_t actor = first_named(tokens);
  auto around = seen.lower_bound(tokens.begin);
  if (actor != none || around == seen.begin()) return actor;
  --around;
  return document.mentions[around->mention].tokens.covers(tokens) ? around->actor : none;
}

void ActorTable::cover(TokenRange tokens) { std::fill(covered_.begin() + tokens.begin, covered_.begin() + tokens.end, true); }

bool ActorTable::covered(TokenRange tokens) const {
  return std::find(covered_.begin() + tokens.begin, covered_.begin() + tokens.end, true) != covered_.begin() + tokens.end;
}

}  // namespace readout
