// The table of actors that the parts of link_actors fill. Entry point: ActorTable (actor_table.hpp).
#include "actor_table.hpp"

#include <algorithm>
#include <utility>

namespace readout {

namespace {

ActorTable::Types types_of(const Symbols& symbols) {
  return {symbols.find("person"),  symbols.find("country"), symbols.find("organization"), symbols.find("group"),
          symbols.find("name"),    symbols.find("nominal"), symbols.find("pronoun"),      symbols.find("place"),
          symbols.find("speaker"), symbols.find("inner"),   symbols.find("joint"),
          symbols.find("turn")};
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
  note_words(index);
  return index;
}

void ActorTable::rename(std::uint32_t actor, const std::string& fuller, const NameWords& words) {
  add_alias(actor, std::exchange(document.actors[actor].name, fuller));
  std::erase(document.actors[actor].aliases, fuller);
  known[actor].words = words;
  note_words(actor);
}

void ActorTable::note_words(std::uint32_t actor) {
  for (const std::string& word : known[actor].words) each_key(word, [&](const std::string& key) { by_word_[key].push_back(actor); });
}

std::vector<std::uint32_t> ActorTable::having(const NameWords& words) const {
  std::vector<std::uint32_t> out;
  for (const std::string& word : words)
    each_key(word, [&](const std::string& key) {
      if (const auto found = by_word_.find(key); found != by_word_.end()) out.insert(out.end(), found->second.begin(), found->second.end());
    });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void ActorTable::describe(std::uint32_t index, const Mention& mention, const std::string& called) {
  Actor& actor = document.actors[index];
  const Symbol titled = program.symbols.find("title");
  for (const Field& f : mention.fields)
    if (f.name == titled && titled && actor.type == "person") add_role(actor, mention, f);
  if (actor.country.empty()) actor.country = field(mention, "country");
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

void ActorTable::add_role(Actor& actor, const Mention& mention, const Field& title) const {
  Role role;
  role.title = title.value;
  const std::string suffix = "-" + std::string(field(mention, "suffix"));
  if (suffix.size() > 1 && role.title.ends_with(suffix)) role.title.resize(role.title.size() - suffix.size());
  role.of = field(mention, "of");
  role.country = field(mention, "country");
  if (field(mention, "peer") == "yes") {
    if (const Actor* peer = office_holder_before(mention, actor)) {
      role.title = peer->roles.front().title;
      actor.sector = peer->sector;
    }
  }
  if (!field(mention, "status").empty()) role.status = field(mention, "status");
  role.range = title.tokens.empty() ? document.bytes(mention.tokens) : document.bytes(title.tokens);
  for (Role& old : actor.roles) {
    if (fold(old.title) != fold(role.title)) continue;
    if (old.of.empty()) old.of = role.of;
    if (old.country.empty()) old.country = role.country;
    return;
  }
  actor.roles.push_back(std::move(role));
}

const Actor* ActorTable::office_holder_before(const Mention& mention, const Actor& but) const {
  const Seen* latest = nullptr;
  for (const Seen& one : seen) {
    const Actor& actor = document.actors[one.actor];
    if (one.token >= mention.tokens.begin || &actor == &but || actor.type != "person" || actor.roles.empty()) continue;
    if (!latest || one.token >= latest->token) latest = &one;
  }
  return latest ? &document.actors[latest->actor] : nullptr;
}

void ActorTable::add_alias(std::uint32_t index, const std::string& alias) {
  Actor& actor = document.actors[index];
  if (alias != actor.name && !alias.empty() && std::find(actor.aliases.begin(), actor.aliases.end(), alias) == actor.aliases.end())
    actor.aliases.push_back(alias);
}

bool ActorTable::has_alias(std::uint32_t actor, const std::string& called) const {
  const std::string folded = fold(called);
  const auto& aliases = document.actors[actor].aliases;
  return std::any_of(aliases.begin(), aliases.end(), [&](const std::string& alias) { return fold(alias) == folded; });
}

std::string_view ActorTable::country_called(std::string_view code) const {
  const Symbol countries = program.symbols.find("countries"), coded = program.symbols.find("code"), named = program.symbols.find("name");
  for (const LexiconLayer& layer : program.layers) {
    if (layer.hides(countries)) continue;
    for (const LexiconEntry& entry : layer.lexicons->entries) {
      if (entry.lexicon != countries) continue;
      std::string_view its_code, its_name;
      for (const Field& field : entry.fields)
        if (field.name == coded)
          its_code = field.value;
        else if (field.name == named)
          its_name = field.value;
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
  seen.push_back({mention.tokens.begin, document.tokens[mention.tokens.begin].sentence, actor, index, stored == "pronoun"});
  return true;
}

void ActorTable::cover(TokenRange tokens) { std::fill(covered_.begin() + tokens.begin, covered_.begin() + tokens.end, true); }

bool ActorTable::covered(TokenRange tokens) const {
  return std::find(covered_.begin() + tokens.begin, covered_.begin() + tokens.end, true) != covered_.begin() + tokens.end;
}

}  // namespace readout
