// Descriptions ("the minister") and pronouns: which actor they mean, by agreement and salience. Entry point: link_descriptions.
//
// A description goes to the latest actor with such a role or name; a pronoun to the candidate of the last sentences that agrees
// in number and gender and is most salient: near, the subject, often named (after the weights of Lappin and Leass 1994). "I" in
// a quotation is its speaker, whom no "he" in it means. The text is read twice: what pronouns tell of someone's gender
// where only one person can be meant holds for the whole text. What a description is and how a pronoun agrees is told by the
// fields of the grammar; where the text does not decide, the mention stays unlinked.
#include <algorithm>
#include <cmath>
#include <map>

#include "actor_table.hpp"
#include "speakers.hpp"

namespace readout {
namespace {

constexpr std::uint32_t farthest_antecedent = 4;  ///< sentences
constexpr std::uint32_t lands_reach = 12;         ///< sentences: from "both sides" back to the two countries

struct Choice {
  std::uint32_t actor = none;
  double score = 0, lead = 0;  ///< lead: over the next actor; its score where there is no other
};

class Describer {
 public:
  explicit Describer(ActorTable& table) : t_(table), doc_(table.document), speakers_(table) {}

  void run() {
    collect_joints();
    collect_appositions();
    take_countries_of_bodies();
    know_leaders(t_);
    collect_surroundings();
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i) {
      note_described(i);
      note_unowned(i);
    }
    for (const Seen& seen : t_.seen) note_seen(seen);
    learn_genders();
    for (const std::uint32_t i : t_.order) described(i);
    for (const auto& [actor, mention] : called_) add_apposition(actor, doc_.mentions[mention]);
  }

 private:
  // ---- actors that are named together
  /// <joint>: the fields `member` have the words of each ("Chile and Peru").
  void collect_joints() {
    const Symbol member = t_.program.symbols.find("member");
    for (const Mention& mention : doc_.mentions) {
      if (!t_.is(mention, t_.types.joint)) continue;
      Joint joint{mention.tokens, {}};
      for (const Field& f : mention.fields)
        if (f.name == member && !f.tokens.empty()) joint.members.push_back(f.tokens);
      joints_.push_back(std::move(joint));
    }
    std::stable_sort(joints_.begin(), joints_.end(), [](const Joint& a, const Joint& b) { return a.tokens.begin < b.tokens.begin; });
  }

  /// Whom "they" means, where several were named together in this sentence or the last one, and no group since.
  [[nodiscard]] std::vector<std::uint32_t> named_together(const Mention& pronoun) const {
    const std::uint32_t begin = pronoun.tokens.begin, sentence = doc_.tokens[begin].sentence;
    const Joint* last = nullptr;
    const std::uint32_t first = doc_.sentences[sentence == 0 ? 0 : sentence - 1].tokens.begin;
    auto joint =
        std::lower_bound(joints_.begin(), joints_.end(), first, [](const Joint& j, std::uint32_t at) { return j.tokens.begin < at; });
    for (; joint != joints_.end() && joint->tokens.begin < begin; ++joint)
      if (joint->tokens.end <= begin && (!last || joint->tokens.end > last->tokens.end)) last = &*joint;
    std::vector<std::uint32_t> actors;
    if (t_.field(pronoun, "counted") == "lands" && (!last || !is_land(t_.first_named(last->members.front()))))
      actors = last_two_lands(joint - joints_.begin(), sentence);
    if (!actors.empty()) return actors;
    if (!last) return actors;
    for (auto seen = seen_from(last->tokens.begin); seen != t_.seen.end() && seen->token < begin; ++seen)
      if (doc_.actors[seen->actor].type == "group") return actors;
    for (const TokenRange member : last->members) {
      const std::uint32_t actor = t_.first_named(member);
      if (actor == none) return {};
      if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
    }
    if (actors.size() < 2) actors.clear();
    return actors;
  }

  /// The last two countries that were named together, some sentences before one: "Norway and Peru met. (...) Both sides agreed".
  [[nodiscard]] std::vector<std::uint32_t> last_two_lands(std::ptrdiff_t before, std::uint32_t sentence) const {
    while (before-- > 0) {
      const Joint& joint = joints_[static_cast<std::size_t>(before)];
      if (doc_.tokens[joint.tokens.begin].sentence + lands_reach < sentence) break;
      if (joint.members.size() != 2) continue;
      const std::uint32_t first = t_.first_named(joint.members[0]), second = t_.first_named(joint.members[1]);
      if (first != second && is_land(first) && is_land(second)) return {first, second};
    }
    return {};
  }

  [[nodiscard]] bool is_land(std::uint32_t actor) const { return actor != none && doc_.actors[actor].type == "country"; }

  // ---- what somebody is called beside the name
  /// <apposition>: the field `same` has the words of whom or what it is, `head` the noun ("Ana Ruiz, a nurse"; "the airline Vardar").
  void collect_appositions() {
    for (const std::uint32_t i : t_.order) {
      const Mention& mention = doc_.mentions[i];
      if (!t_.is(mention, t_.types.apposition)) continue;
      if (const Field* head = t_.field_node(mention, "head"); head && !head->tokens.empty()) appositions_.emplace(head->tokens.end - 1, i);
      const std::uint32_t actor = apposed(mention);
      if (actor == none) continue;
      learn_noun(actor, mention);
      if (doc_.actors[actor].country.empty()) t_.set_country(actor, country_told(mention));
      if (doc_.actors[actor].sector.empty()) doc_.actors[actor].sector = t_.field(mention, "sector");
    }
  }

  /// The country that an apposition tells, or that of whom the field `whose` names ("Vardar's owner"); empty where it tells none.
  [[nodiscard]] std::string country_told(const Mention& mention) const {
    const std::string_view country = t_.field(mention, "country");
    const Field* whose = t_.field_node(mention, "whose");
    if (!country.empty() || !whose || whose->tokens.empty()) return std::string(country);
    const std::uint32_t owner = t_.named_at(whose->tokens);
    return owner == none ? std::string() : doc_.actors[owner].country;
  }

  /// Notes that an actor can be meant by a noun, and what the noun tells of the gender.
  void learn_noun(std::uint32_t actor, const Mention& mention) {
    const std::string noun = fold(t_.field(mention, "head"));
    if (noun.empty() || !t_.known[actor].nouns.insert(noun).second) return;
    if (!sightings_.empty()) described_[noun].push_back(actor);  // before that, all actors are still to be noted
    if (t_.field(mention, "gender") == "m") ++t_.known[actor].gender[0];
    if (t_.field(mention, "gender") == "f") ++t_.known[actor].gender[1];
  }

  /// With `kind: word` ("airline Vardar") it is no mention.
  void apposition(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    const std::uint32_t actor = apposed(mention);
    if (actor == none) return;
    learn_noun(actor, mention);
    if (t_.field_node(mention, "title")) {
      t_.describe(actor, mention, doc_.actors[actor].name);
      t_.set_status(actor, fold(t_.field(mention, "title")), t_.field(mention, "status"));
      note_described(actor);
    }
    if (t_.field(mention, "kind") != "word") called_.emplace_back(actor, index);
  }

  /// It does nothing beside the name, so rules of events do not see it. Where another mention stands there, that one is kept.
  void add_apposition(std::uint32_t actor, const Mention& mention) {
    const Range range = doc_.bytes(mention.tokens);
    auto& ranges = t_.known[actor].ranges;
    const auto next = ranges.lower_bound({range.begin, 0});
    if ((next != ranges.end() && next->first < range.end) || (next != ranges.begin() && std::prev(next)->second > range.begin)) return;
    ranges.emplace(range.begin, range.end);
    doc_.actors[actor].mentions.push_back({range, "nominal", mention.rule});
  }

  // ---- what stands around mentions
  /// Which tokens stand in the name of somebody or a group, and where a name that no actor has is a subject or an owner.
  void collect_surroundings() {
    around_.resize(doc_.tokens.size());
    for (const Mention& mention : doc_.mentions) {
      const bool group = t_.is(mention, t_.types.group);
      if ((group || t_.is(mention, t_.types.person)) && mention.link != none)
        for (std::uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) {
          around_[at] = std::max(around_[at], mention.tokens.size());
          if (group) in_group_.insert(at);
        }
      const bool place = t_.is(mention, t_.types.place);
      const bool unknown = t_.is(mention, t_.types.name) && mention.link == none && !t_.covered(mention.tokens);
      if ((place || unknown) && acts(mention.tokens)) others_.insert(mention.tokens.begin);
    }
  }

  /// Whether some words have the form of a subject ("Ohio delayed", "Ohio, which") or an owner ("Ohio's").
  [[nodiscard]] bool acts(TokenRange words) const {
    const auto tag = [&](std::uint32_t at) { return at < doc_.tokens.size() ? doc_.tokens[at].xpos : std::string_view(); };
    const bool owner = tag(words.end) == "POS", told = tag(words.end) == "," && tag(words.end + 1) == "WDT";
    if (owner || told) return true;
    return !after_preposition(words.begin) && (tag(words.end).starts_with("VB") || tag(words.end) == "MD");
  }

  /// Whether a mention stands in the name of somebody else or a group ("Peru" in "Peru President Ruiz", "U.S." in "U.S. troops").
  [[nodiscard]] bool inside_another(const Seen& seen) const { return around_[seen.token] > doc_.mentions[seen.mention].tokens.size(); }

  /// Whether a name only tells which other thing is meant ("a Facebook user").
  [[nodiscard]] bool modifies(const Seen& seen) const {
    const std::uint32_t end = doc_.mentions[seen.mention].tokens.end;
    const bool name = doc_.actors[seen.actor].type == "organization" || doc_.actors[seen.actor].type == "country";
    return name && end < doc_.tokens.size() && (doc_.tokens[end].xpos == "NN" || doc_.tokens[end].xpos == "NNS");
  }

  /// Whether what begins at a token stands behind a preposition.
  [[nodiscard]] bool after_preposition(std::uint32_t before) const {
    if (before > 0 && doc_.tokens[before - 1].xpos == "DT") --before;
    return before > 0 && (doc_.tokens[before - 1].xpos == "IN" || doc_.tokens[before - 1].xpos == "TO");
  }

  /// Whether a place or a thing with a name may be meant by "it" or "its" rather than an actor: where it acts in the same sentence after
  /// that, or, for an "it" that begins a sentence, where it is what the sentence with the actor is about.
  [[nodiscard]] bool other_acts(const Seen& seen, const Mention& pronoun) const {
    if (t_.field(pronoun, "gender") != "n") return false;
    const std::uint32_t at = pronoun.tokens.begin;
    const auto between = [&](std::uint32_t begin, std::uint32_t end) {
      const auto other = others_.lower_bound(begin);
      return other != others_.end() && *other < end;
    };
    const TokenRange here = doc_.sentences[doc_.tokens[at].sentence].tokens;
    if (between(std::max(here.begin, doc_.mentions[seen.mention].tokens.end), at)) return true;
    return at == here.begin && between(doc_.sentences[seen.sentence].tokens.begin, seen.token);
  }

  // ---- the first reading
  void learn_genders() {
    for (const std::uint32_t i : t_.order) {
      const Mention& mention = doc_.mentions[i];
      const std::string_view gender = t_.field(mention, "gender");
      if (!t_.is(mention, t_.types.pronoun) || t_.field(mention, "person") != "3" || (gender != "m" && gender != "f")) continue;
      const Choice choice = antecedent(mention);
      if (choice.actor != none && choice.lead > sure) ++t_.known[choice.actor].gender[gender == "m" ? 0 : 1];
    }
  }

  // ---- the second reading
  void described(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    if (t_.is(mention, t_.types.nominal)) return nominal(index);
    if (t_.is(mention, t_.types.apposition)) return apposition(index);
    const bool counted = t_.field_node(mention, "counted") != nullptr;
    if (!t_.is(mention, t_.types.pronoun) && !(counted && t_.is(mention, t_.types.group))) return;
    std::uint32_t actor = none;
    if (counted || (t_.field(mention, "person") == "3" && t_.field(mention, "number") == "pl")) {
      std::vector<std::uint32_t> actors = named_together(mention);
      if (!actors.empty()) return void(t_.together.emplace(index, std::move(actors)));
    }
    if (t_.field(mention, "person") == "3") actor = subject_after(mention);
    const bool like = t_.field_node(mention, "like") != nullptr;
    if (actor == none && (like || t_.field(mention, "person") == "3")) actor = antecedent(mention).actor;
    const std::string_view gender = t_.field(mention, "gender");
    if (actor != none && (gender == "m" || gender == "f")) ++t_.known[actor].gender[gender == "m" ? 0 : 1];
    if (t_.field(mention, "person") == "1" && t_.field(mention, "number") == "sg") actor = speakers_.at(mention.tokens.begin);
    if (t_.field(mention, "person") == "1" && t_.field(mention, "number") == "pl") speaks_for(mention);
    if (actor == none) return void(open_.emplace(mention.tokens.begin, index));
    add_mention(actor, index, t_.is(mention, t_.types.group) ? "nominal" : "pronoun");
    if (t_.field(mention, "case") == "poss") give_office(actor, mention.tokens.end);
    if (like) t_.add_alias(actor, std::string(t_.field(mention, "alias")));
  }

  /// Notes where offices stand of which their own words do not tell whose they are ("its spokesman, Luis Ortega").
  void note_unowned(std::uint32_t actor) {
    const std::vector<Role>& roles = doc_.actors[actor].roles;
    for (std::size_t i = 0; i < roles.size(); ++i)
      if (roles[i].of.empty() && roles[i].country.empty()) unowned_.emplace(roles[i].range.begin, std::pair(actor, i));
  }

  /// The office behind a possessive is that of the body or country which the possessive means; adjectives may stand between.
  void give_office(std::uint32_t owner, std::uint32_t at) {
    const Actor& body = doc_.actors[owner];
    if (body.type != "organization" && body.type != "country") return;
    auto office = unowned_.end();
    for (; at < doc_.tokens.size(); ++at) {
      office = unowned_.find(doc_.tokens[at].range.begin);
      if (office != unowned_.end() || !doc_.tokens[at].xpos.starts_with("JJ")) break;
    }
    if (office == unowned_.end()) return;
    const auto [holder, role] = office->second;
    Actor& person = doc_.actors[holder];
    person.roles[role].of = body.name;
    person.roles[role].country = body.country;
    if (person.country.empty()) t_.set_country(holder, body.country);
    if (person.roles.size() == 1 && !body.sector.empty()) person.sector = body.sector;
    note_described(holder);
  }

  /// "We" in a quotation is a mention of the body or country that the speaker is, or holds an office of. Who does what there is
  /// still the speaker, so rules of events see no link.
  void speaks_for(const Mention& mention) {
    const std::uint32_t speaker = speakers_.at(mention.tokens.begin);
    const std::uint32_t whole = speaker == none || doc_.actors[speaker].type != "person" ? speaker : office_of(doc_.actors[speaker]);
    if (whole == none) return;
    t_.known[whole].ranges.emplace(doc_.bytes(mention.tokens).begin, doc_.bytes(mention.tokens).end);
    doc_.actors[whole].mentions.push_back({doc_.bytes(mention.tokens), "pronoun", mention.rule});
  }

  /// The organisation of someone's present office, or else its country, if the text names it; else none.
  [[nodiscard]] std::uint32_t office_of(const Actor& person) const {
    std::uint32_t country = none;
    for (const Role& role : person.roles) {
      if (role.status == "former") continue;
      if (const std::uint32_t body = body_called(role.of); body != none) return body;
      const std::uint32_t known = role.country.empty() ? none : t_.last_country(role.country);
      if (known != none) country = known;
    }
    return country;
  }

  /// Who holds an office of a body ("spokesman of the Norwegian Labour Party") has its country where nothing else tells one.
  void take_countries_of_bodies() {
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i) {
      if (doc_.actors[i].type != "person") continue;
      for (const Role& role : doc_.actors[i].roles) {
        const std::uint32_t body = doc_.actors[i].country.empty() ? body_called(role.of) : none;
        if (body != none) t_.set_country(i, doc_.actors[body].country);
      }
    }
  }

  /// The first organisation of this name, or none.
  [[nodiscard]] std::uint32_t body_called(const std::string& name) const {
    ActorTable::Indexes called;
    if (!name.empty()) t_.add_called(name, called);
    std::uint32_t first = none;
    for (const std::uint32_t i : called)
      if (doc_.actors[i].type == "organization" && (fold(doc_.actors[i].name) == fold(name) || t_.has_alias(i, name)))
        first = std::min(first, i);
    return first;
  }

  void add_mention(std::uint32_t actor, std::uint32_t index, std::string_view kind) {
    if (t_.add_mention(actor, index, kind)) note_seen({doc_.mentions[index].tokens.begin, 0, actor, index});
  }

  using Sighting = std::multiset<Seen, ByToken>::const_iterator;

  /// The first sighting at or behind a token.
  [[nodiscard]] Sighting seen_from(std::uint32_t token) const { return t_.seen.lower_bound(token); }

  // ---- descriptions
  void nominal(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    if (t_.field_node(mention, "owner_gender")) {
      const std::uint32_t country = own_country(mention);
      if (country != none) add_mention(country, index, "nominal");
      return;
    }
    std::uint32_t actor = apposed(mention);
    if (actor == none) actor = described_before(mention);
    if (actor == none) actor = leader_before(mention);
    if (actor == none && t_.field(mention, "class") == "yes") actor = of_class(mention);
    if (actor == none) actor = named_later(mention);
    if (actor == undecided || (actor == none && (t_.field_node(mention, "among") || t_.field(mention, "known") == "yes"))) return;
    if (actor == none && !t_.field_node(mention, "same")) {
      const std::string_view type = t_.field(mention, "type").empty() ? "person" : t_.field(mention, "type");
      actor = t_.make(type, t_.name_of(mention), fold(t_.field(mention, "head")));
      doc_.actors[actor].provisional = t_.field(mention, "kind") != "name";
      t_.describe(actor, mention, doc_.actors[actor].name);
      note_described(actor);
    }
    if (actor != none) add_mention(actor, index, t_.field(mention, "kind").empty() ? "nominal" : t_.field(mention, "kind"));
  }

  /// The actor inside the words of the field `same` ("Ana Ruiz, a nurse": the nurse is she), or of that of an apposition with the same
  /// noun; else none.
  [[nodiscard]] std::uint32_t apposed(const Mention& mention) const {
    const Field* same = t_.field_node(mention, "same");
    if (!same && t_.is(mention, t_.types.nominal)) {
      const auto beside = appositions_.lower_bound(mention.tokens.begin);
      if (beside != appositions_.end() && beside->first < mention.tokens.end) return apposed(doc_.mentions[beside->second]);
    }
    const std::uint32_t actor = !same || same->tokens.empty() ? none : t_.named_at(same->tokens);
    const bool other = actor != none && t_.is(mention, t_.types.apposition) && doc_.actors[actor].type != t_.field(mention, "type");
    return other ? none : actor;
  }

  /// The latest actor that a description fits; undecided where another person whom it fits no better or worse stands in the same
  /// sentence ("Norway's minister met Peru's. The minister ...").
  [[nodiscard]] std::uint32_t described_before(const Mention& mention) const {
    if (t_.field(mention, "definite") != "yes") return none;
    Description description = description_of(mention);
    description.current = description.type == "person" && t_.field(mention, "status").empty();
    auto seen = latest_described(description, mention.tokens.begin);
    if (seen == t_.seen.end() && std::exchange(description.current, false)) seen = latest_described(description, mention.tokens.begin);
    if (seen == t_.seen.end()) return none;
    std::uint32_t latest = seen->actor;
    if (doc_.actors[latest].type != "person") return latest;
    for (const std::uint32_t sentence = seen->sentence; seen != t_.seen.begin() && (--seen)->sentence == sentence;) {
      if (seen->actor == latest || !fits(description, seen->actor)) continue;
      const bool exact = titled_exactly(mention, latest), other_exact = titled_exactly(mention, seen->actor);
      if (exact == other_exact) return undecided;
      if (other_exact) latest = seen->actor;
    }
    return latest;
  }

  /// "The Norwegian leader" (with the field `leads`): the most salient of those who hold an office that leads their country (an
  /// attribute of its title in the lexicon), or who are known to do so without being introduced; only these where an office is named
  /// ("the Norwegian president").
  [[nodiscard]] std::uint32_t leader_before(const Mention& mention) const {
    const bool any_office = t_.field(mention, "leads") == "yes";
    const std::string_view country = t_.field(mention, "country");
    if (country.empty() || t_.field(mention, "definite") != "yes" || !(any_office || leads(t_.field(mention, "title")))) return none;
    const std::uint32_t sentence = doc_.tokens[mention.tokens.begin].sentence;
    std::uint32_t best = none;
    double best_score = 0;
    auto seen = seen_from(mention.tokens.begin);
    for (std::size_t near = 0; near < ActorTable::most_alike && seen != t_.seen.begin(); ++near) {
      const Actor& actor = doc_.actors[(--seen)->actor];
      if (actor.type != "person" || actor.country != country) continue;
      const bool in_office = any_office && std::any_of(actor.roles.begin(), actor.roles.end(), [&](const Role& role) {
                               return role.status != "former" && leads(role.title);
                             });
      if (!in_office && !(actor.roles.empty() && t_.known[seen->actor].leads)) continue;
      const double score = salience(*seen, sentence);
      if (best != none && score <= best_score) continue;
      best = seen->actor;
      best_score = score;
    }
    return best;
  }

  [[nodiscard]] bool leads(std::string_view title) const { return t_.program.look_up("titles", title, "leads") == "nation"; }

  /// "The Greek foreign minister", whom the text names only later: the one who has this very office, or none.
  [[nodiscard]] std::uint32_t named_later(const Mention& mention) const {
    const std::string_view country = t_.field(mention, "country");
    std::uint32_t found = none;
    if (country.empty() || t_.field(mention, "definite") != "yes") return none;
    const auto holders = offices_.find(office_key(country, t_.field(mention, "title")));
    if (holders == offices_.end()) return none;
    for (const std::uint32_t i : holders->second) {
      if (doc_.actors[i].provisional) continue;
      if (found != none && found != i) return none;
      found = i;
    }
    return found;
  }

  /// Whether someone's title is the very one of a description.
  [[nodiscard]] bool titled_exactly(const Mention& mention, std::uint32_t index) const {
    return t_.known[index].roles.contains(fold(t_.field(mention, "title")));
  }

  /// "the company", "the country": the most salient actor of that type, sector and country that a name has named in the last sentences;
  /// with `among` and `only` the one that there is, undecided where there are several. None of the sectors of `unlike`.
  [[nodiscard]] std::uint32_t of_class(const Mention& mention) const {
    const std::uint32_t sentence = doc_.tokens[mention.tokens.begin].sentence;
    const std::string_view type = t_.field(mention, "type"), sector = t_.field(mention, "sector"), among = t_.field(mention, "among");
    const std::string_view unlike = t_.field(mention, "unlike"), country = t_.field(mention, "country");
    const bool nearest = type == "country";  // where "the country" is said, another than its own subject is meant most often
    const bool only = !among.empty() || t_.field(mention, "only") == "yes";
    std::uint32_t best = none;
    double best_score = 0;
    for (auto seen = seen_from(mention.tokens.begin); seen != t_.seen.begin();) {
      --seen;
      const Actor& actor = doc_.actors[seen->actor];
      if (sentence - seen->sentence > farthest_antecedent) break;
      if (actor.type != type || actor.provisional || (!sector.empty() && actor.sector != sector)) continue;
      if (!country.empty() && !actor.country.empty() && actor.country != country) continue;
      if (!actor.sector.empty() && unlike.find(actor.sector) != std::string_view::npos) continue;
      if (!among.empty() && (actor.country.empty() || among.find(actor.country) == std::string_view::npos)) continue;
      if ((nearest && inside_another(*seen) && in_group_.contains(seen->token)) ||
          (type == "organization" && called_otherwise(mention, seen->actor)))
        continue;
      if (only && best != none && seen->actor != best) return undecided;
      if (best != none && nearest) continue;
      const double score = salience(*seen, sentence);
      if (best != none && score <= best_score) continue;
      best = seen->actor;
      best_score = score;
    }
    return best;
  }

  /// Whether a body's name says that it is something else than a description: no "team" is a university. "The organization" can be any.
  [[nodiscard]] bool called_otherwise(const Mention& mention, std::uint32_t actor) const {
    const Symbol heads = t_.program.symbols.find("org_heads");
    const NameWords& words = t_.known[actor].words;
    return t_.field(mention, "general") != "yes" && words.size() > 1 &&
           std::any_of(words.begin(), words.end(), [&](const std::string& word) { return t_.program.entry(heads, word) != nullptr; });
  }

  /// "his government": the country of the person that the pronoun means.
  [[nodiscard]] std::uint32_t own_country(const Mention& mention) {
    Mention pronoun = mention;
    for (Field& f : pronoun.fields.own()) {
      if (f.name == t_.program.symbols.find("owner_gender")) f.name = t_.program.symbols.find("gender");
      if (f.name == t_.program.symbols.find("owner_number")) f.name = t_.program.symbols.find("number");
    }
    const std::uint32_t owner = t_.field(mention, "owner_near") == "yes" ? named_just_before(mention) : antecedent(pronoun).actor;
    if (owner == none || doc_.actors[owner].country.empty()) return none;
    const std::string code = doc_.actors[owner].country;
    const std::string name(t_.country_called(code));
    if (const std::uint32_t named = t_.first_country(code); named != none || name.empty()) return named;
    const std::uint32_t made = t_.make("country", name, code);
    t_.set_country(made, code);
    note_described(made);
    return made;
  }

  /// "Ana Ruiz, whose government": who is named before a mention, with no more than a comma between; else none.
  [[nodiscard]] std::uint32_t named_just_before(const Mention& mention) const {
    auto seen = seen_from(mention.tokens.begin);
    if (seen == t_.seen.begin()) return none;
    --seen;
    return doc_.mentions[seen->mention].tokens.end + 1 >= mention.tokens.begin ? seen->actor : none;
  }

  struct Description {
    std::string_view type, country;
    NameWords words;       ///< of its title or head
    bool current = false;  ///< only whoever has this office now
  };

  [[nodiscard]] Description description_of(const Mention& mention) const {
    const std::string_view type = t_.field(mention, "type"), title = t_.field(mention, "title");
    return {type.empty() ? "person" : type, t_.field(mention, "country"), name_words(title.empty() ? t_.field(mention, "head") : title),
            false};
  }

  /// The latest sighting before a token of somebody whom a description fits, or the end. Of those seen long ago, `most_alike` are asked
  /// that share its rarest word.
  [[nodiscard]] Sighting latest_described(const Description& description, std::uint32_t token) const {
    const ActorTable::Indexes* rarest = nullptr;
    for (const std::string& word : description.words.empty() ? NameWords{""} : description.words) {
      const auto bearers = described_.find(word);
      if (bearers == described_.end()) return t_.seen.end();
      if (!rarest || bearers->second.size() < rarest->size()) rarest = &bearers->second;
    }
    auto seen = seen_from(token);
    for (std::size_t near = 0; near < ActorTable::most_alike; ++near) {
      if (seen == t_.seen.begin()) return t_.seen.end();
      if (fits(description, (--seen)->actor)) return seen;
    }
    std::uint32_t latest = none, latest_at = 0;
    for (std::size_t i = rarest->size(), left = ActorTable::most_alike; i-- > 0 && left > 0; --left) {
      const std::uint32_t actor = (*rarest)[i];
      const auto after = sightings_[actor].lower_bound(token);
      if (after == sightings_[actor].begin() || !fits(description, actor)) continue;
      const std::uint32_t at = *std::prev(after);
      if (latest == none || at > latest_at) latest = actor, latest_at = at;
    }
    if (latest == none) return t_.seen.end();
    const auto there = t_.seen.equal_range(latest_at);
    return std::find_if(there.first, there.second, [&](const Seen& one) { return one.actor == latest; });
  }

  /// Notes by which words a description can mean an actor: a country by none at all, too.
  void note_described(std::uint32_t index) {
    const Actor& actor = doc_.actors[index];
    sightings_.resize(doc_.actors.size());
    const Known& known = t_.known[index];
    std::set<std::string> words(known.words.begin(), known.words.end());
    if (actor.type == "person") {
      words.clear();
      for (const Role& role : actor.roles) {
        for (std::string& word : name_words(role.title)) words.insert(std::move(word));
        if (role.status != "current" || role.country.empty()) continue;
        ActorTable::Indexes& holders = offices_[office_key(role.country, role.title)];
        if (holders.empty() || holders.back() != index) holders.push_back(index);
      }
    }
    words.insert(known.nouns.begin(), known.nouns.end());
    if (actor.type == "country") words.insert("");
    for (const std::string& word : words) described_[word].push_back(index);
  }

  [[nodiscard]] static std::string office_key(std::string_view country, std::string_view title) {
    return std::string(country) + "\n" + fold(title);
  }

  void note_seen(const Seen& seen) { sightings_[seen.actor].insert(seen.token); }

  /// A description fits an actor that has its head as a title, or in its name.
  [[nodiscard]] bool fits(const Description& description, std::uint32_t index) const {
    const Actor& actor = doc_.actors[index];
    if (actor.type != description.type) return false;
    const bool open = actor.country.empty() && actor.type != "person";
    if (!description.country.empty() && description.country != actor.country && !open) return false;
    const NameWords& wanted = description.words;
    if (wanted.empty()) return actor.type == "country";
    if (t_.known[index].nouns.contains(joined(wanted))) return true;
    const auto ends_alike = [&](const NameWords& words) {
      if (words.size() < wanted.size()) return false;
      const auto rest = static_cast<std::ptrdiff_t>(words.size() - wanted.size());
      if (std::equal(wanted.begin(), wanted.end(), words.begin())) return true;
      return std::equal(wanted.rbegin(), wanted.rend(), words.rbegin()) &&
             (rest == 0 || !lowers_rank(words[static_cast<std::size_t>(rest - 1)]));
    };
    if (actor.type == "person")
      return std::any_of(actor.roles.begin(), actor.roles.end(), [&](const Role& role) {
        return (!description.current || role.status == "current" || role.status == "acting") && ends_alike(name_words(role.title));
      });
    const NameWords& words = t_.known[index].words;
    return ends_alike(words) || (wanted.size() == 1 && std::find(words.begin(), words.end(), wanted.front()) != words.end());
  }

  /// Whether a word before a title makes it another one: a vice president is no president.
  [[nodiscard]] bool lowers_rank(const std::string& word) const { return !t_.program.look_up("title_modifiers", word, "below").empty(); }

  // ---- pronouns
  /// How present an actor is in a sentence by one of its mentions.
  [[nodiscard]] double salience(const Seen& seen, std::uint32_t sentence) const {
    static constexpr std::array<double, farthest_antecedent + 1> recency = {3.0, 2.2, 1.2, 0.5, 0.0};
    double score = recency[std::min(sentence - seen.sentence, farthest_antecedent)];
    if (inside_another(seen) || modifies(seen))
      score -= inside_penalty;
    else if (first_in_sentence(seen))
      score += 1.0;
    score += 0.5 * std::log2(1.0 + t_.known[seen.actor].count);
    if (doc_.actors[seen.actor].provisional) score -= 1.0;
    return score;
  }

  /// Whether no other actor stands before it in its sentence: most often the subject.
  [[nodiscard]] bool first_in_sentence(const Seen& seen) const {
    const std::uint32_t begin = doc_.sentences[seen.sentence].tokens.begin;
    const auto first = seen_from(begin);
    return first != t_.seen.end() && first->token == seen.token;
  }

  /// Whom an object pronoun cannot mean: the one named just before, with no more than one finite verb and no border of a clause
  /// between ("Ruiz thanked him"); of an infinitive that tells what for, and of an -ing form behind a comma, the subject of the
  /// sentence ("Ruiz called Ortega in Oslo to thank him", "Ruiz met Ortega, calling him a friend").
  [[nodiscard]] std::uint32_t own_subject(const Mention& pronoun) const {
    auto seen = seen_from(pronoun.tokens.begin);
    if (seen == t_.seen.begin()) return none;
    --seen;
    const std::uint32_t begin = pronoun.tokens.begin, after = doc_.mentions[seen->mention].tokens.end;
    const bool infinitive = after + 2 < begin && doc_.tokens[begin - 1].xpos == "VB" && doc_.tokens[begin - 2].xpos == "TO";
    const bool participle = after + 1 < begin && doc_.tokens[begin - 1].xpos == "VBG" && doc_.slice(doc_.tokens[begin - 2].range) == ",";
    if (infinitive || participle) {
      const auto first = seen_from(doc_.sentences[doc_.tokens[begin].sentence].tokens.begin);
      return first != t_.seen.end() && first->token < seen->token ? first->actor : none;
    }
    const bool owner = t_.field(doc_.mentions[seen->mention], "case") == "poss";  // "her parents moved her"
    if (owner || seen->sentence != doc_.tokens[begin].sentence || after > begin) return none;
    int verbs = 0;
    for (std::uint32_t i = after; i < begin; ++i) {
      const std::string_view tag = doc_.tokens[i].xpos;
      if (tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD" || (tag == "VB" && i == after)) ++verbs;
      if (tag.empty() || !((tag[0] >= 'A' && tag[0] <= 'Z')) || tag[0] == 'W' || tag == "CC" || tag == "POS") return none;
    }
    return verbs == 1 ? seen->actor : none;
  }

  /// Whom a possessive most likely means: whom the field `owner` names, who is joined to it ("Peru and its allies", "Peru's army and its
  /// police"), or the subject of the verb whose object it begins ("Peru recalled its envoy").
  [[nodiscard]] std::uint32_t owner_before(const Mention& pronoun) const {
    if (const Field* owner = t_.field_node(pronoun, "owner"); owner && !owner->tokens.empty()) return t_.named_at(owner->tokens);
    auto seen = seen_from(pronoun.tokens.begin);
    if (seen == t_.seen.begin()) return none;
    --seen;
    const std::uint32_t after = doc_.mentions[seen->mention].tokens.end;
    const bool joined = pronoun.tokens.begin > after && doc_.tokens[pronoun.tokens.begin - 1].xpos == "CC";
    if (joined && (after + 1 == pronoun.tokens.begin || doc_.tokens[after].xpos == "POS")) return seen->actor;
    return own_subject(pronoun);
  }

  /// Of "in its report, NATO": who follows the phrase that a possessive begins a sentence with, or none.
  [[nodiscard]] std::uint32_t subject_after(const Mention& pronoun) const {
    const TokenRange sentence = doc_.sentences[doc_.tokens[pronoun.tokens.begin].sentence].tokens;
    if (t_.field(pronoun, "case") != "poss" || pronoun.tokens.begin != sentence.begin + 1 || doc_.tokens[sentence.begin].xpos != "IN")
      return none;
    for (std::uint32_t comma = pronoun.tokens.end; comma < sentence.end && comma - sentence.begin <= longest_opening; ++comma) {
      if (doc_.slice(doc_.tokens[comma].range) != ",") continue;
      const auto seen = seen_from(comma);
      if (seen == t_.seen.end() || seen->token > comma + 2) return none;
      return agrees(pronoun, seen->actor) ? seen->actor : none;
    }
    return none;
  }

  /// Whether things or people without a name stand between a mention and a pronoun ("NATO sent tanks. They ..."): "they" may be those.
  [[nodiscard]] bool things_between(const Seen& seen, const Mention& pronoun) const {
    const auto begin = doc_.tokens.begin() + doc_.mentions[seen.mention].tokens.end, end = doc_.tokens.begin() + pronoun.tokens.begin;
    return begin < end && std::any_of(begin, end, [](const Token& token) { return token.xpos == "NNS"; });
  }

  /// Whether "it" may rather be a thing without a name: what an "it" before meant that nobody knows, what a sentence before was about that
  /// names the actor behind a preposition only; as an object one that stands between ("confirmed the plan and called it"),
  /// at the start of a sentence the one that the sentence before is about ("The plan helps Peru. It ...", "Peru's plan failed. It ...").
  [[nodiscard]] bool thing_between(const Seen& seen, const Mention& pronoun) const {
    const std::uint32_t at = pronoun.tokens.begin;
    if (t_.field(pronoun, "gender") != "n" || t_.field(pronoun, "case") == "poss") return false;
    for (auto open = open_.lower_bound(seen.token); open != open_.end() && open->first < at; ++open)
      if (alike_open(doc_.mentions[open->second], pronoun)) return true;
    if (seen.sentence != doc_.tokens[at].sentence && after_preposition(doc_.mentions[seen.mention].tokens.begin) &&
        !first_in_sentence(seen))
      return true;
    if (t_.field(pronoun, "case") == "obj") return names_thing(doc_.mentions[seen.mention].tokens.end, at);
    const TokenRange here = doc_.sentences[doc_.tokens[at].sentence].tokens;
    if (here.begin != at || seen.sentence == doc_.tokens[at].sentence) return false;
    const TokenRange before = doc_.sentences[doc_.tokens[at].sentence - 1].tokens;
    if (seen.sentence + 1 < doc_.tokens[at].sentence) return names_thing(before.begin, before.end);
    const TokenRange named = doc_.mentions[seen.mention].tokens;
    return doc_.tokens[named.end].xpos == "POS" || names_thing(before.begin, named.begin);
  }

  /// Whether a pronoun may mean what an earlier one means that nobody knows: "it" another "it", but a subject no object.
  [[nodiscard]] bool alike_open(const Mention& earlier, const Mention& pronoun) const {
    const bool object = t_.field(earlier, "case") == "obj" && t_.field(pronoun, "case") != "obj";
    return t_.field(earlier, "gender") == "n" && !object;
  }

  /// Whether a common noun with an article or an owner stands among tokens, outside of what names an actor.
  [[nodiscard]] bool names_thing(std::uint32_t begin, std::uint32_t end) const {
    bool article = false;
    for (std::uint32_t i = begin; i < end; ++i) {
      const Token& token = doc_.tokens[i];
      if (t_.covered({i, i + 1}) || token.xpos == "IN" || token.xpos == "TO") article = false;
      if (token.xpos == "DT" || token.xpos == "POS" || token.xpos == "PRP$") article = true;
      if (article && token.xpos == "NN") return true;
    }
    return false;
  }

  /// The last sighting of an actor before a pronoun, where there is one.
  [[nodiscard]] const Seen& last_before(std::uint32_t actor, const Mention& pronoun) const {
    auto seen = seen_from(pronoun.tokens.begin);
    while ((--seen)->actor != actor) continue;
    return *seen;
  }

  /// Whom "himself" means: whoever it agrees with that stands nearest before it in its sentence.
  [[nodiscard]] Choice nearest_in_sentence(const Mention& pronoun, std::uint32_t sentence) const {
    for (auto seen = seen_from(pronoun.tokens.begin); seen != t_.seen.begin();) {
      --seen;
      if (seen->sentence != sentence) break;
      if (agrees(pronoun, seen->actor) && doc_.mentions[seen->mention].tokens.end <= pronoun.tokens.begin) return {seen->actor, sure, 0};
    }
    return {};
  }

  [[nodiscard]] Choice antecedent(const Mention& pronoun) const {
    const std::uint32_t sentence = doc_.tokens[pronoun.tokens.begin].sentence;
    if (t_.field(pronoun, "case") == "refl") return nearest_in_sentence(pronoun, sentence);
    const std::uint32_t speaker = speakers_.at(pronoun.tokens.begin);
    const Field* other = t_.field_node(pronoun, "other");
    const std::uint32_t subject = other ? t_.named_at(other->tokens) : t_.field(pronoun, "case") == "obj" ? own_subject(pronoun) : none;
    const std::uint32_t owner = t_.field(pronoun, "case") == "poss" ? owner_before(pronoun) : none;
    const bool plural = t_.field(pronoun, "number") == "pl";
    bool group_here = false;  // before the pronoun in its sentence
    std::map<std::uint32_t, double> scores;
    for (auto seen = seen_from(pronoun.tokens.begin); seen != t_.seen.begin();) {
      --seen;
      if (sentence - seen->sentence > farthest_antecedent) break;
      const bool here = seen->sentence == sentence;
      const bool agreeing = agrees(pronoun, seen->actor) || (plural && !here && !group_here && governs(*seen));
      if (seen->actor == speaker || seen->actor == subject || !agreeing || doc_.mentions[seen->mention].tokens.end > pronoun.tokens.begin)
        continue;
      double score = salience(*seen, sentence);
      if (plural && doc_.actors[seen->actor].type == "group") {
        score += group_bonus;
        group_here = group_here || here;
      }
      if (seen->actor == owner) score += owner_bonus;
      if (here && subject != none) score += beside_bonus;
      if (plural && here && first_in_sentence(*seen)) score += subject_bonus;
      if (plural && doc_.actors[seen->actor].type == "organization") {
        if (things_between(*seen, pronoun)) score -= things_penalty;
        if (seen->actor != owner && !first_in_sentence(*seen)) score -= object_penalty;
      }
      const auto [at, fresh] = scores.emplace(seen->actor, score);
      if (!fresh) at->second = std::max(at->second, score);
    }
    Choice choice;
    double second = 0;
    for (const auto& [actor, score] : scores) {
      if (choice.actor == none || score > choice.score) {
        second = choice.score;
        choice.actor = actor;
        choice.score = score;
      } else {
        second = std::max(second, score);
      }
    }
    choice.lead = choice.score - second;
    if (choice.actor == none) return choice;
    const Seen& last = last_before(choice.actor, pronoun);
    if ((plural && (choice.score < least_plural || open_before(last, pronoun))) || thing_between(last, pronoun) ||
        other_acts(last, pronoun))
      return {};
    return choice;
  }

  /// A government that a sentence before is about can be "they": "The government of Chile objected. They ..."
  [[nodiscard]] bool governs(const Seen& seen) const {
    return t_.field(doc_.mentions[seen.mention], "government") == "yes" && first_in_sentence(seen);
  }

  /// Whether a "they" that means nobody known begins the sentence with an actor, so that a "they" at the start of the next goes on with it.
  [[nodiscard]] bool open_before(const Seen& seen, const Mention& pronoun) const {
    const std::uint32_t at = pronoun.tokens.begin, begin = doc_.sentences[seen.sentence].tokens.begin;
    return at == doc_.sentences[doc_.tokens[at].sentence].tokens.begin && seen.token > begin && open_.contains(begin);
  }

  [[nodiscard]] bool agrees(const Mention& pronoun, std::uint32_t index) const {
    const Actor& actor = doc_.actors[index];
    const std::string_view gender = t_.field(pronoun, "gender");
    if (t_.field_node(pronoun, "counted")) return actor.type == "group" && is_like(t_.field(pronoun, "like"), index);
    if (t_.field(pronoun, "number") == "pl") return actor.type == "group" || actor.type == "organization";
    if (gender == "n") return actor.type == "country" || actor.type == "organization";
    const auto& told = t_.known[index].gender;
    return actor.type == "person" && (gender == "f" ? told[0] <= told[1] : gender == "m" ? told[1] <= told[0] : true);
  }

  /// Whether the noun of a group is one of some words; true where there are none.
  [[nodiscard]] bool is_like(std::string_view nouns, std::uint32_t group) const {
    std::string_view title = t_.known[group].key;
    title = title.substr(0, title.find('\n'));
    const std::size_t space = title.rfind(' ');
    const std::string noun(space == std::string_view::npos ? title : title.substr(space + 1));
    return nouns.empty() || (" " + std::string(nouns) + " ").find(" " + noun + " ") != std::string::npos;
  }

  struct Joint {
    TokenRange tokens;
    std::vector<TokenRange> members;
  };
  static constexpr std::uint32_t longest_opening = 16;  ///< tokens of a phrase that a sentence begins with
  static constexpr double owner_bonus = 2.0;            ///< a possessive is rather its clause's subject's
  static constexpr double subject_bonus = 0.5;          ///< "the police said they" are rather the police than who was named before
  static constexpr double beside_bonus = 0.5;  ///< an object that is not its subject is rather whom else the sentence names
  static constexpr double things_penalty = 2.0;
  static constexpr double least_plural = 2.6;    ///< a weaker antecedent of "they" is a guess
  static constexpr double group_bonus = 1.0;     ///< "they" are rather several people than a body
  static constexpr double inside_penalty = 1.0;  ///< who is named in another's name is not spoken of
  static constexpr double object_penalty = 1.5;  ///< "they" are rather a body that is the subject
  static constexpr double sure = 1.5;            ///< a lead that tells someone's gender

  ActorTable& t_;
  Document& doc_;
  const Speakers speakers_;
  std::vector<Joint> joints_;                                       ///< by their first token
  std::map<std::uint32_t, std::uint32_t> appositions_;              ///< mentions, by the last token of their head
  std::vector<std::pair<std::uint32_t, std::uint32_t>> called_;     ///< actors and the appositions that are mentions of them
  std::unordered_map<std::string, ActorTable::Indexes> described_;  ///< actors by the words of descriptions
  std::unordered_map<std::string, ActorTable::Indexes> offices_;    ///< who holds them now, by country and title
  std::vector<std::uint32_t> around_;               ///< by token, the tokens of the longest name of somebody that it stands in
  std::set<std::uint32_t> in_group_;                ///< tokens of groups
  std::set<std::uint32_t> others_;                  ///< the first tokens of subjects and owners that have a name and are no actors
  std::map<std::size_t, std::pair<std::uint32_t, std::size_t>> unowned_;  ///< actors and their roles, by the first byte of the title
  std::map<std::uint32_t, std::uint32_t> open_;     ///< pronouns that mean nobody known, by their first token
  std::vector<std::set<std::uint32_t>> sightings_;  ///< by actor, the first tokens of its mentions
};

}  // namespace

void link_descriptions(ActorTable& table) {
  Describer(table).run();
  drop_short_titles(table);
}

}  // namespace readout
