// Patterns and conditions to instructions. Entry point: PatternCompiler::compile.
#include <algorithm>

#include "code_walk.hpp"
#include "rule_compiler.hpp"
#include "rule_words.hpp"
#include "syntax_parser.hpp"
#include "tagger.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

constexpr std::uint32_t most_repetitions = 100;
constexpr std::size_t most_compared = 5000000;  ///< steps of comparing alternatives, of a whole grammar
constexpr std::size_t most_parts = 200;         ///< of a condition, that are compared with each other

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

template <typename Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> out;
  for (const auto& entry : table) out.emplace_back(entry.name);
  return out;
}

std::vector<std::string> token_names() {
  std::vector<std::string> out = names_of(token_attributes);
  for (std::string& flag : names_of(token_flags)) out.push_back(std::move(flag));
  return out;
}

/// What stands between white space.
std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view space = " \t\n\v\f\r";
  std::vector<std::string_view> out;
  for (std::size_t at = text.find_first_not_of(space); at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(space, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(space, end);
  }
  return out;
}

/// All that an attribute of tokens may have; null where that may be anything.
const std::vector<std::string>* known_values(Attribute attribute) {
  static const std::vector<std::string> tags = penn_tags(), upos = universal_tags(), relations = universal_relations();
  static const std::vector<std::string> chunks = {"np", "vg"};
  switch (attribute) {
    case Attribute::tag: return &tags;
    case Attribute::upos: return &upos;
    case Attribute::deprel: return &relations;
    case Attribute::chunk: return &chunks;
    default: return nullptr;
  }
}

using Op = Instruction::Op;

std::uint32_t here(const Code& code) { return static_cast<std::uint32_t>(code.size()); }

Instruction instruction(Op op, std::uint32_t a, std::uint32_t b = 0) {
  Instruction in;
  in.op = op;
  in.a = a;
  in.b = b;
  return in;
}

void append_bytes(std::string& key, std::uint32_t part) { key.append(reinterpret_cast<const char*>(&part), sizeof part); }

bool matches_empty(const Code& code) {
  return walk_beginnings(code, [](const Instruction&) {});
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (!out.empty() ? ", " : names.size() == 1 ? "known is " : "known are ") + name;
  return out;
}

Reporter::Use::Use(const Reporter& reporter, const std::string& path, Range at) : reporter_(reporter) {
  reporter.uses_.emplace_back(path, at);
}

template <typename Place>
void Reporter::locate(Place& place, const std::string& path, Range at) const {
  const auto content = names_.contents.find(path);
  if (content != names_.contents.end()) readout::locate(place, content->second, at.begin, at.end);
}

RelatedPlace Reporter::related(const std::string& path, Range at, std::string note) const {
  RelatedPlace place;
  place.file = path;
  place.note = std::move(note);
  locate(place, path, at);
  return place;
}

void Reporter::report(const char* code, const std::string& path, Range at, std::string message, std::string hint, Severity severity,
                      std::vector<RelatedPlace> related) const {
  ++count_;
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = code;
  diagnostic.file = path;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  if (!uses_.empty()) {
    const auto& [file, use] = uses_.back();
    Diagnostic place;
    locate(place, file, use);
    diagnostic.hint += (diagnostic.hint.empty() ? "" : "; ") + ("used at " + file + ":" + std::to_string(place.line));
  }
  diagnostic.related = std::move(related);
  locate(diagnostic, path, at);
  const bool told =
      std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& d) {  // a `let` is compiled wherever it is used
        return d.code == diagnostic.code && d.file == path && d.line == diagnostic.line && d.column == diagnostic.column;
      });
  if (!told) diagnostics_.push_back(std::move(diagnostic));
}

Code PatternCompiler::compile(const ast::Pattern& node, bool backward) {
  backward_ = backward;
  too_large_ = false;
  work_ = 0;
  Code code;
  const std::size_t before = reporter_.count();
  needed_ = pattern(node, code);
  finish(code);
  if (reporter_.count() == before && matches_empty(code))
    reporter_.report("R013", path_, node.at, "this pattern can match nothing at all", "make at least one of its elements obligatory");
  return code;
}

std::uint32_t PatternCompiler::mention_edge(const ast::Item& mention, const std::string& capture) {
  if (!capture.empty()) open_captures_.push_back(capture);
  const std::uint32_t index = edge(mention);
  open_captures_.clear();
  return index;
}

void PatternCompiler::check(const ast::Pattern& node, const std::vector<ast::Parameter>& parameters) {
  Code code;
  given_all_ = parameters.empty();
  for (const ast::Parameter& parameter : parameters) scopes_.front()[parameter.name.text].kind = parameter.kind.text;
  (void)pattern(node, code);
}

Need PatternCompiler::pattern(const ast::Pattern& node, Code& code) {
  Need need{0, {}};
  std::vector<std::uint32_t> jumps;
  std::vector<CodeRange> ranges;
  const std::size_t before = reporter_.count();
  for (std::size_t i = 0; i < node.alternatives.size(); ++i) {
    const bool last = i + 1 == node.alternatives.size();
    const std::uint32_t split = here(code);
    if (!last) code.push_back(instruction(Op::split, split + 1));
    const std::uint32_t begin = here(code);
    need.join(sequence(node.alternatives[i], code));
    ranges.push_back({begin, here(code)});
    if (last) break;
    jumps.push_back(here(code));
    code.push_back(instruction(Op::jump, 0));
    code[split].b = here(code);
  }
  for (const std::uint32_t jump : jumps) code[jump].a = here(code);
  if (ranges.size() > 1 && reporter_.count() == before) check_alternatives(node, ranges, code);
  merge_tokens(ranges, code);
  return need;
}

/// Alternatives beside each other that are one token each become one token with any of their conditions: that reads as far and leads to
/// the same place.
void PatternCompiler::merge_tokens(const std::vector<CodeRange>& ranges, Code& code) {
  const auto single = [&](std::size_t i) { return ranges[i].end == ranges[i].begin + 1 && code[ranges[i].begin].op == Op::token; };
  bool some = false;
  for (std::size_t i = 1; i < ranges.size(); ++i) some = some || (single(i - 1) && single(i));
  if (!some) return;
  std::vector<Code> parts;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    Code part(code.begin() + ranges[i].begin, code.begin() + ranges[i].end);
    const std::size_t first = i;
    Condition any;
    any.kind = Condition::Kind::any;
    for (; i < ranges.size() && single(i); ++i) any.parts.push_back(code[ranges[i].begin].a);
    if (i > first) part.front().a = any.parts.size() > 1 ? add(std::move(any)) : any.parts.front(), --i;
    move_targets(part, 0, 0U - ranges[first].begin);
    parts.push_back(std::move(part));
  }
  code.resize(ranges.size() > 1 ? ranges.front().begin - 1 : ranges.front().begin);
  std::vector<std::uint32_t> jumps;
  for (Code& part : parts) {
    const bool last = &part == &parts.back();
    const std::uint32_t split = here(code);
    if (!last) code.push_back(instruction(Op::split, split + 1, split + 2 + static_cast<std::uint32_t>(part.size())));
    move_targets(part, 0, here(code));
    code.insert(code.end(), part.begin(), part.end());
    if (last) break;
    jumps.push_back(here(code));
    code.push_back(instruction(Op::jump, 0));
  }
  for (const std::uint32_t jump : jumps) code[jump].a = here(code);
}

void PatternCompiler::check_alternatives(const ast::Pattern& node, const std::vector<CodeRange>& ranges, const Code& code) {
  if (!given_all_ || (scopes_[scope_].empty() && !shared_.checked.insert(&node).second)) return;
  const auto place = [&](std::size_t i) { return Range{node.alternatives[i].front().at.begin, node.alternatives[i].back().at.end}; };
  const Alternatives alternatives(program_, code, ranges);
  for (std::size_t i = 1; i < ranges.size(); ++i)
    for (std::size_t before = 0; before < i; ++before) {
      if (shared_.compared > most_compared) return;  // nobody has written so much by hand
      if (!alternatives.swallows(before, i, shared_.compared, most_compared)) continue;
      const bool same = alternatives.swallows(i, before, shared_.compared, most_compared);
      reporter_.report("R021", path_, place(i),
                       "this alternative is never reached: alternative " + std::to_string(before + 1) +
                           (same ? " matches the same" : " matches all that it matches"),
                       same ? "take one of the two out" : "take it out, or write it before the wider one", Severity::warning,
                       {reporter_.related(path_, place(before), same ? "the same is here" : "the wider one is here")});
      break;
    }
}

void PatternCompiler::check_parts(const ast::Test& test, const std::vector<std::uint32_t>& parts) const {
  if (!given_all_ || parts.size() > most_parts) return;
  const bool all = test.kind == ast::Test::Kind::all;
  const auto words = [&](std::size_t i) {
    const Range at = test.parts[i].at;
    return "`" + std::string(names_.contents.at(path_).substr(at.begin, at.end - at.begin)) + "`";
  };
  for (std::size_t i = 1; i < parts.size(); ++i)
    for (std::size_t before = 0; before < i; ++before) {
      const Condition &first = program_.conditions[parts[before]], &second = program_.conditions[parts[i]];
      const auto complements = [&](const Condition& negation, std::uint32_t other) {
        return negation.kind == Condition::Kind::negation && implies(program_, negation.parts.front(), other);
      };
      if (all && excludes(program_, parts[before], parts[i]))
        return reporter_.report("R026", path_, {test.parts[before].at.begin, test.parts[i].at.end},
                                "this never holds: " + words(before) + " and " + words(i) + " exclude each other",
                                "write | for or, or correct one of them", Severity::warning);
      if (!all && (complements(first, parts[i]) || complements(second, parts[before])))
        return reporter_.report("R026", path_, {test.parts[before].at.begin, test.parts[i].at.end},
                                "this always holds: where " + words(before) + " does not, " + words(i) + " does",
                                "write & for and, or correct one of them", Severity::warning);
      if (all || !implies(program_, parts[i], parts[before])) continue;
      reporter_.report("R021", path_, test.parts[i].at, "this adds nothing: " + words(before) + " holds wherever it does",
                       "take it out, or correct one of them", Severity::warning);
      break;
    }
}

Need PatternCompiler::sequence(const std::vector<ast::Item>& items, Code& code) {
  Need need;
  if (backward_)
    for (auto i = items.rbegin(); i != items.rend(); ++i) item(*i, code);
  else
    for (const ast::Item& i : items) need.choose(item(i, code));
  return need;
}

PatternCompiler::Bounds PatternCompiler::bounds_of(const ast::Item& node) {
  return {node.least.text.empty() ? node.min : number_of(node.least), node.most.text.empty() ? node.max : number_of(node.most)};
}

bool PatternCompiler::check_bounds(const ast::Item& node, Bounds bounds, const Code& code) {
  if (bounds.max != none && (bounds.max < bounds.min || bounds.max > most_repetitions || bounds.max == 0))
    reporter_.report("R014", path_, node.at, "this repetition has impossible bounds",
                     "write {least,most} with 0 < most <= " + std::to_string(most_repetitions));
  else if (bounds.min > most_repetitions)
    reporter_.report("R014", path_, node.at, "this repetition has impossible bounds",
                     "at most " + std::to_string(most_repetitions) + " are allowed");
  else if (!too_large_ && (code.size() > most_written || ++work_ > most_work))
    reporter_.report(
        "R016", path_, node.at, "the pattern is too large here",
        "written out, its repetitions and `let`s have more than " + std::to_string(most_written) + " steps; repeat less, or use * or +");
  else
    return !too_large_;
  too_large_ = too_large_ || code.size() > most_written || work_ > most_work;
  return false;
}

Need PatternCompiler::item(const ast::Item& node, Code& code) {
  Need need;
  const Bounds bounds = bounds_of(node);
  if (!check_bounds(node, bounds, code)) return need;
  for (std::uint32_t i = 0; i < bounds.min; ++i) need = once(node, code);
  const auto split = [&](std::uint32_t take, std::uint32_t leave) {
    return node.lazy ? instruction(Op::split, leave, take) : instruction(Op::split, take, leave);
  };
  if (bounds.max == none) {
    const std::uint32_t start = here(code);
    code.push_back({});
    once(node, code);
    code.push_back(instruction(Op::jump, start));
    code[start] = split(start + 1, here(code));
    return need;
  }
  std::vector<std::uint32_t> exits;
  for (std::uint32_t i = bounds.min; i < bounds.max; ++i) {
    exits.push_back(here(code));
    code.push_back({});
    once(node, code);
  }
  for (const std::uint32_t exit : exits) code[exit] = split(exit + 1, here(code));
  return need;
}

Need PatternCompiler::once(const ast::Item& node, Code& code) {
  using Kind = ast::Item::Kind;
  const bool captured = !node.capture.text.empty();
  Symbol name = 0;
  if (captured) {
    if (!looking_) captures_[node.capture.text];
    open_captures_.push_back(node.capture.text);
    name = program_.symbols.intern(node.capture.text);
    code.push_back(instruction(backward_ ? Op::close : Op::open, name));
  }
  Need need;
  switch (node.kind) {
    case Kind::literal: need = literal(node, code); break;
    case Kind::token: need = token(node.tests.empty() ? 0 : whole_condition(node.tests.front(), {}), code); break;
    case Kind::mention: need = mention(node, code); break;
    case Kind::group: need = pattern(node.group.front(), code); break;
    case Kind::reference: need = reference(node, code); break;
    case Kind::look: look(node, code); break;
    case Kind::any_order: need = any_order(node, code); break;
  }
  if (!captured) return need;
  open_captures_.pop_back();
  code.push_back(instruction(backward_ ? Op::open : Op::close, name));
  return need;
}

Need PatternCompiler::token(std::uint32_t condition, Code& code) {
  code.push_back(instruction(Op::token, condition));
  return {frequency(condition), {{Element::Kind::token, condition}}};
}

Need PatternCompiler::mention(const ast::Item& node, Code& code) {
  const std::uint32_t index = edge(node);
  code.push_back(instruction(Op::mention, index));
  double often = 0;
  for (const Symbol type : program_.edges[index].types) often += program_.lexicons.contains(type) ? 20 : type == program_.quote ? 10 : 60;
  return {program_.edges[index].condition ? often / 2 : often, {{Element::Kind::mention, index}}};
}

/// A guess at how many of a thousand tokens satisfy a condition. Short words are the frequent ones (Zipf's law of abbreviation).
double PatternCompiler::frequency(std::uint32_t condition) const {
  using Kind = Condition::Kind;
  const Condition& c = program_.conditions[condition];
  const auto of_word = [](std::size_t letters) { return letters < 4 ? 20.0 : letters == 4 ? 6.0 : letters < 7 ? 2.0 : 1.0; };
  const bool word = c.attribute == Attribute::text || c.attribute == Attribute::lower || c.attribute == Attribute::lemma;
  double often = 0;
  switch (c.kind) {
    case Kind::equals: return word ? of_word(c.text.size()) : 60;
    case Kind::prefix: return 120;
    case Kind::flag: return 150;
    case Kind::member:
      for (const Symbol symbol : program_.sets[c.set]) often += of_word(program_.symbols.text(symbol).size());
      return std::min(word ? often : 60.0 * static_cast<double>(program_.sets[c.set].size()), 500.0);
    case Kind::all:
      often = 1000;
      for (const std::uint32_t part : c.parts) often = std::min(often, frequency(part));
      return often;
    case Kind::any:
      for (const std::uint32_t part : c.parts) often += frequency(part);
      return std::min(often, 1000.0);
    default: return 1000;
  }
}

Need PatternCompiler::literal(const ast::Item& node, Code& code) {
  const auto [known, fresh] = shared_.literals.try_emplace(&node);
  std::vector<std::uint32_t>& tests = known->second;
  if (fresh)
    for (const std::string_view word : words_of(node.name.text)) {
      Condition made;
      made.kind = Condition::Kind::equals;
      made.attribute = Attribute::lower;
      made.text = lower_text(word);
      made.value = program_.symbols.intern(made.text);
      tests.push_back(add(std::move(made)));
    }
  Need need;
  if (tests.empty()) reporter_.report("R015", path_, node.name.at, "these quotes hold no word", "write the words between the quotes");
  for (std::size_t i = 0; i < tests.size(); ++i) need.choose(token(tests[backward_ ? tests.size() - 1 - i : i], code));
  return need;
}

void PatternCompiler::look(const ast::Item& node, Code& code) {
  Look made;
  made.behind = node.behind;
  made.negated = node.negated;
  const bool outer = std::exchange(backward_, node.behind), looking = std::exchange(looking_, true);
  const std::size_t before = reporter_.count();
  (void)pattern(node.group.front(), made.code);
  finish(made.code);
  if (reporter_.count() == before && matches_empty(made.code))
    reporter_.report("R013", path_, node.at, "this pattern can match nothing at all", "make at least one of its elements obligatory");
  backward_ = outer;
  looking_ = looking;
  made.single = single_condition(made.code);
  std::string key{made.behind ? 'b' : 'a', made.negated ? '!' : ' '};
  for (const Instruction& in : made.code)
    for (const std::uint32_t part : {static_cast<std::uint32_t>(in.op), in.a, in.b}) append_bytes(key, part);
  const auto [known, fresh] = shared_.looks.try_emplace(key, static_cast<std::uint32_t>(program_.looks.size()));
  if (fresh) program_.looks.push_back(std::move(made));
  code.push_back(instruction(Op::look, known->second));
}

/// The condition of code that is one token, or one of several; else `none`.
std::uint32_t PatternCompiler::single_condition(const Code& code) {
  Condition any;
  any.kind = Condition::Kind::any;
  bool single = true;
  walk_code(code, [&](std::uint32_t at) {
    const Instruction& in = code[at];
    if (in.op == Op::split) return true;
    std::uint32_t after = at + 1;
    while (in.op == Op::token && code[after].op == Op::jump) after = code[after].a;
    single = single && in.op == Op::token && code[after].op == Op::accept && any.parts.size() <= 100;
    any.parts.push_back(in.a);
    return false;
  });
  if (!single) return none;
  return any.parts.size() == 1 ? any.parts.front() : add(std::move(any));
}

/// Ends code.
void PatternCompiler::finish(Code& code) {
  code.push_back(instruction(Op::accept, 0));
  finish_code(code);
}

std::uint32_t PatternCompiler::edge(const ast::Item& node) {
  Edge made;
  for (const ast::Name& type : node.types) {
    if (!names_.types.contains(type.text))
      reporter_.report_unknown("R005", path_, type, "no rule emits <" + type.text + "> and no lexicon is called so",
                               {names_.types.begin(), names_.types.end()}, {Names::Kind::lexicon, Names::Kind::type},
                               "write a rule that emits it, or add a lexicon of this name to the manifest");
    else if (const auto made_in = names_.made_in.find(type.text); made_in != names_.made_in.end() && made_in->second >= turn_)
      reporter_.report("R022", path_, type.at, "no phase before this one emits <" + type.text + ">, so it matches nothing here",
                       made_in->second == turn_ ? "rules of one phase do not see each other's mentions: emit it in a phase before"
                                                : "move the rule to a later phase, or the one that emits it to an earlier");
    made.types.push_back(program_.symbols.intern(type.text));
    if (!looking_)
      for (const std::string& capture : open_captures_) captures_[capture].insert(type.text);
  }
  if (!node.tests.empty()) made.condition = whole_condition(node.tests.front(), node.types);
  const auto [known, fresh] = shared_.edges.try_emplace({made.types, made.condition}, static_cast<std::uint32_t>(program_.edges.size()));
  if (fresh) program_.edges.push_back(std::move(made));
  return known->second;
}

std::uint32_t PatternCompiler::add(Condition made) {
  std::string key{static_cast<char>(made.kind), static_cast<char>(made.attribute), static_cast<char>(made.flag)};
  for (const std::uint32_t part : {made.field, made.value, made.set, static_cast<std::uint32_t>(made.parts.size())})
    append_bytes(key, part);
  for (const std::uint32_t part : made.parts) append_bytes(key, part);
  const auto [known, fresh] = shared_.conditions.try_emplace(key.append(made.text), static_cast<std::uint32_t>(program_.conditions.size()));
  if (fresh) program_.conditions.push_back(std::move(made));
  return known->second;
}

std::uint32_t PatternCompiler::whole_condition(const ast::Test& test, const std::vector<ast::Name>& types) {
  if (!scopes_[scope_].empty()) return condition(test, types);  // it may have parameters
  if (const auto found = shared_.placed.find(&test); found != shared_.placed.end()) return found->second;
  const std::size_t before = reporter_.count();
  const std::uint32_t made = condition(test, types);
  if (reporter_.count() == before) shared_.placed.emplace(&test, made);
  return made;
}

std::uint32_t PatternCompiler::condition(const ast::Test& test, const std::vector<ast::Name>& types) {
  using Kind = ast::Test::Kind;
  if (too_large_) return 0;
  if (++work_ > most_work) {
    too_large_ = true;
    reporter_.report("R016", path_, test.at, "the condition is too large here",
                     "written out, with what stands for the parameters of `let`s, it has more than " + std::to_string(most_work) +
                         " parts; name its parts by sets, or use fewer parameters");
    return 0;
  }
  Condition made;
  if (test.kind == Kind::all || test.kind == Kind::any || test.kind == Kind::negation) {
    const std::size_t before = reporter_.count();
    made.kind = test.kind == Kind::all ? Condition::Kind::all : test.kind == Kind::any ? Condition::Kind::any : Condition::Kind::negation;
    for (const ast::Test& part : test.parts) made.parts.push_back(condition(part, types));
    if (reporter_.count() == before && test.kind != Kind::negation) check_parts(test, made.parts);
    return add(std::move(made));
  }
  if (const Argument* given = test.kind == Kind::flag ? parameter(test.attribute.text) : nullptr; given && given->kind == "condition") {
    const ast::Item* token = given->pattern ? only_item(*given->pattern) : nullptr;
    if (!token || token->tests.empty()) return 0;
    const std::size_t scope = std::exchange(scope_, given->scope);
    const std::string path = std::exchange(path_, given->path);
    const std::uint32_t index = condition(token->tests.front(), types);
    scope_ = scope;
    path_ = path;
    return index;
  }
  Condition::Kind where = Condition::Kind::always;
  leaf(test, types, made, where);
  const bool of_mention = made.attribute == Attribute::field && made.kind != Condition::Kind::always;
  std::uint32_t index = add(std::move(made));
  if (of_mention && given_all_) ask_values(test, types, index);
  if (where != Condition::Kind::always) index = add_over(where, index);
  return test.kind == Kind::differs ? add_over(Condition::Kind::negation, index) : index;
}

void PatternCompiler::ask_values(const ast::Test& test, const std::vector<ast::Name>& types, std::uint32_t comparison) {
  ValueQuestion question{path_, test.value.at, {}, test.attribute.text, comparison};
  for (const ast::Name& type : types) question.types.push_back(type.text);
  shared_.questions.push_back(std::move(question));
}

std::uint32_t PatternCompiler::add_over(Condition::Kind kind, std::uint32_t part) {
  Condition made;
  made.kind = kind;
  made.parts = {part};
  return add(std::move(made));
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

void PatternCompiler::leaf(const ast::Test& test, const std::vector<ast::Name>& types, Condition& made, Condition::Kind& where) {
  const bool on_mention = !types.empty();
  std::string name = test.attribute.text;
  const ast::Name value = value_of(test);
  if (value.text.empty() && test.kind == ast::Test::Kind::member) return;  // a set that a caller will give
  bool on_token = !on_mention;
  for (const auto& [prefix, on] : {std::pair<std::string_view, Condition::Kind>{"first.", Condition::Kind::first},
                                   {"last.", Condition::Kind::last},
                                   {"head.", Condition::Kind::head}})
    if (on_mention && name.rfind(prefix, 0) == 0) {
      name.erase(0, prefix.size());
      where = on;
      on_token = true;
    }
  if (test.kind == ast::Test::Kind::flag) {
    const auto* flag = find_named(token_flags, name);
    if (!on_token || flag == token_flags.end())
      return reporter_.report(
          "R007", path_, test.attribute.at, "`" + name + "` is not a property that is true or false",
          on_token ? or_else(nearest(name, token_names()), listed(names_of(token_flags))) : "write name = \"value\", or first." + name);
    made.kind = Condition::Kind::flag;
    made.flag = flag->kind;
    return;
  }
  made.attribute = Attribute::field;
  if (on_token) {
    const auto* attribute = find_named(token_attributes, name);
    if (attribute == token_attributes.end())
      return reporter_.report("R007", path_, test.attribute.at, "tokens have no `" + name + "`",
                              or_else(nearest(name, token_names()), listed(names_of(token_attributes))));
    made.attribute = attribute->kind;
  } else {
    made.field = program_.symbols.intern(name);
    check_field(test.attribute, types);
  }
  if (test.kind == ast::Test::Kind::has && on_token)
    return reporter_.report("R007", path_, test.attribute.at, "`" + name + "` is one word; `has` looks for a word in a field of a mention",
                            "write " + name + " = \"" + value.text + "\"");
  if (compare_with(test, value, made) && on_token && given_all_) check_value(test, name, made);
}

void PatternCompiler::check_value(const ast::Test& test, const std::string& name, const Condition& made) const {
  if (made.kind == Condition::Kind::member || made.text.empty()) return;
  const std::vector<std::string>* known = known_values(made.attribute);
  const bool prefix = made.kind == Condition::Kind::prefix, number = made.attribute == Attribute::length;
  if (!known && !number) return;
  const auto fits = [&](const std::string& one) { return prefix ? one.starts_with(made.text) : one == made.text; };
  if (number ? std::all_of(made.text.begin(), made.text.end(), [](char c) { return c >= '0' && c <= '9'; })
             : std::any_of(known->begin(), known->end(), fits))
    return;
  reporter_.report("R018", path_, test.value.at, "no word has the " + name + " \"" + made.text + (prefix ? "*\"" : "\""),
                   number ? "a length is a number" : or_else(nearest(made.text, *known), listed(*known)));
}

bool PatternCompiler::compare_with(const ast::Test& test, const ast::Name& value, Condition& made) const {
  if (test.kind == ast::Test::Kind::member) {
    const auto set = names_.sets.find(value.text);
    if (set == names_.sets.end()) {
      reporter_.report_unknown("R004", path_, {value.text, test.value.at}, "there is no set or lexicon called " + value.text,
                               keys(names_.sets), {Names::Kind::set, Names::Kind::lexicon},
                               "write `set " + value.text + " = \"word\" \"word\"`, or add a lexicon of this name to the manifest");
      return false;
    }
    names_.used.emplace(Names::Kind::set, value.text);
    made.kind = Condition::Kind::member;
    made.set = set->second;
    return true;
  }
  const bool small = made.attribute == Attribute::lower || made.attribute == Attribute::lemma ||
                     (made.attribute == Attribute::field && test.attribute.text == "lower");
  made.text = small ? lower_text(value.text) : value.text;
  if (test.kind == ast::Test::Kind::has) {
    made.kind = Condition::Kind::has;
  } else if (!made.text.empty() && made.text.back() == '*') {
    made.text.pop_back();
    made.kind = Condition::Kind::prefix;
  } else {
    made.kind = Condition::Kind::equals;
    made.value = program_.symbols.intern(made.text);
  }
  return true;
}

std::uint32_t PatternCompiler::comparison(const ast::Test& test) {
  Condition made;
  made.attribute = Attribute::field;
  made.field = program_.symbols.intern(test.attribute.text);
  const ast::Name& value = test.kind == ast::Test::Kind::member ? test.value : names_.text_of(test.value);
  return compare_with(test, value, made) ? add(std::move(made)) : 0;
}

}  // namespace readout
