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
  std::uint32_t late = 0;  ///< by so many words what was expected stands later than the gap before it allows; 0 where it is missing
};

/// The path of a rule through a sentence that comes nearest to a match: one element is missing or other than it should be, or
/// the rule stops there. Nothing where no significant element holds, or where the rule matches.
[[nodiscard]] std::optional<NearPath> nearest_path(const Document& document, const Program& program, std::uint32_t rule,
                                                   std::uint32_t sentence);

/// The same for a match that must begin at a token, where nothing need hold.
[[nodiscard]] std::optional<NearPath> nearest_path_from(const Document& document, const Program& program, std::uint32_t rule,
                                                        std::uint32_t token);

/// `a rule`, `an element`.
[[nodiscard]] std::string with_article(const std::string& noun);

/// What an instruction of a rule expects, in words: `a form of "meet"`.
[[nodiscard]] std::string expectation(const Program& program, const Instruction& instruction);

/// The same for a whole edge: `an actor of type "person"`.
[[nodiscard]] std::string expectation_of_edge(const Program& program, std::uint32_t edge);

/// What a match of code begins with (or ends with, where it is read to the left).
[[nodiscard]] std::string expectation_of_code(const Program& program, const Code& code);

/// Whether what one instruction expects is among what another does, so that it need not be told beside it.
[[nodiscard]] bool expects_less(const Program& program, const Instruction& instruction, const Instruction& other);

/// What is wrong with a token or a mention that an instruction does not take, though it is near: `a noun`, `of kind "call"`. Empty where
/// nothing simple is.
[[nodiscard]] std::string difference(const Document& document, const Program& program, const Instruction& instruction, std::uint32_t token);

}  // namespace readout
