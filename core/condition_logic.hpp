// Which conditions follow from others, and which cannot hold together: for what the compiler tells of patterns. Internal.
// Entry points: implies, excludes, swallows.
#pragma once

#include "code_walk.hpp"

namespace readout {

/// Whether a condition holds wherever another does. False may also mean that it is not known.
[[nodiscard]] bool implies(const Program& program, std::uint32_t condition, std::uint32_t other);

/// Whether two conditions never hold together. False may also mean that it is not known.
[[nodiscard]] bool excludes(const Program& program, std::uint32_t condition, std::uint32_t other);

/// Whether whatever words `narrow` matches, `wide` matches too, so that `narrow` is of no use after it. False may also mean that it is
/// not known. What it costs is added to `work`; where that becomes more than `most`, it gives up.
[[nodiscard]] bool swallows(const Program& program, const Code& code, CodeRange wide, CodeRange narrow, std::size_t& work,
                            std::size_t most);

}  // namespace readout
