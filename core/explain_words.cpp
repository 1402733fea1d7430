// Elements of rules in words: what an instruction expects. Entry point: expectation.
#include <algorithm>
#include <array>

#include "code_walk.hpp"
#include "condition_logic.hpp"
#include "conditions.hpp"
#include "explain_search.hpp"
#include "program_text.hpp"

namespace readout {
namespace {

using Kind = Condition::Kind;

constexpr std::size_t most_words = 4;    ///< of a list, before it ends in "..."
constexpr std::size_t most_samples = 2;  ///< words of a set that stand for all

struct TagName {
  std::string_view tag, name;
};
constexpr std::array<TagName, 27> tag_names = {{
    {"NN*", "a noun"},
    {"NN", "a noun"},
    {"NNS", "a plural noun"},
    {"NNP*", "a proper noun"},
    {"NNP", "a proper noun"},
    {"VB*", "a verb"},
    {"VB", "an infinitive"},
    {"VBD", "a verb in the past"},
    {"VBZ", "a verb in the present"},
    {"VBP", "a verb in the present"},
    {"NNPS", "a plural proper noun"},
    {"JJR", "a comparative"},
    {"JJS", "a superlative"},
    {"W*", "a question word"},
    {"VBG", "an -ing form"},
    {"VBN", "a participle"},
    {"JJ*", "an adjective"},
    {"JJ", "an adjective"},
    {"RB*", "an adverb"},
    {"MD", "a modal verb"},
    {"IN", "a preposition"},
    {"TO", "\"to\""},
    {"DT", "an article"},
    {"PRP", "a pronoun"},
    {"PRP$", "a possessive pronoun"},
    {"CD", "a number"},
    {"CC", "\"and\" or \"or\""},
}};

std::string with_spaces(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string joined(const std::vector<std::string>& parts, std::string_view last = " or ") {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == most_words) return out + " ...";
    out += (i == 0 ? "" : i + 1 == parts.size() ? std::string(last) : ", ") + parts[i];
  }
  return out;
}

bool is_word(Attribute attribute) { return attribute == Attribute::lemma || attribute == Attribute::lower || attribute == Attribute::text; }

/// A set of words with a few of them; a set of one or two is those.
std::string set_words(const Program& program, std::uint32_t set) {
  std::vector<std::string> samples;
  const WordList& words = program.sets[set];
  for (const Symbol word : words)
    if (samples.size() < most_samples) samples.push_back(quoted(program.text_of(word)));
  if (words.size() <= most_samples) return joined(samples);
  std::string list;
  for (const std::string& sample : samples) list += sample + ", ";
  return with_spaces(program.set_names[set]) + " (" + list + "...)";
}

/// The words that any of the parts names, or nothing where one of them is of another kind.
std::vector<std::string> alternatives(const Program& program, const Condition& c, Attribute attribute, Symbol field) {
  std::vector<std::string> out;
  for (const std::uint32_t index : c.parts) {
    const Condition& part = program.conditions[index];
    if (part.kind != Kind::equals || part.attribute != attribute || part.field != field || part.text.empty()) return {};
    out.push_back(quoted(part.text));
  }
  return out;
}

std::string token_words(const Program& program, std::uint32_t condition);

std::string tag_words(const Condition& c) {
  const std::string tag = c.text + (c.kind == Kind::prefix ? "*" : "");
  const auto* known = std::find_if(tag_names.begin(), tag_names.end(), [&](const TagName& name) { return name.tag == tag; });
  return known != tag_names.end() ? std::string(known->name) : "a word tagged " + tag;
}

std::string_view flag_words(Flag flag) {
  switch (flag) {
    case Flag::capitalized: return "a word with a capital";
    case Flag::upper: return "a word in capitals";
    case Flag::number: return "a number";
    case Flag::punctuation: return "a punctuation mark";
    case Flag::quoted: return "a word in a quotation";
    case Flag::sentence_start: return "the first word of the sentence";
    case Flag::sentence_end: return "the end of the sentence";
    case Flag::glued: return "a word without a space before it";
    case Flag::headline: return "a word of a headline";
  }
  return {};
}

/// What a condition adds to a noun that stands for a word: `that is a verb`, `other than "here"`.
std::string token_rest(const Program& program, std::uint32_t condition) {
  const Condition& c = program.conditions[condition];
  if (c.kind != Kind::negation) return "that is " + token_words(program, condition);
  const Condition& part = program.conditions[c.parts.front()];
  const bool list = part.kind == Kind::any && (!alternatives(program, part, Attribute::lower, 0).empty() ||
                                               !alternatives(program, part, Attribute::lemma, 0).empty());
  if (list || (is_word(part.attribute) && part.kind != Kind::flag)) return "other than " + token_words(program, c.parts.front());
  return "that is not " + token_words(program, c.parts.front());
}

/// The part that says most, and what the others add to it.
std::string all_words(const Program& program, const Condition& c) {
  const auto rank = [&](std::uint32_t index) {
    const Condition& part = program.conditions[index];
    if (part.kind == Kind::member) return 5;
    if (part.kind == Kind::equals) return is_word(part.attribute) ? 5 : 3;
    if (part.kind == Kind::any) return 4;
    return part.kind == Kind::prefix ? 2 : part.kind == Kind::negation ? 0 : 1;
  };
  const std::uint32_t main =
      *std::max_element(c.parts.begin(), c.parts.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
  std::string out = rank(main) == 0 ? "a word" : token_words(program, main), rest;
  for (const std::uint32_t part : c.parts)
    if (part != main || rank(main) == 0) rest += (rest.empty() ? " " : " and ") + token_rest(program, part);
  return out + rest;
}

void add_once(std::vector<std::string>& parts, std::string words) {
  if (std::find(parts.begin(), parts.end(), words) == parts.end()) parts.push_back(std::move(words));
}

/// Alternatives among the alternatives are told as if they were written side by side.
void add_alternatives(const Program& program, const Condition& c, std::vector<std::string>& parts) {
  if (const auto lemmas = alternatives(program, c, Attribute::lemma, 0); !lemmas.empty())
    return add_once(parts, "a form of " + joined(lemmas));
  for (const std::uint32_t part : c.parts)
    if (program.conditions[part].kind == Kind::any)
      add_alternatives(program, program.conditions[part], parts);
    else
      add_once(parts, token_words(program, part));
}

std::string any_words(const Program& program, const Condition& c) {
  std::vector<std::string> parts;
  add_alternatives(program, c, parts);
  return joined(parts);
}

std::string token_words(const Program& program, std::uint32_t condition) {
  const Condition& c = program.conditions[condition];
  const bool plain = c.kind == Kind::equals || c.kind == Kind::prefix;
  if (c.kind == Kind::always) return "any word";
  if (c.kind == Kind::all) return all_words(program, c);
  if (c.kind == Kind::any) return any_words(program, c);
  if (c.kind == Kind::negation) return "anything but " + token_words(program, c.parts.front());
  if (c.kind == Kind::flag) return std::string(flag_words(c.flag));
  if (c.kind == Kind::member && is_word(c.attribute))
    return (c.attribute == Attribute::lemma ? "a form of one of " : "one of ") + set_words(program, c.set);
  if (plain && c.attribute == Attribute::tag) return tag_words(c);
  if (c.kind == Kind::prefix && is_word(c.attribute)) return "a word that begins with " + quoted(c.text);
  if (c.kind == Kind::equals && c.attribute == Attribute::lemma) return "a form of " + quoted(c.text);
  if (c.kind == Kind::equals && is_word(c.attribute)) return quoted(c.text);
  return "a word with " + condition_text(program, condition);
}

std::string mention_rest(const Program& program, std::uint32_t condition);

constexpr std::string_view exception = "but not one ";

/// `that begins with a verb or an adverb`, where every part says the same before that.
std::string any_of_mention(const Program& program, const Condition& c) {
  const Condition& first = program.conditions[c.parts.front()];
  if (const auto values = alternatives(program, c, Attribute::field, first.field); first.kind == Kind::equals && !values.empty())
    return "of " + with_spaces(program.text_of(first.field)) + " " + joined(values);
  std::vector<std::string> parts;
  for (const std::uint32_t part : c.parts) add_once(parts, mention_rest(program, part));
  for (const std::string_view same : {"that begins with ", "that ends with ", "whose main word is "})
    if (std::all_of(parts.begin(), parts.end(), [&](const std::string& part) { return part.rfind(same, 0) == 0; }))
      for (std::size_t i = 1; i < parts.size(); ++i) parts[i].erase(0, same.size());
  return joined(parts);
}

/// What it must not be stands behind what it must be.
std::string all_of_mention(const Program& program, const Condition& c) {
  std::vector<std::string> parts, exceptions;
  for (const std::uint32_t part : c.parts) {
    std::string words = mention_rest(program, part);
    std::vector<std::string>& list = words.rfind(exception, 0) == 0 ? exceptions : parts;
    add_once(list, std::move(words));
  }
  std::string out = joined(parts, " and ");
  for (const std::string& words : exceptions) out += (out.empty() ? "" : ", ") + words;
  return out;
}

/// What a condition asks of a mention: `of kind "visit"`, `without a voice`, `that begins with a verb`.
std::string mention_rest(const Program& program, std::uint32_t condition) {
  const Condition& c = program.conditions[condition];
  const std::string field = with_spaces(program.text_of(c.field));
  switch (c.kind) {
    case Kind::equals: return c.text.empty() ? "without " + with_article(field) : "of " + field + " " + quoted(c.text);
    case Kind::prefix: return "whose " + field + " begins with " + quoted(c.text);
    case Kind::member: return "whose " + field + " is one of " + set_words(program, c.set);
    case Kind::has: return "with " + quoted(c.text) + " in its " + field;
    case Kind::first: return "that begins with " + token_words(program, c.parts.front());
    case Kind::last: return "that ends with " + token_words(program, c.parts.front());
    case Kind::head: return "whose main word is " + token_words(program, c.parts.front());
    case Kind::negation: {
      const Condition& part = program.conditions[c.parts.front()];
      const std::string of_part = with_spaces(program.text_of(part.field));
      if (part.kind == Kind::equals)
        return part.text.empty() ? "with " + with_article(of_part) : "of another " + of_part + " than " + quoted(part.text);
      if (part.kind == Kind::has) return "without " + quoted(part.text) + " in its " + of_part;
      return std::string(exception) + mention_rest(program, c.parts.front());
    }
    case Kind::all: return all_of_mention(program, c);
    case Kind::any: return any_of_mention(program, c);
    default: return "with " + condition_text(program, condition);
  }
}

std::string edge_words(const Program& program, const Edge& edge) {
  std::vector<std::string> types;
  for (const Symbol type : edge.types) {
    const std::string name = with_spaces(program.text_of(type));
    const bool plural = name.size() > 1 && name.back() == 's';
    types.push_back(program.lexicons.contains(type) ? "one of the " + name : plural ? "several " + name : with_article(name));
  }
  return joined(types) + (edge.condition ? " " + mention_rest(program, edge.condition) : "");
}

std::string look_words(const Program& program, const Look& look) {
  return (look.negated ? "anything but " : "") + expectation_of_code(program, look.code) + (look.behind ? " before it" : "");
}

/// The parts of a condition that must all hold.
std::vector<std::uint32_t> conjuncts(const Program& program, std::uint32_t condition) {
  const Condition& c = program.conditions[condition];
  return c.kind == Kind::all ? c.parts : std::vector<std::uint32_t>{condition};
}

/// The tag of a token, in words, where that is all that is wrong with it.
std::string token_difference(const Document& document, const Program& program, std::uint32_t condition, std::uint32_t token) {
  bool right = false, tag = false;
  for (const std::uint32_t part : conjuncts(program, condition)) {
    const Condition& c = program.conditions[part];
    const bool holds = condition_holds(document, program, part, token);
    right = right || (holds && is_word(c.attribute) && c.kind != Kind::negation && c.kind != Kind::flag);
    if (!holds && c.attribute != Attribute::tag) return {};
    tag = tag || !holds;
  }
  if (!right || !tag) return {};
  Condition found;
  found.kind = Kind::equals;
  found.text = document.tokens[token].xpos;
  return tag_words(found);
}

/// The fields of a mention of the right type that are other than an edge wants them.
std::string mention_difference(const Document& document, const Program& program, const Edge& edge, const Mention& mention) {
  std::string out;
  for (const std::uint32_t part : conjuncts(program, edge.condition)) {
    const Condition& c = program.conditions[part];
    const Symbol field = c.kind == Kind::negation ? program.conditions[c.parts.front()].field : c.field;
    if (condition_holds(document, program, part, mention)) continue;
    if (!field) return {};
    const std::string_view value = field_value(mention, field);
    const std::string name = with_spaces(program.text_of(field));
    out += (out.empty() ? "" : " and ") + (value.empty() ? "without " + with_article(name) : "of " + name + " " + quoted(value));
  }
  if (out.empty()) return out;
  const std::string type = with_spaces(program.text_of(mention.type));
  return (program.lexicons.contains(mention.type) ? "one of the " + type : with_article(type)) + " " + out;
}

}  // namespace

std::string with_article(const std::string& noun) {
  const bool vowel = !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + noun;
}

std::string expectation_of_code(const Program& program, const Code& code) {
  std::vector<std::string> parts;
  walk_beginnings(code, [&](const Instruction& in) {
    add_once(parts, expectation(program, in));
  });
  return joined(parts);
}

std::string expectation_of_edge(const Program& program, std::uint32_t edge) { return edge_words(program, program.edges[edge]); }

std::string expectation(const Program& program, const Instruction& instruction) {
  switch (instruction.op) {
    case Instruction::Op::token: return token_words(program, instruction.a);
    case Instruction::Op::mention: return edge_words(program, program.edges[instruction.a]);
    case Instruction::Op::look: return look_words(program, program.looks[instruction.a]);
    default: return {};
  }
}

bool expects_less(const Program& program, const Instruction& instruction, const Instruction& other) {
  if (instruction.op != other.op) return false;
  if (instruction.op == Instruction::Op::token) return implies(program, instruction.a, other.a);
  if (instruction.op != Instruction::Op::mention) return instruction.a == other.a;
  const Edge &of_this = program.edges[instruction.a], &of_other = program.edges[other.a];
  return of_this.types == of_other.types && implies(program, of_this.condition, of_other.condition);
}

std::string difference(const Document& document, const Program& program, const Instruction& instruction, std::uint32_t token) {
  if (instruction.op == Instruction::Op::token) return token_difference(document, program, instruction.a, token);
  if (instruction.op != Instruction::Op::mention) return {};
  const Edge& edge = program.edges[instruction.a];
  for (const Mention& mention : document.mentions)
    if (mention.tokens.begin == token && std::find(edge.types.begin(), edge.types.end(), mention.type) != edge.types.end())
      if (std::string words = mention_difference(document, program, edge, mention); !words.empty()) return words;
  return {};
}

}  // namespace readout
