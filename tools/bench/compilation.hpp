// What the benchmark measures of a grammar's way into an engine: compiled from its sources, loaded from a pack, compiled again after an
// edit. Shared by the native program and the WebAssembly module of the benchmark. Entry point: CompilationBench.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine.hpp"

namespace readout::bench {

class CompilationBench {
 public:
  /// The sources of a grammar and one article to read after an edit. Gives what is wrong with the grammar, or an empty string.
  [[nodiscard]] std::string load(Grammar sources, std::string_view article);

  /// Seconds that one run takes; less than 0 for a part that does not exist. Parts: compile (everything, from the sources), pack (a pack
  /// loaded), edit (one rule file changed and compiled, as the page does), again (the same, and the article read and written as JSON).
  [[nodiscard]] double run(std::string_view part);

 private:
  [[nodiscard]] Compiled edited();
  Grammar sources_, unpacked_;
  std::string pack_, article_;
  std::shared_ptr<const Engine> packed_;
  ParsedRules parsed_;
  unsigned edits_ = 0;
};

/// Sources as one run of bytes: of each file the lengths of its path and its content (32 bits, little-endian), and both.
[[nodiscard]] Grammar grammar_of(std::string_view bytes);

}  // namespace readout::bench
