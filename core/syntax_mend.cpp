// Puts right what the parser cannot have meant. Entry point: mend_tree.
#include <algorithm>

#include "language_data.hpp"
#include "syntax_parts.hpp"

namespace readout {
namespace {

bool is_finite(const Token& token) { return token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP"; }

class Mender {
 public:
  Mender(Document& document, TokenRange tokens, const WordLists& words) : document_(document), tokens_(tokens), words_(words) {
    infinitive_.assign(tokens.size(), false);
    graded_.assign(tokens.size(), false);
    marks_.assign(tokens.size(), none);
    frames_.resize(tokens.size());
    for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (token(i).head != none) note(i, plain_relation(token(i).deprel));
  }

  void run() {
    for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) {
      turn_subject(i);
      take_subject(i);
      if (token(i).deprel == "iobj") name_object(i);
      if (token(i).deprel == "acl:relcl") name_content(i);
      if (token(i).deprel == "xcomp" || token(i).deprel == "ccomp" || token(i).deprel == "acl") give_subject(i);
      if (token(i).deprel == "acl") raise_infinitive(i);
      if (token(i).deprel == "csubj") name_degree(i);
      if (token(i).deprel == "advcl") raise_telling(i);
      if (token(i).deprel == "ccomp" || token(i).deprel == "advcl") name_clause(i);
      if (token(i).deprel == "ccomp" || token(i).deprel == "xcomp") lower_clause(i);
      if (token(i).deprel == "ccomp" || token(i).deprel == "xcomp") name_gerund(i);
      if (token(i).deprel == "advcl" || token(i).deprel == "xcomp" || is_about_adjective(i)) name_infinitive(i);
      if (token(i).deprel == "obj") name_predicate(i);
    }
    for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i)
      if (token(i).deprel == "xcomp") raise_predicate(i);
  }

 private:
  /// Of a verb: what settles who says and what is said.
  struct Frame {
    std::uint32_t subject = none, object = none, told_before = none, clause = none;
    bool passive = false;
  };

  [[nodiscard]] Token& token(std::uint32_t i) const { return document_.tokens[i]; }

  void note(std::uint32_t i, std::string_view relation) {
    const std::uint32_t head = token(i).head, at = head - tokens_.begin;
    Frame& frame = frames_[at];
    if (relation == "nsubj" || ((relation == "csubj" || relation == "expl") && frame.subject == none)) frame.subject = i;
    if (relation == "obj" && i > head && frame.object == none) frame.object = i;
    if ((relation == "ccomp" || relation == "parataxis") && i < head) frame.told_before = i;
    if (relation == "ccomp") frame.clause = i;
    if (token(i).deprel == "nsubj:pass" || token(i).deprel == "aux:pass") frame.passive = true;
    if (relation == "advmod" && words_.degree_mark.contains(token(i).lower)) graded_[at] = true;
    if (relation != "mark") return;
    marks_[at] = i;
    if (token(i).xpos == "TO") infinitive_[at] = true;
  }

  /// "...", said the minister: after what it completes, a finite verb's noun is its subject and no object.
  void turn_subject(std::uint32_t i) {
    const Frame& frame = frames_[i - tokens_.begin];
    if (is_finite(token(i)) && frame.subject == none && frame.object != none && frame.told_before != none)
      token(frame.object).deprel = "nsubj";
  }

  /// "officials briefed on it said that they knew": who is told of before the verb, with all that stands between, says it.
  void take_subject(std::uint32_t i) {
    const Frame& frame = frames_[i - tokens_.begin];
    const std::uint32_t clause = frame.told_before;
    if (!is_finite(token(i)) || frame.subject != none || clause == none || frame.clause == none || frame.clause <= i) return;
    const std::uint32_t subject = frames_[clause - tokens_.begin].subject;
    if (subject == none || token(subject).deprel != "nsubj" || token(clause).subtree.end != i || marks_[clause - tokens_.begin] != none)
      return;
    if (token(subject).subtree.begin != token(clause).subtree.begin || token(subject).subtree.end != clause) return;
    token(subject).subtree = token(clause).subtree;
    token(clause).subtree.begin = clause;
    token(subject).head = i;
    token(clause).head = subject;
    token(clause).deprel = "acl";
    frames_[clause - tokens_.begin].subject = none;
    frames_[i - tokens_.begin].subject = subject;
  }

  /// "urged the ban be lifted": before a bare "be", what would be the verb's object is the subject of the clause that is wished.
  void give_subject(std::uint32_t i) {
    const std::uint32_t begin = token(i).subtree.begin, head = token(i).head;
    const std::string_view relation = plain_relation(token(begin).deprel);
    if (token(begin).head != i || token(begin).xpos != "VB" || (relation != "aux" && relation != "cop")) return;
    const bool about = token(i).deprel == "acl" && token(head).deprel == "obj" && token(head).subtree.end == token(i).subtree.end;
    if (token(i).deprel == "acl" && !about) return;
    const std::uint32_t object = about ? head : frames_[head - tokens_.begin].object, verb = about ? token(head).head : head;
    if (object == none || object > i || (!about && token(object).subtree.end != begin)) return;
    token(i).head = verb;
    token(i).deprel = "ccomp";
    token(i).subtree.begin = token(object).subtree.begin;
    token(object).head = i;
    token(object).deprel = relation == "aux" ? "nsubj:pass" : "nsubj";
    token(object).subtree.end = begin;
    frames_[verb - tokens_.begin].object = none;
    frames_[verb - tokens_.begin].clause = i;
    frames_[i - tokens_.begin].subject = object;
  }

  /// "asked permission", "asked the people to help": without an object or a clause that is told, it is the object.
  void name_object(std::uint32_t i) {
    const Frame& frame = frames_[token(i).head - tokens_.begin];
    if (frame.object == none && frame.clause == none) token(i).deprel = "obj";
  }

  /// "the claim that troops had left": with a mark, the clause says what the noun is.
  void name_content(std::uint32_t i) {
    const std::uint32_t mark = marks_[i - tokens_.begin];
    if (mark != none && words_.that_noun.contains(token(token(i).head).lemma)) token(i).deprel = "acl";
  }

  /// "the army is too weak to hold it": the infinitive is no subject beside another.
  void name_degree(std::uint32_t i) {
    const std::uint32_t head = token(i).head, subject = frames_[head - tokens_.begin].subject;
    const bool other = subject != none && subject < head && plain_relation(token(subject).deprel) == "nsubj";
    if (head < i && other && infinitive_[i - tokens_.begin] && graded_[head - tokens_.begin]) token(i).deprel = "advcl";
  }

  /// "the refusal to sign angered them": a finite verb completes no other. Where the sentence has no verb above it, it is its verb, and
  /// what was the root its subject.
  void raise_predicate(std::uint32_t i) {
    if (!is_finite(token(i)) || frames_[i - tokens_.begin].subject != none) return;
    std::uint32_t root = i;
    while (token(root).head != none) {
      if (token(root).head > i) return;
      root = token(root).head;
    }
    if (token(root).upos != "NOUN" || frames_[root - tokens_.begin].subject != none) return;
    for (std::uint32_t at = token(i).head; at != root; at = token(at).head) token(at).subtree.end = std::min(token(at).subtree.end, i);
    for (std::uint32_t k = i + 1; k < tokens_.end; ++k)
      if (token(k).head != none && token(k).head < i) token(k).head = i;
    token(i).head = none;
    token(i).deprel = "root";
    token(i).subtree = token(root).subtree;
    token(root).head = i;
    token(root).deprel = "nsubj";
    token(root).subtree.end = i;
  }

  /// "urged the president to resign": the infinitive completes the verb, and is not about the noun.
  void raise_infinitive(std::uint32_t i) {
    const std::uint32_t noun = token(i).head, verb = token(noun).head;
    if (!infinitive_[i - tokens_.begin] || verb == none || verb > noun) return;
    if (words_.infinitive_noun.contains(token(noun).lemma)) return;  // "asked permission to leave"
    const std::string_view relation = plain_relation(token(noun).deprel);
    if (relation != "obj" && relation != "iobj" && token(noun).deprel != "obl:agent" && token(noun).deprel != "nsubj:pass") return;
    if (token(verb).xpos.substr(0, 2) != "VB") return;
    if (words_.object_control.contains(token(verb).lemma))
      raise(i, verb, "xcomp");
    else if (relation == "obj" && words_.purpose.contains(token(verb).lemma))
      raise(i, verb, "advcl");
  }

  [[nodiscard]] bool is_about_adjective(std::uint32_t i) const {
    return token(i).deprel == "acl" && token(token(i).head).upos == "ADJ" && infinitive_[i - tokens_.begin];
  }

  /// Which infinitives complete a verb ("asked the people to help", "agreed to go", "was said to go"), and which tell what for ("used
  /// force to go", "met to talk", "in order to go"). One that nothing is known of stays what it was.
  void name_infinitive(std::uint32_t i) {
    const std::uint32_t verb = token(i).head, mark = marks_[i - tokens_.begin];
    if (!infinitive_[i - tokens_.begin] || verb > i) return;
    if (token(verb).upos == "ADJ") {
      const bool graded = graded_[verb - tokens_.begin];
      if (graded || is_about_adjective(i)) token(i).deprel = graded ? "advcl" : "xcomp";
      return;
    }
    if (token(verb).xpos.substr(0, 2) != "VB") return;
    const std::string_view lemma = token(verb).lemma;
    const Frame& frame = frames_[verb - tokens_.begin];
    const bool has_object = frame.object != none && frame.object < i, control = words_.object_control.contains(lemma);
    const bool completes = words_.infinitive.contains(lemma);
    if (mark > tokens_.begin && words_.purpose_mark.contains(token(mark - 1).lower)) {
      token(i).deprel = "advcl";
    } else if (has_object || frame.passive) {
      const bool may = words_.raised_infinitive.contains(lemma) || words_.object_predicate.contains(lemma) ||
                       (completes && !frame.passive && !words_.purpose.contains(lemma));
      if (control)
        token(i).deprel = "xcomp";
      else if (!may && (has_object || words_.purpose.contains(lemma)))
        token(i).deprel = "advcl";
    } else if (completes && mark == verb + 1) {
      token(i).deprel = "xcomp";
    } else if (words_.purpose.contains(lemma)) {
      token(i).deprel = "advcl";
    }
  }

  /// "it seems because they left" is no complement; "admitted that they left" and ""They left," says the envoy" are.
  void name_clause(std::uint32_t i) {
    const std::uint32_t verb = token(i).head;
    std::uint32_t mark = marks_[i - tokens_.begin];
    if (token(verb).xpos.substr(0, 2) != "VB") return;
    if (const std::uint32_t begin = token(i).subtree.begin; mark == none && begin > tokens_.begin && token(begin - 1).deprel == "advmod")
      if (words_.adverbial_mark.contains(token(begin - 1).lower)) mark = begin - 1;  // "once the talks end"
    const bool telling = token(i).xpos != "VBG" && token(i).xpos != "VBN" && words_.reporting.contains(token(verb).lower);
    if (mark != none && words_.adverbial_mark.contains(token(mark).lower))
      token(i).deprel = "advcl";
    else if (mark != none && token(mark).lower == "that" && mark == token(i).subtree.begin && verb + 1 == mark)
      token(i).deprel = "ccomp";
    else if (mark == none && i < verb && telling && token(i).upos == "VERB" && frames_[i - tokens_.begin].subject != none)
      token(i).deprel = "ccomp";
  }

  /// "left after having won", "won by waiting", "ended with them winning": behind a preposition an -ing form completes no verb.
  void name_gerund(std::uint32_t i) {
    const std::uint32_t mark = marks_[i - tokens_.begin], begin = token(i).subtree.begin;
    if (mark != none) {
      const bool gerund = token(i).xpos == "VBG" || (mark < i && token(mark + 1).xpos == "VBG");
      if (gerund && token(mark).xpos == "IN" && token(mark).lower != "that") token(i).deprel = "advcl";
      return;
    }
    if (token(i).xpos != "VBG" || begin == tokens_.begin) return;
    std::uint32_t noun = begin - 1;
    while (token(noun).head != token(i).head && token(noun).head != none && token(noun).head > token(i).head) noun = token(noun).head;
    const std::uint32_t with = token(noun).subtree.begin;
    if (token(noun).head != token(i).head || token(noun).deprel != "obl" || token(noun).subtree.end != begin) return;
    if (with == noun || token(with).lower != "with" || token(with).head != noun) return;
    token(noun).head = i;
    token(noun).deprel = "nsubj";
    ++token(noun).subtree.begin;
    token(with).head = i;
    token(with).deprel = "mark";
    token(i).deprel = "advcl";
    token(i).subtree.begin = with;
    marks_[i - tokens_.begin] = with;
    frames_[i - tokens_.begin].subject = noun;
  }

  /// "made an attempt to go", "denied the claim that he went": the clause is about the noun before it, and completes no verb.
  void lower_clause(std::uint32_t i) {
    const std::uint32_t mark = marks_[i - tokens_.begin], verb = token(i).head;
    if (mark == none || mark != token(i).subtree.begin || mark < tokens_.begin + 2) return;
    const std::uint32_t noun = mark - 1;
    if (verb >= noun || token(noun).upos != "NOUN") return;
    const WordSet& nouns = infinitive_[i - tokens_.begin] ? words_.infinitive_noun : words_.that_noun;
    if (!nouns.contains(token(noun).lemma) || (token(mark).xpos != "TO" && token(mark).lower != "that")) return;
    if (infinitive_[i - tokens_.begin] && words_.object_control.contains(token(verb).lemma)) return;
    lower(i, noun);
  }

  /// "was elected president", "named her minister", "a device called the cube": what somebody becomes or is called is no object.
  void name_predicate(std::uint32_t i) {
    const std::uint32_t verb = token(i).head;
    const Frame& frame = frames_[verb - tokens_.begin];
    const bool participle = token(verb).xpos == "VBN" && (frame.passive || plain_relation(token(verb).deprel) == "acl");
    if (verb < i && (participle || (frame.object != none && frame.object < i)) && words_.object_predicate.contains(token(verb).lemma))
      token(i).deprel = "xcomp";
  }

  /// "said that they had left, adding that ...": who adds is who said, not who left.
  void raise_telling(std::uint32_t i) {
    if (token(i).xpos != "VBG" || frames_[i - tokens_.begin].clause == none) return;
    const std::uint32_t begin = token(i).subtree.begin;
    if (token(begin).lower != "," && (begin == tokens_.begin || token(begin - 1).lower != ",")) return;
    std::uint32_t at = token(i).head;
    while (token(at).head != none && token(at).deprel != "ccomp") at = token(at).head;
    if (token(at).head != none && token(at).head < at) raise(i, token(at).head, "advcl");
  }

  /// Hangs a word that is the last of all that lies between it and `ancestor` on that; else does nothing. The tree stays projective.
  void raise(std::uint32_t i, std::uint32_t ancestor, std::string_view relation) {
    const TokenRange moved = token(i).subtree;
    for (std::uint32_t at = token(i).head; at != ancestor; at = token(at).head)
      if (token(at).subtree.end != moved.end || at >= moved.begin) return;
    for (std::uint32_t at = token(i).head; at != ancestor; at = token(at).head) token(at).subtree.end = moved.begin;
    token(i).head = ancestor;
    token(i).deprel = relation;
  }

  /// Hangs a word on `noun`, which stands right before its subtree and below its head, as a clause about it.
  void lower(std::uint32_t i, std::uint32_t noun) {
    const std::uint32_t head = token(i).head;
    std::uint32_t at = noun;
    while (at != head && token(at).head != none) at = token(at).head;
    if (at != head) return;
    for (at = noun; at != head; at = token(at).head) token(at).subtree.end = std::max(token(at).subtree.end, token(i).subtree.end);
    token(i).head = noun;
    token(i).deprel = "acl";
  }

  Document& document_;
  TokenRange tokens_;
  const WordLists& words_;
  std::vector<std::uint32_t> marks_;       ///< the word that opens a clause as its mark, the last of several
  std::vector<bool> infinitive_, graded_;  ///< is an infinitive with "to"; is "too weak"
  std::vector<Frame> frames_;
};

}  // namespace

void mend_tree(Document& document, TokenRange tokens, const WordLists& words) { Mender(document, tokens, words).run(); }

}  // namespace readout
