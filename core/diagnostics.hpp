// Diagnostics: every error of a grammar, a lexicon or a caller is a value of this one type.
// Entry point: Diagnostic; render() turns one into the text that the command line prints.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace readout {

enum class Severity : std::uint8_t { error, warning };

/// Another place that a diagnostic is about: where the other of two rules of one name is. As in Diagnostic.
struct RelatedPlace {
  std::string file;
  std::uint32_t line = 0, column = 0, length = 1;
  std::string note;  ///< what is there
  std::string source;
};

/// One thing that is wrong with a grammar file. `line` and `column` count from 1, columns in Unicode code points;
/// 0 means that the whole file is meant. `source` is a copy of the line, `length` the code points to underline.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  ///< stable, such as "R001"
  std::string file;  ///< path as given to the compiler
  std::uint32_t line = 0, column = 0, length = 1;
  std::string message;  ///< what is wrong
  std::string hint;     ///< what to do about it; may be empty
  std::string source;   ///< the line of the file; may be empty
  std::vector<RelatedPlace> related;
};

using Diagnostics = std::vector<Diagnostic>;

/// "file:line:column: error CODE: message", the source line, carets, related places likewise and the hint, each on a line of its own.
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

/// Adds an error about a whole file, to which `locate` can give a place. The reference holds until the next one is added.
Diagnostic& add_error(Diagnostics& diagnostics, std::string code, std::string_view file, std::string message, std::string hint);

/// Fills line, column and source of a diagnostic or a related place from a byte offset into a file's content.
template <typename Place>
void locate(Place& place, std::string_view content, std::size_t byte);

/// The same, and the length up to `end`, or up to the end of the line.
template <typename Place>
void locate(Place& place, std::string_view content, std::size_t byte, std::size_t end);

}  // namespace readout
