// Elements of rules in words: what an instruction expects. Entry point: expectation.
#include <algorithm>
#include <array>

#include "code_walk.hpp"
#include "explain_search.hpp"
#include "program_text.hpp"

namespace readout {
namespace {

using Kind = Condition::Kind;

constexpr std::size_t most_words = 4;  ///< of a list, before it ends in "..."

struct TagName {
  std::string_view tag, name;
};
constexpr std::array<TagName, 22> tag_names = {{
    {"NN*", "a noun"},
    {"NN", "a noun"},
    {"NNS", "a plural noun"},
    {"NNP*", "a proper noun"},
    {"NNP", "a proper noun"},
    {"VB*", "a verb"},
    {"VB", "an infinitive"},
    {"VBD", "a verb in the past"},
    {"VBZ", "a verb in the present"},
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

std::string with_article(const std::string& noun) {
  const bool vowel = !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + noun;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i == most_words) return out + " ...";
    out += (i == 0 ? "" : i + 1 == parts.size() ? " or " : ", ") + parts[i];
  }
  return out;
}

/// The words that any of the parts names, or nothing where one of them is of another kind.
std::vector<std::string> alternatives(const Program& program, const Condition& c, Attribute attribute) {
  std::vector<std::string> out;
  for (const std::uint32_t index : c.parts) {
    const Condition& part = program.conditions[index];
    if (part.kind != Kind::equals || part.attribute != attribute) return {};
    out.push_back("\"" + part.text + "\"");
  }
  return out;
}

std::string token_words(const Program& program, std::uint32_t condition);

std::string rest_of(const Program& program, const Condition& c, std::uint32_t main) {
  std::string out;
  for (const std::uint32_t part : c.parts)
    if (part != main) out += (out.empty() ? "" : " & ") + condition_text(program, part);
  return out.empty() ? out : " with " + out;
}

/// The part that says most, with the others as the rule writes them.
std::string all_words(const Program& program, const Condition& c) {
  const auto rank = [&](std::uint32_t index) {
    const Condition& part = program.conditions[index];
    const bool word = part.attribute == Attribute::lemma || part.attribute == Attribute::lower || part.attribute == Attribute::text;
    if (part.kind == Kind::member) return 4;
    if (part.kind == Kind::equals) return word ? 4 : 2;
    return part.kind == Kind::any ? 3 : part.kind == Kind::prefix ? 1 : 0;
  };
  const std::uint32_t main =
      *std::max_element(c.parts.begin(), c.parts.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
  if (rank(main) == 0) return "a word with" + rest_of(program, c, none).substr(5);
  return token_words(program, main) + rest_of(program, c, main);
}

std::string tag_words(const Condition& c) {
  const std::string tag = c.text + (c.kind == Kind::prefix ? "*" : "");
  const auto* known = std::find_if(tag_names.begin(), tag_names.end(), [&](const TagName& name) { return name.tag == tag; });
  return known != tag_names.end() ? std::string(known->name) : "a word tagged " + tag;
}

std::string any_words(const Program& program, const Condition& c) {
  if (const auto lemmas = alternatives(program, c, Attribute::lemma); !lemmas.empty()) return "a form of " + joined(lemmas);
  std::vector<std::string> parts;
  for (const std::uint32_t part : c.parts) parts.push_back(token_words(program, part));
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return joined(parts);
}

std::string token_words(const Program& program, std::uint32_t condition) {
  const Condition& c = program.conditions[condition];
  const bool plain = c.kind == Kind::equals || c.kind == Kind::prefix;
  if (c.kind == Kind::always) return "any word";
  if (c.kind == Kind::all) return all_words(program, c);
  if (c.kind == Kind::any) return any_words(program, c);
  if (c.kind == Kind::member) return "a word of " + with_spaces(program.set_names[c.set]);
  if (plain && c.attribute == Attribute::tag) return tag_words(c);
  if (c.kind == Kind::equals && c.attribute == Attribute::lemma) return "a form of \"" + c.text + "\"";
  if (c.kind == Kind::equals && (c.attribute == Attribute::lower || c.attribute == Attribute::text)) return "\"" + c.text + "\"";
  return "a word with " + condition_text(program, condition);
}

std::string edge_words(const Program& program, const Edge& edge) {
  std::vector<std::string> types;
  for (const Symbol type : edge.types) {
    const std::string name = with_spaces(program.symbols.text(type));
    const bool plural = name.size() > 1 && name.back() == 's';
    types.push_back(program.lexicons.contains(type) ? "one of the " + name : plural ? "several " + name : with_article(name));
  }
  const std::string condition = condition_text(program, edge.condition);
  return joined(types) + (condition.empty() ? "" : " with " + condition);
}

/// What the code of a look begins with.
std::string look_words(const Program& program, const Look& look) {
  std::vector<std::string> parts;
  walk_beginnings(look.code, [&](const Instruction& in) { parts.push_back(expectation(program, in)); });
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return std::string(look.negated ? "not " : "") + joined(parts) + (look.behind ? " before it" : "");
}

}  // namespace

std::string expectation(const Program& program, const Instruction& instruction) {
  switch (instruction.op) {
    case Instruction::Op::token: return token_words(program, instruction.a);
    case Instruction::Op::mention: return edge_words(program, program.edges[instruction.a]);
    case Instruction::Op::look: return look_words(program, program.looks[instruction.a]);
    default: return {};
  }
}

}  // namespace readout
