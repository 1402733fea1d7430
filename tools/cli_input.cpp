// Articles from files and standard input, as plain text or as JSON lines. Entry point: read_articles.
#include <simdjson.h>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli.hpp"

namespace cli {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// What keeps a text from being read; empty if nothing does.
std::string encoding_error(std::string_view bytes) {
  const std::size_t at = readout::invalid_utf8(bytes);
  if (at == std::string_view::npos) return "";
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  return "not UTF-8: byte " + std::to_string(at) + " does not belong to a character" +
         (utf16 ? " (this looks like UTF-16)" : " (--lossy replaces such bytes)");
}

/// Makes bytes a text: drops a byte order mark, and replaces what is not UTF-8 if that is asked for.
std::string make_text(std::string bytes, bool lossy) {
  if (bytes.starts_with(byte_order_mark)) bytes.erase(0, byte_order_mark.size());
  return lossy ? readout::lossy_utf8(bytes) : bytes;
}

std::string name_of(const std::string& path) { return path == "-" ? "stdin" : path; }

/// Opens a file, telling a folder and a missing file apart.
std::string open(const std::string& path, std::ifstream& stream) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return "is a folder";
  errno = 0;
  stream.open(path, std::ios::binary);
  return stream ? "" : std::string(errno ? std::strerror(errno) : "cannot be opened");
}

/// An optional string of a JSON line; false if it is there and is something else.
bool optional_string(const simdjson::dom::object& object, std::string_view name, std::string& out) {
  simdjson::dom::element element;
  if (object[name].get(element) != simdjson::SUCCESS || element.is_null()) return true;
  std::string_view value;
  if (element.get(value) != simdjson::SUCCESS) return false;
  out = value;
  return true;
}

/// A JSON line's id: its text, or its whole number.
bool read_id(const simdjson::dom::object& object, std::string& out) {
  simdjson::dom::element element;
  std::int64_t number = 0;
  if (object["id"].get(element) == simdjson::SUCCESS && element.get(number) == simdjson::SUCCESS) {
    out = std::to_string(number);
    return true;
  }
  return optional_string(object, "id", out);
}

/// Fills `article` from a line; gives what is wrong with it, or nothing.
std::string read_line(simdjson::dom::parser& parser, const std::string& line, Article& article) {
  simdjson::dom::element root;
  if (const auto code = parser.parse(line).get(root)) return std::string("not JSON: ") + simdjson::error_message(code);
  simdjson::dom::object object;
  if (root.get(object) != simdjson::SUCCESS) return "not a JSON object";
  if (!read_id(object, article.about.id)) return "\"id\" is neither a string nor a whole number";
  std::string_view text;
  if (object["text"].get(text) != simdjson::SUCCESS) return "there is no \"text\" that is a string";
  article.text = text;
  for (const auto& [name, target] : {std::pair("title", &article.about.title), std::pair("published", &article.about.published)}) {
    if (!optional_string(object, name, *target)) return '"' + std::string(name) + "\" is not a string";
  }
  return "";
}

class Reader {
 public:
  Reader(const InputOptions& options, const ArticleSink& sink) : options_(options), sink_(sink) {}

  void read(const std::string& path) {
    std::ifstream file;
    if (path != "-") {
      if (const std::string error = open(path, file); !error.empty()) return sink_.failure(path, error);
    }
    std::istream& stream = path == "-" ? std::cin : file;
    if (is_jsonl(path)) {
      lines(stream, path);
    } else {
      whole(stream, path);
    }
  }

 private:
  [[nodiscard]] bool is_jsonl(const std::string& path) const {
    if (!options_.from.empty()) return options_.from == "jsonl";
    return path == "-" ? options_.format == "jsonl" : path.ends_with(".jsonl");
  }

  void whole(std::istream& stream, const std::string& path) {
    std::string bytes(std::istreambuf_iterator<char>(stream), {});
    if (stream.bad()) return sink_.failure(name_of(path), "cannot be read");
    if (!options_.lossy) {
      if (const std::string error = encoding_error(bytes); !error.empty()) return sink_.failure(name_of(path), error);
    }
    sink_.article({make_text(std::move(bytes), options_.lossy), {name_of(path), "", options_.published}});
  }

  void lines(std::istream& stream, const std::string& path) {
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
      if (number == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      article(line, name_of(path) + ":" + std::to_string(number));
    }
    if (stream.bad()) sink_.failure(name_of(path), "cannot be read to its end");
  }

  void article(std::string& line, const std::string& place) {
    Article article;
    article.about.published = options_.published;
    std::string error = options_.lossy ? "" : encoding_error(line);
    if (options_.lossy) line = readout::lossy_utf8(line);
    if (error.empty()) error = read_line(parser_, line, article);
    if (article.about.id.empty()) article.about.id = place;
    if (error.empty()) return sink_.article(article);
    sink_.failure(article.about.id, article.about.id == place ? error : place + ": " + error);
  }

  const InputOptions& options_;
  const ArticleSink& sink_;
  simdjson::dom::parser parser_;
};

}  // namespace

void read_articles(const std::vector<std::string>& paths, const InputOptions& options, const ArticleSink& sink) {
  Reader reader(options, sink);
  for (const std::string& path : paths) reader.read(path);
}

}  // namespace cli
