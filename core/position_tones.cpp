// What a plain statement amounts to by what it says: its act and stance from the mentions <tone> in its content, the stand of who tells of
// his own, and on what condition it is taken. Part of PositionBuilder.
#include "position_builder.hpp"

namespace readout {

void PositionBuilder::take_tones() {
  const auto cues = WordsOfPositions::cues(doc_.positions);
  std::vector<std::string> acts;
  for (const Position& position : doc_.positions) acts.push_back(position.act);
  std::vector<bool> said_twice(doc_.positions.size());  // a refusal in the words of one: "We cannot allow this," she said
  for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
    Position& position = doc_.positions[i];
    if (position.act != "assert" || position.stance != "neutral" || position.negated || position.holder == none ||
        position.content.spans.empty())
      continue;
    const Indexes told = cues.inside(position.content);
    const Verdict verdict = verdict_of(position, told);
    const bool one_sentence = position.content.spans.back().end <= first_sentence_end(position);
    const auto own_refusal = [&](std::uint32_t inner) {  // his own, in the same one sentence
      return acts[inner] == "reject" && doc_.positions[inner].holder == position.holder && position.quote == "direct" && one_sentence;
    };
    const bool told_apart = std::any_of(told.begin(), told.end(), [&](std::uint32_t inner) {
      return acts[inner] == verdict.act && !traits_[inner].voice && !own_refusal(inner);
    });
    const bool performs = !verdict.act.empty() && !told_apart && (position.quote != "direct" || one_sentence);
    const int balance = performs || verdict.judged == 0 ? verdict.performed : verdict.judged;
    if (balance != 0) position.stance = balance > 0 ? "pro" : "con";
    traits_[i].performs = performs;
    if (performs) set_act(position, verdict.act);
    if (performs && verdict.act == "reject")
      for (const std::uint32_t inner : told)
        said_twice[inner] =
            said_twice[inner] || own_refusal(inner) || (doc_.positions[inner].negated && doc_.positions[inner].holder == position.holder);
    if (!performs && traits_[i].judges && balance != 0) set_act(position, balance > 0 ? "support" : "criticise");
    if (performs && traits_[i].inferred_target) aim_at(position, reader_.actors_in(verdict.act_words));
    if (!performs && traits_[i].inferred_target) judge_nearest(position, verdict, balance);
    if (told_apart && !verdict.act.empty() && traits_[i].inferred_target)
      for (const std::uint32_t inner : told)
        if (acts[inner] == verdict.act && !doc_.positions[inner].target.empty()) position.target = doc_.positions[inner].target;
  }
  drop(said_twice);
}

void PositionBuilder::take_own_deeds() {
  const auto cues = WordsOfPositions::cues(doc_.positions);
  std::vector<bool> told_twice(doc_.positions.size());
  for (Position& position : doc_.positions) {
    if (position.holder == none || position.quote == "direct") continue;
    for (const std::uint32_t inner : cues.inside(position.content)) {
      const Position& told = doc_.positions[inner];
      if (told.cue.spans == position.cue.spans || told.holder != position.holder || !is_stand(told) || !is_ahead(told)) continue;
      if (index_from(told.cue.spans.front().begin) - index_from(position.content.spans.front().begin) > own_reach) continue;
      told_twice[inner] = true;
      if (position.act != "assert" || position.negated) continue;
      position.act = told.act, position.stance = told.stance, position.negated = told.negated;
      position.target = told.target, position.codes = told.codes;
    }
  }
  drop(told_twice);
}

bool PositionBuilder::is_ahead(const Position& told) const {
  const auto token = doc_.token_from(told.cue.spans.front().begin);
  return token != doc_.tokens.cend() && token->xpos == "MD" && told.certainty != "conditional";
}

void PositionBuilder::take_own_stances() {
  const auto cues = WordsOfPositions::cues(doc_.positions);
  for (std::size_t i = doc_.positions.size(); i-- > 0;) {
    Position& position = doc_.positions[i];
    if (position.act != "assert" || position.stance != "neutral" || position.negated || position.holder == none) continue;
    for (const std::uint32_t inner : cues.inside(position.content)) {
      const Position& told = doc_.positions[inner];
      if (told.cue.spans == position.cue.spans || told.negated || !is_stand(told) || !speaks_for(position.holder, told.holder)) continue;
      const std::uint32_t gap = index_from(told.cue.spans.front().begin) - index_from(position.content.spans.front().begin);
      if (gap > own_reach) continue;
      position.stance = told.stance;
      if (position.target.empty() && traits_[i].inferred_target) position.target = told.target;
      break;
    }
  }
}

bool PositionBuilder::is_stand(const Position& told) {
  static constexpr std::string_view stands[] = {"offer", "commit", "reject", "demand", "criticise", "threaten"};
  return told.stance != "neutral" && std::count(std::begin(stands), std::end(stands), told.act) > 0;
}

bool PositionBuilder::speaks_for(std::uint32_t speaker, std::uint32_t holder) const {
  if (speaker == holder) return true;
  if (holder == none || doc_.actors[holder].type != "country") return false;
  return !doc_.actors[holder].country.empty() && doc_.actors[holder].country == doc_.actors[speaker].country;
}

void PositionBuilder::set_act(Position& position, const std::string& act) const {
  position.act = act;
  position.codes = {};
  reader_.complete(position.codes, "act_codes", act);
}

PositionBuilder::Verdict PositionBuilder::verdict_of(const Position& position, const Indexes& told) const {
  Verdict out;
  for (const Mention* mention : tones_.inside(position.content)) {
    const Range at = doc_.bytes(mention->tokens);
    if (told_by_another(told, position, at) || !is_own(*mention, position) || is_condition(at)) continue;
    const std::string stance = reader_.text(*mention, "stance"), act = reader_.text(*mention, "act");
    const int sign = stance == "pro" ? 1 : stance == "con" ? -1 : 0;
    if (act.empty())
      out.judged += sign;
    else if (out.act.empty() || act == out.act)
      out.performed += sign;
    if (act.empty() && sign != 0) out.words.emplace_back(mention->tokens, sign);
    if (out.act.empty() && !act.empty() && at.begin < first_sentence_end(position)) out.act = act, out.act_words = mention->tokens;
  }
  return out;
}

bool PositionBuilder::is_condition(Range words) const { return conditional_[index_from(words.begin)]; }

bool PositionBuilder::is_own(const Mention& tone, const Position& position) const {
  if (reader_.fields(tone, "of").empty()) return true;
  const Indexes doers = reader_.actors_of(tone, "of");
  return std::any_of(doers.begin(), doers.end(), [&](std::uint32_t doer) { return speaks_for(position.holder, doer); });
}

std::uint32_t PositionBuilder::first_told(const Position& position, TokenRange words) const {
  std::uint32_t first = reader_.sentence_tokens(words).begin;
  for (const Range span : position.content.spans)
    if (span.covers(doc_.bytes(words))) first = std::max(first, index_from(span.begin));
  return first;
}

void PositionBuilder::find_conditions() {
  if (conditions_.all().empty() && unreal_.all().empty()) return;
  const auto cues = WordsOfPositions::cues(doc_.positions);
  std::vector<bool> unreal(doc_.positions.size());
  for (const MentionList* clauses : {&conditions_, &unreal_})
    for (const Mention* clause : clauses->all())
      for (const std::uint32_t i : cues.inside(doc_.bytes(clause->tokens))) unreal[i] = true;
  for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
    Position& position = doc_.positions[i];
    if (position.act == "assert" || position.content.spans.empty()) continue;
    const Indexes told = cues.inside(position.content);
    for (const Mention* condition : conditions_.inside(SpanSet{position.evidence.spans}))
      if (waits_for(position, traits_[i].performs, doc_.bytes(condition->tokens), told)) position.certainty = "conditional";
  }
  drop(unreal);
}

bool PositionBuilder::waits_for(const Position& position, bool performs, Range condition, const Indexes& told) const {
  if (quoted_at(condition.begin) && !quoted_at(position.cue.spans.front().begin) && !performs) return false;
  if (contains(position.content, condition))
    return std::none_of(told.begin(), told.end(), [&](std::uint32_t inner) {
      return doc_.positions[inner].cue.spans != position.cue.spans && contains(doc_.positions[inner].content, condition);
    });
  const Range cue = position.cue.spans.front();
  const bool modal = doc_.token_from(cue.begin)->xpos == "MD";
  return modal && condition.end <= cue.begin;
}

bool PositionBuilder::told_by_another(const Indexes& told, const Position& position, Range at) const {
  return std::any_of(told.begin(), told.end(), [&](std::uint32_t inner) {
    return doc_.positions[inner].holder != position.holder && contains(doc_.positions[inner].content, at);
  });
}

std::uint32_t PositionBuilder::first_sentence_end(const Position& position) const {
  const auto ends_after = [](std::uint32_t byte, const Sentence& sentence) { return byte < sentence.range.end; };
  const auto sentence = std::upper_bound(doc_.sentences.begin(), doc_.sentences.end(), position.content.spans.front().begin, ends_after);
  return sentence == doc_.sentences.end() ? 0 : sentence->range.end;
}

}  // namespace readout
