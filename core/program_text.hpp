// A compiled grammar as text for people: in the words of the rule language, as far as it has them. Internal.
// Entry points: dump_program, condition_text, edge_text.
#pragma once

#include <cstdint>
#include <string>

namespace readout {

struct Program;

/// A condition as a rule writes it: `lemma = "meet" & tag = "VB*"`; empty for one that always holds.
[[nodiscard]] std::string condition_text(const Program& program, std::uint32_t condition);

/// An element that takes one mention: `<actor type = "person">`.
[[nodiscard]] std::string edge_text(const Program& program, std::uint32_t edge);

/// The whole program: phases, and for each rule where it is entered, its instructions, looks, emissions and examples.
/// With `places`, each rule tells its line; without, two layouts of one file give one text.
[[nodiscard]] std::string dump_program(const Program& program, bool places = true);

}  // namespace readout
