// Reads CoNLL-U as running text with annotated words. Entry points: read_conllu, list_files.
#pragma once

#include <string>
#include <vector>

namespace readout::train {

struct ConlluWord {
  std::size_t begin = 0, end = 0;  ///< in bytes of the document that are not white space
  std::string lemma, upos, xpos, relation;
  std::size_t head = 0;  ///< index of a word of the document, or its own for a root
  bool finite = false;   ///< VerbForm=Fin
};

struct ConlluDocument {
  std::string text;  ///< sentences with a blank between them, paragraphs with a blank line
  std::vector<ConlluWord> words;
};

/// The documents of a file, each from a "# newdoc" on. Parts of fused words are words, fused words and empty nodes are not.
/// Throws std::runtime_error where there is none.
[[nodiscard]] std::vector<ConlluDocument> read_conllu(const std::string& path);

/// The paths of the files of a folder that have an extension, in order. None if there is no such folder.
[[nodiscard]] std::vector<std::string> list_files(const std::string& folder, const std::string& extension);

[[nodiscard]] std::vector<std::string> split(const std::string& line, char by);

}  // namespace readout::train
