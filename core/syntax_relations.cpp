// Answers what rules ask of the tree. Entry points: the functions of syntax.hpp.
#include "syntax.hpp"

#include <algorithm>

#include "syntax_parts.hpp"

namespace readout {
namespace {

using Index = std::uint32_t;

/// The first dependent of a token that `fits`, or `none`.
template <typename Fits>
Index find_dependent(const Document& document, Index head, Fits&& fits) {
  const TokenRange range = document.tokens[head].subtree;
  for (Index i = range.begin; i < range.end; ++i)
    if (document.tokens[i].head == head && i != head && fits(document.tokens[i])) return i;
  return none;
}

Index find_relation(const Document& document, Index head, std::string_view relation) {
  return find_dependent(document, head, [&](const Token& token) { return token.deprel == relation; });
}

/// Without the punctuation at its ends.
TokenRange trim(const Document& document, TokenRange range) {
  while (!range.empty() && document.tokens[range.begin].upos == "PUNCT") ++range.begin;
  while (!range.empty() && document.tokens[range.end - 1].upos == "PUNCT") --range.end;
  return range;
}

/// The same, but the mark that closes a quotation begun within stays, and so does the one that opens a quotation closed within.
TokenRange trim_balanced(const Document& document, TokenRange range) {
  const TokenRange inner = trim(document, range);
  TokenRange kept = inner;
  std::uint32_t depth = 0, before = 0;
  for (Index i = inner.begin; i < inner.end; ++i) {
    if (document.tokens[i].xpos == "``") ++depth;
    if (document.tokens[i].xpos != "''") continue;
    if (depth > 0)
      --depth;
    else
      ++before;
  }
  for (Index i = inner.end; i < range.end && depth > 0; ++i)
    if (document.tokens[i].xpos == "''") kept.end = i + 1, --depth;
  for (Index i = inner.begin; i-- > range.begin && before > 0;)
    if (document.tokens[i].xpos == "``") kept.begin = i, --before;
  return kept;
}

/// Without the conjunctions and prepositions that open it.
TokenRange without_opening(const Document& document, TokenRange range) {
  range = trim(document, range);
  while (!range.empty() && (document.tokens[range.begin].deprel == "cc" || document.tokens[range.begin].deprel == "case"))
    range = trim(document, {range.begin + 1, range.end});
  return range;
}

bool is_relative_pronoun(const Token& token) {
  return token.xpos == "WP" || token.xpos == "WDT" || (token.lower == "that" && token.upos == "PRON");
}

/// A noun with what belongs to it, up to the clause that modifies it.
TokenRange antecedent(const Document& document, Index noun, Index clause) {
  TokenRange range = document.tokens[noun].subtree;
  const TokenRange inner = document.tokens[clause].subtree;
  if (inner.begin > noun) range.end = inner.begin;
  return without_opening(document, range);
}

TokenRange subtree(const Document& document, Index token) {
  return token == none ? TokenRange() : without_opening(document, document.tokens[token].subtree);
}

bool is_passive(const Document& document, Index predicate) {
  if (find_relation(document, predicate, "aux:pass") != none || find_relation(document, predicate, "nsubj:pass") != none) return true;
  const Token& token = document.tokens[predicate];
  return token.xpos == "VBN" && plain_relation(token.deprel) == "acl" && find_relation(document, predicate, "aux") == none;
}

Index own_subject(const Document& document, Index predicate) {
  return find_dependent(document, predicate, [](const Token& token) {
    const std::string_view relation = plain_relation(token.deprel);
    return relation == "nsubj" || relation == "csubj";
  });
}

/// The subject within the predicate's own clause; a relative pronoun gives the noun that it stands for.
TokenRange clause_subject(const Document& document, Index predicate) {
  const Index subject = own_subject(document, predicate);
  if (subject == none) return {};
  const Token& token = document.tokens[predicate];
  if (token.deprel == "acl:relcl" && is_relative_pronoun(document.tokens[subject])) return antecedent(document, token.head, predicate);
  return subtree(document, subject);
}

bool has_object(const Document& document, Index predicate) { return find_relation(document, predicate, "obj") != none; }

/// The part of `whole` beside `inner` that is longer, without punctuation.
TokenRange larger_rest(const Document& document, TokenRange whole, TokenRange inner) {
  const TokenRange before = trim_balanced(document, {whole.begin, std::min(inner.begin, whole.end)});
  const TokenRange after = trim_balanced(document, {std::max(inner.end, whole.begin), whole.end});
  return before.size() >= after.size() ? before : after;
}

/// All clauses that complete a predicate with this relation and stand on one side of it, as one range; of two sides the longer one.
TokenRange completing(const Document& document, Index p, std::string_view relation) {
  TokenRange before, after;
  const TokenRange whole = document.tokens[p].subtree;
  for (Index i = whole.begin; i < whole.end; ++i) {
    if (document.tokens[i].head != p || document.tokens[i].deprel != relation) continue;
    TokenRange& side = i < p ? before : after;
    side = side.empty() ? document.tokens[i].subtree : TokenRange(side.begin, document.tokens[i].subtree.end);
  }
  return trim_balanced(document, before.size() > after.size() ? before : after);
}

/// Whether a clause stands in another as an aside, as a verb of saying does after what it tells: with a subject of its own, nothing
/// that completes it, and neither a conjunction nor a bracket before it.
bool is_aside(const Document& document, Index p) {
  const Token& token = document.tokens[p];
  if (token.head == none || own_subject(document, p) == none || has_object(document, p)) return false;
  if (token.deprel != "parataxis" && token.deprel != "advcl" && token.deprel != "conj") return false;
  if (find_relation(document, p, "mark") != none || find_relation(document, p, "cc") != none) return false;
  const Token& first = document.tokens[token.subtree.begin];
  const bool mark = first.upos == "PUNCT" || (token.subtree.begin > 0 && document.tokens[token.subtree.begin - 1].upos == "PUNCT");
  return mark && first.xpos != "-LRB-" && first.xpos != "WRB";
}

}  // namespace

std::uint32_t predicate_of(const Document& document, std::uint32_t token) {
  const Token& t = document.tokens[token];
  if (t.phrase != none && document.phrases[t.phrase].kind == PhraseKind::verb) return document.phrases[t.phrase].head;
  const std::string_view relation = plain_relation(t.deprel);
  return t.head != none && (relation == "aux" || relation == "cop") ? t.head : token;
}

TokenRange subject_of(const Document& document, std::uint32_t predicate) {
  Index p = predicate_of(document, predicate);
  const std::size_t most = document.sentences[document.tokens[p].sentence].tokens.size();
  for (std::size_t step = 0; step < most; ++step) {
    const TokenRange own = clause_subject(document, p);
    const Token& token = document.tokens[p];
    if (!own.empty() || token.head == none) return own;
    const std::string_view relation = token.deprel;
    if (relation == "acl" || relation == "acl:relcl") return antecedent(document, token.head, p);
    if (relation == "xcomp" && has_object(document, token.head)) return subtree(document, find_relation(document, token.head, "obj"));
    if (relation != "conj" && relation != "xcomp" && relation != "advcl" && relation != "ccomp") return {};
    p = token.head;
  }
  return {};
}

TokenRange agent_of(const Document& document, std::uint32_t predicate) {
  const Index p = predicate_of(document, predicate);
  if (!is_passive(document, p)) return subject_of(document, p);
  const Index agent = find_relation(document, p, "obl:agent");
  if (agent != none) {
    TokenRange range = subtree(document, agent);
    while (range.begin < agent && document.tokens[range.begin].deprel == "case") ++range.begin;
    return range;
  }
  return prepositional_of(document, p, "by");
}

TokenRange object_of(const Document& document, std::uint32_t predicate) {
  const Index p = predicate_of(document, predicate);
  if (is_passive(document, p)) return subject_of(document, p);
  const Index object = find_relation(document, p, "obj");
  if (object == none) return {};
  if (document.tokens[p].deprel == "acl:relcl" && is_relative_pronoun(document.tokens[object]))
    return antecedent(document, document.tokens[p].head, p);
  return subtree(document, object);
}

TokenRange recipient_of(const Document& document, std::uint32_t predicate) {
  const Index p = predicate_of(document, predicate);
  const Index indirect = find_relation(document, p, "iobj");
  if (indirect != none) return subtree(document, indirect);
  const Index infinitive = find_relation(document, p, "xcomp");
  const bool completed =
      find_relation(document, p, "ccomp") != none || (infinitive != none && find_relation(document, infinitive, "mark") != none);
  return completed ? object_of(document, p) : TokenRange();
}

TokenRange complement_of(const Document& document, std::uint32_t predicate) {
  const Index p = predicate_of(document, predicate);
  for (const std::string_view relation : {"ccomp", "xcomp"}) {
    const TokenRange range = completing(document, p, relation);
    if (!range.empty()) return range;
  }
  const Index clause = find_relation(document, p, "acl");
  if (clause != none && document.tokens[p].upos == "NOUN" && document.tokens[document.tokens[clause].subtree.begin].deprel == "mark")
    return subtree(document, clause);
  const Index beside = find_dependent(document, p, [&](const Token& t) { return t.deprel == "parataxis" && t.subtree.begin > p; });
  if (beside != none) {
    const TokenRange range = document.tokens[beside].subtree;
    if (document.tokens[range.begin].lower == ":" || document.tokens[range.begin - 1].lower == ":" || document.tokens[beside].quoted)
      return trim_balanced(document, range);
  }
  return is_aside(document, p) ? larger_rest(document, document.tokens[document.tokens[p].head].subtree, document.tokens[p].subtree)
                               : TokenRange();
}

TokenRange apposition_of(const Document& document, std::uint32_t token) {
  const std::uint32_t phrase = document.tokens[token].phrase;
  const Index head = phrase != none && document.phrases[phrase].kind == PhraseKind::noun ? document.phrases[phrase].head : token;
  return subtree(document, find_relation(document, head, "appos"));
}

std::vector<TokenRange> conjuncts_of(const Document& document, std::uint32_t token) {
  Index first = token;
  while (document.tokens[first].deprel == "conj" && document.tokens[first].head != none) first = document.tokens[first].head;
  std::vector<Index> heads{first};
  const TokenRange whole = document.tokens[first].subtree;
  for (Index i = first + 1; i < whole.end; ++i) {
    const Token& t = document.tokens[i];
    if (t.deprel == "conj" && std::find(heads.begin(), heads.end(), t.head) != heads.end()) heads.push_back(i);
  }
  std::vector<TokenRange> ranges;
  for (std::size_t k = 0; k < heads.size(); ++k) {
    TokenRange range = document.tokens[heads[k]].subtree;
    if (k + 1 < heads.size()) range.end = std::min(range.end, document.tokens[heads[k + 1]].subtree.begin);
    ranges.push_back(without_opening(document, range));
  }
  return ranges;
}

TokenRange prepositional_of(const Document& document, std::uint32_t token, std::string_view preposition) {
  const Index p = predicate_of(document, token);
  const TokenRange range = document.tokens[p].subtree;
  for (Index i = range.begin; i < range.end; ++i) {
    if (document.tokens[i].head != p) continue;
    const std::string_view relation = plain_relation(document.tokens[i].deprel);
    if (relation != "obl" && relation != "nmod") continue;
    const Index mark = find_dependent(document, i, [&](const Token& t) { return t.deprel == "case" && t.lower == preposition; });
    if (mark == none) continue;
    return trim(document, {document.tokens[mark].subtree.end, document.tokens[i].subtree.end});
  }
  return {};
}

std::uint32_t clause_of(const Document& document, std::uint32_t token) {
  std::uint32_t best = none;
  const Range clauses = document.sentences[document.tokens[token].sentence].clauses;
  for (std::uint32_t c = clauses.begin; c < clauses.end; ++c) {
    const TokenRange range = document.clauses[c].tokens;
    if (range.begin <= token && token < range.end && (best == none || range.size() < document.clauses[best].tokens.size())) best = c;
  }
  return best;
}

std::vector<TokenRange> clause_words(const Document& document, std::uint32_t clause) {
  const TokenRange all = document.clauses[clause].tokens;
  const Range clauses = document.sentences[document.tokens[document.clauses[clause].head].sentence].clauses;
  std::vector<TokenRange> inside, out;
  for (std::uint32_t c = clauses.begin; c < clauses.end; ++c)
    if (document.clauses[c].tokens.size() < all.size() && document.clauses[c].tokens.overlaps(all))
      inside.push_back(document.clauses[c].tokens);
  std::sort(inside.begin(), inside.end(), [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
  std::uint32_t at = all.begin;
  for (const TokenRange range : inside) {
    if (range.begin > at) out.push_back({at, range.begin});
    if (range.end > at) at = std::min(range.end, all.end);
  }
  if (at < all.end) out.push_back({at, all.end});
  return out;
}

}  // namespace readout
