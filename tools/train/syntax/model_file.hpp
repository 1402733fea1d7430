// Writes learned weights as the file that Parser::load reads. Entry point: write_model.
#pragma once

#include <string>

#include "examples.hpp"

namespace readout::train {

/// Weights become integers from -127 to 127; features whose largest is below `least` (actions) or `label_least` are left out.
[[nodiscard]] std::string write_model(const Relations& relations, const std::vector<ParserWords::Entry>& words, const Weights& weights,
                                      int least, int label_least);

}  // namespace readout::train
