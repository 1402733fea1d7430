// Conditions as their definition has them. Entry point: condition_holds.
#include "conditions.hpp"

#include <algorithm>

#include "text_unicode.hpp"

namespace readout {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::string value_of(const Document& document, Attribute attribute, std::uint32_t at) {
  const Token& token = document.tokens[at];
  const std::string_view text = document.slice(token.range);
  switch (attribute) {
    case Attribute::text: return std::string(text);
    case Attribute::lower: return std::string(token.lower);
    case Attribute::lemma: return lower_ascii(token.lemma);
    case Attribute::tag: return std::string(token.xpos);
    case Attribute::upos: return std::string(token.upos);
    case Attribute::shape: return word_shape(text, token.lower);
    case Attribute::length:
      return std::to_string(
          std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    case Attribute::before_hyphen:
    case Attribute::after_hyphen: return std::string(hyphen_part(token.lower, attribute));
    case Attribute::deprel: return std::string(token.deprel);
    case Attribute::chunk: return std::string(chunk_of(document, token));
    case Attribute::field: return {};
  }
  return {};
}

bool is_acronym(std::string_view text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() > 1 &&
         std::all_of(text.begin(), text.end(),
                     [&](char c) { return capital(c) || c == '.' || c == '&' || c == '-' || (c >= '0' && c <= '9'); }) &&
         std::count_if(text.begin(), text.end(), capital) > 1;
}

bool flag_holds(const Document& document, Flag flag, std::uint32_t at) {
  const Token& token = document.tokens[at];
  const Sentence& sentence = document.sentences[token.sentence];
  const std::string_view text = document.slice(token.range);
  switch (flag) {
    case Flag::capitalized: return is_upper(decode(text, 0).value);
    case Flag::upper: return is_acronym(text);
    case Flag::number: return !text.empty() && text[0] >= '0' && text[0] <= '9';
    case Flag::punctuation: return token.upos == "PUNCT";
    case Flag::quoted: return token.quoted;
    case Flag::sentence_start: return sentence.tokens.begin == at;
    case Flag::sentence_end: return sentence.tokens.end == at + 1;
    case Flag::glued: return !token.space_before;
    case Flag::headline: return sentence.kind == SentenceKind::headline;
  }
  return false;
}

bool has_word(std::string_view list, std::string_view word) {
  return (" " + std::string(list) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

bool field_compares(const Program& program, const Condition& c, const Mention& mention) {
  bool any = false;
  for (const Field& field : mention.fields) {
    if (field.name != c.field) continue;
    any = true;
    if (value_compares(program, c, field.value)) return true;
  }
  return !any && c.kind == Condition::Kind::equals && c.text.empty();
}

bool holds(const Document& document, const Program& program, std::uint32_t condition, std::uint32_t token, const Mention* mention) {
  const Condition& c = program.conditions[condition];
  using Kind = Condition::Kind;
  const auto part = [&](std::uint32_t index) { return holds(document, program, index, token, mention); };
  switch (c.kind) {
    case Kind::always: return true;
    case Kind::flag: return flag_holds(document, c.flag, token);
    case Kind::all: return std::all_of(c.parts.begin(), c.parts.end(), part);
    case Kind::any: return std::any_of(c.parts.begin(), c.parts.end(), part);
    case Kind::negation: return !part(c.parts.front());
    case Kind::first: return holds(document, program, c.parts.front(), mention->tokens.begin, nullptr);
    case Kind::head: return holds(document, program, c.parts.front(), head_of(document, mention->tokens), nullptr);
    case Kind::last: return holds(document, program, c.parts.front(), mention->tokens.end - 1, nullptr);
    default: break;
  }
  if (c.attribute == Attribute::field) return mention && field_compares(program, c, *mention);
  return value_compares(program, c, value_of(document, c.attribute, token));
}

}  // namespace

bool value_compares(const Program& program, const Condition& c, std::string_view value) {
  switch (c.kind) {
    case Condition::Kind::equals: return value == c.text;
    case Condition::Kind::prefix: return value.substr(0, c.text.size()) == c.text;
    case Condition::Kind::has: return has_word(value, c.text);
    case Condition::Kind::member: {
      const Symbol symbol = program.symbols.find(value);
      return symbol && program.sets[c.set].contains(symbol);
    }
    default: return false;
  }
}

std::uint32_t head_of(const Document& document, TokenRange tokens) {
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const std::uint32_t head = document.tokens[i].head;
    if ((head == none || head < tokens.begin || head >= tokens.end) && document.tokens[i].upos != "PUNCT") return i;
  }
  return tokens.begin;
}

std::string_view chunk_of(const Document& document, const Token& token) {
  if (token.phrase == none) return "";
  return document.phrases[token.phrase].kind == PhraseKind::verb ? "vg" : "np";
}

bool condition_holds(const Document& document, const Program& program, std::uint32_t condition, std::uint32_t token) {
  return holds(document, program, condition, token, nullptr);
}

bool condition_holds(const Document& document, const Program& program, std::uint32_t condition, const Mention& mention) {
  return holds(document, program, condition, mention.tokens.begin, &mention);
}

}  // namespace readout
