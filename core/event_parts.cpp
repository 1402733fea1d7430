// Reading the fields of a mention as actors, places, dates and spans. Entry point: EventReader.
#include "event_parts.hpp"

#include <algorithm>

namespace readout {

void add_unique(Indexes& list, std::uint32_t index) {
  if (index != none && std::find(list.begin(), list.end(), index) == list.end()) list.push_back(index);
}

void add_all(Indexes& list, const Indexes& more) {
  for (const std::uint32_t index : more) add_unique(list, index);
}

void add_spans(SpanSet& set, const SpanSet& more) {
  const auto before = [](Range a, Range b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; };
  for (const Range span : more.spans) {
    const auto at = std::lower_bound(set.spans.begin(), set.spans.end(), span, before);
    if (at == set.spans.end() || !(*at == span)) set.spans.insert(at, span);
  }
}

EventReader::EventReader(const Document& document, const Program& program)
    : doc_(document),
      program_(program),
      actor_(program.symbols.find("actor")),
      place_(program.symbols.find("place")),
      person_(program.symbols.find("person")) {
  const Symbol elsewhen = program.symbols.find("elsewhen");
  for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
    const Symbol type = doc_.mentions[i].type;
    if ((type == actor_ && actor_) || (type == place_ && place_)) linked_.push_back(i);
    if (type == elsewhen && elsewhen) elsewhen_.insert(doc_.bytes(doc_.mentions[i].tokens).begin);
  }
  std::stable_sort(linked_.begin(), linked_.end(), [&](std::uint32_t a, std::uint32_t b) {
    const TokenRange x = doc_.mentions[a].tokens, y = doc_.mentions[b].tokens;
    return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
  });
}

std::vector<const Field*> EventReader::fields(const Mention& mention, const char* name) const {
  std::vector<const Field*> out;
  const Symbol wanted = program_.symbols.find(name);
  for (const Field& field : mention.fields)
    if (wanted && field.name == wanted) out.push_back(&field);
  return out;
}

std::string EventReader::text(const Mention& mention, const char* name) const {
  return std::string(field_value(mention, program_.symbols.find(name)));
}

SpanSet EventReader::spans(const Mention& mention, const char* name) const {
  SpanSet out;
  for (const Field* field : fields(mention, name))
    if (!field->tokens.empty()) out.spans.push_back(doc_.bytes(field->tokens));
  return out;
}

std::vector<const Mention*> EventReader::edges_in(TokenRange tokens, Symbol type, bool nested) const {
  std::vector<const Mention*> out;
  auto at = std::lower_bound(linked_.begin(), linked_.end(), tokens.begin,
                             [&](std::uint32_t index, std::uint32_t token) { return doc_.mentions[index].tokens.begin < token; });
  std::uint32_t free = tokens.begin;
  for (; at != linked_.end() && doc_.mentions[*at].tokens.begin < tokens.end; ++at) {
    const Mention& mention = doc_.mentions[*at];
    if (mention.type != type || mention.tokens.end > tokens.end) continue;
    const bool together = !out.empty() && out.back()->tokens == mention.tokens;  // "they" are several
    if (mention.tokens.begin < free && !together) continue;
    if (!nested && !out.empty() && is_land_of(mention, *out.back())) continue;
    out.push_back(&mention);
    if (!nested) free = mention.tokens.end;
  }
  return out;
}

/// Whether one edge only tells the country of the named person before it: "Ana Ruiz of Peru", "Ana Ruiz (Peru)".
bool EventReader::is_land_of(const Mention& land, const Mention& person) const {
  if (land.link == none || person.link == none || land.type != actor_ || person.type != actor_) return false;
  if (doc_.actors[land.link].type != "country" || doc_.actors[person.link].type != "person") return false;
  if (doc_.actors[person.link].provisional) return false;
  const std::uint32_t between = person.tokens.end;
  const bool joined = between < land.tokens.begin && (doc_.tokens[between].upos == "ADP" || doc_.tokens[between].xpos == "-LRB-");
  return joined && land.tokens.begin - between <= 2;  // "of the"
}

std::vector<const Mention*> EventReader::actor_edges(const Mention& mention, const char* name, bool nested) const {
  std::vector<const Mention*> out;
  for (const Field* field : fields(mention, name))
    for (const Mention* edge : edges_in(field->tokens, actor_, nested)) out.push_back(edge);
  return out;
}

Indexes EventReader::actors_of(const Mention& mention, const char* name) const {
  Indexes out;
  for (const Mention* edge : actor_edges(mention, name))
    add_unique(out,
               edge->link != none || field_value(*edge, person_) != "1" ? edge->link : speaker_at(doc_.tokens[edge->tokens.begin].range));
  return out;
}

/// The holder of the smallest content of a position around some words, or `none`. Positions are in the order of their evidence, and
/// only those are asked whose evidence begins nearby.
std::uint32_t EventReader::speaker_at(Range words) const {
  std::uint32_t least = none, found = none;
  const std::uint32_t first = words.begin > longest_content ? words.begin - longest_content : 0;
  auto position = std::lower_bound(doc_.positions.begin(), doc_.positions.end(), first,
                                   [](const Position& p, std::uint32_t byte) { return start(p.evidence) < byte; });
  for (; position != doc_.positions.end() && start(position->evidence) < words.end + longest_content; ++position)
    for (const Range span : position->content.spans)
      if (position->holder != none && span.covers(words) && span.size() < least) {
        least = span.size();
        found = position->holder;
      }
  return found;
}

Indexes EventReader::actors_in(TokenRange tokens) const {
  Indexes out;
  for (const Mention* edge : edges_in(tokens, actor_)) add_unique(out, edge->link);
  return out;
}

std::uint32_t EventReader::place_of(const Mention& mention) const {
  for (const Field* field : fields(mention, "place"))
    for (const Mention* edge : edges_in(field->tokens, place_)) return edge->link;
  return none;
}

std::uint32_t EventReader::date_of(const Mention& mention) const {
  for (const Field* field : fields(mention, "date")) {
    const Range words = doc_.bytes(field->tokens);
    const std::uint32_t i = doc_.date_from(words.begin);
    if (i < doc_.dates.size() && words.overlaps(doc_.dates[i].range)) return i;
  }
  return none;
}

std::uint32_t EventReader::date_beside(const Mention& mention, const SpanSet& told) const {
  std::uint32_t found = date_of(mention);
  if (found != none) return found;
  const SpanSet cue = spans(mention, "cue");
  const Range range = doc_.bytes(sentence_tokens(mention.tokens)), at = cue.spans.empty() ? range : cue.spans.front();
  for (std::uint32_t i = doc_.date_from(range.begin); i < doc_.dates.size() && doc_.dates[i].range.begin < range.end; ++i) {
    const Date& date = doc_.dates[i];
    if (!range.overlaps(date.range) || (date.type != "DATE" && date.type != "TIME")) continue;
    if (date.value.find("_REF") != std::string::npos) continue;  // "now", "recently"
    if (is_aside(date.range, at) || joins_verbs({at.end, date.range.begin})) continue;
    if (std::any_of(told.spans.begin(), told.spans.end(), [&](Range words) { return tells_date(words, date); })) continue;
    if (found != none) return none;
    found = i;
  }
  return found;
}

/// Whether a date stands in some words as that of what they tell: of their verb, or anywhere but as a day at their end.
bool EventReader::tells_date(Range words, const Date& date) const {
  if (!words.covers(date.range)) return false;
  const auto first = doc_.token_from(words.begin), at = doc_.token_from(date.range.begin);
  if (date.value.size() < day_size || date.range.end < words.end) return true;
  return std::any_of(first, at, [](const Token& token) { return token.upos == "VERB" || token.upos == "AUX"; });
}

std::uint32_t EventReader::date_near(const Mention& mention, const char* name, const SpanSet& outside) const {
  const std::uint32_t own = date_of(mention);
  if (own != none) return own;
  const SpanSet words = spans(mention, name);
  const Range sentence = doc_.bytes(sentence_tokens(mention.tokens));
  const Range at = words.spans.empty() ? sentence : words.spans.front();
  std::uint32_t found = none, least = none;
  for (std::uint32_t i = doc_.date_from(sentence.begin); i < doc_.dates.size() && doc_.dates[i].range.begin < sentence.end; ++i) {
    const Range date = doc_.dates[i].range;
    if (!is_day(doc_.dates[i]) || !sentence.covers(date) || is_aside(date, at)) continue;
    if (std::any_of(outside.spans.begin(), outside.spans.end(), [&](Range span) { return span.covers(date); })) continue;
    const Range between = date.begin >= at.end ? Range{at.end, date.begin} : at.begin >= date.end ? Range{date.end, at.begin} : Range{0, 0};
    const std::uint32_t distance = between.size() + (joins_verbs(between) ? other_verb : 0);
    if (distance < least) least = distance, found = i;
  }
  return found;
}

/// Whether it tells a day, with a time of that day or without one.
bool EventReader::is_day(const Date& date) { return date.type == "DATE" || (date.type == "TIME" && date.value.find('-') == 4); }

/// Whether a date is that of something else than some words: a rule says so, or it stands in a relative clause between commas that ends
/// before them: "who took office last week, invited".
bool EventReader::is_aside(Range date, Range words) const {
  if (elsewhen_.contains(date.begin)) return true;
  const auto token = doc_.token_from(date.begin), after = doc_.token_from(date.end);
  if (date.end >= words.begin || after == doc_.tokens.end() || after->xpos != ",") return false;
  for (auto at = token; at != doc_.tokens.begin();) {
    --at;
    if (at->xpos == "," || at->sentence != token->sentence) return false;
    if (at->xpos == "WP" || at->xpos == "WDT") return at != doc_.tokens.begin() && (at - 1)->xpos == ",";
  }
  return false;
}

/// Whether a conjunction in some words begins what is told by another verb: "spoke on Monday and will host".
bool EventReader::joins_verbs(Range words) const {
  for (auto token = doc_.token_from(words.begin); token != doc_.tokens.end() && token->range.begin < words.end; ++token) {
    const auto next = token + 1;
    const bool before_verb = next != doc_.tokens.end() && (next->upos == "VERB" || next->upos == "AUX" || next->upos == "ADV");
    if (token->xpos == "CC" && before_verb) return true;
  }
  return false;
}

TokenRange EventReader::sentence_tokens(TokenRange tokens) const {
  return {doc_.sentences[doc_.tokens[tokens.begin].sentence].tokens.begin, doc_.sentences[doc_.tokens[tokens.end - 1].sentence].tokens.end};
}

std::vector<std::pair<std::string, Range>> EventReader::derivation(const Mention& mention) const {
  std::vector<std::pair<std::string, Range>> out;
  for (const Capture& capture : mention.captures)
    if (!capture.tokens.empty()) out.emplace_back(program_.symbols.text(capture.name), doc_.bytes(capture.tokens));
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second.begin < b.second.begin; });
  return out;
}

Codes EventReader::codes(const Mention& mention) const {
  Codes out{text(mention, "event"), text(mention, "mode"), text(mention, "cameo"), text(mention, "because"), {}};
  for (const Field* field : fields(mention, "context")) out.context.push_back(field->value);
  return out;
}

bool EventReader::complete(Codes& codes, const char* table, std::string_view key) const {
  if (program_.look_up(table, key, "event").empty()) return false;
  const auto fill = [&](std::string& code, const char* field) {
    if (code.empty()) code = program_.look_up(table, key, field);
  };
  fill(codes.event, "event");
  fill(codes.mode, "mode");
  fill(codes.cameo, "cameo");
  fill(codes.because, "because");
  const std::string_view context = program_.look_up(table, key, "context");
  if (codes.context.empty() && !context.empty()) codes.context.emplace_back(context);
  return true;
}

}  // namespace readout
