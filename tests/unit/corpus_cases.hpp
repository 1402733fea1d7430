// Test cases kept as text files: a header line "=== name", the input, a line "---", the expected output.
// Entry points: read_cases, repository_file, english.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "language.hpp"

namespace readout::test {

struct Case {
  std::string file, name, input, expected;
};

inline std::string repository_file(const std::string& path) {
  std::ifstream in(std::string(READOUT_SOURCE_DIR) + "/" + path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Appends the cases of one file; throws if one of them lacks a name, an input, the line "---" or an expectation.
inline void add_cases(const std::string& file, const std::string& content, std::vector<Case>& cases) {
  std::stringstream in(content);
  std::string line;
  bool expected = false;
  const std::size_t first = cases.size();
  const auto check = [&] {
    if (cases.size() == first) return;
    Case& last = cases.back();
    while (!last.input.empty() && last.input.back() == '\n') last.input.pop_back();
    while (!last.expected.empty() && last.expected.back() == '\n') last.expected.pop_back();
    if (last.name.empty() || last.input.empty() || last.expected.empty())
      throw std::runtime_error(file + ": malformed case \"" + last.name + "\"");
  };
  while (std::getline(in, line)) {
    if (line.rfind("=== ", 0) == 0) {
      check();
      cases.push_back({file, line.substr(4), "", ""});
      expected = false;
    } else if (cases.size() == first) {
      if (!line.empty()) throw std::runtime_error(file + ": text before the first case");
    } else if (line == "---") {
      if (expected) throw std::runtime_error(file + ": a second \"---\" in case \"" + cases.back().name + "\"");
      expected = true;
    } else {
      (expected ? cases.back().expected : cases.back().input) += line + "\n";
    }
  }
  check();
  if (cases.size() == first) throw std::runtime_error(file + ": no case");
}

/// All cases of a folder of tests/corpus, in the order of the file names; throws if there are none.
inline std::vector<Case> read_cases(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(READOUT_SOURCE_DIR) + "/tests/corpus/" + folder))
    files.push_back(entry.path().filename().string());
  std::sort(files.begin(), files.end());
  std::vector<Case> cases;
  for (const std::string& file : files) add_cases(file, repository_file("tests/corpus/" + folder + "/" + file), cases);
  if (cases.empty()) throw std::runtime_error("tests/corpus/" + folder + " holds no cases");
  return cases;
}

/// The English language layer, loaded once.
inline const Language& english() {
  static const std::shared_ptr<const Language> language = [] {
    Grammar grammar;
    for (const char* name : {"model/words.txt", "model/tagger.bin", "model/lemmas.txt", "model/parser.bin"})
      grammar.push_back({name, repository_file(std::string("grammars/en/") + name)});
    Diagnostics diagnostics;
    auto loaded = load_language(grammar, diagnostics);
    if (loaded == nullptr) throw std::runtime_error(render(diagnostics.front()));
    return loaded;
  }();
  return *language;
}

}  // namespace readout::test
