// Rule files that were parsed, kept from one compilation to the next. Internal. Entry point: ParsedRules::Files.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine.hpp"
#include "rule_ast.hpp"

namespace readout {

class ParsedRules::Files {
 public:
  /// The syntax tree of a file, and what is wrong with it: parsed, unless a file of this path and content is known.
  [[nodiscard]] std::shared_ptr<const ast::File> parse(const SourceFile& file, Diagnostics& diagnostics);

  /// Forgets the files that were not asked for since the last call.
  void forget_others();

 private:
  struct Parsed {
    std::string content;
    std::shared_ptr<const ast::File> file;
    Diagnostics diagnostics;
    bool asked = false;
  };
  std::map<std::string, Parsed> known_;  ///< by path
};

}  // namespace readout
