// The ways through the code of a pattern. Internal. Entry point: walk_code.
#pragma once

#include "program.hpp"

namespace readout {

/// Calls `enter(at)` once for each instruction that a way from the beginning reaches, the preferred way first. Where it gives false, the
/// way ends there.
template <typename Enter>
void walk_code(const Code& code, Enter enter) {
  using Op = Instruction::Op;
  std::vector<std::uint32_t> open = {0};
  std::vector<bool> seen(code.size());
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Instruction& in = code[at];
    if (!enter(at) || in.op == Op::accept) continue;
    if (in.op == Op::split) open.push_back(in.b);
    open.push_back(in.op == Op::split || in.op == Op::jump ? in.a : at + 1);
  }
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
