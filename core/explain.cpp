// Why a text gave what it gave, and what was missing where it gave nothing. Entry point: explain.
#include "explain.hpp"

#include <algorithm>

#include "event_parts.hpp"
#include "explain_output.hpp"
#include "explain_search.hpp"
#include "rule_words.hpp"
#include "schema.hpp"
#include "stages.hpp"

namespace readout {
namespace {

constexpr double least_share = 0.4;  ///< of what a pattern needs that must be there for a near miss,
constexpr double good_share = 0.6;   ///< and where something comes as near as this, for all
constexpr std::size_t most_poor = 2;

class Explainer {
 public:
  Explainer(const Program& program, Document document, const MatchLog& log, const ExplainOptions& wanted)
      : program_(program), log_(log), wanted_(wanted), doc_(std::move(document)), reader_(doc_, program) {}

  Explanation run() {
    Explanation out;
    const std::vector<bool> told = told_sentences(doc_);
    for (std::uint32_t i = 0; i < doc_.sentences.size(); ++i) {
      if (!asked(doc_.sentences[i].range)) continue;
      SentenceExplanation made = sentence(i);
      if (wanted_.told_too || !told[i]) made.near_misses = near_misses(i, made);
      out.sentences.push_back(std::move(made));
    }
    out.document = std::move(doc_);
    return out;
  }

  /// As why_nothing.
  [[nodiscard]] std::string why_nothing(std::uint32_t rule) const {
    for (const LostMatch& match : log_)
      if (match.rule == rule && (match.reason != LossReason::overlap || match.winner != rule)) {
        const LostFind find = lost_find(match);
        return "it matches \"" + std::string(doc_.slice(find.words)) + "\"" + loss_words(find);
      }
    std::optional<NearPath> best;
    for (std::uint32_t i = 0; i < doc_.sentences.size(); ++i)
      if (auto path = nearest_path(doc_, program_, rule, i); path && (!best || path->share > best->share)) best = std::move(path);
    return best ? message(*best, rule, expected(*best, rule)) : "";
  }

 private:
  [[nodiscard]] bool asked(Range range) const {
    const Range wanted = {wanted_.bytes.begin, std::max(wanted_.bytes.end, wanted_.bytes.begin + 1)};
    return range.overlaps(wanted);
  }

  [[nodiscard]] RuleInfo info(std::uint32_t rule) const {
    const RulePlan& plan = program_.rules[rule];
    return {plan.name, plan.doc, plan.file, plan.line};
  }

  // ---- results
  /// The meetings and positions that rest on a mention.
  template <typename Record>
  void add_ids(const Mention& mention, const std::vector<Record>& records, char kind, std::vector<std::string>& ids) const {
    const auto derivation = reader_.derivation(mention);
    for (std::size_t i = 0; i < records.size(); ++i)
      if (records[i].rule == mention.rule && records[i].derivation == derivation) ids.push_back(kind + std::to_string(i + 1));
  }

  void add_dates(const Mention& mention, Derivation& made) const {
    for (std::size_t i = 0; i < doc_.dates.size(); ++i)
      if (doc_.dates[i].rule == mention.rule && doc_.dates[i].range.overlaps(made.words)) made.ids.push_back("d" + std::to_string(i + 1));
  }

  /// The meeting whose evidence has the sentence of a mention that names nobody new.
  void add_retold(const Mention& mention, Derivation& made) const {
    const Range words = doc_.bytes(mention.tokens);
    for (std::size_t i = 0; i < doc_.meetings.size() && made.ids.empty(); ++i)
      for (const Range span : doc_.meetings[i].evidence.spans)
        if (span.covers(words) && made.ids.empty()) made.ids.push_back("m" + std::to_string(i + 1));
    made.retold = !made.ids.empty();
  }

  SentenceExplanation sentence(std::uint32_t index) {
    const Sentence& sentence = doc_.sentences[index];
    SentenceExplanation out;
    out.range = sentence.range;
    std::vector<const LostMatch*> lost;
    for (const LostMatch& match : log_)
      if (sentence.tokens.covers(match.tokens) && is_event(match.rule)) lost.push_back(&match);
    for (const Mention& mention : doc_.mentions) {
      if (mention.rule == none || mention.tokens.empty() || !sentence.tokens.overlaps(mention.tokens)) continue;
      if (mention.link != none && program_.symbols.text(mention.type) == "actor") continue;
      Derivation made = derivation(mention);
      if (!is_result(mention) || (made.ids.empty() && !is_event(mention.rule))) continue;  // a helper, told where a result rests on it
      for (const LostMatch& match : log_) {  // a rule that beats itself, by a longer match, tells nothing
        if (match.winner != mention.rule || match.reason != LossReason::overlap || !match.tokens.overlaps(mention.tokens)) continue;
        if (match.rule != mention.rule) made.beaten.push_back(lost_find(match));
        lost.erase(std::remove(lost.begin(), lost.end(), &match), lost.end());
      }
      out.results.push_back(std::move(made));
    }
    std::stable_sort(out.results.begin(), out.results.end(),
                     [](const Derivation& a, const Derivation& b) { return a.words.begin < b.words.begin; });
    for (const LostMatch* match : lost) out.lost.push_back(lost_find(*match));
    return out;
  }

  [[nodiscard]] bool is_event(std::uint32_t rule) const {
    return std::any_of(program_.rules[rule].emits.begin(), program_.rules[rule].emits.end(), [&](const EmitPlan& plan) {
      const std::string_view type = program_.symbols.text(plan.type);
      return type == "meeting" || type == "position";
    });
  }

  /// Whether later stages make something of it that a reader sees.
  [[nodiscard]] bool is_result(const Mention& mention) const {
    const std::string_view type = program_.symbols.text(mention.type);
    const auto* known =
        std::find_if(output_types.begin(), output_types.end(), [&](const OutputType& output) { return output.name == type; });
    return known != output_types.end() && type != "evidence" && type != "speaker";
  }

  Derivation derivation(const Mention& mention) const {
    Derivation made;
    made.kind = program_.text_of(mention.type);
    made.rule = info(mention.rule);
    made.words = doc_.bytes(mention.tokens);
    made.captures = captures(mention.captures);
    if (made.kind == "meeting") add_ids(mention, doc_.meetings, 'm', made.ids);
    if (made.kind == "position") add_ids(mention, doc_.positions, 'p', made.ids);
    if (made.kind == "meeting" && made.ids.empty()) add_retold(mention, made);
    if (made.kind == "date") add_dates(mention, made);
    if (mention.link != none) made.ids.push_back((made.kind == "place" ? "l" : "a") + std::to_string(mention.link + 1));
    return made;
  }

  [[nodiscard]] std::vector<ExplainedCapture> captures(const std::vector<Capture>& list) const {
    std::vector<ExplainedCapture> out;
    for (const Capture& capture : list) {
      if (capture.tokens.empty()) continue;
      ExplainedCapture made{program_.text_of(capture.name), "", doc_.bytes(capture.tokens)};
      if (capture.mention != none) {
        const Mention& mention = doc_.mentions[capture.mention];
        made.found_by = mention.rule == none ? program_.text_of(mention.type) : program_.rules[mention.rule].name;
      }
      out.push_back(std::move(made));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const ExplainedCapture& a, const ExplainedCapture& b) { return a.words.begin < b.words.begin; });
    return out;
  }

  [[nodiscard]] LostFind lost_find(const LostMatch& match) const {
    LostFind out;
    out.rule = info(match.rule);
    out.reason = match.reason;
    out.words = doc_.bytes(match.tokens);
    out.winner_words = doc_.bytes(match.winner_tokens);
    if (match.reason == LossReason::overlap) {
      out.winner = program_.rules[match.winner].name;
      out.cause = advantage(match);
    }
    if (match.reason == LossReason::outside) out.winner = program_.text_of(match.winner);
    if (match.reason == LossReason::unless) out.cause = barrier(program_.rules[match.rule], match);
    if (match.reason == LossReason::relation) out.cause = relation(program_.rules[match.rule], match);
    return out;
  }

  /// What of the order of finds that overlap made the other one win; where they overlap by the words of one field, only the priority.
  [[nodiscard]] std::string advantage(const LostMatch& match) const {
    const RulePlan &loser = program_.rules[match.rule], &winner = program_.rules[match.winner];
    const auto phase = std::find_if(program_.phases.begin(), program_.phases.end(),
                                    [&](const Phase& p) { return p.first_rule <= match.rule && match.rule < p.last_rule; });
    const bool earlier = match.winner_tokens.begin < match.tokens.begin, later = match.tokens.begin < match.winner_tokens.begin;
    if (phase->overlap == Overlap::first && earlier) return "begins earlier";
    if (winner.priority != loser.priority) return winner.priority > loser.priority ? "has the higher priority" : "";
    if (phase->overlap_on) return "";
    if (match.winner_tokens.size() != match.tokens.size()) return match.winner_tokens.size() > match.tokens.size() ? "has more words" : "";
    return earlier ? "begins earlier" : later || match.winner >= match.rule ? "" : "comes first in the grammar";
  }

  /// Which `unless` of a rule holds: what stands there, or what it begins with.
  [[nodiscard]] std::string barrier(const RulePlan& rule, const LostMatch& match) const {
    std::size_t turn = match.winner;
    if (turn < rule.unless.size()) {
      const bool behind = rule.unless[turn].behind;
      const std::uint32_t at = behind ? match.tokens.begin - 1 : match.tokens.end;
      return "\"" + std::string(doc_.slice(doc_.tokens[at].range)) + (behind ? "\" stands before it" : "\" stands after it");
    }
    turn -= rule.unless.size();
    if (turn < rule.inside.size()) return "it holds " + expectation_of_code(program_, rule.inside[turn]);
    turn -= rule.inside.size();
    if (turn < rule.unless_sentence.size()) return "its sentence holds " + expectation_of_code(program_, rule.unless_sentence[turn]);
    return "its clause holds " + expectation_of_code(program_, rule.unless_clause[turn - rule.unless_sentence.size()]);
  }

  /// Which relation does not hold, or holds and must not.
  [[nodiscard]] std::string relation(const RulePlan& rule, const LostMatch& match) const {
    const std::size_t turn = match.winner, wanted = rule.with.size();
    const RelationPlan& plan = turn < wanted ? rule.with[turn] : rule.unless_with[turn - wanted];
    std::string words = "\"" + std::string(doc_.slice(doc_.bytes(match.winner_tokens))) + "\" has ";
    if (plan.kind == RelationPlan::Kind::prepositional) {
      words += turn < wanted ? "no phrase with " : "a phrase with ";
      for (std::size_t i = 0; i < plan.words.size(); ++i) words += (i ? " or \"" : "\"") + plan.words[i] + "\"";
    } else {
      for (const auto& word : relation_words)
        if (word.kind == plan.kind) words += turn < wanted ? "no " + std::string(word.name) : with_article(std::string(word.name));
    }
    return words + (plan.edge == none ? "" : " that is " + expectation_of_edge(program_, plan.edge));
  }

  // ---- near misses
  /// Of kinds of which the sentence has no result.
  [[nodiscard]] std::vector<NearMiss> near_misses(std::uint32_t sentence, const SentenceExplanation& told) const {
    struct Candidate {
      NearPath path;
      std::uint32_t rule;
    };
    std::vector<Candidate> found;
    for (std::uint32_t rule = 0; rule < program_.rules.size(); ++rule) {
      const std::string_view kind = program_.symbols.text(program_.rules[rule].emits.front().type);
      const bool has_one =
          std::any_of(told.results.begin(), told.results.end(), [&](const Derivation& result) { return result.kind == kind; });
      if (!is_event(rule) || has_one) continue;
      auto path = nearest_path(doc_, program_, rule, sentence);
      if (path && path->share >= least_share) found.push_back({std::move(*path), rule});
    }
    std::stable_sort(found.begin(), found.end(), [&](const Candidate& a, const Candidate& b) {
      if (a.path.share != b.path.share) return a.path.share > b.path.share;
      if (a.path.weight != b.path.weight) return a.path.weight > b.path.weight;
      return program_.rules[a.rule].priority > program_.rules[b.rule].priority;
    });
    std::vector<NearMiss> out;
    for (const Candidate& candidate : found) {
      if (out.size() == wanted_.most || (candidate.path.share < good_share && out.size() >= most_poor)) break;
      out.push_back(near_miss(candidate.path, candidate.rule, sentence));
    }
    return out;
  }

  [[nodiscard]] NearMiss near_miss(const NearPath& path, std::uint32_t rule, std::uint32_t sentence) const {
    NearMiss made;
    made.rule = info(rule);
    made.kind = program_.text_of(program_.rules[rule].emits.front().type);
    made.share = path.share;
    made.matched = doc_.bytes(path.matched);
    made.captures = captures(path.captures);
    made.expected = expected(path, rule);
    if (path.at < doc_.sentences[sentence].tokens.end) {
      made.at = doc_.tokens[path.at].range;
      made.saw = doc_.slice(made.at);
      made.within = within(path, rule);
    }
    made.message = message(path, rule, made.expected);
    return made;
  }

  /// What would have done, without what is among the rest.
  [[nodiscard]] std::vector<std::string> expected(const NearPath& path, std::uint32_t rule) const {
    const Code& code = program_.rules[rule].code;
    std::vector<std::string> out;
    for (std::size_t i = 0; i < path.stops.size(); ++i) {
      bool among = false;
      for (std::size_t k = 0; k < path.stops.size(); ++k) {
        const bool less = expects_less(program_, code[path.stops[i]], code[path.stops[k]]);
        among = among || (k != i && less && (k < i || !expects_less(program_, code[path.stops[k]], code[path.stops[i]])));
      }
      std::string words = among ? "" : expectation(program_, code[path.stops[i]]);
      if (!words.empty() && out.size() < most_expected && std::find(out.begin(), out.end(), words) == out.end())
        out.push_back(std::move(words));
    }
    return out;
  }

  [[nodiscard]] std::string message(const NearPath& path, std::uint32_t rule, const std::vector<std::string>& expected) const {
    std::string out = "expected ";
    for (std::size_t i = 0; i < expected.size(); ++i) out += (i ? ", or " : "") + expected[i];
    if (!path.matched.empty()) out += " after \"" + tail(doc_.bytes(path.matched)) + "\"";
    const bool ends = path.at == doc_.tokens.size() ||
                      (!path.matched.empty() && doc_.tokens[path.at].sentence != doc_.tokens[path.matched.begin].sentence);
    if (ends) return out + ", but the sentence ends";
    out += ", saw \"" + std::string(doc_.slice(doc_.tokens[path.at].range)) + "\"";
    if (path.late > 0) return out + ": it stands " + std::to_string(path.late) + (path.late == 1 ? " word" : " words") + " too far off";
    for (const std::uint32_t stop : path.stops)
      if (const std::string words = difference(doc_, program_, program_.rules[rule].code[stop], path.at); !words.empty())
        return out + ", " + words;
    return out;
  }

  /// Of the rules that find what was expected, those that come nearest to a match from there on.
  [[nodiscard]] std::vector<InnerMiss> within(const NearPath& path, std::uint32_t rule) const {
    std::vector<std::pair<NearPath, std::uint32_t>> found;
    for (std::uint32_t inner = 0; inner < program_.rules.size(); ++inner) {
      if (inner == rule || !is_wanted(path, rule, inner)) continue;
      if (auto near = nearest_path_from(doc_, program_, inner, path.at)) found.emplace_back(std::move(*near), inner);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return a.first.share != b.first.share ? a.first.share > b.first.share : a.first.at > b.first.at;
    });
    std::vector<InnerMiss> out;
    for (const auto& [near, inner] : found)
      if (out.size() < most_inner) out.push_back({info(inner), message(near, inner, expected(near, inner))});
    return out;
  }

  /// Whether a rule finds a helper of the grammar's own on which the other one stopped.
  [[nodiscard]] bool is_wanted(const NearPath& path, std::uint32_t rule, std::uint32_t inner) const {
    const auto emits = [&](Symbol type) {
      const auto& plans = program_.rules[inner].emits;
      return !is_output(type) && std::any_of(plans.begin(), plans.end(), [&](const EmitPlan& plan) { return plan.type == type; });
    };
    const auto takes = [&](const Instruction& in) {
      if (in.op != Instruction::Op::mention) return false;
      const std::vector<Symbol>& types = program_.edges[in.a].types;
      return std::any_of(types.begin(), types.end(), emits);
    };
    return std::any_of(path.stops.begin(), path.stops.end(), [&](std::uint32_t stop) {
      const Instruction& in = program_.rules[rule].code[stop];
      if (in.op != Instruction::Op::look) return takes(in);
      const Look& look = program_.looks[in.a];
      return !look.behind && !look.negated && std::any_of(look.code.begin(), look.code.end(), takes);
    });
  }

  [[nodiscard]] bool is_output(Symbol type) const {
    const std::string_view name = program_.symbols.text(type);
    return std::any_of(output_types.begin(), output_types.end(), [&](const OutputType& output) { return output.name == name; });
  }

  /// The last words of a range, on one line.
  [[nodiscard]] std::string tail(Range range) const {
    std::string words(doc_.slice(range));
    std::replace(words.begin(), words.end(), '\n', ' ');
    std::size_t from = words.size();
    for (int count = 0; count < 4 && from != std::string::npos && from > 0; ++count) from = words.rfind(' ', from - 1);
    return from == std::string::npos || from == 0 ? words : "..." + words.substr(from);
  }

  static constexpr std::size_t most_expected = 3, most_inner = 2;

  const Program& program_;
  const MatchLog& log_;
  ExplainOptions wanted_;
  Document doc_;
  EventReader reader_;
};

}  // namespace

std::string why_nothing(const Engine& engine, std::string_view text, std::uint32_t rule) {
  MatchLog log;
  Document document = read_article(engine.program(), text, {}, &log);
  analyse_syntax(document, *engine.program().language);
  return Explainer(engine.program(), std::move(document), log, {}).why_nothing(rule);
}

Explanation explain(const Engine& engine, std::string_view text, const ExtractOptions& options, const ExplainOptions& wanted) {
  MatchLog log;
  Document document = read_article(engine.program(), text, options, &log);
  analyse_syntax(document, *engine.program().language);
  return Explainer(engine.program(), std::move(document), log, wanted).run();
}

}  // namespace readout
