// Patterns that stand for others: `let`s with and without parameters, and groups in any order. Entry point: PatternCompiler::reference.
//
// A `let` is written out wherever it is used. What an argument's names mean is known where the argument stands, so each call has a
// scope, and an argument keeps the scope, the file and the open `let`s of its place.
#include <algorithm>
#include <array>
#include <optional>

#include "code_walk.hpp"
#include "rule_compiler.hpp"
#include "rule_words.hpp"

namespace readout {
namespace {

using Op = Instruction::Op;

constexpr std::size_t most_references = 50, most_any_order = 5;
constexpr std::size_t most_depth = 200;  ///< of references inside each other, those in arguments included

/// What a parameter of a kind takes, if not any pattern, and how that is written.
struct SpecialKind {
  std::string_view kind, what, form;
};
constexpr std::array<SpecialKind, 4> special_kinds = {{{"text", "a text", "a \"text\""},
                                                       {"number", "a number", "a number, such as 5"},
                                                       {"words", "a set of words", "the name of a set or a lexicon"},
                                                       {"condition", "a condition", "[a condition]"}}};

const SpecialKind* special_kind(std::string_view kind) {
  const auto found = std::find_if(special_kinds.begin(), special_kinds.end(), [&](const SpecialKind& one) { return one.kind == kind; });
  return found == special_kinds.end() ? nullptr : &*found;
}

/// A number of at most six digits.
bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 7 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string joined(const std::vector<std::string>& names, std::size_t from, const std::string& last) {
  std::string out;
  for (std::size_t i = from; i < names.size(); ++i) out += names[i] + " -> ";
  return out + last;
}

}  // namespace

const PatternCompiler::Argument* PatternCompiler::parameter(const std::string& name) const {
  std::size_t scope = scope_;
  const std::string* wanted = &name;
  for (const Argument* found = nullptr;;) {
    const auto here = scopes_[scope].find(*wanted);
    if (here == scopes_[scope].end()) return found;
    found = &here->second;
    const ast::Item* item = found->pattern ? only_item(*found->pattern) : nullptr;
    if (!item || item->kind != ast::Item::Kind::reference || !item->group.empty() || found->scope >= scope) return found;
    scope = found->scope;
    wanted = &item->name.text;
  }
}

ast::Name PatternCompiler::value_of(const ast::Test& test) const {
  if (!test.value.bare() || test.value.text.empty()) return test.value;
  const Argument* given = parameter(test.value.text);
  const bool listed = test.kind == ast::Test::Kind::member;
  if (!given) return listed ? test.value : names_.text_of(test.value);
  if (given->kind != "text" && given->kind != "words") return test.value;
  const ast::Item* item = given->pattern ? only_item(*given->pattern) : nullptr;
  if (item && item->kind == ast::Item::Kind::reference && !listed)
    if (const ast::Name* text = names_.constant(item->name.text)) return *text;
  return item ? item->name : ast::Name{};
}

std::uint32_t PatternCompiler::number_of(const ast::Name& name) {
  const Argument* given = parameter(name.text);
  const ast::Item* item = given && given->pattern ? only_item(*given->pattern) : nullptr;
  const bool passed = item && item->kind == ast::Item::Kind::reference;
  const ast::Name* text = item && !passed ? &item->name : names_.constant(passed ? item->name.text : name.text);
  if (given && !given->pattern) return 1;  // a number that a caller will give
  if (text && is_number(text->text)) return static_cast<std::uint32_t>(std::stoul(text->text));
  const bool known = given || names_.definitions.contains(name.text);
  if (!known)
    reporter_.report_unknown("R003", path_, name, "there is no `let " + name.text + "`", known_names(), {Names::Kind::let},
                             "write a number, or `let " + name.text + " = 5`");
  else
    reporter_.report("R014", path_, name.at, "`" + name.text + "` is no number",
                     "how often something is repeated is a number, or a `let` that is one: `let " + name.text + " = 5`");
  return 1;
}

bool PatternCompiler::fits_kind(const ast::Pattern& argument, const std::string& kind) const {
  if (kind == "pattern") return true;
  const ast::Item* item = only_item(argument);
  if (!item) return false;
  if (item->kind == ast::Item::Kind::reference && item->group.empty())
    if (const Argument* passed = parameter(item->name.text)) return passed->kind == kind;
  if (kind == "text")
    return item->kind == ast::Item::Kind::literal ||
           (item->kind == ast::Item::Kind::reference && item->group.empty() && names_.constant(item->name.text));
  if (kind == "number") {
    const ast::Name* text = item->kind == ast::Item::Kind::literal ? &item->name
                            : item->group.empty()                  ? names_.constant(item->name.text)
                                                                   : nullptr;
    return text && is_number(text->text);
  }
  if (kind == "words") return item->kind == ast::Item::Kind::reference && item->group.empty();
  return item->kind == ast::Item::Kind::token;
}

bool PatternCompiler::call(const ast::Item& node, const Names::Definition& definition, Scope& scope) const {
  const auto& parameters = definition.node->parameters;
  if (parameters.size() != node.group.size()) {
    std::string form = node.name.text + (parameters.empty() ? "" : "(");
    for (const ast::Parameter& parameter : parameters) form += (&parameter == &parameters.front() ? "" : ", ") + parameter.name.text;
    reporter_.report("R019", path_, node.at,
                     "`" + node.name.text + "` takes " + std::to_string(parameters.size()) +
                         (parameters.size() == 1 ? " argument, not " : " arguments, not ") + std::to_string(node.group.size()),
                     "write " + form + (parameters.empty() ? " without brackets, or with a space before them" : ")"));
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const std::string& kind = parameters[i].kind.text;
    if (!fits_kind(node.group[i], kind)) {
      if (const SpecialKind* wanted = special_kind(kind))  // else there is no such kind, which has been told
        reporter_.report("R019", path_, node.group[i].at,
                         "`" + parameters[i].name.text + "` of " + node.name.text + " takes " + std::string(wanted->what),
                         "write " + std::string(wanted->form));
      good = false;
    }
    scope[parameters[i].name.text] = {kind, &node.group[i], path_, scope_, open_references_};
  }
  return good;
}

Need PatternCompiler::argument(const ast::Item& node, const Argument& given, Code& code) {
  if (!given.pattern) return token(0, code);  // of a `let` that is checked by itself
  if (given.kind == "words" || given.kind == "condition" || given.kind == "number") {
    const bool words = given.kind == "words", number = given.kind == "number";
    reporter_.report("R019", path_, node.at,
                     "`" + node.name.text + "` stands for " + std::string(special_kind(given.kind)->what) + ", not for a pattern",
                     words    ? "write [lower in " + node.name.text + "]"
                     : number ? "write {1," + node.name.text + "} behind what is repeated"
                              : "write [" + node.name.text + "]");
    return {};
  }
  const std::size_t scope = std::exchange(scope_, given.scope);
  const std::string path = std::exchange(path_, given.path);
  std::vector<std::string> references = std::exchange(open_references_, given.references);
  Need need = pattern(*given.pattern, code);
  scope_ = scope;
  path_ = path;
  open_references_ = std::move(references);
  return need;
}

Need PatternCompiler::reference(const ast::Item& node, Code& code) {
  const Argument* given = node.group.empty() ? parameter(node.name.text) : nullptr;
  const auto found = names_.definitions.find(node.name.text);
  if (!check_reference(node, !given && found == names_.definitions.end(), given != nullptr)) return {};
  most_depth_ = std::max(most_depth_, ++depth_);
  Need need = given ? argument(node, Argument(*given), code) : written_out(node, found->second, code);
  --depth_;
  return need;
}

Need PatternCompiler::written_out(const ast::Item& node, const Names::Definition& definition, Code& code) {
  names_.used.emplace(Names::Kind::let, node.name.text);
  if (node.group.empty() && definition.node->parameters.empty()) return copied(node.name.text, definition, code);
  Scope scope;
  if (!call(node, definition, scope)) return {};
  std::optional<Reporter::Use> use;
  if (!node.group.empty()) use.emplace(reporter_, path_, node.at);
  return body(node.name.text, definition, std::move(scope), code);
}

Need PatternCompiler::body(const std::string& name, const Names::Definition& definition, Scope scope, Code& code) {
  const std::size_t outer_scope = std::exchange(scope_, scopes_.size());
  scopes_.push_back(std::move(scope));
  open_references_.push_back(name);
  most_references_ = std::max(most_references_, open_references_.size());
  const std::string outer = std::exchange(path_, *definition.path);
  Need need = pattern(definition.node->pattern, code);
  path_ = outer;
  open_references_.pop_back();
  scope_ = outer_scope;
  return need;
}

Need PatternCompiler::copied(const std::string& name, const Names::Definition& definition, Code& code) {
  const auto known = shared_.written_out.find({definition.node, backward_});
  if (known == shared_.written_out.end() || !fits(known->second, code)) {
    const std::size_t before = reporter_.count();
    WrittenOut made = write_out(name, definition, code);
    take_names(made);
    Need need = made.need;
    if (reporter_.count() == before && given_all_) shared_.written_out.insert_or_assign({definition.node, backward_}, std::move(made));
    return need;
  }
  const WrittenOut& made = known->second;
  const std::uint32_t begin = static_cast<std::uint32_t>(code.size());
  code.insert(code.end(), made.code.begin(), made.code.end());
  move_targets(code, begin, begin);
  take_names(made);
  work_ += made.work;
  most_references_ = std::max(most_references_, open_references_.size() + made.references);
  most_depth_ = std::max(most_depth_, depth_ + made.depth);
  return made.need;
}

/// What it is made of does not tell the captures around it, which take_names does.
WrittenOut PatternCompiler::write_out(const std::string& name, const Names::Definition& definition, Code& code) {
  static const std::string around;  // no capture has an empty name
  const std::size_t begin = code.size(), work = work_;
  Captures captures = std::exchange(captures_, {});
  std::vector<std::string> open = std::exchange(open_captures_, {around});
  const bool looking = std::exchange(looking_, false);
  const std::size_t references = std::exchange(most_references_, 0), depth = std::exchange(most_depth_, depth_);
  WrittenOut made;
  made.need = body(name, definition, {}, code);
  made.code.assign(code.begin() + static_cast<std::ptrdiff_t>(begin), code.end());
  move_targets(made.code, 0, 0U - static_cast<std::uint32_t>(begin));
  made.work = work_ - work;
  made.references = most_references_ - open_references_.size();
  made.depth = most_depth_ - depth_;
  most_references_ = std::max(most_references_, references);
  most_depth_ = std::max(most_depth_, depth);
  looking_ = looking;
  open_captures_ = std::move(open);
  made.captures = std::exchange(captures_, std::move(captures));
  if (const auto types = made.captures.extract(around)) made.types = types.mapped();
  return made;
}

/// Whether all of it is within the limits here, so that there is nothing to tell.
bool PatternCompiler::fits(const WrittenOut& made, const Code& code) const {
  return code.size() + made.code.size() <= most_written && work_ + made.work <= most_work &&
         open_references_.size() + made.references <= most_references && depth_ + made.depth <= most_depth;
}

void PatternCompiler::take_names(const WrittenOut& made) {
  if (looking_) return;
  for (const std::string& capture : open_captures_) captures_[capture].insert(made.types.begin(), made.types.end());
  for (const auto& [capture, types] : made.captures) captures_[capture].insert(types.begin(), types.end());
}

bool PatternCompiler::check_reference(const ast::Item& node, bool unknown, bool is_parameter) const {
  const auto open = std::find(open_references_.begin(), open_references_.end(), node.name.text);
  if (unknown)
    report_reference(node.name);
  else if (!is_parameter && open != open_references_.end())
    reporter_.report("R011", path_, node.name.at,
                     "`" + node.name.text + "` is defined by itself: " +
                         joined(open_references_, static_cast<std::size_t>(open - open_references_.begin()), node.name.text),
                     "patterns do not recurse; use repetition (* or +) instead", Severity::error, places_of(open));
  else if (open_references_.size() >= most_references || depth_ >= most_depth)
    reporter_.report("R016", path_, node.name.at, "this is nested too deep",
                     "at most " + std::to_string(most_references) + " `let`s may stand inside each other");
  else
    return true;
  return false;
}

/// Where the `let`s stand that are written out here, from one of them on.
std::vector<RelatedPlace> PatternCompiler::places_of(std::vector<std::string>::const_iterator first) const {
  std::vector<RelatedPlace> places;
  for (auto name = first; name != open_references_.end(); ++name)
    if (const auto found = names_.definitions.find(*name); found != names_.definitions.end())
      places.push_back(reporter_.related(*found->second.path, found->second.node->name.at, "`" + *name + "` is here"));
  return places;
}

std::vector<std::string> PatternCompiler::known_names() const {
  std::vector<std::string> known;
  for (const auto& [key, unused] : names_.definitions) known.push_back(key);
  for (const auto& [key, unused] : scopes_[scope_]) known.push_back(key);
  return known;
}

void PatternCompiler::report_reference(const ast::Name& name) const {
  const std::string message = "there is no `let " + name.text + "`";
  const auto tell = [&](const std::string& hint) { reporter_.report("R003", path_, name.at, message, hint); };
  if (name.text == "not") return tell("what must not stand there is written !ahead( ... )");
  if (name.text == "or") return tell("alternatives are joined by |");
  if (name.text == "and") return tell("elements follow each other without a word between them");
  if (names_.types.contains(name.text)) return tell("a mention is written <" + name.text + ">");
  std::vector<std::string> known = known_names();
  for (const char* keyword : {"match", "unless", "emit", "priority", "ahead", "behind"})
    known.emplace_back(keyword);  // a misspelt one is read as a name
  reporter_.report_unknown("R003", path_, name, message, known, {Names::Kind::let},
                           "words of the text stand in double quotes: \"" + name.text + "\"");
}

/// A state for each subset of the parts that are done, in the order of their sizes; each part is tried in the order in which it
/// is written, and the group is left where nothing obligatory is missing. 5 parts are 80 copies of a part.
Need PatternCompiler::any_order(const ast::Item& node, Code& code) {
  const std::size_t parts = node.group.size();
  if (parts < 2 || parts > most_any_order) {
    reporter_.report("R014", path_, node.at,
                     "any_order takes 2 to " + std::to_string(most_any_order) + " parts, not " + std::to_string(parts),
                     parts < 2 ? "write any_order( A, B )" : "join some of the parts by |, and repeat the group");
    return {};
  }
  std::vector<ast::Item>& items = shared_.parts.emplace_back(parts);
  std::uint32_t obligatory = 0;
  for (std::size_t i = 0; i < parts; ++i) {
    items[i].kind = ast::Item::Kind::group;
    items[i].group = {node.group[i]};
    items[i].at = node.group[i].at;
    const auto& alternatives = node.group[i].alternatives;
    const bool optional = alternatives.size() == 1 && alternatives.front().size() == 1 && alternatives.front().front().min == 0;
    if (optional)
      items[i].group.front().alternatives.front().front().min = 1;
    else
      obligatory |= 1U << i;
  }
  const std::uint32_t states = 1U << parts;
  std::vector<std::uint32_t> begins(states, none);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> jumps;  // an instruction, the state to which it leads
  std::vector<std::uint32_t> exits;
  Need need;
  for (std::uint32_t done = 0; done < states && !too_large_; ++done) {
    begins[done] = static_cast<std::uint32_t>(code.size());
    const bool may_leave = (done & obligatory) == obligatory;
    for (std::size_t i = 0; i < parts; ++i) {
      if (done & (1U << i)) continue;
      const bool last = !may_leave && (done >> (i + 1)) == (states - 1) >> (i + 1);
      const auto split = static_cast<std::uint32_t>(code.size());
      if (!last) code.push_back({Op::split, false, Instruction::no_join, split + 1, 0, none});
      Need of_part = item(items[i], code);
      if (done == 0 && (obligatory & (1U << i))) need.choose(std::move(of_part));
      jumps.emplace_back(static_cast<std::uint32_t>(code.size()), done | (1U << i));
      code.push_back({Op::jump, false, Instruction::no_join, 0, 0, none});
      if (!last) code[split].b = static_cast<std::uint32_t>(code.size());
    }
    if (!may_leave) continue;
    exits.push_back(static_cast<std::uint32_t>(code.size()));
    code.push_back({Op::jump, false, Instruction::no_join, 0, 0, none});
  }
  if (too_large_) return {};
  for (const auto& [jump, state] : jumps) code[jump].a = begins[state];
  for (const std::uint32_t exit : exits) code[exit].a = static_cast<std::uint32_t>(code.size());
  return need;
}

}  // namespace readout
