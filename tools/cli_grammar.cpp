// The commands that work on a grammar: check, test, pack; and how the default grammar is found. Entry points: as in cli.hpp.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli.hpp"
#include "examples.hpp"

namespace cli {
namespace {

namespace fs = std::filesystem;

fs::path executable_folder() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::current_path() : self.parent_path();
}

std::string counted(std::size_t count, const std::string& noun) { return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s"); }

/// A grammar's file as the user can open it, not as the grammar calls it.
std::string user_path(const std::string& grammar, const std::string& file) {
  std::error_code error;
  return fs::is_directory(grammar, error) ? (fs::path(grammar) / file).string() : file;
}

void print(std::ostream& out, const readout::Diagnostics& diagnostics, const std::string& grammar) {
  for (readout::Diagnostic diagnostic : diagnostics) {
    diagnostic.file = user_path(grammar, diagnostic.file);
    out << readout::render(diagnostic);
  }
}

/// The path of the grammar that the only operand names, or of the default one; empty if there is none.
std::string operand_path(const Arguments& arguments) { return grammar_path(arguments.operands.empty() ? "" : arguments.operands.front()); }

/// The path, or an empty one with a complaint where nothing is there, or a pack is damaged.
std::string existing(const std::string& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    complain(path + ": No such file or directory");
    return "";
  }
  if (fs::is_directory(path, error)) return path;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  readout::Diagnostics diagnostics;
  static_cast<void>(readout::unpack_grammar(bytes, diagnostics));
  if (diagnostics.empty()) return path;
  for (readout::Diagnostic& diagnostic : diagnostics) diagnostic.file = path;
  print(std::cerr, diagnostics, path);
  return "";
}

void print_failure(const readout::ExampleResult& result, const std::string& grammar) {
  std::cout << user_path(grammar, result.file) << ':' << result.line << ": " << result.rule << ": "
            << (result.positive ? "this should match: " : "this should not match: ") << result.text << '\n';
  if (!result.message.empty()) std::cout << "  " << result.message << '\n';
}

}  // namespace

std::string grammar_path(const std::string& given) {
  if (!given.empty()) return existing(given);
  if (const char* named = std::getenv("READOUT_GRAMMAR"); named != nullptr && *named != '\0') return existing(named);
  const fs::path folder = executable_folder();
  for (const char* place : {"../../grammars/en", "../share/readout/grammars/en"}) {
    std::error_code error;
    const fs::path path = (folder / place).lexically_normal();
    if (fs::exists(path / "manifest.json", error)) return path.string();
  }
  complain("no grammar found: name one, or set READOUT_GRAMMAR");
  return "";
}

std::shared_ptr<const readout::Engine> load_engine(const std::string& given) {
  const std::string path = grammar_path(given);
  if (path.empty()) return nullptr;
  readout::Compiled compiled = readout::Engine::compile(readout::read_grammar(path));
  if (!compiled.engine) print(std::cerr, compiled.diagnostics, path);
  return compiled.engine;
}

int check(const Arguments& arguments) {
  const std::string path = operand_path(arguments);
  if (path.empty()) return failed;
  const readout::Diagnostics diagnostics = readout::Engine::compile(readout::read_grammar(path)).diagnostics;
  print(std::cout, diagnostics, path);
  const auto errors = static_cast<std::size_t>(std::count_if(
      diagnostics.begin(), diagnostics.end(), [](const readout::Diagnostic& d) { return d.severity == readout::Severity::error; }));
  std::cout << counted(errors, "error") << ", " << counted(diagnostics.size() - errors, "warning") << '\n';
  return errors == 0 ? ok : failed;
}

int test(const Arguments& arguments) {
  const std::string path = operand_path(arguments);
  if (path.empty()) return failed;
  const readout::ExampleReport report = readout::run_examples(readout::read_grammar(path));
  print(std::cout, report.diagnostics, path);
  std::size_t failures = 0;
  for (const readout::ExampleResult& result : report.results) {
    if (result.passed) continue;
    ++failures;
    print_failure(result, path);
  }
  std::cout << counted(report.results.size() - failures, "example") << " passed, " << failures << " failed\n";
  return failures == 0 && !readout::has_errors(report.diagnostics) ? ok : failed;
}

int pack(const Arguments& arguments) {
  const std::string target = arguments.option("-o");
  if (arguments.operands.empty() || target.empty()) {
    complain("pack needs a GRAMMAR and -o FILE");
    return usage;
  }
  const std::string path = existing(arguments.operands.front());
  if (path.empty()) return failed;
  const readout::Grammar grammar = readout::read_grammar(path);
  const readout::Compiled compiled = readout::Engine::compile(grammar);
  if (!compiled.engine) {
    print(std::cerr, compiled.diagnostics, path);
    return failed;
  }
  const std::string bytes = readout::pack_grammar(grammar);
  std::ofstream file(target, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return ok;
  complain(target + ": cannot be written");
  return failed;
}

}  // namespace cli
