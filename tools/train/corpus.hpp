// Annotated text as the tagger will see it: split by the engine's own rules, with the gold tags put on its tokens.
// Entry points: read_gum, read_treebank, read_masc, read_plain.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "language_data.hpp"
#include "tagger_features.hpp"

namespace readout::train {

struct Word {
  std::string text, lower, lemma, xpos, upos;  ///< empty tags: not to be learned from; empty upos alone: known by its Penn tag only
  WordView view;
  std::uint8_t gold = kNoLabel;    ///< label, if it is known
  std::set<std::uint8_t> allowed;  ///< labels among which the model may choose, if it is not
  std::uint16_t hint = 0;          ///< the tag that another tagger gives it, by number; 0 is none
};
using Sentence = std::vector<Word>;

struct Corpus {
  std::vector<Sentence> train, development;
};

/// Documents of a file that are not learned from, by their numbers.
struct LeftOut {
  static constexpr int kFolds = 4;
  bool development = true;  ///< those that are held out
  int fold = -1;            ///< those whose number leaves this rest, so that a tagger stands for them that has not read them; -1 for none

  [[nodiscard]] bool in_fold(std::size_t document) const { return fold >= 0 && document % kFolds == static_cast<std::size_t>(fold); }
};

/// Adds gum/*.conllu. Held out for development: every fourth document of news, every eighth of the other genres.
void read_gum(const std::string& folder, const Language& language, LeftOut left_out, Corpus& corpus);

/// Adds the *.conllu of another treebank.
void read_treebank(const std::string& folder, const Language& language, LeftOut left_out, Corpus& corpus);

/// The sentences of a file of lines of word_TAG; lines that begin with # are left out.
[[nodiscard]] std::vector<Sentence> read_tagged(const std::string& path);

/// Adds masc/*.txt. Held out are every fourth of the files that CATEGORIES calls newspaper, and every twelfth of the others; development
/// receives the newspapers.
void read_masc(const std::string& folder, bool keep_all, Corpus& corpus);

/// The words of the plain articles in news/*.jsonl.
[[nodiscard]] std::vector<Sentence> read_plain(const std::string& folder, const Language& language);

/// The string after `"text": "` of a line of JSON.
[[nodiscard]] std::string json_text(const std::string& line);

[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace readout::train
