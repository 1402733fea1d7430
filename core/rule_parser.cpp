// Rule files to a syntax tree, with Boost.Spirit X3 (the only file that includes it). Entry point: parse_rules.
//
// A file is read one top-level item at a time. An error ends its item only: reading goes on at the next line that begins
// with `rule`, `let`, `set`, `fields`,
// `import` or `///`, so that all errors of a file are told at once.
#include <algorithm>
#include <array>
#include <boost/spirit/home/x3.hpp>

#include "rule_ast.hpp"
#include "rule_errors.hpp"
#include "rule_words.hpp"

// What an expectation names in an error: a parser with an action, a directive or an operator is called as what it begins with.
namespace boost::spirit::x3 {
template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const { return what(parser.subject); }
};
template <typename Subject>
struct get_info<plus<Subject>> {
  using result_type = std::string;
  std::string operator()(const plus<Subject>& parser) const { return what(parser.subject); }
};
template <typename Left, typename Right>
struct get_info<list<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const list<Left, Right>& parser) const { return what(parser.left); }
};
template <typename Left, typename Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const sequence<Left, Right>& parser) const { return what(parser.left); }
};
}  // namespace boost::spirit::x3

namespace readout {
namespace {

namespace x3 = boost::spirit::x3;
using x3::_attr;
using x3::_val;
using x3::char_;
using x3::lexeme;
using x3::lit;
using x3::raw;

using Iterator = const char*;
struct BaseTag;

template <typename Context>
Range range_of(const Context& context) {
  const Iterator base = x3::get<BaseTag>(context);
  const auto& found = _attr(context);
  return {static_cast<std::uint32_t>(found.begin() - base), static_cast<std::uint32_t>(found.end() - base)};
}

/// Where the parser stands.
template <typename Context>
std::uint32_t reached(const Context& context) {
  return static_cast<std::uint32_t>(x3::_where(context).begin() - x3::get<BaseTag>(context));
}

std::string unescape(std::string_view quoted) {
  std::string out;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    if (quoted[i] == '\\' && i + 2 < quoted.size()) ++i;
    out += quoted[i] == 'n' && quoted[i - 1] == '\\' ? '\n' : quoted[i];
  }
  return out;
}

const auto comment = lit("//") >> !lit('/') >> *(char_ - x3::eol);
const auto skipper = x3::space | comment;

const auto word_char = x3::alnum | char_('_');
const auto keyword = [](const char* text) { return lexeme[lit(text) >> !word_char]; };

x3::symbols<> make_reserved() {
  x3::symbols<> words;
  const auto add = [&](const auto& list) {
    for (const std::string_view word : list) words.add(std::string(word));
  };
  add(item_words);
  add(clause_words);
  add(inner_words);
  return words;
}
const x3::symbols<> reserved = make_reserved();

// ---- names, strings, numbers
const auto store_name = [](auto& context) {
  const auto& found = _attr(context);
  _val(context) = {std::string(found.begin(), found.end()), range_of(context)};
};
const auto store_string = [](auto& context) {
  const auto& found = _attr(context);
  const std::string_view text(&*found.begin(), static_cast<std::size_t>(found.end() - found.begin()));
  _val(context) = {unescape(text), range_of(context)};
};

const auto take = [](auto& context) { _val(context) = _attr(context); };

const x3::rule<struct NameId, ast::Name> name{"a name"};
const auto name_def = raw[lexeme[!(reserved >> !word_char) >> (x3::alpha | char_('_')) >> *word_char]][store_name];
const x3::rule<struct DottedId, ast::Name> dotted{"a name"};
const auto dotted_def =
    raw[lexeme[!(reserved >> !word_char) >> (x3::alpha | char_('_')) >> *(word_char | (char_('.') >> &word_char))]][store_name];
const x3::rule<struct StringId, ast::Name> string{"a text in double quotes"};
const auto string_def = raw[lexeme['"' >> *(('\\' >> char_) | (char_ - '"' - x3::eol)) >> '"']][store_string];
const x3::rule<struct ConstantId, ast::Name> constant{"a word or a text in double quotes"};
const auto constant_def = string[take] | raw[lexeme[+(word_char | char_("-"))]][store_name];
const x3::rule<struct CaptureNameId, ast::Name> capture_name{"the name of a capture"};
const auto capture_name_def = '$' > name;
const x3::rule<struct ListNameId, ast::Name> list_name{"the name of a set or lexicon"};
const auto list_name_def = name[take];
const x3::rule<struct BlockNameId, ast::Name> block_name{"the name of a block of fields"};
const auto block_name_def = name[take];
const x3::rule<struct NumberId, ast::Name> number{"a number"};
const auto number_def = raw[lexeme[+x3::digit >> !word_char]][store_name];
const x3::rule<struct SignedId, ast::Name> signed_number{"a number"};
const auto signed_number_def = raw[lexeme[&x3::int32 >> -char_("+-") >> +x3::digit >> !word_char]][store_name];
const x3::rule<struct TextOrNameId, ast::Name> text_or_name{"a text in double quotes"};
const auto text_or_name_def = string[take] | name[take];
const x3::rule<struct CountId, ast::Name> count{"the number of repetitions"};
const auto count_def = number[take] | name[take];
const x3::rule<struct WholeId, ast::Name> whole{"a whole number"};
const auto whole_def = signed_number[take] | name[take];
// A closing brace is called by what may stand before it.
const x3::rule<struct FieldsEndId> fields_end{"a field"};
const auto fields_end_def = lit('}');
const x3::rule<struct RuleEndId> rule_end{"a clause"};
const auto rule_end_def = lit('}');

// ---- conditions
const auto add_part = [](ast::Test::Kind kind) {
  return [kind](auto& context) {
    auto& test = _val(context);
    auto& part = _attr(context);
    if (test.parts.empty()) test.at = part.at;
    test.at.end = part.at.end;
    test.kind = kind;
    test.parts.push_back(std::move(part));
  };
};
const auto flatten = [](auto& context) {
  auto& test = _attr(context);
  _val(context) = test.parts.size() == 1 && test.kind != ast::Test::Kind::negation ? ast::Test(test.parts.front()) : test;
};
const auto test_attribute = [](auto& context) {
  _val(context).attribute = _attr(context);
  _val(context).at = _attr(context).at;
};
const auto test_value = [](ast::Test::Kind kind) {
  return [kind](auto& context) {
    _val(context).kind = kind;
    _val(context).value = _attr(context);
    _val(context).at.end = _attr(context).at.end;
  };
};

const x3::rule<struct TestId, ast::Test> test{"a condition"};
const x3::rule<struct AllId, ast::Test> all_of{"a condition"};
const x3::rule<struct AnyId, ast::Test> any_of{"a condition"};
const x3::rule<struct UnaryId, ast::Test> unary{"a condition"};
const x3::rule<struct NegationId, ast::Test> negation{"a condition"};
const x3::rule<struct LeafId, ast::Test> leaf{"a condition"};

const auto leaf_def = dotted[test_attribute] >> -((lit("!=") > constant[test_value(ast::Test::Kind::differs)]) |
                                                  (lit('=') > constant[test_value(ast::Test::Kind::equals)]) |
                                                  (keyword("in") > list_name[test_value(ast::Test::Kind::member)]) |
                                                  (keyword("has") > constant[test_value(ast::Test::Kind::has)]));
const auto begin_negation = [](auto& context) { _val(context).at.begin = reached(context) - 1; };
const auto negated_part = [](auto& context) {
  _val(context).kind = ast::Test::Kind::negation;
  _val(context).at.end = reached(context);
  _val(context).parts.push_back(std::move(_attr(context)));
};
const auto negation_def = lit('!')[begin_negation] > unary[negated_part];
const auto unary_def = negation[take] | (lit('(') > test[take] > ')') | leaf[take];
const auto all_of_def = unary[add_part(ast::Test::Kind::all)] >> *('&' > unary[add_part(ast::Test::Kind::all)]);
const x3::rule<struct AllFlatId, ast::Test> all_flat{"a condition"};
const auto all_flat_def = all_of[flatten];
const auto any_of_def = all_flat[add_part(ast::Test::Kind::any)] >> *('|' > all_flat[add_part(ast::Test::Kind::any)]);
const auto test_def = any_of[flatten];

// ---- patterns
const auto begin_here = [](auto& context) { _val(context).at.begin = reached(context); };
const auto kind_of = [](ast::Item::Kind kind) { return [kind](auto& context) { _val(context).kind = kind; }; };
const auto item_name = [](ast::Item::Kind kind) {
  return [kind](auto& context) {
    _val(context).kind = kind;
    _val(context).name = _attr(context);
  };
};
const auto item_test = [](auto& context) { _val(context).tests.push_back(_attr(context)); };
const auto item_type = [](auto& context) { _val(context).types.push_back(_attr(context)); };
const auto item_group = [](ast::Item::Kind kind) {
  return [kind](auto& context) {
    _val(context).kind = kind;
    _val(context).group.push_back(std::move(_attr(context)));
  };
};
const auto set_behind = [](auto& context) { _val(context).behind = true; };
const auto set_negated = [](auto& context) { _val(context).negated = true; };
const auto set_lazy = [](auto& context) { _val(context).lazy = true; };
/// A number as it stands, one too large for any use as the largest; a name goes into `named`, and counts as 2, so that what it repeats
/// is taken neither for a single element nor for one that may be absent.
std::uint32_t number_of(const ast::Name& written, ast::Name& named) {
  std::uint32_t value = 0;
  for (const char c : written.text) {
    if (c < '0' || c > '9') return named = written, 2;
    value = value < 100'000'000 ? value * 10 + static_cast<std::uint32_t>(c - '0') : value;
  }
  return value;
}
const auto bounds = [](std::uint32_t low, std::uint32_t high) {
  return [low, high](auto& context) {
    _val(context).min = low;
    _val(context).max = high;
  };
};
const auto set_min = [](auto& context) {
  _val(context).min = _val(context).max = number_of(_attr(context), _val(context).least);
  _val(context).most = _val(context).least;
};
const auto set_open = [](auto& context) {
  _val(context).max = none;
  _val(context).most = {};
};
const auto set_max = [](auto& context) { _val(context).max = number_of(_attr(context), _val(context).most); };

const x3::rule<struct PatternId, ast::Pattern> pattern{"a pattern"};
const x3::rule<struct SequenceId, std::vector<ast::Item>> sequence{"a pattern"};
const x3::rule<struct ItemId, ast::Item> item{"a pattern"};
const x3::rule<struct AtomId, ast::Item> atom{"a pattern"};
const x3::rule<struct QuantifiedId, ast::Item> quantified{"a pattern"};

const auto token_atom = lit('[')[kind_of(ast::Item::Kind::token)] > -test[item_test] > ']';
const auto mention_atom = lit('<')[kind_of(ast::Item::Kind::mention)] > (name[item_type] % '|') > -test[item_test] > '>';
const auto look_body = lit('(') > pattern[item_group(ast::Item::Kind::look)] > ')';
const auto look_atom = -lit('!')[set_negated] >> (keyword("ahead") | keyword("behind")[set_behind]) > look_body;
const auto group_atom = lit('(') > pattern[item_group(ast::Item::Kind::group)] > ')';
const x3::rule<struct MentionId, ast::Item> mention{"a mention, <type>"};
const auto mention_def = mention_atom;
const auto add_argument = [](auto& context) { _val(context).group.push_back(std::move(_attr(context))); };
// A number by itself is a constant: the text of its digits.
const auto number_item = [](auto& context) {
  ast::Item made;
  made.name = _attr(context);
  made.at = made.name.at;
  _val(context).at = made.at;
  _val(context).alternatives.push_back({std::move(made)});
};
const x3::rule<struct ConstantPatternId, ast::Pattern> pattern_or_number{"a pattern"};
const auto pattern_or_number_def = signed_number[number_item] | pattern[take];
const auto arguments = lit('(') > (pattern_or_number[add_argument] % ',') > ')';
const auto any_order = keyword("any_order")[kind_of(ast::Item::Kind::any_order)] > arguments;
// The bracket of a call stands close to the name: `name ( ... )` is a name and a group.
const auto call = &lexeme[name >> lit('(')] >> name[item_name(ast::Item::Kind::reference)] >> arguments;
const auto atom_def = string[item_name(ast::Item::Kind::literal)] | token_atom | mention_atom | group_atom | look_atom | any_order | call |
                      name[item_name(ast::Item::Kind::reference)];

const auto repeat = lit('{') > count[set_min] > -(lit(',')[set_open] > -count[set_max]) > '}';
const auto quantifier = (lit('*')[bounds(0, none)] | lit('+')[bounds(1, none)] | lit('?')[bounds(0, 1)] | repeat) >> -lit('?')[set_lazy];

// `..{0,8} not <actor>` is `( !ahead( <actor> ) [] ){0,8}?`.
const auto begin_gap = [](auto& context) {
  ast::Item& gap = _val(context);
  gap.kind = ast::Item::Kind::group;
  gap.lazy = true;
  gap.group.resize(1);
  gap.group.front().alternatives.resize(1);
  gap.group.front().alternatives.front().resize(1);
  gap.group.front().alternatives.front().front().kind = ast::Item::Kind::token;
};
const auto forbid_in_gap = [](auto& context) {
  ast::Item look;
  look.kind = ast::Item::Kind::look;
  look.negated = true;
  look.at = {x3::_val(context).at.begin, reached(context)};
  look.group.resize(1);
  look.group.front().alternatives.resize(1);
  look.group.front().alternatives.front().push_back(std::move(_attr(context)));
  auto& items = _val(context).group.front().alternatives.front();
  items.insert(items.begin(), std::move(look));
};
const auto gap = lit("..")[begin_gap] > repeat > -(keyword("not") >> !lit(':') > atom[forbid_in_gap]);
const auto quantified_def = gap | (atom[take] >> -quantifier);
const auto item_capture = [](auto& context) { _val(context).capture = _attr(context); };
const auto item_body = [](auto& context) {
  ast::Name capture = std::move(_val(context).capture);
  const Range at = {_val(context).at.begin, reached(context)};
  _val(context) = std::move(_attr(context));
  _val(context).capture = std::move(capture);
  _val(context).at = at;
};
const auto item_def = x3::eps[begin_here] >> -(&(name >> ':') >> name[item_capture] >> ':') >> quantified[item_body];

const auto add_item = [](auto& context) { _val(context).push_back(std::move(_attr(context))); };
const auto sequence_def = +item[add_item];
const auto add_alternative = [](auto& context) {
  _val(context).alternatives.push_back(std::move(_attr(context)));
  _val(context).at.end = reached(context);
};
const auto pattern_def = x3::eps[begin_here] >> sequence[add_alternative] >> *('|' > sequence[add_alternative]);

// ---- values and fields
const auto value_text = [](ast::Value::Kind kind) {
  return [kind](auto& context) {
    _val(context).kind = kind;
    _val(context).text = _attr(context);
  };
};
const auto value_capture = [](auto& context) { _val(context).capture = _attr(context); };
const auto value_attribute = [](auto& context) {
  auto& value = _val(context);
  if (value.kind == ast::Value::Kind::capture) value.kind = ast::Value::Kind::attribute;
  value.attribute = _attr(context);
};
const auto value_result = [](auto& context) { _val(context).result = _attr(context); };

const x3::rule<struct ValueId, ast::Value> value{"a value"};
const auto lookup = name[value_text(ast::Value::Kind::lookup)] >> '[' > capture_name[value_capture] > '.' > name[value_attribute] > ']' >
                    '.' > name[value_result];
const auto from_capture = capture_name[value_text(ast::Value::Kind::capture)] >> -('.' > name[value_attribute]);
const auto value_def = from_capture | (&(name >> '[') >> lookup) | constant[value_text(ast::Value::Kind::constant)];

const auto field_name = [](auto& context) { _val(context).name = _attr(context); };
const auto field_value = [](auto& context) { _val(context).values.push_back(std::move(_attr(context))); };
const auto field_condition = [](auto& context) { _val(context).condition.push_back(std::move(_attr(context))); };
const auto field_otherwise = [](auto& context) {
  _attr(context).name = _val(context).name;
  (_val(context).otherwise.empty() ? _val(context) : _val(context).otherwise.back()).followed = true;
  _val(context).otherwise.push_back(std::move(_attr(context)));
};

// ---- what stands after `if`
const auto add_guard = [](ast::Guard::Kind kind) {
  return [kind](auto& context) {
    _val(context).kind = kind;
    _val(context).parts.push_back(std::move(_attr(context)));
  };
};
const auto flatten_guard = [](auto& context) {
  ast::Guard& guard = _attr(context);
  _val(context) = guard.parts.size() == 1 ? ast::Guard(guard.parts.front()) : guard;
};
const auto guard_capture = [](auto& context) { _val(context).capture = _attr(context); };
const auto guard_attribute = [](auto& context) {
  _val(context).kind = ast::Guard::Kind::compares;
  _val(context).test.attribute = _attr(context);
};
const auto guard_value = [](ast::Test::Kind kind) {
  return [kind](auto& context) {
    _val(context).test.kind = kind;
    _val(context).test.value = _attr(context);
  };
};
const x3::rule<struct GuardId, ast::Guard> guard{"a capture"};
const x3::rule<struct GuardAnyId, ast::Guard> any_guard{"a capture"};
const x3::rule<struct GuardAllId, ast::Guard> all_guards{"a capture"};
const x3::rule<struct GuardFlatId, ast::Guard> flat_guards{"a capture"};
const x3::rule<struct GuardUnaryId, ast::Guard> unary_guard{"a capture"};
const x3::rule<struct GuardNegationId, ast::Guard> negated_guard{"a capture"};
const x3::rule<struct GuardLeafId, ast::Guard> leaf_guard{"a capture"};
const auto guard_comparison = (lit("!=") > constant[guard_value(ast::Test::Kind::differs)]) |
                              (lit('=') > constant[guard_value(ast::Test::Kind::equals)]) |
                              (keyword("in") >> !lit(':') > list_name[guard_value(ast::Test::Kind::member)]) |
                              (keyword("has") >> !lit(':') > constant[guard_value(ast::Test::Kind::has)]);
const auto leaf_guard_def = capture_name[guard_capture] >> -('.' > name[guard_attribute] > -guard_comparison);
const auto negated_guard_def = '!' > unary_guard[add_guard(ast::Guard::Kind::negation)];
const auto unary_guard_def = negated_guard[take] | (lit('(') > guard[take] > ')') | leaf_guard[take];
const auto all_guards_def = unary_guard[add_guard(ast::Guard::Kind::all)] >> *('&' > unary_guard[add_guard(ast::Guard::Kind::all)]);
const auto flat_guards_def = all_guards[flatten_guard];
const auto any_guard_def = flat_guards[add_guard(ast::Guard::Kind::any)] >> *('|' > flat_guards[add_guard(ast::Guard::Kind::any)]);
const auto guard_def = any_guard[flatten_guard];

const x3::rule<struct FieldId, ast::Field> field{"a field"};
const x3::rule<struct FieldRestId, ast::Field> other_values{"a value"};
const auto given = (value[field_value] % ',') > -(keyword("if") > guard[field_condition]);
const auto other_values_def = given;
const auto field_block = [](auto& context) { _val(context).block = _attr(context); };
const auto field_def = (keyword("use") >> !lit(':') > block_name[field_block] > -lit(';')) |
                       (name[field_name] > ':' > given > *(keyword("else") > other_values[field_otherwise]) > -lit(';'));

// ---- rules
const auto emit_type = [](auto& context) { _val(context).type = _attr(context); };
const auto emit_where = [](auto& context) { _val(context).where = _attr(context); };
const auto add_field = [](auto& context) { _val(context).fields.push_back(std::move(_attr(context))); };
const x3::rule<struct EmitId, ast::Emit> emit{"emit"};
const auto emit_def = keyword("emit") > name[emit_type] > -(keyword("at") > capture_name[emit_where]) > '{' >
                      *field[add_field] > fields_end;

const auto relation_capture = [](auto& context) { _val(context).capture = _attr(context); };
const auto relation_element = [](auto& context) { _val(context).element.push_back(std::move(_attr(context))); };
const auto relation_name = [](auto& context) { _val(context).relation = _attr(context); };
const auto relation_anchor = [](auto& context) { _val(context).anchor = _attr(context); };
const auto relation_word = [](auto& context) { _val(context).words.push_back(_attr(context)); };
const auto relation_optional = [](auto& context) { _val(context).optional = true; };
const x3::rule<struct RelationCallId, ast::Relation> bare_relation{"a relation"};
const x3::rule<struct RelationId, ast::Relation> relation{"a relation"};
const auto relation_call = name[relation_name] > '(' > name[relation_anchor] > *(',' > text_or_name[relation_word]) > ')';
const auto bare_relation_def = -(mention[relation_element] > '=') >> relation_call;
const auto relation_def = name[relation_capture] > -(':' > mention[relation_element]) > '=' > relation_call > -lit('?')[relation_optional];

const auto unless_where = [](ast::Unless::Where where) { return [where](auto& context) { _val(context).where = where; }; };
const auto unless_pattern = [](auto& context) { _val(context).pattern = std::move(_attr(context)); };
const x3::rule<struct UnlessWhereId, ast::Unless> unless_place{"before, after or inside"};
const auto unless_place_def = keyword("before")[unless_where(ast::Unless::Where::before)] |
                              keyword("after")[unless_where(ast::Unless::Where::after)] |
                              keyword("inside")[unless_where(ast::Unless::Where::inside)] |
                              (keyword("same") >> keyword("sentence"))[unless_where(ast::Unless::Where::sentence)] |
                              (keyword("same") >> keyword("clause"))[unless_where(ast::Unless::Where::clause)];
const x3::rule<struct UnlessId, ast::Unless> unless{"unless"};
const auto unless_relation = [](auto& context) {
  _val(context).where = ast::Unless::Where::with;
  _val(context).relation = std::move(_attr(context));
};
const x3::rule<struct UnlessRestId, ast::Unless> unless_rest{"before, after or inside"};
const auto unless_rest_def = (keyword("with") > bare_relation[unless_relation]) | (unless_place[take] > pattern[unless_pattern]);
const auto unless_def = keyword("unless") > unless_rest[take];

const auto example_sign = [](bool positive) { return [positive](auto& context) { _val(context).positive = positive; }; };
const auto example_text = [](auto& context) { _val(context).text = _attr(context); };
const x3::rule<struct ExampleId, ast::Example> example{"an example"};
const auto example_def = ((keyword("yes")[example_sign(true)] > string[example_text]) |
                          (keyword("no")[example_sign(false)] > string[example_text])) >>
                         -(lit('{') > *field[add_field] > fields_end);

const auto rule_name = [](auto& context) { _val(context).name = _attr(context); };
const auto rule_doc = [](auto& context) {
  const auto& found = _attr(context);
  auto& doc = _val(context).doc;
  if (!doc.empty()) doc += ' ';
  std::string line(found.begin(), found.end());
  line.erase(0, line.find_first_not_of(' '));
  doc += line;
};
const auto rule_priority = [](auto& context) { _val(context).priority = _attr(context); };
const auto rule_match = [](auto& context) { _val(context).match.push_back(std::move(_attr(context))); };
const auto rule_with = [](auto& context) { _val(context).with.push_back(std::move(_attr(context))); };
const auto rule_unless = [](auto& context) { _val(context).unless.push_back(std::move(_attr(context))); };
const auto rule_emit = [](auto& context) { _val(context).emits.push_back(std::move(_attr(context))); };
const auto rule_example = [](auto& context) { _val(context).examples.push_back(std::move(_attr(context))); };

const auto doc_line = lexeme["///" >> raw[*(char_ - x3::eol)]];
const x3::rule<struct ClauseId, ast::Rule> rule{"a rule"};
const auto clause = (keyword("priority") > whole[rule_priority]) | (keyword("match") > pattern[rule_match]) |
                    (keyword("with") > relation[rule_with]) | unless[rule_unless] | emit[rule_emit] | example[rule_example];
const auto rule_def = *(doc_line[rule_doc]) >> keyword("rule") > dotted[rule_name] > '{' > *clause > rule_end;

const auto definition_name = [](auto& context) { _val(context).name = _attr(context); };
const auto definition_pattern = [](auto& context) { _val(context).pattern = std::move(_attr(context)); };
const auto parameter_name = [](auto& context) {
  _val(context).name = _attr(context);
  _val(context).kind = {"pattern", _attr(context).at};
};
const auto parameter_kind = [](auto& context) { _val(context).kind = _attr(context); };
const auto add_parameter = [](auto& context) { _val(context).parameters.push_back(_attr(context)); };
const x3::rule<struct ParameterId, ast::Parameter> parameter{"a name"};
const auto parameter_def = name[parameter_name] > -(':' > name[parameter_kind]);
const auto parameters = lit('(') > (parameter[add_parameter] % ',') > ')';
const x3::rule<struct DefinitionId, ast::Definition> definition{"let"};
const auto definition_def = *(x3::omit[doc_line]) >> keyword("let") > name[definition_name] > -parameters >
                            '=' > pattern_or_number[definition_pattern];

const x3::rule<struct FieldBlockId, ast::FieldBlock> field_block_item{"fields"};
const auto field_block_item_def = *(x3::omit[doc_line]) >> keyword("fields") > name[definition_name] > '{' > *field[add_field] > fields_end;

const x3::rule<struct ImportId, ast::Name> import{"import"};
const auto import_def = *(x3::omit[doc_line]) >> keyword("import") > string[take];

const auto set_word = [](auto& context) { _val(context).words.push_back(_attr(context)); };
// What begins a line is no word of the set before it, but the misspelt beginning of an item.
const auto within_line = [](auto& context) {
  const Iterator at = x3::_where(context).begin();
  x3::_pass(context) = at == x3::get<BaseTag>(context) || at[-1] != '\n';
};
const x3::rule<struct SetWordId, ast::Name> set_member{"a text in double quotes"};
const auto set_member_def = string[take] | (x3::eps[within_line] >> name[take]);
const x3::rule<struct SetId, ast::Set> word_set{"set"};
const auto word_set_def = *(x3::omit[doc_line]) >> keyword("set") > name[definition_name] > '=' > +set_member[set_word];

BOOST_SPIRIT_DEFINE(name, dotted, string, constant, capture_name, list_name, block_name, number, signed_number, text_or_name, count, whole, fields_end,
                    rule_end)
BOOST_SPIRIT_DEFINE(test, all_of, all_flat, any_of, unary, negation, leaf)
BOOST_SPIRIT_DEFINE(pattern, pattern_or_number, sequence, item, atom, quantified, mention, bare_relation, relation)
BOOST_SPIRIT_DEFINE(guard, any_guard, all_guards, flat_guards, unary_guard, negated_guard, leaf_guard)
BOOST_SPIRIT_DEFINE(value, field, other_values, emit, unless_place, unless_rest, unless, example, rule, parameter, definition, set_member,
                    word_set, field_block_item, import)

// ---- the file
class Reader {
 public:
  Reader(const std::string& path, std::string_view content, Diagnostics& diagnostics) : content_(content), diagnostics_(diagnostics) {
    file_.path = path;
  }

  ast::File read() {
    const Iterator end = content_.data() + content_.size();
    Iterator at = content_.data();
    if (content_.substr(0, 3) == "\xEF\xBB\xBF") at += 3;  // a byte order mark
    if (const std::size_t deep = nested_too_deep(content_, most_nested); deep != std::string_view::npos) {
      Diagnostic diagnostic;
      diagnostic.code = "R016";
      diagnostic.message = "this is nested too deep";
      diagnostic.hint =
          "at most " + std::to_string(most_nested) + " brackets may stand inside each other; name parts of the pattern with `let`";
      locate(diagnostic, content_, deep);
      report(std::move(diagnostic));
      return std::move(file_);
    }
    while (skip(at, end), at != end) {
      const Iterator start = at;
      if (!read_item(at, end)) at = next_item(std::max(at, start + 1), end);
    }
    return std::move(file_);
  }

 private:
  static void skip(Iterator& at, Iterator end) { x3::parse(at, end, *skipper); }

  template <typename Parser, typename List>
  bool read_one(Iterator& at, Iterator end, const Parser& parser, List& list) {
    const Iterator base = content_.data();
    typename List::value_type node;
    if (!x3::phrase_parse(at, end, x3::with<BaseTag>(base)[parser], skipper, node)) return false;
    list.push_back(std::move(node));
    return true;
  }

  bool read_item(Iterator& at, Iterator end) {
    const Iterator start = at;
    try {
      if (read_one(at, end, rule, file_.rules) || read_one(at, end, definition, file_.definitions) ||
          read_one(at, end, word_set, file_.sets) || read_one(at, end, field_block_item, file_.blocks) ||
          read_one(at, end, import, file_.imports))
        return true;
      report(explain_syntax(content_, offset(start), offset(at), "an item"));
    } catch (const x3::expectation_failure<Iterator>& failure) {
      at = failure.where();
      report(explain_syntax(content_, offset(start), offset(at), failure.which()));
    }
    return false;
  }

  [[nodiscard]] std::size_t offset(Iterator at) const { return static_cast<std::size_t>(at - content_.data()); }

  void report(Diagnostic diagnostic) {
    diagnostic.file = file_.path;
    diagnostics_.push_back(std::move(diagnostic));
  }

  Iterator next_item(Iterator at, Iterator end) const {
    for (; at != end; ++at) {
      if (at[-1] != '\n') continue;
      const std::string_view rest(at, static_cast<std::size_t>(end - at));
      for (const std::string_view opening : {"rule ", "let ", "set ", "fields ", "import ", "///"})
        if (rest.substr(0, opening.size()) == opening) return at;
    }
    return end;
  }

  static constexpr std::size_t most_nested = 50;  // the parser recurses as deep as brackets nest

  std::string_view content_;
  Diagnostics& diagnostics_;
  ast::File file_;
};

}  // namespace

ast::File parse_rules(const std::string& path, std::string_view content, Diagnostics& diagnostics) {
  return Reader(path, content, diagnostics).read();
}

}  // namespace readout
