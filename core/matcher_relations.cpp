// What stands in a relation to a match, as the language layer sees the sentence. Entry point: relate.
//
// A relation costs at most the length of the sentence, and is asked for only where the pattern of its rule has matched.
#include <algorithm>

#include "matcher_parts.hpp"
#include "syntax.hpp"

namespace readout::matching {
namespace {

using Kind = RelationPlan::Kind;

/// The head token of what stands in a relation to a token, with all words that belong to it. Several for a coordination.
std::vector<TokenRange> ranges(const Document& document, const RelationPlan& plan, std::uint32_t anchor) {
  switch (plan.kind) {
    case Kind::subject: return {subject_of(document, anchor)};
    case Kind::agent: return {agent_of(document, anchor)};
    case Kind::object: return {object_of(document, anchor)};
    case Kind::recipient: return {recipient_of(document, anchor)};
    case Kind::complement: return {complement_of(document, anchor)};
    case Kind::apposition: return {apposition_of(document, anchor)};
    case Kind::conjuncts: return conjuncts_of(document, anchor);
    case Kind::subtree: return {document.tokens[anchor].subtree};
    case Kind::prepositional: break;
  }
  std::vector<TokenRange> out;
  for (const std::string& word : plan.words) out.push_back(prepositional_of(document, anchor, word));
  return out;
}

/// The longest mention that an edge takes, holds a token, and lies in a range; `none` if there is none.
std::uint32_t mention_at(const Document& document, const Lattice& lattice, std::uint32_t edge, TokenRange range, std::uint32_t token) {
  for (std::uint32_t start = range.begin; start <= token; ++start)
    for (const std::uint32_t mention : lattice.starting(start)) {
      const TokenRange tokens = document.mentions[mention].tokens;
      if (tokens.end > token && tokens.end <= range.end && lattice.fits(edge, mention)) return mention;
    }
  return none;
}

/// Every word, or every mention of the wanted kind, that stands in the relation: of a coordination each member.
std::vector<Capture> related(const Document& document, const Lattice& lattice, const RelationPlan& plan, const Found& found) {
  std::vector<Capture> out;
  for (const Capture& anchor : found.captures) {
    if (anchor.name != plan.anchor || anchor.tokens.empty()) continue;
    for (const TokenRange range : ranges(document, plan, head_of(document, anchor.tokens))) {
      if (range.empty()) continue;
      if (plan.edge == none) {
        out.push_back({plan.capture, range, none});
        continue;
      }
      for (const TokenRange part : conjuncts_of(document, head_of(document, range))) {
        if (part.empty()) continue;
        const std::uint32_t mention = mention_at(document, lattice, plan.edge, part, head_of(document, part));
        if (mention != none) out.push_back({plan.capture, document.mentions[mention].tokens, mention});
      }
    }
  }
  return out;
}

}  // namespace

std::uint32_t relate(const Document& document, const Lattice& lattice, const RulePlan& rule, Found& found) {
  std::uint32_t turn = 0;
  for (const RelationPlan& plan : rule.with) {
    const std::vector<Capture> captures = related(document, lattice, plan, found);
    if (captures.empty() && !plan.optional) return turn;
    ++turn;
    for (const Capture& capture : captures) {
      if (std::any_of(found.captures.begin(), found.captures.end(),
                      [&](const Capture& c) { return c.name == capture.name && c.tokens == capture.tokens; }))
        continue;
      found.captures.push_back(capture);
      found.tokens.begin = std::min(found.tokens.begin, capture.tokens.begin);
      found.tokens.end = std::max(found.tokens.end, capture.tokens.end);
    }
  }
  for (const RelationPlan& plan : rule.unless_with) {
    if (!related(document, lattice, plan, found).empty()) return turn;
    ++turn;
  }
  return none;
}

}  // namespace readout::matching
