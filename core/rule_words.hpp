// The words of the rule language, listed once for the parser, its messages, the formatter and the grammars for editors.
// Internal. Entry point: is_reserved.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "program.hpp"

namespace readout {

template <typename Kind>
struct Named {
  std::string_view name;
  Kind kind;
};

/// What begins an item of a file, at the start of a line.
inline constexpr std::array<std::string_view, 5> item_words = {"rule", "let", "set", "fields", "import"};

/// What begins a clause of a rule.
inline constexpr std::array<std::string_view, 7> clause_words = {"match", "with", "emit", "unless", "priority", "yes", "no"};

/// These and the words above name nothing else.
inline constexpr std::array<std::string_view, 5> inner_words = {"if", "else", "ahead", "behind", "any_order"};

/// What a parameter of a `let` takes.
inline constexpr std::array<std::string_view, 5> parameter_kinds = {"pattern", "text", "number", "words", "condition"};

/// Words that mean something in one place only, and may be names elsewhere.
inline constexpr std::array<std::string_view, 11> place_words = {"before", "after", "inside", "same", "sentence", "clause",
                                                                 "at",     "in",    "has",    "use",  "not"};

/// What `with` asks of the language layer (syntax.hpp).
inline constexpr std::array<Named<RelationPlan::Kind>, 9> relation_words = {{{"subject", RelationPlan::Kind::subject},
                                                                             {"agent", RelationPlan::Kind::agent},
                                                                             {"object", RelationPlan::Kind::object},
                                                                             {"recipient", RelationPlan::Kind::recipient},
                                                                             {"complement", RelationPlan::Kind::complement},
                                                                             {"apposition", RelationPlan::Kind::apposition},
                                                                             {"conjuncts", RelationPlan::Kind::conjuncts},
                                                                             {"prepositional", RelationPlan::Kind::prepositional},
                                                                             {"subtree", RelationPlan::Kind::subtree}}};

/// What a condition compares of a token, and what it may say of it.
inline constexpr std::array<Named<Attribute>, 11> token_attributes = {{{"text", Attribute::text},
                                                                       {"lower", Attribute::lower},
                                                                       {"lemma", Attribute::lemma},
                                                                       {"tag", Attribute::tag},
                                                                       {"upos", Attribute::upos},
                                                                       {"shape", Attribute::shape},
                                                                       {"length", Attribute::length},
                                                                       {"before_hyphen", Attribute::before_hyphen},
                                                                       {"after_hyphen", Attribute::after_hyphen},
                                                                       {"deprel", Attribute::deprel},
                                                                       {"chunk", Attribute::chunk}}};
inline constexpr std::array<Named<Flag>, 9> token_flags = {{{"capitalized", Flag::capitalized},
                                                            {"upper", Flag::upper},
                                                            {"number", Flag::number},
                                                            {"punctuation", Flag::punctuation},
                                                            {"quoted", Flag::quoted},
                                                            {"sentence_start", Flag::sentence_start},
                                                            {"sentence_end", Flag::sentence_end},
                                                            {"glued", Flag::glued},
                                                            {"headline", Flag::headline}}};

[[nodiscard]] constexpr std::string_view name_of(Attribute attribute) {
  for (const auto& entry : token_attributes)
    if (entry.kind == attribute) return entry.name;
  return {};
}
[[nodiscard]] constexpr std::string_view name_of(Flag flag) {
  for (const auto& entry : token_flags)
    if (entry.kind == flag) return entry.name;
  return {};
}

template <typename List>
[[nodiscard]] constexpr bool is_listed(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

[[nodiscard]] constexpr bool is_reserved(std::string_view word) {
  return is_listed(item_words, word) || is_listed(clause_words, word) || is_listed(inner_words, word);
}

}  // namespace readout
