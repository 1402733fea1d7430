// Tags that another tagger gives, beside the words of the corpora. Entry points: write_sentences, Hints.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus.hpp"

namespace readout::train {

/// Adds a line for each sentence that `seen` does not hold, its words with tabs between them: what tags.py reads.
void write_sentences(const std::vector<Sentence>& sentences, std::set<std::string>& seen, std::ostream& out);

/// The tags of sentences by their words.
class Hints {
 public:
  /// Two files of as many lines: sentences, and the tags of their words with tabs between them.
  Hints(const std::string& sentences, const std::string& tags);

  /// Numbers the hints of each word. Throws if a sentence has none.
  void put(std::vector<Sentence>& sentences) const;

 private:
  std::map<std::string, std::vector<std::uint16_t>> tags_;
};

}  // namespace readout::train
