// Mentions of positions to records. Entry point: build_positions.
//
// Rules say which words fill which part; here those words become actors and dates, "we" in a quotation becomes its speaker, and a position
// told inside another's content gets that one's holder as its reporter. Who issued "the statement" and who writes where a text says "we"
// outside any quotation is filled in from what was told before.
#include "position_builder.hpp"

namespace readout {

PositionBuilder::PositionBuilder(Document& document, const Program& program, const EventReader& reader)
    : doc_(document), program_(program), reader_(reader) {
  channels_ = tokens_of("channel");
  conditional_ = tokens_of("condition");
  victims_ = tokens_of("victim");
  for (std::uint32_t i = 0; i < doc_.actors.size(); ++i)
    if (doc_.actors[i].type == "country") countries_[doc_.actors[i].country].push_back(i);
}

void PositionBuilder::add(const Mention& mention) {
  Position position;
  position.act = reader_.text(mention, "act").empty() ? "assert" : reader_.text(mention, "act");
  position.stance = reader_.text(mention, "stance").empty() ? "neutral" : reader_.text(mention, "stance");
  position.certainty = reader_.text(mention, "certainty").empty() ? "asserted" : reader_.text(mention, "certainty");
  position.negated = reader_.text(mention, "negated") == "yes";
  if (position.negated && position.stance != "neutral") position.stance = position.stance == "pro" ? "con" : "neutral";
  const std::optional<Pronoun> pronoun = pronoun_of(mention);
  const Indexes holders = holders_of(mention, pronoun);
  position.source = reader_.spans(mention, reader_.fields(mention, "source").empty() ? "holder" : "source");
  position.cue = reader_.spans(mention, "cue");
  position.content = reader_.spans(mention, "content");
  position.quote = quote_of(mention);
  position.target = reader_.actors_of(mention, "target");
  position.reporters = reader_.actors_of(mention, "reporters");
  position.evidence.spans = {doc_.bytes(reader_.sentence_tokens(mention.tokens))};
  position.date = reader_.date_beside(mention, position.content);
  position.rule = mention.rule;
  position.derivation = reader_.derivation(mention);
  const bool mutual = position.target.empty() && position.act == "agree" && holders.size() > 1;
  const bool inferred = position.target.empty();
  if (inferred)
    position.target = target_in(mention, holders, position.act != "assert",
                                position.act == "demand" || (position.stance == "con" && position.act != "threaten"));
  if (inferred && holders.size() > 1)  // "the two sides" are no target of the two
    std::erase_if(position.target, [&](std::uint32_t target) { return is_named_in(position.source, target); });
  SpanSet about = reader_.spans(mention, "content");
  add_spans(about, reader_.spans(mention, "target"));
  add_countries(position.target, about);
  position.codes = reader_.codes(mention);
  reader_.complete(position.codes, "act_codes", position.negated ? "not " + position.act : position.act);
  pending_.resize(doc_.positions.size());
  const Indexes told_of = position.target;
  for (const std::uint32_t holder : holders.empty() ? Indexes{none} : holders) {
    position.holder = holder;
    position.confidence = holder == none ? 0.5 : 0.9;
    const bool voice = reader_.text(mention, "voice") == "yes";
    pending_.push_back(voice ? Pronoun{start(position.cue), true, true} : holder == none ? pronoun : std::nullopt);
    if (mutual) {
      position.target = others(holders, holder);
      for (const std::uint32_t index : told_of)
        if (doc_.actors[index].type == "organization") add_unique(position.target, index);
    }
    traits_.push_back({inferred, false, reader_.text(mention, "judges") == "yes", voice});
    doc_.positions.push_back(position);
  }
}

void PositionBuilder::resolve_speakers() {
  pending_.resize(doc_.positions.size());
  std::vector<std::pair<Range, std::uint32_t>> pronouns;
  for (std::uint32_t i = 0; i < pending_.size(); ++i)
    if (pending_[i]) pronouns.push_back({Range{pending_[i]->byte, pending_[i]->byte + 1}, i});
  const WordsOfPositions order(std::move(pronouns));
  std::vector<std::vector<std::pair<std::uint32_t, Range>>> around(doc_.positions.size());
  for (std::uint32_t outer = 0; outer < doc_.positions.size(); ++outer)
    for (const Range span : doc_.positions[outer].content.spans)
      for (const std::uint32_t inner : order.inside(span)) around[inner].emplace_back(outer, span);
  for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
    std::uint32_t least = none;
    for (const auto& [outer, span] : around[i]) {
      const bool speaks = pending_[i]->first_person || pending_[i]->byte - span.begin <= opening;
      if (doc_.positions[outer].holder == none || !speaks || span.size() >= least) continue;
      least = span.size();
      doc_.positions[i].holder = doc_.positions[outer].holder;
      doc_.positions[i].confidence = 0.8;
    }
  }
  find_issuers();
  for (Position& position : doc_.positions) std::erase(position.target, position.holder);
  report_nested();
  drop_idle();
  take_tones();
  drop_unvoiced();
  take_own_deeds();
  take_own_stances();
  narrow_reports();
  find_conditions();
  find_anaphoric_targets();
  find_contexts();
}

std::optional<PositionBuilder::Pronoun> PositionBuilder::pronoun_of(const Mention& mention) const {
  for (const Mention* edge : reader_.actor_edges(mention, "holder")) {
    const std::string_view person = field_value(*edge, program_.symbols.find("person"));
    if (person == "1" || person == "3")
      return Pronoun{doc_.bytes(edge->tokens).begin, person == "1", field_value(*edge, program_.symbols.find("number")) == "pl"};
  }
  return std::nullopt;
}

Indexes PositionBuilder::holders_of(const Mention& mention, const std::optional<Pronoun>& pronoun) const {
  Indexes known = reader_.actors_of(mention, "holder");
  if (!pronoun || !pronoun->plural) return known;
  if (pronoun->first_person) return known.empty() ? who_signed(*pronoun) : known;
  if (known.empty()) known = who_met(mention, *pronoun);
  const Indexes all = known.size() < 2 ? who_acted(mention, *pronoun, known) : Indexes{};
  return all.empty() ? known : all;
}

Indexes PositionBuilder::who_signed(const Pronoun& we) const {
  if (quoted_at(we.byte) || authors_.all().size() != 1) return {};
  const Indexes signers = reader_.actors_of(*authors_.all().front(), "name");
  return signers.size() > 1 ? signers : Indexes{};
}

Indexes PositionBuilder::who_met(const Mention& mention, const Pronoun& they) const {
  const std::uint32_t sentence = doc_.tokens[mention.tokens.begin].sentence;
  const auto begins_before = [&](const Mention* meeting, std::uint32_t byte) { return doc_.bytes(meeting->tokens).begin < byte; };
  const std::vector<const Mention*>& all = meetings_.all();
  Indexes most;
  for (auto at = std::lower_bound(all.begin(), all.end(), they.byte, begins_before); at != all.begin();) {
    const Mention& meeting = **--at;
    const std::uint32_t told = doc_.tokens[meeting.tokens.begin].sentence;
    if (told + meeting_reach < sentence || (told < sentence && most.size() > 1)) break;
    Indexes met = reader_.actors_of(meeting, "participants");
    add_all(met, reader_.actors_of(meeting, "host"));
    const bool near = told + 1 >= sentence || met.size() <= few;  // further off only of those who are meant all along
    if (near && met.size() > most.size()) most = met;
  }
  return most.size() > 1 ? most : Indexes{};
}

bool PositionBuilder::is_named_in(const SpanSet& words, std::uint32_t actor) const {
  const std::vector<ActorMention>& named = doc_.actors[actor].mentions;
  return std::any_of(named.begin(), named.end(), [&](const ActorMention& mention) { return contains(words, mention.range); });
}

Indexes PositionBuilder::who_acted(const Mention& mention, const Pronoun& they, const Indexes& known) const {
  if (quoted_at(they.byte)) return {};
  const std::uint32_t sentence = doc_.tokens[mention.tokens.begin].sentence;
  const std::uint32_t reach = doc_.bytes(doc_.sentences[sentence > 0 ? sentence - 1 : 0].tokens).begin;
  Indexes together;
  for (std::size_t i = doc_.positions.size(); i-- > 0 && start(doc_.positions[i].cue) >= reach;) {
    const Position& last = doc_.positions[i];
    if (last.holder == none || last.cue.spans != doc_.positions.back().cue.spans) break;
    together.insert(together.begin(), last.holder);
  }
  const bool same = known.empty() || std::count(together.begin(), together.end(), known.front()) > 0 ||
                    (together.size() > 1 && is_named_in(doc_.positions.back().source, known.front()));
  return same && together.size() > 1 ? together : Indexes{};
}

Indexes PositionBuilder::others(const Indexes& all, std::uint32_t one) {
  Indexes out;
  for (const std::uint32_t index : all)
    if (index != one) add_unique(out, index);
  return out;
}

void PositionBuilder::find_issuers() {
  std::vector<bool> told(doc_.positions.size());  // inside what another says
  const auto cues = WordsOfPositions::cues(doc_.positions);
  for (const Position& outer : doc_.positions)
    for (const std::uint32_t inner : cues.inside(outer.content))
      if (doc_.positions[inner].cue.spans != outer.cue.spans) told[inner] = true;
  const std::uint32_t writer = first_named(authors_);
  const std::string country = writer == none ? "" : doc_.actors[writer].country;
  const auto own = country.empty() ? countries_.end() : countries_.find(country);
  // Who took a position before; which country or body did, not one that another tells of. Of a signed text that is one of the author's
  // own country, or else that country; where that is not known, only who speaks first can be meant.
  std::uint32_t last = none, first = none, last_body = own == countries_.end() ? first_named(issuers_) : own->second.front();
  bool one_voice = true;  // all positions so far, but for the author's and those told by others, are the same holder's
  for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
    Position& position = doc_.positions[i];
    if (position.holder == none) {
      const bool unvoiced = traits_[i].voice && writer == none;
      if (pending_[i] && pending_[i]->first_person && !quoted_at(pending_[i]->byte) && !unvoiced) {
        const Turn* turn = doc_.turn_at(pending_[i]->byte);
        position.holder = turn ? turn->speaker : pending_[i]->plural ? last_body : none;
        if (!turn && position.holder == none) position.holder = writer;
      } else if (!writings_.inside(position.source).empty()) {
        const Indexes lands = parties_in(position.source, {});  // "the Turkish statement"
        position.holder = lands.size() == 1 ? lands.front() : last;
      }
      if (position.holder != none) position.confidence = 0.6;
    }
    if (!told[i] && position.holder != writer) {
      if (first == none) first = position.holder;
      one_voice = one_voice && position.holder == first;
    }
    if (position.holder == none) continue;
    last = position.holder;
    const Actor& actor = doc_.actors[last];
    const bool fits = writer == none || (own == countries_.end() ? one_voice : actor.country == country);
    const bool speaks = actor.type != "person" && (writer == none || actor.type != "group");
    if (!told[i] && speaks && fits) last_body = last;
  }
}

std::uint32_t PositionBuilder::first_named(const MentionList& mentions) const {
  for (const Mention* mention : mentions.all()) {
    const Indexes actors = reader_.actors_of(*mention, "name");
    if (!actors.empty()) return actors.front();
  }
  return none;
}

void PositionBuilder::find_contexts() {
  for (Position& position : doc_.positions) {
    if (position.codes.event.empty() || !position.codes.context.empty()) continue;
    for (const Mention* mention : contexts_.inside(position.content)) {
      std::string context = reader_.text(*mention, "value");
      if (std::count(position.codes.context.begin(), position.codes.context.end(), context) == 0)
        position.codes.context.push_back(std::move(context));
    }
  }
}

std::string PositionBuilder::quote_of(const Mention& mention) const {
  std::uint32_t quoted = 0, plain = 0;
  for (const Field* field : reader_.fields(mention, "content"))
    for (std::uint32_t i = field->tokens.begin; i < field->tokens.end; ++i) {
      if (doc_.tokens[i].upos == "PUNCT") continue;
      ++(doc_.tokens[i].quoted ? quoted : plain);
    }
  if (quoted == 0) return reader_.text(mention, "quote").empty() ? "indirect" : reader_.text(mention, "quote");
  return plain == 0 ? "direct" : "mixed";
}

void PositionBuilder::report_nested() {
  std::vector<std::vector<const Position*>> around(doc_.positions.size());
  const auto cues = WordsOfPositions::cues(doc_.positions);
  for (const Position& outer : doc_.positions)
    if (outer.holder != none)
      for (const std::uint32_t inner : cues.inside(outer.content)) around[inner].push_back(&outer);
  for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
    std::stable_sort(around[i].begin(), around[i].end(), [](const Position* a, const Position* b) {
      return a->content.spans.front().size() > b->content.spans.front().size();
    });
    Position& inner = doc_.positions[i];
    for (const Position* outer : around[i])
      if (outer->holder != inner.holder) add_unique(inner.reporters, outer->holder);
  }
}

void PositionBuilder::drop_idle() {
  std::vector<bool> idle(doc_.positions.size());
  for (std::size_t i = 0; i < idle.size(); ++i) idle[i] = doc_.positions[i].cue.spans.empty();
  const auto cues = WordsOfPositions::cues(doc_.positions);
  for (const Position& outer : doc_.positions) {
    if (outer.quote == "indirect") continue;
    for (const std::uint32_t i : cues.inside(outer.content)) {
      const Position& inner = doc_.positions[i];
      if (inner.act == "assert" && inner.stance == "neutral" && (inner.holder == none || outer.holder == inner.holder) &&
          outer.cue.spans != inner.cue.spans)
        idle[i] = true;
    }
  }
  drop(idle);
}

void PositionBuilder::drop(const std::vector<bool>& unwanted) {
  std::size_t index = 0, trait = 0;
  std::erase_if(doc_.positions, [&](const Position&) { return unwanted[index++]; });
  std::erase_if(traits_, [&](const Traits&) { return unwanted[trait++]; });
}

void PositionBuilder::drop_unvoiced() {
  std::vector<bool> unwanted(doc_.positions.size());
  for (std::size_t i = 0; i < unwanted.size(); ++i) unwanted[i] = traits_[i].voice && doc_.positions[i].holder == none;
  const auto cues = WordsOfPositions::cues(doc_.positions);
  for (const Position& outer : doc_.positions)
    for (const std::uint32_t inner : cues.inside(outer.content))
      if (traits_[inner].voice && outer.act != "assert" && outer.cue.spans != doc_.positions[inner].cue.spans) unwanted[inner] = true;
  drop(unwanted);
}

void build_positions(Document& document, const Program& program, const EventReader& reader) {
  PositionBuilder builder(document, program, reader);
  const Symbol position = program.symbols.find("position");
  std::vector<const Mention*> told;
  for (const Mention& mention : document.mentions)
    if (mention.type == position && position) told.push_back(&mention);
  const auto place = [&](const Mention* mention) {
    return std::pair{reader.sentence_tokens(mention->tokens).begin, start(reader.spans(*mention, "cue"))};
  };
  std::stable_sort(told.begin(), told.end(), [&](const Mention* a, const Mention* b) { return place(a) < place(b); });
  for (const Mention* mention : told) builder.add(*mention);
  builder.resolve_speakers();
}

}  // namespace readout
