// Patterns and conditions to instructions. Internal to the compiler. Entry point: PatternCompiler.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "condition_logic.hpp"
#include "cycles.hpp"
#include "extension.hpp"
#include "program.hpp"
#include "rule_ast.hpp"

namespace readout {

/// Where the names of a grammar are known, across its files, and which of them are used.
struct Names {
  struct Definition {
    const ast::Definition* node;
    const std::string* path;
  };
  struct Block {
    const ast::FieldBlock* node;
    const std::string* path;
  };
  struct Set {
    const ast::Set* node;
    const std::string* path;
  };
  enum class Kind : std::uint8_t { let, set, block, rule, type, lexicon };
  using Named = std::pair<Kind, std::string>;
  struct Place {
    std::string path;
    Range at;  ///< of a lexicon none: it is sought when it is asked for
  };
  std::map<std::string, Definition> definitions;
  std::map<std::string, Block> blocks;
  std::map<std::string, std::uint32_t> sets;            ///< name to index in Program::sets
  std::set<std::string> types;                          ///< lexicons and everything that a rule emits
  std::map<std::string, std::size_t> made_in;           ///< type to the first phase that emits it, by its turn; not of lexicons
  std::map<std::string, std::set<std::string>> fields;  ///< type to the fields that its mentions may have
  std::map<std::string, std::string_view> contents;     ///< path to text, for messages
  std::map<std::string, Set> written_sets;              ///< those that are no lexicons
  std::map<Named, Place> places;                        ///< the first of each; a type where it is first emitted
  mutable std::set<Named> used;                         ///< `let`s, sets and blocks of fields that rules use

  /// The text or number of a `let` that is nothing else, which is thereby used; null for others.
  [[nodiscard]] const ast::Name* constant(const std::string& name) const;
  /// The same of a word without quotes that such a `let` has for its name; else the word itself.
  [[nodiscard]] const ast::Name& text_of(const ast::Name& word) const;
};

/// The only element of a pattern, where it is a bare one, caught by nothing and not repeated; else null.
[[nodiscard]] const ast::Item* only_item(const ast::Pattern& pattern);

/// Name of a capture to the types of the mentions that it can hold.
using Captures = std::map<std::string, std::set<std::string>>;

/// Reports an error or a warning at a place of a file.
class Reporter {
 public:
  /// While it lives, what is reported elsewhere also tells this place: where a `let` with parameters or a block of fields is used.
  class Use {
   public:
    Use(const Reporter& reporter, const std::string& path, Range at);
    ~Use() { reporter_.uses_.pop_back(); }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;

   private:
    const Reporter& reporter_;
  };
  Reporter(const Names& names, Diagnostics& diagnostics) : names_(names), diagnostics_(diagnostics) {}
  /// How often something was reported, also what was told before.
  [[nodiscard]] std::size_t count() const { return count_; }
  /// How often a `let` was used that there is none.
  [[nodiscard]] std::size_t missing_lets() const { return missing_lets_; }
  void report(const char* code, const std::string& path, Range at, std::string message, std::string hint = {},
              Severity severity = Severity::error, std::vector<RelatedPlace> related = {}) const;
  /// Reports a name that none of these kinds has: tells the nearest one that is known, and where it stands, else the other hint. Once for
  /// each name, with a few of the places.
  void report_unknown(const char* code, const std::string& path, const ast::Name& name, std::string message,
                      const std::vector<std::string>& known, std::initializer_list<Names::Kind> kinds, const std::string& hint) const;
  /// Reports a name that should be that of a constant, a text or such a value.
  void report_no_constant(const std::string& path, const ast::Name& name, const std::string& what, const std::string& value = {}) const;
  void report_cycle(const char* code, const std::string& what, const Way& way, const std::string& hint) const;
  /// A place to tell beside another.
  [[nodiscard]] RelatedPlace related(const std::string& path, Range at, std::string note) const;
  [[nodiscard]] RelatedPlace related(const Names::Named& named, const Names::Place& place, const std::string& note) const;

 private:
  static constexpr std::size_t most_places = 4;  ///< beside the first

  template <typename Place>
  void locate(Place& place, const std::string& path, Range at) const;
  void add_place(Diagnostic& told, const std::string& path, Range at) const;

  const Names& names_;
  Diagnostics& diagnostics_;
  mutable std::size_t count_ = 0, missing_lets_ = 0;
  mutable std::vector<std::pair<std::string, Range>> uses_;  ///< file and place of each, the innermost last
};

/// Known names, as a hint.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);
[[nodiscard]] inline std::string or_else(const std::string& hint, const std::string& other) { return hint.empty() ? other : hint; }

/// What every match of a pattern holds at least one of, and about how often that stands in a thousand tokens.
struct Need {
  double often = 1e9;
  std::vector<Element> one_of;  ///< empty where nothing in particular is needed
  /// Of two that are both needed, the rarer.
  void choose(Need other) {
    if (other.often < often && !other.one_of.empty()) *this = std::move(other);
  }
  /// Either this or the other is needed.
  void join(const Need& other) {
    const bool nothing = other.one_of.empty() || (often > 0 && one_of.empty());
    often = nothing ? 1e9 : often + other.often;
    one_of.insert(one_of.end(), other.one_of.begin(), other.one_of.end());
    if (nothing) one_of.clear();
  }
};

/// A comparison with a field of mentions, to be asked whether any value that this field can have will ever do.
struct ValueQuestion {
  std::string path;
  Range at;
  std::vector<std::string> types;
  std::string field;
  std::uint32_t condition = 0;
};

inline constexpr std::size_t most_written = most_instructions / 2;  ///< where the compiler stops; what it has begun it ends
inline constexpr std::size_t most_work = 200000;

/// What a `let` without parameters is written out to, to be copied where it is used again.
struct WrittenOut {
  Code code;  ///< its targets are counted from its beginning
  Need need;
  Captures captures;            ///< those in it
  std::set<std::string> types;  ///< of all mentions in it, which captures around it can hold
  std::size_t work = 0;         ///< that it took
  std::size_t references = 0;   ///< how many `let`s stand inside each other in it, itself included,
  std::size_t depth = 0;        ///< and how many with those in arguments
};

/// The conditions, edges and looks of a program by what they are, so that equal ones are kept once. Looks: of one phase.
struct Shared {
  std::unordered_map<std::string, std::uint32_t> conditions, looks;
  std::map<std::pair<const ast::Definition*, bool>, WrittenOut> written_out;  ///< of one phase, by definition and direction
  std::unordered_map<const ast::Test*, std::uint32_t> placed;                 ///< the conditions that have no parameters
  std::unordered_map<const ast::Item*, std::vector<std::uint32_t>> literals;  ///< the condition of each word
  std::size_t compared = 0;                                                   ///< what comparing alternatives has cost
  std::deque<std::vector<ast::Item>> parts;  ///< of any_order groups, each made an element; they stay, as `checked` knows them
  std::set<const ast::Pattern*> checked;     ///< patterns without parameters, whose alternatives were compared
  std::map<std::pair<std::vector<Symbol>, std::uint32_t>, std::uint32_t> edges;
  std::vector<ValueQuestion> questions;

  void begin_phase() {
    looks.clear();
    written_out.clear();
  }
};

/// A field that an emit of a rule needs, and that it does not always give, or never.
struct MissingField {
  std::size_t emit;
  std::string field;
  bool given;  ///< by captures that not every way through the pattern makes
};
[[nodiscard]] std::vector<MissingField> missing_fields(const Program& program, const RulePlan& rule);

/// Whether this is the first of its kind with this name, which it then has; reports it where it is not.
bool enter_name(Names& names, const Reporter& reporter, Names::Kind kind, const std::string& path, const ast::Name& name);
void add_set(Names& names, Program& program, const std::string& name, std::vector<Symbol> words);
/// Adds the sets of all files. They may hold constants, lexicons and each other, so all those are known before.
void collect_sets(const RuleFiles& files, Names& names, const Reporter& reporter, Program& program);
/// The `let`s, sets and blocks of fields that no rule uses.
[[nodiscard]] std::vector<std::pair<Names::Named, Names::Place>> unused_names(const Names& names);
/// What to tell of one of them.
void report_unused(const Reporter& reporter, const Names::Named& named, const Names::Place& place);

/// Compiles the patterns of one file into a program's code.
class PatternCompiler {
 public:
  PatternCompiler(Program& program, Shared& shared, const Names& names, const Reporter& reporter, const std::string& path,
                  std::size_t turn = static_cast<std::size_t>(-1))
      : program_(program), shared_(shared), names_(names), reporter_(reporter), path_(path), turn_(turn) {}

  /// Code that ends in accept. `backward` makes code that reads to the left, for what stands before a place.
  [[nodiscard]] Code compile(const ast::Pattern& pattern, bool backward);
  /// The edge of a mention outside of a pattern, which `capture` names; empty where nothing does.
  [[nodiscard]] std::uint32_t mention_edge(const ast::Item& mention, const std::string& capture);
  /// The condition that a value, given to a field of this name, is compared as `test` says; of the text of `lower` in small letters.
  [[nodiscard]] std::uint32_t comparison(const ast::Test& test);
  /// Reports what is wrong with a pattern of which nothing is kept.
  void check(const ast::Pattern& pattern, const std::vector<ast::Parameter>& parameters);
  /// The captures met so far.
  [[nodiscard]] const Captures& captures() const { return captures_; }
  /// What a match of the pattern compiled last needs; empty where that is nothing in particular.
  [[nodiscard]] const std::vector<Element>& needed() const { return needed_.one_of; }

 private:
  // These append the code of a part of a pattern, and give what its matches need.
  Need pattern(const ast::Pattern& node, Code& code);
  Need sequence(const std::vector<ast::Item>& items, Code& code);
  Need item(const ast::Item& node, Code& code);
  Need once(const ast::Item& node, Code& code);
  Need token(std::uint32_t condition, Code& code);
  Need mention(const ast::Item& node, Code& code);
  Need literal(const ast::Item& node, Code& code);
  Need reference(const ast::Item& node, Code& code);
  Need any_order(const ast::Item& node, Code& code);

  // Parameters of `let`s (pattern_calls.cpp).
  /// What stands for a parameter: an argument, with what its names mean there; null while a `let` is checked that nothing uses.
  struct Argument {
    std::string kind;
    const ast::Pattern* pattern = nullptr;
    std::string path;
    std::size_t scope = 0;
    std::vector<std::string> references;
  };
  using Scope = std::map<std::string, Argument>;
  [[nodiscard]] bool call(const ast::Item& node, const Names::Definition& definition, Scope& scope) const;
  Need written_out(const ast::Item& node, const Names::Definition& definition, Code& code);
  Need body(const std::string& name, const Names::Definition& definition, Scope scope, Code& code);
  /// Of a `let` without parameters: a copy, where it was written out before.
  Need copied(const std::string& name, const Names::Definition& definition, Code& code);
  [[nodiscard]] WrittenOut write_out(const std::string& name, const Names::Definition& definition, Code& code);
  [[nodiscard]] bool fits(const WrittenOut& made, const Code& code) const;
  void take_names(const WrittenOut& made);
  [[nodiscard]] bool fits_kind(const ast::Pattern& argument, const std::string& kind) const;
  Need argument(const ast::Item& node, const Argument& given, Code& code);
  /// The argument of a parameter that is called so here; through others where it is passed on. Null where there is none.
  [[nodiscard]] const Argument* parameter(const std::string& name) const;
  /// What a comparison is with: the text or the set behind a parameter or a constant, else the word itself.
  [[nodiscard]] ast::Name value_of(const ast::Test& test) const;
  void look(const ast::Item& node, Code& code);
  /// Reports an alternative that matches nothing that an earlier one does not match.
  void check_alternatives(const ast::Pattern& node, const std::vector<CodeRange>& ranges, const Code& code);
  void merge_tokens(const std::vector<CodeRange>& ranges, Code& code);
  /// Reports parts of a condition that exclude each other, and such of which one always holds.
  void check_parts(const ast::Test& test, const std::vector<std::uint32_t>& parts) const;

  /// How often an element may stand, with the values of constants.
  struct Bounds {
    std::uint32_t min, max;
  };
  [[nodiscard]] Bounds bounds_of(const ast::Item& node);
  /// What a constant or a parameter has for a number; reported where that is none, and then 1.
  [[nodiscard]] std::uint32_t number_of(const ast::Name& name);
  [[nodiscard]] bool check_bounds(const ast::Item& node, Bounds bounds, const Code& code);
  [[nodiscard]] bool check_reference(const ast::Item& node, bool unknown, bool is_parameter) const;
  [[nodiscard]] double frequency(std::uint32_t condition) const;
  [[nodiscard]] std::uint32_t single_condition(const Code& code);
  static void finish(Code& code);
  std::uint32_t edge(const ast::Item& node);
  /// All that stands in the brackets of an element: made once, however often a `let` is written out.
  std::uint32_t whole_condition(const ast::Test& test, const std::vector<ast::Name>& types);
  /// `types` are those of the mention that the condition is on; none for a token.
  std::uint32_t condition(const ast::Test& test, const std::vector<ast::Name>& types);
  /// `where` becomes `first` or `last` where the condition is on that token of a mention.
  void leaf(const ast::Test& test, const std::vector<ast::Name>& types, Condition& made, Condition::Kind& where);
  /// Fills in what a test compares with; false where there is no such set.
  bool compare_with(const ast::Test& test, const ast::Name& value, Condition& made) const;
  /// Reports a value that no token has.
  void check_value(const ast::Test& test, const std::string& name, const Condition& made) const;
  void check_field(const ast::Name& field, const std::vector<ast::Name>& types) const;
  [[nodiscard]] std::vector<RelatedPlace> places_of(std::vector<std::string>::const_iterator first) const;
  [[nodiscard]] std::vector<std::string> known_names() const;
  void report_reference(const ast::Name& name) const;
  void ask_values(const ast::Test& test, const std::vector<ast::Name>& types, std::uint32_t comparison);
  std::uint32_t add(Condition made);
  std::uint32_t add_over(Condition::Kind kind, std::uint32_t part);

  Program& program_;
  Shared& shared_;
  const Names& names_;
  const Reporter& reporter_;
  std::string path_;
  std::size_t turn_;  ///< of the phase whose rules these are, among all phases
  Need needed_;
  bool backward_ = false;
  bool too_large_ = false;
  bool given_all_ = true;  ///< false where a `let` is checked whose parameters nothing gives
  bool looking_ = false;   ///< inside ahead or behind, which capture nothing
  Captures captures_;
  std::vector<std::string> open_references_, open_captures_;
  std::vector<Scope> scopes_ = std::vector<Scope>(1);  ///< of the `let`s with parameters met so far; [0] is that of rules
  std::size_t scope_ = 0, depth_ = 0, work_ = 0;
  std::size_t most_references_ = 0, most_depth_ = 0;  ///< the most `let`s that were open at once, and the deepest, since last set to 0
};

}  // namespace readout
