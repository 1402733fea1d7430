// Whom a position is about: whose something is that its content begins with, the first other actor in it, whose "the move" is, and who is
// named last before he is judged. Part of PositionBuilder.
#include "position_builder.hpp"

namespace readout {

Indexes PositionBuilder::target_in(const Mention& mention, const Indexes& holders, bool any, bool against) const {
  const auto own_country = [&](std::uint32_t index) {
    const Actor& actor = doc_.actors[index];
    return actor.type == "country" && std::any_of(holders.begin(), holders.end(), [&](std::uint32_t holder) {
             return holder != none && doc_.actors[holder].country == actor.country;
           });
  };
  const auto named = [&](std::uint32_t index) { return !doc_.actors[index].provisional; };
  const auto foreign = [&](std::uint32_t index) { return named(index) && !own_country(index); };
  std::vector<const Mention*> outer = reader_.actor_edges(mention, "content");
  std::vector<const Mention*> all = reader_.actor_edges(mention, "content", true);
  for (std::vector<const Mention*>* edges : {&outer, &all})
    std::erase_if(*edges, [&](const Mention* edge) { return against && victims_[edge->tokens.begin]; });
  const SpanSet content = reader_.spans(mention, "content");
  Indexes out = owner_of_opening(content, all, holders, foreign);
  if (out.empty()) out = nation_of_opening(content, outer, holders);
  if (out.empty()) out = first_other(outer, holders, foreign);
  if (out.empty()) out = first_other(all, holders, foreign);
  if (out.empty()) out = parties_in(content, holders);
  if (out.empty()) out = first_other(outer, holders, named);
  if (out.empty() && any) out = first_other(outer, holders, [](std::uint32_t) { return true; });
  return out;
}

template <typename Accepts>
Indexes PositionBuilder::owner_of_opening(const SpanSet& content, const std::vector<const Mention*>& edges, const Indexes& holders,
                                          const Accepts& accepts) const {
  if (content.spans.empty()) return {};
  std::uint32_t first = index_from(content.spans.front().begin);
  while (first < doc_.tokens.size() && (doc_.tokens[first].upos == "DET" || doc_.tokens[first].upos == "SCONJ")) ++first;
  for (const Mention* edge : edges) {
    const std::uint32_t end = edge->tokens.end;
    const bool owns =
        (end < doc_.tokens.size() && doc_.tokens[end].xpos == "POS") || field_value(*edge, program_.symbols.find("case")) == "poss";
    const bool opens = edge->tokens.begin <= first && first < end;
    if (!owns || !opens || edge->link == none || !accepts(edge->link) || is_channel(*edge)) continue;
    if (std::find(holders.begin(), holders.end(), edge->link) == holders.end()) return {edge->link};
  }
  return {};
}

Indexes PositionBuilder::nation_of_opening(const SpanSet& content, const std::vector<const Mention*>& edges, const Indexes& holders) const {
  const std::vector<const Mention*> nations = parties_.inside(content);
  if (nations.empty()) return {};
  const std::uint32_t at = nations.front()->tokens.begin;
  for (std::uint32_t i = index_from(content.spans.front().begin); i < at; ++i)
    if (doc_.tokens[i].upos != "DET" && doc_.tokens[i].upos != "ADJ") return {};
  std::uint32_t end = nations.front()->tokens.end;  // of the nouns before a name: "the Norwegian state airline Vardar Air"
  while (end < doc_.tokens.size() && (doc_.tokens[end].upos == "NOUN" || doc_.tokens[end].upos == "ADJ")) ++end;
  const bool named =
      std::any_of(edges.begin(), edges.end(), [&](const Mention* edge) { return edge->tokens.begin <= end && at < edge->tokens.end; });
  return named ? Indexes{} : parties_in(SpanSet{{doc_.bytes(nations.front()->tokens)}}, holders);
}

template <typename Accepts>
Indexes PositionBuilder::first_other(const std::vector<const Mention*>& edges, const Indexes& holders, const Accepts& accepts) const {
  Indexes out;
  std::uint32_t end = 0;
  TokenRange together;  // "the two" are several
  for (const Mention* edge : edges) {
    const std::uint32_t actor = edge->link;
    if (!out.empty() && !joined(end, edge->tokens.begin) && !(edge->tokens == together)) break;
    const bool holds = std::find(holders.begin(), holders.end(), actor) != holders.end();
    if (actor == none || holds || is_channel(*edge)) continue;
    if (!accepts(actor)) {
      if (!out.empty()) add_all(out, parties_in(SpanSet{{doc_.bytes(edge->tokens)}}, holders)), end = edge->tokens.end;
      continue;
    }
    add_unique(out, actor);
    end = edge->tokens.end;
    together = edge->tokens;
  }
  return out;
}

bool PositionBuilder::is_channel(const Mention& edge) const {
  if (channels_[edge.tokens.begin]) return true;
  const std::vector<ActorMention>& named = doc_.actors[edge.link].mentions;  // "them" is no platform that was named so
  return !named.empty() && channels_[index_from(named.front().range.begin)];
}

Indexes PositionBuilder::parties_in(const SpanSet& words, const Indexes& holders) const {
  Indexes out;
  for (const Mention* mention : parties_.inside(words)) {
    const std::string code = reader_.text(*mention, "country");
    const auto actors = countries_.find(code);
    const bool own =
        std::any_of(holders.begin(), holders.end(), [&](std::uint32_t h) { return h != none && doc_.actors[h].country == code; });
    if (actors != countries_.end() && !own) add_all(out, actors->second);
  }
  return out;
}

void PositionBuilder::add_countries(Indexes& targets, const SpanSet& content) const {
  for (const std::uint32_t index : Indexes(targets)) {
    if (!doc_.actors[index].provisional) continue;
    for (const Range span : content.spans)
      for (auto mention = mention_from(index, span.begin); mention != mention_from(index, span.end); ++mention)
        if (span.covers(mention->range)) add_all(targets, parties_in(SpanSet{{mention->range}}, {}));
  }
}

bool PositionBuilder::joined(std::uint32_t from, std::uint32_t to) const {
  for (std::uint32_t i = from; i < to; ++i)
    if (doc_.tokens[i].upos != "CCONJ" && doc_.tokens[i].xpos != "," && doc_.tokens[i].upos != "DET") return false;
  return from < to;
}

void PositionBuilder::find_anaphoric_targets() {
  for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
    Position& position = doc_.positions[i];
    const bool plain = position.act == "assert" && position.stance == "neutral" && !traits_[i].judges;
    if (position.content.spans.empty() || plain || (!position.target.empty() && !is_own_affair(i))) continue;
    const Range opening_words{position.content.spans.front().begin, std::min(position.content.spans.front().end, end_of_opening(position))};
    const std::vector<const Mention*> anaphors = anaphors_.inside(SpanSet{{opening_words}});
    const Position* before = i > 0 ? &doc_.positions[i - 1] : nullptr;
    if (!anaphors.empty() && position.target.empty())
      position.target = referred_to(i, reader_.text(*anaphors.front(), "kind"));
    else if (before && before->holder == position.holder && before->stance == position.stance && !before->target.empty())
      position.target = before->target;
  }
}

bool PositionBuilder::is_own_affair(std::size_t index) const {
  const Position& position = doc_.positions[index];
  return traits_[index].inferred_target && position.holder != none &&
         std::all_of(position.target.begin(), position.target.end(), [&](std::uint32_t target) {
           return doc_.actors[target].type == "country" && doc_.actors[target].country == doc_.actors[position.holder].country;
         });
}

Indexes PositionBuilder::referred_to(std::size_t index, const std::string& kind) const {
  const std::uint32_t place = doc_.positions[index].cue.spans.front().begin;
  std::optional<std::size_t> last, deed;
  std::ptrdiff_t most = 0;
  const std::size_t first = index > anaphor_positions ? index - anaphor_positions : 0;
  const Indexes own = holders_with(index);
  for (std::size_t j = index; j-- > first;) {
    const Position& other = doc_.positions[j];
    if (!can_be_meant(doc_.positions[index], other) || std::count(own.begin(), own.end(), other.holder) > 0) continue;
    if (kind == "joint" && other.act == "agree" && !other.negated)
      if (Indexes both = parties_of(j, index); both.size() > 1) return both;
    if (!last && (!kind.empty() || !is_answer(other))) last = j;
    const std::ptrdiff_t named = kind.empty() && is_deed(other) ? mentions_before(other.holder, place) : 0;
    if (named > most) deed = j, most = named;
  }
  if (deed) return parties_of(*deed, index, false);
  return last && kind != "joint" ? parties_of(*last, index, false) : Indexes{};
}

Indexes PositionBuilder::holders_with(std::size_t index) const {
  Indexes out;
  const std::size_t last = std::min(doc_.positions.size(), index + anaphor_positions);  // those of one cue stand side by side
  for (std::size_t i = index > anaphor_positions ? index - anaphor_positions : 0; i < last; ++i)
    if (doc_.positions[i].cue.spans == doc_.positions[index].cue.spans && doc_.positions[i].holder != none)
      add_unique(out, doc_.positions[i].holder);
  return out;
}

Indexes PositionBuilder::parties_of(std::size_t index, std::size_t asking, bool towards) const {
  Indexes out = holders_with(index);
  if (towards) add_all(out, doc_.positions[index].target);
  const Indexes own = holders_with(asking);
  std::erase_if(out, [&](std::uint32_t actor) { return std::count(own.begin(), own.end(), actor) > 0; });
  return out;
}

std::ptrdiff_t PositionBuilder::mentions_before(std::uint32_t actor, std::uint32_t byte) const {
  return mention_from(actor, byte) - doc_.actors[actor].mentions.begin();
}

bool PositionBuilder::is_answer(const Position& position) {
  return position.act == "criticise" || position.act == "accuse" || position.act == "deny";
}

bool PositionBuilder::is_deed(const Position& position) {
  static constexpr std::string_view deeds[] = {"offer", "commit", "agree", "reject", "threaten", "concede"};
  return std::count(std::begin(deeds), std::end(deeds), position.act) > 0 || (position.act == "assert" && position.stance == "pro");
}

bool PositionBuilder::can_be_meant(const Position& position, const Position& other) const {
  if (other.holder == none || other.holder == position.holder || reports(position, other.holder)) return false;
  const std::string& country = doc_.actors[other.holder].country;
  const bool one_country = position.holder != none && doc_.actors[other.holder].type == "country" && !country.empty() &&
                           doc_.actors[position.holder].country == country;
  return !one_country && !is_named_in(position.source, other.holder) && other.content.spans != position.content.spans;
}

bool PositionBuilder::reports(const Position& position, std::uint32_t actor) {
  return std::find(position.reporters.begin(), position.reporters.end(), actor) != position.reporters.end();
}

std::uint32_t PositionBuilder::end_of_opening(const Position& position) const {
  const auto first = doc_.token_from(position.content.spans.front().begin);
  const auto words = std::min<std::ptrdiff_t>(anaphor_reach, doc_.tokens.cend() - first);
  return words > 0 ? (first + words - 1)->range.end : position.content.spans.front().end;
}

void PositionBuilder::narrow_reports() {
  for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
    Position& position = doc_.positions[i];
    if (position.act != "assert" || position.stance != "neutral" || !traits_[i].inferred_target || position.content.spans.empty()) continue;
    const Range subject = subject_range(position.content.spans.front());
    const auto told_there = [&](std::uint32_t target) {
      const auto end = mention_from(target, subject.end);
      return std::any_of(mention_from(target, subject.begin), end, [&](const ActorMention& m) { return subject.covers(m.range); });
    };
    const Indexes adjectives = parties_in(SpanSet{{subject}}, {});
    std::erase_if(position.target, [&](std::uint32_t target) {
      return !told_there(target) && std::count(adjectives.begin(), adjectives.end(), target) == 0;
    });
  }
}

Range PositionBuilder::subject_range(Range content) const {
  std::optional<std::uint32_t> end;
  const std::uint32_t first = index_from(content.begin);
  for (std::uint32_t at = first; at < doc_.tokens.size() && doc_.tokens[at].range.begin < content.end; ++at) {
    const Token& token = doc_.tokens[at];
    const bool verb = token.upos == "VERB" || token.upos == "AUX";
    if (!end && at > first && (verb || token.upos == "PUNCT" || token.upos == "ADP")) end = doc_.tokens[at - 1].range.end;
    if (verb) return {content.begin, end.value_or(content.begin)};
  }
  return content;
}

void PositionBuilder::aim_at(Position& position, const Indexes& actors) const {
  for (auto actor = actors.rbegin(); actor != actors.rend(); ++actor) {
    if (*actor == position.holder || doc_.actors[*actor].provisional) continue;
    if (std::count(position.target.begin(), position.target.end(), *actor) == 0) position.target = {*actor};
    return;
  }
}

void PositionBuilder::judge_nearest(Position& position, const Verdict& verdict, int balance) const {
  for (const auto& [word, sign] : verdict.words) {
    if ((sign > 0) != (balance > 0)) continue;
    const Indexes before = reader_.actors_in({first_told(position, word), word.begin});
    aim_at(position, before);
    return;
  }
}

}  // namespace readout
