// What the parts of link_actors share: the actors found so far, what is known of each beyond the output, and where each was
// seen. Internal. Entry point: ActorTable. Token positions are indexes into Document::tokens; actors into Document::actors.
//
// No question is answered by a look at all actors: they are found by words of their names, by whole names, by their country or by a
// key of their own, so that a text costs a time linear in its length, whoever it names. Where thousands share a word or key (every
// Minister Ali of a list), a bounded number of them is looked at.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "names.hpp"
#include "program.hpp"

namespace readout {

/// What is known of an actor beyond what the output says.
struct Known {
  NameWords words;                       ///< of its name
  std::string key;                       ///< what it is found by: a country's code, an acronym, a group's head
  std::array<int, 2> gender = {};        ///< how often the text told that it is a man, a woman; 100 for titles and forms of address
  const LexiconEntry* listed = nullptr;  ///< in the lexicon of organisations, whose other forms name it too
  std::string entry;                     ///< its canonical name in a list of the user's
  std::uint32_t last = none;             ///< first token of its latest mention
  std::uint32_t count = 0;               ///< mentions
  std::set<std::pair<std::uint32_t, std::uint32_t>> ranges;  ///< of its mentions, in bytes
  bool metonym = false;                                      ///< only a metonym has named it so far
  bool leads = false;                                        ///< the lexicon of leaders, and nothing else, tells its country
  std::map<std::string, std::uint32_t> aliases;              ///< folded, with how many aliases are spelled so
  std::set<std::string> spelled;                             ///< its aliases
  std::map<std::string, std::size_t> roles;                  ///< by folded title, the index of the role
  std::set<std::string> nouns;                               ///< folded: what the text says that it is ("a nurse")
};

/// In the place of an actor: several fit, and the text does not decide.
inline constexpr std::uint32_t undecided = none - 1;

/// One mention of an actor.
struct Seen {
  std::uint32_t token, sentence, actor;
  std::uint32_t mention;  ///< index into Document::mentions
};

struct ByToken {
  using is_transparent = void;
  bool operator()(const Seen& a, const Seen& b) const { return a.token < b.token; }
  bool operator()(const Seen& a, std::uint32_t b) const { return a.token < b; }
  bool operator()(std::uint32_t a, const Seen& b) const { return a < b.token; }
};

class ActorTable {
 public:
  using Indexes = std::vector<std::uint32_t>;

  ActorTable(Document& document, const Program& program);

  /// The first value of a field of a mention, by the field's name.
  [[nodiscard]] std::string_view field(const Mention& mention, const char* name) const {
    return field_value(mention, program.symbols.find(name));
  }
  /// The first field of this name that has a value, or null.
  [[nodiscard]] const Field* field_node(const Mention& mention, const char* name) const;
  /// The bytes of a mention's name: the field `name`, or all of it.
  [[nodiscard]] Range name_range(const Mention& mention) const;
  [[nodiscard]] std::string name_of(const Mention& mention) const { return std::string(document.slice(name_range(mention))); }

  std::uint32_t make(std::string_view type, std::string name, std::string key);
  /// A fuller name takes the place of the present one, which becomes an alias.
  void rename(std::uint32_t actor, const std::string& name, const NameWords& words);
  /// Roles, country, sector, gender and aliases that a mention tells.
  void describe(std::uint32_t actor, const Mention& mention, const std::string& name);
  void add_alias(std::uint32_t actor, const std::string& alias);
  /// The text tells that someone leaves the office of this folded title, or, who was to have it, has it now.
  void set_status(std::uint32_t actor, const std::string& title, std::string_view status);
  /// The actors that have one of these words in their name, or had it; in order. Of those who share a word the latest `most_alike`.
  [[nodiscard]] Indexes having(const NameWords& words) const;
  /// Adds to a list the actors that may have this name or alias, whole and folded, or its words as name: `most_alike` of each.
  void add_called(const std::string& name, Indexes& list) const;
  /// Notes that an actor can be found by a key, and adds those noted to a list, the first `most_alike`.
  void note(const std::string& key, std::uint32_t actor);
  void add_noted(const std::string& key, Indexes& list) const { add_found(by_key_, key, list); }
  /// The first and the last actor of type country that has this code, or `none`.
  [[nodiscard]] std::uint32_t first_country(std::string_view code) const;
  [[nodiscard]] std::uint32_t last_country(std::string_view code) const;
  /// Sets the country of an actor.
  void set_country(std::uint32_t actor, std::string_view code);
  [[nodiscard]] bool has_alias(std::uint32_t actor, const std::string& name) const;
  /// The name of a country in the lexicon of countries, by its code; empty where it has none.
  [[nodiscard]] std::string_view country_called(std::string_view code) const;
  /// Makes a mention one of this actor; false where the actor has one over the same words already.
  bool add_mention(std::uint32_t actor, std::uint32_t mention, std::string_view kind);
  /// The first actor that some words name, or none.
  [[nodiscard]] std::uint32_t first_named(TokenRange tokens) const;
  /// The same, or whom the mention around the words names ("Ana Ruiz" of "President Ana Ruiz").
  [[nodiscard]] std::uint32_t named_at(TokenRange tokens) const;
  /// Marks words as explained, so that no short form is read in them.
  void cover(TokenRange tokens);
  [[nodiscard]] bool covered(TokenRange tokens) const;
  [[nodiscard]] bool is(const Mention& mention, Symbol type) const { return type != 0 && mention.type == type; }
  /// Whether mentions of this type are linked to actors.
  [[nodiscard]] bool means_actor(const Mention& mention) const {
    for (const Symbol type : {types.person, types.country, types.organization, types.group, types.name, types.nominal, types.pronoun})
      if (is(mention, type)) return true;
    return false;
  }

  Document& document;
  const Program& program;
  struct Types {
    Symbol person, country, organization, group, name, nominal, pronoun, place, speaker, inner, joint, turn, apposition, other_name;
  };
  const Types types;         ///< of mentions; 0 where the grammar has no such type
  std::vector<Known> known;  ///< by actor
  std::multiset<Seen, ByToken> seen;
  std::map<std::uint32_t, std::vector<std::uint32_t>> together;  ///< by mention ("they"): actors that it means together
  std::vector<std::uint32_t> order;                              ///< indexes of the mentions, by their first token

  static constexpr std::size_t most_alike = 256;  ///< actors that are looked at of those who share a word or key

 private:
  using Index = std::unordered_map<std::string, Indexes>;

  void add_role(std::uint32_t actor, const Mention& mention, const Field& title);
  /// The person with an office who is named last before a mention, `but` for one; null where there is none.
  [[nodiscard]] const Actor* office_holder_before(const Mention& mention, const Actor& but) const;

  static void add_found(const Index& index, const std::string& key, Indexes& list);
  void note_name(std::uint32_t actor);

  std::vector<bool> covered_;  ///< by token: inside a linked mention
  Index by_word_, by_name_, by_key_;
  std::map<std::string, std::pair<std::uint32_t, std::uint32_t>, std::less<>> countries_;  ///< by code, the first and the last
};

/// homes.cpp: offices and bodies with a field `home` that no word gives a country have that one, where the document names it or none.
void settle_homes(Document& document, const Program& program);
/// homes.cpp: towns that stand for a body, too, are that body where the document does not name their country.
void settle_seats(Document& document, const Program& program);
/// homes.cpp: people to whom the document gives no country have that of their name in the lexicon `leaders`; of a `weak`
/// entry (a surname alone, a name that others have) where the document names that country or none.
void know_leaders(ActorTable& table);
/// homes.cpp: people to whom the document gives no country, and whose office has `home: here` and is of nobody who is named, have the
/// country that it is about, if it names one far more often than all others.
void know_natives(ActorTable& table);
/// roles.cpp: whether words are a title or what is left of it without words at its end ("Secretary" of "Secretary of State") or at its
/// beginning ("Minister" of "Foreign Minister"), but no higher office ("President" of "Vice President").
bool is_short_for(const Program& program, const NameWords& words, const NameWords& title);
/// roles.cpp: leaves out offices of a person that only shorten another ("the Minister" who is the foreign minister). The indexes of
/// Known::roles no longer hold after it.
void drop_short_titles(ActorTable& table);
/// actor_types.cpp: gives a type to the names that no rule could type, by the evidence that rules found for them in the whole
/// document; adds a mention of that type for each mention of the name.
void decide_types(Document& document, const Program& program);

/// coreference.cpp: descriptions and pronouns, once all names are known.
void link_descriptions(ActorTable& table);

}  // namespace readout
