// Mentions of positions to records. Entry point: build_positions.
//
// Rules say which words fill which part; here those words become actors and dates, "we" in a quotation becomes its speaker, a
// position told inside another's content gets that one's holder as its reporter, and a plain statement takes its stance from the
// mentions <tone> in its content.
#include <algorithm>
#include <optional>

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
    if (position.target.empty()) position.target = first_other(mention, holders, true);
    const bool mutual = position.target.empty() && position.act == "agree" && holders.size() > 1;
    if (position.target.empty() && !mutual && position.act != "assert") position.target = first_other(mention, holders, false);
    position.codes = reader_.codes(mention, "act_codes", position.negated ? "not " + position.act : position.act);
    pending_.resize(doc_.positions.size());
    for (const std::uint32_t holder : holders.empty() ? Indexes{none} : holders) {
      position.holder = holder;
      position.confidence = holder == none ? 0.5 : 0.9;
      pending_.push_back(holder == none ? pronoun_of(mention) : std::nullopt);
      if (mutual) position.target = others(holders, holder);
      doc_.positions.push_back(position);
    }
  }

  /// "I" and "we" in a quotation, and "it" that begins a content: the holder of the nearest position whose content they stand in.
  void resolve_speakers() {
    pending_.resize(doc_.positions.size());
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      if (!pending_[i]) continue;
      std::uint32_t least = none;
      for (const Position& outer : doc_.positions)
        for (const Range span : outer.content.spans) {
          const bool inside = span.begin <= pending_[i]->byte && pending_[i]->byte < span.end;
          const bool speaks = pending_[i]->first_person || pending_[i]->byte - span.begin <= opening;
          if (outer.holder == none || !inside || !speaks || span.size() >= least) continue;
          least = span.size();
          doc_.positions[i].holder = outer.holder;
          doc_.positions[i].confidence = 0.8;
        }
    }
    report_nested();
    drop_idle();
    take_tones();
  }

 private:
  /// A pronoun as holder that is no actor yet, and where it stands.
  struct Pronoun {
    std::uint32_t byte = 0;
    bool first_person = false;
  };

  [[nodiscard]] std::optional<Pronoun> pronoun_of(const Mention& mention) const {
    for (const Mention* edge : reader_.actor_edges(mention, "holder")) {
      const std::string_view person = field_value(*edge, program_.symbols.find("person"));
      if (person == "1" || person == "3") return Pronoun{doc_.bytes(edge->tokens).begin, person == "1"};
    }
    return std::nullopt;
  }

  static Indexes others(const Indexes& all, std::uint32_t one) {
    Indexes out;
    for (const std::uint32_t index : all)
      if (index != one) add_unique(out, index);
    return out;
  }

  /// Whose affair it is, where the rule does not say: the first actor in the content who is not the holder, with those named in
  /// one breath with him.
  [[nodiscard]] Indexes first_other(const Mention& mention, const Indexes& holders, bool named_only) const {
    Indexes out;
    std::uint32_t end = 0;
    for (const Mention* edge : reader_.actor_edges(mention, "content")) {
      const std::uint32_t actor = edge->link;
      if (!out.empty() && !joined(end, edge->tokens.begin)) break;
      const bool holds = std::find(holders.begin(), holders.end(), actor) != holders.end();
      if (actor == none || holds || (named_only && doc_.actors[actor].provisional)) continue;
      add_unique(out, actor);
      end = edge->tokens.end;
    }
    return out;
  }

  /// Nothing but commas and conjunctions stands between two tokens.
  [[nodiscard]] bool joined(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i)
      if (doc_.tokens[i].upos != "CCONJ" && doc_.tokens[i].xpos != "," && doc_.tokens[i].upos != "DET") return false;
    return from < to;
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
        return (inner.holder == none || outer.holder == inner.holder) && outer.cue.spans != inner.cue.spans && outer.quote != "indirect" &&
               contains(outer.content, inner.cue.spans.front());
      });
    });
  }

  /// Gives a plain statement the act and the stance that its content tells, as far as its holder says it and nobody quoted in it.
  void take_tones() {
    const Symbol tone = program_.symbols.find("tone");
    if (!tone) return;
    std::vector<const Mention*> tones;
    for (const Mention& mention : doc_.mentions)
      if (mention.type == tone) tones.push_back(&mention);
    const std::vector<Position> told = doc_.positions;
    for (Position& position : doc_.positions) {
      if (position.act != "assert" || position.stance != "neutral" || position.negated || position.holder == none ||
          position.content.spans.empty())
        continue;
      int balance = 0;
      std::string act;
      for (const Mention* mention : tones) {
        const Range at = doc_.bytes(mention->tokens);
        if (!contains(position.content, at) || told_by_another(told, position, at)) continue;
        const std::string stance = reader_.text(*mention, "stance");
        balance += stance == "pro" ? 1 : stance == "con" ? -1 : 0;
        if (act.empty() && at.begin < first_sentence_end(position)) act = reader_.text(*mention, "act");
      }
      const bool one_sentence = position.content.spans.back().end <= first_sentence_end(position);
      const bool told_apart = std::any_of(told.begin(), told.end(), [&](const Position& inner) {
        return inner.act == act && !inner.cue.spans.empty() && contains(position.content, inner.cue.spans.front());
      });
      if (!act.empty() && !told_apart && (position.quote != "direct" || one_sentence)) {
        position.act = act;
        position.codes = reader_.codes({}, "act_codes", act);
      }
      if (balance != 0) position.stance = balance > 0 ? "pro" : "con";
    }
  }

  [[nodiscard]] static bool told_by_another(const std::vector<Position>& told, const Position& position, Range at) {
    return std::any_of(told.begin(), told.end(), [&](const Position& inner) {
      return inner.holder != position.holder && !inner.cue.spans.empty() && contains(position.content, inner.cue.spans.front()) &&
             contains(inner.content, at);
    });
  }

  /// The byte after the first sentence of a content.
  [[nodiscard]] std::uint32_t first_sentence_end(const Position& position) const {
    for (const Sentence& sentence : doc_.sentences)
      if (!position.content.spans.empty() && sentence.range.end > position.content.spans.front().begin) return sentence.range.end;
    return 0;
  }

  [[nodiscard]] static bool contains(const SpanSet& set, Range range) {
    return std::any_of(set.spans.begin(), set.spans.end(), [&](Range span) { return span.covers(range); });
  }

  Document& doc_;
  const Program& program_;
  const EventReader& reader_;
  static constexpr std::uint32_t opening = 6;  ///< bytes: as far as "that " goes before the subject of a content

  std::vector<std::optional<Pronoun>> pending_;  ///< by position
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
