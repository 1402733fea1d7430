// The automaton of a rule over tokens and mentions. Entry point: Runner.
//
// The bound: an instruction is reached either from one other instruction, or it is a join, and a pair (join, position) that failed is
// not tried again. So each instruction runs at most once at each position, whatever a pattern repeats, and once more at the
// positions of each match. (It fails for ever, because code refers to nothing before it: the memory of a rule holds from start to
// start, as long as no sentence begins between them.) Of a look, the result at a position is kept.
#include <algorithm>

#include "matcher_parts.hpp"

namespace readout::matching {

using Op = Instruction::Op;

void Runner::open(TokenRange window, std::uint32_t first_look, std::uint32_t last_look) {
  all_ = view_ = window;
  first_look_ = first_look;
  ++opened_;
  const std::size_t size = static_cast<std::size_t>(last_look - first_look) * (window.size() + 1) * 2;
  if (looked_.size() < size) looked_.resize(size, 0);
}

std::uint32_t Runner::match(const Code& code, std::uint32_t origin) {
  const std::uint32_t end = execute(code, {origin, origin, false}, rule_);
  if (end == none) return none;
  // Joins at the positions of the match are no failures: they led to it, or only back to one that did and was being tried.
  std::uint32_t last = none;
  for (const Event& event : rule_.trail)
    if (event.kind == Event::Kind::join && std::exchange(last, event.at) != event.at) rule_.memo.forget(event.at);
  return end;
}

std::uint32_t Runner::step(std::uint32_t condition, std::uint32_t at, Start start) {
  if (at != start.origin && lattice_.crosses(at)) return none;
  if (start.behind) return at > view_.begin && truth_.holds(condition, at - 1) ? at - 1 : none;
  return at < view_.end && truth_.holds(condition, at) ? at + 1 : none;
}

std::uint32_t Runner::execute(const Code& code, Start start, Scratch& scratch) {
  std::vector<Event>& trail = scratch.trail;
  std::vector<Frame>& stack = scratch.stack;
  trail.clear();
  stack.clear();
  stack.push_back({0, start.at, 0, none});
  while (!stack.empty()) {
    Frame now = stack.back();
    stack.pop_back();
    trail.resize(now.trail);
    for (bool alive = true; alive; now.cursor = none) {
      const Instruction& in = code[now.pc];
      if (in.join != Instruction::no_join && now.cursor == none) {
        if (!scratch.memo.enter(in.join, now.at)) break;
        if (depth_ == 0) trail.push_back({Event::Kind::join, 0, now.at, none});
      }
      ++steps_;
      switch (in.op) {
        case Op::accept: return now.at;
        case Op::jump: now.pc = in.a; break;
        case Op::split:
          if (fails(code[in.a], now.at, start)) {
            now.pc = in.b;
            break;
          }
          if (!fails(code[in.b], now.at, start)) stack.push_back({in.b, now.at, trail.size(), none});
          now.pc = in.a;
          break;
        case Op::open:
        case Op::close:
          trail.push_back({in.op == Op::open ? Event::Kind::open : Event::Kind::close, in.a, now.at, none});
          ++now.pc;
          break;
        case Op::token:
          now.at = step(in.a, now.at, start);
          alive = now.at != none;
          ++now.pc;
          break;
        case Op::mention: alive = follow(in.a, now, start, scratch); break;
        case Op::look:
          alive = look(in.a, now.at, start);
          ++now.pc;
          break;
      }
    }
  }
  return none;
}

bool Runner::fails(const Instruction& in, std::uint32_t at, Start start) {
  if (in.peek == none) return false;
  if (!in.peeks_mention) return step(in.peek, at, start) == none;
  return !start.behind && (at >= view_.end || !test(lattice_.row(in.peek), at - truth_.block().begin));
}

/// Takes the next mention that fits, leaving a frame for those after it. Only a quotation may stand beyond the beginning of a sentence.
bool Runner::follow(std::uint32_t edge, Frame& now, Start start, Scratch& scratch) {
  const bool over = now.at != start.origin && lattice_.crosses(now.at);
  const Lattice::Span mentions = start.behind ? lattice_.ending(now.at) : lattice_.starting(now.at);
  for (std::uint32_t i = now.cursor == none ? 0 : now.cursor; i < mentions.size(); ++i) {
    const Mention& mention = doc_.mentions[mentions[i]];
    const std::uint32_t next = start.behind ? mention.tokens.begin : mention.tokens.end;
    if (next < view_.begin || next > view_.end || (over && mention.type != program_.quote) || !lattice_.fits(edge, mentions[i])) continue;
    if (i + 1 < mentions.size()) scratch.stack.push_back({now.pc, now.at, scratch.trail.size(), i + 1});
    scratch.trail.push_back({Event::Kind::edge, 0, now.at, mentions[i]});
    now.at = next;
    ++now.pc;
    return true;
  }
  return false;
}

/// What is being read lies on one side of each place: of code that reads to the right on the left, but where it begins on the right.
/// A look stays in the sentence of that: where one begins, a look to the other side sees quotations alone.
bool Runner::look(std::uint32_t index, std::uint32_t at, Start start) {
  const Look& wanted = program_.looks[index];
  const bool right = (at == start.origin) != start.behind;
  const bool over = right == wanted.behind && lattice_.crosses(at);
  if (wanted.single != none) {
    const bool seen = !over && (wanted.behind ? at > all_.begin && truth_.holds(wanted.single, at - 1)
                                              : at < all_.end && truth_.holds(wanted.single, at));
    return seen != wanted.negated;
  }
  // It depends on nothing else, and the mentions do not change within a phase.
  const std::size_t place = static_cast<std::size_t>(index - first_look_) * (all_.size() + 1) + (at - all_.begin);
  std::uint32_t& known = looked_[place * 2 + (over ? 1 : 0)];
  if (known / 2 != opened_) known = opened_ * 2 + (succeeds(wanted.code, at, wanted.behind, over) ? 1 : 0);
  return (known % 2 == 1) != wanted.negated;
}

template <typename Use>
bool Runner::within(TokenRange view, const Code& code, Use use) {
  if (depth_ == scratch_.size()) scratch_.emplace_back();
  Scratch& own = scratch_[depth_];
  const TokenRange outer = std::exchange(view_, view);
  own.memo.prepare(code.back().a, view);
  ++depth_;
  const bool found = use(own);
  --depth_;
  view_ = outer;
  return found;
}

bool Runner::succeeds(const Code& code, std::uint32_t at, bool behind, bool over) {
  const TokenRange view = behind ? TokenRange(std::max(all_.begin, at > look_reach ? at - look_reach : 0), at)
                                 : TokenRange(at, std::min(at + look_reach, all_.end));
  return within(view, code, [&](Scratch& own) { return execute(code, {at, over ? none : at, behind}, own) != none; });
}

bool Runner::occurs(const Code& code, TokenRange range) {
  const TokenRange view(std::max(range.begin, all_.begin), std::min(range.end, all_.end));
  return within(view, code, [&](Scratch& own) {
    for (std::uint32_t at = view.begin; at < view.end; ++at) {
      if (lattice_.crosses(at)) ++own.memo.generation;  // what failed there before may have done so only because a sentence begins
      if (execute(code, {at, at, false}, own) != none) return true;
    }
    return false;
  });
}

}  // namespace readout::matching
