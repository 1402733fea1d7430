// Syntax trees, lexicons and the manifest to one Program. Entry point: compile_program.
#include "rule_compiler.hpp"

#include <simdjson.h>

#include <algorithm>

#include "schema.hpp"

namespace readout {
namespace {

namespace dom = simdjson::dom;

struct PhaseFiles {
  Phase phase;
  std::vector<std::string> files;
};

const SourceFile* find_file(const Grammar& grammar, std::string_view path) {
  const auto found = std::find_if(grammar.begin(), grammar.end(), [&](const SourceFile& file) { return file.path == path; });
  return found == grammar.end() ? nullptr : &*found;
}

void report_file(Diagnostics& diagnostics, const char* code, std::string file, std::string message, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.file = std::move(file);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostics.push_back(std::move(diagnostic));
}

/// FNV-1a over the paths and contents of a grammar.
std::string grammar_hash(const Grammar& grammar) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = (hash ^ 0xFFU) * 1099511628211ULL;
  };
  for (const SourceFile& file : grammar) {
    add(file.path);
    add(file.content);
  }
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; hash >>= 4U) out[i] = "0123456789abcdef"[hash & 15U];
  return out;
}

class GrammarCompiler {
 public:
  GrammarCompiler(const Grammar& grammar, Diagnostics& diagnostics) : grammar_(grammar), diagnostics_(diagnostics), reporter_(names_, diagnostics) {}

  std::shared_ptr<const Program> compile() {
    program_->hash = grammar_hash(grammar_);
    program_->conditions.emplace_back();
    program_->quote = program_->symbols.intern("quote");
    for (const char* built_in : {"quote", "actor"}) {
      program_->symbols.intern(built_in);
      names_.types.insert(built_in);
    }
    for (const SourceFile& file : grammar_) names_.contents[file.path] = file.content;
    if (!read_manifest()) return nullptr;
    program_->language = load_language(grammar_, diagnostics_);
    if (!program_->language) return nullptr;
    for (const std::string& path : lexicons_) read_lexicon(path);
    for (const PhaseFiles& phase : phases_)
      for (const std::string& path : phase.files) read_rules(path);
    collect_names();
    compile_phases();
    return has_errors(diagnostics_) ? nullptr : program_;
  }

 private:
  bool read_manifest() {
    const SourceFile* file = find_file(grammar_, "manifest.json");
    if (!file) {
      report_file(diagnostics_, "M001", "manifest.json", "the grammar has no manifest.json", "give the folder of a grammar, such as grammars/en, or a pack");
      return false;
    }
    dom::parser parser;
    dom::object root;
    if (const auto error = parser.parse(file->content).get_object().get(root)) return bad_manifest(std::string("not valid JSON: ") + simdjson::error_message(error));
    std::string_view name, version;
    dom::array lexicons, phases;
    if (root["name"].get_string().get(name) || root["version"].get_string().get(version)) return bad_manifest("\"name\" and \"version\" are needed");
    if (root["lexicons"].get_array().get(lexicons) || root["phases"].get_array().get(phases)) return bad_manifest("\"lexicons\" and \"phases\", two lists, are needed");
    program_->name = name;
    program_->version = version;
    for (const dom::element path : lexicons) {
      std::string_view text;
      if (path.get_string().get(text)) return bad_manifest("\"lexicons\" is a list of paths");
      lexicons_.emplace_back(text);
    }
    for (const dom::element phase : phases)
      if (!read_phase(phase)) return false;
    return true;
  }

  bool read_phase(const dom::element& element) {
    PhaseFiles made;
    std::string_view name, stage, overlap, on;
    dom::array files, outside;
    if (element["name"].get_string().get(name) || element["rules"].get_array().get(files)) return bad_manifest("a phase has a \"name\" and \"rules\", a list of files");
    made.phase.name = name;
    if (!element["stage"].get_string().get(stage)) {
      if (stage != "mentions" && stage != "events") return bad_manifest("the \"stage\" of a phase is \"mentions\" or \"events\"");
      if (stage == "events") made.phase.stage = MatchStage::events;
    }
    if (!element["overlap"].get_string().get(overlap)) {
      if (overlap != "longest" && overlap != "all") return bad_manifest("the \"overlap\" of a phase is \"longest\" or \"all\"");
      if (overlap == "all") made.phase.overlap = Overlap::all;
    }
    if (!element["on"].get_string().get(on)) made.phase.overlap_on = program_->symbols.intern(on);
    if (!element["outside"].get_array().get(outside))
      for (const dom::element type : outside) {
        std::string_view text;
        if (type.get_string().get(text)) return bad_manifest("the \"outside\" of a phase is a list of types of mentions");
        made.phase.outside.push_back(program_->symbols.intern(text));
      }
    for (const dom::element path : files) {
      std::string_view text;
      if (path.get_string().get(text)) return bad_manifest("the \"rules\" of a phase are paths");
      made.files.emplace_back(text);
    }
    phases_.push_back(std::move(made));
    return true;
  }

  bool bad_manifest(std::string message) {
    report_file(diagnostics_, "M002", "manifest.json", std::move(message), "the manifest is described in grammars/README.md");
    return false;
  }

  void read_lexicon(const std::string& path) {
    const SourceFile* file = find_file(grammar_, path);
    if (!file) return report_file(diagnostics_, "M003", "manifest.json", "there is no file " + path, "take it out of the manifest or add the file");
    load_lexicon(*file, *program_, diagnostics_);
  }

  void read_rules(const std::string& path) {
    const SourceFile* file = find_file(grammar_, path);
    if (!file) return report_file(diagnostics_, "M003", "manifest.json", "there is no file " + path, "take it out of the manifest or add the file");
    files_.emplace(path, parse_rules(path, file->content, diagnostics_));
  }

  void collect_names() {
    for (const Symbol lexicon : program_->lexicons) {
      names_.types.insert(program_->symbols.text(lexicon));
      names_.sets.emplace(program_->symbols.text(lexicon), static_cast<std::uint32_t>(program_->sets.size()));
      program_->sets.emplace_back();
    }
    for (const auto& [key, entry] : program_->entry_of) {
      const auto cut = key.find('\n');
      program_->sets[names_.sets.at(key.substr(0, cut))].insert(program_->symbols.intern(std::string_view(key).substr(cut + 1)));
    }
    std::map<std::string, std::string> rules;
    for (const auto& [path, file] : files_) {
      for (const ast::Set& set : file.sets) collect_set(path, set);
      for (const ast::Definition& definition : file.definitions)
        if (!names_.definitions.emplace(definition.name.text, Names::Definition{&definition, &file.path}).second) duplicate(path, definition.name, "let");
      for (const ast::Rule& rule : file.rules) {
        if (!rules.emplace(rule.name.text, path).second) duplicate(path, rule.name, "rule");
        for (const ast::Emit& emit : rule.emits) names_.types.insert(emit.type.text);
      }
    }
  }

  void collect_set(const std::string& path, const ast::Set& set) {
    if (!names_.sets.emplace(set.name.text, static_cast<std::uint32_t>(program_->sets.size())).second) return duplicate(path, set.name, "set or lexicon");
    program_->sets.emplace_back();
    for (const ast::Name& word : set.words) program_->sets.back().insert(program_->symbols.intern(word.text));
  }

  void duplicate(const std::string& path, const ast::Name& name, const std::string& what) {
    reporter_.report("R008", path, name.at, "there is another " + what + " called " + name.text, "names are known in all files of a grammar; give one of the two another name");
  }

  void compile_phases() {
    for (PhaseFiles& files : phases_) {
      files.phase.first_rule = static_cast<std::uint32_t>(program_->rules.size());
      for (const std::string& path : files.files) {
        const auto file = files_.find(path);
        if (file == files_.end()) continue;
        for (const ast::Rule& rule : file->second.rules) compile_rule(path, rule);
      }
      files.phase.last_rule = static_cast<std::uint32_t>(program_->rules.size());
      program_->phases.push_back(files.phase);
    }
  }

  void compile_rule(const std::string& path, const ast::Rule& rule) {
    RulePlan plan;
    plan.name = rule.name.text;
    plan.file = path;
    plan.doc = rule.doc;
    plan.line = line_of(path, rule.name.at);
    plan.priority = rule.priority;
    if (rule.match.size() != 1 || rule.emits.empty())
      return reporter_.report("R009", path, rule.name.at, "the rule " + rule.name.text + " needs one match and at least one emit", "write `match PATTERN` and `emit TYPE { field: value }`");
    PatternCompiler patterns(*program_, names_, reporter_, path);
    plan.code = patterns.compile(rule.match.front(), false);
    const std::set<std::string> captures = patterns.captures();
    for (const ast::Unless& unless : rule.unless) {
      const bool behind = unless.where == ast::Unless::Where::before;
      Code code = patterns.compile(unless.pattern, behind);
      if (unless.where == ast::Unless::Where::inside) plan.inside.push_back(std::move(code));
      else plan.unless.push_back({std::move(code), behind, true});
    }
    for (const ast::Emit& emit : rule.emits) plan.emits.push_back(compile_emit(path, emit, captures));
    compile_examples(path, rule, plan);
    program_->rules.push_back(std::move(plan));
  }

  EmitPlan compile_emit(const std::string& path, const ast::Emit& emit, const std::set<std::string>& captures) {
    EmitPlan plan;
    plan.type = program_->symbols.intern(emit.type.text);
    if (!emit.where.text.empty()) {
      check_capture(path, emit.where, captures);
      plan.where = program_->symbols.intern(emit.where.text);
    }
    for (const ast::Field& field : emit.fields) {
      check_field(path, emit.type.text, field.name);
      FieldPlan made;
      made.name = program_->symbols.intern(field.name.text);
      made.negated = field.negated;
      if (!field.condition.text.empty()) {
        check_capture(path, field.condition, captures);
        made.condition = program_->symbols.intern(field.condition.text);
      }
      for (const ast::Value& value : field.values) made.values.push_back(compile_value(path, value, captures));
      plan.fields.push_back(std::move(made));
    }
    return plan;
  }

  ValueSource compile_value(const std::string& path, const ast::Value& value, const std::set<std::string>& captures) {
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
    made.kind = value.kind == Kind::capture ? ValueSource::Kind::capture : value.kind == Kind::attribute ? ValueSource::Kind::attribute : ValueSource::Kind::lookup;
    made.attribute = program_->symbols.intern(value.attribute.text);
    if (value.kind != Kind::lookup) return made;
    made.lexicon = program_->symbols.intern(value.text.text);
    made.result = program_->symbols.intern(value.result.text);
    if (!program_->lexicons.contains(made.lexicon)) {
      std::vector<std::string> known;
      for (const Symbol lexicon : program_->lexicons) known.push_back(program_->symbols.text(lexicon));
      reporter_.report("R004", path, value.text.at, "there is no lexicon called " + value.text.text, nearest(value.text.text, known));
    }
    return made;
  }

  void check_capture(const std::string& path, const ast::Name& name, const std::set<std::string>& captures) {
    if (!captures.contains(name.text))
      reporter_.report("R006", path, name.at, "the pattern has no capture called " + name.text, nearest(name.text, {captures.begin(), captures.end()}));
  }

  void check_field(const std::string& path, const std::string& type, const ast::Name& field) {
    for (const OutputType& output : output_types) {
      if (output.name != type || std::find(output.fields.begin(), output.fields.end(), field.text) != output.fields.end()) continue;
      std::vector<std::string> known;
      for (const std::string_view name : output.fields)
        if (!name.empty()) known.emplace_back(name);
      reporter_.report("R010", path, field.at, "a " + type + " has no field called " + field.text, nearest(field.text, known));
    }
  }

  void compile_examples(const std::string& path, const ast::Rule& rule, RulePlan& plan) {
    bool positive = false, negative = false;
    for (const ast::Example& example : rule.examples) {
      ExamplePlan made{example.positive, example.text.text, line_of(path, example.text.at), {}};
      for (const ast::Field& field : example.fields) {
        ExampleField wanted{field.name.text, {}};
        for (const ast::Value& value : field.values) wanted.values.push_back(value.text.text);
        made.fields.push_back(std::move(wanted));
      }
      (example.positive ? positive : negative) = true;
      plan.examples.push_back(std::move(made));
    }
    if (!positive || !negative)
      reporter_.report("R012", path, rule.name.at, "the rule " + rule.name.text + " has no example that " + (positive ? "must not match" : "must match"),
                       positive ? "add `no \"A sentence.\"`" : "add `yes \"A sentence.\"`", Severity::warning);
  }

  std::uint32_t line_of(const std::string& path, Range at) const {
    Diagnostic place;
    locate(place, names_.contents.at(path), at.begin);
    return place.line;
  }

  const Grammar& grammar_;
  Diagnostics& diagnostics_;
  Names names_;
  Reporter reporter_;
  std::shared_ptr<Program> program_ = std::make_shared<Program>();
  std::vector<std::string> lexicons_;
  std::vector<PhaseFiles> phases_;
  std::map<std::string, ast::File> files_;
};

}  // namespace

std::shared_ptr<const Program> compile_program(const Grammar& grammar, Diagnostics& diagnostics) { return GrammarCompiler(grammar, diagnostics).compile(); }

}  // namespace readout
