// Explanations inside other JSON and other text. Internal. Entry points: write_explanation, loss_words.
#pragma once

#include "explain.hpp"
#include "json_writer.hpp"
#include "offsets.hpp"

namespace readout {

/// Why a find was not kept: `, but met won, which has more words`.
[[nodiscard]] std::string loss_words(const LostFind& find);

void write_explanation(JsonWriter& json, const Explanation& explanation, const Offsets& offsets);

}  // namespace readout
