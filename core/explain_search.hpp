// The search for rules that nearly match. Internal. Entry point: nearest_path.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "program.hpp"

namespace readout {

/// The part of a rule that held, and where it stopped.
struct NearPath {
  double share = 0;                  ///< of the weight that a match needs at least, what is there
  std::uint32_t weight = 0;          ///< of what held
  TokenRange matched;                ///< the words before the stop
  std::uint32_t at = 0;              ///< the token at which it stopped; the sentence's end where there is none
  std::vector<std::uint32_t> stops;  ///< instructions of the rule's code of which any one would have gone on
  std::vector<Capture> captures;     ///< what had been caught
};

/// The path of a rule through a sentence that comes nearest to a match: one element is missing or other than it should be, or
/// the rule stops there. Nothing where no significant element holds, or where the rule matches.
[[nodiscard]] std::optional<NearPath> nearest_path(const Document& document, const Program& program, std::uint32_t rule,
                                                   std::uint32_t sentence);

/// The same for a match that must begin at a token, where nothing need hold.
[[nodiscard]] std::optional<NearPath> nearest_path_from(const Document& document, const Program& program, std::uint32_t rule,
                                                        std::uint32_t token);

/// What an instruction of a rule expects, in words: `a form of "meet"`.
[[nodiscard]] std::string expectation(const Program& program, const Instruction& instruction);

}  // namespace readout
