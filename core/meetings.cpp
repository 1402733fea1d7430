// Mentions of meetings to records. Entry point: build_meetings.
//
// Rules say which words fill which part; here those words become actors, places and dates, and a meeting told twice becomes one
// record with the sentences that tell it as evidence.
#include <algorithm>

#include "event_parts.hpp"

namespace readout {
namespace {

bool within(const Indexes& part, const Indexes& whole) {
  return std::all_of(part.begin(), part.end(),
                     [&](std::uint32_t index) { return std::find(whole.begin(), whole.end(), index) != whole.end(); });
}

class MeetingBuilder {
 public:
  MeetingBuilder(Document& document, const EventReader& reader) : doc_(document), reader_(reader) {}

  void add(const Mention& mention) {
    Meeting meeting;
    meeting.status = reader_.text(mention, "status").empty() ? "held" : reader_.text(mention, "status");
    meeting.format = reader_.text(mention, "format").empty() ? "unspecified" : reader_.text(mention, "format");
    meeting.participants = reader_.actors_of(mention, "participants");
    meeting.host = reader_.actors_of(mention, "host");
    meeting.mediators = reader_.actors_of(mention, "mediators");
    meeting.reporters = reader_.actors_of(mention, "reporters");
    meeting.place = reader_.place_of(mention);
    if (meeting.place != none && meeting.format == "unspecified") meeting.format = "in_person";  // who talks in a place is there
    meeting.date = reader_.date_of(mention, meeting.status == "held");
    meeting.topic = reader_.spans(mention, "topic");
    meeting.occasion = reader_.spans(mention, "occasion");
    meeting.evidence.spans = {doc_.bytes(reader_.sentence_tokens(mention.tokens))};
    meeting.rule = mention.rule;
    meeting.derivation = reader_.derivation(mention);
    meeting.confidence = meeting.participants.size() > 1 ? 0.9 : 0.6;
    if (meeting.participants.empty() && meeting.host.empty()) return tell_more(meeting, reader_.text(mention, "status").empty());
    for (Meeting& other : doc_.meetings)
      if (same_meeting(other, meeting)) return merge(other, meeting);
    meeting.codes = reader_.codes(mention, "meeting_codes", meeting.format == "call" && meeting.status == "held" ? "call" : meeting.status);
    doc_.meetings.push_back(std::move(meeting));
  }

 private:
  /// What names nobody who met ("she confirmed the gathering") is about the meeting told just before it, or about none here.
  void tell_more(const Meeting& more, bool any_status) {
    if (doc_.meetings.empty()) return;
    Meeting& last = doc_.meetings.back();
    const bool near = start(more.evidence) < last.evidence.spans.back().end + nearby;
    if (near && (any_status || last.status == more.status)) merge(last, more);
  }

  /// One meeting told again: nobody new on one side, and nothing in status, place or date that speaks against it. A telling
  /// without participants ("potentially hosting talks") belongs to the meeting told just before it.
  [[nodiscard]] static bool same_meeting(const Meeting& a, const Meeting& b) {
    const auto happens = [](const Meeting& m) { return m.status == "held" || m.status == "ongoing"; };
    if (a.status != b.status && !(happens(a) && happens(b))) return false;
    if (a.place != none && b.place != none && a.place != b.place) return false;
    if (a.date != none && b.date != none && a.date != b.date) return false;
    if (a.format != b.format && a.format != "unspecified" && b.format != "unspecified" && (a.format == "call" || b.format == "call"))
      return false;
    if (a.participants.empty() || b.participants.empty())
      return start(b.evidence) < a.evidence.spans.back().end + nearby && a.status == b.status;
    const bool together = within(a.participants, b.participants) || within(b.participants, a.participants);
    if (a.participants.size() < 2 || b.participants.size() < 2)
      return a.participants == b.participants || (together && start(a.evidence) == start(b.evidence));
    const bool visits = a.format == "visit" || b.format == "visit";
    if (visits && a.format != b.format && a.format != "unspecified" && b.format != "unspecified") return false;
    return together;
  }

  static void merge(Meeting& into, const Meeting& more) {
    add_all(into.participants, more.participants);
    add_all(into.host, more.host);
    add_all(into.mediators, more.mediators);
    add_all(into.reporters, more.reporters);
    if (into.place == none) into.place = more.place;
    if (into.date == none) into.date = more.date;
    if (into.format == "unspecified") into.format = more.format;
    if (into.topic.spans.empty()) into.topic = more.topic;
    if (into.occasion.spans.empty()) into.occasion = more.occasion;
    add_spans(into.evidence, more.evidence);
    into.confidence = std::max(into.confidence, more.confidence);
  }

  static constexpr std::uint32_t nearby = 400;  ///< bytes: "just before", about two sentences

  Document& doc_;
  const EventReader& reader_;
};

}  // namespace

void build_meetings(Document& document, const Program& program, const EventReader& reader) {
  MeetingBuilder builder(document, reader);
  const Symbol meeting = program.symbols.find("meeting");
  for (const Mention& mention : document.mentions)
    if (mention.type == meeting && meeting) builder.add(mention);
  std::stable_sort(document.meetings.begin(), document.meetings.end(),
                   [](const Meeting& a, const Meeting& b) { return start(a.evidence) < start(b.evidence); });
}

}  // namespace readout
