// Writes phrases and clauses as text. Entry points: dump_chunks, dump_clauses.
#include "dump_syntax.hpp"

#include <algorithm>

#include "syntax.hpp"

namespace readout {
namespace {

/// The words of a range with one blank where the text has white space.
std::string words(const Document& document, TokenRange tokens) {
  std::string out;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    if (i > tokens.begin && document.tokens[i].space_before) out.push_back(' ');
    out.append(document.slice(document.tokens[i].range));
  }
  return out;
}

void put_range(std::string& out, const Document& document, TokenRange tokens) {
  const Range range = document.bytes(tokens);
  out.append(std::to_string(range.begin)).append("-").append(std::to_string(range.end)).append("\t");
}

void put(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) out.append("\t").append(name).append("=").append(value);
}

void put_phrase(std::string& out, const Document& document, const Phrase& phrase) {
  put_range(out, document, phrase.tokens);
  out.append(phrase.kind == PhraseKind::noun ? "np\t" : "vg\t").append(words(document, phrase.tokens));
  put(out, "head", words(document, {phrase.head, phrase.head + 1}));
  put(out, "determiner", words(document, phrase.determiner));
  put(out, "possessor", words(document, phrase.possessor));
  put(out, "quantity", words(document, phrase.quantity));
  put(out, "number", phrase.number);
  put(out, "tense", phrase.tense);
  if (phrase.kind == PhraseKind::verb) {
    put(out, "aspect", phrase.aspect);
    put(out, "voice", phrase.voice);
    put(out, "modality", phrase.modality);
    put(out, "finite", phrase.finite ? "yes" : "no");
  }
  put(out, "negated", phrase.negated ? "yes" : "");
  out.push_back('\n');
}

std::size_t depth_of(const Document& document, const Clause& clause) {
  std::size_t depth = 0;
  const Range clauses = document.sentences[document.tokens[clause.head].sentence].clauses;
  for (std::uint32_t c = clauses.begin; c < clauses.end; ++c) {
    const Clause& other = document.clauses[c];
    if (other.head != clause.head && other.tokens.covers(clause.tokens)) ++depth;
  }
  return depth;
}

void put_clause(std::string& out, const Document& document, const Clause& clause) {
  out.append(2 * std::min<std::size_t>(depth_of(document, clause), 20), ' ');
  put_range(out, document, clause.tokens);
  out.append(clause.kind).append("\t").append(clause.form);
  put(out, "predicate",
      clause.phrase == none ? words(document, {clause.head, clause.head + 1}) : words(document, document.phrases[clause.phrase].tokens));
  put(out, "governor", clause.governor == none ? "" : words(document, {clause.governor, clause.governor + 1}));
  put(out, "subject", words(document, subject_of(document, clause.head)));
  put(out, "object", words(document, object_of(document, clause.head)));
  put(out, "recipient", words(document, recipient_of(document, clause.head)));
  put(out, "complement", words(document, complement_of(document, clause.head)));
  out.append("\n");
}

}  // namespace

std::string dump_chunks(const Document& document) {
  std::string out;
  for (const Sentence& sentence : document.sentences) {
    out.append("# ").append(words(document, sentence.tokens)).append("\n");
    for (std::uint32_t p = sentence.phrases.begin; p < sentence.phrases.end; ++p) put_phrase(out, document, document.phrases[p]);
  }
  return out;
}

std::string dump_clauses(const Document& document) {
  std::string out;
  for (const Sentence& sentence : document.sentences) {
    out.append("# ").append(words(document, sentence.tokens)).append("\n");
    for (std::uint32_t c = sentence.clauses.begin; c < sentence.clauses.end; ++c) put_clause(out, document, document.clauses[c]);
  }
  return out;
}

}  // namespace readout
