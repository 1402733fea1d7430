// Mentions of positions to records. Entry point: build_positions.
//
// Rules say which words fill which part; here those words become actors and dates, "we" in a quotation becomes its speaker, and a
// position told inside another's content gets that one's holder as its reporter.
#include <algorithm>

#include "event_parts.hpp"

namespace readout {
namespace {

class PositionBuilder {
 public:
  PositionBuilder(Document& document, const Program& program, const EventReader& reader)
      : doc_(document), program_(program), reader_(reader) {}

  void add(const Mention& mention) {
    Position position;
    position.act = reader_.text(mention, "act").empty() ? "assert" : reader_.text(mention, "act");
    position.stance = reader_.text(mention, "stance").empty() ? "neutral" : reader_.text(mention, "stance");
    position.certainty = reader_.text(mention, "certainty").empty() ? "asserted" : reader_.text(mention, "certainty");
    position.negated = reader_.text(mention, "negated") == "yes";
    if (position.negated && position.stance != "neutral") position.stance = position.stance == "pro" ? "con" : "neutral";
    const Indexes holders = reader_.actors_of(mention, "holder");
    position.source = reader_.spans(mention, reader_.fields(mention, "source").empty() ? "holder" : "source");
    position.cue = reader_.spans(mention, "cue");
    position.content = reader_.spans(mention, "content");
    position.quote = quote_of(mention);
    position.target = reader_.actors_of(mention, "target");
    position.reporters = reader_.actors_of(mention, "reporters");
    position.evidence.spans = {doc_.bytes(reader_.sentence_tokens(mention.tokens))};
    position.date = reader_.date_of(mention, true);
    position.rule = mention.rule;
    position.derivation = reader_.derivation(mention);
    if (position.target.empty()) position.target = first_other(mention, holders, position.act == "assert");
    position.codes = reader_.codes(mention, "act_codes", position.act);
    pending_.resize(doc_.positions.size(), none);
    for (const std::uint32_t holder : holders.empty() ? Indexes{none} : holders) {
      position.holder = holder;
      position.confidence = holder == none ? 0.5 : 0.9;
      pending_.push_back(holder == none && first_person(mention) ? position.cue.spans.empty() ? none : position.cue.spans.front().begin
                                                                 : none);
      doc_.positions.push_back(position);
    }
  }

  /// "I" and "we" in a quotation: the holder of the nearest position whose content they stand in.
  void resolve_speakers() {
    pending_.resize(doc_.positions.size(), none);
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      if (pending_[i] == none) continue;
      std::uint32_t least = none;
      for (const Position& outer : doc_.positions)
        for (const Range span : outer.content.spans)
          if (outer.holder != none && span.begin <= pending_[i] && pending_[i] < span.end && span.size() < least) {
            least = span.size();
            doc_.positions[i].holder = outer.holder;
            doc_.positions[i].confidence = 0.8;
          }
    }
    report_nested();
    drop_idle();
  }

 private:
  [[nodiscard]] bool first_person(const Mention& mention) const {
    for (const Mention* edge : reader_.actor_edges(mention, "holder"))
      if (field_value(*edge, program_.symbols.find("person")) == "1") return true;
    return false;
  }

  /// Whose affair it is, where the rule does not say: the first actor in the content who is not the holder. A mere statement
  /// makes no actor of a description that stands in it.
  [[nodiscard]] Indexes first_other(const Mention& mention, const Indexes& holders, bool named_only) const {
    for (const std::uint32_t actor : reader_.actors_of(mention, "content"))
      if (actor != none && !(named_only && doc_.actors[actor].provisional) &&
          std::find(holders.begin(), holders.end(), actor) == holders.end())
        return {actor};
    return {};
  }

  [[nodiscard]] std::string quote_of(const Mention& mention) const {
    std::uint32_t quoted = 0, plain = 0;
    for (const Field* field : reader_.fields(mention, "content"))
      for (std::uint32_t i = field->tokens.begin; i < field->tokens.end; ++i) {
        if (doc_.tokens[i].upos == "PUNCT") continue;
        ++(doc_.tokens[i].quoted ? quoted : plain);
      }
    if (quoted == 0) return reader_.text(mention, "quote").empty() ? "indirect" : reader_.text(mention, "quote");
    return plain == 0 ? "direct" : "mixed";
  }

  /// A position told inside another's content is reported by that one's holder, outermost first.
  void report_nested() {
    for (Position& inner : doc_.positions) {
      std::vector<const Position*> around;
      for (const Position& outer : doc_.positions)
        if (&outer != &inner && outer.holder != none && !inner.cue.spans.empty() && outer.holder != inner.holder &&
            contains(outer.content, inner.cue.spans.front()))
          around.push_back(&outer);
      std::stable_sort(around.begin(), around.end(), [](const Position* a, const Position* b) {
        return a->content.spans.front().size() > b->content.spans.front().size();
      });
      for (const Position* outer : around) add_unique(inner.reporters, outer->holder);
    }
  }

  /// In a speaker's own words, what takes no stance and adds no voice is no position of its own: "I think", "people say".
  void drop_idle() {
    const std::vector<Position> all = doc_.positions;
    std::erase_if(doc_.positions, [&](const Position& inner) {
      if (inner.cue.spans.empty()) return true;
      if (inner.act != "assert" || inner.stance != "neutral") return false;
      return std::any_of(all.begin(), all.end(), [&](const Position& outer) {
        return (inner.holder == none || outer.holder == inner.holder) && outer.cue.spans != inner.cue.spans &&
               outer.quote != "indirect" && contains(outer.content, inner.cue.spans.front());
      });
    });
  }

  [[nodiscard]] static bool contains(const SpanSet& set, Range range) {
    return std::any_of(set.spans.begin(), set.spans.end(), [&](Range span) { return span.covers(range); });
  }

  Document& doc_;
  const Program& program_;
  const EventReader& reader_;
  Indexes pending_;  ///< by position: the byte of the cue of one whose holder is "I" or "we"
};

}  // namespace

void build_positions(Document& document, const Program& program, const EventReader& reader) {
  PositionBuilder builder(document, program, reader);
  const Symbol position = program.symbols.find("position");
  for (const Mention& mention : document.mentions)
    if (mention.type == position && position) builder.add(mention);
  builder.resolve_speakers();
  std::stable_sort(document.positions.begin(), document.positions.end(), [](const Position& a, const Position& b) {
    return start(a.evidence) != start(b.evidence) ? start(a.evidence) < start(b.evidence) : start(a.cue) < start(b.cue);
  });
}

}  // namespace readout
