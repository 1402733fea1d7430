// Mentions of positions to records: the one class that positions.cpp, position_targets.cpp and position_tones.cpp fill by sense. Internal.
// Entry point: PositionBuilder.
#pragma once

#include <algorithm>
#include <map>
#include <optional>

#include "event_parts.hpp"

namespace readout {

/// The mentions of one type, to be asked which lie inside some words.
class MentionList {
 public:
  MentionList(const Document& document, Symbol type) : doc_(document) {
    for (const Mention& mention : document.mentions)
      if (type && mention.type == type && !mention.tokens.empty()) mentions_.push_back(&mention);
    std::stable_sort(mentions_.begin(), mentions_.end(),
                     [](const Mention* a, const Mention* b) { return a->tokens.begin < b->tokens.begin; });
  }

  [[nodiscard]] const std::vector<const Mention*>& all() const { return mentions_; }

  [[nodiscard]] std::vector<const Mention*> inside(const SpanSet& words) const {
    std::vector<const Mention*> out;
    for (const Range span : words.spans) {
      const auto begins_before = [&](const Mention* mention, std::uint32_t byte) { return doc_.bytes(mention->tokens).begin < byte; };
      for (auto at = std::lower_bound(mentions_.begin(), mentions_.end(), span.begin, begins_before); at != mentions_.end(); ++at) {
        const Range bytes = doc_.bytes((*at)->tokens);
        if (bytes.begin >= span.end) break;
        if (span.covers(bytes)) out.push_back(*at);
      }
    }
    return out;
  }

 private:
  const Document& doc_;
  std::vector<const Mention*> mentions_;
};

/// Words of positions in text order, to be asked whose lie inside a content.
class WordsOfPositions {
 public:
  explicit WordsOfPositions(std::vector<std::pair<Range, std::uint32_t>> words) : words_(std::move(words)) {
    std::stable_sort(words_.begin(), words_.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
  }

  static WordsOfPositions cues(const std::vector<Position>& positions) {
    std::vector<std::pair<Range, std::uint32_t>> words;
    for (std::uint32_t i = 0; i < positions.size(); ++i)
      if (!positions[i].cue.spans.empty()) words.emplace_back(positions[i].cue.spans.front(), i);
    return WordsOfPositions(std::move(words));
  }

  /// Indexes of positions.
  [[nodiscard]] Indexes inside(Range content) const {
    Indexes out;
    const auto begins_before = [](const auto& words, std::uint32_t byte) { return words.first.begin < byte; };
    auto at = std::lower_bound(words_.begin(), words_.end(), content.begin, begins_before);
    for (; at != words_.end() && at->first.begin < content.end; ++at)
      if (content.covers(at->first)) out.push_back(at->second);
    return out;
  }

  [[nodiscard]] Indexes inside(const SpanSet& content) const {
    Indexes out;
    for (const Range span : content.spans)
      for (const std::uint32_t index : inside(span)) out.push_back(index);
    return out;
  }

 private:
  std::vector<std::pair<Range, std::uint32_t>> words_;
};

/// Builds the positions of one document, whose actors and dates are linked already. Holds references to all arguments.
class PositionBuilder {
 public:
  PositionBuilder(Document& document, const Program& program, const EventReader& reader);

  /// Reads one mention <position>, in text order: a position for each of its holders.
  void add(const Mention& mention);
  /// "I" and "we" in a quotation, and "it" that begins a content: the holder of the nearest position whose content they stand in.
  void resolve_speakers();

 private:
  /// What the rule told of a position that is of use only here.
  struct Traits {
    bool inferred_target = false;  ///< no field names its target
    bool performs = false;         ///< what is said makes its act: "said: we will rebuild it"
    bool judges = false;           ///< its cue calls something by a name: "described the raid as a crime"
    bool voice = false;            ///< of whoever speaks where it stands: "Chile must leave"
  };

  /// A pronoun as holder that is no actor yet, and where it stands.
  struct Pronoun {
    std::uint32_t byte = 0;
    bool first_person = false, plural = false;
  };

  /// The words of judgement in a content: how many for and against, and the act that its first sentence performs; words that
  /// perform another act count for nothing.
  struct Verdict {
    int judged = 0, performed = 0;  ///< pro less con: of words that only judge, of words that perform an act
    std::string act;
    TokenRange act_words;
    std::vector<std::pair<TokenRange, int>> words;  ///< of those that judge
  };

  // ---- reading, and who speaks (positions.cpp)
  [[nodiscard]] std::optional<Pronoun> pronoun_of(const Mention& mention) const;
  /// Whom the words of the holder mean: a pronoun in the plural may mean more than coreference linked it to.
  [[nodiscard]] Indexes holders_of(const Mention& mention, const std::optional<Pronoun>& pronoun) const;
  /// All who took part in the meeting told last, in the sentence or the one before, where "they" are no actor: "Ruiz met Dahl. They said".
  [[nodiscard]] Indexes who_met(const Mention& mention, const Pronoun& they) const;
  /// All who took the position told last, in the sentence or the one before, where "they" are nobody else: "Ruiz and the ministers
  /// condemned it. They said".
  [[nodiscard]] Indexes who_acted(const Mention& mention, const Pronoun& they, const Indexes& known) const;
  /// All who signed a text together, where it says "we".
  [[nodiscard]] Indexes who_signed(const Pronoun& we) const;
  [[nodiscard]] bool is_named_in(const SpanSet& words, std::uint32_t actor) const;
  static Indexes others(const Indexes& all, std::uint32_t one);
  /// Who issued "the statement" that says something, and who "we" and "I" outside any quotation are: the last country or
  /// organisation that took a position before; for "I", and where there is none, the author of the text.
  void find_issuers();
  /// Who signs the text: the field `name` of a mention <author>.
  [[nodiscard]] std::uint32_t first_named(const MentionList& mentions) const;
  /// What a coded position is about, by the words of its content: the contexts of its code, in text order.
  void find_contexts();
  [[nodiscard]] std::string quote_of(const Mention& mention) const;
  /// A position told inside another's content is reported by that one's holder, outermost first.
  void report_nested();
  /// In a speaker's own words, what takes no stance and adds no voice is no position of its own: "I think", "people say".
  void drop_idle();
  void drop(const std::vector<bool>& unwanted);
  /// What is said to be necessary is a demand of who speaks there, unless nobody does or his statement is taken as one already.
  void drop_unvoiced();

  // ---- whom a position is about (position_targets.cpp)
  /// Whose affair it is, where the rule does not say: whose something is that the content begins with ("his order", "Chile's
  /// offer"); else of the actors in the content the first who is neither the holder nor the holder's own country, with those named
  /// in one breath with him; those inside a description, and the holder's country, only where there is no other; then, with `any`,
  /// descriptions. With `against`, nobody to whom a harm is done ("the arrest of Ana Ruiz by Chile").
  [[nodiscard]] Indexes target_in(const Mention& mention, const Indexes& holders, bool any, bool against) const;
  /// The actor whose words, a possessive, begin a content, but for a determiner or "that".
  template <typename Accepts>
  [[nodiscard]] Indexes owner_of_opening(const SpanSet& content, const std::vector<const Mention*>& edges, const Indexes& holders,
                                         const Accepts& accepts) const;
  /// The countries whose doing an adjective tells with which a content begins ("the Norwegian raid on Chile"), unless it is part of what
  /// names somebody, as one of the edges.
  [[nodiscard]] Indexes nation_of_opening(const SpanSet& content, const std::vector<const Mention*>& edges, const Indexes& holders) const;
  template <typename Accepts>
  [[nodiscard]] Indexes first_other(const std::vector<const Mention*>& edges, const Indexes& holders, const Accepts& accepts) const;
  /// Only the way something was said: "on Twitter".
  [[nodiscard]] bool is_channel(const Mention& edge) const;
  /// The countries, among the actors, whose people or doings an adjective names: mentions <party> inside some words.
  [[nodiscard]] Indexes parties_in(const SpanSet& words, const Indexes& holders) const;
  /// A description that names a country stands for it too: "the Chilean ambassador".
  void add_countries(Indexes& targets, const SpanSet& content) const;
  /// Nothing but commas and conjunctions stands between two tokens.
  [[nodiscard]] bool joined(std::uint32_t from, std::uint32_t to) const;
  /// Whose affair something is that is only referred to: "criticised the move" means who took the last position before, and one
  /// who goes on judging goes on about whom he judged in the sentences before.
  void find_anaphoric_targets();
  /// Whether nobody but the holder's own country is known to be concerned.
  [[nodiscard]] bool is_own_affair(std::size_t index) const;
  /// Who did or said what an anaphor of this kind means. What was said ("said"), by all who took the last position before. An
  /// agreement ("joint"): the parties of the last one. A deed: of those who promised, agreed, refused or announced something, who
  /// is named most often; else of who took the last position before that does not only judge.
  [[nodiscard]] Indexes referred_to(std::size_t index, const std::string& kind) const;
  /// All who took a position with the same words.
  [[nodiscard]] Indexes holders_with(std::size_t index) const;
  /// These, and, with `towards`, their targets; without the holders of another position.
  [[nodiscard]] Indexes parties_of(std::size_t index, std::size_t asking, bool towards = true) const;
  [[nodiscard]] std::ptrdiff_t mentions_before(std::uint32_t actor, std::uint32_t byte) const;
  /// Whether a position only judges what another has done.
  [[nodiscard]] static bool is_answer(const Position& position);
  [[nodiscard]] static bool is_deed(const Position& position);
  /// Whether a position can refer to another: of somebody else, who is neither of the holder's country nor named in
  /// its source ("Chile's envoy"), and not about the same words.
  [[nodiscard]] bool can_be_meant(const Position& position, const Position& other) const;
  [[nodiscard]] static bool reports(const Position& position, std::uint32_t actor);
  /// The byte after the first few words of a content, as far as an anaphor is its subject or object and no mere detail.
  [[nodiscard]] std::uint32_t end_of_opening(const Position& position) const;
  /// A plain report is about nobody but its subject: of "a call between Chile and Peru was postponed" none.
  void narrow_reports();
  /// The first noun phrase of a content, without what prepositions add to it; all of a content that has no verb.
  [[nodiscard]] Range subject_range(Range content) const;
  /// Takes the last of some actors who is not the holder as target, unless it is one already.
  void aim_at(Position& position, const Indexes& actors) const;
  /// Who is judged is the one named last before the first word that judges him, in its sentence.
  void judge_nearest(Position& position, const Verdict& verdict, int balance) const;

  // ---- what a statement amounts to (position_tones.cpp)
  /// Gives a plain statement the act and the stance that its content tells, as far as its holder says it and nobody quoted in it.
  void take_tones();
  /// What somebody says he will do is no second position of his: "said he would vote against it" is a refusal.
  void take_own_deeds();
  /// Whether a position is told as what will be done.
  [[nodiscard]] bool is_ahead(const Position& told) const;
  /// Who says what he himself, or his country, wants or refuses takes that side by saying so: "said he would not approve it".
  void take_own_stances();
  /// Whether who tells of a position of his own takes it by telling of it.
  [[nodiscard]] static bool is_stand(const Position& told);
  /// Whether what one holds the other holds: himself, or the country whose he is.
  [[nodiscard]] bool speaks_for(std::uint32_t speaker, std::uint32_t holder) const;
  void set_act(Position& position, const std::string& act) const;
  [[nodiscard]] Verdict verdict_of(const Position& position, const Indexes& told) const;
  [[nodiscard]] bool is_condition(Range words) const;
  /// Whether a tone tells what its speaker does himself, where it says whose doing it is.
  [[nodiscard]] bool is_own(const Mention& tone, const Position& position) const;
  /// The first token of the sentence in which some words stand, or of the part of a content that they stand in.
  [[nodiscard]] std::uint32_t first_told(const Position& position, TokenRange words) const;
  /// A stance is conditional where a clause of condition stands in the first sentence of its content, and in no other's content
  /// inside that, or goes before its cue in the same sentence. What somebody would do under a condition, he has not done.
  void find_conditions();
  [[nodiscard]] bool waits_for(const Position& position, bool performs, Range condition, const Indexes& told) const;
  [[nodiscard]] bool told_by_another(const Indexes& told, const Position& position, Range at) const;
  /// The byte after the first sentence of a content that has one.
  [[nodiscard]] std::uint32_t first_sentence_end(const Position& position) const;

  // ---- places in the text
  [[nodiscard]] std::uint32_t index_from(std::uint32_t byte) const {
    return static_cast<std::uint32_t>(doc_.token_from(byte) - doc_.tokens.cbegin());
  }
  [[nodiscard]] bool quoted_at(std::uint32_t byte) const {
    const auto token = doc_.token_from(byte);
    return token != doc_.tokens.cend() && token->range.begin == byte && token->quoted;
  }
  /// The first mention of an actor, of which all are in text order, that begins at a byte or behind it.
  [[nodiscard]] std::vector<ActorMention>::const_iterator mention_from(std::uint32_t actor, std::uint32_t byte) const {
    const std::vector<ActorMention>& all = doc_.actors[actor].mentions;
    return std::lower_bound(all.begin(), all.end(), byte,
                            [](const ActorMention& mention, std::uint32_t at) { return mention.range.begin < at; });
  }
  [[nodiscard]] static bool contains(const SpanSet& set, Range range) {
    return std::any_of(set.spans.begin(), set.spans.end(), [&](Range span) { return span.covers(range); });
  }

  Document& doc_;
  const Program& program_;
  const EventReader& reader_;
  static constexpr std::uint32_t meeting_reach = 2;      ///< sentences: from "they" back to the meeting of a few
  static constexpr std::size_t few = 3;                  ///< participants
  static constexpr std::uint32_t own_reach = 8;          ///< words: as far as "that in the end his government" goes before a verb
  static constexpr std::uint32_t opening = 6;            ///< bytes: as far as "that " goes before the subject of a content
  static constexpr std::uint32_t anaphor_reach = 5;      ///< words: "that the recent decision"
  static constexpr std::size_t anaphor_positions = 256;  ///< as far back as "the move" can have been told

  /// By token: whether it lies inside a mention of a type.
  [[nodiscard]] std::vector<bool> tokens_of(const char* type) const {
    std::vector<bool> out(doc_.tokens.size());
    const MentionList mentions = list_of(type);
    for (const Mention* mention : mentions.all()) std::fill(out.begin() + mention->tokens.begin, out.begin() + mention->tokens.end, true);
    return out;
  }

  [[nodiscard]] MentionList list_of(const char* type) const { return {doc_, program_.symbols.find(type)}; }
  const MentionList parties_ = list_of("party"), writings_ = list_of("writing"), anaphors_ = list_of("anaphor"), tones_ = list_of("tone"),
                    authors_ = list_of("author"), meetings_ = list_of("meeting"), issuers_ = list_of("issuer"), conditions_ = list_of("condition"),
                    unreal_ = list_of("unreal"), contexts_ = list_of("context");
  std::map<std::string, Indexes> countries_;            ///< actors by their code
  std::vector<std::optional<Pronoun>> pending_;         ///< by position
  std::vector<Traits> traits_;                          ///< by position
  std::vector<bool> channels_, conditional_, victims_;  ///< by token: inside a mention <channel>, <condition>, <victim>
};

}  // namespace readout
