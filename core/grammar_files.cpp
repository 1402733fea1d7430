// A grammar from disk. Entry points: read_grammar, Engine::open.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine.hpp"

namespace readout {
namespace {

namespace fs = std::filesystem;

bool read_file(const fs::path& path, std::string& content) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  std::ostringstream all;
  all << file.rdbuf();
  content = all.str();
  return true;
}

bool belongs(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".rules" || extension == ".bin" || extension == ".txt";
}

}  // namespace

Grammar read_grammar(const std::string& path) {
  Grammar grammar;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file(error) || !belongs(entry->path())) continue;
    SourceFile file;
    file.path = fs::relative(entry->path(), path, error).generic_string();
    if (read_file(entry->path(), file.content)) grammar.push_back(std::move(file));
  }
  std::sort(grammar.begin(), grammar.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return grammar;
}

Compiled Engine::open(const std::string& path, Grammar* sources) {
  std::error_code error;
  std::string pack;
  if (!fs::is_regular_file(path, error) || !read_file(path, pack)) {
    const Grammar grammar = read_grammar(path);
    if (sources) *sources = grammar;
    return compile(grammar);
  }
  Compiled loaded = load(pack);
  if (sources && loaded.engine) *sources = unpack_grammar(pack, loaded.diagnostics);
  return loaded;
}

}  // namespace readout
