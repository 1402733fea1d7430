// The names of a grammar: where they stand, what constants and sets hold, and which nobody uses.
// Entry points: enter_name, collect_sets, unused_names.
#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "json_places.hpp"
#include "rule_compiler.hpp"

namespace readout {
namespace {

std::string kind_word(Names::Kind kind) {
  switch (kind) {
    case Names::Kind::let: return "let";
    case Names::Kind::set: return "set";
    case Names::Kind::block: return "block of fields";
    default: return "rule";
  }
}

class WordSets {
 public:
  WordSets(const RuleFiles& files, Names& names, const Reporter& reporter, Program& program)
      : files_(files), names_(names), reporter_(reporter), program_(program) {}

  void collect() {
    enter();
    check_cycles();
    std::map<std::string, std::vector<Symbol>> words;
    for (const auto& [name, set] : names_.written_sets) words[name] = words_of(set);
    for (auto& [name, symbols] : words) add_set(names_, program_, name, std::move(symbols));
  }

 private:
  void enter() {
    for (const auto& [path, file] : files_)
      for (const ast::Set& set : file->sets) {
        const Names::Named lexicon{Names::Kind::lexicon, set.name.text};
        if (const auto place = names_.places.find(lexicon); place != names_.places.end())
          reporter_.report("R008", path, set.name.at, "there is a lexicon called " + set.name.text, "give the set another name",
                           Severity::error, {reporter_.related(lexicon, place->second, "the lexicon is here")});
        else if (enter_name(names_, reporter_, Names::Kind::set, path, set.name))
          names_.written_sets.emplace(set.name.text, Names::Set{&set, &path});
      }
  }

  void check_cycles() const {
    std::map<std::string, Uses> uses;
    for (const auto& [name, set] : names_.written_sets) {
      Uses& made = uses[name] = {*set.path, {}};
      for (const ast::Name& word : set.node->words)
        if (word.bare() && names_.written_sets.contains(word.text)) made.names.push_back(word);
    }
    each_cycle(uses, [&](const Way& way) {
      reporter_.report_cycle("R011", "this set contains itself: ", way, "take one of the names out");
    });
  }

  /// All words of a set: its own, and those of the sets and lexicons in it.
  std::vector<Symbol> words_of(const Names::Set& set) {
    check_words(set);
    std::vector<Symbol> words;
    std::vector<const ast::Set*> open = {set.node};
    std::set<std::string> seen = {set.node->name.text};
    while (!open.empty()) {
      const ast::Set& one = *open.back();
      open.pop_back();
      for (const ast::Name& word : one.words) {
        const ast::Name& text = names_.text_of(word);
        if (!text.bare() || &text != &word) {
          words.push_back(program_.symbols.intern(text.text));
          continue;
        }
        const auto other = names_.written_sets.find(word.text);
        const auto lexicon = names_.sets.find(word.text);
        if (other != names_.written_sets.end() && seen.insert(word.text).second)
          open.push_back(other->second.node);
        else if (other == names_.written_sets.end() && lexicon != names_.sets.end())
          words.insert(words.end(), program_.sets[lexicon->second].begin(), program_.sets[lexicon->second].end());
      }
    }
    return words;
  }

  void check_words(const Names::Set& set) {
    std::unordered_map<std::string_view, Range> seen;
    for (const ast::Name& word : set.node->words) {
      if (const auto [first, fresh] = seen.try_emplace(names_.text_of(word).text, word.at); !fresh)
        reporter_.report("R021", *set.path, word.at, "this word stands in the set already", "take one of the two out", Severity::warning,
                         {reporter_.related(*set.path, first->second, "the first is here")});
      if (!word.bare() || names_.constant(word.text)) continue;
      if (names_.written_sets.contains(word.text) || names_.sets.contains(word.text))
        names_.used.emplace(Names::Kind::set, word.text);
      else
        reporter_.report_no_constant(*set.path, word, "text");
    }
  }

  const RuleFiles& files_;
  Names& names_;
  const Reporter& reporter_;
  Program& program_;
};

}  // namespace

const ast::Item* only_item(const ast::Pattern& pattern) {
  if (pattern.alternatives.size() != 1 || pattern.alternatives.front().size() != 1) return nullptr;
  const ast::Item& item = pattern.alternatives.front().front();
  return item.capture.text.empty() && item.min == 1 && item.max == 1 ? &item : nullptr;
}

const ast::Name* Names::constant(const std::string& name) const {
  const auto found = definitions.find(name);
  if (found == definitions.end() || !found->second.node->parameters.empty()) return nullptr;
  const ast::Item* item = only_item(found->second.node->pattern);
  if (!item || item->kind != ast::Item::Kind::literal) return nullptr;
  used.emplace(Kind::let, name);
  return &item->name;
}

const ast::Name& Names::text_of(const ast::Name& word) const {
  const ast::Name* text = word.bare() ? constant(word.text) : nullptr;
  return text ? *text : word;
}

RelatedPlace Reporter::related(const Names::Named& named, const Names::Place& place, const std::string& note) const {
  const auto& [kind, name] = named;
  const auto content = names_.contents.find(place.path);
  if (kind != Names::Kind::lexicon || content == names_.contents.end()) return related(place.path, place.at, note);
  const auto at = static_cast<std::uint32_t>(json_place(content->second, {"lexicon"}));
  return related(place.path, {at, at + static_cast<std::uint32_t>(name.size()) + 2}, note);
}

void Reporter::report_unknown(const char* code, const std::string& path, const ast::Name& name, std::string message,
                              const std::vector<std::string>& known, std::initializer_list<Names::Kind> kinds,
                              const std::string& hint) const {
  if (std::string_view(code) == "R003") ++missing_lets_;
  const auto told = std::find_if(diagnostics_.begin(), diagnostics_.end(),
                                 [&](const Diagnostic& one) { return one.code == code && one.message == message; });
  if (told != diagnostics_.end()) return add_place(*told, path, name.at);
  const std::string near = nearest_name(name.text, known);
  std::vector<RelatedPlace> places;
  for (const Names::Kind kind : kinds)
    if (const auto found = names_.places.find({kind, near}); !near.empty() && found != names_.places.end())
      places.push_back(related(found->first, found->second, "`" + near + "` is here"));
  report(code, path, name.at, std::move(message), near.empty() ? hint : "did you mean " + near + "?", Severity::error, std::move(places));
}

void Reporter::add_place(Diagnostic& told, const std::string& path, Range at) const {
  ++count_;
  RelatedPlace place = related(path, at, "and here");
  const auto is_here = [&](const auto& other) { return other.file == path && other.line == place.line && other.column == place.column; };
  if (is_here(told) || std::any_of(told.related.begin(), told.related.end(), is_here)) return;
  if (told.related.size() < most_places) return told.related.push_back(std::move(place));
  const auto of_file = [&](const std::string& file) {
    return [&](const RelatedPlace& other) { return other.file == file && other.note == place.note; };
  };
  if (path == told.file || std::any_of(told.related.begin(), told.related.end(), of_file(path))) return;
  const auto last = std::find_if(told.related.rbegin(), told.related.rend(), of_file(told.file));  // another file tells more
  if (last != told.related.rend()) *last = std::move(place);
}

void Reporter::report_cycle(const char* code, const std::string& what, const Way& way, const std::string& hint) const {
  std::string names = way.back().second.text;
  std::vector<RelatedPlace> steps;
  for (const auto& [path, name] : way) {
    names += " -> " + name.text;
    if (&name != &way.back().second) steps.push_back(related(path, name.at, "by way of this"));
  }
  report(code, way.back().first, way.back().second.at, what + names, hint, Severity::error, std::move(steps));
}

void Reporter::report_no_constant(const std::string& path, const ast::Name& name, const std::string& what,
                                  const std::string& value) const {
  const std::string hint =
      value.empty() ? "words of the text stand in double quotes: \"" + name.text + "\"; without them they name a `let` that is one"
                    : "write " + value + ", or `let " + name.text + " = " + value + "`";
  if (names_.definitions.contains(name.text))
    return report("R018", path, name.at, "`" + name.text + "` is no " + what, hint);
  std::vector<std::string> known;
  for (const auto& [named, place] : names_.places)
    if (named.first == Names::Kind::let || named.first == Names::Kind::set) known.push_back(named.second);
  report_unknown("R003", path, name, "there is no `let " + name.text + "`", known, {Names::Kind::let, Names::Kind::set}, hint);
}

bool enter_name(Names& names, const Reporter& reporter, Names::Kind kind, const std::string& path, const ast::Name& name) {
  const auto [first, fresh] = names.places.try_emplace({kind, name.text}, Names::Place{path, name.at});
  if (!fresh)
    reporter.report("R008", path, name.at, "there is another " + kind_word(kind) + " called " + name.text,
                    "give one of the two another name", Severity::error,
                    {reporter.related(first->second.path, first->second.at, "the first is here")});
  return fresh;
}

void add_set(Names& names, Program& program, const std::string& name, std::vector<Symbol> words) {
  names.sets.emplace(name, static_cast<std::uint32_t>(program.sets.size()));
  program.sets.emplace_back(std::move(words));
  program.set_names.push_back(name);
}

void collect_sets(const RuleFiles& files, Names& names, const Reporter& reporter, Program& program) {
  WordSets(files, names, reporter, program).collect();
}

std::vector<std::pair<Names::Named, Names::Place>> unused_names(const Names& names) {
  using Kind = Names::Kind;
  std::vector<std::pair<Names::Named, Names::Place>> out;
  for (const auto& [named, place] : names.places)
    if ((named.first == Kind::let || named.first == Kind::set || named.first == Kind::block) && !names.used.contains(named))
      out.emplace_back(named, place);
  return out;
}

void report_unused(const Reporter& reporter, const Names::Named& named, const Names::Place& place) {
  const auto& [kind, name] = named;
  const bool let = kind == Names::Kind::let, set = kind == Names::Kind::set;
  reporter.report("R028", place.path, place.at, "no rule uses `" + std::string(let ? "let " : set ? "set " : "fields ") + name + "`",
                  "take it out, or use it: " + (let   ? "write " + name + " in a pattern"
                                                : set ? "write [lower in " + name + "] in a pattern"
                                                      : "write `use " + name + "` among the fields of an emit"),
                  Severity::warning);
}

}  // namespace readout
