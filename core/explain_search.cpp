// The search for rules that nearly match. Entry point: nearest_path.
//
// The states of a rule are pairs (instruction, position) in two layers: without an error, and after one. From a state whose
// element does not hold, the search goes on in the second layer as if the element were missing, or were the words that stand
// there, or, behind a gap, as if the gap were longer. Every element has a weight: a word or a mention that the rule names weighs more than
// a part of speech, a filler nothing. A state keeps the heaviest way to it, and among equals that with the fewest words outside of
// mentions; positions are done from left to right, so each state is done once. What the rule would still need from an instruction on is
// known beforehand (`missing_`).
#include "explain_search.hpp"

#include <algorithm>
#include <map>
#include <queue>

#include "code_walk.hpp"
#include "conditions.hpp"

namespace readout {
namespace {

using Op = Instruction::Op;

constexpr std::uint32_t named = 3, classed = 2, property = 1;  ///< weights of elements
constexpr std::int32_t heavy = 256;                            ///< a weight of one, in the score of a state; each token costs one
constexpr std::uint32_t longest_substitute = 3;                ///< tokens that may stand for a missing mention
constexpr std::uint32_t longest_stretch = 8;                   ///< tokens by which a gap may be too short
constexpr std::size_t most_states = 4'000'000;                 ///< 64 MB of them: a rule as large as that nearly matches nothing

class Search {
 public:
  /// `from`: the token at which a match must begin, or `none` for any of the sentence.
  Search(const Document& document, const Program& program, std::uint32_t rule, std::uint32_t sentence, std::uint32_t from)
      : doc_(document), program_(program), code_(program.rules[rule].code), window_(document.sentences[sentence].tokens), only_(from) {
    const auto phase = std::find_if(program.phases.begin(), program.phases.end(),
                                    [&](const Phase& p) { return p.first_rule <= rule && rule < p.last_rule; });
    events_ = phase->stage == MatchStage::events;
    first_rule_ = phase->first_rule;
    index_mentions();
  }

  std::optional<NearPath> run() {
    const std::size_t states = code_.size() * (window_.size() + 1) * 2;
    if (states > most_states) return std::nullopt;
    weigh();
    score_.assign(states, unreached);
    from_.assign(states, none);
    via_.assign(states, none);
    error_.assign(states, none);
    late_.assign(states, 0);
    find_gaps();
    for (std::uint32_t at = window_.begin; at <= window_.end; ++at) settle(at);
    return matched_ || best_ == none ? std::nullopt : std::optional(describe());
  }

 private:
  static constexpr std::int32_t unreached = -1'000'000;

  // ---- what the rule sees
  [[nodiscard]] bool visible(const Mention& mention) const {
    const Symbol actor = program_.symbols.find("actor");
    if (mention.type == actor && mention.link != none) return events_;
    return mention.rule == none || mention.rule < first_rule_;
  }

  void index_mentions() {
    starting_.resize(window_.size() + 1);
    ending_.resize(window_.size() + 1);
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const Mention& mention = doc_.mentions[i];
      if (!window_.covers(mention.tokens) || mention.tokens.empty() || !visible(mention)) continue;
      starting_[mention.tokens.begin - window_.begin].push_back(i);
      ending_[mention.tokens.end - window_.begin].push_back(i);
    }
  }

  [[nodiscard]] bool fits(std::uint32_t edge, const Mention& mention) const {
    const Edge& wanted = program_.edges[edge];
    return std::find(wanted.types.begin(), wanted.types.end(), mention.type) != wanted.types.end() &&
           condition_holds(doc_, program_, wanted.condition, mention);
  }

  // ---- weights
  [[nodiscard]] std::uint32_t weight_of(std::uint32_t condition) const {
    const Condition& c = program_.conditions[condition];
    using Kind = Condition::Kind;
    switch (c.kind) {
      case Kind::always:
      case Kind::negation: return 0;
      case Kind::flag: return property;
      case Kind::equals:
      case Kind::prefix:
        return c.attribute == Attribute::text || c.attribute == Attribute::lower || c.attribute == Attribute::lemma ? named : classed;
      case Kind::member:
      case Kind::has: return named;
      case Kind::any: return extreme(c.parts, false);
      default: return extreme(c.parts, true);
    }
  }

  [[nodiscard]] std::uint32_t extreme(const std::vector<std::uint32_t>& parts, bool greatest) const {
    std::uint32_t out = greatest ? 0 : named;
    for (const std::uint32_t part : parts) out = greatest ? std::max(out, weight_of(part)) : std::min(out, weight_of(part));
    return out;
  }

  void weigh() {
    weight_.assign(code_.size(), 0);
    for (std::size_t pc = 0; pc < code_.size(); ++pc) {
      if (code_[pc].op == Op::token) weight_[pc] = weight_of(code_[pc].a);
      if (code_[pc].op == Op::mention) weight_[pc] = named;
    }
    missing_.assign(code_.size(), none / 2);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t pc = code_.size(); pc-- > 0;) {
        std::uint32_t least = 0;
        if (code_[pc].op == Op::split)
          least = std::min(missing_[code_[pc].a], missing_[code_[pc].b]);
        else if (code_[pc].op == Op::jump)
          least = missing_[code_[pc].a];
        else if (code_[pc].op != Op::accept)
          least = missing_[pc + 1] + weight_[pc];
        changed = changed || least < missing_[pc];
        missing_[pc] = std::min(missing_[pc], least);
      }
    }
  }

  // ---- gaps
  /// What follows a gap, that is a repetition of any token: for each instruction there the look that a token of the gap must pass, or
  /// `none`.
  void find_gaps() {
    for (std::uint32_t pc = 0; pc < code_.size(); ++pc) {
      if (code_[pc].op != Op::split) continue;
      for (const auto& [take, leave] : {std::pair(code_[pc].a, code_[pc].b), std::pair(code_[pc].b, code_[pc].a)}) {
        const bool looks = code_[take].op == Op::look;
        const Instruction& token = code_[looks ? take + 1 : take];
        if (token.op == Op::token && token.a == 0) mark_after(leave, looks ? code_[take].a : none);
      }
    }
  }

  /// The elements that can stand first from an instruction on.
  void mark_after(std::uint32_t start, std::uint32_t look) {
    walk_code(code_, {0, static_cast<std::uint32_t>(code_.size())}, start, [&](std::uint32_t pc) {
      const bool consumes = code_[pc].op == Op::token || code_[pc].op == Op::mention;
      if (consumes) after_gap_.try_emplace(pc, look);
      return !consumes;
    });
  }

  /// Goes on as if the gap before an element were longer, as far as the gap's own words may stand there.
  void stretch_gap(std::uint32_t s, std::uint32_t pc, std::uint32_t at) {
    const auto gap = after_gap_.find(pc);
    if (gap == after_gap_.end()) return;
    for (std::uint32_t length = 1; length <= longest_stretch && at + length < window_.end; ++length) {
      if (gap->second != none && !looks_well(gap->second, at + length - 1)) return;
      const std::uint32_t to = state(pc, at + length, true);
      const std::int32_t before = score_[to];
      reach(to, score_[s] - 2 * static_cast<std::int32_t>(length), s, none, s);
      if (score_[to] > before) late_[to] = static_cast<std::uint8_t>(length);
    }
  }

  // ---- states
  [[nodiscard]] std::uint32_t state(std::uint32_t pc, std::uint32_t at, bool after_error) const {
    return (pc * (window_.size() + 1) + (at - window_.begin)) * 2 + (after_error ? 1 : 0);
  }
  [[nodiscard]] std::uint32_t pc_of(std::uint32_t state) const { return state / 2 / (window_.size() + 1); }
  [[nodiscard]] std::uint32_t at_of(std::uint32_t state) const { return state / 2 % (window_.size() + 1) + window_.begin; }
  [[nodiscard]] std::uint32_t held(std::uint32_t state) const {
    return static_cast<std::uint32_t>(std::max(0, score_[state] + heavy - 1) / heavy);
  }

  void reach(std::uint32_t to, std::int32_t score, std::uint32_t from, std::uint32_t via, std::uint32_t error) {
    if (score <= score_[to]) return;
    score_[to] = score;
    from_[to] = from;
    via_[to] = via;
    error_[to] = error;
    late_[to] = from == none ? 0 : late_[from];
    if (at_of(to) == here_) open_.emplace(score, to);
  }

  void settle(std::uint32_t at) {
    here_ = at;
    for (std::uint32_t pc = 0; pc < code_.size(); ++pc)
      for (const bool after_error : {false, true})
        if (const std::uint32_t s = state(pc, at, after_error); score_[s] > unreached) open_.emplace(score_[s], s);
    if (at < window_.end && (only_ == none || only_ == at)) reach(state(0, at, false), 0, none, none, none);
    while (!open_.empty()) {
      const auto [score, s] = open_.top();
      open_.pop();
      if (score == score_[s]) step(s, pc_of(s), at, s % 2 == 1);
    }
  }

  void step(std::uint32_t s, std::uint32_t pc, std::uint32_t at, bool after_error) {
    const Instruction& in = code_[pc];
    const auto go = [&](std::uint32_t to, std::uint32_t where, std::uint32_t via = none) {
      const std::int32_t words = via == none ? static_cast<std::int32_t>(where - at) : 0;
      const std::int32_t gain = static_cast<std::int32_t>(weight_[pc]) * heavy - words;
      reach(state(to, where, after_error), score_[s] + (where == at ? 0 : gain), s, via, error_[s]);
    };
    switch (in.op) {
      case Op::accept:
        if (after_error)
          offer(s, error_[s], late_[s] ? property : weight_[pc_of(error_[s])]);
        else
          matched_ = true;
        return;
      case Op::jump: return go(in.a, at);
      case Op::split: go(in.a, at); return go(in.b, at);
      case Op::open:
      case Op::close: return go(pc + 1, at);
      case Op::look: return looks_well(in.a, at) ? go(pc + 1, at) : fail(s, pc, at, after_error);
      case Op::token:
        return at < window_.end && condition_holds(doc_, program_, in.a, at) ? go(pc + 1, at + 1) : fail(s, pc, at, after_error);
      case Op::mention: {
        bool any = false;
        for (const std::uint32_t i : starting_[at - window_.begin]) {
          if (!fits(in.a, doc_.mentions[i])) continue;
          any = true;
          go(pc + 1, doc_.mentions[i].tokens.end, i);
        }
        if (!any) fail(s, pc, at, after_error);
      }
    }
  }

  /// The element does not hold: the rule stops here, or one error is forgiven.
  void fail(std::uint32_t s, std::uint32_t pc, std::uint32_t at, bool after_error) {
    if (after_error) return;
    failed_.push_back(s);
    offer(s, s, missing_[pc]);
    if (held(s) < named && weight_[pc] < named) return;
    const auto forgive = [&](std::uint32_t where) {
      reach(state(pc + 1, where, true), score_[s] - static_cast<std::int32_t>(where - at), s, none, s);
    };
    forgive(at);
    stretch_gap(s, pc, at);
    if (code_[pc].op == Op::look) return;
    const std::uint32_t most = code_[pc].op == Op::mention ? longest_substitute : 1;
    for (std::uint32_t length = 1; length <= most && at + length <= window_.end; ++length) forgive(at + length);
  }

  /// A way that ends in `s`, with what is missing at `stop`.
  void offer(std::uint32_t s, std::uint32_t stop, std::uint32_t missing) {
    const std::uint32_t weight = held(s);
    if (weight < named && only_ == none) return;
    const double share = missing >= missing_[0] ? 0 : 1 - std::max(missing, 1U) / static_cast<double>(std::max(missing_[0], 1U));
    if (best_ != none && (share < share_ || (share == share_ && score_[s] < score_[best_]))) return;
    if (best_ != none && share == share_ && score_[s] == score_[best_] && missing > least_missing_) return;
    best_ = s;
    stop_ = stop;
    least_missing_ = missing;
    share_ = share;
  }

  // ---- looks, by plain search: they are short. Each is asked once at a place, however deep they nest
  [[nodiscard]] bool looks_well(std::uint32_t index, std::uint32_t at) const {
    const Look& look = program_.looks[index];
    const auto known = looked_.find({index, at});
    if (known != looked_.end()) return known->second;
    return looked_[{index, at}] = plainly_matches(look.code, at, look.behind) != look.negated;
  }

  [[nodiscard]] bool plainly_matches(const Code& code, std::uint32_t origin, bool behind) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> open = {{0, origin}};
    std::vector<bool> seen(code.size() * (window_.size() + 1));
    while (!open.empty()) {
      const auto [pc, at] = open.back();
      open.pop_back();
      const std::size_t mark = pc * (window_.size() + 1) + (at - window_.begin);
      if (seen[mark]) continue;
      seen[mark] = true;
      const Instruction& in = code[pc];
      if (in.op == Op::accept) return true;
      if (in.op == Op::split) open.emplace_back(in.b, at);
      if (in.op == Op::split || in.op == Op::jump) open.emplace_back(in.a, at);
      if (in.op == Op::open || in.op == Op::close || (in.op == Op::look && looks_well(in.a, at))) open.emplace_back(pc + 1, at);
      if (in.op == Op::token && (behind ? at > window_.begin : at < window_.end) &&
          condition_holds(doc_, program_, in.a, behind ? at - 1 : at))
        open.emplace_back(pc + 1, behind ? at - 1 : at + 1);
      if (in.op == Op::mention)
        for (const std::uint32_t i : (behind ? ending_ : starting_)[at - window_.begin])
          if (fits(in.a, doc_.mentions[i])) open.emplace_back(pc + 1, behind ? doc_.mentions[i].tokens.begin : doc_.mentions[i].tokens.end);
    }
    return false;
  }

  // ---- the outcome
  [[nodiscard]] NearPath describe() const {
    NearPath path;
    path.share = share_;
    path.weight = held(best_);
    path.at = at_of(stop_);
    path.late = best_ == stop_ ? 0 : late_[best_];
    std::vector<std::uint32_t> way;
    for (std::uint32_t s = stop_; s != none; s = from_[s]) way.push_back(s);
    std::reverse(way.begin(), way.end());
    path.matched = {at_of(way.front()), path.at};
    path.captures = captures_of(way);
    const std::uint32_t weight = held(stop_);
    path.stops.push_back(pc_of(stop_));
    for (const std::uint32_t s : failed_) {
      const std::uint32_t pc = pc_of(s);
      if (s != stop_ && at_of(s) == path.at && held(s) == weight && missing_[pc] <= missing_[path.stops.front()]) path.stops.push_back(pc);
    }
    // What is forbidden or must stand around is told only where no element would help.
    std::stable_partition(path.stops.begin(), path.stops.end(), [&](std::uint32_t pc) { return code_[pc].op != Op::look; });
    if (code_[path.stops.front()].op != Op::look)
      path.stops.erase(std::remove_if(path.stops.begin(), path.stops.end(), [&](std::uint32_t pc) { return code_[pc].op == Op::look; }),
                       path.stops.end());
    return path;
  }

  [[nodiscard]] std::vector<Capture> captures_of(const std::vector<std::uint32_t>& way) const {
    std::vector<Capture> captures;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < way.size(); ++i) {
      const Instruction& in = code_[pc_of(way[i])];
      if (in.op == Op::open) open.push_back(i);
      if (in.op != Op::close || open.empty()) continue;
      Capture capture{in.a, {at_of(way[open.back()]), at_of(way[i])}, none};
      std::size_t mentions = 0;
      for (std::size_t k = open.back() + 1; k <= i; ++k)
        if (via_[way[k]] != none && ++mentions) capture.mention = via_[way[k]];
      if (mentions != 1) capture.mention = none;
      open.pop_back();
      if (!capture.tokens.empty()) captures.push_back(capture);
    }
    return captures;
  }

  const Document& doc_;
  const Program& program_;
  const Code& code_;
  TokenRange window_;
  std::uint32_t only_;
  bool events_ = false, matched_ = false;
  std::uint32_t first_rule_ = 0, here_ = 0;
  std::vector<std::vector<std::uint32_t>> starting_, ending_;  ///< visible mentions by position in the window
  std::vector<std::uint32_t> weight_, missing_;                ///< by instruction; of the lightest way from there to a match
  std::vector<std::int32_t> score_;
  std::vector<std::uint32_t> from_, via_, error_;  ///< by state: the one before, the mention between, the state that failed
  std::vector<std::uint8_t> late_;                 ///< by state: how much longer a gap was taken to be
  std::map<std::uint32_t, std::uint32_t> after_gap_;
  std::priority_queue<std::pair<std::int32_t, std::uint32_t>> open_;
  std::vector<std::uint32_t> failed_;
  mutable std::map<std::pair<std::uint32_t, std::uint32_t>, bool> looked_;  ///< by look and position: whether it lets a match pass
  std::uint32_t best_ = none, stop_ = none, least_missing_ = none;
  double share_ = 0;
};

}  // namespace

std::optional<NearPath> nearest_path(const Document& document, const Program& program, std::uint32_t rule, std::uint32_t sentence) {
  return Search(document, program, rule, sentence, none).run();
}

std::optional<NearPath> nearest_path_from(const Document& document, const Program& program, std::uint32_t rule, std::uint32_t token) {
  return Search(document, program, rule, document.tokens[token].sentence, token).run();
}

}  // namespace readout
