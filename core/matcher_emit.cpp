// What a match emits, and which of the emissions of a phase stay. Entry points: emit, Selection.
#include <algorithm>
#include <set>

#include "conditions.hpp"
#include "matcher_parts.hpp"

namespace readout::matching {
namespace {

class Emitter {
 public:
  Emitter(const Document& document, const Program& program, const Found& found) : doc_(document), program_(program), found_(found) {}

  void fill(const EmitPlan& plan, Mention& mention) const {
    for (const Capture& capture : found_.captures)
      if (plan.where && capture.name == plan.where && !capture.tokens.empty()) mention.tokens = capture.tokens;
    std::vector<Symbol> done;
    for (const FieldPlan& field : plan.fields) {
      if (std::find(done.begin(), done.end(), field.name) != done.end()) continue;
      if (!field.guard.empty() && !holds(field.guard)) continue;
      const std::size_t before = mention.fields.size();
      for (const ValueSource& value : field.values) add_value(field.name, value, mention);
      if (mention.fields.size() > before) done.push_back(field.name);
    }
  }

 private:
  [[nodiscard]] bool captured(Symbol name) const {
    return std::any_of(found_.captures.begin(), found_.captures.end(),
                       [&](const Capture& capture) { return capture.name == name && !capture.tokens.empty(); });
  }

  /// Postfix steps, with their results on a stack.
  [[nodiscard]] bool holds(const std::vector<GuardStep>& guard) const {
    using Kind = GuardStep::Kind;
    std::vector<bool> results;
    for (const GuardStep& step : guard) {
      const auto taken = results.end() - step.parts;
      bool result = false;
      switch (step.kind) {
        case Kind::captured: result = captured(step.capture); break;
        case Kind::compares: result = compares(step); break;
        case Kind::all: result = std::find(taken, results.end(), false) == results.end(); break;
        case Kind::any: result = std::find(taken, results.end(), true) != results.end(); break;
        case Kind::negation: result = !*taken; break;
      }
      results.erase(taken, results.end());
      results.push_back(result);
    }
    return results.back();
  }

  /// One of the values is as asked for; `= ""` where there is none.
  [[nodiscard]] bool compares(const GuardStep& step) const {
    const Condition& wanted = program_.conditions[step.condition];
    bool any = false;
    for (const Capture& capture : found_.captures) {
      if (capture.name != step.capture || capture.tokens.empty()) continue;
      for (const Field& field : attribute_values(capture, step.attribute)) {
        if (field.value.empty()) continue;
        any = true;
        if (wanted.kind == Condition::Kind::always || value_compares(program_, wanted, field.value)) return true;
      }
    }
    return !any && wanted.kind == Condition::Kind::equals && wanted.text.empty();
  }

  void add_value(Symbol name, const ValueSource& value, Mention& mention) const {
    if (value.kind == ValueSource::Kind::constant) return add({name, value.constant, {}, none, none}, mention);
    for (const Capture& capture : found_.captures) {
      if (capture.name != value.capture || capture.tokens.empty()) continue;
      if (value.kind == ValueSource::Kind::capture) {
        add({name, std::string(doc_.slice(doc_.bytes(capture.tokens))), capture.tokens, capture.mention, none}, mention);
        continue;
      }
      for (Field field : attribute_values(capture, value.attribute)) {
        field.name = name;
        if (value.kind == ValueSource::Kind::lookup) {
          field.value = program_.look_up(program_.symbols.text(value.lexicon), field.value, program_.symbols.text(value.result));
          field.symbol = none;
          field.tokens = {};
        }
        if (!field.value.empty()) add(std::move(field), mention);
      }
    }
  }

  void add(Field field, Mention& mention) const {
    if (field.symbol == none) field.symbol = program_.symbols.find(field.value);
    mention.fields.push_back(std::move(field));
  }

  /// An attribute of a capture: a field of the mention that filled it, or lower, lemma or text of its words.
  [[nodiscard]] std::vector<Field> attribute_values(const Capture& capture, Symbol attribute) const {
    std::vector<Field> out;
    if (capture.mention != none)
      for (const Field& field : doc_.mentions[capture.mention].fields)
        if (field.name == attribute) out.push_back(field);
    if (!out.empty()) return out;
    const std::string_view name = program_.symbols.text(attribute);
    Field field;
    if (name == "before_hyphen" || name == "after_hyphen") {
      const Attribute part = name == "before_hyphen" ? Attribute::before_hyphen : Attribute::after_hyphen;
      field.value = hyphen_part(doc_.tokens[capture.tokens.begin].lower, part);
      out.push_back(std::move(field));
      return out;
    }
    if (name != "lower" && name != "lemma" && name != "text") return out;
    for (std::uint32_t i = capture.tokens.begin; i < capture.tokens.end; ++i) {
      if (i > capture.tokens.begin && doc_.tokens[i].space_before) field.value += ' ';
      field.value += name == "lower" ? doc_.tokens[i].lower : name == "lemma" ? doc_.tokens[i].lemma : doc_.slice(doc_.tokens[i].range);
    }
    out.push_back(std::move(field));
    return out;
  }

  const Document& doc_;
  const Program& program_;
  const Found& found_;
};

/// By token, the mention inside which the phase emits nothing.
std::vector<std::uint32_t> walls_of(const Document& document, const Phase& phase) {
  std::vector<std::uint32_t> walls(document.tokens.size() + 1, none);
  if (phase.outside.empty()) return walls;
  for (std::uint32_t i = 0; i < document.mentions.size(); ++i) {
    const Mention& mention = document.mentions[i];
    if (std::find(phase.outside.begin(), phase.outside.end(), mention.type) != phase.outside.end())
      std::fill(walls.begin() + mention.tokens.begin, walls.begin() + mention.tokens.end, i);
  }
  return walls;
}

/// Logs which of the finds that were kept stands in the way of this one; their `winner_tokens` are the words that must not overlap.
void log_overlap(const Candidate& candidate, const MatchLog& kept, MatchLog& log) {
  const auto winner =
      std::find_if(kept.begin(), kept.end(), [&](const LostMatch& other) { return other.winner_tokens.overlaps(candidate.key); });
  if (winner != kept.end()) log.push_back({candidate.order, LossReason::overlap, candidate.match, winner->tokens, winner->rule});
}

}  // namespace

std::vector<Capture> captures_of(const std::vector<Event>& trail) {
  std::vector<Capture> captures;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < trail.size(); ++i) {
    if (trail[i].kind == Event::Kind::open) open.push_back(i);
    if (trail[i].kind != Event::Kind::close || open.empty()) continue;
    const std::size_t from = open.back();
    open.pop_back();
    Capture capture{trail[i].name, {trail[from].at, trail[i].at}, none};
    std::size_t edges = 0;
    for (std::size_t k = from; k < i; ++k)
      if (trail[k].kind == Event::Kind::edge && ++edges) capture.mention = trail[k].mention;
    if (edges != 1) capture.mention = none;
    captures.push_back(capture);
  }
  return captures;
}

Candidate emit(const Document& document, const Program& program, std::uint32_t rule, const EmitPlan& plan, const Phase& phase,
               const Found& found) {
  Candidate candidate{{}, {}, found.match, program.rules[rule].priority, rule};
  Mention& mention = candidate.mention;
  mention.type = plan.type;
  mention.tokens = found.tokens;
  mention.rule = rule;
  mention.captures = found.captures;
  Emitter(document, program, found).fill(plan, mention);
  candidate.key = mention.tokens;
  for (const Field& field : mention.fields)
    if (phase.overlap_on && field.name == phase.overlap_on && !field.tokens.empty()) candidate.key = field.tokens;
  return candidate;
}

Selection::Selection(Document& document, const Phase& phase, MatchLog* log)
    : doc_(document), phase_(phase), log_(log), walls_(walls_of(document, phase)), taken_(document.tokens.size()) {}

/// Priority, then length, then place in the text, then place in the grammar; where the first is wanted, its place before all.
void Selection::take(std::vector<Candidate>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    if (phase_.overlap == Overlap::first && a.key.begin != b.key.begin) return a.key.begin < b.key.begin;
    if (a.priority != b.priority) return a.priority > b.priority;
    if (a.key.size() != b.key.size()) return a.key.size() > b.key.size();
    if (a.key.begin != b.key.begin) return a.key.begin < b.key.begin;
    if (a.order != b.order) return a.order < b.order;
    return a.mention.tokens.size() > b.mention.tokens.size();
  });
  std::vector<Mention>& kept = doc_.mentions;
  const std::size_t before = kept.size();
  MatchLog winners;                                // for the log alone
  std::set<std::array<std::uint32_t, 3>> matches;  // rule and place of what was kept: all that one match emits stands together
  for (Candidate& candidate : candidates) {
    const auto from = taken_.begin() + candidate.key.begin, to = taken_.begin() + candidate.key.end;
    const std::uint32_t wall = walls_[candidate.mention.tokens.begin];
    if (wall != none && doc_.mentions[wall].tokens.covers(candidate.mention.tokens)) {
      const Mention& around = doc_.mentions[wall];
      if (log_) log_->push_back({candidate.order, LossReason::outside, candidate.match, around.tokens, around.type});
      continue;
    }
    const std::array<std::uint32_t, 3> match = {candidate.order, candidate.match.begin, candidate.match.end};
    if (phase_.overlap != Overlap::all && !matches.contains(match) && std::find(from, to, true) != to) {
      if (log_) log_overlap(candidate, winners, *log_);
      continue;
    }
    matches.insert(match);
    std::fill(from, to, true);
    if (log_) winners.push_back({candidate.order, LossReason::overlap, candidate.match, candidate.key, 0});
    kept.push_back(std::move(candidate.mention));
    kept.back().fields.shrink_to_fit();
  }
  std::stable_sort(kept.begin() + static_cast<std::ptrdiff_t>(before), kept.end(), [](const Mention& a, const Mention& b) {
    return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
  });
}

}  // namespace readout::matching
