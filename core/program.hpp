// A compiled grammar: symbols, lexicons, conditions, rules and phases. Immutable once compiled. Internal.
// Entry points: compile_program (rule_compiler.cpp), load_lexicon (lexicon.cpp).
#pragma once

#include <deque>
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
  [[nodiscard]] const std::string& text(Symbol symbol) const { return texts_[symbol]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    Symbol symbol = none;
  };
  [[nodiscard]] std::size_t place(std::string_view text, std::uint32_t hash) const;
  void grow();
  std::vector<Slot> slots_;  ///< open addressing; a power of two, at most half full
  std::deque<std::string> texts_;
};

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
  Op op = Op::accept;
  bool peeks_mention = false;
  std::uint32_t a = 0, b = 0;
  std::uint32_t join = none;  ///< its number among the instructions that can be reached in two ways, at which the matcher remembers
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
  std::vector<Element> first;                        ///< a match begins with one of these,
  std::vector<Element> needed;                       ///< and holds one of these somewhere; empty where nothing in particular is needed
  std::vector<Look> unless;                          ///< before (behind) and after (ahead) the match
  std::vector<Code> inside;                          ///< none of these may match anywhere inside the match,
  std::vector<Code> unless_sentence, unless_clause;  ///< or its sentence or sentences, or the clause that it stands in
  std::vector<RelationPlan> with, unless_with;       ///< these must hold of the match, in order; none of those may
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
  struct Trigger {
    Element element;
    std::vector<std::uint32_t> rules;
  };
  std::vector<Trigger> triggers;              ///< by what a rule needs: the rules that need it
  std::vector<std::uint32_t> always_entered;  ///< rules that need nothing in particular
};

enum class LexiconMatch : std::uint8_t { text, lower, lemma };

struct LexiconEntry {
  Symbol lexicon = 0;
  std::vector<Field> fields;
};

/// A trie over word symbols, one for each way of matching. Filled with `add`, then made fast with `freeze`.
class Trie {
 public:
  struct Node {
    std::uint32_t first_child = 0, children = 0;  ///< into `symbols_` and `targets_`
    std::uint32_t first_entry = 0, entries = 0;   ///< into `entries_`
  };
  void add(const std::vector<Symbol>& words, std::uint32_t entry);
  void freeze();

  /// The node behind a word, or `none`. Node 0 is the root.
  [[nodiscard]] std::uint32_t next(std::uint32_t node, Symbol word) const;
  [[nodiscard]] const std::uint32_t* entries_begin(std::uint32_t node) const { return entries_.data() + nodes_[node].first_entry; }
  [[nodiscard]] const std::uint32_t* entries_end(std::uint32_t node) const { return entries_begin(node) + nodes_[node].entries; }

 private:
  std::vector<std::pair<std::vector<Symbol>, std::uint32_t>> added_;
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Symbol> symbols_;         ///< of the children of each node, in order
  std::vector<std::uint32_t> targets_;  ///< the children themselves
  std::vector<std::uint32_t> entries_;
  std::vector<std::uint32_t> root_;  ///< by symbol: the child of the root, or `none`
};

/// From a word to the conditions that hold where a token has it as this attribute.
class WordConditions {
 public:
  void add(Attribute attribute, Symbol word, std::uint32_t condition);
  void freeze();
  /// The conditions, a range of `none` or more.
  [[nodiscard]] std::pair<const std::uint32_t*, const std::uint32_t*> find(Attribute attribute, Symbol word) const;
  /// Whether any condition asks for this attribute.
  [[nodiscard]] bool asks(Attribute attribute) const { return asked_[static_cast<std::size_t>(attribute)]; }

 private:
  struct Slot {
    std::uint64_t key = 0;  ///< 0: free
    std::uint32_t first = 0, count = 0;
  };
  [[nodiscard]] std::size_t place(std::uint64_t key) const;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> added_;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> conditions_;
  std::array<bool, static_cast<std::size_t>(Attribute::field) + 1> asked_{};
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
  Symbol quote = 0;                        ///< the type of the mentions that stand for quotations,
  Symbol noun_phrase = 0, verb_group = 0;  ///< for noun phrases and for verb groups

  // What index_program makes of the above, for the matcher.
  WordConditions word_conditions;             ///< of kind equals and member
  std::vector<std::uint32_t> type_of;         ///< by symbol: number of the type that it names, or `none`
  std::uint32_t types = 0;                    ///< how many types there are
  std::vector<std::vector<bool>> edge_takes;  ///< by edge and number of type

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

/// Fills what the matcher needs besides the compiled grammar itself.
void index_program(Program& program);

/// Reads one lexicon file into the program. Its entries become mentions of a type named after it.
void load_lexicon(const SourceFile& file, Program& program, Diagnostics& diagnostics);

/// Compiles a grammar; the program is null where a diagnostic is an error. With a `language`, the grammar's own is not read.
[[nodiscard]] std::shared_ptr<const Program> compile_program(const Grammar& grammar, Diagnostics& diagnostics,
                                                             std::shared_ptr<const Language> language = nullptr);

/// The shape of a word: runs of capitals X, of small letters x, of digits d, others as they are: "U.S." is "X.X.".
[[nodiscard]] std::string word_shape(std::string_view text, std::string_view lower);

/// What stands before or after the last hyphen inside a word in small letters: of "two-week" it is "two" and "week".
[[nodiscard]] std::string_view hyphen_part(std::string_view lower, Attribute part);

/// Words of the errors: the known name nearest to a misspelt one, as a hint; empty if none is near.
[[nodiscard]] std::string nearest(std::string_view name, const std::vector<std::string>& known);

}  // namespace readout
