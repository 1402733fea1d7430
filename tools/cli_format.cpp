// The command `readout format`. Entry point: format.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli.hpp"
#include "format.hpp"
#include "rule_ast.hpp"
#include "rule_lexer.hpp"

namespace cli {
namespace {

namespace fs = std::filesystem;

/// Whether nothing but spaces and line ends differs.
bool same_words(const std::string& before, const std::string& after) {
  const auto a = readout::lex_rules(before), b = readout::lex_rules(after);
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.kind == y.kind && x.text == y.text; });
}

/// The canonical layout of a file, or nothing where it has an error, which is told.
std::optional<std::string> formatted(const std::string& name, const std::string& content) {
  readout::Diagnostics diagnostics;
  static_cast<void>(readout::parse_rules(name, content, diagnostics));
  for (const readout::Diagnostic& diagnostic : diagnostics) std::cerr << readout::render(diagnostic);
  if (readout::has_errors(diagnostics)) return std::nullopt;
  const std::string text = readout::format_rules(content);
  if (same_words(content, text)) return text;
  complain(name + ": is left as it is: its layout cannot be changed safely; please report this file");
  return std::nullopt;
}

std::optional<std::string> read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  if (!file || !(all << file.rdbuf())) {
    std::error_code error;
    if (file && fs::file_size(path, error) == 0) return std::string();
    complain(path + ": cannot be read");
    return std::nullopt;
  }
  return all.str();
}

/// The rule files that an operand names: itself, or those of a folder.
std::vector<std::string> rule_files(const std::string& operand) {
  std::error_code error;
  if (!fs::is_directory(operand, error)) return {operand};
  std::vector<std::string> files;
  for (fs::recursive_directory_iterator entry(operand, error), end; !error && entry != end; entry.increment(error))
    if (entry->is_regular_file(error) && entry->path().extension() == ".rules") files.push_back(entry->path().string());
  std::sort(files.begin(), files.end());
  if (files.empty()) complain(operand + ": there are no *.rules files here");
  return files;
}

bool format_stream() {
  std::ostringstream all;
  all << std::cin.rdbuf();
  const auto text = formatted("stdin", all.str());
  if (text) std::cout << *text;
  return text.has_value();
}

/// Whether the file has, or now has, the canonical layout.
bool format_file(const std::string& path, bool only_check) {
  const auto content = read(path);
  if (!content) return false;
  const auto text = formatted(path, *content);
  if (!text || *text == *content) return text.has_value();
  std::cout << path << '\n';
  if (only_check) return false;
  std::ofstream file(path, std::ios::binary);
  file << *text;
  file.close();
  if (!file) complain(path + ": cannot be written");
  return static_cast<bool>(file);
}

}  // namespace

int format(const Arguments& arguments) {
  std::vector<std::string> operands = arguments.operands;
  if (operands.empty()) operands.push_back(grammar_path(""));
  bool good = true;
  for (const std::string& operand : operands) {
    if (operand.empty()) return failed;
    if (operand == "-") {
      good = format_stream() && good;
      continue;
    }
    const std::vector<std::string> files = rule_files(operand);
    good = !files.empty() && good;
    for (const std::string& file : files) good = format_file(file, arguments.flag("--check")) && good;
  }
  return good ? ok : failed;
}

}  // namespace cli
