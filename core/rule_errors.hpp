// What is wrong where a rule file cannot be read, in words for the one who wrote it. Internal. Entry point: explain_syntax.
#pragma once

#include <string_view>

#include "diagnostics.hpp"

namespace readout {

/// The diagnostic (without the file's path) of an item of a rule file that begins at `start` and could be read up to `where`,
/// where the parser wanted `expected`: the name of one of its rules, or a mark in single quotes.
[[nodiscard]] Diagnostic explain_syntax(std::string_view content, std::size_t start, std::size_t where, std::string_view expected);

/// Byte of the first mark nested more than `most` deep in brackets or negations; npos if there is none.
[[nodiscard]] std::size_t nested_too_deep(std::string_view content, std::size_t most);

/// Whether two words differ by one letter more, less or other, or by two that are exchanged.
[[nodiscard]] bool one_slip(std::string_view a, std::string_view b);

}  // namespace readout
