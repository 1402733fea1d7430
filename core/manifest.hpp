// The manifest of a grammar: its name, its lexicons and its phases with their files. Internal. Entry point: read_manifest.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "program.hpp"

namespace readout {

/// A file that the manifest names; `at`: the keys and indexes that lead there.
struct ListedFile {
  std::string path;
  std::vector<std::string> at;
};

struct PhaseFiles {
  Phase phase;
  std::size_t turn = 0;  ///< all phases of mentions run before those of events
  std::string overlap_on;
  std::vector<std::string> outside;
  std::vector<ListedFile> files;
};

struct Manifest {
  std::string name, version;
  std::vector<ListedFile> lexicons;
  std::vector<PhaseFiles> phases;
};

/// The manifest of a grammar; nothing where it is missing or cannot be read, which is told.
[[nodiscard]] std::optional<Manifest> read_manifest(const Grammar& grammar, Diagnostics& diagnostics);

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
