// The commands that work on a grammar: check, pack, dump; and how the default grammar is found. Entry points: as in cli.hpp.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli.hpp"
#include "program_text.hpp"

namespace cli {
namespace {

namespace fs = std::filesystem;

fs::path executable_folder() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::current_path() : self.parent_path();
}

}  // namespace

std::string counted(std::size_t count, const std::string& noun) { return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s"); }

std::string user_path(const std::string& grammar, const std::string& file) {
  std::error_code error;
  return fs::is_directory(grammar, error) ? (fs::path(grammar) / file).lexically_normal().string() : file;
}

void print(std::ostream& out, const readout::Diagnostics& diagnostics, const std::string& grammar) {
  for (readout::Diagnostic diagnostic : diagnostics) {
    diagnostic.file = user_path(grammar, diagnostic.file);
    for (readout::RelatedPlace& place : diagnostic.related) place.file = user_path(grammar, place.file);
    out << readout::render(diagnostic);
  }
}

std::string operand_path(const Arguments& arguments) { return grammar_path(arguments.operands.empty() ? "" : arguments.operands.front()); }

std::string existing_grammar(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    complain(path + ": No such file or directory");
    return "";
  }
  return path;
}

namespace {

/// Lays the user's own actors over a grammar. What is wrong with them is printed; false where it is an error.
bool add_actors(readout::Grammar& grammar, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  if (!file || fs::is_directory(path, error)) {
    complain(path + (file ? ": Is a directory" : ": No such file, or it cannot be read"));
    return false;
  }
  const std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  readout::Diagnostics diagnostics;
  grammar = readout::with_user_actors(std::move(grammar), {path, content}, diagnostics);
  for (const readout::Diagnostic& diagnostic : diagnostics) std::cerr << readout::render(diagnostic);
  return !readout::has_errors(diagnostics);
}

}  // namespace

std::string grammar_path(const std::string& given) {
  if (!given.empty()) return existing_grammar(given);
  if (const char* named = std::getenv("READOUT_GRAMMAR"); named != nullptr && *named != '\0') return existing_grammar(named);
  const fs::path folder = executable_folder();
  for (const char* place : {"../../grammars/en", "../share/readout/grammars/en"}) {
    std::error_code error;
    const fs::path path = (folder / place).lexically_normal();
    if (fs::exists(path / "manifest.json", error)) return path.string();
  }
  complain("no grammar found: name one, or set READOUT_GRAMMAR");
  return "";
}

Opened open_grammar(const std::string& path) {
  std::error_code error;
  Opened opened;
  if (fs::is_directory(path, error)) {
    opened.sources = readout::read_grammar(path);
    return opened;
  }
  readout::Compiled packed = readout::Engine::open(path, &opened.sources);
  for (readout::Diagnostic& diagnostic : packed.diagnostics) diagnostic.file = path;
  print(std::cerr, packed.diagnostics, path);
  opened.packed = std::move(packed.engine);
  opened.good = opened.packed != nullptr;
  return opened;
}

std::shared_ptr<const readout::Engine> load_engine(const std::string& given, const std::string& actors) {
  const std::string path = grammar_path(given);
  if (path.empty()) return nullptr;
  Opened opened = open_grammar(path);
  if (!opened.good || (opened.packed && actors.empty())) return opened.packed;
  if (!actors.empty() && !add_actors(opened.sources, actors)) return nullptr;
  readout::Compiled compiled = readout::Engine::compile(opened.sources, opened.packed.get());
  if (!compiled.engine) print(std::cerr, compiled.diagnostics, path);
  return compiled.engine;
}

int check(const Arguments& arguments) {
  const std::string path = operand_path(arguments);
  if (path.empty()) return failed;
  const Opened opened = open_grammar(path);
  if (!opened.good) return failed;
  const readout::Diagnostics diagnostics = readout::Engine::compile(opened.sources, opened.packed.get()).diagnostics;
  print(std::cout, diagnostics, path);
  const auto errors = static_cast<std::size_t>(std::count_if(
      diagnostics.begin(), diagnostics.end(), [](const readout::Diagnostic& d) { return d.severity == readout::Severity::error; }));
  const auto untested = static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(), [](const readout::Diagnostic& d) { return d.code == "R012"; }));
  std::cout << counted(errors, "error") << ", " << counted(diagnostics.size() - errors, "warning");
  if (untested) std::cout << "; " << counted(untested, "rule") << " without the examples that a rule needs";
  std::cout << '\n';
  return errors == 0 && untested == 0 ? ok : failed;
}

int dump(const Arguments& arguments) {
  if (arguments.operands.empty() || arguments.operands.front() != "program") {
    complain("dump needs to know what: `readout dump program [GRAMMAR]`");
    return usage;
  }
  const auto engine = load_engine(arguments.operands.size() > 1 ? arguments.operands[1] : "");
  if (!engine) return failed;
  std::cout << readout::dump_program(engine->program());
  return ok;
}

int pack(const Arguments& arguments) {
  const std::string target = arguments.option("-o");
  if (arguments.operands.empty() || target.empty()) {
    complain("pack needs a GRAMMAR and -o FILE");
    return usage;
  }
  const std::string path = existing_grammar(arguments.operands.front());
  if (path.empty()) return failed;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    complain(path + " is not the folder of a grammar");
    return failed;
  }
  readout::Diagnostics diagnostics;
  const std::string bytes = readout::pack_grammar(readout::read_grammar(path), diagnostics);
  if (bytes.empty()) {
    print(std::cerr, diagnostics, path);
    return failed;
  }
  std::ofstream file(target, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return ok;
  complain(target + ": cannot be written");
  return failed;
}

}  // namespace cli
