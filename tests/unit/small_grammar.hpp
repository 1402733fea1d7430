// The small grammar of tests/grammar, with the real model of English, and what a test puts in the place of its files.
// Entry points: small_grammar, small_engine, rendered.
#pragma once

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "corpus_cases.hpp"
#include "engine.hpp"
#include "program.hpp"

namespace readout::test {

/// Puts a file in the place of the one with the same path, or adds it.
inline void put(Grammar& grammar, const std::string& path, std::string content) {
  for (SourceFile& file : grammar)
    if (file.path == path) {
      file.content = std::move(content);
      return;
    }
  grammar.push_back({path, std::move(content)});
}

/// The small grammar with `rules` as its file example.rules, whose phase belongs to `stage` and has the keys of `more`.
inline Grammar small_grammar(const std::string& rules, const std::string& stage = "mentions", const std::string& more = "") {
  static const Grammar files = [] {
    Grammar grammar = read_grammar(std::string(READOUT_SOURCE_DIR) + "/tests/grammar");
    if (grammar.empty()) throw std::runtime_error("tests/grammar holds no files");
    for (const char* name : {"model/words.txt", "model/tagger.bin", "model/lemmas.txt", "model/parser.bin"})
      grammar.push_back({name, repository_file(std::string("grammars/en/") + name)});
    return grammar;
  }();
  Grammar grammar = files;
  put(grammar, "example.rules", rules);
  for (SourceFile& file : grammar) {
    if (file.path != "manifest.json") continue;
    const std::string phase = R"("name": "example", "stage": "mentions")";
    const std::size_t at = file.content.find(phase);
    if (at == std::string::npos) throw std::runtime_error("tests/grammar/manifest.json has no phase \"example\"");
    file.content.replace(at, phase.size(), R"("name": "example", )" + (more.empty() ? "" : more + ", ") + R"("stage": ")" + stage + "\"");
  }
  return grammar;
}

inline std::string rendered(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic);
  return out;
}

/// Compiles rules that must have no error.
inline std::shared_ptr<const Engine> small_engine(const std::string& rules, const std::string& stage = "mentions",
                                                  const std::string& more = "") {
  Compiled compiled = Engine::compile(small_grammar(rules, stage, more));
  if (!compiled.engine) throw std::runtime_error(rendered(compiled.diagnostics));
  return compiled.engine;
}

/// The names of the files of a folder of the repository, sorted.
inline std::vector<std::string> folder_files(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(READOUT_SOURCE_DIR) + "/" + folder))
    files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace readout::test
