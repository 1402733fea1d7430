// Learns the exceptions to the lemma rules. Entry point: learn_lemmas.
#pragma once

#include <string>
#include <vector>

#include "corpus.hpp"

namespace readout::train {

/// The lines of model/lemmas.txt: what the gold lemmas say, what is irregular by the list given, the regular forms of the corpora's
/// base forms that the rules get wrong, and the inflected forms whose lemma by rule never occurs where another spelling of it does.
[[nodiscard]] std::string learn_lemmas(const std::vector<Sentence>& sentences, const std::string& irregular);

}  // namespace readout::train
