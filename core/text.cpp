// Splits a text into tokens, sentences, paragraphs and quotations. Entry point: split_text.
#include "text_parts.hpp"

namespace readout {

void split_text(Document& document, const Language& language) {
  document.words = {};
  std::vector<Gap> gaps = split_tokens(document, language);
  join_wrapped_lines(document, gaps);
  split_sentences(document, gaps, language);
  pair_quotes(document);
}

}  // namespace readout
