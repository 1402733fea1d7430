// The meetings and positions of a document as a table. Entry points: csv_header, write_csv (stages.hpp).
//
// CSV after RFC 4180. Every row has the same columns, so that the tables of many articles can be put one after another.
#include <iterator>

#include "offsets.hpp"
#include "program.hpp"
#include "stages.hpp"

namespace readout {
namespace {

constexpr std::string_view columns[] = {"document",   "published", "kind",    "id",        "actors",   "countries",
                                        "act",        "stance",    "negated", "certainty", "targets",  "target_countries",
                                        "status",     "format",    "host",    "mediators", "place",    "place_country",
                                        "topic",      "occasion",  "source",  "cue",       "content",  "quote",
                                        "date",       "reporters", "plover",  "mode",      "context",  "cameo",
                                        "confidence", "rule",      "start",   "end",       "evidence", "conflicts"};

/// A spreadsheet takes a cell that begins so for a formula: the apostrophe makes it text.
constexpr std::string_view formula_starts = "=+-@\t\r";

/// One row, whose cells may be set in any order.
class Row {
 public:
  void set(std::string_view column, std::string value) {
    for (std::size_t i = 0; i < std::size(columns); ++i) {
      if (columns[i] == column) cells_[i] = std::move(value);
    }
  }

  void write(std::string& out) const {
    for (std::size_t i = 0; i < std::size(columns); ++i) {
      if (i > 0) out += ',';
      cell(out, cells_[i]);
    }
    out += "\r\n";
  }

 private:
  static void cell(std::string& out, std::string_view value) {
    const bool formula = !value.empty() && formula_starts.find(value.front()) != std::string_view::npos;
    const bool quoted = value.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted) out += '"';
    if (formula) out += '\'';
    for (const char c : value) out.append(c == '"' ? 2 : 1, c);
    if (quoted) out += '"';
  }

  std::string cells_[std::size(columns)];
};

class Table {
 public:
  Table(const Document& document, const Program& program, OffsetUnit unit)
      : document_(document), program_(program), offsets_(document.text, unit) {}

  std::string write() {
    for (std::size_t i = 0; i < document_.meetings.size(); ++i) meeting(document_.meetings[i], i);
    for (std::size_t i = 0; i < document_.positions.size(); ++i) position(document_.positions[i], i);
    return std::move(out_);
  }

 private:
  void meeting(const Meeting& meeting, std::size_t index) {
    Row row = event("meeting", "m" + std::to_string(index + 1), meeting);
    row.set("actors", names(meeting.participants));
    row.set("countries", countries(meeting.participants));
    row.set("status", meeting.status);
    row.set("format", meeting.format);
    row.set("host", names(meeting.host));
    row.set("mediators", names(meeting.mediators));
    if (meeting.place != none) {
      row.set("place", document_.places[meeting.place].name);
      row.set("place_country", document_.places[meeting.place].country);
    }
    row.set("topic", document_.text_of(meeting.topic));
    row.set("occasion", document_.text_of(meeting.occasion));
    row.set("conflicts", conflicts(meeting));
    row.write(out_);
  }

  void position(const Position& position, std::size_t index) {
    Row row = event("position", "p" + std::to_string(index + 1), position);
    if (position.holder != none) {
      row.set("actors", names({position.holder}));
      row.set("countries", countries({position.holder}));
    }
    row.set("act", position.act);
    row.set("stance", position.stance);
    row.set("negated", position.negated ? "true" : "false");
    row.set("certainty", position.certainty);
    row.set("targets", names(position.target));
    row.set("target_countries", countries(position.target));
    row.set("source", document_.text_of(position.source));
    row.set("cue", document_.text_of(position.cue));
    row.set("content", document_.text_of(position.content));
    row.set("quote", position.quote);
    row.write(out_);
  }

  /// What meetings and positions share.
  template <class Event>
  Row event(std::string kind, std::string id, const Event& event) const {
    Row row;
    row.set("document", document_.id);
    row.set("published", document_.published);
    row.set("kind", std::move(kind));
    row.set("id", std::move(id));
    if (event.date != none) row.set("date", document_.dates[event.date].value);
    row.set("reporters", names(event.reporters));
    row.set("plover", event.codes.event);
    row.set("mode", event.codes.mode);
    std::string contexts;
    for (const std::string& context : event.codes.context) listed(contexts, context);
    row.set("context", contexts);
    row.set("cameo", event.codes.cameo);
    row.set("confidence", two_decimals(event.confidence));
    row.set("rule", std::string(program_.rule_name(event.rule)));
    row.set("evidence", document_.text_of(event.evidence));
    if (event.evidence.spans.empty()) return row;
    row.set("start", std::to_string(offsets_(event.evidence.spans.front().begin)));
    row.set("end", std::to_string(offsets_(event.evidence.spans.back().end)));
    return row;
  }

  /// What other tellings say otherwise: "status denied; place Oslo; date 2024-07-09".
  [[nodiscard]] std::string conflicts(const Meeting& meeting) const {
    std::string out;
    for (const Conflict& conflict : meeting.conflicts) {
      const std::string& said = conflict.place != none  ? document_.places[conflict.place].name
                                : conflict.date != none ? document_.dates[conflict.date].value
                                                        : conflict.status;
      listed(out, std::string(conflict.field) + " " + said);
    }
    return out;
  }

  [[nodiscard]] std::string names(const std::vector<std::uint32_t>& actors) const {
    std::string out;
    for (const std::uint32_t actor : actors) listed(out, document_.actors[actor].name);
    return out;
  }

  /// One for each actor, so that the two lists go side by side; nothing where none is known.
  [[nodiscard]] std::string countries(const std::vector<std::uint32_t>& actors) const {
    std::string out;
    bool known = false;
    for (const std::uint32_t actor : actors) {
      if (actor != actors.front()) out += "; ";
      out += document_.actors[actor].country;
      known = known || !document_.actors[actor].country.empty();
    }
    return known ? out : "";
  }

  static void listed(std::string& out, std::string_view item) { out.append(out.empty() ? "" : "; ").append(item); }

  static std::string two_decimals(double value) {
    const auto hundredths = static_cast<int>(value * 100 + 0.5);
    const std::string digits = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + "." + (digits.size() < 2 ? "0" : "") + digits;
  }

  const Document& document_;
  const Program& program_;
  const Offsets offsets_;
  std::string out_;
};

}  // namespace

std::string csv_header() {
  std::string out;
  for (const std::string_view column : columns) out.append(out.empty() ? "" : ",").append(column);
  return out + "\r\n";
}

std::string write_csv(const Document& document, const Program& program, OffsetUnit unit) { return Table(document, program, unit).write(); }

}  // namespace readout
