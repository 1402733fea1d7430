// What the language layer knows, loaded once from a grammar's files. Internal.
// Entry point: load_language.
#pragma once

#include <memory>

#include "engine.hpp"

namespace readout {

struct Language;

/// Reads the tagger model and word lists of a grammar. Damage is reported in `diagnostics`, and null returned.
[[nodiscard]] std::shared_ptr<const Language> load_language(const Grammar& grammar, Diagnostics& diagnostics);

}  // namespace readout
