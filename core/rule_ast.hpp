// The syntax tree of a rule file. Every node carries its place (`at`: bytes into the file). Internal.
// Entry point: File, as parse_rules gives it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.hpp"
#include "model.hpp"

namespace readout::ast {

struct Name {
  std::string text;
  Range at;
  /// Whether it is a word by itself: a text in quotes is longer in the file than what it holds.
  [[nodiscard]] bool bare() const { return at.end - at.begin == text.size(); }
};

/// A condition on a token or on a mention: `lemma = "say"`, `tag in verbs`, `quoted`, and their combinations.
struct Test {
  enum class Kind : std::uint8_t { flag, equals, differs, member, has, all, any, negation };
  Kind kind = Kind::flag;
  Name attribute, value;
  std::vector<Test> parts;  ///< of all, any and negation
  Range at;
};

struct Item;

struct Pattern {
  std::vector<std::vector<Item>> alternatives;
  Range at;
};

struct Item {
  enum class Kind : std::uint8_t { literal, token, mention, group, reference, look, any_order };
  Kind kind = Kind::literal;
  Name capture;                ///< empty text where there is none
  Name name;                   ///< the words of a literal, the name of a reference
  std::vector<Name> types;     ///< of a mention
  std::vector<Test> tests;     ///< none or one
  std::vector<Pattern> group;  ///< one, of a group or a look; of a reference its arguments; of any_order its parts
  bool behind = false, negated = false;
  bool lazy = false;
  std::uint32_t min = 1, max = 1;  ///< max `none`: unbounded
  Name least, most;  ///< constants that stand in the place of min and max (which are then some number); empty texts where none do
  Range at;
};

struct Value {
  enum class Kind : std::uint8_t { constant, capture, attribute, lookup };
  Kind kind = Kind::constant;
  Name text;       ///< the constant, the capture or the lexicon
  Name capture;    ///< of a lookup
  Name attribute;  ///< of the capture
  Name result;     ///< the attribute that a lookup gives
};

/// What stands after `if`: `$capture`, `$capture.field`, `$capture.field = "value"`, and their combinations.
struct Guard {
  enum class Kind : std::uint8_t { captured, compares, all, any, negation };
  Kind kind = Kind::captured;
  Name capture;
  Test test;                 ///< of compares: what of the capture is compared with what; a flag where it need only have a value
  std::vector<Guard> parts;  ///< of all, any and negation
};

struct Field {
  Name name;
  std::vector<Value> values;
  std::vector<Guard> condition;  ///< none or one
  std::vector<Field> otherwise;  ///< what stands after each `else`, under the same name
  bool followed = false;         ///< by an `else`
  Name block;                    ///< `use NAME` instead of a field: the fields of a block stand here; else an empty text
};

struct Emit {
  Name type, where;
  std::vector<Field> fields;
};

/// `with capture:<element> = relation(anchor, "word", ...)?`, and the same without a capture behind `unless with`.
struct Relation {
  Name capture;               ///< empty text behind `unless with`
  std::vector<Item> element;  ///< none or one, a mention
  Name relation, anchor;
  std::vector<Name> words;  ///< texts and constants
  bool optional = false;
};

struct Unless {
  enum class Where : std::uint8_t { before, after, inside, sentence, clause, with };
  Where where = Where::before;
  Pattern pattern;    ///< of all but `with`
  Relation relation;  ///< of `with`
};

struct Example {
  bool positive = true;
  Name text;
  std::vector<Field> fields;
};

struct Rule {
  Name name;
  std::string doc;
  Name priority;  ///< a whole number or a constant; an empty text where none is given
  std::vector<Pattern> match;
  std::vector<Relation> with;
  std::vector<Unless> unless;
  std::vector<Emit> emits;
  std::vector<Example> examples;
};

/// `name: kind` in brackets after the name of a `let`; kind is pattern, text, words or condition, and pattern where it is not said.
struct Parameter {
  Name name, kind;
};

struct Definition {  ///< let NAME = pattern, let NAME(parameter, ...) = pattern
  Name name;
  std::vector<Parameter> parameters;
  Pattern pattern;
};

struct Set {  ///< set NAME = "word" other ...
  Name name;
  std::vector<Name> words;  ///< texts, constants, and sets whose words it has, too
};

struct FieldBlock {  ///< fields NAME { field: value ... }
  Name name;
  std::vector<Field> fields;
};

struct File {
  std::string path;
  std::vector<Name> imports;  ///< import "FILE"
  std::vector<FieldBlock> blocks;
  std::vector<Definition> definitions;
  std::vector<Set> sets;
  std::vector<Rule> rules;
};

}  // namespace readout::ast

namespace readout {

/// Parses one rule file. Every syntax error is reported; what could be read is returned all the same.
[[nodiscard]] ast::File parse_rules(const std::string& path, std::string_view content, Diagnostics& diagnostics);

}  // namespace readout
