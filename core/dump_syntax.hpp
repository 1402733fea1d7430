// Readable forms of phrases and clauses. Internal; entry points: dump_chunks, dump_clauses.
#pragma once

#include <string>

#include "model.hpp"

namespace readout {

/// A line for each phrase: bytes, np or vg, its words with the head in brackets, then its attributes.
[[nodiscard]] std::string dump_chunks(const Document& document);

/// A line for each clause, indented by how deep it stands: bytes, kind, form, its words; below it what can be asked of its predicate.
[[nodiscard]] std::string dump_clauses(const Document& document);

}  // namespace readout
