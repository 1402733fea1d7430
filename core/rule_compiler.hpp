// Patterns and conditions to instructions. Internal to the compiler. Entry point: PatternCompiler.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "program.hpp"
#include "rule_ast.hpp"

namespace readout {

/// Where the names of a grammar are known, across its files.
struct Names {
  struct Definition {
    const ast::Definition* node;
    const std::string* path;
  };
  std::map<std::string, Definition> definitions;
  std::map<std::string, std::uint32_t> sets;  ///< name to index in Program::sets
  std::set<std::string> types;                ///< lexicons and everything that a rule emits
  std::map<std::string, std::string_view> contents;  ///< path to text, for messages
};

/// Reports an error or a warning at a place of a file.
class Reporter {
 public:
  Reporter(const Names& names, Diagnostics& diagnostics) : names_(names), diagnostics_(diagnostics) {}
  void report(const char* code, const std::string& path, Range at, std::string message, std::string hint = {}, Severity severity = Severity::error) const;

 private:
  const Names& names_;
  Diagnostics& diagnostics_;
};

/// Compiles the patterns of one file into a program's code.
class PatternCompiler {
 public:
  PatternCompiler(Program& program, const Names& names, const Reporter& reporter, const std::string& path) : program_(program), names_(names), reporter_(reporter), path_(path) {}

  /// Code that ends in accept. `backward` makes code that reads to the left, for what stands before a place.
  [[nodiscard]] Code compile(const ast::Pattern& pattern, bool backward);
  /// Names of the captures met so far.
  [[nodiscard]] const std::set<std::string>& captures() const { return captures_; }

 private:
  void pattern(const ast::Pattern& node, Code& code);
  void sequence(const std::vector<ast::Item>& items, Code& code);
  void item(const ast::Item& node, Code& code);
  void once(const ast::Item& node, Code& code);
  void literal(const ast::Item& node, Code& code);
  void reference(const ast::Item& node, Code& code);
  void look(const ast::Item& node, Code& code);
  std::uint32_t edge(const ast::Item& node);
  std::uint32_t condition(const ast::Test& test, bool on_mention);
  void leaf(const ast::Test& test, bool on_mention, Condition& made);
  std::uint32_t add(Condition made);
  static bool matches_empty(const Code& code);

  Program& program_;
  const Names& names_;
  const Reporter& reporter_;
  std::string path_;
  bool backward_ = false;
  std::set<std::string> captures_;
  std::vector<std::string> open_references_;
};

}  // namespace readout
