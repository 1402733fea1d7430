// The code of rules in a pack. Entry points: CodeWriter::code, CodeReader::code.
#include "pack_code.hpp"

#include "fnv.hpp"

namespace readout {
namespace {

using Op = Instruction::Op;
constexpr unsigned op_bits = 3;  ///< all eight kinds of instructions
static_assert(static_cast<unsigned>(Op::accept) == (1U << op_bits) - 1);

bool jumps(Op op) { return op == Op::split || op == Op::jump; }

/// The number of an instruction.
std::uint32_t number_of(const Instruction& instruction, std::size_t at) {
  const auto& [op, peeks_mention, join, first, second, peek] = instruction;
  static_cast<void>(peeks_mention), static_cast<void>(join), static_cast<void>(peek);  // finish_code makes them
  static_cast<void>(second);
  const std::uint32_t says = op == Op::accept ? 0 : jumps(op) ? near_number(static_cast<std::uint32_t>(at), first) : first;
  return says << op_bits | static_cast<std::uint32_t>(op);
}

bool alike(const Instruction& a, std::size_t at_a, const Instruction& b, std::size_t at_b) {
  return number_of(a, at_a) == number_of(b, at_b) && (a.op != Op::split || a.b - at_a == b.b - at_b);
}

}  // namespace

std::uint64_t CodeWriter::hash_at(const Code& code, std::size_t at) {
  std::uint64_t hash = fnv_start;
  for (std::size_t i = at; i < at + shortest; ++i) checksum_step(hash, number_of(code[i], i));
  return hash;
}

std::size_t CodeWriter::find_copy(const Code& code, std::size_t at, Place& place) const {
  if (at + shortest > code.size()) return 0;
  const auto found = places_.find(hash_at(code, at));
  if (found == places_.end()) return 0;
  place = found->second;
  const Code& other = *codes_[place.code];
  std::size_t size = 0;
  while (at + size < code.size() && place.at + size < other.size() && alike(code[at + size], at + size, other[place.at + size], place.at + size))
    ++size;
  return size < shortest ? 0 : size;
}

void CodeWriter::instruction(const Instruction& instruction, std::uint32_t at) {
  number(number_of(instruction, at));
  if (instruction.op == Op::split) from(at, instruction.b);
}

void CodeWriter::code(const Code& code) {
  const std::size_t index = codes_.size();
  codes_.push_back(&code);
  number(static_cast<std::uint32_t>(code.size()));
  for (std::size_t at = 0; at < code.size();) {
    Place place;
    const std::size_t copied = find_copy(code, at, place), end = at + std::max<std::size_t>(copied, 1);
    if (copied == 0) {
      instruction(code[at], static_cast<std::uint32_t>(at));
    } else {
      number(static_cast<std::uint32_t>(copied) << op_bits | static_cast<std::uint32_t>(Op::accept));
      number(static_cast<std::uint32_t>(index - place.code));
      number(static_cast<std::uint32_t>(place.at));
    }
    for (; at < end; ++at)
      if (at + shortest <= code.size()) places_[hash_at(code, at)] = {index, at};
  }
}

void CodeReader::code(Code& code) {
  PackReader in = *this;  // one that nothing else can point to
  const std::uint32_t size = in.take();
  in.require(size > 0 && size <= most_instructions && instructions_ + size <= most_code);
  const auto count = [&](Ref what) { return in.counts[static_cast<std::size_t>(what)]; };
  const std::array<std::uint32_t, 1U << op_bits> limits{
      count(Ref::condition), count(Ref::edge), size, size, count(Ref::symbol), count(Ref::symbol), count(Ref::look), 1};
  code.resize(in.ok() ? size : 0);
  led_.assign(code.size(), 0);
  const auto lead = [&](const Instruction& from, bool splits) {
    if (from.a >= size || from.b >= size) return false;
    ++led_[from.a];
    led_[from.b] += splits ? 1 : 0;
    return true;
  };
  codes_.emplace_back(code);
  instructions_ += code.size();
  bool good = true;
  for (std::uint32_t at = 0; at < code.size() && in.ok();) {
    const std::uint32_t number = in.take(), says = number >> op_bits;
    const Op op = static_cast<Op>(number % limits.size());
    if (op == Op::accept && says > 0) {
      const std::size_t back = in.take(), start = in.take();
      const bool known = back < codes_.size() && says <= size - at;
      const std::span<const Instruction> from = codes_[codes_.size() - 1 - (known ? back : 0)];
      in.require(known && start < (back == 0 ? at : from.size()) && (back == 0 || says <= from.size() - start));
      if (!in.ok()) break;
      const std::uint32_t last = at + says, shift = at - static_cast<std::uint32_t>(start);
      for (std::size_t i = start; at < last; ++i, ++at) {
        Instruction& to = code[at] = from[i];
        if (!jumps(to.op)) continue;
        const bool splits = to.op == Op::split;
        to.a += shift;
        to.b += splits ? shift : 0;
        good &= lead(to, splits);
      }
      good &= code[at - 1].op != Op::accept || at == size;
      continue;
    }
    Instruction& to = code[at];
    to.op = op;
    to.a = jumps(op) ? number_near(at, says) : says;
    if (op == Op::split) in.from(at, to.b);
    ++at;
    good &= to.a < limits[number % limits.size()] && (op == Op::accept) == (at == size);
    if (jumps(op)) good &= lead(to, op == Op::split);
  }
  in.require(good && (code.empty() || code.back().op == Op::accept));
  if (in.ok()) finish_code(code, led_);  // now, while it is near
  static_cast<PackReader&>(*this) = in;
}

}  // namespace readout
