// Whom a pronoun may mean: who stands before it in the last sentences, agrees with it and is most salient (after the weights of Lappin and
// Leass 1994). Internal. Entry point: Antecedents::antecedent.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "actor_table.hpp"
#include "speakers.hpp"

namespace readout {

class Antecedents {
 public:
  struct Choice {
    std::uint32_t actor = none;
    double score = 0, lead = 0;  ///< lead: over the next actor; its score where there is no other
  };
  static constexpr std::uint32_t farthest = 4;  ///< sentences
  static constexpr double sure = 1.5;           ///< a lead that tells someone's gender

  /// Notes what stands around mentions, whose names are linked already. The table and the speakers are kept by reference.
  Antecedents(const ActorTable& table, const Speakers& speakers);

  /// A pronoun that means nobody known: a later one may mean the same.
  void leave_open(std::uint32_t mention) { open_.emplace(doc_.mentions[mention].tokens.begin, mention); }
  /// Whether a mention stands in a group.
  [[nodiscard]] bool in_group(const Seen& seen) const { return in_group_.contains(seen.token); }
  /// Whether a mention stands in the name of somebody else or a group ("Peru" in "Peru President Ruiz", "U.S." in "U.S. troops").
  [[nodiscard]] bool inside_another(const Seen& seen) const;
  /// How present an actor is in a sentence by one of its mentions.
  [[nodiscard]] double salience(const Seen& seen, std::uint32_t sentence) const;
  /// Whether no other actor stands before it in its sentence: most often the subject.
  [[nodiscard]] bool first_in_sentence(const Seen& seen) const;
  /// Of "in its report, NATO": who follows the phrase that a possessive begins a sentence with, or none.
  [[nodiscard]] std::uint32_t subject_after(const Mention& pronoun) const;
  /// Whom a pronoun of the third person means, or nobody where the text does not decide.
  [[nodiscard]] Choice antecedent(const Mention& pronoun) const;

 private:
  /// Which tokens stand in the name of somebody or a group, and where a name that no actor has is a subject or an owner.
  void collect_surroundings();
  /// Whether some words have the form of a subject ("Ohio delayed", "Ohio, which") or an owner ("Ohio's").
  [[nodiscard]] bool acts(TokenRange words) const;
  /// Whether a name only tells which other thing is meant ("a Facebook user").
  [[nodiscard]] bool modifies(const Seen& seen) const;
  /// Whether what begins at a token stands behind a preposition.
  [[nodiscard]] bool after_preposition(std::uint32_t before) const;
  /// Whether a place or a thing with a name may be meant by "it" or "its" rather than an actor: where it acts in the same sentence after
  /// that, or, for an "it" that begins a sentence, where it is what the sentence with the actor is about.
  [[nodiscard]] bool other_acts(const Seen& seen, const Mention& pronoun) const;
  /// Whom an object pronoun cannot mean: the one named just before, with no more than one finite verb and no border of a clause
  /// between ("Ruiz thanked him"); of an infinitive that tells what for, and of an -ing form behind a comma, the subject of the
  /// sentence ("Ruiz called Ortega in Oslo to thank him", "Ruiz met Ortega, calling him a friend").
  [[nodiscard]] std::uint32_t own_subject(const Mention& pronoun) const;
  /// Whom a possessive most likely means: whom the field `owner` names, who is joined to it ("Peru and its allies", "Peru's army and its
  /// police"), or the subject of the verb whose object it begins ("Peru recalled its envoy").
  [[nodiscard]] std::uint32_t owner_before(const Mention& pronoun) const;
  /// Whether things or people without a name stand between a mention and a pronoun ("NATO sent tanks. They ..."): "they" may be those.
  [[nodiscard]] bool things_between(const Seen& seen, const Mention& pronoun) const;
  /// Whether "it" may rather be a thing without a name: what an "it" before meant that nobody knows, what a sentence before was about that
  /// names the actor behind a preposition only; as an object one that stands between ("confirmed the plan and called it"),
  /// at the start of a sentence the one that the sentence before is about ("The plan helps Peru. It ...", "Peru's plan failed. It ...").
  [[nodiscard]] bool thing_between(const Seen& seen, const Mention& pronoun) const;
  /// Whether a pronoun may mean what an earlier one means that nobody knows: "it" another "it", but a subject no object.
  [[nodiscard]] bool alike_open(const Mention& earlier, const Mention& pronoun) const;
  /// Whether a common noun with an article or an owner stands among tokens, outside of what names an actor.
  [[nodiscard]] bool names_thing(std::uint32_t begin, std::uint32_t end) const;
  /// The last sighting of an actor before a pronoun, where there is one.
  [[nodiscard]] const Seen& last_before(std::uint32_t actor, const Mention& pronoun) const;
  /// Whom "himself" means: whoever it agrees with that stands nearest before it in its sentence.
  [[nodiscard]] Choice nearest_in_sentence(const Mention& pronoun, std::uint32_t sentence) const;
  /// A government that a sentence before is about can be "they": "The government of Chile objected. They ..."
  [[nodiscard]] bool governs(const Seen& seen) const;
  /// Whether a mention is all that a heading says: a byline ("Office of the Spokesperson"), which no sentence goes on to speak of.
  [[nodiscard]] bool byline(const Seen& seen) const;
  /// Whether a "they" that means nobody known begins the sentence with an actor, so that a "they" at the start of the next goes on with it.
  [[nodiscard]] bool open_before(const Seen& seen, const Mention& pronoun) const;
  [[nodiscard]] bool agrees(const Mention& pronoun, std::uint32_t index) const;
  /// Whether the noun of a group is one of some words; true where there are none.
  [[nodiscard]] bool is_like(std::string_view nouns, std::uint32_t group) const;
  /// The first sighting at or behind a token.
  [[nodiscard]] std::multiset<Seen, ByToken>::const_iterator seen_from(std::uint32_t token) const { return t_.seen.lower_bound(token); }

  static constexpr std::uint32_t longest_opening = 16;  ///< tokens of a phrase that a sentence begins with
  static constexpr double owner_bonus = 2.0;            ///< a possessive is rather its clause's subject's
  static constexpr double subject_bonus = 0.5;          ///< "the police said they" are rather the police than who was named before
  static constexpr double beside_bonus = 0.5;           ///< an object that is not its subject is rather whom else the sentence names
  static constexpr double things_penalty = 2.0;
  static constexpr double least_plural = 2.6;    ///< a weaker antecedent of "they" is a guess
  static constexpr double group_bonus = 1.0;     ///< "they" are rather several people than a body
  static constexpr double inside_penalty = 1.0;  ///< who is named in another's name is not spoken of
  static constexpr double object_penalty = 1.5;  ///< "they" are rather a body that is the subject

  const ActorTable& t_;
  const Document& doc_;
  const Speakers& speakers_;
  std::vector<std::uint32_t> around_;            ///< by token, the tokens of the longest name of somebody that it stands in
  std::set<std::uint32_t> in_group_;             ///< tokens of groups
  std::set<std::uint32_t> others_;               ///< the first tokens of subjects and owners that have a name and are no actors
  std::map<std::uint32_t, std::uint32_t> open_;  ///< pronouns that mean nobody known, by their first token
};

}  // namespace readout
