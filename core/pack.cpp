// A grammar from disk, and as one file. Entry points: read_grammar, pack_grammar, unpack_grammar.
//
// A pack is "READOUT1", the FNV-1a checksum of the rest (8 bytes), then for each file: length of its path (4 bytes), length of
// its content (4 bytes), path, content. Numbers are little-endian.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine.hpp"
#include "fnv.hpp"

namespace readout {
namespace {

constexpr std::string_view magic = "READOUT1";

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

std::uint64_t take(std::string_view& from, std::size_t bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) value |= static_cast<std::uint64_t>(static_cast<unsigned char>(from[i])) << (8 * i);
  from.remove_prefix(bytes);
  return value;
}

void damaged(Diagnostics& diagnostics, const char* code, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.file = "pack";
  diagnostic.message = std::move(message);
  diagnostic.hint = "make it again with `readout pack`";
  diagnostics.push_back(std::move(diagnostic));
}

bool read_file(const std::filesystem::path& path, std::string& content) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  std::ostringstream all;
  all << file.rdbuf();
  content = all.str();
  return true;
}

bool belongs(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".rules" || extension == ".bin" || extension == ".txt";
}

}  // namespace

Grammar read_grammar(const std::string& path) {
  namespace fs = std::filesystem;
  Grammar grammar;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    std::string bytes;
    Diagnostics ignored;  // a damaged pack has no files, and its compilation says so
    if (!fs::is_regular_file(path, error) || !read_file(path, bytes)) return grammar;
    return unpack_grammar(bytes, ignored);
  }
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file(error) || !belongs(entry->path())) continue;
    SourceFile file;
    file.path = fs::relative(entry->path(), path, error).generic_string();
    if (read_file(entry->path(), file.content)) grammar.push_back(std::move(file));
  }
  std::sort(grammar.begin(), grammar.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return grammar;
}

std::string pack_grammar(const Grammar& grammar) {
  std::string body;
  for (const SourceFile& file : grammar) {
    put(body, file.path.size(), 4);
    put(body, file.content.size(), 4);
    body += file.path + file.content;
  }
  std::string out(magic);
  put(out, fnv1a(body), 8);
  return out + body;
}

Grammar unpack_grammar(std::string_view bytes, Diagnostics& diagnostics) {
  if (bytes.substr(0, magic.size()) != magic) {
    damaged(
        diagnostics, "P001",
        bytes.substr(0, 7) == magic.substr(0, 7) ? "this pack was made by another version of Readout" : "this is not a pack of a grammar");
    return {};
  }
  bytes.remove_prefix(magic.size());
  if (bytes.size() < 8 || take(bytes, 8) != fnv1a(bytes)) {
    damaged(diagnostics, "P002", "this pack is cut short or damaged");
    return {};
  }
  Grammar grammar;
  while (bytes.size() >= 8) {
    const auto path = static_cast<std::size_t>(take(bytes, 4)), content = static_cast<std::size_t>(take(bytes, 4));
    if (path > bytes.size() || content > bytes.size() - path) break;
    grammar.push_back({std::string(bytes.substr(0, path)), std::string(bytes.substr(path, content))});
    bytes.remove_prefix(path + content);
  }
  if (!bytes.empty()) {
    damaged(diagnostics, "P002", "this pack is cut short or damaged");
    return {};
  }
  return grammar;
}

}  // namespace readout
