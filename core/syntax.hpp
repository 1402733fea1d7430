// What can be asked of an analysed sentence: who does what to whom, what is said, what stands beside a name.
// All ranges are of token indexes, and empty where there is nothing. No function allocates unless it gives a list, and each costs
// at most the length of the sentence. Entry points: the functions below; analyse_syntax (stages.hpp) fills what they read.
//
// A "predicate" is the index of any token of a verb group, or of a noun or adjective that is one ("is ready", "their refusal").
//   "Armenia, the host, was urged by Mr. Li to say that it agreed."   of "urged":  subject_of = object_of = "Armenia, the host",
//   agent_of = "Mr. Li", complement_of = "to say that it agreed";     of "say":  agent_of = "Armenia, the host",
//   complement_of = "that it agreed"
#pragma once

#include <vector>

#include "model.hpp"

namespace readout {

/// The token that stands for the predicate a token belongs to: the head of its verb group, or else itself.
[[nodiscard]] std::uint32_t predicate_of(const Document& document, std::uint32_t token);

/// The grammatical subject, of a passive too. A verb without one of its own has that of the verb that it is coordinated with; a
/// relative clause that of the noun it modifies ("who", "which", "that" stand for it); an infinitive or participle that of the
/// clause above, as its governor's subject or object controls it.
[[nodiscard]] TokenRange subject_of(const Document& document, std::uint32_t predicate);

/// Who does it: the subject of an active predicate, the "by" phrase of a passive one. Without "by".
[[nodiscard]] TokenRange agent_of(const Document& document, std::uint32_t predicate);

/// To whom or what it is done: the direct object of an active predicate, the subject of a passive one.
[[nodiscard]] TokenRange object_of(const Document& document, std::uint32_t predicate);

/// The person told, given or shown: "told reporters that ..." (an object beside a complement), "gave him a book".
[[nodiscard]] TokenRange recipient_of(const Document& document, std::uint32_t predicate);

/// What is said, thought, wanted, begun ...: the clause that completes a predicate, with its "that", "to" or question word, without
/// marks around it. Also where the verb of saying stands after or inside of what it tells ("Z, said X"; "it would, X said, ...");
/// then the range is the clause's larger part beside the predicate.
[[nodiscard]] TokenRange complement_of(const Document& document, std::uint32_t predicate);

/// The apposition of the noun phrase that a token heads: "Li, the minister of trade" gives "the minister of trade".
[[nodiscard]] TokenRange apposition_of(const Document& document, std::uint32_t token);

/// The conjuncts of a coordination, the first included, each with its own modifiers but without the others: "A, B of C and D".
/// A token outside of any coordination gives its own subtree alone.
[[nodiscard]] std::vector<TokenRange> conjuncts_of(const Document& document, std::uint32_t token);

/// The noun phrase that depends on a predicate or noun through a preposition: prepositional_of(met, "with") of "met with him".
[[nodiscard]] TokenRange prepositional_of(const Document& document, std::uint32_t token, std::string_view preposition);

/// The smallest clause that holds a token, an index into Document::clauses, or `none`.
[[nodiscard]] std::uint32_t clause_of(const Document& document, std::uint32_t token);

/// The words of a clause (an index into Document::clauses) without those of the clauses inside it, as ranges from left to right: of "Chile,
/// which never left, agreed" it is "Chile," and ", agreed".
[[nodiscard]] std::vector<TokenRange> clause_words(const Document& document, std::uint32_t clause);

}  // namespace readout
