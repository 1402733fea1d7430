// Compares trees with gold ones. Entry point: measure.
#pragma once

#include <string>
#include <vector>

#include "treebank.hpp"

namespace readout::train {

/// Prints attachment, subjects of finite verbs, complement clauses and heads of noun phrases of the trees written into the documents.
/// `worst` lists that many of each kind of miss by cause.
void measure(const std::string& name, const std::vector<const GoldTree*>& trees, std::size_t worst);

}  // namespace readout::train
