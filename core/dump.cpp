// Writes a document as CoNLL-U, or its tokens or quotations as text. Entry point: dump.
#include "dump.hpp"

#include <algorithm>

#include "dump_syntax.hpp"
#include "program.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

/// The words of a range with every white space made a plain one.
std::string flat(const Document& document, Range range) {
  const std::string_view text = document.slice(range);
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    if (is_space(c.value)) {
      space = true;
    } else {
      if (space && !out.empty()) out.push_back(' ');
      space = false;
      out.append(text.substr(i, c.length));
    }
    i += c.length;
  }
  return out;
}

std::string_view or_blank(std::string_view s) { return s.empty() ? std::string_view("_") : s; }

bool space_after(const Document& document, std::uint32_t i) {
  return i + 1 >= document.tokens.size() || document.tokens[i + 1].space_before;
}

void write_conllu_token(std::string& out, const Document& document, std::uint32_t i, std::uint32_t id) {
  const Token& token = document.tokens[i];
  out.append(std::to_string(id)).append("\t").append(document.slice(token.range));
  out.append("\t").append(or_blank(token.lemma));
  out.append("\t").append(or_blank(token.upos));
  out.append("\t").append(or_blank(token.xpos));
  const bool parsed = !token.deprel.empty();
  const std::uint32_t head = token.head == none ? 0 : token.head - (i + 1 - id) + 1;
  out.append("\t_\t").append(parsed ? std::to_string(head) : "_").append("\t").append(or_blank(token.deprel));
  out.append("\t_\t").append(space_after(document, i) ? "_" : "SpaceAfter=No").append("\n");
}

std::string dump_conllu(const Document& document) {
  std::string out = "# newdoc";
  if (!document.id.empty()) out.append(" id = ").append(document.id);
  out.push_back('\n');
  std::uint32_t paragraph = none;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.paragraph != paragraph) out.append("# newpar\n");
    paragraph = sentence.paragraph;
    out.append("# text = ").append(flat(document, sentence.range)).append("\n");
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
      write_conllu_token(out, document, i, i - sentence.tokens.begin + 1);
    out.push_back('\n');
  }
  return out;
}

constexpr std::string_view kKinds[] = {"prose", "headline", "dateline", "bullet"};

/// A line for each sentence, its kind and range, then one for each token: range, text, tags, lemma, and "q" inside a quotation.
std::string dump_tokens(const Document& document) {
  std::string out;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    out.append("sentence ").append(std::to_string(s)).append(" paragraph ").append(std::to_string(sentence.paragraph)).append(" ");
    out.append(kKinds[static_cast<std::size_t>(sentence.kind)]).append("\n");
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const Token& token = document.tokens[i];
      out.append("  ").append(std::to_string(token.range.begin)).append("-").append(std::to_string(token.range.end)).append("\t");
      out.append(document.slice(token.range)).append("\t").append(or_blank(token.xpos)).append("\t").append(or_blank(token.upos));
      out.append("\t").append(or_blank(token.lemma)).append(token.quoted ? "\tq\n" : "\n");
    }
  }
  return out;
}

/// A line for each quotation, indented by its depth.
std::string dump_quotes(const Document& document) {
  std::string out;
  for (const Quote& quote : document.quotes) {
    out.append(2 * std::min<std::size_t>(quote.depth, 16), ' ').append(quote.closed ? "closed " : "unclosed ");
    out.append(std::to_string(document.bytes(quote.tokens).begin))
        .append("-")
        .append(std::to_string(document.bytes(quote.tokens).end))
        .append(" ");
    out.append(flat(document, document.bytes(quote.inner))).append("\n");
  }
  return out;
}

/// A line for each edge of the lattice: range, type, text, rule and fields.
std::string dump_mentions(const Document& document, const Program& program) {
  std::string out;
  for (const Mention& mention : document.mentions) {
    const Range range = document.bytes(mention.tokens);
    out.append(std::to_string(range.begin))
        .append("-")
        .append(std::to_string(range.end))
        .append("\t<")
        .append(program.symbols.text(mention.type))
        .append(">\t");
    out.append(flat(document, range)).append("\t").append(program.rule_name(mention.rule));
    for (const Field& field : mention.fields) out.append("\t").append(program.symbols.text(field.name)).append("=").append(field.value);
    out.append("\n");
  }
  return out;
}

}  // namespace

bool is_dump(std::string_view what) { return std::find(std::begin(kDumps), std::end(kDumps), what) != std::end(kDumps); }

Depth dump_depth(std::string_view what) {
  if (what == "quotes") return Depth::text;
  if (what == "tokens") return Depth::words;
  return what == "mentions" ? Depth::mentions : Depth::syntax;
}

std::string dump(const Document& document, std::string_view what, const Program* program) {
  if (what == "conllu") return dump_conllu(document);
  if (what == "tokens") return dump_tokens(document);
  if (what == "chunks") return dump_chunks(document);
  if (what == "clauses") return dump_clauses(document);
  if (what == "quotes") return dump_quotes(document);
  if (what == "mentions" && program) return dump_mentions(document, *program);
  return {};
}

}  // namespace readout
