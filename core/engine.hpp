// The public interface of Readout: compile a grammar once, then read any number of articles with it.
//
//   auto compiled = readout::Engine::compile(readout::read_grammar("grammars/en"));
//   if (!compiled.engine) { for (auto& d : compiled.diagnostics) std::cerr << readout::render(d); return 1; }
//   readout::Document document = compiled.engine->extract(text);
//   std::cout << compiled.engine->to_json(document);
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics.hpp"
#include "model.hpp"

namespace readout {

struct Program;
struct Explanation;

/// One file of a grammar, in memory. `path` is relative to the grammar's folder, with forward slashes.
struct SourceFile {
  std::string path, content;
};
using Grammar = std::vector<SourceFile>;

/// How far an article is read: what later stages would write stays empty.
enum class Depth : std::uint8_t {
  text,      ///< tokens, sentences, quotations
  words,     ///< and their tags and lemmas
  syntax,    ///< and dependencies, phrases and clauses
  mentions,  ///< tags and lemmas, dates, actors, places, and every mention that a rule finds; trees only of the sentences asked about
  all        ///< and meetings and positions
};

struct ExtractOptions {
  std::string id, title, published;  ///< published: "YYYY-MM-DD" or empty; anything else is reported as a warning
  Depth depth = Depth::all;
  bool day_first = false;  ///< "4/5/2024" is the fourth of May, not the fifth of April
};

enum class OffsetUnit : std::uint8_t { codepoint, utf16, utf8 };

struct JsonOptions {
  OffsetUnit offsets = OffsetUnit::codepoint;
  bool pretty = false;                       ///< indented by two spaces, else one line; no final newline either way
  const Explanation* explanation = nullptr;  ///< of the same document (explain.hpp): becomes its field "explanation"
};

struct Compiled;

/// What one compilation of a grammar keeps for the next one: rule files that are unchanged then are not parsed again. Not for two threads
/// at once.
class ParsedRules {
 public:
  ParsedRules();
  ~ParsedRules();
  ParsedRules(const ParsedRules&) = delete;
  ParsedRules& operator=(const ParsedRules&) = delete;

  class Files;
  [[nodiscard]] Files& files() { return *files_; }

 private:
  std::unique_ptr<Files> files_;
};

/// A compiled grammar. Immutable: one Engine may serve any number of threads at once.
class Engine {
 public:
  /// Compiles a grammar. Never throws; without an engine, the diagnostics hold an error. What `like` was made of and the grammar
  /// lacks, or has unchanged, is taken from it: the language layer and the lexicons. So a change of rules is compiled sooner, and with
  /// the engine of a pack the pack's sources are enough. `parsed` makes one edit after another quicker still; what comes of it is the same.
  [[nodiscard]] static Compiled compile(const Grammar& grammar, const Engine* like = nullptr, ParsedRules* parsed = nullptr);

  /// The engine of a pack, without compiling anything. Whatever the bytes are, it never throws, and what is wrong is a diagnostic.
  [[nodiscard]] static Compiled load(std::string_view pack);

  /// The engine of a grammar's folder or of a pack on disk. `sources`, if given, gets the files that were read, of a pack those of
  /// unpack_grammar.
  [[nodiscard]] static Compiled open(const std::string& path, Grammar* sources = nullptr);

  /// Reads one article. `text` must be UTF-8 (see invalid_utf8); bytes that are not are read as U+FFFD-like symbols of their
  /// own length, so offsets stay true. Never throws for any input.
  [[nodiscard]] Document extract(std::string_view text, const ExtractOptions& options = {}) const;

  /// The document as a `readout/1` object.
  [[nodiscard]] std::string to_json(const Document& document, const JsonOptions& options = {}) const;

  /// Its meetings and positions as CSV (RFC 4180), a row each, under the names of the columns unless `header` is false: so the
  /// tables of many articles become one. Several actors in a cell stand with "; " between them. `start` and `end` are those of the
  /// evidence. A cell that a spreadsheet would take for a formula is led by an apostrophe.
  [[nodiscard]] std::string to_csv(const Document& document, OffsetUnit offsets = OffsetUnit::codepoint, bool header = true) const;

  [[nodiscard]] const Program& program() const { return *program_; }

 private:
  explicit Engine(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  std::shared_ptr<const Program> program_;
};

struct Compiled {
  std::shared_ptr<const Engine> engine;  ///< null if there is an error
  Diagnostics diagnostics;
};

/// Reads a grammar's folder from disk, and those of the grammars that it extends: of "../en" under paths such as "../en/manifest.json".
/// A missing or unreadable path gives a grammar whose compilation reports it.
[[nodiscard]] Grammar read_grammar(const std::string& path);

/// A grammar, compiled, as one binary: versioned, checksummed, the same on every platform. Empty where a diagnostic is an error.
[[nodiscard]] std::string pack_grammar(const Grammar& grammar, Diagnostics& diagnostics);

/// The manifest and the rule files that a pack was made of, to be changed and compiled with its engine for `like`. Damage is reported as a
/// diagnostic, and nothing returned.
[[nodiscard]] Grammar unpack_grammar(std::string_view pack, Diagnostics& diagnostics);

/// The grammar with the user's own actors laid over it: they win over what the grammar knows, and their `id` comes back as
/// `external_id`. `file` is CSV or JSON (see grammars/README.md, "Your own actors"); `file.path` names it in messages. Where a
/// diagnostic is an error, the grammar comes back as it was.
[[nodiscard]] Grammar with_user_actors(Grammar grammar, const SourceFile& file, Diagnostics& diagnostics);

/// Byte offset of the first byte that is not UTF-8, or std::string_view::npos.
[[nodiscard]] std::size_t invalid_utf8(std::string_view text);

/// A copy in which every byte that is not UTF-8 is replaced by U+FFFD.
[[nodiscard]] std::string lossy_utf8(std::string_view text);

[[nodiscard]] std::string_view version();

}  // namespace readout
