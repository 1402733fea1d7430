// Mentions of meetings and positions to records. Entry point: build_events.
//
// Rules say which words fill which part; here those words become actors, places and dates, a meeting told twice becomes one
// record, "we" in a quotation becomes its speaker, and every record gets its evidence: the sentences that tell it.
#include <algorithm>

#include "program.hpp"

namespace readout {
namespace {

using Indexes = std::vector<std::uint32_t>;

void add_unique(Indexes& list, std::uint32_t index) {
  if (index != none && std::find(list.begin(), list.end(), index) == list.end()) list.push_back(index);
}

void add_all(Indexes& list, const Indexes& more) {
  for (const std::uint32_t index : more) add_unique(list, index);
}

bool within(const Indexes& part, const Indexes& whole) {
  return std::all_of(part.begin(), part.end(),
                     [&](std::uint32_t index) { return std::find(whole.begin(), whole.end(), index) != whole.end(); });
}

void add_spans(SpanSet& set, const SpanSet& more) {
  for (const Range span : more.spans)
    if (std::find(set.spans.begin(), set.spans.end(), span) == set.spans.end()) set.spans.push_back(span);
  std::sort(set.spans.begin(), set.spans.end(), [](Range a, Range b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
}

class EventBuilder {
 public:
  EventBuilder(Document& document, const Program& program)
      : doc_(document), program_(program), actor_(program.symbols.find("actor")), place_(program.symbols.find("place")) {}

  void run() {
    index_links();
    const Symbol meeting = program_.symbols.find("meeting"), position = program_.symbols.find("position");
    for (const Mention& mention : doc_.mentions) {
      if (mention.type == meeting && meeting) add_meeting(mention);
      if (mention.type == position && position) add_position(mention);
    }
    resolve_speakers();
    const auto earlier = [](const auto& a, const auto& b) {
      return start(a.evidence) != start(b.evidence) ? start(a.evidence) < start(b.evidence) : lead(a) < lead(b);
    };
    std::stable_sort(doc_.meetings.begin(), doc_.meetings.end(), earlier);
    std::stable_sort(doc_.positions.begin(), doc_.positions.end(), earlier);
    drop_unused();
  }

 private:
  static std::uint32_t start(const SpanSet& set) { return set.spans.empty() ? 0 : set.spans.front().begin; }
  static std::uint32_t lead(const Meeting&) { return 0; }
  static std::uint32_t lead(const Position& position) { return start(position.cue); }

  // ---- fields of a mention
  [[nodiscard]] std::vector<const Field*> fields(const Mention& mention, const char* name) const {
    std::vector<const Field*> out;
    const Symbol wanted = program_.symbols.find(name);
    for (const Field& field : mention.fields)
      if (wanted && field.name == wanted) out.push_back(&field);
    return out;
  }

  [[nodiscard]] std::string text(const Mention& mention, const char* name) const {
    return std::string(field_value(mention, program_.symbols.find(name)));
  }

  [[nodiscard]] SpanSet spans(const Mention& mention, const char* name) const {
    SpanSet out;
    for (const Field* field : fields(mention, name))
      if (!field->tokens.empty()) out.spans.push_back(doc_.bytes(field->tokens));
    return out;
  }

  /// Edges with a link, by their first token, so that a field's actors are found without a search of the document.
  void index_links() {
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const Symbol type = doc_.mentions[i].type;
      if ((type == actor_ && actor_) || (type == place_ && place_)) linked_.push_back(i);
    }
    std::stable_sort(linked_.begin(), linked_.end(), [&](std::uint32_t a, std::uint32_t b) {
      const TokenRange x = doc_.mentions[a].tokens, y = doc_.mentions[b].tokens;
      return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
    });
  }

  /// Outermost linked edges of a type inside a range of tokens, in text order.
  [[nodiscard]] std::vector<const Mention*> edges_in(TokenRange tokens, Symbol type) const {
    std::vector<const Mention*> out;
    auto at = std::lower_bound(linked_.begin(), linked_.end(), tokens.begin,
                               [&](std::uint32_t index, std::uint32_t token) { return doc_.mentions[index].tokens.begin < token; });
    std::uint32_t free = tokens.begin;
    for (; at != linked_.end() && doc_.mentions[*at].tokens.begin < tokens.end; ++at) {
      const Mention& mention = doc_.mentions[*at];
      if (mention.type != type || mention.tokens.begin < free || mention.tokens.end > tokens.end) continue;
      out.push_back(&mention);
      free = mention.tokens.end;
    }
    return out;
  }

  /// The actors that a field names: its members if it is a list of a helper rule, else the edges inside its words.
  [[nodiscard]] Indexes actors_of(const Mention& mention, const char* name) const {
    Indexes out;
    for (const Field* field : fields(mention, name)) {
      const TokenRange tokens = field->tokens;
      for (const Mention* edge : edges_in(tokens, actor_)) add_unique(out, edge->link);
    }
    return out;
  }

  [[nodiscard]] std::uint32_t place_of(const Mention& mention) const {
    for (const Field* field : fields(mention, "place"))
      for (const Mention* edge : edges_in(field->tokens, place_)) return edge->link;
    return none;
  }

  [[nodiscard]] std::uint32_t date_of(const Mention& mention, bool also_near) const {
    for (const Field* field : fields(mention, "date"))
      for (std::uint32_t i = 0; i < doc_.dates.size(); ++i)
        if (doc_.bytes(field->tokens).overlaps(doc_.dates[i].range)) return i;
    return !also_near ? none : only_date(doc_.bytes(sentence_tokens(mention.tokens)));
  }

  /// The date of a sentence that has just one.
  [[nodiscard]] std::uint32_t only_date(Range range) const {
    std::uint32_t found = none;
    for (std::uint32_t i = 0; i < doc_.dates.size(); ++i) {
      if (!range.overlaps(doc_.dates[i].range) || doc_.dates[i].type != "DATE") continue;
      if (found != none) return none;
      found = i;
    }
    return found;
  }

  [[nodiscard]] TokenRange sentence_tokens(TokenRange tokens) const {
    return {doc_.sentences[doc_.tokens[tokens.begin].sentence].tokens.begin,
            doc_.sentences[doc_.tokens[tokens.end - 1].sentence].tokens.end};
  }

  [[nodiscard]] std::vector<std::pair<std::string, Range>> derivation(const Mention& mention) const {
    std::vector<std::pair<std::string, Range>> out;
    for (const Capture& capture : mention.captures)
      if (!capture.tokens.empty()) out.emplace_back(program_.symbols.text(capture.name), doc_.bytes(capture.tokens));
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second.begin < b.second.begin; });
    return out;
  }

  // ---- meetings
  void add_meeting(const Mention& mention) {
    Meeting meeting;
    meeting.status = text(mention, "status").empty() ? "held" : text(mention, "status");
    meeting.format = text(mention, "format").empty() ? "unspecified" : text(mention, "format");
    meeting.participants = actors_of(mention, "participants");
    meeting.host = actors_of(mention, "host");
    meeting.mediators = actors_of(mention, "mediators");
    meeting.reporters = actors_of(mention, "reporters");
    meeting.place = place_of(mention);
    if (meeting.place != none && meeting.format == "unspecified") meeting.format = "in_person";  // who talks in a place is there
    meeting.date = date_of(mention, meeting.status == "held");
    meeting.topic = spans(mention, "topic");
    meeting.occasion = spans(mention, "occasion");
    meeting.evidence.spans = {doc_.bytes(sentence_tokens(mention.tokens))};
    meeting.rule = mention.rule;
    meeting.derivation = derivation(mention);
    meeting.confidence = meeting.participants.size() > 1 ? 0.9 : 0.6;
    if (meeting.participants.empty() && meeting.host.empty()) return tell_more(meeting, text(mention, "status").empty());
    for (Meeting& other : doc_.meetings)
      if (same_meeting(other, meeting)) return merge(other, meeting);
    code(mention, "meeting_codes", meeting.format == "call" && meeting.status == "held" ? "call" : meeting.status, meeting.codes);
    doc_.meetings.push_back(std::move(meeting));
  }

  /// What names nobody who met ("she confirmed the gathering") is about the meeting told just before it, or about none here.
  void tell_more(const Meeting& more, bool any_status) {
    if (doc_.meetings.empty()) return;
    Meeting& last = doc_.meetings.back();
    const bool near = start(more.evidence) < last.evidence.spans.back().end + nearby;
    if (near && (any_status || last.status == more.status)) merge(last, more);
  }

  /// One meeting told again: nobody new on one side, and nothing in status, place or date that speaks against it. A telling
  /// without participants ("potentially hosting talks") belongs to the meeting told just before it.
  [[nodiscard]] static bool same_meeting(const Meeting& a, const Meeting& b) {
    const auto happens = [](const Meeting& m) { return m.status == "held" || m.status == "ongoing"; };
    if (a.status != b.status && !(happens(a) && happens(b))) return false;
    if (a.place != none && b.place != none && a.place != b.place) return false;
    if (a.date != none && b.date != none && a.date != b.date) return false;
    if (a.format != b.format && a.format != "unspecified" && b.format != "unspecified" && (a.format == "call" || b.format == "call"))
      return false;
    if (a.participants.empty() || b.participants.empty())
      return start(b.evidence) < a.evidence.spans.back().end + nearby && a.status == b.status;
    const bool together = within(a.participants, b.participants) || within(b.participants, a.participants);
    if (a.participants.size() < 2 || b.participants.size() < 2)
      return a.participants == b.participants || (together && start(a.evidence) == start(b.evidence));
    const bool visits = a.format == "visit" || b.format == "visit";
    if (visits && a.format != b.format && a.format != "unspecified" && b.format != "unspecified") return false;
    return together;
  }

  static void merge(Meeting& into, const Meeting& more) {
    add_all(into.participants, more.participants);
    add_all(into.host, more.host);
    add_all(into.mediators, more.mediators);
    add_all(into.reporters, more.reporters);
    if (into.place == none) into.place = more.place;
    if (into.date == none) into.date = more.date;
    if (into.format == "unspecified") into.format = more.format;
    if (into.topic.spans.empty()) into.topic = more.topic;
    if (into.occasion.spans.empty()) into.occasion = more.occasion;
    add_spans(into.evidence, more.evidence);
    into.confidence = std::max(into.confidence, more.confidence);
  }

  // ---- positions
  void add_position(const Mention& mention) {
    Position position;
    position.act = text(mention, "act").empty() ? "assert" : text(mention, "act");
    position.stance = text(mention, "stance").empty() ? "neutral" : text(mention, "stance");
    position.certainty = text(mention, "certainty").empty() ? "asserted" : text(mention, "certainty");
    position.negated = text(mention, "negated") == "yes";
    if (position.negated && position.stance != "neutral") position.stance = position.stance == "pro" ? "con" : "neutral";
    const Indexes holders = actors_of(mention, "holder");
    position.source = spans(mention, fields(mention, "source").empty() ? "holder" : "source");
    position.cue = spans(mention, "cue");
    position.content = spans(mention, "content");
    position.quote = quote_of(mention);
    position.target = actors_of(mention, "target");
    position.reporters = actors_of(mention, "reporters");
    position.evidence.spans = {doc_.bytes(sentence_tokens(mention.tokens))};
    position.date = date_of(mention, true);
    position.rule = mention.rule;
    position.derivation = derivation(mention);
    if (position.target.empty()) position.target = first_other(mention, holders, position.act == "assert");
    code(mention, "act_codes", position.act, position.codes);
    pending_.resize(doc_.positions.size(), none);
    for (const std::uint32_t holder : holders.empty() ? Indexes{none} : holders) {
      position.holder = holder;
      position.confidence = holder == none ? 0.5 : 0.9;
      pending_.push_back(holder == none && first_person(mention) ? position.cue.spans.empty() ? none : position.cue.spans.front().begin
                                                                 : none);
      doc_.positions.push_back(position);
    }
  }

  [[nodiscard]] bool first_person(const Mention& mention) const {
    for (const Field* field : fields(mention, "holder"))
      for (const Mention* edge : edges_in(field->tokens, actor_))
        if (field_value(*edge, program_.symbols.find("person")) == "1") return true;
    return false;
  }

  /// Whose affair it is, where the rule does not say: the first actor in the content who is not the holder. A mere statement
  /// makes no actor of a description that stands in it.
  [[nodiscard]] Indexes first_other(const Mention& mention, const Indexes& holders, bool named_only) const {
    for (const std::uint32_t actor : actors_of(mention, "content"))
      if (actor != none && !(named_only && doc_.actors[actor].provisional) &&
          std::find(holders.begin(), holders.end(), actor) == holders.end())
        return {actor};
    return {};
  }

  [[nodiscard]] std::string quote_of(const Mention& mention) const {
    std::uint32_t quoted = 0, plain = 0;
    for (const Field* field : fields(mention, "content"))
      for (std::uint32_t i = field->tokens.begin; i < field->tokens.end; ++i) {
        if (doc_.tokens[i].upos == "PUNCT") continue;
        ++(doc_.tokens[i].quoted ? quoted : plain);
      }
    if (quoted == 0) return text(mention, "quote").empty() ? "indirect" : text(mention, "quote");
    return plain == 0 ? "direct" : "mixed";
  }

  /// "I" and "we" in a quotation: the holder of the nearest position whose content they stand in.
  void resolve_speakers() {
    pending_.resize(doc_.positions.size(), none);
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      if (pending_[i] == none) continue;
      std::uint32_t least = none;
      for (const Position& outer : doc_.positions)
        for (const Range span : outer.content.spans)
          if (outer.holder != none && span.begin <= pending_[i] && pending_[i] < span.end && span.size() < least) {
            least = span.size();
            doc_.positions[i].holder = outer.holder;
            doc_.positions[i].confidence = 0.8;
          }
    }
    report_nested();
    std::erase_if(doc_.positions, [](const Position& position) { return position.cue.spans.empty(); });
  }

  /// A position told inside another's content is reported by that one's holder, outermost first.
  void report_nested() {
    for (Position& inner : doc_.positions) {
      std::vector<const Position*> around;
      for (const Position& outer : doc_.positions)
        if (&outer != &inner && outer.holder != none && !inner.cue.spans.empty() && outer.holder != inner.holder &&
            contains(outer.content, inner.cue.spans.front()))
          around.push_back(&outer);
      std::stable_sort(around.begin(), around.end(), [](const Position* a, const Position* b) {
        return a->content.spans.front().size() > b->content.spans.front().size();
      });
      for (const Position* outer : around) add_unique(inner.reporters, outer->holder);
    }
  }

  [[nodiscard]] static bool contains(const SpanSet& set, Range range) {
    return std::any_of(set.spans.begin(), set.spans.end(), [&](Range span) { return span.covers(range); });
  }

  void code(const Mention& mention, const char* table, std::string_view key, Codes& codes) const {
    const auto either = [&](const char* field) {
      return text(mention, field).empty() ? std::string(program_.look_up(table, key, field)) : text(mention, field);
    };
    codes.event = either("event");
    codes.mode = either("mode");
    codes.cameo = either("cameo");
    codes.because = either("because");
    for (const Field* field : fields(mention, "context")) codes.context.push_back(field->value);
  }

  // ---- what nobody uses
  /// Descriptions that no event uses are no actors of the text; the rest is put in text order.
  void drop_unused() {
    std::vector<bool> used(doc_.actors.size());
    const auto use = [&](const Indexes& list) {
      for (const std::uint32_t index : list) used[index] = true;
    };
    for (const Meeting& m : doc_.meetings) use(m.participants), use(m.host), use(m.mediators), use(m.reporters);
    for (const Position& p : doc_.positions) {
      use(p.target), use(p.reporters);
      if (p.holder != none) used[p.holder] = true;
    }
    Indexes order;
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i)
      if (used[i] || !doc_.actors[i].provisional) order.push_back(i);
    for (Actor& actor : doc_.actors)
      std::stable_sort(actor.mentions.begin(), actor.mentions.end(),
                       [](const ActorMention& a, const ActorMention& b) { return a.range.begin < b.range.begin; });
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return first_byte(doc_.actors[a]) < first_byte(doc_.actors[b]); });
    renumber(order);
  }

  static std::uint32_t first_byte(const Actor& actor) { return actor.mentions.empty() ? none : actor.mentions.front().range.begin; }

  void renumber(const Indexes& order) {
    Indexes where(doc_.actors.size(), none);
    std::vector<Actor> kept;
    for (const std::uint32_t index : order) {
      where[index] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(doc_.actors[index]));
    }
    doc_.actors = std::move(kept);
    const auto move = [&](Indexes& list) {
      for (std::uint32_t& index : list) index = where[index];
    };
    for (Meeting& m : doc_.meetings) move(m.participants), move(m.host), move(m.mediators), move(m.reporters);
    for (Position& p : doc_.positions) {
      move(p.target), move(p.reporters);
      if (p.holder != none) p.holder = where[p.holder];
    }
    for (Mention& mention : doc_.mentions)
      if (mention.type != place_ && mention.link != none && mention.link < where.size()) mention.link = where[mention.link];
  }

  static constexpr std::uint32_t nearby = 400;  ///< bytes: "just before", about two sentences

  Document& doc_;
  const Program& program_;
  Symbol actor_, place_;
  Indexes linked_;
  Indexes pending_;  ///< by position: the byte of the cue of one whose holder is "I" or "we"
};

}  // namespace

void build_events(Document& document, const Program& program) { EventBuilder(document, program).run(); }

}  // namespace readout
