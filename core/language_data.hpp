// What load_language reads: word lists, tagger, lemmatiser. Internal to the language layer.
#pragma once

#include "language.hpp"
#include "lemmatizer.hpp"
#include "string_table.hpp"
#include "syntax_parser.hpp"
#include "tagger.hpp"

namespace readout {

using WordSet = StringSet;

/// The sections of model/words.txt.
struct WordLists {
  WordSet title_abbreviation;            ///< keeps its full stop and never ends a sentence: "Gen."
  WordSet ending_abbreviation;           ///< keeps its full stop and may end a sentence: "Inc."
  WordSet number_abbreviation;           ///< keeps its full stop before a number only: "No."
  WordSet starter;                       ///< capitalised words that show that a sentence ended before them: "The"
  WordSet letter_name;                   ///< names of one letter with the word before them, which are no initials: "on|X"
  WordSet reporting;                     ///< verbs that go on with a sentence after a quoted question: "asked"
  WordSet credit;                        ///< capitalised words that, with a colon, tell who took a picture: "Photo"
  WordSet unit;                          ///< split from the number that they are glued to: "km"
  WordSet domain;                        ///< last parts of host names: "gov"
  WordSet elision;                       ///< words that begin with an apostrophe: "'em"
  WordSet pair;                          ///< split from each other where a hyphen joins them: "Russia-Ukraine"
  WordSet object_control;                ///< lemmas of verbs whose object does what an infinitive tells: "urge him to go"
  WordSet object_predicate;              ///< lemmas of verbs that say what their object becomes: "name her minister"
  WordSet infinitive;                    ///< lemmas of verbs that an infinitive completes: "agree to go"
  WordSet raised_infinitive;             ///< lemmas of verbs that one completes in the passive: "was said to go"
  WordSet purpose;                       ///< lemmas of verbs after which one tells what for: "met to talk"
  WordSet purpose_mark;                  ///< words before the "to" of such a one: "in order to"
  WordSet degree_mark;                   ///< words that have an infinitive tell for what it is so much: "too weak to go"
  WordSet adverbial_mark;                ///< words that open no clause which completes a verb: "because"
  WordSet infinitive_noun;               ///< lemmas of nouns that one is about: "a plan to go"
  WordSet that_noun;                     ///< lemmas of nouns that a clause with "that" is about: "the fact that"
  StringTable<std::size_t> contraction;  ///< "cannot" is split after 3 bytes
};

struct Language {
  WordLists words;
  Tagger tagger;
  Lemmatizer lemmatizer;
  Parser parser;
};

}  // namespace readout
