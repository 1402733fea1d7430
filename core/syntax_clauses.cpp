// Clauses from the tree and its verb groups. Entry point: find_clauses.
#include "syntax_parts.hpp"

namespace readout {
namespace {

/// The verb group that each token of a sentence heads, or `none`; the last one where a token heads several.
std::vector<std::uint32_t> groups_of(const Document& document, const Sentence& sentence) {
  std::vector<std::uint32_t> groups(sentence.tokens.size(), none);
  for (std::uint32_t p = sentence.phrases.begin; p < sentence.phrases.end; ++p)
    if (document.phrases[p].kind == PhraseKind::verb) groups[document.phrases[p].head - sentence.tokens.begin] = p;
  return groups;
}

struct Opening {
  bool that = false, to = false, question = false;
};

/// What a clause is opened by: its complementiser, its infinitive's "to", its question word.
Opening opening_of(const Document& document, std::uint32_t head) {
  Opening opening;
  const TokenRange tokens = document.tokens[head].subtree;
  for (std::uint32_t i = tokens.begin; i < head; ++i) {
    const Token& token = document.tokens[i];
    const bool own = token.head == head;
    if (own && token.deprel == "mark") {
      opening.to = opening.to || token.xpos == "TO";
      opening.that = opening.that || token.lower == "that";
      opening.question = opening.question || token.lower == "whether" || token.lower == "if";
    }
    const bool asks = token.xpos == "WP" || token.xpos == "WRB" || token.xpos == "WDT" || token.xpos == "WP$";
    if (asks && (own || (token.head != none && document.tokens[token.head].head == head))) opening.question = true;
  }
  return opening;
}

std::string_view form_of(const Document& document, std::uint32_t head, std::uint32_t group, const Opening& opening) {
  if (opening.to) return "to";
  if (opening.that) return "that";
  if (opening.question) return "wh";
  if (group == none) return "verbless";
  if (document.phrases[group].finite) return "finite";
  const std::string_view first = document.tokens[document.phrases[group].tokens.begin].xpos;
  if (first == "VBG") return "gerund";
  if (first == "VBN") return "participle";
  return document.tokens[head].xpos.substr(0, 2) == "VB" ? "bare" : "verbless";
}

/// Empty where the relation makes no clause.
std::string_view kind_of(const Document& document, std::uint32_t head, std::uint32_t group, const Opening& opening) {
  const Token& token = document.tokens[head];
  if (token.head == none) return "main";
  const std::string_view relation = token.deprel, plain = plain_relation(relation);
  if (plain == "ccomp" || plain == "xcomp") return "complement";
  if (plain == "csubj") return "subject";
  if (relation == "acl:relcl" || relation == "advcl:relcl") return "relative";
  if (plain == "acl") return opening.that || opening.to || opening.question ? "complement" : "relative";
  if (plain == "advcl") return "adverbial";
  if (group == none) return {};
  if (plain == "conj") return "coordinate";
  return plain == "parataxis" || plain == "list" || plain == "dep" || plain == "appos" || plain == "discourse" ? "parenthetic" : "";
}

}  // namespace

void find_clauses(Document& document, const Sentence& sentence) {
  const std::vector<std::uint32_t> groups = groups_of(document, sentence);
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
    const std::uint32_t group = groups[i - sentence.tokens.begin];
    const Opening opening = opening_of(document, i);
    Clause clause;
    clause.kind = kind_of(document, i, group, opening);
    if (clause.kind.empty()) continue;
    clause.form = form_of(document, i, group, opening);
    clause.tokens = document.tokens[i].subtree;
    clause.head = i;
    clause.governor = document.tokens[i].head;
    clause.phrase = group;
    document.clauses.push_back(clause);
  }
}

}  // namespace readout
