// A grammar from disk. Entry points: read_grammar, Engine::open.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine.hpp"
#include "manifest.hpp"

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

/// Reads the files of a folder, under paths that `part` leads; not those of folders that are read by themselves.
void read_folder(const fs::path& folder, const std::string& part, const std::vector<fs::path>& others, Grammar& grammar) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_directory(error) && std::find(others.begin(), others.end(), fs::canonical(entry->path(), error)) != others.end())
      entry.disable_recursion_pending();
    if (!entry->is_regular_file(error) || !belongs(entry->path())) continue;
    SourceFile file;
    file.path = part + fs::relative(entry->path(), folder, error).generic_string();
    if (read_file(entry->path(), file.content)) grammar.push_back(std::move(file));
  }
}

/// The folders of a grammar and of those that it extends, with what leads the paths of their files. Where one comes again, it is the last:
/// the compiler tells of the circle.
std::vector<std::pair<fs::path, std::string>> grammar_folders(const fs::path& path) {
  std::vector<std::pair<fs::path, std::string>> folders = {{path, ""}};
  std::vector<fs::path> seen;
  for (;;) {
    std::error_code error;
    const auto& [folder, part] = folders.back();
    const fs::path here = fs::canonical(folder, error);
    std::string manifest;
    if (std::find(seen.begin(), seen.end(), here) != seen.end() || !read_file(folder / "manifest.json", manifest)) return folders;
    seen.push_back(here);
    const std::string extended = extended_folder(manifest);
    if (extended.empty() || !fs::is_directory(folder / extended, error)) return folders;
    folders.emplace_back(folder / extended, joined_path(part, extended + "/"));
  }
}

}  // namespace

Grammar read_grammar(const std::string& path) {
  Grammar grammar;
  const auto folders = grammar_folders(path);
  std::vector<fs::path> all;
  std::error_code error;
  for (const auto& [folder, part] : folders) all.push_back(fs::canonical(folder, error));
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const auto& [folder, part] = folders[i];
    SourceFile manifest{part + "manifest.json", {}};
    if (std::find(all.begin(), all.end(), all[i]) == all.begin() + static_cast<std::ptrdiff_t>(i))
      read_folder(folder, part, all, grammar);
    else if (read_file(folder / "manifest.json", manifest.content))
      grammar.push_back(std::move(manifest));
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
