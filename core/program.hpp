// A compiled grammar: symbols, lexicons, conditions, rules and phases. Immutable once compiled. Internal.
// Entry points: compile_program (rule_compiler.cpp), load_lexicon (lexicon.cpp).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine.hpp"
#include "language.hpp"
#include "model.hpp"
#include "stages.hpp"

namespace readout {

/// Every text that a grammar mentions, numbered. 0 stands for any other text.
class Symbols {
 public:
  Symbols() { intern(""); }
  Symbol intern(std::string_view text);
  [[nodiscard]] Symbol find(std::string_view text) const;
  [[nodiscard]] const std::string& text(Symbol symbol) const { return *texts_[symbol]; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> index_;
  std::vector<const std::string*> texts_;
};

enum class Attribute : std::uint8_t { text, lower, lemma, tag, upos, shape, length, field };
enum class Flag : std::uint8_t { capitalized, upper, number, punctuation, quoted, sentence_start, sentence_end, glued, headline };

/// A compiled condition. On a token, or on a mention's fields, first or last token.
struct Condition {
  enum class Kind : std::uint8_t { always, flag, equals, prefix, member, has, all, any, negation };  ///< has: one of the words of the value
  enum class On : std::uint8_t { token, first, last };
  Kind kind = Kind::always;
  On on = On::token;
  Attribute attribute = Attribute::text;
  Flag flag = Flag::capitalized;
  Symbol field = 0, value = 0;
  std::uint32_t set = 0;
  std::string text;                  ///< of equals and prefix
  std::vector<std::uint32_t> parts;  ///< indexes into Program::conditions
};

struct Instruction {
  enum class Op : std::uint8_t { token, mention, split, jump, open, close, look, accept };
  Op op = Op::accept;
  std::uint32_t
      a = 0,
      b = 0;  ///< token: condition; mention: edge; split: two targets, the first preferred; jump: target; open, close: capture; look
};

struct Edge {
  std::vector<Symbol> types;
  std::uint32_t condition = 0;
};

using Code = std::vector<Instruction>;

struct Look {
  Code code;
  bool behind = false, negated = false;
};

struct ValueSource {
  enum class Kind : std::uint8_t { constant, capture, attribute, lookup };
  Kind kind = Kind::constant;
  std::string constant;
  Symbol capture = 0, attribute = 0, lexicon = 0, result = 0;
};

struct FieldPlan {
  Symbol name = 0, condition = 0;
  bool negated = false;
  std::vector<ValueSource> values;
};

struct EmitPlan {
  Symbol type = 0, where = 0;
  std::vector<FieldPlan> fields;
};

struct ExampleField {
  std::string name;
  std::vector<std::string> values;
};

struct ExamplePlan {
  bool positive = true;
  std::string text;
  std::uint32_t line = 0;
  std::vector<ExampleField> fields;
};

struct RulePlan {
  std::string name, file, doc;
  std::uint32_t line = 0;
  std::int32_t priority = 0;
  Code code;
  std::vector<Symbol> first_types;              ///< a match begins with a mention of one of these types,
  std::vector<std::uint32_t> first_conditions;  ///< or with a token on which one of these holds
  std::vector<Look> unless;                     ///< before (behind) and after (ahead) the match
  std::vector<Code> inside;                     ///< none of these may match anywhere inside the match
  std::vector<EmitPlan> emits;
  std::vector<ExamplePlan> examples;
};

enum class Overlap : std::uint8_t { longest, all };

struct Phase {
  std::string name;
  MatchStage stage = MatchStage::mentions;
  Overlap overlap = Overlap::longest;
  Symbol overlap_on = 0;        ///< the field whose span must not overlap another's; 0: the whole emission
  std::vector<Symbol> outside;  ///< nothing is emitted inside a mention of one of these types
  std::uint32_t first_rule = 0, last_rule = 0;
  std::uint32_t first_look = 0, last_look = 0;
};

enum class LexiconMatch : std::uint8_t { text, lower, lemma };

struct LexiconEntry {
  Symbol lexicon = 0;
  std::vector<Field> fields;
};

/// A trie over word symbols, one for each way of matching.
struct Trie {
  struct Node {
    std::unordered_map<Symbol, std::uint32_t> next;
    std::vector<std::uint32_t> entries;
  };
  std::vector<Node> nodes = std::vector<Node>(1);
};

struct Program {
  std::string name, version, hash;
  Symbols symbols;
  std::shared_ptr<const Language> language;
  std::vector<Condition> conditions;  ///< [0] is always true
  std::vector<Edge> edges;
  std::vector<Look> looks;
  std::vector<std::unordered_set<Symbol>> sets;
  std::vector<std::string> set_names;  ///< a set of words, or a lexicon of that name
  std::vector<RulePlan> rules;
  std::vector<Phase> phases;
  std::vector<LexiconEntry> entries;
  std::array<Trie, 3> tries;                                ///< by LexiconMatch
  std::unordered_map<std::string, std::uint32_t> entry_of;  ///< "lexicon\nform" in lower case to entry
  std::unordered_set<Symbol> lexicons;
  Symbol quote = 0;  ///< the type of the mentions that stand for quotations

  [[nodiscard]] std::string_view rule_name(std::uint32_t rule) const {
    return rule == none ? std::string_view("lexicon") : std::string_view(rules[rule].name);
  }
  [[nodiscard]] std::string_view grammar_name() const { return name; }
  [[nodiscard]] std::string_view grammar_version() const { return version; }
  [[nodiscard]] std::string_view grammar_hash() const { return hash; }
  /// An attribute of the entry of a lexicon that has this form (in any case); empty if there is none.
  [[nodiscard]] std::string_view look_up(std::string_view lexicon, std::string_view form, std::string_view attribute) const;
};

/// The first value of a field of a mention, or an empty text.
[[nodiscard]] std::string_view field_value(const Mention& mention, Symbol name);

/// Reads one lexicon file into the program. Its entries become mentions of a type named after it.
void load_lexicon(const SourceFile& file, Program& program, Diagnostics& diagnostics);

/// Compiles a grammar; the program is null where a diagnostic is an error.
[[nodiscard]] std::shared_ptr<const Program> compile_program(const Grammar& grammar, Diagnostics& diagnostics);

/// The shape of a word: runs of capitals X, of small letters x, of digits d, others as they are: "U.S." is "X.X.".
[[nodiscard]] std::string word_shape(std::string_view text, std::string_view lower);

/// Words of the errors: the known name nearest to a misspelt one, as a hint; empty if none is near.
[[nodiscard]] std::string nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace readout
