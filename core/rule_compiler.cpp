// Syntax trees, lexicons and the manifest to one Program. Entry point: compile_program.
#include "rule_compiler.hpp"

#include <algorithm>
#include <set>

#include "code_walk.hpp"
#include "fnv.hpp"
#include "manifest.hpp"
#include "parsed_rules.hpp"
#include "rule_errors.hpp"
#include "rule_words.hpp"
#include "schema.hpp"
#include "value_checks.hpp"

namespace readout {
namespace {

/// The files of a grammar by path, with those that only `like` has.
std::vector<FileHash> hashes_of(const Grammar& grammar, const Program* like) {
  std::vector<FileHash> files;
  for (const SourceFile& file : grammar) files.push_back({file.path, checksum(file.content)});
  if (like)
    for (const FileHash& file : like->files)
      if (!find_file(grammar, file.path)) files.push_back(file);
  std::sort(files.begin(), files.end(), [](const FileHash& a, const FileHash& b) { return a.path < b.path; });
  return files;
}

/// Over the paths and contents of all files.
std::string grammar_hash(const std::vector<FileHash>& files) {
  std::uint64_t hash = fnv_start;
  for (const FileHash& file : files) hash = fnv1a(hex(file.hash), fnv1a("\xFF", fnv1a(file.path, hash)));
  return hex(hash);
}

/// What a match can begin with, so that the matcher enters the rule only there.
std::vector<Element> beginnings(const Code& code) {
  std::vector<Element> first;
  walk_beginnings(code, [&](const Instruction& in) {
    const Element element{in.op == Instruction::Op::token ? Element::Kind::token : Element::Kind::mention, in.a};
    if (std::find(first.begin(), first.end(), element) == first.end()) first.push_back(element);
  });
  return first;
}

constexpr std::size_t most_block_depth = 50;
constexpr std::size_t most_told = 1000;  ///< names that nobody uses

class GrammarCompiler {
 public:
  GrammarCompiler(const Grammar& grammar, Diagnostics& diagnostics, const Program* like, ParsedRules::Files& parsed)
      : grammar_(grammar), diagnostics_(diagnostics), like_(like), parsed_(parsed), reporter_(names_, diagnostics) {}

  std::shared_ptr<const Program> compile() {
    program_->files = hashes_of(grammar_, like_);
    program_->hash = grammar_hash(program_->files);
    for (const SourceFile& file : grammar_) names_.contents[file.path] = file.content;
    auto manifest = read_manifest(grammar_, diagnostics_);
    if (!manifest) return nullptr;
    manifest_ = std::move(*manifest);
    program_->name = manifest_.name;
    program_->version = manifest_.version;
    program_->language = take_language();
    if (!program_->language) return nullptr;
    read_lexicons();
    for (const PhaseFiles& phase : manifest_.phases)
      for (const ListedFile& file : phase.files) read_rules(file);
    intern_built_in();
    read_imports();
    lay_over(files_, manifest_, grammar_, diagnostics_);
    std::set<std::string> read;
    for (const auto& [path, file] : files_) read.insert(path);
    report_unlisted(grammar_, manifest_, read, diagnostics_);
    number_phases();
    collect_names();
    compile_phases();
    const std::size_t conditions = program_->conditions.size(), edges = program_->edges.size(), looks = program_->looks.size();
    check_unused();
    check_types();
    values_.check(shared_.questions);
    if (has_errors(diagnostics_)) return nullptr;
    leave_out_unused(conditions, edges, looks);
    index_program(*program_);
    return program_;
  }

 private:
  void intern_built_in() {
    program_->conditions.emplace_back();  // [0] is always true
    program_->quote = program_->symbols.intern("quote");
    program_->noun_phrase = program_->symbols.intern("np");
    program_->verb_group = program_->symbols.intern("vg");
    for (const char* built_in : {"quote", "actor", "np", "vg"}) {
      program_->symbols.intern(built_in);
      names_.types.insert(built_in);
    }
  }

  /// Whether a file is the one that `like` was compiled from.
  [[nodiscard]] bool unchanged(const std::string& path) const {
    if (!like_) return false;
    const auto in = [&](const std::vector<FileHash>& files) {
      return std::find_if(files.begin(), files.end(), [&](const FileHash& file) { return file.path == path; });
    };
    const auto before = in(like_->files), now = in(program_->files);
    return before != like_->files.end() && now != program_->files.end() && before->hash == now->hash;
  }

  std::shared_ptr<const Language> take_language() {
    const bool same = like_ && std::all_of(program_->files.begin(), program_->files.end(),
                                           [&](const FileHash& file) { return !is_model(manifest_, file.path) || unchanged(file.path); });
    return same ? like_->language : load_model(model_files(grammar_, manifest_), diagnostics_);
  }

  /// Unchanged lexicons are taken as they are, the others are read into a layer of their own.
  void read_lexicons() {
    const bool layered = like_ && program_->language == like_->language && like_->layers.size() == 1;
    const Lexicons* base = layered ? like_->layers.front().lexicons.get() : nullptr;
    std::map<std::string, Symbol> names;  // by path
    if (base)
      for (const Lexicons::Lexicon& lexicon : base->list)
        if (std::all_of(lexicon.paths.begin(), lexicon.paths.end(),
                        [&](const std::string& path) { return is_listed(path) && unchanged(path); }))
          for (const std::string& path : lexicon.paths) names.emplace(path, lexicon.name);
    if (!names.empty()) {
      program_->symbols = Symbols(like_->symbols, base->symbols);
      LexiconLayer& layer = program_->layers.emplace_back(like_->layers.front());
      layer.hidden.clear();
      for (const Lexicons::Lexicon& lexicon : base->list)
        if (!names.contains(lexicon.paths.front())) layer.hidden.push_back(lexicon.name);
    }
    LexiconDraft draft;
    for (const auto& [path, name] : names) draft.reserve_name(program_->text_of(name));
    bool any = false;
    for (const ListedFile& listed : manifest_.lexicons) {
      const SourceFile* file = names.contains(listed.path) ? nullptr : listed_file(grammar_, listed, diagnostics_);
      if (!file) continue;
      read_lexicon(*file, *program_->language, draft, diagnostics_, manifest_.part_of(listed.path));
      any = true;
    }
    if (any) program_->layers.push_back({draft.finish(program_->symbols), {}});
    for (const LexiconLayer& layer : program_->layers)
      for (const Lexicons::Lexicon& lexicon : layer.lexicons->list)
        if (!layer.hides(lexicon.name))
          for (const std::string& path : lexicon.paths) names.insert_or_assign(path, lexicon.name);
    for (std::uint32_t i = 0; i < manifest_.lexicons.size(); ++i)
      if (const auto name = names.find(manifest_.lexicons[i].path); name != names.end()) program_->lexicons.emplace(name->second, i);
  }

  [[nodiscard]] bool is_listed(const std::string& lexicon) const {
    return std::any_of(manifest_.lexicons.begin(), manifest_.lexicons.end(),
                       [&](const ListedFile& listed) { return listed.path == lexicon; });
  }

  void read_rules(const ListedFile& listed) {
    if (files_.contains(listed.path)) return;
    if (const SourceFile* file = listed_file(grammar_, listed, diagnostics_))
      files_.emplace(listed.path, parsed_.parse(*file, diagnostics_));
  }

  /// Reads what rule files import, and what that imports. Names are known in all files, so it matters once only.
  void read_imports() {
    std::vector<std::string> open;
    for (const auto& [path, file] : files_) open.push_back(path);
    while (!open.empty()) {
      const std::string path = open.back();
      open.pop_back();
      std::vector<ast::Name>& imports = imports_[path].names = files_.at(path)->imports;
      imports_[path].path = path;
      for (ast::Name& name : imports) {
        name.text = joined_path(manifest_.parts[manifest_.part_of(path)], name.text);
        const SourceFile* file = find_file(grammar_, name.text);
        if (!file)
          reporter_.report("R023", path, name.at, "there is no file " + name.text, missing_file_hint(grammar_, name.text));
        else if (!files_.contains(name.text)) {
          files_.emplace(name.text, parsed_.parse(*file, diagnostics_));
          open.push_back(name.text);
        }
      }
    }
    check_import_cycles();
  }

  void check_import_cycles() {
    each_cycle(imports_, [&](const Way& way) {
      reporter_.report_cycle("R023", "files import each other: ", way, "move what both need to a file that imports neither");
    });
  }

  void number_phases() {
    std::size_t turn = 0;
    for (const MatchStage stage : {MatchStage::mentions, MatchStage::events})
      for (PhaseFiles& phase : manifest_.phases) {
        if (phase.phase.stage != stage) continue;
        phase.turn = turn++;
        for (const ListedFile& listed : phase.files)
          if (const auto file = files_.find(listed.path); file != files_.end())
            for (const ast::Rule& rule : file->second->rules)
              for (const ast::Emit& emit : rule.emits) names_.made_in.try_emplace(emit.type.text, phase.turn);
      }
  }

  void collect_names() {
    for (const LexiconLayer& layer : program_->layers)
      for (const Lexicons::Lexicon& lexicon : layer.lexicons->list)
        if (!layer.hides(lexicon.name)) collect_lexicon(*layer.lexicons, lexicon);
    for (const std::string_view field : actor_fields) names_.fields["actor"].emplace(field);
    for (const std::string_view field : noun_phrase_fields) names_.fields["np"].emplace(field);
    for (const std::string_view field : verb_group_fields) names_.fields["vg"].emplace(field);
    for (const char* type : {"np", "vg"})
      for (const std::string& field : names_.fields[type]) program_->symbols.intern(field);
    for (const std::string& type : names_.types) names_.fields[type];
    for (const auto& [path, file] : files_) {
      for (const ast::Definition& definition : file->definitions)
        if (enter_name(names_, reporter_, Names::Kind::let, path, definition.name))
          names_.definitions.emplace(definition.name.text, Names::Definition{&definition, &file->path});
      for (const ast::Definition& definition : file->definitions) check_parameters(path, definition);
      for (const ast::FieldBlock& block : file->blocks)
        if (enter_name(names_, reporter_, Names::Kind::block, path, block.name))
          names_.blocks.emplace(block.name.text, Names::Block{&block, &file->path});
    }
    collect_sets(files_, names_, reporter_, *program_);
    for (const auto& [path, file] : files_) {
      for (const ast::Rule& rule : file->rules) {
        (void)enter_name(names_, reporter_, Names::Kind::rule, path, rule.name);
        for (const ast::Emit& emit : rule.emits) {
          names_.places.try_emplace({Names::Kind::type, emit.type.text}, Names::Place{path, emit.type.at});
          names_.types.insert(emit.type.text);
          names_.fields[emit.type.text];
          each_field(emit, [&](const std::string&, const ast::Field& field) { names_.fields[emit.type.text].insert(field.name.text); });
        }
      }
    }
  }

  /// The fields of an emit in order, those of the blocks that it uses in their places: calls take(path, field). A block that is used
  /// again gives nothing more.
  template <typename Take>
  void each_field(const ast::Emit& emit, const Take& take, const std::string& path = {}) const {
    std::set<const ast::FieldBlock*> used;
    each_field(emit.fields, take, path, used, 0);
  }

  template <typename Take>
  void each_field(const std::vector<ast::Field>& fields, const Take& take, const std::string& path, std::set<const ast::FieldBlock*>& used,
                  std::size_t depth) const {
    for (const ast::Field& field : fields) {
      if (field.block.text.empty()) {
        take(path, field);
        for (const ast::Field& other : field.otherwise) take(path, other);
        continue;
      }
      names_.used.emplace(Names::Kind::block, field.block.text);
      const auto block = names_.blocks.find(field.block.text);
      if (block == names_.blocks.end() || !used.insert(block->second.node).second) continue;
      const Reporter::Use use(reporter_, path, field.block.at);
      if (depth == most_block_depth)
        reporter_.report("R016", path, field.block.at, "this is nested too deep",
                         "at most " + std::to_string(most_block_depth) + " blocks of fields may use each other");
      else
        each_field(block->second.node->fields, take, *block->second.path, used, depth + 1);
    }
  }

  void check_blocks(const std::string& path, const std::vector<ast::Field>& fields) {
    for (const ast::Field& field : fields) {
      if (field.block.text.empty() || names_.blocks.contains(field.block.text)) continue;
      std::vector<std::string> known;
      for (const auto& [name, block] : names_.blocks) known.push_back(name);
      reporter_.report_unknown("R020", path, field.block, "there is no `fields " + field.block.text + "`", known, {Names::Kind::block},
                               "write `fields " + field.block.text + " { field: value }`");
    }
  }

  void check_block_cycles() {
    std::map<std::string, Uses> uses;
    for (const auto& [name, block] : names_.blocks) {
      check_blocks(*block.path, block.node->fields);
      Uses& made = uses[name] = {*block.path, {}};
      for (const ast::Field& field : block.node->fields)
        if (!field.block.text.empty()) made.names.push_back(field.block);
    }
    each_cycle(uses, [&](const Way& way) {
      reporter_.report_cycle("R020", "this block of fields uses itself: ", way, "take one of the `use` out");
    });
  }

  void check_parameters(const std::string& path, const ast::Definition& definition) {
    std::set<std::string> seen;
    for (const ast::Parameter& parameter : definition.parameters) {
      if (!readout::is_listed(parameter_kinds, parameter.kind.text))
        reporter_.report("R019", path, parameter.kind.at, "there is no kind of parameter called " + parameter.kind.text,
                         or_else(nearest(parameter.kind.text, {parameter_kinds.begin(), parameter_kinds.end()}),
                                 listed({parameter_kinds.begin(), parameter_kinds.end()})));
      if (!seen.insert(parameter.name.text).second)
        reporter_.report("R019", path, parameter.name.at, "there is another parameter called " + parameter.name.text,
                         "give one of the two another name");
    }
  }

  void collect_lexicon(const Lexicons& lexicons, const Lexicons::Lexicon& lexicon) {
    const std::string& name = program_->text_of(lexicon.name);
    names_.made_in.erase(name);
    names_.types.insert(name);
    names_.places.try_emplace({Names::Kind::lexicon, name}, Names::Place{lexicon.paths.front(), {}});
    std::vector<Symbol> forms;
    for (auto [form, last] = lexicons.forms_of(lexicon.name); form != last; ++form) forms.push_back(form->form);
    add_set(names_, *program_, name, std::move(forms));
    for (const Symbol attribute : lexicon.attributes) names_.fields[name].insert(program_->text_of(attribute));
  }

  void compile_phases() {
    for (PhaseFiles& files : manifest_.phases) {
      turn_ = files.turn;
      if (!files.overlap_on.empty()) files.phase.overlap_on = program_->symbols.intern(files.overlap_on);
      for (const std::string& type : files.outside) files.phase.outside.push_back(program_->symbols.intern(type));
      files.phase.first_rule = static_cast<std::uint32_t>(program_->rules.size());
      files.phase.first_look = static_cast<std::uint32_t>(program_->looks.size());
      shared_.begin_phase();
      for (const ListedFile& listed : files.files) {
        const auto file = files_.find(listed.path);
        if (file == files_.end()) continue;
        for (const ast::Rule& rule : file->second->rules) compile_rule(listed.path, rule);
      }
      files.phase.last_rule = static_cast<std::uint32_t>(program_->rules.size());
      files.phase.last_look = static_cast<std::uint32_t>(program_->looks.size());
      program_->phases.push_back(files.phase);
    }
  }

  /// A `let` that no rule uses may be wrong all the same. What the grammar has of another's need not be used.
  void check_unused() {
    shared_.begin_phase();
    check_block_cycles();
    const auto unused = unused_names(names_);
    for (const auto& [named, place] : unused)
      if (named.first == Names::Kind::let) {
        const Names::Definition& definition = names_.definitions.at(named.second);
        PatternCompiler(*program_, shared_, names_, reporter_, *definition.path)
            .check(definition.node->pattern, definition.node->parameters);
      }
    if (has_errors(diagnostics_)) return;  // what is wrong may be its use
    std::size_t told = 0;
    for (const auto& [named, place] : unused)
      if (manifest_.part_of(place.path) == 0 && ++told <= most_told) report_unused(reporter_, named, place);
  }

  /// What a program has of conditions and the like, all but the first so many, and sets that no condition asks for.
  void leave_out_unused(std::size_t conditions, std::size_t edges, std::size_t looks) {
    program_->conditions.resize(conditions);
    program_->edges.resize(edges);
    program_->looks.resize(looks);
    std::vector<std::uint32_t> number(program_->sets.size(), none);
    for (const Condition& condition : program_->conditions)
      if (condition.kind == Condition::Kind::member) number[condition.set] = 0;
    std::uint32_t kept = 0;
    for (std::size_t i = 0; i < number.size(); ++i) {
      if (number[i] == none) continue;
      std::swap(program_->sets[kept], program_->sets[i]);
      std::swap(program_->set_names[kept], program_->set_names[i]);
      number[i] = kept++;
    }
    program_->sets.resize(kept);
    program_->set_names.resize(kept);
    for (Condition& condition : program_->conditions)
      if (condition.kind == Condition::Kind::member) condition.set = number[condition.set];
  }

  /// A type that no rule takes, and that is but a slip away from one that later stages read, is misspelt; of short words too many are.
  void check_types() {
    std::set<std::string_view> known;
    for (const OutputType& output : output_types) known.insert(output.name);
    for (const Edge& edge : program_->edges)
      for (const Symbol type : edge.types) known.insert(program_->symbols.text(type));
    for (const auto& [path, file] : files_)
      for (const ast::Rule& rule : file->rules)
        for (const ast::Emit& emit : rule.emits)
          for (const OutputType& output : output_types)
            if (emit.type.text.size() > 4 && !known.contains(emit.type.text) && one_slip(emit.type.text, output.name))
              reporter_.report("R027", path, emit.type.at, "nothing reads a <" + emit.type.text + ">",
                               "did you mean " + std::string(output.name) + "?", Severity::warning);
  }

  void compile_rule(const std::string& path, const ast::Rule& rule) {
    RulePlan plan;
    plan.name = rule.name.text;
    plan.file = path;
    plan.doc = rule.doc;
    plan.line = line_of(path, rule.name.at);
    plan.priority = priority_of(path, rule.priority);
    if (rule.match.size() != 1)
      reporter_.report("R009", path, rule.name.at,
                       "the rule " + rule.name.text + (rule.match.empty() ? " has no match" : " has more than one match"),
                       rule.match.empty() ? "write `match PATTERN`" : "join the patterns by |, or make two rules of them");
    else if (rule.emits.empty())
      reporter_.report("R009", path, rule.name.at, "the rule " + rule.name.text + " has no emit", "write `emit TYPE { field: value }`");
    if (rule.match.empty()) return;
    const std::size_t before = reporter_.count(), missing = reporter_.missing_lets();
    PatternCompiler patterns(*program_, shared_, names_, reporter_, path, turn_);
    plan.code = patterns.compile(rule.match.front(), false);
    plan.first = beginnings(plan.code);
    plan.needed = patterns.needed();
    Captures captures = patterns.captures();
    lacks_let_ = reporter_.missing_lets() != missing;
    for (const ast::Relation& relation : rule.with) plan.with.push_back(compile_relation(path, relation, patterns, captures));
    for (const ast::Unless& unless : rule.unless) compile_unless(path, unless, patterns, captures, plan);
    for (const ast::Emit& emit : rule.emits) plan.emits.push_back(compile_emit(path, emit, patterns, captures));
    if (reporter_.count() == before) check_missing(path, rule, plan);
    compile_examples(path, rule, plan, reporter_.count() == before);
    program_->rules.push_back(std::move(plan));
  }

  std::int32_t priority_of(const std::string& path, const ast::Name& priority) {
    if (priority.text.empty()) return 0;
    constexpr std::size_t most_digits = 7;
    const ast::Name* constant = names_.constant(priority.text);
    const std::string& text = constant ? constant->text : priority.text;
    const bool sign = !text.empty() && (text.front() == '-' || text.front() == '+');
    if (text.size() > sign && text.size() <= most_digits + sign &&
        text.find_first_not_of("0123456789", sign) == std::string::npos)
      return static_cast<std::int32_t>(std::stol(text));
    reporter_.report_no_constant(path, priority, "whole number of at most " + std::to_string(most_digits) + " digits", "10");
    return 0;
  }

  void check_missing(const std::string& path, const ast::Rule& rule, const RulePlan& plan) {
    for (const MissingField& missing : missing_fields(*program_, plan)) {
      const ast::Name& type = rule.emits[missing.emit].type;
      reporter_.report("R024", path, type.at,
                       "this <" + type.text + "> " + (missing.given ? "may have no " : "has no ") + missing.field + ", which it needs",
                       missing.given ? "make its capture obligatory, or give another value for when it is absent"
                                     : "write `" + missing.field + ": value`",
                       Severity::warning);
    }
  }

  void compile_unless(const std::string& path, const ast::Unless& unless, PatternCompiler& patterns, Captures& captures, RulePlan& plan) {
    using Where = ast::Unless::Where;
    if (unless.where == Where::with) return plan.unless_with.push_back(compile_relation(path, unless.relation, patterns, captures));
    const bool behind = unless.where == Where::before;
    Code code = patterns.compile(unless.pattern, behind);
    switch (unless.where) {
      case Where::inside: return plan.inside.push_back(std::move(code));
      case Where::sentence: return plan.unless_sentence.push_back(std::move(code));
      case Where::clause: return plan.unless_clause.push_back(std::move(code));
      default: plan.unless.push_back({std::move(code), behind, true});
    }
  }

  void check_prepositions(const std::string& path, const ast::Relation& relation, RelationPlan::Kind kind) {
    if ((kind == RelationPlan::Kind::prepositional) != relation.words.empty()) return;
    reporter_.report(
        "R017", path, relation.relation.at,
        relation.words.empty() ? "prepositional needs a preposition" : relation.relation.text + " takes no words",
        "write prepositional(" + relation.anchor.text + ", \"with\"), and the other relations as subject(" + relation.anchor.text + ")");
  }

  /// Adds what the relation catches to the captures, so that later relations and fields can use it.
  RelationPlan compile_relation(const std::string& path, const ast::Relation& relation, PatternCompiler& patterns, Captures& captures) {
    RelationPlan made;
    check_capture(path, relation.anchor, captures);
    made.anchor = program_->symbols.intern(relation.anchor.text);
    made.optional = relation.optional;
    const auto* known =
        std::find_if(relation_words.begin(), relation_words.end(), [&](const auto& w) { return w.name == relation.relation.text; });
    if (known == relation_words.end()) {
      std::vector<std::string> names;
      for (const auto& word : relation_words) names.emplace_back(word.name);
      reporter_.report("R017", path, relation.relation.at, "there is no relation called " + relation.relation.text,
                       or_else(nearest(relation.relation.text, names), listed(names)));
    } else {
      made.kind = known->kind;
      check_prepositions(path, relation, made.kind);
    }
    for (const ast::Name& word : relation.words) {
      made.words.push_back(names_.text_of(word).text);
      if (word.bare() && !names_.constant(word.text)) reporter_.report_no_constant(path, word, "text");
    }
    const std::string& capture = relation.capture.text;
    if (!relation.element.empty()) made.edge = patterns.mention_edge(relation.element.front(), capture);
    if (capture.empty()) return made;
    made.capture = program_->symbols.intern(capture);
    captures[capture];
    const auto types = patterns.captures().find(capture);
    if (types != patterns.captures().end()) captures[capture].insert(types->second.begin(), types->second.end());
    return made;
  }

  EmitPlan compile_emit(const std::string& path, const ast::Emit& emit, PatternCompiler& patterns, const Captures& captures) {
    EmitPlan plan;
    plan.type = program_->symbols.intern(emit.type.text);
    if (!emit.where.text.empty()) {
      check_capture(path, emit.where, captures);
      plan.where = program_->symbols.intern(emit.where.text);
    }
    check_blocks(path, emit.fields);
    each_field(
        emit,
        [&](const std::string& file, const ast::Field& field) {
          plan.fields.push_back(compile_field(file, emit.type.text, field, patterns, captures));
        },
        path);
    return plan;
  }

  FieldPlan compile_field(const std::string& path, const std::string& type, const ast::Field& field, PatternCompiler& patterns,
                          const Captures& captures) {
    check_field(path, type, field.name);
    FieldPlan made;
    made.name = program_->symbols.intern(field.name.text);
    for (const ast::Guard& guard : field.condition) compile_guard(path, guard, patterns, captures, made.guard);
    for (ast::Value value : field.values) {
      if (value.kind == ast::Value::Kind::constant) value.text = {names_.text_of(value.text).text, value.text.at};
      made.values.push_back(compile_value(path, value, captures));
      values_.note(path, type, field, value, captures);
    }
    return made;
  }

  void compile_guard(const std::string& path, const ast::Guard& guard, PatternCompiler& patterns, const Captures& captures,
                     std::vector<GuardStep>& steps) {
    using Kind = ast::Guard::Kind;
    GuardStep made;
    if (guard.kind == Kind::captured || guard.kind == Kind::compares) {
      check_capture(path, guard.capture, captures);
      made.capture = program_->symbols.intern(guard.capture.text);
      if (guard.kind == Kind::compares) {
        check_attribute(path, guard.capture, guard.test.attribute, captures);
        made.kind = GuardStep::Kind::compares;
        made.attribute = program_->symbols.intern(guard.test.attribute.text);
        if (guard.test.kind != ast::Test::Kind::flag) made.condition = patterns.comparison(guard.test);
        if (made.condition)
          for (ValueQuestion& question : ValueChecks::questions(path, guard, made.condition, captures))
            shared_.questions.push_back(std::move(question));
      }
      steps.push_back(made);
      if (guard.kind == Kind::compares && guard.test.kind == ast::Test::Kind::differs) {
        made = {};
        made.kind = GuardStep::Kind::negation;
        made.parts = 1;
        steps.push_back(made);
      }
      return;
    }
    for (const ast::Guard& part : guard.parts) compile_guard(path, part, patterns, captures, steps);
    made.kind = guard.kind == Kind::all ? GuardStep::Kind::all : guard.kind == Kind::any ? GuardStep::Kind::any : GuardStep::Kind::negation;
    made.parts = static_cast<std::uint32_t>(guard.parts.size());
    steps.push_back(made);
  }

  ValueSource compile_value(const std::string& path, const ast::Value& value, const Captures& captures) {
    ValueSource made;
    using Kind = ast::Value::Kind;
    if (value.kind == Kind::constant) {
      made.constant = value.text.text;
      program_->symbols.intern(made.constant);
      return made;
    }
    const ast::Name& capture = value.kind == Kind::lookup ? value.capture : value.text;
    check_capture(path, capture, captures);
    made.capture = program_->symbols.intern(capture.text);
    made.kind = value.kind == Kind::capture     ? ValueSource::Kind::capture
                : value.kind == Kind::attribute ? ValueSource::Kind::attribute
                                                : ValueSource::Kind::lookup;
    made.attribute = program_->symbols.intern(value.attribute.text);
    if (value.kind != Kind::capture) check_attribute(path, capture, value.attribute, captures);
    if (value.kind != Kind::lookup) return made;
    made.lexicon = program_->symbols.intern(value.text.text);
    made.result = program_->symbols.intern(value.result.text);
    check_lookup(path, value);
    return made;
  }

  /// `$capture.attribute` must be a field of what the capture can hold, or lower, lemma or text of its words, or a part of a hyphenated
  /// one.
  void check_attribute(const std::string& path, const ast::Name& capture, const ast::Name& attribute, const Captures& captures) {
    const auto types = captures.find(capture.text);
    if (types == captures.end()) return;
    std::vector<std::string> known(word_attributes.begin(), word_attributes.end());
    for (const std::string& type : types->second) {
      const auto fields = names_.fields.find(type);
      if (fields == names_.fields.end()) return;  // an unknown type, which has been told
      known.insert(known.end(), fields->second.begin(), fields->second.end());
    }
    if (std::find(known.begin(), known.end(), attribute.text) != known.end()) return;
    reporter_.report("R007", path, attribute.at, "$" + capture.text + " has no field called " + attribute.text,
                     or_else(nearest(attribute.text, known), listed(known)));
  }

  void check_lookup(const std::string& path, const ast::Value& value) {
    std::vector<std::string> known;
    if (!program_->lexicons.contains(program_->symbols.find(value.text.text))) {
      for (const auto& [lexicon, rank] : program_->lexicons) known.push_back(program_->text_of(lexicon));
      std::sort(known.begin(), known.end());
      return reporter_.report_unknown("R004", path, value.text, "there is no lexicon called " + value.text.text, known,
                                      {Names::Kind::lexicon}, "name[ ... ] looks a form up in a lexicon of the manifest");
    }
    const std::set<std::string>& fields = names_.fields[value.text.text];
    if (fields.contains(value.result.text)) return;
    known.assign(fields.begin(), fields.end());
    reporter_.report("R007", path, value.result.at, "the lexicon " + value.text.text + " has no attribute called " + value.result.text,
                     or_else(nearest(value.result.text, known), listed(known)));
  }

  void check_capture(const std::string& path, const ast::Name& name, const Captures& captures) {
    if (captures.contains(name.text) || lacks_let_) return;  // which may have caught it
    std::vector<std::string> known;
    for (const auto& [capture, types] : captures) known.push_back(capture);
    reporter_.report("R006", path, name.at, "the pattern has no capture called " + name.text,
                     or_else(nearest(name.text, known), (known.empty() ? "" : listed(known) + "; ") + "write " + name.text +
                                                            ":( ... ) around what it is to catch; ahead, behind and unless catch nothing"));
  }

  void check_field(const std::string& path, const std::string& type, const ast::Name& field) {
    for (const OutputType& output : output_types) {
      if (output.name != type || std::find(output.fields.begin(), output.fields.end(), field.text) != output.fields.end()) continue;
      std::vector<std::string> known;
      for (const std::string_view name : output.fields)
        if (!name.empty()) known.emplace_back(name);
      reporter_.report("R010", path, field.at, "<" + type + "> has no field called " + field.text,
                       or_else(nearest(field.text, known), listed(known)));
    }
  }

  void compile_examples(const std::string& path, const ast::Rule& rule, RulePlan& plan, bool good) {
    std::vector<std::string> emitted;
    for (const ast::Emit& emit : rule.emits)
      each_field(emit, [&](const std::string&, const ast::Field& field) { emitted.push_back(field.name.text); });
    for (const ast::Example& example : rule.examples) {
      ExamplePlan made{example.positive, example.text.text, line_of(path, example.text.at), {}};
      for (const ast::Field& field : example.fields) {
        ExampleField wanted{field.name.text, {}};
        if (std::find(emitted.begin(), emitted.end(), field.name.text) == emitted.end())
          reporter_.report(
              "R010", path, field.name.at, "the rule " + rule.name.text + " emits no field called " + field.name.text,
              or_else(nearest(field.name.text, emitted), emitted.empty() ? "take it out, or let the rule emit it" : listed(emitted)));
        for (const ast::Value& value : field.values) wanted.values.push_back(value.text.text);
        made.fields.push_back(std::move(wanted));
      }
      plan.examples.push_back(std::move(made));
    }
    check_examples(path, rule, emitted, good);
  }

  /// A rule must show what it finds, and what it does not; one that is `good` otherwise also with which fields.
  void check_examples(const std::string& path, const ast::Rule& rule, const std::vector<std::string>& emitted, bool good) {
    const auto any = [&](auto test) { return std::any_of(rule.examples.begin(), rule.examples.end(), test); };
    const bool positive = any([](const ast::Example&example) { return example.positive; }),
               negative = any([](const ast::Example&example) { return !example.positive; }),
               fields = any([](const ast::Example&example) { return !example.fields.empty(); });
    const std::string yes = "`yes \"A sentence.\"" + (emitted.empty() ? "`" : " { " + emitted.front() + ": \"value\" }`"),
                      no = "`no \"A sentence.\"`";
    std::string lacks, hint;
    if (!positive && !negative)
      hint = "add " + yes + " and " + no;
    else if (!negative)
      lacks = " that must not match", hint = "add " + no;
    else if (!positive)
      lacks = " that must match", hint = "add " + yes;
    else if (!fields && good && !emitted.empty())
      lacks = " that says which fields it must have", hint = "write " + yes;
    else
      return;
    reporter_.report("R012", path, rule.name.at, "the rule " + rule.name.text + " has no example" + lacks, hint, Severity::warning);
  }

  std::uint32_t line_of(const std::string& path, Range at) {
    auto [known, fresh] = line_ends_.try_emplace(path);
    if (const std::string_view content = names_.contents.at(path); fresh)
      for (std::size_t end = content.find('\n'); end != std::string_view::npos; end = content.find('\n', end + 1))
        known->second.push_back(static_cast<std::uint32_t>(end));
    const auto line = std::lower_bound(known->second.begin(), known->second.end(), at.begin);
    return static_cast<std::uint32_t>(line - known->second.begin()) + 1;
  }

  const Grammar& grammar_;
  Diagnostics& diagnostics_;
  const Program* like_;
  ParsedRules::Files& parsed_;
  Names names_;
  Reporter reporter_;
  std::shared_ptr<Program> program_ = std::make_shared<Program>();
  Shared shared_;
  ValueChecks values_{*program_, reporter_};
  Manifest manifest_;
  RuleFiles files_;
  std::map<std::string, Uses> imports_;                          ///< of each file, by the paths that they lead to
  std::map<std::string, std::vector<std::uint32_t>> line_ends_;  ///< by path
  bool lacks_let_ = false;                                       ///< whether the pattern of the rule that is compiled does
  std::size_t turn_ = 0;                                         ///< of the phase that is compiled
};

}  // namespace

std::shared_ptr<const Program> compile_program(const Grammar& grammar, Diagnostics& diagnostics, const Program* like, ParsedRules* parsed) {
  ParsedRules::Files once;
  ParsedRules::Files& files = parsed ? parsed->files() : once;
  auto program = GrammarCompiler(grammar, diagnostics, like, files).compile();
  files.forget_others();
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    if (a.file != b.file) return a.file < b.file;
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
  return program;
}

}  // namespace readout
