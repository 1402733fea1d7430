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

bool is_relative_pronoun(const Token& token) {
  return token.xpos == "WP" || token.xpos == "WDT" || (token.lower == "that" && token.upos == "PRON");
}

/// A noun with what belongs to it, up to the clause that modifies it.
TokenRange antecedent(const Document& document, Index noun, Index clause) {
  TokenRange range = document.tokens[noun].subtree;
  const TokenRange inner = document.tokens[clause].subtree;
  if (inner.begin > noun) range.end = inner.begin;
  return trim(document, range);
}

TokenRange subtree(const Document& document, Index token) {
  return token == none ? TokenRange() : trim(document, document.tokens[token].subtree);
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
  const TokenRange before = trim(document, {whole.begin, std::min(inner.begin, whole.end)});
  const TokenRange after = trim(document, {std::max(inner.end, whole.begin), whole.end});
  return before.size() >= after.size() ? before : after;
}

/// A range without the conjunction that opens it.
TokenRange without_conjunction(const Document& document, TokenRange range) {
  range = trim(document, range);
  while (!range.empty() && document.tokens[range.begin].deprel == "cc") range = trim(document, {range.begin + 1, range.end});
  return range;
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
  const bool completed = find_relation(document, p, "ccomp") != none || find_relation(document, p, "xcomp") != none;
  return completed ? object_of(document, p) : TokenRange();
}

TokenRange complement_of(const Document& document, std::uint32_t predicate) {
  const Index p = predicate_of(document, predicate);
  for (const std::string_view relation : {"ccomp", "xcomp", "acl"}) {
    const Index clause = find_relation(document, p, relation);
    if (clause == none) continue;
    if (relation == "acl" && (document.tokens[p].upos != "NOUN" || document.tokens[document.tokens[clause].subtree.begin].deprel != "mark"))
      continue;
    return subtree(document, clause);
  }
  const Index aside =
      find_dependent(document, p, [&](const Token& token) { return token.deprel == "parataxis" && token.subtree.begin > p; });
  if (aside != none && document.tokens[document.tokens[aside].subtree.begin - 1].lower == ":") return subtree(document, aside);
  const Token& token = document.tokens[p];
  if (token.deprel == "parataxis" && token.head != none && own_subject(document, p) != none)
    return larger_rest(document, document.tokens[token.head].subtree, token.subtree);
  return aside != none && document.tokens[aside].quoted ? subtree(document, aside) : TokenRange();
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
    ranges.push_back(without_conjunction(document, range));
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
  for (std::uint32_t c = 0; c < document.clauses.size(); ++c) {
    const TokenRange range = document.clauses[c].tokens;
    if (range.begin <= token && token < range.end && (best == none || range.size() < document.clauses[best].tokens.size())) best = c;
  }
  return best;
}

}  // namespace readout
