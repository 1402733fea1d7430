// Readable forms of what the language layer wrote into a document. Entry point: dump.
#pragma once

#include <string>
#include <string_view>

#include "engine.hpp"

namespace readout {

struct Program;

/// The kinds that dump() knows, for help and error messages.
inline constexpr std::string_view kDumps[] = {"conllu", "tokens", "chunks", "clauses", "quotes", "mentions"};

[[nodiscard]] bool is_dump(std::string_view what);

/// How far an article must be read for a dump.
[[nodiscard]] Depth dump_depth(std::string_view what);

/// `what` is one of kDumps; anything else gives an empty string. `program` names what mentions are; without it they give an empty string.
[[nodiscard]] std::string dump(const Document& document, std::string_view what, const Program* program);

}  // namespace readout
