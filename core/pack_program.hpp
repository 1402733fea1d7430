// A compiled grammar as bytes. Internal to packs. Entry points: write_program, read_program, layout_hash.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "program.hpp"

namespace readout {

struct ProgramBytes {
  std::string lexicons, program;
};

/// Of a program with one layer of lexicons at most, none of them hidden. The examples of rules are not kept, nor is the language.
[[nodiscard]] ProgramBytes write_program(const Program& program);

/// Null where the bytes are no program. Whatever they are, a program that is given can be run: all that refers to something refers to
/// something that is there, nothing refers in circles, and nothing is nested or as large as the compiler would not have made it.
[[nodiscard]] std::shared_ptr<const Program> read_program(std::string_view lexicons, std::string_view program,
                                                          std::shared_ptr<const Language> language);

/// Of all structs that are written: their members in order, and how many values each enumeration has.
[[nodiscard]] std::uint64_t layout_hash();

}  // namespace readout
