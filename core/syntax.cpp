// Analyses the structure of sentences: dependencies, phrases, clauses. Entry point: analyse_syntax.
#include "syntax.hpp"

#include "language_data.hpp"
#include "stages.hpp"
#include "syntax_parts.hpp"

namespace readout {

void analyse_syntax(Document& document, const Language& language) {
  if (!language.parser.loaded()) return;
  ParseState state;
  for (const Sentence& sentence : document.sentences) {
    language.parser.parse(document, sentence.tokens, state);
    mend_tree(document, sentence.tokens, language.words);
    find_phrases(document, sentence.tokens);
    find_clauses(document, sentence.tokens);
  }
}

}  // namespace readout
