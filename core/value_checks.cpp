// Whether the values that fields can have are such as something can be made of: the values of lexicons and constants of rules are all
// known, and are followed through the fields that pass them on. Entry point: ValueChecks::check.
#include "value_checks.hpp"

#include <algorithm>

#include "conditions.hpp"
#include "schema.hpp"

namespace readout {
namespace {

using Values = std::set<std::string>;

/// Whether `$capture.attribute` is of the words that were caught, whatever mention they are.
bool is_of_words(const std::string& attribute) {
  return std::find(word_attributes.begin(), word_attributes.end(), attribute) != word_attributes.end();
}

ValueOrigin origin_of(const ast::Value& value, const Captures& captures) {
  using Kind = ast::Value::Kind;
  ValueOrigin origin;
  if (value.kind == Kind::constant) origin.constant = value.text.text;
  if (value.kind == Kind::attribute || value.kind == Kind::lookup) {
    const auto types = captures.find(value.kind == Kind::lookup ? value.capture.text : value.text.text);
    if (types != captures.end()) origin.types = types->second;
    origin.field = value.attribute.text;
  }
  origin.from_text = value.kind != Kind::constant && (origin.types.empty() || is_of_words(origin.field));
  return origin;
}

/// Whether a condition asks what a value is, so that not all that it can be need do.
bool compares(const ast::Guard& guard, const ast::Value& value) {
  if (guard.kind == ast::Guard::Kind::compares)
    return guard.capture.text == value.text.text && guard.test.attribute.text == value.attribute.text;
  return std::any_of(guard.parts.begin(), guard.parts.end(), [&](const ast::Guard& part) { return compares(part, value); });
}

std::string quoted(const std::vector<std::string>& values) {
  constexpr std::size_t most = 5;
  std::string out;
  for (std::size_t i = 0; i < values.size() && i < most; ++i) out += (i ? ", \"" : "\"") + values[i] + "\"";
  return out + (values.size() > most ? " ..." : "");
}

std::vector<std::string> known_values(const OutputValues& output) {
  std::vector<std::string> known;
  for (const std::string_view one : output.values)
    if (!one.empty()) known.emplace_back(one);
  return known;
}

bool is_among(const std::vector<std::string>& known, const std::string& value) {
  return std::find(known.begin(), known.end(), value) != known.end();
}

/// What a comparison asks of a value, in words.
std::string demand_of(const Program& program, const Condition& comparison) {
  const std::string text = "\"" + comparison.text + "\"";
  switch (comparison.kind) {
    case Condition::Kind::member: return "is in " + program.set_names[comparison.set];
    case Condition::Kind::has: return "has the word " + text;
    case Condition::Kind::prefix: return "begins with " + text;
    default: return "is " + text;
  }
}

}  // namespace

void ValueChecks::note(const std::string& path, const std::string& type, const ast::Field& field, const ast::Value& value,
                       const Captures& captures) {
  using Kind = ast::Value::Kind;
  ValueOrigin origin = origin_of(value, captures);
  if (value.kind == Kind::constant) check_constant(path, type, field.name.text, value.text);
  if (value.kind == Kind::lookup) {
    if (!field.followed) keys_.push_back({path, value.text.at, origin, value.text.text, {}});
    origin = {{}, {value.text.text}, value.result.text, false};
  }
  const bool chosen = value.kind == Kind::attribute && !field.condition.empty() && compares(field.condition.front(), value);
  if (value.kind != Kind::constant && !chosen)
    outputs_.push_back({path, value.kind == Kind::lookup ? value.result.at : value.attribute.at, origin, type, field.name.text});
  values_.add(type, field.name.text, std::move(origin));
}

std::vector<ValueQuestion> ValueChecks::questions(const std::string& path, const ast::Guard& guard, std::uint32_t condition,
                                                  const Captures& captures) {
  const auto types = captures.find(guard.capture.text);
  if (types == captures.end() || is_of_words(guard.test.attribute.text)) return {};
  return {{path, guard.test.value.at, {types->second.begin(), types->second.end()}, guard.test.attribute.text, condition}};
}

void ValueChecks::check(const std::vector<ValueQuestion>& questions) {
  for (const Use& use : keys_) check_keys(use);
  for (const Use& use : outputs_) check_output(use);
  for (const ValueQuestion& question : questions) check_question(question);
}

/// A constant in a field that takes only certain values must be one of them.
void ValueChecks::check_constant(const std::string& path, const std::string& type, const std::string& field, const ast::Name& value) const {
  for (const OutputValues& output : output_values) {
    if (output.type != type || output.field != field) continue;
    const std::vector<std::string> known = known_values(output);
    if (!is_among(known, value.text))
      reporter_.report("R018", path, value.at, "\"" + value.text + "\" is no " + field + " of a <" + type + ">",
                       or_else(nearest(value.text, known), listed(known)));
  }
}

/// A lexicon that stands for a table should have an entry for whatever it is asked.
void ValueChecks::check_keys(const Use& use) {
  const Symbol lexicon = program_.symbols.find(use.type);
  if (!program_.lexicons.contains(lexicon)) return;
  for (const std::string& type : use.origin.types) {
    std::vector<std::string> lacking;
    for (const std::string& key : values_.of(type, use.origin.field).value_or(Values()))
      if (!program_.entry(lexicon, key)) lacking.push_back(key);
    if (!lacking.empty())
      reporter_.report("R025", use.path, use.at,
                       "the lexicon " + use.type + " has no entry for " + quoted(lacking) + ", which the " + use.origin.field + " of <" +
                           type + "> can be",
                       "add the entries, say what to give instead with `else`, or correct what gives the field", Severity::warning);
  }
}

/// What a field that takes only certain values gets from another must be one of them, too.
void ValueChecks::check_output(const Use& use) {
  for (const OutputValues& output : output_values) {
    if (output.type != use.type || output.field != use.field) continue;
    const std::vector<std::string> known = known_values(output);
    for (const std::string& type : use.origin.types) {
      std::vector<std::string> wrong;
      for (const std::string& value : values_.of(type, use.origin.field).value_or(Values()))
        if (!is_among(known, value)) wrong.push_back(value);
      if (!wrong.empty())
        reporter_.report("R018", use.path, use.at,
                         "the " + use.origin.field + " of <" + type + "> can be " + quoted(wrong) + ", which is no " + use.field +
                             " of a <" + use.type + ">",
                         "correct what gives the " + use.origin.field + ", or choose with `if`; " + listed(known), Severity::warning);
    }
  }
}

/// A comparison that no value of the field fits is a slip.
void ValueChecks::check_question(const ValueQuestion& question) {
  const Condition& comparison = program_.conditions[question.condition];
  const bool member = comparison.kind == Condition::Kind::member;
  if (!member && comparison.text.empty()) return;  // asks for no value
  std::vector<std::string> known;
  for (const std::string& type : question.types) {
    const auto& values = values_.of(type, question.field);
    if (!values ||
        std::any_of(values->begin(), values->end(), [&](const std::string& value) { return value_compares(program_, comparison, value); }))
      return;
    known.insert(known.end(), values->begin(), values->end());
  }
  if (known.empty()) return;
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  std::string types;
  for (const std::string& type : question.types) types += (types.empty() ? "<" : " | ") + type;
  reporter_.report("R018", question.path, question.at, "no " + question.field + " of " + types + "> " + demand_of(program_, comparison),
                   or_else(member ? "" : nearest(comparison.text, known), "its values are " + quoted(known)), Severity::warning);
}

}  // namespace readout
