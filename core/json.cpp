// The document as a readout/1 object.
// Entry point: write_json (stages.hpp).
#include <algorithm>

#include "explain_output.hpp"
#include "fnv.hpp"
#include "json_writer.hpp"
#include "offsets.hpp"
#include "program.hpp"
#include "stages.hpp"

namespace readout {
namespace {

std::string_view unit_name(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::utf16: return "utf16";
    case OffsetUnit::utf8: return "utf8";
    case OffsetUnit::codepoint: break;
  }
  return "codepoint";
}

class DocumentWriter {
 public:
  DocumentWriter(const Document& document, const Program& program, const JsonOptions& options)
      : document_(document), program_(program), options_(options), offsets_(document.text, options.offsets), json_(options.pretty) {}

  std::string write() {
    json_.begin_object().key("schema").string("readout/1");
    engine();
    head();
    list("actors", document_.actors, &DocumentWriter::actor);
    list("places", document_.places, &DocumentWriter::place);
    list("dates", document_.dates, &DocumentWriter::date);
    list("meetings", document_.meetings, &DocumentWriter::meeting);
    list("positions", document_.positions, &DocumentWriter::position);
    list("stances", document_.stances, &DocumentWriter::stance);
    sentences();
    diagnostics();
    if (options_.explanation) {
      json_.key("explanation");
      write_explanation(json_, *options_.explanation, offsets_);
    }
    json_.end_object();
    return std::move(json_).text();
  }

 private:
  void engine() {
    json_.key("engine").begin_object().key("version").string(version()).key("grammar").begin_object();
    json_.key("name").string(program_.grammar_name()).key("version").string(program_.grammar_version());
    json_.key("hash").string(program_.grammar_hash()).end_object().end_object();
  }

  void head() {
    json_.key("document").begin_object().key("id").string(document_.id);
    json_.key("title").string_or_null(document_.title).key("published").string_or_null(document_.published);
    json_.key("language").string("en").key("offsets").string(unit_name(options_.offsets));
    json_.key("length").integer(offsets_.length()).key("hash").string(hex(fnv1a(document_.text))).end_object();
  }

  template <class Item>
  void list(std::string_view name, const std::vector<Item>& items, void (DocumentWriter::*write_item)(const Item&, std::size_t)) {
    json_.key(name).begin_array();
    for (std::size_t i = 0; i < items.size(); ++i) (this->*write_item)(items[i], i);
    json_.end_array();
  }

  void actor(const Actor& actor, std::size_t index) {
    json_.begin_object().key("id").string(id('a', index)).key("type").string(actor.type).key("name").string(actor.name);
    json_.key("aliases").begin_array();
    for (const std::string& alias : actor.aliases) json_.string(alias);
    json_.end_array().key("country").string_or_null(actor.country).key("sector").string_or_null(actor.sector);
    if (!actor.external_id.empty()) json_.key("external_id").string(actor.external_id);
    json_.key("roles").begin_array();
    for (const Role& role : actor.roles) {
      json_.begin_object().key("title").string(role.title).key("of").string_or_null(role.of);
      json_.key("country").string_or_null(role.country).key("status").string(role.status);
      range(role.range);
      json_.end_object();
    }
    json_.end_array().key("mentions").begin_array();
    for (const ActorMention& mention : actor.mentions) {
      json_.begin_object();
      range_and_text(mention.range);
      json_.key("kind").string(mention.kind).key("rule").string(program_.rule_name(mention.rule)).end_object();
    }
    json_.end_array().end_object();
  }

  void place(const Place& place, std::size_t index) {
    json_.begin_object().key("id").string(id('l', index)).key("name").string(place.name).key("country").string_or_null(place.country);
    coordinate("lat", place.lat);
    coordinate("lon", place.lon);
    json_.key("mentions").begin_array();
    for (const ActorMention& mention : place.mentions) {
      json_.begin_object();
      range_and_text(mention.range);
      json_.key("rule").string(program_.rule_name(mention.rule)).end_object();
    }
    json_.end_array().end_object();
  }

  void coordinate(std::string_view name, const std::optional<double>& value) {
    json_.key(name);
    if (value) {
      json_.decimal(*value, 5);
    } else {
      json_.null();
    }
  }

  void date(const Date& date, std::size_t index) {
    json_.begin_object().key("id").string(id('d', index));
    range_and_text(date.range);
    json_.key("type").string(date.type).key("value").string(date.value);
    json_.key("rule").string(program_.rule_name(date.rule)).end_object();
  }

  void meeting(const Meeting& meeting, std::size_t index) {
    json_.begin_object().key("id").string(id('m', index)).key("status").string(meeting.status).key("format").string(meeting.format);
    actors("participants", meeting.participants);
    actors("host", meeting.host);
    actors("mediators", meeting.mediators);
    reference("place", 'l', meeting.place);
    reference("date", 'd', meeting.date);
    spans_or_null("topic", meeting.topic);
    spans_or_null("occasion", meeting.occasion);
    actors("reporters", meeting.reporters);
    json_.key("conflicts").begin_array();
    for (const Conflict& conflict : meeting.conflicts) this->conflict(conflict);
    json_.end_array();
    proof(meeting);
    json_.end_object();
  }

  void conflict(const Conflict& conflict) {
    json_.begin_object().key("field").string(conflict.field);
    if (conflict.field == "status") {
      json_.key("value").string(conflict.status);
    } else {
      conflict.field == "place" ? reference("value", 'l', conflict.place) : reference("value", 'd', conflict.date);
    }
    spans("evidence", conflict.evidence);
    json_.end_object();
  }

  void position(const Position& position, std::size_t index) {
    json_.begin_object().key("id").string(id('p', index));
    reference("holder", 'a', position.holder);
    json_.key("act").string(position.act).key("stance").string(position.stance);
    actors("target", position.target);
    spans("source", position.source);
    spans("cue", position.cue);
    spans("content", position.content);
    json_.key("quote").string(position.quote).key("negated").boolean(position.negated).key("certainty").string(position.certainty);
    reference("date", 'd', position.date);
    actors("reporters", position.reporters);
    proof(position);
    json_.end_object();
  }

  void stance(const Stance& stance, std::size_t) {
    json_.begin_object();
    reference("holder", 'a', stance.holder);
    reference("target", 'a', stance.target);
    json_.key("topic").string_or_null(stance.topic).key("stance").string(stance.stance).key("positions").begin_array();
    for (const std::uint32_t position : stance.positions) json_.string(id('p', position));
    json_.end_array().end_object();
  }

  /// What meetings and positions end with: the codes and everything that shows where the event was found.
  template <class Event>
  void proof(const Event& event) {
    json_.key("codes").begin_object().key("plover").begin_object();
    json_.key("event").string_or_null(event.codes.event).key("mode").string_or_null(event.codes.mode).key("context").begin_array();
    for (const std::string& context : event.codes.context) json_.string(context);
    json_.end_array().end_object();
    json_.key("cameo").string_or_null(event.codes.cameo).key("because").string(event.codes.because).end_object();
    spans("evidence", event.evidence);
    json_.key("confidence").decimal(std::clamp(event.confidence, 0.0, 1.0), 2);
    json_.key("rule").string(program_.rule_name(event.rule)).key("derivation").begin_array();
    for (const auto& [capture, bytes] : event.derivation) {
      json_.begin_object().key("capture").string(capture);
      range_and_text(bytes);
      json_.end_object();
    }
    json_.end_array();
  }

  void sentences() {
    json_.key("sentences").begin_array();
    for (const Sentence& sentence : document_.sentences) json_.pair(offsets_(sentence.range.begin), offsets_(sentence.range.end));
    json_.end_array();
  }

  void diagnostics() {
    json_.key("diagnostics").begin_object().key("warnings").begin_array();
    for (const std::string& warning : document_.warnings) json_.string(warning);
    json_.end_array().key("silent").begin_array();
    const std::vector<bool> told = told_sentences(document_);
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (!told[i]) json_.integer(i);
    }
    json_.end_array().end_object();
  }

  static std::string id(char kind, std::size_t index) { return kind + std::to_string(index + 1); }

  void reference(std::string_view name, char kind, std::uint32_t index) {
    json_.key(name);
    if (index == none) {
      json_.null();
    } else {
      json_.string(id(kind, index));
    }
  }

  void actors(std::string_view name, const std::vector<std::uint32_t>& indexes) {
    json_.key(name).begin_array();
    for (const std::uint32_t index : indexes) json_.string(id('a', index));
    json_.end_array();
  }

  void range(Range bytes) { json_.key("start").integer(offsets_(bytes.begin)).key("end").integer(offsets_(bytes.end)); }

  void range_and_text(Range bytes) {
    range(bytes);
    json_.key("text").string(document_.slice(bytes));
  }

  void spans(std::string_view name, const SpanSet& set) {
    json_.key(name).begin_object().key("text").string(document_.text_of(set)).key("spans").begin_array();
    for (const Range span : set.spans) json_.pair(offsets_(span.begin), offsets_(span.end));
    json_.end_array().end_object();
  }

  void spans_or_null(std::string_view name, const SpanSet& set) {
    if (set.spans.empty()) {
      json_.key(name).null();
    } else {
      spans(name, set);
    }
  }

  const Document& document_;
  const Program& program_;
  const JsonOptions& options_;
  const Offsets offsets_;
  JsonWriter json_;
};

}  // namespace

std::vector<bool> told_sentences(const Document& document) {
  std::vector<bool> told(document.sentences.size());
  const auto mark = [&](const SpanSet& evidence) {
    for (const Range span : evidence.spans) {
      const auto after = [](const Sentence& sentence, std::uint32_t byte) { return sentence.range.end <= byte; };
      auto at = std::lower_bound(document.sentences.begin(), document.sentences.end(), span.begin, after);
      for (; at != document.sentences.end() && at->range.begin < span.end; ++at) {
        told[static_cast<std::size_t>(at - document.sentences.begin())] = true;
      }
    }
  };
  for (const Meeting& meeting : document.meetings) mark(meeting.evidence);
  for (const Position& position : document.positions) mark(position.evidence);
  return told;
}

std::string write_json(const Document& document, const Program& program, const JsonOptions& options) {
  return DocumentWriter(document, program, options).write();
}

}  // namespace readout
