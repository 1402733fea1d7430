// Mentions to actors and places: names, short forms, descriptions and pronouns that are the same one. Entry point: link_actors.
//
// 1. named mentions, in text order: people by name, countries by code, organisations by name or acronym, groups by head;
// 2. capitalised words that no rule could type, where they are a short form of someone known by now;
// 3. descriptions ("the minister") and pronouns, in text order, by agreement and salience; undecided ones stay unlinked.
// Every linked mention becomes an edge <actor> (or a link of <place>) for the rules of events. What a description is and how a
// pronoun agrees is told by the grammar's fields.
#include <algorithm>
#include <map>

#include "names.hpp"
#include "program.hpp"

namespace readout {
namespace {

std::string joined(const NameWords& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

struct Known {
  NameWords words;
  std::string gender, key;
};

struct Seen {
  std::uint32_t token, sentence, actor;
  bool pronoun;
};

class ActorLinker {
 public:
  ActorLinker(Document& document, const Program& program) : doc_(document), program_(program) {}

  void run() {
    const auto symbol = [&](const char* text) { return program_.symbols.find(text); };
    person_ = symbol("person"), country_ = symbol("country"), organization_ = symbol("organization"), group_ = symbol("group");
    name_ = symbol("name"), nominal_ = symbol("nominal"), pronoun_ = symbol("pronoun"), place_ = symbol("place");
    std::vector<std::uint32_t> order(doc_.mentions.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return doc_.mentions[a].tokens.begin < doc_.mentions[b].tokens.begin; });
    for (const std::uint32_t i : order) named(i);
    for (const std::uint32_t i : order) short_form(i);
    std::stable_sort(seen_.begin(), seen_.end(), [](const Seen& a, const Seen& b) { return a.token < b.token; });
    for (const std::uint32_t i : order) described(i);
    publish();
  }

 private:
  [[nodiscard]] std::string_view field(const Mention& mention, const char* name) const {
    return field_value(mention, program_.symbols.find(name));
  }

  [[nodiscard]] const Field* field_node(const Mention& mention, const char* name) const {
    const Symbol wanted = program_.symbols.find(name);
    for (const Field& f : mention.fields)
      if (f.name == wanted && !f.value.empty()) return &f;
    return nullptr;
  }

  /// The words of a mention's name: the field `name`, or all of it.
  [[nodiscard]] Range name_range(const Mention& mention) const {
    const Field* name = field_node(mention, "name");
    return doc_.bytes(name && !name->tokens.empty() ? name->tokens : mention.tokens);
  }

  // ---- names
  void named(std::uint32_t index) {
    const Symbol type = doc_.mentions[index].type;
    if (type == place_ && place_) return place(index);
    if (!type || (type != person_ && type != country_ && type != organization_ && type != group_)) return;
    const Mention& mention = doc_.mentions[index];
    const std::string name(doc_.slice(name_range(mention)));
    const std::uint32_t actor = type == person_         ? find_person(name)
                                : type == country_      ? find_country(mention)
                                : type == organization_ ? find_organization(mention, name)
                                                        : find_group(mention, name);
    describe(actor, mention, name);
    add_mention(actor, index, field(mention, "kind").empty() ? "name" : field(mention, "kind"));
  }

  std::uint32_t make(std::string_view type, std::string name, std::string key) {
    Actor actor;
    actor.type = type;
    actor.name = std::move(name);
    doc_.actors.push_back(std::move(actor));
    Known known;
    known.words = name_words(doc_.actors.back().name);
    known.key = std::move(key);
    known_.push_back(std::move(known));
    return static_cast<std::uint32_t>(doc_.actors.size() - 1);
  }

  [[nodiscard]] std::uint32_t find_person(const std::string& name) {
    const NameWords words = name_words(name);
    std::uint32_t best = none;
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i) {
      if (doc_.actors[i].type != "person") continue;
      const Agreement agreement = same_person(words, known_[i].words);
      if (agreement == Agreement::none) continue;
      best = i;
      if (agreement == Agreement::full) break;
    }
    if (best == none) return make("person", name, {});
    if (words.size() > known_[best].words.size()) rename(best, name, words);
    return best;
  }

  [[nodiscard]] std::uint32_t find_country(const Mention& mention) {
    const std::string code(field(mention, "country"));
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i)
      if (doc_.actors[i].type == "country" && doc_.actors[i].country == code) return name_better(i, mention), i;
    const std::uint32_t made = make("country", std::string(doc_.slice(name_range(mention))), code);
    metonym_[made] = field(mention, "kind") == "metonym";
    doc_.actors[made].country = code;
    return made;
  }

  /// A country's own name beats a metonym, and a name of more words one of fewer ("United States", "U.S.").
  void name_better(std::uint32_t index, const Mention& mention) {
    const std::string name(doc_.slice(name_range(mention)));
    const bool metonym = field(mention, "kind") == "metonym";
    const NameWords words = name_words(name);
    if (metonym || !(metonym_[index] || words.size() > known_[index].words.size())) return;
    rename(index, name, words);
    metonym_[index] = false;
  }

  void rename(std::uint32_t index, const std::string& name, const NameWords& words) {
    add_alias(doc_.actors[index], std::exchange(doc_.actors[index].name, name));
    std::erase(doc_.actors[index].aliases, name);
    known_[index].words = words;
  }

  [[nodiscard]] std::uint32_t find_organization(const Mention& mention, const std::string& name) {
    const NameWords words = name_words(name);
    const std::string key(field(mention, "acronym").empty() ? joined(words) : fold(field(mention, "acronym")));
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i)
      if (doc_.actors[i].type == "organization" &&
          (known_[i].words == words || known_[i].key == key || known_[i].key == joined(words) || has_alias(i, name) ||
           is_acronym_of(name, doc_.actors[i].name) || is_acronym_of(doc_.actors[i].name, name))) {
        if (words.size() > known_[i].words.size()) rename(i, name, words);
        return i;
      }
    return make("organization", name, key);
  }

  [[nodiscard]] bool has_alias(std::uint32_t actor, const std::string& name) const {
    const std::string folded = fold(name);
    const auto& aliases = doc_.actors[actor].aliases;
    return std::any_of(aliases.begin(), aliases.end(), [&](const std::string& alias) { return fold(alias) == folded; });
  }

  /// Groups are one where they have the same head and country, and nobody's words say more than both tell ("observers",
  /// "observers across Europe", but not "Western powers" and "regional powers").
  [[nodiscard]] std::uint32_t find_group(const Mention& mention, const std::string& name) {
    const std::string head = fold(field(mention, "title")) + "\n" + std::string(field(mention, "country"));
    const NameWords words = name_words(name);
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i)
      if (doc_.actors[i].type == "group" && known_[i].key == head && (all_in(words, known_[i].words) || all_in(known_[i].words, words)))
        return i;
    const std::uint32_t made = make("group", name, head);
    doc_.actors[made].provisional = true;
    return made;
  }

  [[nodiscard]] static bool all_in(const NameWords& part, const NameWords& whole) {
    return std::all_of(part.begin(), part.end(),
                       [&](const std::string& word) { return std::find(whole.begin(), whole.end(), word) != whole.end(); });
  }

  /// Roles, country, sector and aliases that a mention tells.
  void describe(std::uint32_t index, const Mention& mention, const std::string& name) {
    Actor& actor = doc_.actors[index];
    const Symbol titled = program_.symbols.find("title");
    for (const Field& f : mention.fields)
      if (f.name == titled && titled && actor.type == "person") add_role(actor, mention, f);
    const std::string country(field(mention, "country"));
    if (actor.country.empty()) actor.country = country;
    if (actor.sector.empty()) actor.sector = field(mention, "sector");
    add_alias(actor, name);
    const Field* title = field_node(mention, "title");
    const Field* named = field_node(mention, "name");
    if (title && named && !title->tokens.empty() && title->tokens.end == named->tokens.begin)
      add_alias(actor, std::string(doc_.slice(doc_.bytes({title->tokens.begin, named->tokens.end}))));
    const Symbol alias = program_.symbols.find("alias"), acronym = program_.symbols.find("acronym");
    for (const Field& f : mention.fields)
      if ((f.name == alias || f.name == acronym) && f.name && !f.tokens.empty()) add_alias(actor, f.value);
  }

  void add_role(Actor& actor, const Mention& mention, const Field& title) const {
    Role role;
    role.title = title.value;
    role.of = field(mention, "of");
    role.country = field(mention, "country");
    if (!field(mention, "status").empty()) role.status = field(mention, "status");
    role.range = title.tokens.empty() ? doc_.bytes(mention.tokens) : doc_.bytes(title.tokens);
    for (Role& old : actor.roles) {
      if (fold(old.title) != fold(role.title)) continue;
      if (old.of.empty()) old.of = role.of;
      if (old.country.empty()) old.country = role.country;
      return;
    }
    actor.roles.push_back(std::move(role));
  }

  static void add_alias(Actor& actor, const std::string& alias) {
    if (alias != actor.name && !alias.empty() && std::find(actor.aliases.begin(), actor.aliases.end(), alias) == actor.aliases.end())
      actor.aliases.push_back(alias);
  }

  void add_mention(std::uint32_t actor, std::uint32_t index, std::string_view kind) {
    Mention& mention = doc_.mentions[index];
    mention.link = actor;
    std::fill(covered_.begin() + mention.tokens.begin, covered_.begin() + mention.tokens.end, true);
    static constexpr std::array<std::string_view, 5> kinds = {"name", "title", "nominal", "pronoun", "metonym"};
    const auto* known = std::find(kinds.begin(), kinds.end(), kind);
    const std::string_view stored = known == kinds.end() ? kinds[0] : *known;
    const Range range = stored == "name" || stored == "metonym" ? name_range(mention) : doc_.bytes(mention.tokens);
    auto& mentions = doc_.actors[actor].mentions;
    if (std::any_of(mentions.begin(), mentions.end(), [&](const ActorMention& m) { return m.range == range; })) return;
    mentions.push_back({range, stored, mention.rule});
    seen_.push_back({mention.tokens.begin, doc_.tokens[mention.tokens.begin].sentence, actor, stored == "pronoun"});
  }

  // ---- short forms of names already known
  void short_form(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    if (mention.type != name_ || !name_ || covered(mention.tokens)) return;
    const std::string name(doc_.slice(name_range(mention)));
    const NameWords words = name_words(name);
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i) {
      const std::string& type = doc_.actors[i].type;
      const bool same = type == "person" ? same_person(words, known_[i].words) != Agreement::none && words.size() <= known_[i].words.size()
                                         : type == "organization" && (has_alias(i, name) || is_acronym_of(name, doc_.actors[i].name));
      if (!same) continue;
      add_alias(doc_.actors[i], name);
      return add_mention(i, index, "name");
    }
  }

  /// Whether a linked mention lies over these tokens already.
  [[nodiscard]] bool covered(TokenRange tokens) const {
    return std::find(covered_.begin() + tokens.begin, covered_.begin() + tokens.end, true) != covered_.begin() + tokens.end;
  }

  // ---- descriptions and pronouns
  void described(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    if (mention.type == nominal_ && nominal_) return nominal(index);
    if (mention.type != pronoun_ || !pronoun_ || field(mention, "person") != "3") return;
    const std::uint32_t actor = antecedent(mention);
    if (actor == none) return;
    if (known_[actor].gender.empty() && (field(mention, "gender") == "m" || field(mention, "gender") == "f"))
      known_[actor].gender = field(mention, "gender");
    insert_mention(actor, index, "pronoun");
  }

  /// As add_mention, where `seen_` is in text order already.
  void insert_mention(std::uint32_t actor, std::uint32_t index, std::string_view kind) {
    const std::size_t before = seen_.size();
    add_mention(actor, index, kind);
    if (seen_.size() > before) std::rotate(first_seen_after(doc_.mentions[index].tokens.begin, before), seen_.end() - 1, seen_.end());
  }

  /// The first of the first `count` sightings that stands behind a token.
  std::vector<Seen>::iterator first_seen_after(std::uint32_t token, std::size_t count) {
    return std::upper_bound(seen_.begin(), seen_.begin() + static_cast<std::ptrdiff_t>(count), token,
                            [](std::uint32_t t, const Seen& seen) { return t < seen.token; });
  }

  /// The first sighting at or behind a token.
  [[nodiscard]] std::vector<Seen>::const_iterator seen_from(std::uint32_t token) const {
    return std::lower_bound(seen_.begin(), seen_.end(), token, [](const Seen& seen, std::uint32_t t) { return seen.token < t; });
  }

  /// "his government": the country of the person that the pronoun means, if the text names it.
  [[nodiscard]] std::uint32_t own_country(const Mention& mention) const {
    Mention pronoun = mention;
    for (Field& f : pronoun.fields) {
      if (f.name == program_.symbols.find("owner_gender")) f.name = program_.symbols.find("gender");
      if (f.name == program_.symbols.find("owner_number")) f.name = program_.symbols.find("number");
    }
    const std::uint32_t owner = antecedent(pronoun);
    for (std::uint32_t i = 0; owner != none && i < doc_.actors.size(); ++i)
      if (doc_.actors[i].type == "country" && !doc_.actors[owner].country.empty() && doc_.actors[i].country == doc_.actors[owner].country)
        return i;
    return none;
  }

  void nominal(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    std::uint32_t actor = none;
    if (field_node(mention, "owner_gender")) {
      actor = own_country(mention);
      if (actor != none) insert_mention(actor, index, "nominal");
      return;
    }
    for (auto seen = seen_from(mention.tokens.begin); seen != seen_.begin() && actor == none;)
      if (nominal_fits(mention, (--seen)->actor)) actor = seen->actor;
    const bool known = actor != none;
    if (!known) {
      const std::string_view type = field(mention, "type").empty() ? "person" : field(mention, "type");
      actor = make(type, std::string(doc_.slice(name_range(mention))), fold(field(mention, "head")));
      doc_.actors[actor].provisional = true;
      describe(actor, mention, doc_.actors[actor].name);
    }
    insert_mention(actor, index, field(mention, "kind").empty() ? "nominal" : field(mention, "kind"));
  }

  /// A description fits an actor that has its head as a title, or as the last word of its name.
  [[nodiscard]] bool nominal_fits(const Mention& mention, std::uint32_t index) const {
    const Actor& actor = doc_.actors[index];
    const std::string_view type = field(mention, "type");
    if (actor.type != (type.empty() ? "person" : type) || field(mention, "definite") != "yes") return false;
    const std::string_view country = field(mention, "country");
    if (!country.empty() && !actor.country.empty() && country != actor.country) return false;
    const NameWords wanted = name_words(field(mention, "title").empty() ? field(mention, "head") : field(mention, "title"));
    if (wanted.empty()) return actor.type == "country";
    const auto ends_alike = [&](const NameWords& words) {
      return std::equal(wanted.rbegin(), wanted.rend(), words.rbegin(), words.rend()) ||
             (words.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), words.begin())) ||
             (words.size() >= wanted.size() && std::equal(wanted.rbegin(), wanted.rend(), words.rbegin()));
    };
    if (actor.type != "person") return ends_alike(known_[index].words);
    return std::any_of(actor.roles.begin(), actor.roles.end(), [&](const Role& role) { return ends_alike(name_words(role.title)); });
  }

  /// The nearest actor that agrees: the first of this sentence, then the first of the sentence before, then the last at all.
  [[nodiscard]] std::uint32_t antecedent(const Mention& pronoun) const {
    const std::uint32_t sentence = doc_.tokens[pronoun.tokens.begin].sentence;
    std::uint32_t best = none, nearest = farthest_antecedent + 1;
    for (auto seen = seen_from(pronoun.tokens.begin); seen != seen_.begin();) {
      const std::uint32_t distance = sentence - (--seen)->sentence;
      if (distance > farthest_antecedent) break;
      if (!agrees(pronoun, seen->actor) || distance > nearest || (distance == nearest && distance > 1)) continue;
      best = seen->actor;
      nearest = distance;
    }
    return best;
  }

  [[nodiscard]] bool agrees(const Mention& pronoun, std::uint32_t index) const {
    const Actor& actor = doc_.actors[index];
    const std::string_view gender = field(pronoun, "gender");
    if (field(pronoun, "number") == "pl") return actor.type == "group" || actor.type == "organization";
    if (gender == "n") return actor.type == "country" || actor.type == "organization";
    return actor.type == "person" && (known_[index].gender.empty() || known_[index].gender == gender);
  }

  // ---- places
  void place(std::uint32_t index) {
    Mention& mention = doc_.mentions[index];
    const Range range = name_range(mention);
    const std::string name(doc_.slice(range));
    std::uint32_t found = none;
    for (std::uint32_t i = 0; i < doc_.places.size(); ++i)
      if (fold(doc_.places[i].name) == fold(name)) found = i;
    if (found == none) {
      Place made;
      made.name = name;
      made.country = field(mention, "country");
      made.lat = coordinate(field(mention, "lat"));
      made.lon = coordinate(field(mention, "lon"));
      found = static_cast<std::uint32_t>(doc_.places.size());
      doc_.places.push_back(std::move(made));
    }
    mention.link = found;
    std::fill(covered_.begin() + mention.tokens.begin, covered_.begin() + mention.tokens.end, true);
    doc_.places[found].mentions.push_back({range, "name", mention.rule});
  }

  /// "-12.34" to a number, without the locale.
  [[nodiscard]] static std::optional<double> coordinate(std::string_view text) {
    if (text.empty()) return std::nullopt;
    double value = 0, scale = 0;
    for (const char c : text) {
      if (c == '.') scale = 1;
      if (c < '0' || c > '9') continue;
      value = value * 10 + (c - '0');
      scale *= 10;
    }
    if (scale > 0) value /= scale;
    return text.front() == '-' ? -value : value;
  }

  // ---- edges for the rules of events
  void publish() {
    const Symbol actor = program_.symbols.find("actor");
    if (!actor) return;
    const std::size_t count = doc_.mentions.size();
    for (std::size_t i = 0; i < count; ++i) {
      const Symbol type = doc_.mentions[i].type;
      const bool someone =
          type == pronoun_ && field(doc_.mentions[i], "gender") != "n";  // "she" says something even where nobody knows who she is
      if ((doc_.mentions[i].link == none && !someone) || type == place_) continue;
      Mention edge;
      edge.type = actor;
      edge.tokens = doc_.mentions[i].tokens;
      edge.rule = doc_.mentions[i].rule;
      edge.link = doc_.mentions[i].link;
      add_field(edge, "kind", type == pronoun_ ? "pronoun" : type == nominal_ ? "nominal" : type == group_ ? "group" : "name");
      if (edge.link != none) add_field(edge, "type", doc_.actors[edge.link].type);
      for (const char* name : {"person", "number", "case", "country", "title"})
        if (!field(doc_.mentions[i], name).empty()) add_field(edge, name, field(doc_.mentions[i], name));
      doc_.mentions.push_back(std::move(edge));
    }
  }

  void add_field(Mention& mention, const char* name, std::string_view value) const {
    Field made;
    made.name = program_.symbols.find(name);
    made.value = value;
    mention.fields.push_back(std::move(made));
  }

  static constexpr std::uint32_t farthest_antecedent = 4;  ///< sentences

  Document& doc_;
  const Program& program_;
  std::vector<Known> known_;
  std::vector<bool> covered_ = std::vector<bool>(doc_.tokens.size());  ///< by token: inside a linked mention
  std::vector<Seen> seen_;
  std::map<std::uint32_t, bool> metonym_;  ///< countries that only a metonym has named so far
  Symbol person_ = 0, country_ = 0, organization_ = 0, group_ = 0, name_ = 0, nominal_ = 0, pronoun_ = 0, place_ = 0;
};

}  // namespace

void link_actors(Document& document, const Program& program) { ActorLinker(document, program).run(); }

}  // namespace readout
