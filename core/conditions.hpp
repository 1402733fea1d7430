// Conditions as their definition has them, one at a time and without any index: for explanations. The matcher has its own, fast.
// Internal. Entry point: condition_holds.
#pragma once

#include "program.hpp"

namespace readout {

/// The token of a range on which its others depend: the first whose head lies outside, marks left out.
[[nodiscard]] std::uint32_t head_of(const Document& document, TokenRange tokens);

/// "np" or "vg", by the innermost phrase that holds a token, else empty. Static storage.
[[nodiscard]] std::string_view chunk_of(const Document& document, const Token& token);

[[nodiscard]] bool condition_holds(const Document& document, const Program& program, std::uint32_t condition, std::uint32_t token);

/// Whether a value is what a comparison (equals, prefix, has, member) asks for, of whatever it is a comparison.
[[nodiscard]] bool value_compares(const Program& program, const Condition& comparison, std::string_view value);

/// On a mention's fields, its first token (`first.`) and its last one (`last.`).
[[nodiscard]] bool condition_holds(const Document& document, const Program& program, std::uint32_t condition, const Mention& mention);

}  // namespace readout
