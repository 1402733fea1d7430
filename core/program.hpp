// A compiled grammar: symbols, lexicons, conditions, rules and phases. Immutable once compiled. Internal.
// Entry points: compile_program (rule_compiler.cpp), load_program (pack_program.cpp).
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine.hpp"
#include "language.hpp"
#include "lexicons.hpp"
#include "model.hpp"
#include "stages.hpp"
#include "symbols.hpp"

namespace readout {

enum class Attribute : std::uint8_t { text, lower, lemma, tag, upos, shape, length, before_hyphen, after_hyphen, deprel, chunk, field };
enum class Flag : std::uint8_t { capitalized, upper, number, punctuation, quoted, sentence_start, sentence_end, glued, headline };

/// A compiled condition on a token or on a mention. Equal conditions of a program are one.
struct Condition {
  /// has: one of the words of the value. first, last, head: the only part holds on that token of the mention.
  enum class Kind : std::uint8_t { always, flag, equals, prefix, member, has, all, any, negation, first, last, head };
  Kind kind = Kind::always;
  Attribute attribute = Attribute::text;
  Flag flag = Flag::capitalized;
  Symbol field = 0, value = 0;
  std::uint32_t set = 0;
  std::string text;                  ///< of equals and prefix
  std::vector<std::uint32_t> parts;  ///< indexes into Program::conditions
};

/// token: a is the condition. mention: a is the edge. split: a and b are targets, a preferred. jump: a is the target.
/// open, close: a is the capture. look: a is the look. accept: a is the number of joins of the code.
struct Instruction {
  enum class Op : std::uint8_t { token, mention, split, jump, open, close, look, accept };
  static constexpr std::uint16_t no_join = 0xFFFF;
  Op op = Op::accept;
  bool peeks_mention = false;
  std::uint16_t join = no_join;  ///< its number among the instructions that can be reached in two ways, at which the matcher remembers
  std::uint32_t a = 0, b = 0;
  std::uint32_t peek = none;  ///< the condition (or edge, if peeks_mention) without which nothing from here on can match
};

struct Edge {
  std::vector<Symbol> types;
  std::uint32_t condition = 0;
};

/// What stands at a place of the text: a token on which a condition holds, or a mention that an edge takes.
struct Element {
  enum class Kind : std::uint8_t { token, mention };
  Kind kind = Kind::token;
  std::uint32_t index = 0;  ///< of the condition or the edge
  friend bool operator==(Element a, Element b) { return a.kind == b.kind && a.index == b.index; }
};

using Code = std::vector<Instruction>;
inline constexpr std::uint32_t most_instructions = 40000;  ///< of one code
static_assert(most_instructions < Instruction::no_join);

/// Numbers the joins of code, and tells of each instruction what must stand where it begins. `led`: how many splits and jumps lead to each.
void finish_code(Code& code);
void finish_code(Code& code, const std::vector<std::uint32_t>& led);

struct Look {
  Code code;
  bool behind = false, negated = false;
  std::uint32_t single = none;  ///< the condition, where the look is at one token only
};

/// What must stand in a relation to a capture of the match, and the capture that it becomes.
struct RelationPlan {
  enum class Kind : std::uint8_t { subject, agent, object, recipient, complement, apposition, conjuncts, prepositional, subtree };
  Kind kind = Kind::subject;
  Symbol capture = 0, anchor = 0;  ///< capture 0: none is made
  std::uint32_t edge = none;       ///< a mention that it must be, or `none`: any words
  std::vector<std::string> words;  ///< prepositions, of which one must lead
  bool optional = false;
};

struct ValueSource {
  enum class Kind : std::uint8_t { constant, capture, attribute, lookup };
  Kind kind = Kind::constant;
  std::string constant;
  Symbol capture = 0, attribute = 0, lexicon = 0, result = 0;
};

/// A step of what must hold for a field to be given. The steps of one stand in postfix order: all, any and negation take the results of
/// the steps before them.
struct GuardStep {
  enum class Kind : std::uint8_t { captured, compares, all, any, negation };
  Kind kind = Kind::captured;
  Symbol capture = 0, attribute = 0;
  std::uint32_t condition = 0;  ///< of compares: on a field, of any name; 0 where it need only have a value
  std::uint32_t parts = 0;      ///< of all, any and negation: how many results they take
};

struct FieldPlan {
  Symbol name = 0;
  std::vector<GuardStep> guard;
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
  std::vector<Element> first;                        ///< a match begins with one of these,
  std::vector<Element> needed;                       ///< and holds one of these somewhere; empty where nothing in particular is needed
  std::vector<Look> unless;                          ///< before (behind) and after (ahead) the match
  std::vector<Code> inside;                          ///< none of these may match anywhere inside the match,
  std::vector<Code> unless_sentence, unless_clause;  ///< or its sentence or sentences, or the clause that it stands in
  std::vector<RelationPlan> with, unless_with;       ///< these must hold of the match, in order; none of those may
  std::vector<EmitPlan> emits;
  std::vector<ExamplePlan> examples;
};

enum class Overlap : std::uint8_t { longest, all, first };

struct Phase {
  std::string name;
  MatchStage stage = MatchStage::mentions;
  Overlap overlap = Overlap::longest;
  Symbol overlap_on = 0;        ///< the field whose span must not overlap another's; 0: the whole emission
  std::vector<Symbol> outside;  ///< nothing is emitted inside a mention of one of these types
  std::uint32_t first_rule = 0, last_rule = 0;
  std::uint32_t first_look = 0, last_look = 0;
  struct Trigger {
    Element element;
    std::vector<std::uint32_t> rules;
  };
  std::vector<Trigger> triggers;              ///< by what a rule needs: the rules that need it
  std::vector<std::uint32_t> always_entered;  ///< rules that need nothing in particular
};

/// From a word to the conditions that hold where a token has it as this attribute.
class WordConditions {
 public:
  struct Asked {
    Symbol word = 0;
    Attribute attribute = Attribute::text;
    std::uint32_t condition = 0;
  };
  /// In the place of what it held.
  void build(const std::vector<Asked>& asked, std::size_t symbols);
  /// Calls `use(condition)` for each of them.
  template <typename Use>
  void each(Attribute attribute, Symbol word, Use use) const {
    if (word + 1 >= begins_.size()) return;
    for (std::uint32_t i = begins_[word]; i < begins_[word + 1]; ++i)
      if (list_[i].attribute == attribute) use(list_[i].condition);
  }
  /// Whether any condition asks for this attribute.
  [[nodiscard]] bool asks(Attribute attribute) const { return asked_[static_cast<std::size_t>(attribute)]; }

 private:
  std::vector<std::uint32_t> begins_;  ///< by word: its first place in the list; and the end
  std::vector<Asked> list_;
  std::array<bool, static_cast<std::size_t>(Attribute::field) + 1> asked_{};
};

/// A set of words, or all forms of a lexicon, in order.
class WordList {
 public:
  WordList() = default;
  explicit WordList(std::vector<Symbol> words);
  [[nodiscard]] bool contains(Symbol word) const { return std::binary_search(words_.begin(), words_.end(), word); }
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] auto begin() const { return words_.begin(); }
  [[nodiscard]] auto end() const { return words_.end(); }

 private:
  std::vector<Symbol> words_;
};

/// Lexicons that a program uses, all but the hidden ones: those that a later layer has in their place, or that no manifest names.
struct LexiconLayer {
  std::shared_ptr<const Lexicons> lexicons;
  std::vector<Symbol> hidden;
  [[nodiscard]] bool hides(Symbol lexicon) const { return std::find(hidden.begin(), hidden.end(), lexicon) != hidden.end(); }
};

/// A file that a program was compiled from.
struct FileHash {
  std::string path;
  std::uint64_t hash = 0;
};

struct Program {
  std::string name, version, hash;
  Symbols symbols;
  std::shared_ptr<const Language> language;
  std::vector<Condition> conditions;  ///< [0] is always true
  std::vector<Edge> edges;
  std::vector<Look> looks;
  std::vector<WordList> sets;
  std::vector<std::string> set_names;  ///< a set of words, or a lexicon of that name
  std::vector<RulePlan> rules;
  std::vector<Phase> phases;
  std::vector<LexiconLayer> layers;
  std::unordered_map<Symbol, std::uint32_t> lexicons;  ///< name of each that is not hidden, to its place in the manifest
  std::vector<FileHash> files;                         ///< of the grammar, by path
  Symbol quote = 0;                                    ///< the type of the mentions that stand for quotations,
  Symbol noun_phrase = 0, verb_group = 0;              ///< for noun phrases and for verb groups

  // What index_program makes of the above, for the matcher.
  WordConditions word_conditions;             ///< of kind equals and member
  std::vector<std::uint32_t> type_of;         ///< by symbol: number of the type that it names, or `none`
  std::uint32_t types = 0;                    ///< how many types there are
  std::vector<std::vector<bool>> edge_takes;  ///< by edge and number of type

  /// The text of a symbol, to be joined with others.
  [[nodiscard]] std::string text_of(Symbol symbol) const { return std::string(symbols.text(symbol)); }
  [[nodiscard]] std::string_view rule_name(std::uint32_t rule) const {
    return rule == none ? std::string_view("lexicon") : std::string_view(rules[rule].name);
  }
  [[nodiscard]] std::string_view grammar_name() const { return name; }
  [[nodiscard]] std::string_view grammar_version() const { return version; }
  [[nodiscard]] std::string_view grammar_hash() const { return hash; }
  /// The entry of a lexicon that has this form (in any case); null if there is none.
  [[nodiscard]] const LexiconEntry* entry(Symbol lexicon, std::string_view form) const;
  /// An attribute of the entry of a lexicon that has this form (in any case); empty if there is none.
  [[nodiscard]] std::string_view look_up(std::string_view lexicon, std::string_view form, std::string_view attribute) const;
};

/// The first value of a field of a mention, or an empty text.
[[nodiscard]] std::string_view field_value(const Mention& mention, Symbol name);

/// Fills what the matcher needs besides the compiled grammar itself.
void index_program(Program& program);

/// Compiles a grammar; the program is null where a diagnostic is an error. What `like` has of files that the grammar lacks, or has
/// unchanged, is taken from it: its language, and its lexicons; from `parsed`, the syntax trees of unchanged rule files.
[[nodiscard]] std::shared_ptr<const Program> compile_program(const Grammar& grammar, Diagnostics& diagnostics,
                                                             const Program* like = nullptr, ParsedRules* parsed = nullptr);

/// The shape of a word: runs of capitals X, of small letters x, of digits d, others as they are: "U.S." is "X.X.".
[[nodiscard]] std::string word_shape(std::string_view text, std::string_view lower);

/// What stands before or after the last hyphen inside a word in small letters: of "two-week" it is "two" and "week".
[[nodiscard]] std::string_view hyphen_part(std::string_view lower, Attribute part);

/// The known name nearest to a misspelt one; empty if none is near.
[[nodiscard]] std::string nearest_name(std::string_view name, const std::vector<std::string>& known);

/// The same as a hint, in words of the errors.
[[nodiscard]] std::string nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace readout
