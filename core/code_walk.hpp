// The ways through the code of a pattern. Internal. Entry points: walk_code, move_targets.
#pragma once

#include "program.hpp"

namespace readout {

/// A part of code that is entered at `begin` and left by reaching `end`.
struct CodeRange {
  std::uint32_t begin = 0, end = 0;
  friend bool operator==(CodeRange a, CodeRange b) { return a.begin == b.begin && a.end == b.end; }
};

/// Moves where the instructions of code lead, from one of them on.
inline void move_targets(Code& code, std::size_t from, std::uint32_t by) {
  using Op = Instruction::Op;
  for (; from < code.size(); ++from) {
    Instruction& in = code[from];
    if (in.op == Op::split || in.op == Op::jump) in.a += by;
    if (in.op == Op::split) in.b += by;
  }
}

/// Calls `enter(at)` once for each instruction of a part that a way from `start` reaches, and for its end, the preferred way first.
/// Where it gives false, the way ends there; at the end it must.
template <typename Enter>
void walk_code(const Code& code, CodeRange part, std::uint32_t start, Enter enter) {
  using Op = Instruction::Op;
  std::vector<std::uint32_t> open = {start};
  std::vector<bool> seen(part.end - part.begin + 1);
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (seen[at - part.begin]) continue;
    seen[at - part.begin] = true;
    if (!enter(at)) continue;
    const Instruction& in = code[at];
    if (in.op == Op::accept) continue;
    if (in.op == Op::split) open.push_back(in.b);
    open.push_back(in.op == Op::split || in.op == Op::jump ? in.a : at + 1);
  }
}

/// The same for a whole pattern, from its beginning.
template <typename Enter>
void walk_code(const Code& code, Enter enter) {
  walk_code(code, {0, static_cast<std::uint32_t>(code.size())}, 0, enter);
}

/// The tokens and mentions with which a match can begin: calls `take(instruction)` for each. True if it can also end there at once.
template <typename Take>
bool walk_beginnings(const Code& code, Take take) {
  bool empty = false;
  walk_code(code, [&](std::uint32_t at) {
    const Instruction& in = code[at];
    empty = empty || in.op == Instruction::Op::accept;
    const bool consumes = in.op == Instruction::Op::token || in.op == Instruction::Op::mention;
    if (consumes) take(in);
    return !consumes;
  });
  return empty;
}

}  // namespace readout
