// Times how a grammar becomes an engine. Entry point: CompilationBench::run.
#include "compilation.hpp"

#include <algorithm>
#include <chrono>

namespace readout::bench {

Grammar grammar_of(std::string_view bytes) {
  Grammar grammar;
  const auto take = [&](std::size_t count) {
    const std::string_view part = bytes.substr(0, count);
    bytes.remove_prefix(part.size());
    return part;
  };
  const auto length = [&] {
    std::size_t value = 0, shift = 0;
    for (const char byte : take(4)) value |= static_cast<std::size_t>(static_cast<unsigned char>(byte)) << std::exchange(shift, shift + 8);
    return value;
  };
  while (!bytes.empty()) {
    const std::size_t path = length(), content = length();
    SourceFile& file = grammar.emplace_back();
    file.path = take(path);
    file.content = take(content);
  }
  return grammar;
}

std::string CompilationBench::load(Grammar sources, std::string_view article) {
  Diagnostics diagnostics;
  sources_ = std::move(sources);
  article_ = article;
  pack_ = pack_grammar(sources_, diagnostics);
  packed_ = Engine::load(pack_).engine;
  unpacked_ = unpack_grammar(pack_, diagnostics);
  return packed_ ? "" : diagnostics.empty() ? "the pack cannot be loaded" : render(diagnostics.front());
}

/// The rules of meetings with another comment each time, compiled with the engine of the pack.
Compiled CompilationBench::edited() {
  Grammar grammar = unpacked_;
  const auto file =
      std::find_if(grammar.begin(), grammar.end(), [](const SourceFile& f) { return f.path.find("meetings") != std::string::npos; });
  if (file != grammar.end()) file->content += "\n// " + std::to_string(++edits_) + "\n";
  return Engine::compile(grammar, packed_.get(), &parsed_);
}

double CompilationBench::run(std::string_view part) {
  const auto start = std::chrono::steady_clock::now();
  Compiled made;
  if (part == "compile")
    made = Engine::compile(sources_);
  else if (part == "pack")
    made = Engine::load(pack_);
  else if (part == "edit" || part == "again")
    made = edited();
  if (!made.engine) return -1;
  if (part == "again") static_cast<void>(made.engine->to_json(made.engine->extract(article_)));
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace readout::bench
