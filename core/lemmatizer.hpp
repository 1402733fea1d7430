// Lemmas by suffix rules and a list of exceptions. Internal to the language layer. Entry points: Lemmatizer::load, lemma.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "model.hpp"
#include "string_table.hpp"

namespace readout {

class Lemmatizer {
 public:
  /// One exception a line: class, form, lemma ("v went go"). Classes: n (nouns), v (verbs), a (adjectives and adverbs), o (other).
  /// Returns what is wrong with the file, or an empty string.
  [[nodiscard]] std::string load(std::string_view content);

  /// `text` as written, `lower` its lower-cased form, and the tags that the tagger gave. Names keep their capitals. The lemma is a
  /// part of `lower` or stands in `arena`, or in static storage.
  [[nodiscard]] std::string_view lemma(std::string_view text, std::string_view lower, std::string_view xpos, std::string_view upos,
                                       WordArena& arena) const;

 private:
  [[nodiscard]] std::string_view lemma_of_part(std::string_view lower, std::string_view xpos, std::string_view upos,
                                               WordArena& arena) const;

  std::array<StringTable<std::string>, 4> exceptions_;  ///< of nouns, verbs, adjectives and adverbs, other words
};

/// The lemma that the suffix rules alone give to a regular form. Shared with the program that learns the exceptions.
[[nodiscard]] std::string lemma_by_rule(std::string_view lower, std::string_view xpos);

/// The class letter of a Penn tag.
[[nodiscard]] char lemma_class(std::string_view xpos);

}  // namespace readout
