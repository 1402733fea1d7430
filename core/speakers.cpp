// Who speaks in a quotation or a transcript, by the mentions <speaker> and <turn>. Entry point: Speakers (speakers.hpp).
#include "speakers.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace readout {

/// <speaker>: the field `name` has the words of who speaks, `quote` those of what is said, `of` those of the body to which he belongs.
Speakers::Speakers(ActorTable& table) : t_(table), doc_(table.document) {
  const Symbol quote = t_.program.symbols.find("quote");
  for (const Mention& mention : doc_.mentions) {
    if (!t_.is(mention, t_.types.speaker)) continue;
    const Field* who = t_.field_node(mention, "name");
    if (!who || who->tokens.empty()) continue;
    const Field* body = t_.field_node(mention, "of");
    for (const Field& f : mention.fields)
      if (f.name == quote && !f.tokens.empty()) speeches_.push_back({f.tokens, who->tokens, body ? body->tokens : TokenRange{}});
  }
  collect_turns();
  go_on_speaking();
  speeches_at_.resize(doc_.tokens.size());
  for (std::uint32_t i = 0; i < speeches_.size(); ++i)
    for (std::uint32_t token = speeches_[i].content.begin; token < speeches_[i].content.end; ++token) speeches_at_[token].push_back(i);
}

/// A quotation without a speaker of its own goes on with the last one of its paragraph.
void Speakers::go_on_speaking() {
  std::vector<std::uint32_t> told(speeches_.size());
  std::iota(told.begin(), told.end(), 0U);
  std::stable_sort(told.begin(), told.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return speeches_[a].content.begin < speeches_[b].content.begin; });
  const auto paragraph = [&](TokenRange words) { return doc_.sentences[doc_.tokens[words.begin].sentence].paragraph; };
  std::map<std::uint32_t, std::uint32_t> last;  // by paragraph, of the speeches that begin before a quotation the one told last
  auto next = told.begin();
  for (const Quote& said : doc_.quotes) {  // in text order
    for (; next != told.end() && speeches_[*next].content.begin <= said.tokens.begin; ++next) {
      std::uint32_t& latest = last.emplace(paragraph(speeches_[*next].content), *next).first->second;
      latest = std::max(latest, *next);
    }
    const auto before = last.find(paragraph(said.tokens));
    if (before == last.end() || speeches_[before->second].content.end > said.tokens.begin) continue;
    speeches_.push_back({said.tokens, speeches_[before->second].speaker, speeches_[before->second].body});
  }
}

/// <turn>: the field `name` has the words of who speaks from here to the next one.
void Speakers::collect_turns() {
  const auto end = static_cast<std::uint32_t>(doc_.text.size());
  for (const std::uint32_t i : t_.order) {
    const Mention& mention = doc_.mentions[i];
    if (!t_.is(mention, t_.types.turn)) continue;
    const Field* who = t_.field_node(mention, "name");
    const Range label = doc_.bytes(mention.tokens);
    if (!doc_.turns.empty()) doc_.turns.back().words.end = label.begin;
    doc_.turns.push_back({{label.end, end}, who ? t_.first_named(who->tokens) : none});
  }
}

std::uint32_t Speakers::at(std::uint32_t token) const {
  for (const std::uint32_t i : speeches_at_[token]) {
    const std::uint32_t actor = t_.named_at(speeches_[i].speaker);
    if (actor != none) return actor;
  }
  const Turn* turn = doc_.turn_at(doc_.tokens[token].range.begin);
  return turn ? turn->speaker : none;
}

std::uint32_t Speakers::body_at(std::uint32_t token) const {
  for (const std::uint32_t i : speeches_at_[token]) {
    if (t_.named_at(speeches_[i].speaker) == none) continue;
    const std::uint32_t body = speeches_[i].body.empty() ? none : t_.named_at(speeches_[i].body);
    return body != none && doc_.actors[body].type == "organization" ? body : none;
  }
  return none;
}

}  // namespace readout
