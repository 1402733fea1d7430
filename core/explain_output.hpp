// Explanations inside other JSON. Internal. Entry point: write_explanation.
#pragma once

#include "explain.hpp"
#include "json_writer.hpp"
#include "offsets.hpp"

namespace readout {

void write_explanation(JsonWriter& json, const Explanation& explanation, const Offsets& offsets);

}  // namespace readout
