// What meetings.cpp and positions.cpp share: reading the fields of a mention as actors, places, dates and spans. Internal.
// Entry point: EventReader.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "program.hpp"

namespace readout {

using Indexes = std::vector<std::uint32_t>;

/// Appends an index unless it is `none` or there already.
void add_unique(Indexes& list, std::uint32_t index);
void add_all(Indexes& list, const Indexes& more);

/// Adds the spans that are not there yet and keeps the set in text order.
void add_spans(SpanSet& set, const SpanSet& more);

/// Byte at which a set of spans begins; 0 for an empty one.
[[nodiscard]] inline std::uint32_t start(const SpanSet& set) { return set.spans.empty() ? 0 : set.spans.front().begin; }

/// Reads mentions of one document, whose actors, places and dates are linked already. Holds references to both arguments.
class EventReader {
 public:
  EventReader(const Document& document, const Program& program);

  /// The values of all fields of this name, in their order.
  [[nodiscard]] std::vector<const Field*> fields(const Mention& mention, const char* name) const;
  /// The first value of a field; empty where there is none.
  [[nodiscard]] std::string text(const Mention& mention, const char* name) const;
  /// The words of a field, in bytes.
  [[nodiscard]] SpanSet spans(const Mention& mention, const char* name) const;
  /// The edges <actor> inside the words of a field, in text order: the outermost ones, or all.
  [[nodiscard]] std::vector<const Mention*> actor_edges(const Mention& mention, const char* name, bool nested = false) const;
  /// Indexes of the actors inside the words of a field. "I" and "we" are the holder of the position whose words they stand in.
  [[nodiscard]] Indexes actors_of(const Mention& mention, const char* name) const;
  /// Indexes of the actors whose edges, the outermost ones, lie inside a range, in text order.
  [[nodiscard]] Indexes actors_in(TokenRange tokens) const;
  /// Index of the place in the field `place`, or `none`.
  [[nodiscard]] std::uint32_t place_of(const Mention& mention) const;
  /// Index of the date in the field `date`, or `none`.
  [[nodiscard]] std::uint32_t date_of(const Mention& mention) const;
  /// Index of the date in the field `date`, or of the only date of the sentence that is neither that of something else (<elsewhen>, a
  /// relative clause, another verb joined to the cue's) nor of what some words tell ("asked Peru to leave by Friday"); or `none`.
  [[nodiscard]] std::uint32_t date_beside(const Mention& mention, const SpanSet& told) const;
  /// Index of the date in the field `date`, or of the date of the sentence that stands nearest to the words of a field, is not that of
  /// something else and stands in none of some other words; or `none`.
  [[nodiscard]] std::uint32_t date_near(const Mention& mention, const char* name, const SpanSet& outside) const;
  /// The tokens of all sentences that the range touches.
  [[nodiscard]] TokenRange sentence_tokens(TokenRange tokens) const;
  /// Names of the captures with their bytes, in text order.
  [[nodiscard]] std::vector<std::pair<std::string, Range>> derivation(const Mention& mention) const;
  /// The codes in the mention's own fields.
  [[nodiscard]] Codes codes(const Mention& mention) const;
  /// Fills what codes lack from the entry `key` of the lexicon `table`. False, and nothing done, where it has no such entry.
  bool complete(Codes& codes, const char* table, std::string_view key) const;

 private:
  [[nodiscard]] std::vector<const Mention*> edges_in(TokenRange tokens, Symbol type, bool nested = false) const;
  [[nodiscard]] bool tells_date(Range words, const Date& date) const;
  [[nodiscard]] bool is_land_of(const Mention& land, const Mention& person) const;
  [[nodiscard]] static bool is_day(const Date& date);
  [[nodiscard]] bool is_aside(Range date, Range words) const;
  [[nodiscard]] bool joins_verbs(Range words) const;
  static constexpr std::size_t day_size = 10;       ///< of the value of a day, "2024-03-04" or "XXXX-WXX-1"
  static constexpr std::uint32_t other_verb = 100;  ///< bytes: so much further off seems a date that goes with another verb
  [[nodiscard]] std::uint32_t speaker_at(Range words) const;

  static constexpr std::uint32_t longest_content = 30000;  ///< bytes: from the evidence of a position to the words it says

  const Document& doc_;
  const Program& program_;
  Symbol actor_, place_, person_;
  Indexes linked_;                              ///< mentions of actors and places by their first token, the longer first
  std::unordered_set<std::uint32_t> elsewhen_;  ///< first bytes of dates of something else: mentions <elsewhen>
};

/// meetings.cpp. In: the mentions <meeting>, positions. Out: meetings, in the order of their evidence.
void build_meetings(Document& document, const Program& program, const EventReader& reader);

/// positions.cpp. In: the mentions <position>. Out: positions, in the order of their evidence, then of their cues.
void build_positions(Document& document, const Program& program, const EventReader& reader);

}  // namespace readout
