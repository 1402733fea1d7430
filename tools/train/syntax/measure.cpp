// Attachment and F1 of what rules ask for. Entry point: measure.
#include "measure.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace readout::train {
namespace {

struct Count {
  std::size_t gold = 0, found = 0, right = 0;
  [[nodiscard]] double f1() const { return gold + found == 0 ? 0 : 200.0 * static_cast<double>(right) / static_cast<double>(gold + found); }
};

std::string bare(std::string_view relation) { return std::string(relation.substr(0, relation.find(':'))); }

bool is_subject(const std::string& relation) { return relation == "nsubj" || relation == "csubj"; }
bool is_complement(const std::string& relation) { return relation == "ccomp" || relation == "xcomp"; }

/// Words that head noun phrases: nouns, names, pronouns and numbers that are no part of another's.
bool is_chunk_head(std::string_view upos, const std::string& relation) {
  static const std::vector<std::string> inner{"compound", "flat", "fixed", "det", "nummod", "amod", "goeswith", "case", "mark", "advmod"};
  if (upos != "NOUN" && upos != "PROPN" && upos != "PRON") return false;
  return std::find(inner.begin(), inner.end(), relation) == inner.end();
}

/// By token: whether it heads a clause.
struct Clauses {
  std::vector<bool> gold, own;
};

/// Words that head a clause: verbs, and predicates with a copula, an auxiliary or a mark. Of what a tree calls `xcomp`, "remain calm" has
/// none.
template <typename Relation, typename Head>
std::vector<bool> clause_heads(std::size_t count, const std::vector<bool>& verbs, Relation&& relation_of, Head&& head_of) {
  std::vector<bool> out = verbs;
  for (std::uint32_t t = 0; t < count; ++t) {
    const std::string relation = bare(relation_of(t));
    if ((relation == "cop" || relation == "aux" || relation == "mark") && head_of(t) < count) out[head_of(t)] = true;
  }
  return out;
}

struct Figures {
  std::size_t tokens = 0, heads = 0, labels = 0, words = 0, word_heads = 0;
  Count subjects, complements, clauses, ccomp, xcomp, chunks;
  std::map<std::string, Count> relations;
  std::map<std::string, std::size_t> misses;
};

void compare(const GoldTree& tree, std::uint32_t t, const Clauses& clauses, Figures& figures) {
  const Token& token = tree.document.tokens[t];
  const std::uint32_t gold = tree.heads[t];
  if (gold == kUnknown) return;
  const std::string own = bare(token.deprel), expected = bare(tree.relations[t]);
  const bool head = token.head == gold, label = head && own == expected;
  ++figures.tokens;
  figures.heads += head ? 1 : 0;
  figures.labels += label ? 1 : 0;
  if (token.upos != "PUNCT") ++figures.words, figures.word_heads += head ? 1 : 0;
  ++figures.relations[expected].gold;
  ++figures.relations[own].found;
  if (label) ++figures.relations[own].right;

  const bool gold_subject = is_subject(expected) && gold != none && tree.finite[gold];
  const bool own_subject = is_subject(own) && token.head != none && tree.finite[token.head];
  figures.subjects.gold += gold_subject ? 1 : 0;
  figures.subjects.found += own_subject ? 1 : 0;
  figures.subjects.right += gold_subject && own_subject && head ? 1 : 0;
  if (gold_subject && !(own_subject && head)) ++figures.misses["subject lost: " + own + (head ? "" : ", other head")];
  if (own_subject && !(gold_subject && head)) ++figures.misses["subject too many: " + expected + (head ? "" : ", other head")];

  figures.complements.gold += is_complement(expected) ? 1 : 0;
  figures.complements.found += is_complement(own) ? 1 : 0;
  figures.complements.right += head && is_complement(expected) && is_complement(own) ? 1 : 0;
  const bool gold_clause = is_complement(expected) && clauses.gold[t], own_clause = is_complement(own) && clauses.own[t];
  figures.clauses.gold += gold_clause ? 1 : 0;
  figures.clauses.found += own_clause ? 1 : 0;
  figures.clauses.right += head && gold_clause && own_clause ? 1 : 0;
  if (is_complement(expected) && !(label)) ++figures.misses[expected + " lost: " + own + (head ? "" : ", other head")];
  if (is_complement(own) && !(label)) ++figures.misses[own + " too many: " + expected + (head ? "" : ", other head")];

  const bool gold_chunk = is_chunk_head(token.upos, expected), own_chunk = is_chunk_head(token.upos, own);
  figures.chunks.gold += gold_chunk ? 1 : 0;
  figures.chunks.found += own_chunk ? 1 : 0;
  figures.chunks.right += gold_chunk && own_chunk ? 1 : 0;
}

Clauses find_clauses(const GoldTree& tree) {
  const auto& tokens = tree.document.tokens;
  std::vector<bool> verbs(tokens.size());
  for (std::size_t t = 0; t < tokens.size(); ++t) verbs[t] = tokens[t].upos == "VERB" || tokens[t].upos == "AUX";
  return {clause_heads(
              tokens.size(), tree.verbs, [&](std::uint32_t t) { return std::string_view(tree.relations[t]); },
              [&](std::uint32_t t) { return tree.heads[t]; }),
          clause_heads(
              tokens.size(), verbs, [&](std::uint32_t t) { return tokens[t].deprel; }, [&](std::uint32_t t) { return tokens[t].head; })};
}

double share(std::size_t part, std::size_t all) {
  return 100.0 * static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(1, all));
}

}  // namespace

void measure(const std::string& name, const std::vector<const GoldTree*>& trees, std::size_t worst) {
  Figures figures;
  for (const GoldTree* tree : trees) {
    const Clauses clauses = find_clauses(*tree);
    for (std::uint32_t t = 0; t < tree->document.tokens.size(); ++t) compare(*tree, t, clauses, figures);
  }
  std::printf("%s: %zu tokens  UAS %.2f  LAS %.2f  UAS without punctuation %.2f\n", name.c_str(), figures.tokens,
              share(figures.heads, figures.tokens), share(figures.labels, figures.tokens), share(figures.word_heads, figures.words));
  std::printf(
      "  subjects of finite verbs F1 %.2f (of %zu)  complement clauses F1 %.2f (of %zu)  ccomp and xcomp F1 %.2f (of %zu; ccomp %.2f, "
      "xcomp "
      "%.2f)  chunk heads F1 %.2f\n",
      figures.subjects.f1(), figures.subjects.gold, figures.clauses.f1(), figures.clauses.gold, figures.complements.f1(),
      figures.complements.gold, figures.relations["ccomp"].f1(), figures.relations["xcomp"].f1(), figures.chunks.f1());
  if (worst == 0) return;
  for (const auto& [relation, count] : figures.relations)
    if (count.gold >= 20) std::printf("  %-12s %5zu  F1 %.2f\n", relation.c_str(), count.gold, count.f1());
  std::vector<std::pair<std::size_t, std::string>> order;
  for (const auto& [cause, n] : figures.misses) order.emplace_back(n, cause);
  std::sort(order.rbegin(), order.rend());
  for (std::size_t i = 0; i < std::min(worst, order.size()); ++i) std::printf("  %4zu %s\n", order[i].first, order[i].second.c_str());
}

}  // namespace readout::train
