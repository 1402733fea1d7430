// What rules may emit for the later stages, and with which fields. A type that is not here is a helper of the grammar's own
// and may have any fields. Internal. Entry point: output_types.
#pragma once

#include <array>
#include <string_view>

namespace readout {

struct OutputType {
  std::string_view name;
  std::array<std::string_view, 25> fields;  ///< the rest is empty
};

inline constexpr std::array<OutputType, 17> output_types = {{
    {"person",
     {"name", "alias", "title", "of", "country", "status", "sector", "kind", "head", "gender", "entry", "id", "peer", "suffix", "home"}},
    {"country", {"name", "alias", "country", "kind", "sector", "government", "stands_for", "entry", "id"}},
    {"organization", {"name", "alias", "acronym", "country", "sector", "kind", "of", "entry", "id", "home"}},
    {"group",
     {"name", "alias", "title", "country", "sector", "member", "of", "kind", "entry", "id", "definite", "counted", "number",
      "office", "refers", "like"}},
    {"nominal",
     {"alias",  "owner_gender", "owner_number", "owner_near", "status", "head",   "type", "country", "sector",  "number", "of",   "title",
      "definite", "same",       "class",        "gender",     "kind",   "among",  "only", "unlike",  "home",    "known",  "general", "peer",
      "leads"}},
    {"apposition", {"same", "type", "head", "title", "of", "status", "country", "whose", "sector", "gender", "kind"}},
    {"other_name", {"same", "name"}},
    {"evidence", {"name", "type", "weight", "like"}},
    {"inner", {"name", "part"}},
    {"speaker", {"name", "quote", "of"}},
    {"joint", {"member"}},
    {"pronoun", {"person", "number", "gender", "case", "counted", "owner", "other"}},
    {"place", {"name", "country", "lat", "lon", "in"}},
    {"date", {"type", "value", "year",  "month", "day",  "weekday", "nth",     "easter",  "offset", "unit",    "direction", "anchor",
              "kind", "base",  "clock", "half",  "part", "season",  "quarter", "numeric", "decade", "century", "minute"}},
    {"meeting",
     {"participants", "host", "mediators", "reporters", "place", "date", "topic", "occasion", "status", "format", "cue", "event", "mode",
      "cameo", "context", "because", "again", "needs", "kind"}},
    {"position",
     {"holder", "source", "cue", "content", "target", "act", "stance", "quote", "negated", "certainty", "reporters", "date", "event",
      "mode", "cameo", "context", "because", "judges", "voice"}},
    {"tone", {"act", "stance", "of"}},
}};

/// What a field can hold only one of; constants of rules are checked against it.
struct OutputValues {
  std::string_view type, field;
  std::array<std::string_view, 12> values;  ///< the rest is empty
};

inline constexpr std::array<OutputValues, 8> output_values = {{
    {"meeting", "status", {"held", "ongoing", "planned", "proposed", "postponed", "cancelled", "refused", "denied"}},
    {"meeting", "format", {"in_person", "call", "visit", "multilateral", "unspecified"}},
    {"position",
     "act",
     {"assert", "support", "criticise", "accuse", "demand", "offer", "commit", "agree", "reject", "deny", "threaten", "concede"}},
    {"position", "stance", {"pro", "con", "neutral"}},
    {"position", "quote", {"direct", "indirect", "mixed", "none"}},
    {"position", "certainty", {"asserted", "possible", "conditional"}},
    {"position", "negated", {"yes"}},
    {"person", "status", {"current", "former", "acting", "designate"}},
}};

/// The lexicon that a list of the user's own actors takes the place of.
inline constexpr std::string_view user_lexicon = "user_actors";

/// Without these, later stages can make nothing of what a rule emits.
struct RequiredField {
  std::string_view type, field;
};

inline constexpr std::array<RequiredField, 7> required_fields = {{{"person", "name"},
                                                                  {"country", "name"},
                                                                  {"organization", "name"},
                                                                  {"place", "name"},
                                                                  {"meeting", "cue"},
                                                                  {"position", "cue"},
                                                                  {"position", "content"}}};

/// The fields of the mentions <np> and <vg> that the matcher makes of phrases.
inline constexpr std::array<std::string_view, 6> noun_phrase_fields = {"lemma", "number", "determiner", "possessor", "quantity", "negated"};
inline constexpr std::array<std::string_view, 7> verb_group_fields = {"lemma", "tense", "aspect", "voice", "modality", "negated", "finite"};

/// The fields of the edges <actor> that actors.cpp gives to the rules of events.
inline constexpr std::array<std::string_view, 7> actor_fields = {"kind", "type", "person", "number", "case", "country", "title"};

}  // namespace readout
