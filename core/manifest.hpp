// The manifest of a grammar: its name, its lexicons and its phases with their files. Internal. Entry point: read_manifest.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "program.hpp"

namespace readout {

/// A file (or, of `without`, a rule) that a manifest names; `at`: the keys and indexes that lead there in the file `manifest`.
struct ListedFile {
  std::string path;
  std::string manifest;
  std::vector<std::string> at;
};

struct PhaseFiles {
  Phase phase;
  std::size_t turn = 0;  ///< all phases of mentions run before those of events
  std::string overlap_on;
  std::vector<std::string> outside;
  std::vector<ListedFile> files;
  // Of a grammar that extends another:
  ListedFile after;   ///< the phase behind which a new one runs; without a path, behind all
  ListedFile beside;  ///< a key that a phase of the base cannot have anew; without a path where there is none
};

struct Manifest {
  std::string name, version;
  ListedFile extends;  ///< the folder of the grammar that this one extends; without a path where there is none
  std::vector<ListedFile> without;
  std::vector<ListedFile> lexicons;
  std::vector<PhaseFiles> phases;
  std::vector<std::string> parts = {""};  ///< what leads the paths of the files of this grammar, of the one it extends, and so on

  /// Which of the parts a file belongs to: 0 for the grammar's own.
  [[nodiscard]] std::size_t part_of(std::string_view path) const;
};

/// The manifest of a grammar, joined with those of the grammars that it extends; nothing where one is missing or cannot be read, or
/// where they do not go together, which is told.
[[nodiscard]] std::optional<Manifest> read_manifest(const Grammar& grammar, Diagnostics& diagnostics);

/// The folder that a manifest says its grammar extends, or nothing.
[[nodiscard]] std::string extended_folder(std::string_view manifest);

/// A path inside the folder that `part` leads to, as short as can be.
[[nodiscard]] std::string joined_path(const std::string& part, const std::string& path);

/// The files of the language layer: those of the nearest part that has any, under their paths in its folder.
[[nodiscard]] std::vector<ModelFile> model_files(const Grammar& grammar, const Manifest& manifest);

/// Whether a file belongs to the language layer of its part.
[[nodiscard]] bool is_model(const Manifest& manifest, std::string_view path);

/// Reports what is wrong at a place of a manifest.
void report_at(const Grammar& grammar, const ListedFile& place, const char* code, std::string message, std::string hint,
               Diagnostics& diagnostics);

/// A file of a grammar; null where there is none.
[[nodiscard]] const SourceFile* find_file(const Grammar& grammar, std::string_view path);

/// A file that the manifest names; where there is none, that is told at its place in the manifest.
[[nodiscard]] const SourceFile* listed_file(const Grammar& grammar, const ListedFile& listed, Diagnostics& diagnostics);

/// What to tell who names a file that a grammar does not have.
[[nodiscard]] std::string missing_file_hint(const Grammar& grammar, const std::string& path);

/// Tells of rule files and lexicons that neither the manifest names nor `read` has. Nothing of them is used: most often they were
/// forgotten.
void report_unlisted(const Grammar& grammar, const Manifest& manifest, const std::set<std::string>& read, Diagnostics& diagnostics);

}  // namespace readout
