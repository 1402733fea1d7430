// Gold trees over our own tokens: the text is split and tagged by the engine, and the heads of the corpus are put on its tokens.
// Entry points: read_treebank, read_articles.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "language_data.hpp"
#include "model.hpp"

namespace readout::train {

inline constexpr std::uint32_t kUnknown = none - 1;  ///< head of a token whose bounds are not those of gold words

/// A document as the engine sees it, with the gold head and relation of each token (`none` for a root).
struct GoldTree {
  Document document;
  std::vector<std::uint32_t> heads;
  std::vector<std::string> relations;
  std::vector<bool> finite;  ///< the word is a finite verb or has a finite auxiliary or copula, by the gold features
  std::vector<bool> verbs;   ///< the word is a verb or an auxiliary, by the gold tags
  bool held_out = false, news = false;
};

/// Those that tag a treebank. A document is tagged by one that has not read it, as what will be parsed was not read either.
struct Taggers {
  std::shared_ptr<const Language> main;
  std::vector<std::shared_ptr<const Language>> folds;  ///< by the rest of a document's number; may be empty

  [[nodiscard]] const Language& of(std::size_t document, bool held_out) const {
    return held_out || folds.empty() ? *main : *folds[document % folds.size()];
  }
};

/// Adds the trees of a folder's *.conllu. With `hold_out`, every fourth document of news and every eighth of the others are held out.
void read_treebank(const std::string& folder, const Taggers& taggers, bool hold_out, std::vector<GoldTree>& trees);

/// Adds the plain articles of news/*.jsonl, each with no head known.
void read_articles(const std::string& folder, const Language& language, std::vector<GoldTree>& trees);

/// Adds the texts of masc/*.txt, likewise.
void read_texts(const std::string& folder, const Language& language, std::vector<GoldTree>& trees);

}  // namespace readout::train
