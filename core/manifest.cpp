// The manifest of a grammar, read with simdjson. Entry point: read_manifest.
#include "manifest.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "json_places.hpp"

namespace readout {
namespace {

namespace dom = simdjson::dom;

using Path = std::vector<std::string>;  ///< keys and indexes that lead to a place of the manifest

constexpr std::string_view manifest_file = "manifest.json";
constexpr const char* manifest_hint = "the manifest is described in grammars/README.md";
constexpr std::array<std::string_view, 6> phase_keys = {"name", "stage", "rules", "overlap", "on", "outside"};

class ManifestReader {
 public:
  ManifestReader(const SourceFile& file, Diagnostics& diagnostics) : content_(file.content), diagnostics_(diagnostics) {}

  bool read(Manifest& manifest) {
    dom::parser parser;
    dom::element root;
    if (const auto error = parser.parse(content_).get(root); error) return bad_json(simdjson::error_message(error));
    dom::object head;
    if (root.get_object().get(head)) return bad("the manifest is one JSON object", {});
    std::string_view name, version;
    dom::array lexicons, phases;
    if (head["name"].get_string().get(name) || head["version"].get_string().get(version))
      return bad("\"name\" and \"version\", two texts, are needed", {});
    if (head["lexicons"].get_array().get(lexicons) || head["phases"].get_array().get(phases))
      return bad("\"lexicons\" and \"phases\", two lists, are needed", {});
    manifest.name = name;
    manifest.version = version;
    if (!read_paths(lexicons, {"lexicons"}, manifest.lexicons)) return false;
    std::size_t index = 0;
    for (const dom::element phase : phases)
      if (!read_phase(phase, {"phases", std::to_string(index++)}, manifest.phases)) return false;
    return true;
  }

 private:
  bool read_paths(const dom::array& list, const Path& at, std::vector<ListedFile>& files) {
    for (const dom::element path : list) {
      Path here = at;
      here.push_back(std::to_string(files.size()));
      std::string_view text;
      if (path.get_string().get(text)) return bad("the path of a file is a text", here);
      files.push_back({std::string(text), std::move(here)});
    }
    return true;
  }

  bool read_phase(const dom::element& element, const Path& at, std::vector<PhaseFiles>& phases) {
    const auto inside = [&](const char* key) {
      Path path = at;
      path.emplace_back(key);
      return path;
    };
    PhaseFiles made;
    std::string_view name, stage, overlap, on;
    dom::array files, outside;
    if (element["name"].get_string().get(name) || element["rules"].get_array().get(files))
      return bad("a phase has a \"name\" and \"rules\", a list of files", at);
    dom::object phase;
    if (!element.get_object().get(phase))
      for (const dom::key_value_pair pair : phase)
        if (std::find(phase_keys.begin(), phase_keys.end(), pair.key) == phase_keys.end())
          return bad("a phase has no \"" + std::string(pair.key) + "\"", inside(std::string(pair.key).c_str()),
                     nearest(pair.key, {phase_keys.begin(), phase_keys.end()}));
    made.phase.name = name;
    if (!element["stage"].get_string().get(stage)) {
      if (stage != "mentions" && stage != "events") return bad("the \"stage\" of a phase is \"mentions\" or \"events\"", inside("stage"));
      if (stage == "events") made.phase.stage = MatchStage::events;
    }
    if (!element["overlap"].get_string().get(overlap)) {
      if (overlap != "longest" && overlap != "first" && overlap != "all")
        return bad("the \"overlap\" of a phase is \"longest\", \"first\" or \"all\"", inside("overlap"),
                   nearest(overlap, {"longest", "first", "all"}));
      if (overlap == "first") made.phase.overlap = Overlap::first;
      if (overlap == "all") made.phase.overlap = Overlap::all;
    }
    if (!element["on"].get_string().get(on)) made.overlap_on = on;
    if (!element["outside"].get_array().get(outside))
      for (const dom::element type : outside) {
        std::string_view text;
        if (type.get_string().get(text)) return bad("the \"outside\" of a phase is a list of types of mentions", inside("outside"));
        made.outside.emplace_back(text);
      }
    if (!read_paths(files, inside("rules"), made.files)) return false;
    phases.push_back(std::move(made));
    return true;
  }

  void report(const std::string& message, std::size_t byte, const std::string& hint) {
    locate(add_error(diagnostics_, "M002", manifest_file, message, hint), content_, byte);
  }

  bool bad(const std::string& message, const Path& at, const std::string& hint = {}) {
    report(message, json_place(content_, at), hint.empty() ? manifest_hint : hint);
    return false;
  }

  bool bad_json(const std::string& problem) {
    const JsonError error = json_error(content_);
    const bool found = error.at != std::string_view::npos;
    report(found ? error.message : "this is not JSON: " + problem, found ? error.at : 0, found ? error.hint : manifest_hint);
    return false;
  }

  const std::string& content_;
  Diagnostics& diagnostics_;
};

}  // namespace

const SourceFile* find_file(const Grammar& grammar, std::string_view path) {
  const auto found = std::find_if(grammar.begin(), grammar.end(), [&](const SourceFile& file) { return file.path == path; });
  return found == grammar.end() ? nullptr : &*found;
}

std::string missing_file_hint(const Grammar& grammar, const std::string& path) {
  std::vector<std::string> known;
  for (const SourceFile& file : grammar) known.push_back(file.path);
  const std::string near = nearest(path, known);
  return near.empty() ? "paths are relative to the folder of the grammar" : near;
}

std::optional<Manifest> read_manifest(const Grammar& grammar, Diagnostics& diagnostics) {
  const SourceFile* file = find_file(grammar, manifest_file);
  if (!file) {
    add_error(diagnostics, "M001", manifest_file, "the grammar has no manifest.json",
              "give the folder of a grammar, such as grammars/en, or a pack");
    return std::nullopt;
  }
  Manifest manifest;
  if (!ManifestReader(*file, diagnostics).read(manifest)) return std::nullopt;
  return manifest;
}

const SourceFile* listed_file(const Grammar& grammar, const ListedFile& listed, Diagnostics& diagnostics) {
  if (const SourceFile* file = find_file(grammar, listed.path)) return file;
  const std::string& manifest = find_file(grammar, manifest_file)->content;
  add_error(diagnostics, "M003", manifest_file, "there is no file " + listed.path, missing_file_hint(grammar, listed.path));
  locate(diagnostics.back(), manifest, json_place(manifest, listed.at));
  return nullptr;
}

void report_unlisted(const Grammar& grammar, const Manifest& manifest, const std::set<std::string>& read, Diagnostics& diagnostics) {
  std::set<std::string_view> known(read.begin(), read.end());
  for (const ListedFile& file : manifest.lexicons) known.insert(file.path);
  for (const PhaseFiles& phase : manifest.phases)
    for (const ListedFile& file : phase.files) known.insert(file.path);
  for (const SourceFile& file : grammar) {
    const bool rules = file.path.ends_with(".rules"), lexicon = file.path.starts_with("lexicons/");
    if ((!rules && !lexicon) || known.contains(file.path)) continue;
    add_error(diagnostics, "M005", file.path, "manifest.json does not name this file, so nothing of it is used",
              rules ? "add it to the rules of a phase" : "add it to the lexicons");
    diagnostics.back().severity = Severity::warning;
  }
}

}  // namespace readout
