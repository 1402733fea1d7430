// Lemmas by suffix rules and a list of exceptions. Internal to the language layer. Entry points: Lemmatizer::load, lemma.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace readout {

class Lemmatizer {
 public:
  /// One exception a line: class, form, lemma ("v went go"). Classes: n (nouns), v (verbs), a (adjectives and adverbs), o (other).
  /// Returns what is wrong with the file, or an empty string.
  [[nodiscard]] std::string load(std::string_view content);

  /// `text` as written, `lower` its lower-cased form, and the tags that the tagger gave. Names keep their capitals.
  [[nodiscard]] std::string lemma(std::string_view text, const std::string& lower, std::string_view xpos, std::string_view upos) const;

 private:
  std::unordered_map<std::string, std::string> exceptions_;  ///< key: class letter and form
};

/// The lemma that the suffix rules alone give to a regular form. Shared with the program that learns the exceptions.
[[nodiscard]] std::string lemma_by_rule(const std::string& lower, std::string_view xpos);

/// The class letter of a Penn tag.
[[nodiscard]] char lemma_class(std::string_view xpos);

}  // namespace readout
