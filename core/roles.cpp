// The offices of persons: as titles tell them, each once. Entry points: ActorTable::add_role, ActorTable::set_status, is_short_for,
// drop_short_titles.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "actor_table.hpp"

namespace readout {
namespace {

bool tells_no_more(const Role& role, const Role& than) {
  return role.status == than.status && (role.of.empty() || role.of == than.of) && (role.country.empty() || role.country == than.country);
}

}  // namespace

void ActorTable::add_role(std::uint32_t index, const Mention& mention, const Field& title) {
  Actor& actor = document.actors[index];
  Role role;
  role.title = title.value;
  const std::string suffix = "-" + std::string(field(mention, "suffix"));
  if (suffix.size() > 1 && role.title.ends_with(suffix)) role.title.resize(role.title.size() - suffix.size());
  role.of = field(mention, "of");
  role.country = field(mention, "country");
  const std::string_view peer = field(mention, "peer");
  const Actor* other = peer.empty() ? nullptr : office_holder_before(mention, actor);
  if (other) {
    role.title = other->roles.front().title;
    actor.sector = other->sector;
  }
  if (peer == "same") {
    if (!other) return;
    role.of = other->roles.front().of;
    role.country = other->roles.front().country;
    if (actor.country.empty()) set_country(index, other->country);
  }
  if (!field(mention, "status").empty()) role.status = field(mention, "status");
  role.range = title.tokens.empty() ? document.bytes(mention.tokens) : document.bytes(title.tokens);
  const auto [at, fresh] = known[index].roles.emplace(fold(role.title), actor.roles.size());
  if (fresh) return actor.roles.push_back(std::move(role));
  Role& old = actor.roles[at->second];
  if (old.of.empty()) old.of = role.of;
  if (old.country.empty()) old.country = role.country;
}

void ActorTable::set_status(std::uint32_t actor, const std::string& title, std::string_view status) {
  const auto at = known[actor].roles.find(title);
  if (at == known[actor].roles.end()) return;
  Role& role = document.actors[actor].roles[at->second];
  if (status == "former" || role.status == "designate") role.status = status;
}

const Actor* ActorTable::office_holder_before(const Mention& mention, const Actor& but) const {
  auto at = seen.lower_bound(mention.tokens.begin);
  for (std::size_t looked_at = 0; at != seen.begin() && looked_at < most_alike; ++looked_at) {
    const Actor& actor = document.actors[(--at)->actor];
    if (&actor != &but && actor.type == "person" && !actor.roles.empty()) return &actor;
  }
  return nullptr;
}

bool is_short_for(const Program& program, const NameWords& words, const NameWords& title) {
  if (words.size() > title.size()) return false;
  if (std::equal(words.begin(), words.end(), title.begin())) return true;
  const std::size_t rest = title.size() - words.size();
  return std::equal(words.rbegin(), words.rend(), title.rbegin()) && program.look_up("title_modifiers", title[rest - 1], "below").empty();
}

void drop_short_titles(ActorTable& table) {
  for (Actor& actor : table.document.actors) {
    if (actor.roles.size() < 2) continue;
    const std::vector<Role> all = actor.roles;
    std::erase_if(actor.roles, [&](const Role& role) {
      const NameWords words = name_words(role.title);
      return std::any_of(all.begin(), all.end(), [&](const Role& other) {
        const NameWords title = name_words(other.title);
        return words.size() < title.size() && is_short_for(table.program, words, title) && tells_no_more(role, other);
      });
    });
  }
}

}  // namespace readout
