// Random rules and texts. Entry points: RandomRules, random_text.
#include "random_rules.hpp"

#include <utility>

namespace readout::test {
namespace {

constexpr std::array<const char*, 14> plain_words = {"a",     "b",    "c",   "a",    "b",   "the", "plan",
                                                     "Chile", "Peru", "met", "said", "and", "not", ","};
constexpr std::array<const char*, 22> text_words = {
    "a",   "b",   "c",   "a",  "b",    "a",    "Chile",          "Peru",     "the United States",  "met",  "said",
    "the", "and", "not", "he", "plan", "2024", "prime minister", "two-week", "President Ana Ruiz", "left", "welcomed"};

}  // namespace

// Each roll of the dice is a statement of its own: compilers differ in the order in which they evaluate operands.

std::string RandomRules::file(std::uint32_t rules) {
  std::string out = "set some = \"a\" \"chile\" \"met\"\nset letters = \"x\" \"z\"\n";
  lets_.clear();
  in_let_ = true;
  for (const char* name : {"l0", "l1"}) {
    out += std::string("let ") + name + " = " + pattern(1) + "\n";
    lets_.emplace_back(name);
  }
  out += "let twice(p) = p \"and\"? p\nlet around(p, q) = q p | p q{1,2}\n";
  in_let_ = false;
  for (std::uint32_t i = 0; i < rules; ++i) out += rule("r" + std::to_string(i)) + "\n";
  return out;
}

std::string RandomRules::rule(const std::string& name) {
  captures_.clear();
  looking_ = false;
  std::string out = "rule " + name + " {\n  match ";
  out += pattern(dice_.below(4), true) + "\n";
  const std::vector<std::string> caught = captures_;
  if (!caught.empty() && dice_.happens(35)) {
    out += "  with w";
    if (dice_.happens(50)) out += ":" + mention();
    out += " = ";
    out += relation(caught[dice_.below(static_cast<std::uint32_t>(caught.size()))]);
    out += dice_.happens(50) ? "?\n" : "\n";
  }
  if (!caught.empty() && dice_.happens(15)) {
    out += "  unless with ";
    if (dice_.happens(50)) out += mention() + " = ";
    out += relation(caught.front()) + "\n";
  }
  looking_ = true;
  for (const char* where : {"before", "after", "inside", "same sentence", "same clause"})
    if (dice_.happens(10)) out += std::string("  unless ") + where + " ( " + sequence(1, true) + " )\n";
  return out + "  emit found { }\n}";
}

std::string RandomRules::relation(const std::string& anchor) {
  static constexpr std::array<const char*, 9> kinds = {"subject",    "agent",     "object",  "recipient",    "complement",
                                                       "apposition", "conjuncts", "subtree", "prepositional"};
  const std::string kind = dice_.one_of(kinds);
  return kind + "(" + anchor + (kind == "prepositional" ? ", \"to\", \"of\")" : ")");
}

std::string RandomRules::pattern(std::uint32_t depth, bool solid) {
  std::string out = sequence(depth, solid);
  while (dice_.happens(25)) out += " | " + sequence(depth, solid);
  return out;
}

std::string RandomRules::sequence(std::uint32_t depth, bool solid) {
  const std::uint32_t where = solid ? dice_.below(2) : 2;
  std::string out = where == 0 ? solid_element() + " " : "";
  out += item(depth);
  while (dice_.happens(55)) out += " " + item(depth);
  return where == 1 ? out + " " + solid_element() : out;
}

std::string RandomRules::solid_element() {
  const std::uint32_t kind = dice_.below(4);
  return kind == 0 ? "[" + token_test(1) + "]" : kind == 1 ? mention() : word();
}

std::string RandomRules::item(std::uint32_t depth) {
  if (dice_.happens(6)) return gap();
  if (depth > 0 && dice_.happens(12)) {
    const bool outer = std::exchange(looking_, true);
    std::string out = dice_.happens(40) ? "!" : "";
    out += dice_.happens(50) ? "ahead( " : "behind( ";
    out += pattern(depth - 1, true) + " )";
    looking_ = outer;
    return out;
  }
  std::string out;
  if (!looking_ && !in_let_ && dice_.happens(25)) {
    captures_.emplace_back(1, static_cast<char>('x' + dice_.below(3)));
    out = captures_.back() + ":";
  }
  out += element(depth);
  return out + quantifier();
}

std::string RandomRules::gap() {
  const std::uint32_t least = dice_.below(2), more = 1 + dice_.below(4);
  std::string out = "..{" + std::to_string(least) + "," + std::to_string(least + more) + "}";
  if (dice_.happens(50)) out += " not " + (dice_.happens(50) ? mention() : word());
  return out;
}

std::string RandomRules::quantifier() {
  if (!dice_.happens(40)) return "";
  static constexpr std::array<const char*, 8> kinds = {"?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}", "{1,}"};
  std::string out = dice_.one_of(kinds);
  if (dice_.happens(30)) out += "?";
  return out;
}

std::string RandomRules::element(std::uint32_t depth) {
  const std::uint32_t kind = dice_.below(depth > 0 ? 100 : 70);
  if (kind < 30) return word();
  if (kind < 50) return dice_.happens(15) ? "[]" : "[" + token_test(1) + "]";
  if (kind < 66) return mention();
  if (kind < 70) return lets_.empty() ? word() : lets_[dice_.below(static_cast<std::uint32_t>(lets_.size()))];
  if (kind < 88) return "( " + pattern(depth - 1) + " )";
  if (kind < 94) return any_order(depth);
  if (in_let_) return word();
  std::string out = (kind < 97 ? "twice(" : "around(") + pattern(depth - 1);
  if (kind >= 97) out += ", " + item(depth - 1);
  return out + ")";
}

std::string RandomRules::any_order(std::uint32_t depth) {
  std::string out = "any_order( " + pattern(depth - 1);
  for (std::uint32_t more = 1 + dice_.below(2); more > 0; --more) {
    out += ", ";
    out += dice_.happens(40) ? element(depth - 1) + "?" : pattern(depth - 1);
  }
  return out + " )";
}

std::string RandomRules::word() {
  std::string out = "\"" + dice_.one_of(plain_words);
  if (dice_.happens(8)) out += " " + dice_.one_of(plain_words);
  return out + "\"";
}

std::string RandomRules::mention() {
  static constexpr std::array<const char*, 9> types = {"countries", "country", "pair", "pair",           "run",
                                                       "quote",     "np",      "vg",   "titles | person"};
  const std::string type = dice_.one_of(types);
  std::string out = "<" + type;
  if (dice_.happens(30)) out += " " + (type == "pair" && dice_.happens(60) ? pair_test() : mention_test(1));
  return out + ">";
}

std::string RandomRules::pair_test() {
  static constexpr std::array<const char*, 8> tests = {"kind = \"x\"",     "kind != \"y\"",     "kind = \"\"",  "note = \"\"",
                                                       "note has \"two\"", "note = \"one t*\"", "note != \"\"", "kind in letters"};
  return dice_.one_of(tests);
}

std::string RandomRules::mention_test(std::uint32_t depth) {
  if (depth > 0 && dice_.happens(25)) {
    std::string out = mention_test(depth - 1);
    out += dice_.happens(50) ? " & " : " | ";
    return out + mention_test(depth - 1);
  }
  static constexpr std::array<const char*, 3> places = {"first.", "last.", "head."};
  std::string out = dice_.happens(15) ? "!" : "";
  return out + token_leaf(dice_.one_of(places));
}

std::string RandomRules::token_test(std::uint32_t depth) {
  if (depth > 0 && dice_.happens(25)) {
    std::string out = token_test(depth - 1);
    out += dice_.happens(50) ? " & " : " | ";
    return out + token_test(depth - 1);
  }
  if (depth > 0 && dice_.happens(10)) return "!( " + token_test(depth - 1) + " )";
  std::string out = dice_.happens(10) ? "!" : "";
  return out + token_leaf("");
}

std::string RandomRules::token_leaf(const std::string& prefix) {
  static constexpr std::array<const char*, 19> leaves = {
      "lower = \"a\"",  "lower in some",           "text = \"Chile\"", "text = \"P*\"", "lemma = \"meet\"",   "tag = \"NN*\"",
      "tag != \"VBD\"", "upos = \"PROPN\"",        "capitalized",      "quoted",        "sentence_start",     "sentence_end",
      "punctuation",    "before_hyphen = \"two\"", "before_hyphen = \"\"", "length = \"1\"",   "glued",         "deprel = \"nsubj\"", "chunk = \"np\""};
  return prefix + dice_.one_of(leaves);
}

std::string random_text(Dice& dice) {
  const auto sentence = [&](const char* end) {
    std::string out;
    for (std::uint32_t words = 1 + dice.below(7); words > 0; --words) {
      if (!out.empty()) out += dice.happens(10) ? ", " : " ";
      out += dice.one_of(text_words);
    }
    if (out[0] >= 'a') out[0] = static_cast<char>(out[0] - 32);
    return out + end;
  };
  std::string out;
  for (std::uint32_t paragraphs = 1 + dice.below(2); paragraphs > 0; --paragraphs) {
    if (!out.empty()) out += "\n\n";
    for (std::uint32_t sentences = 1 + dice.below(4); sentences > 0; --sentences) {
      if (!out.empty() && out.back() != '\n') out += " ";
      const std::uint32_t kind = dice.below(6);
      if (kind <= 2) {
        out += kind == 1 ? "He said: \"" : "\"";
        out += sentence(kind == 2 ? ".\" " : ". ");
        out += sentence(kind == 0 ? ",\" he said." : kind == 1 ? ".\"" : ".");
      } else {
        out += sentence(".");
      }
    }
  }
  return out;
}

}  // namespace readout::test
