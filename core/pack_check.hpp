// Whether a program that was read from a pack can be run. Internal to packs. Entry point: check_program.
#pragma once

#include "pack_archive.hpp"
#include "program.hpp"

namespace readout {

inline constexpr std::uint32_t most_of_a_kind = 1U << 17;  ///< conditions, edges, looks, sets, rules
inline constexpr std::uint32_t most_symbols = 1U << 24;    ///< and entries, forms, nodes of tries
inline constexpr std::uint32_t longest_symbol = 1U << 16;  ///< bytes

/// `counts`: how many of each kind the program said that it has. What refers to something is known to be in their bounds.
[[nodiscard]] bool check_program(const Program& program, const RefCounts& counts);

}  // namespace readout
