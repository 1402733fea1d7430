// Conditions as their definition has them, one at a time and without any index: for explanations. The matcher has its own, fast.
// Internal. Entry point: condition_holds.
#pragma once

#include "program.hpp"

namespace readout {

[[nodiscard]] bool condition_holds(const Document& document, const Program& program, std::uint32_t condition, std::uint32_t token);

/// On a mention's fields, its first token (`first.`) and its last one (`last.`).
[[nodiscard]] bool condition_holds(const Document& document, const Program& program, std::uint32_t condition, const Mention& mention);

}  // namespace readout
