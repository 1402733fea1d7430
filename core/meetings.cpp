// Mentions of meetings to records. Entry point: build_meetings.
//
// Rules say which words fill which part; here those words become actors, places and dates, and a meeting told twice becomes one
// record with the sentences that tell it as evidence. A telling is compared with the meetings told nearby and, of each of those who
// took part and of its place, with the latest `most_compared`, so that a text costs a time linear in its length.
#include <algorithm>
#include <set>
#include <unordered_map>

#include "event_parts.hpp"

namespace readout {
namespace {

bool within(const Indexes& part, const Indexes& whole) {
  return std::all_of(part.begin(), part.end(),
                     [&](std::uint32_t index) { return std::find(whole.begin(), whole.end(), index) != whole.end(); });
}

bool happens(const Meeting& meeting) { return meeting.status == "held" || meeting.status == "ongoing"; }
bool fails(const Meeting& meeting) { return meeting.status == "cancelled" || meeting.status == "postponed"; }

class MeetingBuilder {
 public:
  MeetingBuilder(Document& document, const Program& program, const EventReader& reader)
      : doc_(document), program_(program), reader_(reader) {}

  void run() {
    std::vector<const Mention*> mentions;
    const Symbol type = program_.symbols.find("meeting"), list = program_.symbols.find("actors");
    const Symbol land = program_.symbols.find("countries"), people = program_.symbols.find("demonyms"), code = program_.symbols.find("code");
    for (const Mention& mention : doc_.mentions) {
      if (mention.type != 0 && (mention.type == land || mention.type == people))
        lands_.emplace_back(doc_.bytes(mention.tokens).begin, field_value(mention, code));
      if (mention.type == type && type) mentions.push_back(&mention);
      if (mention.type == list && list) lists_.push_back(mention.tokens);
    }
    std::sort(lands_.begin(), lands_.end());
    std::stable_sort(lists_.begin(), lists_.end(), [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
    std::stable_sort(mentions.begin(), mentions.end(),
                     [](const Mention* a, const Mention* b) { return a->tokens.begin < b->tokens.begin; });
    for (const Mention* mention : mentions) add(*mention);
    std::stable_sort(doc_.meetings.begin(), doc_.meetings.end(),
                     [](const Meeting& a, const Meeting& b) { return start(a.evidence) < start(b.evidence); });
    for (Meeting& meeting : doc_.meetings) {
      if ((meeting.format == "in_person" || meeting.format == "unspecified") && many_sided(meeting)) meeting.format = "multilateral";
      add_codes(meeting);
    }
  }

 private:
  using Land = std::pair<std::uint32_t, std::string_view>;

  void add(const Mention& mention) {
    Meeting meeting = read(mention);
    const std::string again = reader_.text(mention, "again");
    if ((again == "same" || again == "told") && !named_again(meeting, mention, again == "same")) return;
    if (again == "another") return add_another(meeting);
    if (again == "added") return add_guests(meeting);
    if (again == "apart") return add_apart(meeting, mention);
    if (again == "joins") {
      Meeting* told = reader_.text(mention, "status").empty() ? told_here(meeting) : nullptr;
      if (told == nullptr) told = told_before(meeting);
      if (told != nullptr) return merge(*told, meeting);
    }
    if (one_sided(meeting, mention)) return;
    if (meeting.participants.empty() && meeting.host.empty()) return tell_more(meeting, reader_.text(mention, "status").empty());
    join_or_keep(std::move(meeting), again == "other");
  }

  /// Joins a telling with a meeting told before, with `alike` only one of the same people, or keeps it as another.
  void join_or_keep(Meeting&& meeting, bool alike) {
    for (const std::uint32_t index : comparable(meeting)) {
      Meeting& other = doc_.meetings[index];
      if ((!alike || other.participants == meeting.participants) && same_meeting(other, meeting)) return merge(other, meeting);
    }
    keep(std::move(meeting));
  }

  /// "Ana Ruiz held separate calls with B and C": as many meetings as there are others.
  void add_apart(const Meeting& all, const Mention& mention) {
    const std::vector<const Field*> told = reader_.fields(mention, "participants");
    const Indexes first = told.empty() ? Indexes{} : reader_.actors_in(told.front()->tokens);
    for (const std::uint32_t other : all.participants) {
      if (std::find(first.begin(), first.end(), other) != first.end()) continue;
      Meeting one = all;
      one.participants = first;
      add_unique(one.participants, other);
      if (one.participants.size() > 1) join_or_keep(std::move(one), true);
    }
  }

  /// "They were joined by Ana Ruiz", "in the presence of Ana Ruiz": who took part in the meeting told just before, too.
  void add_guests(const Meeting& more) {
    if (doc_.meetings.empty()) return;
    Meeting& last = doc_.meetings.back();
    if (!near(last, start(more.evidence))) return;
    add_all(last.participants, more.participants);
    add_spans(last.evidence, more.evidence);
    note(last);
  }

  void keep(Meeting&& meeting) {
    doc_.meetings.push_back(std::move(meeting));
    note(doc_.meetings.back());
  }

  /// Notes by whom, and from how far, a meeting can be found.
  void note(const Meeting& meeting) {
    const auto index = static_cast<std::uint32_t>(&meeting - doc_.meetings.data());
    const auto add = [index](Indexes& meetings) {
      if (meetings.empty() || meetings.back() != index) meetings.push_back(index);
    };
    for (const std::uint32_t actor : meeting.participants) add(meetings_of_[actor]);
    if (meeting.place != none) add(meetings_at_[meeting.place]);
    if (std::find(recent_.begin(), recent_.end(), index) == recent_.end()) recent_.push_back(index);
  }

  /// The meetings that can be the same as one: nearby, with somebody who takes part in it, or in its place; in order.
  [[nodiscard]] Indexes comparable(const Meeting& meeting) {
    const std::uint32_t at = start(meeting.evidence);  // tellings come in text order: what is no longer near will not be again
    std::erase_if(recent_, [&](std::uint32_t index) { return !near(doc_.meetings[index], at); });
    Indexes out = recent_;
    const auto add_latest = [&](const Indexes& list) {
      out.insert(out.end(), list.end() - static_cast<std::ptrdiff_t>(std::min(list.size(), most_compared)), list.end());
    };
    for (const std::uint32_t actor : meeting.participants) add_latest(meetings_of_[actor]);
    if (meeting.place != none) add_latest(meetings_at_[meeting.place]);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  /// Whether what is told at a byte is told just behind a meeting.
  [[nodiscard]] static bool near(const Meeting& meeting, std::uint32_t at, std::uint32_t reach = nearby) {
    return at < meeting.evidence.spans.back().end + reach;
  }

  /// "They met again": another meeting, of those who met in the one told just before if it names nobody.
  void add_another(Meeting& meeting) {
    const Meeting* last = doc_.meetings.empty() ? nullptr : &doc_.meetings.back();
    if (meeting.participants.size() < 2 && last != nullptr && near(*last, start(meeting.evidence)))
      meeting.participants = last->participants;
    if (meeting.participants.size() > 1) keep(std::move(meeting));
  }

  [[nodiscard]] Meeting read(const Mention& mention) const {
    Meeting meeting;
    meeting.status = reader_.text(mention, "status").empty() ? "held" : reader_.text(mention, "status");
    meeting.format = reader_.text(mention, "format").empty() ? "unspecified" : reader_.text(mention, "format");
    meeting.participants = reader_.actors_of(mention, "participants");
    meeting.host = reader_.actors_of(mention, "host");
    meeting.mediators = reader_.actors_of(mention, "mediators");
    meeting.reporters = reader_.actors_of(mention, "reporters");
    meeting.place = reader_.place_of(mention);
    if (meeting.place != none && meeting.format == "unspecified") meeting.format = "in_person";  // who talks in a place is there
    meeting.topic = reader_.spans(mention, "topic");
    meeting.occasion = reader_.spans(mention, "occasion");
    meeting.date = reader_.date_near(mention, "cue", meeting.occasion);
    if (date_of_topic(meeting, reader_.spans(mention, "cue"))) meeting.date = none;
    meeting.evidence.spans = {doc_.bytes(reader_.sentence_tokens(mention.tokens))};
    meeting.rule = mention.rule;
    meeting.derivation = reader_.derivation(mention);
    meeting.confidence = meeting.participants.size() > 1 ? 0.9 : 0.6;
    meeting.kind = reader_.text(mention, "kind");
    meeting.codes = reader_.codes(mention);
    return meeting;
  }

  /// Of "discussed the summit in July" the month is that of the topic, which is the object of the cue.
  [[nodiscard]] bool date_of_topic(const Meeting& meeting, const SpanSet& cue) const {
    if (meeting.date == none || meeting.topic.spans.empty() || cue.spans.empty()) return false;
    const Range topic = meeting.topic.spans.front();
    return topic.covers(doc_.dates[meeting.date].range) && topic.begin <= cue.spans.back().end + 1;
  }

  /// Who holds no office and goes somewhere visits nobody that a text about politics would tell of.
  [[nodiscard]] bool private_trip(const Meeting& meeting) const {
    return std::all_of(meeting.participants.begin(), meeting.participants.end(), [&](std::uint32_t index) {
      const Actor& actor = doc_.actors[index];
      return actor.type == "person" && actor.roles.empty() && actor.sector.empty();
    });
  }

  /// Who speaks with a newspaper gives an interview.
  [[nodiscard]] bool with_press(const Meeting& meeting) const {
    return std::any_of(meeting.participants.begin(), meeting.participants.end(),
                       [&](std::uint32_t actor) { return doc_.actors[actor].sector == "JRN"; });
  }

  /// Four countries or more, each with somebody who is named, are more than two sides.
  [[nodiscard]] bool many_sided(const Meeting& meeting) const {
    std::vector<std::string> countries;
    for (const std::uint32_t actor : meeting.participants) {
      const std::string& country = doc_.actors[actor].country;
      if (!country.empty() && std::find(countries.begin(), countries.end(), country) == countries.end()) countries.push_back(country);
    }
    return countries.size() >= 4;
  }

  /// The codes of the lexicon for the status with the first of these that it has: who mediates, what kind of meeting a rule calls
  /// it, who hosts or visits, the format, a third country; else for the status alone.
  void add_codes(Meeting& meeting) const {
    const bool hosted = !meeting.host.empty() && !meeting.participants.empty() && meeting.participants.front() == meeting.host.front();
    const std::string format = meeting.format == "visit" && hosted ? "hosted" : meeting.format;
    for (const std::string& word : {std::string(meeting.mediators.empty() ? "" : "mediated"), meeting.kind, format,
                                    std::string(in_third_country(meeting) ? "abroad" : "")})
      if (!word.empty() && reader_.complete(meeting.codes, "meeting_codes", meeting.status + " " + word)) return;
    reader_.complete(meeting.codes, "meeting_codes", meeting.status);
  }

  [[nodiscard]] bool in_third_country(const Meeting& meeting) const {
    const std::string country = meeting.place == none ? std::string() : doc_.places[meeting.place].country;
    return !country.empty() && meeting.host.empty() && meeting.participants.size() > 1 &&
           std::all_of(meeting.participants.begin(), meeting.participants.end(),
                       [&](std::uint32_t actor) { return !doc_.actors[actor].country.empty() && doc_.actors[actor].country != country; });
  }

  /// Nobody meets alone: a list or plural that turns out to be one person or country, a visit of nobody.
  [[nodiscard]] bool one_sided(const Meeting& meeting, const Mention& mention) const {
    if (reader_.text(mention, "needs") == "no_press" && with_press(meeting)) return true;
    if (meeting.format == "visit")
      return meeting.participants.empty() || (reader_.text(mention, "needs") == "office" && private_trip(meeting));
    if (meeting.participants.size() != 1 || !meeting.host.empty() || !meeting.occasion.spans.empty()) return false;
    const std::string& type = doc_.actors[meeting.participants.front()].type;
    const std::size_t told = reader_.fields(mention, "participants").size();
    if (type == "group") return told > 1;  // "we met families": who is "we"?
    return told == 1 && (type == "person" || type == "country");
  }

  // ---- tellings that name those who met only by "they", "the two leaders", or not at all

  /// The meeting told last, if it is near and nothing in status speaks against it.
  [[nodiscard]] Meeting* told_before(const Meeting& more) {
    const bool pair = more.participants.size() == 1 && doc_.actors[more.participants.front()].type == "group";
    if (doc_.meetings.empty()) return nullptr;
    Meeting& last = doc_.meetings.back();
    const bool other_kind = last.format == "visit" && more.format != "visit";  // the talks of a visit are a meeting of their own
    if (met_once_more(last, more) || other_kind) return nullptr;
    const std::uint32_t reach = pair && last.participants.size() == 2 ? nearby_pair : nearby;
    return near(last, start(more.evidence), reach) && (last.status == more.status || (happens(last) && happens(more))) ? &last : nullptr;
  }

  /// The meeting told last, if the same sentence tells it: "will attend the summit, hosted by Peru".
  [[nodiscard]] Meeting* told_here(const Meeting& more) {
    if (doc_.meetings.empty() || doc_.meetings.back().format != "multilateral") return nullptr;
    Meeting& last = doc_.meetings.back();
    return last.evidence.spans.back().begin == start(more.evidence) ? &last : nullptr;
  }

  /// "They discussed trade" tells more of the meeting told just before. Where there is none, "the two leaders" are those who met in
  /// the meeting before, if they were two, or the pair named last. False if nothing is left to make a record of.
  bool named_again(Meeting& meeting, const Mention& mention, bool third_person) {
    if (!doc_.meetings.empty() && start(doc_.meetings.back().evidence) == start(meeting.evidence) && meeting.status == "held" &&
        doc_.meetings.back().status == "planned")
      return false;  // "decided to meet to continue their talks"
    if (Meeting* last = told_before(meeting)) {
      meeting.participants.clear();
      merge(*last, meeting);
      return false;
    }
    if (meeting.participants.size() > 1 || !third_person) return meeting.participants.size() > 1;
    const Meeting* last = doc_.meetings.empty() ? nullptr : &doc_.meetings.back();
    const bool of_two = last != nullptr && near(*last, start(meeting.evidence)) && last->participants.size() == 2;
    const Indexes listed = pair_before(mention.tokens, of_two ? last->evidence.spans.back().end : 0);
    const Indexes pair = listed.empty() && of_two ? last->participants : listed;
    if (!pair.empty()) meeting.participants = pair;
    return !pair.empty() || (meeting.participants.size() == 1 && doc_.actors[meeting.participants.front()].type == "group");
  }

  /// Both members of the last list of two people or two countries that stands in the two sentences before, behind a byte.
  [[nodiscard]] Indexes pair_before(TokenRange tokens, std::uint32_t behind) const {
    const std::uint32_t sentence = doc_.tokens[tokens.begin].sentence;
    const std::uint32_t first = doc_.sentences[sentence < 2 ? 0 : sentence - 2].tokens.begin;
    auto list = std::lower_bound(lists_.begin(), lists_.end(), first, [](TokenRange words, std::uint32_t at) { return words.begin < at; });
    Indexes best;
    for (; list != lists_.end() && list->begin < tokens.begin; ++list) {
      if (list->end > tokens.begin || doc_.bytes(*list).begin < behind) continue;
      const Indexes members = reader_.actors_in(*list);
      if (members.size() == 2 && alike(members[0], members[1])) best = members;
    }
    return best;
  }

  [[nodiscard]] bool alike(std::uint32_t a, std::uint32_t b) const {
    const std::string type = a == none || b == none ? std::string() : doc_.actors[a].type;
    return !type.empty() && type == doc_.actors[b].type && (type == "person" || type == "country");
  }

  /// What names nobody who met ("she confirmed the gathering") is about the meeting told just before it, or about none here.
  void tell_more(Meeting& more, bool any_status) {
    if (doc_.meetings.empty()) return;
    Meeting& last = doc_.meetings.back();
    if (met_once_more(last, more)) return;
    if (any_status) more.status = last.status;
    if (!more.reporters.empty() || !more.mediators.empty()) more.date = none;  // of the confirmation, the mediation
    const bool called_off = last.status == "planned" && fails(more);
    if (near(last, start(more.evidence)) && (last.status == more.status || called_off || denied_by_one(last, more))) merge(last, more);
  }

  // ---- one meeting told twice

  /// Who took part and is named: without descriptions that the text gives no name for.
  [[nodiscard]] Indexes named(const Indexes& actors) const {
    Indexes out;
    for (const std::uint32_t actor : actors)
      if (!doc_.actors[actor].provisional) out.push_back(actor);
    return out;
  }

  /// One meeting told again: nobody new on one side, and nothing in status, place or date that speaks against it. What was
  /// planned and then called off is one. A telling without participants belongs to the meeting told just before it.
  [[nodiscard]] bool same_meeting(const Meeting& a, const Meeting& b) const {
    const bool close = near(a, start(b.evidence));
    const bool called_off = (a.status == "planned" && fails(b)) || (fails(a) && b.status == "planned");
    const bool contradicted = denied_by_one(a, b) && a.participants.size() > 1 && within(a.participants, b.participants) &&
                              within(b.participants, a.participants) && !dates_differ(a.date, b.date) && !places_differ(a.place, b.place);
    if (contradicted) return true;
    if (a.status != b.status && !(happens(a) && happens(b)) && !called_off) return false;
    if (a.place != none && b.place != none && a.place != b.place) return false;
    const bool together = within(a.participants, b.participants) || within(b.participants, a.participants);
    const bool visits = a.format == "visit" || b.format == "visit", one_sentence = start(a.evidence) == start(b.evidence);
    if (visits && one_sentence && a.format != b.format && together && !a.participants.empty() && !b.participants.empty())
      return true;  // "will fly to Oslo for talks"
    if (a.date != none && b.date != none && doc_.dates[a.date].value != doc_.dates[b.date].value) return false;
    if (a.format != b.format && a.format != "unspecified" && b.format != "unspecified" && (a.format == "call" || b.format == "call"))
      return false;
    if (a.participants.empty() || b.participants.empty()) return close && a.status == b.status;
    if (one_gathering(a, b) || (close && (told_by_lands(a, b) || told_by_lands(b, a)))) return true;
    if (close && b.format == "unspecified" && represented(b, a)) return true;
    if (a.format == "visit" && b.format == "visit" && a.host != b.host && !a.host.empty() && !b.host.empty()) return false;
    if (a.participants.size() < 2 || b.participants.size() < 2) return a.participants == b.participants || (together && one_sentence);
    if (visits && a.format != b.format && a.format != "unspecified" && b.format != "unspecified") return false;
    return together || (close && within(named(b.participants), a.participants) && !named(b.participants).empty() &&
                        !(has_other_group(a, b) && has_other_group(b, a)));
  }

  [[nodiscard]] bool unnamed_group(std::uint32_t actor) const {
    return doc_.actors[actor].type == "group" && doc_.actors[actor].country.empty();
  }

  /// Whether those of one telling are countries for which others met: "The presidents of Peru and Chile met. Peru and Chile discussed
  /// trade."
  [[nodiscard]] bool represented(const Meeting& countries, const Meeting& others) const {
    return std::all_of(countries.participants.begin(), countries.participants.end(), [&](std::uint32_t land) {
      return doc_.actors[land].type == "country" &&
             std::any_of(others.participants.begin(), others.participants.end(), [&](std::uint32_t actor) {
               const Actor& other = doc_.actors[actor];
               if (other.type == "group" && lands_of(actor).contains(doc_.actors[land].country)) return true;
               return actor != land && !other.country.empty() && other.country == doc_.actors[land].country;
             });
    });
  }

  /// The codes of the countries in the words of an actor: "the foreign ministers of Peru and Chile", "Peruvian and Chilean leaders".
  [[nodiscard]] const std::set<std::string>& lands_of(std::uint32_t actor) const {
    const auto [known, fresh] = lands_of_.try_emplace(actor);
    if (!fresh) return known->second;
    const auto before = [](const Land& named, std::uint32_t at) { return named.first < at; };
    for (const ActorMention& mention : doc_.actors[actor].mentions)
      for (auto land = std::lower_bound(lands_.begin(), lands_.end(), mention.range.begin, before);
           land != lands_.end() && land->first < mention.range.end; ++land)
        known->second.insert(std::string(land->second));
    return known->second;
  }

  /// Whether a group is told by the countries, two or more, of just those who are named in another telling: "Ministers of Peru and
  /// Chile meet. Minister Ana Ruiz of Peru met Luis Ortega, her Chilean counterpart."
  [[nodiscard]] bool told_by_lands(const Meeting& group, const Meeting& people) const {
    if (group.participants.size() != 1 || people.participants.size() < 2) return false;
    if (doc_.actors[group.participants.front()].type != "group") return false;
    std::set<std::string> theirs;
    for (const std::uint32_t actor : people.participants) {
      if (doc_.actors[actor].type != "person") return false;
      theirs.insert(doc_.actors[actor].country);
    }
    return theirs.size() > 1 && theirs == lands_of(group.participants.front()) && !dates_differ(group.date, people.date);
  }

  /// "Several ministers" in a town on a day are those whom another telling of that town and day names.
  [[nodiscard]] bool one_gathering(const Meeting& a, const Meeting& b) const {
    const auto unnamed = [&](const Meeting& meeting) {
      return std::all_of(meeting.participants.begin(), meeting.participants.end(),
                         [&](std::uint32_t actor) { return unnamed_group(actor); });
    };
    return a.place != none && a.place == b.place && !calendar_day(a.date).empty() && calendar_day(a.date) == calendar_day(b.date) &&
           a.format != "visit" && b.format != "visit" && (unnamed(a) || unnamed(b));
  }

  /// Whether a group took part in `a` that did not in `b`: who meets one set of officials and then another meets twice.
  [[nodiscard]] bool has_other_group(const Meeting& a, const Meeting& b) const {
    return std::any_of(a.participants.begin(), a.participants.end(), [&](std::uint32_t actor) {
      return doc_.actors[actor].type == "group" && std::find(b.participants.begin(), b.participants.end(), actor) == b.participants.end();
    });
  }

  /// A day, week or month without a time of day, resolved or open; empty for what cannot be compared ("now", a season, a year).
  [[nodiscard]] std::string calendar_day(std::uint32_t date) const {
    const std::string value = date == none ? std::string() : doc_.dates[date].value.substr(0, doc_.dates[date].value.find('T'));
    const bool plain = value.size() >= 7 && value.find_first_not_of("0123456789-XW") == std::string::npos;
    return plain ? value : std::string();
  }

  /// Whether two dates exclude each other: Monday and Tuesday do, May and the fifth of May do not.
  [[nodiscard]] bool dates_differ(std::uint32_t a, std::uint32_t b) const {
    const std::string x = calendar_day(a), y = calendar_day(b);
    for (const char mark : {'X', 'W'})  // an open day excludes no resolved one, a week none of its days
      if ((x.find(mark) == std::string::npos) != (y.find(mark) == std::string::npos)) return false;
    const std::size_t shorter = std::min(x.size(), y.size());
    return shorter > 0 && x.substr(0, shorter) != y.substr(0, shorter);
  }

  /// Whether two places exclude each other: two towns do, a town and its country or a building in it do not.
  [[nodiscard]] bool places_differ(std::uint32_t a, std::uint32_t b) const {
    if (a == none || b == none || a == b) return false;
    const Place &x = doc_.places[a], &y = doc_.places[b];
    if (!x.country.empty() && !y.country.empty() && x.country != y.country) return true;
    return !program_.look_up("cities", x.name, "code").empty() && !program_.look_up("cities", y.name, "code").empty();
  }

  /// Another day and another town: another meeting of those who met before.
  [[nodiscard]] bool met_once_more(const Meeting& a, const Meeting& b) const {
    return places_differ(a.place, b.place) && dates_differ(a.date, b.date);
  }

  /// One says that they met, the other that they did not.
  static bool denied_by_one(const Meeting& a, const Meeting& b) {
    return (happens(a) && b.status == "denied") || (a.status == "denied" && happens(b));
  }

  /// Notes what a telling says otherwise than the record that it is joined with.
  void note_conflicts(Meeting& into, const Meeting& more) const {
    const auto begins_before = [](Range span, std::uint32_t byte) { return span.begin < byte; };
    const auto& told = into.evidence.spans;
    const auto same = std::lower_bound(told.begin(), told.end(), start(more.evidence), begins_before);
    if (same != told.end() && same->begin == start(more.evidence)) return;  // one sentence tells several days of one visit
    if (denied_by_one(into, more)) into.conflicts.push_back({"status", more.status, none, none, more.evidence});
    if (places_differ(into.place, more.place)) into.conflicts.push_back({"place", {}, more.place, none, more.evidence});
    if (dates_differ(into.date, more.date)) into.conflicts.push_back({"date", {}, none, more.date, more.evidence});
  }

  void merge(Meeting& into, const Meeting& more) {
    note_conflicts(into, more);
    if (into.status == "planned" && fails(more)) into.status = more.status, into.codes = more.codes;
    const bool first_told = start(into.evidence) == start(more.evidence) && into.format == "visit" && more.format != "unspecified";
    if (into.format == "unspecified" || first_told) into.format = more.format;
    const bool descriptions = into.participants.size() > 1 && !within(more.participants, into.participants);
    const bool gathering = one_gathering(into, more);
    if (told_by_lands(into, more)) into.participants.clear();
    if (into.participants.empty() || (!represented(more, into) && !told_by_lands(more, into)))
      add_all(into.participants, descriptions ? named(more.participants) : more.participants);
    if (gathering && std::any_of(into.participants.begin(), into.participants.end(), [&](std::uint32_t a) { return !unnamed_group(a); }))
      std::erase_if(into.participants, [&](std::uint32_t a) { return unnamed_group(a); });
    add_all(into.host, more.host);
    add_all(into.mediators, more.mediators);
    add_all(into.reporters, more.reporters);
    if (into.place == none) into.place = more.place;
    if (into.date == none) into.date = more.date;
    if (into.topic.spans.empty()) into.topic = more.topic;
    if (into.occasion.spans.empty()) into.occasion = more.occasion;
    add_spans(into.evidence, more.evidence);
    if (into.kind.empty()) into.kind = more.kind;
    into.confidence = std::max(into.confidence, more.confidence);
    note(into);
  }

  static constexpr std::uint32_t nearby = 400;        ///< bytes: "just before", about two sentences
  static constexpr std::uint32_t nearby_pair = 1500;  ///< bytes: as far as "the two sides" means the two who met last
  static constexpr std::size_t most_compared = 64;    ///< meetings of one actor or place

  Document& doc_;
  const Program& program_;
  const EventReader& reader_;
  std::vector<Land> lands_;                                                    ///< names of countries and peoples: first byte, code
  mutable std::unordered_map<std::uint32_t, std::set<std::string>> lands_of_;  ///< by actor, once asked for
  std::vector<TokenRange> lists_;                                              ///< lists of actors, by their first token
  std::unordered_map<std::uint32_t, Indexes> meetings_of_, meetings_at_;       ///< by who takes part; by place
  Indexes recent_;                                                             ///< meetings told so far that the next telling can be near
};

}  // namespace

void build_meetings(Document& document, const Program& program, const EventReader& reader) {
  MeetingBuilder(document, program, reader).run();
}

}  // namespace readout
