// Whom a pronoun may mean. Entry point: Antecedents::antecedent.
#include "antecedents.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace readout {

Antecedents::Antecedents(const ActorTable& table, const Speakers& speakers) : t_(table), doc_(table.document), speakers_(speakers) {
  collect_surroundings();
}

void Antecedents::collect_surroundings() {
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

bool Antecedents::acts(TokenRange words) const {
  const auto tag = [&](std::uint32_t at) { return at < doc_.tokens.size() ? doc_.tokens[at].xpos : std::string_view(); };
  const bool owner = tag(words.end) == "POS", told = tag(words.end) == "," && tag(words.end + 1) == "WDT";
  if (owner || told) return true;
  return !after_preposition(words.begin) && (tag(words.end).starts_with("VB") || tag(words.end) == "MD");
}

bool Antecedents::inside_another(const Seen& seen) const {
  return around_[seen.token] > doc_.mentions[seen.mention].tokens.size();
}

bool Antecedents::modifies(const Seen& seen) const {
  const std::uint32_t end = doc_.mentions[seen.mention].tokens.end;
  const bool name = doc_.actors[seen.actor].type == "organization" || doc_.actors[seen.actor].type == "country";
  return name && end < doc_.tokens.size() && (doc_.tokens[end].xpos == "NN" || doc_.tokens[end].xpos == "NNS");
}

bool Antecedents::after_preposition(std::uint32_t before) const {
  if (before > 0 && doc_.tokens[before - 1].xpos == "DT") --before;
  return before > 0 && (doc_.tokens[before - 1].xpos == "IN" || doc_.tokens[before - 1].xpos == "TO");
}

bool Antecedents::other_acts(const Seen& seen, const Mention& pronoun) const {
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

double Antecedents::salience(const Seen& seen, std::uint32_t sentence) const {
  static constexpr std::array<double, farthest + 1> recency = {3.0, 2.2, 1.2, 0.5, 0.0};
  double score = recency[std::min(sentence - seen.sentence, farthest)];
  if (inside_another(seen) || modifies(seen))
    score -= inside_penalty;
  else if (first_in_sentence(seen))
    score += 1.0;
  score += 0.5 * std::log2(1.0 + t_.known[seen.actor].count);
  if (doc_.actors[seen.actor].provisional) score -= 1.0;
  return score;
}

bool Antecedents::first_in_sentence(const Seen& seen) const {
  const std::uint32_t begin = doc_.sentences[seen.sentence].tokens.begin;
  const auto first = seen_from(begin);
  return first != t_.seen.end() && first->token == seen.token;
}

std::uint32_t Antecedents::own_subject(const Mention& pronoun) const {
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

std::uint32_t Antecedents::owner_before(const Mention& pronoun) const {
  if (const Field* owner = t_.field_node(pronoun, "owner"); owner && !owner->tokens.empty()) return t_.named_at(owner->tokens);
  auto seen = seen_from(pronoun.tokens.begin);
  if (seen == t_.seen.begin()) return none;
  --seen;
  const std::uint32_t after = doc_.mentions[seen->mention].tokens.end;
  const bool joined = pronoun.tokens.begin > after && doc_.tokens[pronoun.tokens.begin - 1].xpos == "CC";
  if (joined && (after + 1 == pronoun.tokens.begin || doc_.tokens[after].xpos == "POS")) return seen->actor;
  return own_subject(pronoun);
}

std::uint32_t Antecedents::subject_after(const Mention& pronoun) const {
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

bool Antecedents::things_between(const Seen& seen, const Mention& pronoun) const {
  const auto begin = doc_.tokens.begin() + doc_.mentions[seen.mention].tokens.end, end = doc_.tokens.begin() + pronoun.tokens.begin;
  return begin < end && std::any_of(begin, end, [](const Token& token) { return token.xpos == "NNS"; });
}

bool Antecedents::thing_between(const Seen& seen, const Mention& pronoun) const {
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

bool Antecedents::alike_open(const Mention& earlier, const Mention& pronoun) const {
  const bool object = t_.field(earlier, "case") == "obj" && t_.field(pronoun, "case") != "obj";
  return t_.field(earlier, "gender") == "n" && !object;
}

bool Antecedents::names_thing(std::uint32_t begin, std::uint32_t end) const {
  bool article = false;
  for (std::uint32_t i = begin; i < end; ++i) {
    const Token& token = doc_.tokens[i];
    if (t_.covered({i, i + 1}) || token.xpos == "IN" || token.xpos == "TO") article = false;
    if (token.xpos == "DT" || token.xpos == "POS" || token.xpos == "PRP$") article = true;
    if (article && token.xpos == "NN") return true;
  }
  return false;
}

const Seen& Antecedents::last_before(std::uint32_t actor, const Mention& pronoun) const {
  auto seen = seen_from(pronoun.tokens.begin);
  while ((--seen)->actor != actor) continue;
  return *seen;
}

Antecedents::Choice Antecedents::nearest_in_sentence(const Mention& pronoun, std::uint32_t sentence) const {
  for (auto seen = seen_from(pronoun.tokens.begin); seen != t_.seen.begin();) {
    --seen;
    if (seen->sentence != sentence) break;
    if (agrees(pronoun, seen->actor) && doc_.mentions[seen->mention].tokens.end <= pronoun.tokens.begin) return {seen->actor, sure, 0};
  }
  return {};
}

Antecedents::Choice Antecedents::antecedent(const Mention& pronoun) const {
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
    if (sentence - seen->sentence > farthest) break;
    const bool here = seen->sentence == sentence;
    const bool agreeing = agrees(pronoun, seen->actor) || (plural && !here && !group_here && governs(*seen));
    if (seen->actor == speaker || seen->actor == subject || !agreeing || byline(*seen)) continue;
    if (doc_.mentions[seen->mention].tokens.end > pronoun.tokens.begin) continue;
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

bool Antecedents::governs(const Seen& seen) const {
  return t_.field(doc_.mentions[seen.mention], "government") == "yes" && first_in_sentence(seen);
}

bool Antecedents::byline(const Seen& seen) const {
  const Sentence& sentence = doc_.sentences[seen.sentence];
  return sentence.kind == SentenceKind::headline && doc_.mentions[seen.mention].tokens.covers(sentence.tokens);
}

bool Antecedents::open_before(const Seen& seen, const Mention& pronoun) const {
  const std::uint32_t at = pronoun.tokens.begin, begin = doc_.sentences[seen.sentence].tokens.begin;
  return at == doc_.sentences[doc_.tokens[at].sentence].tokens.begin && seen.token > begin && open_.contains(begin);
}

bool Antecedents::agrees(const Mention& pronoun, std::uint32_t index) const {
  const Actor& actor = doc_.actors[index];
  const std::string_view gender = t_.field(pronoun, "gender");
  if (t_.field_node(pronoun, "counted")) return actor.type == "group" && is_like(t_.field(pronoun, "like"), index);
  if (t_.field(pronoun, "number") == "pl") return actor.type == "group" || actor.type == "organization";
  if (gender == "n") return actor.type == "country" || actor.type == "organization";
  const auto& told = t_.known[index].gender;
  return actor.type == "person" && (gender == "f" ? told[0] <= told[1] : gender == "m" ? told[1] <= told[0] : true);
}

bool Antecedents::is_like(std::string_view nouns, std::uint32_t group) const {
  std::string_view title = t_.known[group].key;
  title = title.substr(0, title.find('\n'));
  const std::size_t space = title.rfind(' ');
  const std::string noun(space == std::string_view::npos ? title : title.substr(space + 1));
  return nouns.empty() || (" " + std::string(nouns) + " ").find(" " + noun + " ") != std::string::npos;
}

}  // namespace readout
