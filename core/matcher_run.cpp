// The automaton of a rule over tokens and mentions. Entry point: Runner.
//
// The bound: an instruction is reached either from one other instruction, or it is a join, and a pair (join, position) is tried
// once only until the rule matches. So each instruction runs at most once at each position, whatever a pattern repeats.
#include <algorithm>

#include "matcher_parts.hpp"

namespace readout::matching {

using Op = Instruction::Op;

void Runner::open(TokenRange window, std::uint32_t first_look, std::uint32_t last_look) {
  window_ = window;
  first_look_ = first_look;
  ++opened_;
  const std::size_t size = static_cast<std::size_t>(last_look - first_look) * (window.size() + 1);
  if (looked_.size() < size) looked_.resize(size, 0);
}

std::uint32_t Runner::step(std::uint32_t condition, std::uint32_t at, std::uint32_t origin, bool behind) {
  if (behind) return at > window_.begin && !lattice_.crosses(at) && truth_.holds(condition, at - 1) ? at - 1 : none;
  if (at >= window_.end || (at != origin && lattice_.crosses(at))) return none;
  return truth_.holds(condition, at) ? at + 1 : none;
}

std::uint32_t Runner::execute(const Code& code, std::uint32_t start, std::uint32_t origin, bool behind, Memo& memo,
                              std::vector<Event>& trail, std::vector<Frame>& stack) {
  trail.clear();
  stack.clear();
  stack.push_back({0, start, 0, none});
  while (!stack.empty()) {
    Frame now = stack.back();
    stack.pop_back();
    trail.resize(now.trail);
    for (bool alive = true; alive; now.cursor = none) {
      const Instruction& in = code[now.pc];
      if (in.join != none && now.cursor == none && !memo.enter(in.join, now.at)) break;
      ++steps_;
      switch (in.op) {
        case Op::accept: return now.at;
        case Op::jump: now.pc = in.a; break;
        case Op::split:
          if (fails(code[in.a], now.at, origin, behind)) {
            now.pc = in.b;
            break;
          }
          if (!fails(code[in.b], now.at, origin, behind)) stack.push_back({in.b, now.at, trail.size(), none});
          now.pc = in.a;
          break;
        case Op::open:
        case Op::close:
          trail.push_back({in.op == Op::open ? Event::Kind::open : Event::Kind::close, in.a, now.at, none});
          ++now.pc;
          break;
        case Op::token:
          now.at = step(in.a, now.at, origin, behind);
          alive = now.at != none;
          ++now.pc;
          break;
        case Op::mention: alive = follow(in.a, now, origin, behind, trail, stack); break;
        case Op::look:
          alive = look(in.a, now.at, origin);
          ++now.pc;
          break;
      }
    }
  }
  return none;
}

bool Runner::fails(const Instruction& in, std::uint32_t at, std::uint32_t origin, bool behind) {
  if (in.peek == none) return false;
  if (!in.peeks_mention) return step(in.peek, at, origin, behind) == none;
  return !behind && (at >= window_.end || !test(lattice_.row(in.peek), at - truth_.block().begin));
}

/// Takes the next mention that fits, leaving a frame for those after it.
bool Runner::follow(std::uint32_t edge, Frame& now, std::uint32_t origin, bool behind, std::vector<Event>& trail,
                    std::vector<Frame>& stack) {
  const bool barred =
      now.at != origin && lattice_.crosses(now.at);  // a quotation alone may begin in a later sentence than the words before it
  const Lattice::Span mentions = behind ? lattice_.ending(now.at) : lattice_.starting(now.at);
  for (std::uint32_t i = now.cursor == none ? 0 : now.cursor; i < mentions.size(); ++i) {
    const Mention& mention = doc_.mentions[mentions[i]];
    const std::uint32_t next = behind ? mention.tokens.begin : mention.tokens.end;
    if (next < window_.begin || next > window_.end || (barred && mention.type != program_.quote) || !lattice_.fits(edge, mentions[i]))
      continue;
    if (i + 1 < mentions.size()) stack.push_back({now.pc, now.at, trail.size(), i + 1});
    trail.push_back({Event::Kind::edge, 0, now.at, mentions[i]});
    now.at = next;
    ++now.pc;
    return true;
  }
  return false;
}

/// A look ahead stops at the end of the sentence, as the pattern around it does: what follows a match that ends there is nothing,
/// save a quotation.
bool Runner::look(std::uint32_t index, std::uint32_t at, std::uint32_t origin) {
  const Look& wanted = program_.looks[index];
  const bool barred = !wanted.behind && at != origin && lattice_.crosses(at);
  if (wanted.single != none) {
    const bool seen = wanted.behind ? at > window_.begin && !lattice_.crosses(at) && truth_.holds(wanted.single, at - 1)
                                    : !barred && at < window_.end && truth_.holds(wanted.single, at);
    return seen != wanted.negated;
  }
  if (barred) return follows(wanted.code, at) != wanted.negated;
  if (depth_ > 0) return succeeds(wanted.code, at, wanted.behind) != wanted.negated;
  // A look outside others depends on its place alone, and the mentions do not change within a phase.
  std::uint32_t& known = looked_[static_cast<std::size_t>(index - first_look_) * (window_.size() + 1) + (at - window_.begin)];
  if (known / 2 != opened_) known = opened_ * 2 + (succeeds(wanted.code, at, wanted.behind) ? 1 : 0);
  return (known % 2 == 1) != wanted.negated;
}

bool Runner::succeeds(const Code& code, std::uint32_t at, bool behind, TokenRange window, bool barred) {
  if (depth_ == scratch_.size()) scratch_.emplace_back();
  Scratch& own = scratch_[depth_];
  const TokenRange outer = window_;
  window_ = behind ? TokenRange(std::max(window.begin, at > look_reach ? at - look_reach : 0), at)
                   : TokenRange(at, std::min(at + look_reach, window.end));
  own.memo.prepare(code.back().a, window_.begin, window_.end);
  ++depth_;
  const bool found = execute(code, at, barred ? none : at, behind, own.memo, own.trail, own.stack) != none;
  --depth_;
  window_ = outer;
  return found;
}

}  // namespace readout::matching
