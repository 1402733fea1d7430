// The stages of the pipeline, in the order in which engine.cpp calls them. Each is one file with one entry point.
#pragma once

#include <string>
#include <vector>

#include "engine.hpp"
#include "model.hpp"

namespace readout {

struct Language;

/// What a rule matched and did not keep.
struct LostMatch {
  std::uint32_t rule = 0;
  LossReason reason = LossReason::overlap;
  TokenRange tokens, winner_tokens;
  /// `winner_tokens`: of the winner; relation: the words of which it is asked.
  /// `winner`: overlap: the rule that won; outside: the type of the mention around it; unless: which of `unless`, `inside`,
  /// `unless_sentence` and `unless_clause` of the rule, counted together; relation: which of `with` and `unless_with`.
  std::uint32_t winner = 0;
};
using MatchLog = std::vector<LostMatch>;

/// engine.cpp. All stages in order, as far as the options say.
[[nodiscard]] Document read_article(const Program& program, std::string_view text, const ExtractOptions& options, MatchLog* log = nullptr);

/// text.cpp. In: text. Out: tokens (range, lower, sentence, space_before, quoted), sentences, quotes.
void split_text(Document& document, const Language& language);

/// language.cpp. In: tokens, sentences. Out: xpos, upos and lemma of every token.
void tag_words(Document& document, const Language& language);

/// syntax.cpp. In: tags and lemmas. Out: head, deprel, subtree and phrase of every token, phrases, clauses; nothing without a parser model.
/// What can be asked of them is in syntax.hpp.
void analyse_syntax(Document& document, const Language& language);

/// syntax.cpp. The same for the sentences that hold these tokens alone, unless they have been analysed. Parsing costs more than all else
/// together, so that later stages call it for what they ask about. What a sentence gets depends on nothing outside of it.
void analyse_sentences(Document& document, const Language& language, TokenRange tokens);

enum class MatchStage : std::uint8_t { mentions, events };

/// matcher.cpp. In: tokens and the mentions so far. Out: the mentions that the phases of this part of the grammar emit.
/// Gives the number of steps taken, by which tests hold the bound on its work.
/// A log, where one is given, gets what was not kept.
std::uint64_t match(Document& document, const Program& program, MatchStage stage, MatchLog* log = nullptr);

/// dates.cpp. In: the mentions of the first matching. Out: dates, in text order, of which none overlaps another; the day of
/// publication, where none is given and a date line or dateline tells it. `day_first`: "4/5/2024" is the fourth of May.
void resolve_dates(Document& document, const Program& program, bool day_first);

/// actors.cpp. In: the mentions of the first matching. Out: actors, places; adds the edges <actor> for the rules of events.
void link_actors(Document& document, const Program& program);

/// events.cpp (meetings.cpp, positions.cpp). In: the mentions of the second matching, actors. Out: meetings and positions.
void build_events(Document& document, const Program& program);

/// stances.cpp. In: positions, dates; the phrases of what positions are about, analysed where they are needed. Out: stances, the matrix of
/// holders and issues, in the order of its first positions.
void build_stances(Document& document, const Language& language);

/// json.cpp. The readout/1 object.
[[nodiscard]] std::string write_json(const Document& document, const Program& program, const JsonOptions& options);

/// csv.cpp. The names of the columns, and below them a row for each meeting and position; both end with a line break.
[[nodiscard]] std::string csv_header();
[[nodiscard]] std::string write_csv(const Document& document, const Program& program, OffsetUnit unit);

/// json.cpp. By sentence: whether some meeting or position has evidence in it.
[[nodiscard]] std::vector<bool> told_sentences(const Document& document);

}  // namespace readout
