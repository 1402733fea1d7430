// Rule files in one canonical layout. Entry point: format_rules.
#pragma once

#include <string>
#include <string_view>

namespace readout {

/// A rule file in the canonical layout: two spaces inside a rule, one clause a line, lines of at most 120 characters where
/// texts allow it, a blank line around every rule. Every word, mark and comment stays, in its order, so the file means the same;
/// formatted text is given back as it is. `content` must parse without an error (parse_rules), otherwise what comes is unspecified.
[[nodiscard]] std::string format_rules(std::string_view content);

}  // namespace readout
