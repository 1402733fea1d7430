// The steps of the syntax stage after the parse. Internal. Entry points: mend_tree, find_phrases, find_clauses.
#pragma once

#include "model.hpp"

namespace readout {

struct WordLists;

/// syntax_mend.cpp. In: the tree of a sentence. Out: a tree of the same words, where some relations are others and some words depend
/// on a word further up.
void mend_tree(Document& document, TokenRange tokens, const WordLists& words);

/// syntax_phrases.cpp. In: heads of a sentence's tokens. Out: its noun phrases and verb groups; Token::phrase.
void find_phrases(Document& document, TokenRange tokens);

/// syntax_clauses.cpp. In: heads and verb groups of a sentence. Out: its clauses.
void find_clauses(Document& document, const Sentence& sentence);

/// The relation without its subtype: "nsubj" of "nsubj:pass".
[[nodiscard]] std::string_view plain_relation(std::string_view deprel);

}  // namespace readout
