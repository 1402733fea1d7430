// Noun phrases and verb groups from the tree. Entry point: find_phrases.
#include <algorithm>
#include <array>

#include "syntax_parts.hpp"

namespace readout {
namespace {

constexpr std::array<std::string_view, 14> kBeforeNoun{"det",       "det:predet", "amod",      "nummod",       "compound",
                                                       "nmod:poss", "flat",       "case",      "punct",        "goeswith",
                                                       "fixed",     "advmod",     "nmod:desc", "nmod:unmarked"};

/// What an infinitive's governor makes of it, by the governor's own form: an adjective or participle after "be", or a verb.
struct Governor {
  std::string_view form, modality;
};
constexpr std::array<Governor, 27> kGovernors{{{"ready", "be ready to"},
                                               {"willing", "be willing to"},
                                               {"unwilling", "be unwilling to"},
                                               {"able", "be able to"},
                                               {"unable", "be unable to"},
                                               {"set", "be set to"},
                                               {"due", "be due to"},
                                               {"likely", "be likely to"},
                                               {"unlikely", "be unlikely to"},
                                               {"prepared", "be prepared to"},
                                               {"bound", "be bound to"},
                                               {"about", "be about to"},
                                               {"expected", "be expected to"},
                                               {"supposed", "be supposed to"},
                                               {"scheduled", "be scheduled to"},
                                               {"determined", "be determined to"},
                                               {"eager", "be eager to"},
                                               {"keen", "be keen to"},
                                               {"reluctant", "be reluctant to"},
                                               {"going", "be going to"},
                                               {"poised", "be poised to"},
                                               {"obliged", "be obliged to"},
                                               {"have", "have to"},
                                               {"has", "have to"},
                                               {"had", "have to"},
                                               {"having", "have to"},
                                               {"used", "used to"}}};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  for (const std::string_view other : words)
    if (word == other) return true;
  return false;
}

bool is_nominal(const Token& token) {
  return token.upos == "NOUN" || token.upos == "PROPN" || token.upos == "PRON" || token.xpos == "CD" || token.xpos == "DT";
}

/// A noun phrase is headed by a nominal that is no part of another's words.
bool heads_noun_phrase(const Token& token) {
  if (!is_nominal(token)) return false;
  const std::string_view relation = plain_relation(token.deprel);
  if (token.deprel == "nmod:poss") return true;
  constexpr std::array<std::string_view, 14> inner{"det",  "nummod", "compound", "flat", "fixed",  "case", "cc",
                                                   "mark", "punct",  "goeswith", "amod", "advmod", "expl", "aux"};
  return !is_one_of(relation, inner) || (relation == "expl" && token.upos == "PRON");
}

class Phrases {
 public:
  Phrases(Document& document, TokenRange tokens) : document_(document), tokens_(tokens), first_(document.phrases.size()) {}

  void run() {
    for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) {
      if (heads_noun_phrase(token(i))) add_noun_phrase(i);
      if (heads_verb_group(i)) add_verb_group(i);
    }
    std::sort(document_.phrases.begin() + static_cast<std::ptrdiff_t>(first_), document_.phrases.end(),
              [](const Phrase& a, const Phrase& b) {
                if (a.tokens.begin != b.tokens.begin) return a.tokens.begin < b.tokens.begin;
                if (a.tokens.end != b.tokens.end) return a.tokens.end > b.tokens.end;
                return a.head != b.head ? a.head < b.head : a.kind < b.kind;
              });
    for (std::size_t p = first_; p < document_.phrases.size(); ++p) mark_tokens(static_cast<std::uint32_t>(p));
    for (std::size_t p = first_; p < document_.phrases.size(); ++p) take_governor(document_.phrases[p]);
  }

 private:
  [[nodiscard]] Token& token(std::uint32_t i) const { return document_.tokens[i]; }

  /// A possessor is a phrase of its own inside the one that it belongs to; the inner one, which begins as early and is shorter, comes
  /// later.
  void mark_tokens(std::uint32_t phrase) {
    const Phrase& p = document_.phrases[phrase];
    for (std::uint32_t i = p.tokens.begin; i < p.tokens.end; ++i)
      if (p.kind == PhraseKind::noun || belongs_to_group(i, p.head)) token(i).phrase = phrase;
  }

  // --- noun phrases ---

  /// From the leftmost modifier before the head to the last part of its name.
  void add_noun_phrase(std::uint32_t head) {
    Phrase phrase;
    phrase.head = head;
    phrase.tokens = {head, head + 1};
    for (std::uint32_t i = token(head).subtree.begin; i < token(head).subtree.end; ++i)
      if (token(i).head == head) take_noun_part(i, phrase);
    const std::string_view xpos = token(head).xpos;
    phrase.number = xpos == "NNS" || xpos == "NNPS" || is_plural_pronoun(token(head).lower) ? "plural" : "singular";
    document_.phrases.push_back(phrase);
  }

  void take_noun_part(std::uint32_t i, Phrase& phrase) {
    const Token& part = token(i);
    const bool before = i < phrase.head;
    const std::string_view relation = part.deprel;
    if (!before) {
      if (relation == "flat" || relation == "goeswith" || relation == "fixed" || (relation == "compound" && i == phrase.tokens.end) ||
          (relation == "nummod" && i == phrase.tokens.end))
        phrase.tokens.end = part.subtree.end;
      return;
    }
    if (!is_one_of(relation, kBeforeNoun)) return;
    if (relation == "case" && token(phrase.head).subtree.begin <= i) return;
    if (relation == "punct" || relation == "advmod") return;
    phrase.tokens.begin = std::min(phrase.tokens.begin, part.subtree.begin);
    if (relation == "nmod:poss") phrase.possessor = part.subtree;
    if (relation == "det") {
      phrase.determiner = part.subtree;
      phrase.negated = part.lower == "no" || part.lower == "neither";
    }
    if (relation == "nummod") phrase.quantity = part.subtree;
  }

  static bool is_plural_pronoun(std::string_view lower) {
    constexpr std::array<std::string_view, 10> plural{"they",  "them", "we",         "us",        "these",
                                                      "those", "both", "themselves", "ourselves", "many"};
    return is_one_of(lower, plural);
  }

  // --- verb groups ---

  [[nodiscard]] bool has_dependent(std::uint32_t head, std::string_view relation) const {
    for (std::uint32_t i = token(head).subtree.begin; i < token(head).subtree.end; ++i)
      if (token(i).head == head && token(i).deprel == relation) return true;
    return false;
  }

  /// Verbs that are no auxiliaries or modifiers of nouns before them, and what a copula makes a predicate.
  [[nodiscard]] bool heads_verb_group(std::uint32_t i) const {
    const Token& t = token(i);
    const std::string_view relation = plain_relation(t.deprel);
    if (relation == "aux" || relation == "cop" || relation == "case" || relation == "mark" || relation == "compound" || relation == "cc")
      return false;
    if (t.xpos.substr(0, 2) == "VB") return relation != "amod" && relation != "flat" && relation != "fixed";
    return has_dependent(i, "cop") || has_dependent(i, "aux");
  }

  /// Whether a token within the bounds of a verb group is one of its words: adverbs between them, say, are; a subject is not.
  [[nodiscard]] bool belongs_to_group(std::uint32_t i, std::uint32_t head) const {
    if (i == head) return true;
    if (token(i).head != head) return false;
    const std::string_view relation = token(i).deprel;
    return plain_relation(relation) == "aux" || relation == "cop" || relation == "compound:prt" || is_negation(i) || is_infinitive_mark(i);
  }
  [[nodiscard]] bool is_negation(std::uint32_t i) const {
    constexpr std::array<std::string_view, 5> words{"not", "n't", "never", "n’t", "cannot"};
    return is_one_of(token(i).lower, words);
  }
  [[nodiscard]] bool is_infinitive_mark(std::uint32_t i) const { return token(i).deprel == "mark" && token(i).xpos == "TO"; }

  /// What the auxiliaries of a verb say, read from left to right.
  struct Reading {
    std::string_view modal, first_tag;
    bool to = false, have = false, be = false, passive = false, perfect = false, progressive = false, future = false, copula = false,
         finite = false;
  };

  void add_verb_group(std::uint32_t head) {
    Phrase phrase;
    phrase.kind = PhraseKind::verb;
    phrase.head = head;
    phrase.tokens = {head, head};
    const bool nominal = is_nominal(token(head));
    Reading reading;
    for (std::uint32_t i = token(head).subtree.begin; i < token(head).subtree.end; ++i) {
      if (!belongs_to_group(i, head)) continue;
      if (is_negation(i)) phrase.negated = true;
      if (i != head || token(i).xpos.substr(0, 2) == "VB") read_word(i, head, reading);
      if (i == head && nominal) continue;
      phrase.tokens.begin = phrase.tokens.empty() ? i : std::min(phrase.tokens.begin, i);
      phrase.tokens.end = std::max(phrase.tokens.end, i + 1);
    }
    if (phrase.tokens.empty()) return;
    finish(phrase, reading);
    document_.phrases.push_back(phrase);
  }

  void read_word(std::uint32_t i, std::uint32_t head, Reading& reading) const {
    const Token& t = token(i);
    if (is_infinitive_mark(i)) reading.to = true;
    if (t.xpos == "MD") {
      if (t.lemma == "will" || t.lemma == "shall" || t.lower == "'ll" || t.lower == "wo")
        reading.future = true;
      else
        reading.modal = modal_name(t);
    }
    if (t.xpos == "MD" || t.xpos == "VBD" || t.xpos == "VBZ" || t.xpos == "VBP") {
      reading.finite = true;
      if (reading.first_tag.empty()) reading.first_tag = t.xpos;
    }
    if (reading.have && t.xpos == "VBN") reading.perfect = true;
    if (reading.be && t.xpos == "VBG" && i == head) reading.progressive = true;
    if (t.deprel == "aux:pass") reading.passive = true;
    if (i == head) return;
    reading.copula = reading.copula || t.deprel == "cop";
    if (t.lemma == "have") reading.have = true;
    if (t.lemma == "be") {
      reading.progressive = reading.progressive || (reading.be && t.xpos == "VBG");
      reading.be = true;
    }
  }

  /// As it is written in full.
  static std::string_view modal_name(const Token& t) {
    constexpr std::array<std::string_view, 9> modals{"can", "could", "may", "might", "must", "should", "would", "ought", "need"};
    if (t.lower == "'d") return "would";
    if (t.lower == "ca") return "can";
    for (const std::string_view modal : modals)
      if (t.lower == modal || t.lemma == modal) return modal;
    return "can";
  }

  void finish(Phrase& phrase, Reading& reading) const {
    const Token& head = token(phrase.head);
    phrase.finite = reading.finite;
    const bool participle = head.xpos == "VBN" && !reading.have && !reading.be && !reading.copula;
    phrase.voice = reading.passive || participle ? "passive" : "active";
    phrase.aspect = reading.perfect && reading.progressive ? "perfect progressive"
                    : reading.perfect                      ? "perfect"
                    : reading.progressive                  ? "progressive"
                                                           : "simple";
    phrase.modality = reading.copula && reading.to && head.xpos == "VB" ? "be to" : reading.modal;
    if (reading.future)
      phrase.tense = "future";
    else if (reading.finite && (reading.modal.empty() || reading.first_tag != "MD"))
      phrase.tense = reading.first_tag == "VBD" ? "past" : "present";
    else if (reading.finite)
      phrase.tense = "present";
  }

  /// "is not ready to meet": the infinitive has the modality, tense and negation of what governs it.
  void take_governor(Phrase& phrase) const {
    if (phrase.kind != PhraseKind::verb || phrase.finite || !phrase.modality.empty() || !is_infinitive_mark(phrase.tokens.begin)) return;
    const Token& head = token(phrase.head);
    if (head.deprel != "xcomp" || head.head == none) return;
    const auto known =
        std::find_if(kGovernors.begin(), kGovernors.end(), [&](const Governor& g) { return g.form == token(head.head).lower; });
    if (known == kGovernors.end()) return;
    for (std::size_t p = first_; p < document_.phrases.size(); ++p) {
      const Phrase& governor = document_.phrases[p];
      if (governor.kind != PhraseKind::verb || governor.head != head.head) continue;
      phrase.modality = known->modality;
      phrase.tense = known->modality == "be going to" ? "future" : governor.tense;
      phrase.negated = phrase.negated || governor.negated;
    }
  }

  Document& document_;
  TokenRange tokens_;
  std::size_t first_;
};

}  // namespace

std::string_view plain_relation(std::string_view deprel) { return deprel.substr(0, deprel.find(':')); }

void find_phrases(Document& document, TokenRange tokens) { Phrases(document, tokens).run(); }

}  // namespace readout
