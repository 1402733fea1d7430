// Descriptions ("the minister") and pronouns: which actor they mean, by agreement and salience. Entry point: link_descriptions.
//
// A description goes to the latest actor with such a role or name; a pronoun to the candidate of the last sentences that agrees
// in number and gender and is most salient: near, the subject, often named (antecedents.cpp). "I" in a quotation is its speaker,
// whom no "he" in it means. The text is read twice: what pronouns tell of someone's gender where only one person can be meant holds
// for the whole text. What a description is and how a pronoun agrees is told by the fields of the grammar; where the text does not
// decide, the mention stays unlinked.
#include <algorithm>
#include <map>

#include "actor_table.hpp"
#include "antecedents.hpp"
#include "speakers.hpp"

namespace readout {
namespace {

constexpr std::uint32_t near_reach = 2;    ///< sentences: the same, without a number: "the ministers"
constexpr std::uint32_t joint_reach = 12;  ///< sentences: from "both sides" and "the two ministers" back to those who were named together

class Describer {
 public:
  explicit Describer(ActorTable& table) : t_(table), doc_(table.document), speakers_(table) {}

  void run() {
    collect_joints();
    collect_appositions();
    take_countries_of_bodies();
    know_leaders(t_);
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i) {
      note_described(i);
      note_unowned(i);
    }
    for (const Seen& seen : t_.seen) note_seen(seen);
    learn_genders();
    for (const std::uint32_t i : t_.order) described(i);
    for (const auto& [actor, mention] : called_) add_apposition(actor, doc_.mentions[mention]);
    know_natives(t_);
  }

 private:
  struct Joint {
    TokenRange tokens;
    std::vector<TokenRange> members;
  };

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
    if (t_.field(pronoun, "counted") == "offices") return last_holders(pronoun);
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
    return members_of(*last);
  }

  /// Those who were named together, where there are several; none where one of them is unknown.
  [[nodiscard]] std::vector<std::uint32_t> members_of(const Joint& joint) const {
    std::vector<std::uint32_t> actors;
    for (const TokenRange member : joint.members) {
      const std::uint32_t actor = t_.first_named(member);
      if (actor == none) return {};
      if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
    }
    if (actors.size() < 2) actors.clear();
    return actors;
  }

  /// The people that were named together last, as many as the group has, if one of them has its office: "Ruiz met Dahl. (...) The two
  /// ministers agreed". There are no others of that noun since; without a number only those of this sentence or the last ones are meant,
  /// where there were no others before.
  [[nodiscard]] std::vector<std::uint32_t> last_holders(const Mention& group) const {
    const std::string_view number = t_.field(group, "number");
    const std::uint32_t begin = group.tokens.begin, sentence = doc_.tokens[begin].sentence;
    const auto behind =
        std::lower_bound(joints_.begin(), joints_.end(), begin, [](const Joint& j, std::uint32_t at) { return j.tokens.begin < at; });
    for (auto joint = behind; joint != joints_.begin();) {
      --joint;
      if (doc_.tokens[joint->tokens.begin].sentence + (number.empty() ? near_reach : joint_reach) < sentence) break;
      if (joint->tokens.end > begin) continue;
      if (named_since(number.empty() ? doc_.sentences[sentence - std::min(sentence, joint_reach)].tokens.begin : joint->tokens.end, group)) break;
      std::vector<std::uint32_t> actors = members_of(*joint);
      if (actors.empty() || (!number.empty() && number != std::to_string(actors.size()))) continue;
      if (!std::all_of(actors.begin(), actors.end(), [&](std::uint32_t i) { return doc_.actors[i].type == "person"; })) continue;
      if (std::any_of(actors.begin(), actors.end(), [&](std::uint32_t i) { return holds(doc_.actors[i], t_.field(group, "office")); }))
        return actors;
    }
    return {};
  }

  /// Whom the last mention of a group before a token means, where it means those who were named together: "The ministers met. They".
  [[nodiscard]] std::vector<std::uint32_t> meant_together(std::uint32_t group, std::uint32_t token) const {
    const std::set<std::uint32_t>& seen = sightings_[group];
    const auto next = seen.lower_bound(token);
    if (next == seen.begin()) return {};
    for (auto [last, end] = t_.seen.equal_range(*std::prev(next)); last != end; ++last)
      if (const auto same = t_.together.find(last->mention); last->actor == group && same != t_.together.end()) return same->second;
    return {};
  }

  /// Whether a group was named between a token and a mention of it, not in a headline, and those who were named together were not meant.
  [[nodiscard]] bool named_since(std::uint32_t token, const Mention& group) const {
    for (auto seen = seen_from(token); seen != t_.seen.end() && seen->token < group.tokens.begin; ++seen) {
      const bool told = doc_.sentences[seen->sentence].kind != SentenceKind::headline;
      if (told && seen->actor == group.link && !t_.together.contains(seen->mention)) return true;
    }
    return false;
  }

  /// Whether somebody has an office, or a longer title of it; any, where none is asked for.
  [[nodiscard]] bool holds(const Actor& person, std::string_view office) const {
    const NameWords words = name_words(office);
    return words.empty() || std::any_of(person.roles.begin(), person.roles.end(),
                                        [&](const Role& role) { return is_short_for(t_.program, words, name_words(role.title)); });
  }

  /// The last two countries that were named together, some sentences before one: "Norway and Peru met. (...) Both sides agreed".
  [[nodiscard]] std::vector<std::uint32_t> last_two_lands(std::ptrdiff_t before, std::uint32_t sentence) const {
    while (before-- > 0) {
      const Joint& joint = joints_[static_cast<std::size_t>(before)];
      if (doc_.tokens[joint.tokens.begin].sentence + joint_reach < sentence) break;
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

  // ---- the first reading
  void learn_genders() {
    for (const std::uint32_t i : t_.order) {
      const Mention& mention = doc_.mentions[i];
      const std::string_view gender = t_.field(mention, "gender");
      if (!t_.is(mention, t_.types.pronoun) || t_.field(mention, "person") != "3" || (gender != "m" && gender != "f")) continue;
      const Antecedents::Choice choice = antecedents_.antecedent(mention);
      if (choice.actor != none && choice.lead > Antecedents::sure) ++t_.known[choice.actor].gender[gender == "m" ? 0 : 1];
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
      if (!actors.empty() && mention.link != none) doc_.actors[mention.link].kept = false;
      if (!actors.empty()) return void(t_.together.emplace(index, std::move(actors)));
      if (t_.field(mention, "counted") == "offices") return;
    }
    if (t_.field(mention, "person") == "3") actor = antecedents_.subject_after(mention);
    const bool like = t_.field_node(mention, "like") != nullptr;
    if (actor == none && (like || t_.field(mention, "person") == "3")) actor = antecedents_.antecedent(mention).actor;
    if (actor != none)
      if (const auto same = meant_together(actor, mention.tokens.begin); !same.empty()) return void(t_.together.emplace(index, same));
    const std::string_view gender = t_.field(mention, "gender");
    if (actor != none && (gender == "m" || gender == "f")) ++t_.known[actor].gender[gender == "m" ? 0 : 1];
    if (t_.field(mention, "person") == "1" && t_.field(mention, "number") == "sg") actor = speakers_.at(mention.tokens.begin);
    if (t_.field(mention, "person") == "1" && t_.field(mention, "number") == "pl") speaks_for(mention);
    if (actor == none) return antecedents_.leave_open(index);
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

  /// "We" in a quotation is a mention of the body or country that the speaker is, belongs to or holds an office of. Who does what there is
  /// still the speaker, so rules of events see no link.
  void speaks_for(const Mention& mention) {
    const std::uint32_t speaker = speakers_.at(mention.tokens.begin);
    std::uint32_t whole = speaker == none || doc_.actors[speaker].type != "person" ? speaker : office_of(doc_.actors[speaker]);
    if (const std::uint32_t body = speakers_.body_at(mention.tokens.begin); body != none) whole = body;
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
      const double score = antecedents_.salience(*seen, sentence);
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
      if (sentence - seen->sentence > Antecedents::farthest) break;
      if (actor.type != type || actor.provisional || (!sector.empty() && actor.sector != sector)) continue;
      if (!country.empty() && !actor.country.empty() && actor.country != country) continue;
      if (!actor.sector.empty() && unlike.find(actor.sector) != std::string_view::npos) continue;
      if (!among.empty() && (actor.country.empty() || among.find(actor.country) == std::string_view::npos)) continue;
      if ((nearest && antecedents_.inside_another(*seen) && antecedents_.in_group(*seen)) ||
          (type == "organization" && called_otherwise(mention, seen->actor)))
        continue;
      if (only && best != none && seen->actor != best) return undecided;
      if (best != none && nearest) continue;
      const double score = antecedents_.salience(*seen, sentence);
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
    for (Field& f : pronoun.fields) {
      if (f.name == t_.program.symbols.find("owner_gender")) f.name = t_.program.symbols.find("gender");
      if (f.name == t_.program.symbols.find("owner_number")) f.name = t_.program.symbols.find("number");
    }
    const std::uint32_t owner = t_.field(mention, "owner_near") == "yes" ? named_just_before(mention) : antecedents_.antecedent(pronoun).actor;
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
    if (actor.type == "person")
      return std::any_of(actor.roles.begin(), actor.roles.end(), [&](const Role& role) {
        return (!description.current || role.status == "current" || role.status == "acting") && is_short_for(t_.program, wanted, name_words(role.title));
      });
    const NameWords& words = t_.known[index].words;
    return is_short_for(t_.program, wanted, words) || (wanted.size() == 1 && std::find(words.begin(), words.end(), wanted.front()) != words.end());
  }

  ActorTable& t_;
  Document& doc_;
  const Speakers speakers_;
  Antecedents antecedents_{t_, speakers_};
  std::vector<Joint> joints_;                                       ///< by their first token
  std::map<std::uint32_t, std::uint32_t> appositions_;              ///< mentions, by the last token of their head
  std::vector<std::pair<std::uint32_t, std::uint32_t>> called_;     ///< actors and the appositions that are mentions of them
  std::unordered_map<std::string, ActorTable::Indexes> described_;  ///< actors by the words of descriptions
  std::unordered_map<std::string, ActorTable::Indexes> offices_;    ///< who holds them now, by country and title
  std::map<std::size_t, std::pair<std::uint32_t, std::size_t>> unowned_;  ///< actors and their roles, by the first byte of the title
  std::vector<std::set<std::uint32_t>> sightings_;  ///< by actor, the first tokens of its mentions
};

}  // namespace

void link_descriptions(ActorTable& table) {
  Describer(table).run();
  drop_short_titles(table);
}

}  // namespace readout
