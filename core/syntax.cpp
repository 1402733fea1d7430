// Analyses the structure of sentences: dependencies, phrases, clauses. Entry points: analyse_syntax, analyse_sentences.
#include "syntax.hpp"

#include "language_data.hpp"
#include "stages.hpp"
#include "syntax_parts.hpp"

namespace readout {
namespace {

void analyse(Document& document, const Language& language, Sentence& sentence, ParseState& state) {
  if (sentence.parsed) return;
  sentence.parsed = true;
  sentence.phrases.begin = static_cast<std::uint32_t>(document.phrases.size());
  sentence.clauses.begin = static_cast<std::uint32_t>(document.clauses.size());
  language.parser.parse(document, sentence.tokens, state);
  mend_tree(document, sentence.tokens, language.words);
  find_phrases(document, sentence.tokens);
  sentence.phrases.end = static_cast<std::uint32_t>(document.phrases.size());
  find_clauses(document, sentence);
  sentence.clauses.end = static_cast<std::uint32_t>(document.clauses.size());
}

}  // namespace

void analyse_sentences(Document& document, const Language& language, TokenRange tokens) {
  if (tokens.empty() || !language.parser.loaded()) return;
  ParseState state;
  const std::uint32_t last = document.tokens[tokens.end - 1].sentence;
  for (std::uint32_t i = document.tokens[tokens.begin].sentence; i <= last; ++i) analyse(document, language, document.sentences[i], state);
}

void analyse_syntax(Document& document, const Language& language) {
  analyse_sentences(document, language, {0, static_cast<std::uint32_t>(document.tokens.size())});
}

}  // namespace readout
