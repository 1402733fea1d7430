// Why a text gave what it gave, and what was missing where it gave nothing. Entry points: explain, explanation_json, explanation_text.
//
// A result is derived from one match of one rule: its words, its captures, and what other rules found in the same words and lost.
// A sentence without a result has near misses: rules that matched in part, each with the element at which it stopped. They are
// found by a slow search of that sentence alone; Engine::extract knows nothing of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"

namespace readout {

/// A rule as its author wrote it.
struct RuleInfo {
  std::string name, doc, file;
  std::uint32_t line = 0;
};

/// Words that a rule named. `found_by`: the rule or lexicon whose find they are, where they are one whole find.
struct ExplainedCapture {
  std::string name, found_by;
  Range words;  ///< bytes
};

/// What a rule found and did not keep.
struct LostFind {
  RuleInfo rule;
  LossReason reason = LossReason::overlap;
  std::string winner;  ///< overlap: the rule that won; outside: the type of the mention around it
  /// unless, relation: what of the rule ruled it out, in words: "\"former\" stands before it". overlap: why the other one won:
  /// "has the higher priority"; empty where that is for the phase to say.
  std::string cause;
  Range words, winner_words;
};

/// How one result came about. `ids`: the results of the document that rest on it ("m1", "p2"); none where the find came to nothing.
struct Derivation {
  std::string kind;  ///< the type that the rule emits
  std::vector<std::string> ids;
  bool retold = false;  ///< a meeting that is told elsewhere already, under the first of the ids
  RuleInfo rule;
  Range words;
  std::vector<ExplainedCapture> captures;
  std::vector<LostFind> beaten;
};

/// What a rule for an element of another rule expected: an earlier rule finds what a later one builds on.
struct InnerMiss {
  RuleInfo rule;
  std::string message;
};

/// A rule that matched in part.
struct NearMiss {
  RuleInfo rule;
  std::string kind;                   ///< what it would have found
  double share = 0;                   ///< how much of what its pattern needs is there, by weight: 0 to 1
  Range matched;                      ///< bytes of what held before it stopped
  std::vector<std::string> expected;  ///< elements of which any one would have done, in words
  std::string saw;                    ///< the word that stands there; empty at the end of the sentence
  Range at;                           ///< its bytes
  std::vector<ExplainedCapture> captures;
  std::string message;            ///< all of it in one sentence
  std::vector<InnerMiss> within;  ///< where it expected what rules of the grammar find: the nearest of those rules
};

struct SentenceExplanation {
  Range range;
  std::vector<Derivation> results;    ///< of all phases, in text order
  std::vector<LostFind> lost;         ///< matches of rules of events that were not kept, and whose winner is no result here
  std::vector<NearMiss> near_misses;  ///< the nearest first
};

struct Explanation {
  Document document;
  std::vector<SentenceExplanation> sentences;  ///< those that were asked for
};

struct ExplainOptions {
  Range bytes = {0, none};  ///< only sentences that this range touches
  std::size_t most = 5;     ///< near misses of a sentence at most
  bool told_too = true;     ///< near misses also of sentences that have a meeting or position, for what they lack
};

/// Reads the article and explains the sentences in a range. Never throws for any input.
[[nodiscard]] Explanation explain(const Engine& engine, std::string_view text, const ExtractOptions& options = {},
                                  const ExplainOptions& wanted = {});

/// Why a rule (an index into Program::rules) finds nothing in a text, in one sentence: what it matched and did not keep, or the element at
/// which it came nearest to a match. Empty where it matches, or no part of it does.
[[nodiscard]] std::string why_nothing(const Engine& engine, std::string_view text, std::uint32_t rule);

/// As an object: {"schema": "readout-explain/1", "sentences": [...]}. Offsets as the options say.
[[nodiscard]] std::string explanation_json(const Explanation& explanation, const JsonOptions& options = {});

/// For people to read.
[[nodiscard]] std::string explanation_text(const Explanation& explanation);

}  // namespace readout
