// Patterns and conditions to instructions. Entry point: PatternCompiler::compile.
#include <algorithm>
#include <sstream>

#include "rule_compiler.hpp"
#include "rule_words.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

constexpr std::uint32_t most_repetitions = 100;
constexpr std::size_t most_instructions = 20000, most_references = 50;

template <typename Table>
auto find_named(const Table& table, std::string_view name) {
  return std::find_if(table.begin(), table.end(), [&](const auto& entry) { return entry.name == name; });
}

template <typename Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [key, unused] : map) out.push_back(key);
  return out;
}

std::vector<std::string> token_names() {
  std::vector<std::string> out;
  for (const auto& entry : token_attributes) out.emplace_back(entry.name);
  for (const auto& entry : token_flags) out.emplace_back(entry.name);
  return out;
}

using Op = Instruction::Op;

std::uint32_t here(const Code& code) { return static_cast<std::uint32_t>(code.size()); }

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "known are " : ", ") + name;
  return out;
}

void Reporter::report(const char* code, const std::string& path, Range at, std::string message, std::string hint, Severity severity) const {
  ++count_;
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = code;
  diagnostic.file = path;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  const auto content = names_.contents.find(path);
  if (content != names_.contents.end()) {
    locate(diagnostic, content->second, at.begin);
    const auto newline = content->second.find('\n', at.begin);
    diagnostic.length =
        std::max<std::uint32_t>(1, std::min(at.end, static_cast<std::uint32_t>(std::min(newline, content->second.size()))) - at.begin);
  }
  const bool told =
      std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& d) {  // a `let` is compiled wherever it is used
        return d.code == diagnostic.code && d.file == path && d.line == diagnostic.line && d.column == diagnostic.column;
      });
  if (!told) diagnostics_.push_back(std::move(diagnostic));
}

Code PatternCompiler::compile(const ast::Pattern& node, bool backward) {
  backward_ = backward;
  too_large_ = false;
  Code code;
  const std::size_t before = reporter_.count();
  pattern(node, code);
  code.push_back({Op::accept});
  if (reporter_.count() == before && matches_empty(code))
    reporter_.report("R013", path_, node.at, "this pattern can match nothing at all", "make at least one of its elements obligatory");
  return code;
}

void PatternCompiler::check(const ast::Pattern& node) {
  Code code;
  pattern(node, code);
}

void PatternCompiler::pattern(const ast::Pattern& node, Code& code) {
  std::vector<std::uint32_t> jumps;
  for (std::size_t i = 0; i < node.alternatives.size(); ++i) {
    const bool last = i + 1 == node.alternatives.size();
    const std::uint32_t split = here(code);
    if (!last) code.push_back({Op::split, split + 1, 0});
    sequence(node.alternatives[i], code);
    if (last) break;
    jumps.push_back(here(code));
    code.push_back({Op::jump});
    code[split].b = here(code);
  }
  for (const std::uint32_t jump : jumps) code[jump].a = here(code);
}

void PatternCompiler::sequence(const std::vector<ast::Item>& items, Code& code) {
  if (backward_)
    for (auto i = items.rbegin(); i != items.rend(); ++i) item(*i, code);
  else
    for (const ast::Item& i : items) item(i, code);
}

void PatternCompiler::item(const ast::Item& node, Code& code) {
  if (node.max != none && (node.max < node.min || node.max > most_repetitions || node.max == 0))
    return reporter_.report("R014", path_, node.at, "this repetition has impossible bounds",
                            "write {least,most} with 0 < most <= " + std::to_string(most_repetitions));
  if (node.min > most_repetitions)
    return reporter_.report("R014", path_, node.at, "this repetition has impossible bounds",
                            "at most " + std::to_string(most_repetitions) + " are allowed");
  if (too_large_) return;
  too_large_ = code.size() > most_instructions;
  if (too_large_)
    return reporter_.report("R016", path_, node.at, "the pattern is too large here",
                            "written out, its repetitions and `let`s have more than " + std::to_string(most_instructions) +
                                " steps; repeat less, or use * or +");
  for (std::uint32_t i = 0; i < node.min; ++i) once(node, code);
  const auto split = [&](std::uint32_t take, std::uint32_t leave) {
    return node.lazy ? Instruction{Op::split, leave, take} : Instruction{Op::split, take, leave};
  };
  if (node.max == none) {
    const std::uint32_t start = here(code);
    code.push_back({});
    once(node, code);
    code.push_back({Op::jump, start});
    code[start] = split(start + 1, here(code));
    return;
  }
  std::vector<std::uint32_t> exits;
  for (std::uint32_t i = node.min; i < node.max; ++i) {
    exits.push_back(here(code));
    code.push_back({});
    once(node, code);
  }
  for (const std::uint32_t exit : exits) code[exit] = split(exit + 1, here(code));
}

void PatternCompiler::once(const ast::Item& node, Code& code) {
  using Kind = ast::Item::Kind;
  const bool captured = !node.capture.text.empty();
  Symbol name = 0;
  if (captured) {
    if (!looking_) captures_[node.capture.text];
    open_captures_.push_back(node.capture.text);
    name = program_.symbols.intern(node.capture.text);
    code.push_back({backward_ ? Op::close : Op::open, name});
  }
  switch (node.kind) {
    case Kind::literal: literal(node, code); break;
    case Kind::token: code.push_back({Op::token, node.tests.empty() ? 0 : condition(node.tests.front(), {})}); break;
    case Kind::mention: code.push_back({Op::mention, edge(node)}); break;
    case Kind::group: pattern(node.group.front(), code); break;
    case Kind::reference: reference(node, code); break;
    case Kind::look: look(node, code); break;
  }
  if (!captured) return;
  open_captures_.pop_back();
  code.push_back({backward_ ? Op::open : Op::close, name});
}

void PatternCompiler::literal(const ast::Item& node, Code& code) {
  std::vector<std::uint32_t> tests;
  std::istringstream words(node.name.text);
  for (std::string word; words >> word;) {
    Condition made;
    made.kind = Condition::Kind::equals;
    made.attribute = Attribute::lower;
    made.text = lower_text(word);
    made.value = program_.symbols.intern(made.text);
    tests.push_back(add(std::move(made)));
  }
  if (tests.empty())
    return reporter_.report("R015", path_, node.name.at, "these quotes hold no word", "write the words between the quotes");
  if (backward_) std::reverse(tests.begin(), tests.end());
  for (const std::uint32_t test : tests) code.push_back({Op::token, test});
}

void PatternCompiler::reference(const ast::Item& node, Code& code) {
  const auto found = names_.definitions.find(node.name.text);
  if (found == names_.definitions.end())
    return reporter_.report("R003", path_, node.name.at, "there is no `let " + node.name.text + "`", reference_hint(node.name.text));
  if (std::find(open_references_.begin(), open_references_.end(), node.name.text) != open_references_.end())
    return reporter_.report("R011", path_, node.name.at, "`" + node.name.text + "` is defined by itself",
                            "patterns do not recurse; use repetition (* or +) instead");
  if (open_references_.size() >= most_references)
    return reporter_.report("R016", path_, node.name.at, "this is nested too deep",
                            "at most " + std::to_string(most_references) + " `let`s may stand inside each other");
  used_.insert(node.name.text);
  open_references_.push_back(node.name.text);
  const std::string outer = std::exchange(path_, *found->second.path);
  pattern(found->second.node->pattern, code);
  path_ = outer;
  open_references_.pop_back();
}

std::string PatternCompiler::reference_hint(const std::string& name) const {
  std::vector<std::string> known = keys(names_.definitions);
  for (const char* keyword : {"match", "unless", "emit", "priority", "ahead", "behind"})
    known.emplace_back(keyword);  // a misspelt one is read as a name
  if (names_.types.contains(name)) return "a mention is written <" + name + ">";
  return or_else(nearest(name, known), "words of the text stand in double quotes: \"" + name + "\"");
}

void PatternCompiler::look(const ast::Item& node, Code& code) {
  Look made;
  made.behind = node.behind;
  made.negated = node.negated;
  const bool outer = std::exchange(backward_, node.behind), looking = std::exchange(looking_, true);
  const std::size_t before = reporter_.count();
  pattern(node.group.front(), made.code);
  made.code.push_back({Op::accept});
  if (reporter_.count() == before && matches_empty(made.code))
    reporter_.report("R013", path_, node.at, "this pattern can match nothing at all", "make at least one of its elements obligatory");
  backward_ = outer;
  looking_ = looking;
  code.push_back({Op::look, static_cast<std::uint32_t>(program_.looks.size())});
  program_.looks.push_back(std::move(made));
}

std::uint32_t PatternCompiler::edge(const ast::Item& node) {
  Edge made;
  for (const ast::Name& type : node.types) {
    if (!names_.types.contains(type.text))
      reporter_.report("R005", path_, type.at, "no rule emits <" + type.text + "> and no lexicon is called so",
                       or_else(nearest(type.text, {names_.types.begin(), names_.types.end()}),
                               "write a rule that emits it, or add a lexicon of this name to the manifest"));
    made.types.push_back(program_.symbols.intern(type.text));
    if (!looking_)
      for (const std::string& capture : open_captures_) captures_[capture].insert(type.text);
  }
  if (!node.tests.empty()) made.condition = condition(node.tests.front(), node.types);
  program_.edges.push_back(std::move(made));
  return static_cast<std::uint32_t>(program_.edges.size() - 1);
}

std::uint32_t PatternCompiler::add(Condition made) {
  program_.conditions.push_back(std::move(made));
  return static_cast<std::uint32_t>(program_.conditions.size() - 1);
}

std::uint32_t PatternCompiler::condition(const ast::Test& test, const std::vector<ast::Name>& types) {
  using Kind = ast::Test::Kind;
  Condition made;
  if (test.kind == Kind::all || test.kind == Kind::any || test.kind == Kind::negation) {
    made.kind = test.kind == Kind::all ? Condition::Kind::all : test.kind == Kind::any ? Condition::Kind::any : Condition::Kind::negation;
    for (const ast::Test& part : test.parts) made.parts.push_back(condition(part, types));
    return add(std::move(made));
  }
  leaf(test, types, made);
  if (test.kind != Kind::differs) return add(std::move(made));
  Condition negation;
  negation.kind = Condition::Kind::negation;
  negation.parts = {add(std::move(made))};
  return add(std::move(negation));
}

/// A field that nothing gives to any of these types is a slip.
void PatternCompiler::check_field(const ast::Name& field, const std::vector<ast::Name>& types) const {
  std::vector<std::string> known;
  for (const ast::Name& type : types) {
    const auto fields = names_.fields.find(type.text);
    if (fields == names_.fields.end()) return;
    if (fields->second.contains(field.text)) return;
    known.insert(known.end(), fields->second.begin(), fields->second.end());
  }
  reporter_.report("R007", path_, field.at, "<" + types.front().text + "> has no field called " + field.text,
                   or_else(nearest(field.text, known), listed(known)));
}

void PatternCompiler::leaf(const ast::Test& test, const std::vector<ast::Name>& types, Condition& made) {
  const bool on_mention = !types.empty();
  std::string name = test.attribute.text;
  bool on_token = !on_mention;
  for (const auto& [prefix, on] :
       {std::pair<std::string_view, Condition::On>{"first.", Condition::On::first}, {"last.", Condition::On::last}})
    if (on_mention && name.rfind(prefix, 0) == 0) {
      name.erase(0, prefix.size());
      made.on = on;
      on_token = true;
    }
  if (test.kind == ast::Test::Kind::flag) {
    const auto* flag = find_named(token_flags, name);
    if (!on_token || flag == token_flags.end())
      return reporter_.report("R007", path_, test.attribute.at, "`" + name + "` is not a property that is true or false",
                              on_token ? nearest(name, token_names()) : "write name = \"value\", or first." + name);
    made.kind = Condition::Kind::flag;
    made.flag = flag->kind;
    return;
  }
  made.attribute = Attribute::field;
  if (on_token) {
    const auto* attribute = find_named(token_attributes, name);
    if (attribute == token_attributes.end())
      return reporter_.report("R007", path_, test.attribute.at, "tokens have no `" + name + "`", nearest(name, token_names()));
    made.attribute = attribute->kind;
  } else {
    made.field = program_.symbols.intern(name);
    check_field(test.attribute, types);
  }
  if (test.kind == ast::Test::Kind::member) {
    const auto set = names_.sets.find(test.value.text);
    if (set == names_.sets.end())
      return reporter_.report("R004", path_, test.value.at, "there is no set or lexicon called " + test.value.text,
                              nearest(test.value.text, keys(names_.sets)));
    made.kind = Condition::Kind::member;
    made.set = set->second;
    return;
  }
  made.text = made.attribute == Attribute::lower || made.attribute == Attribute::lemma ? lower_text(test.value.text) : test.value.text;
  if (test.kind == ast::Test::Kind::has) {
    if (on_token)
      return reporter_.report("R007", path_, test.attribute.at,
                              "`" + name + "` is one word; `has` looks for a word in a field of a mention",
                              "write " + name + " = \"" + test.value.text + "\"");
    made.kind = Condition::Kind::has;
  } else if (!made.text.empty() && made.text.back() == '*') {
    made.text.pop_back();
    made.kind = Condition::Kind::prefix;
  } else {
    made.kind = Condition::Kind::equals;
    made.value = program_.symbols.intern(made.text);
  }
}

bool PatternCompiler::matches_empty(const Code& code) {
  std::vector<std::uint32_t> open = {0};
  std::vector<bool> seen(code.size());
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Instruction& in = code[at];
    switch (in.op) {
      case Op::accept: return true;
      case Op::split:
        open.push_back(in.b);
        open.push_back(in.a);
        break;
      case Op::jump: open.push_back(in.a); break;
      case Op::open:
      case Op::close:
      case Op::look: open.push_back(at + 1); break;
      case Op::token:
      case Op::mention: break;
    }
  }
  return false;
}

}  // namespace readout
