// What the language layer knows, loaded once from a grammar's files. Internal.
// Entry points: load_language, load_model.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine.hpp"

namespace readout {

struct Language;

/// A file of the language layer: its path in the grammar, such as "model/tagger.bin", and its bytes. `checked`: they are known to be
/// those that were written, so that their own checksum need not be looked at.
struct ModelFile {
  std::string_view path, content;
  bool checked = false;
};

/// Reads models and word lists. Damage is reported in `diagnostics`, and null returned.
[[nodiscard]] std::shared_ptr<const Language> load_model(const std::vector<ModelFile>& files, Diagnostics& diagnostics);

/// The same, from a grammar that may have other files too.
[[nodiscard]] std::shared_ptr<const Language> load_language(const Grammar& grammar, Diagnostics& diagnostics);

}  // namespace readout
