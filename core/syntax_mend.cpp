// Puts right what the parser cannot have meant. Entry point: mend_tree.
#include "language_data.hpp"
#include "syntax_parts.hpp"

namespace readout {
namespace {

bool is_finite(const Token& token) { return token.xpos == "VBD" || token.xpos == "VBZ" || token.xpos == "VBP"; }

class Mender {
 public:
  Mender(Document& document, TokenRange tokens, const WordLists& words) : document_(document), tokens_(tokens), words_(words) {
    completed_.assign(tokens.size(), false);
    infinitive_.assign(tokens.size(), false);
    frames_.resize(tokens.size());
    for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
      if (token(i).head != none) note(i, plain_relation(token(i).deprel));
  }

  void run() {
    for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) {
      turn_subject(i);
      if (token(i).deprel == "acl") raise_infinitive(i);
      if (token(i).deprel == "advcl") raise_telling(i);
      if (token(i).deprel == "advcl") name_infinitive(i);
      if (token(i).deprel == "obj") name_predicate(i);
    }
  }

 private:
  /// Of a verb: what settles who says and what is said.
  struct Frame {
    std::uint32_t subject = none, object = none, told_before = none;
    bool passive = false;
  };

  [[nodiscard]] Token& token(std::uint32_t i) const { return document_.tokens[i]; }

  void note(std::uint32_t i, std::string_view relation) {
    const std::uint32_t head = token(i).head, at = head - tokens_.begin;
    Frame& frame = frames_[at];
    if (relation == "nsubj" || relation == "csubj" || relation == "expl") frame.subject = i;
    if (relation == "obj" && i > head && frame.object == none) frame.object = i;
    if ((relation == "ccomp" || relation == "parataxis") && i < head) frame.told_before = i;
    if (relation == "ccomp") completed_[at] = true;
    if (token(i).deprel == "nsubj:pass" || token(i).deprel == "aux:pass") frame.passive = true;
    if (relation == "mark" && token(i).xpos == "TO") infinitive_[at] = true;
  }

  /// "...", said the minister: after what it completes, a finite verb's noun is its subject and no object.
  void turn_subject(std::uint32_t i) {
    const Frame& frame = frames_[i - tokens_.begin];
    if (is_finite(token(i)) && frame.subject == none && frame.object != none && frame.told_before != none)
      token(frame.object).deprel = "nsubj";
  }

  /// "urged the president to resign": the infinitive completes the verb, and is not about the noun.
  void raise_infinitive(std::uint32_t i) {
    const std::uint32_t noun = token(i).head, verb = token(noun).head;
    if (!infinitive_[i - tokens_.begin] || verb == none || verb > noun) return;
    const std::string_view relation = plain_relation(token(noun).deprel);
    if (relation != "obj" && relation != "iobj" && token(noun).deprel != "obl:agent" && token(noun).deprel != "nsubj:pass") return;
    if (token(verb).xpos.substr(0, 2) == "VB" && words_.object_control.contains(token(verb).lemma)) raise(i, verb, "xcomp");
  }

  /// "asked the people to help": what the object of such a verb is to do completes the verb.
  void name_infinitive(std::uint32_t i) {
    const std::uint32_t verb = token(i).head;
    const Frame& frame = frames_[verb - tokens_.begin];
    const bool has_object = (frame.object != none && frame.object < i) || frame.passive;
    if (infinitive_[i - tokens_.begin] && verb < i && has_object && token(verb).xpos.substr(0, 2) == "VB" &&
        words_.object_control.contains(token(verb).lemma))
      token(i).deprel = "xcomp";
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
    if (token(i).xpos != "VBG" || !completed_[i - tokens_.begin]) return;
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

  Document& document_;
  TokenRange tokens_;
  const WordLists& words_;
  std::vector<bool> completed_, infinitive_;  ///< has a clause that completes it; is an infinitive with "to"
  std::vector<Frame> frames_;
};

}  // namespace

void mend_tree(Document& document, TokenRange tokens, const WordLists& words) { Mender(document, tokens, words).run(); }

}  // namespace readout
