// The manifest of a grammar, read with simdjson. Entry point: read_manifest.
#include "manifest.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "json_places.hpp"

namespace readout {
namespace {

namespace dom = simdjson::dom;

using Path = std::vector<std::string>;  ///< keys and indexes that lead to a place of the manifest

constexpr std::string_view manifest_file = "manifest.json";
constexpr const char* manifest_hint = "the manifest is described in grammars/README.md";
constexpr std::array<std::string_view, 7> phase_keys = {"name", "stage", "rules", "overlap", "on", "outside", "after"};

class ManifestReader {
 public:
  /// `part` leads the paths of the files that it names.
  ManifestReader(const SourceFile& file, const std::string& part, Diagnostics& diagnostics)
      : content_(file.content), path_(file.path), part_(part), diagnostics_(diagnostics) {}

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
    if (!read_extends(head, manifest) || !read_paths(lexicons, {"lexicons"}, manifest.lexicons)) return false;
    std::size_t index = 0;
    for (const dom::element phase : phases)
      if (!read_phase(phase, {"phases", std::to_string(index++)}, manifest)) return false;
    return true;
  }

 private:
  bool read_extends(const dom::object& head, Manifest& manifest) {
    std::string_view folder;
    dom::array without;
    if (const auto error = head["extends"].get_string().get(folder); !error)
      manifest.extends = {std::string(folder), path_, {"extends"}};
    else if (error != simdjson::NO_SUCH_FIELD)
      return bad("\"extends\" is the folder of another grammar, a text", {"extends"});
    if (const auto error = head["without"].get_array().get(without); error)
      return error == simdjson::NO_SUCH_FIELD || bad("\"without\" is a list of names of rules", {"without"});
    if (manifest.extends.path.empty()) return bad("\"without\" leaves out rules of the grammar that this one extends", {"without"});
    for (const dom::element rule : without) {
      Path here = {"without", std::to_string(manifest.without.size())};
      std::string_view name;
      if (rule.get_string().get(name)) return bad("the name of a rule is a text", here);
      manifest.without.push_back({std::string(name), path_, std::move(here)});
    }
    return true;
  }

  bool read_paths(const dom::array& list, const Path& at, std::vector<ListedFile>& files) {
    for (const dom::element path : list) {
      Path here = at;
      here.push_back(std::to_string(files.size()));
      std::string_view text;
      if (path.get_string().get(text)) return bad("the path of a file is a text", here);
      files.push_back({joined_path(part_, std::string(text)), path_, std::move(here)});
    }
    return true;
  }

  bool read_phase(const dom::element& element, const Path& at, Manifest& manifest) {
    const auto inside = [&](const char* key) {
      Path path = at;
      path.emplace_back(key);
      return path;
    };
    PhaseFiles made;
    std::string_view name, stage, overlap, on, after;
    dom::array files, outside;
    if (element["name"].get_string().get(name) || element["rules"].get_array().get(files))
      return bad("a phase has a \"name\" and \"rules\", a list of files", at);
    dom::object phase;
    if (!element.get_object().get(phase))
      for (const dom::key_value_pair pair : phase) {
        if (pair.key != "name" && pair.key != "rules") made.beside = {std::string(pair.key), path_, inside(std::string(pair.key).c_str())};
        if (std::find(phase_keys.begin(), phase_keys.end(), pair.key) == phase_keys.end())
          return bad("a phase has no \"" + std::string(pair.key) + "\"", inside(std::string(pair.key).c_str()),
                     nearest(pair.key, {phase_keys.begin(), phase_keys.end()}));
      }
    made.phase.name = name;
    if (!element["after"].get_string().get(after)) {
      if (manifest.extends.path.empty())
        return bad("\"after\" names a phase of the grammar that this one extends", inside("after"), "phases run in the order of the list");
      made.after = {std::string(after), path_, inside("after")};
    }
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
    manifest.phases.push_back(std::move(made));
    return true;
  }

  void report(const std::string& message, std::size_t byte, const std::string& hint) {
    locate(add_error(diagnostics_, "M002", path_, message, hint), content_, byte);
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
  const std::string& path_;
  const std::string& part_;
  Diagnostics& diagnostics_;
};

/// Lays a manifest over that of the grammar that it extends. False where they do not go together, which is told.
bool lay_over(const Grammar& grammar, Manifest own, Manifest& base, Diagnostics& diagnostics) {
  base.lexicons.insert(base.lexicons.begin(), own.lexicons.begin(), own.lexicons.end());
  const auto named = [&](const std::string& name) {
    return std::find_if(base.phases.begin(), base.phases.end(), [&](const PhaseFiles& phase) { return phase.phase.name == name; });
  };
  std::vector<std::string> known;
  for (const PhaseFiles& phase : base.phases) known.push_back(phase.phase.name);
  for (PhaseFiles& phase : own.phases) {
    if (const auto same = named(phase.phase.name); same != base.phases.end()) {
      if (!phase.beside.path.empty()) {
        report_at(grammar, phase.beside, "M002", "the phase " + phase.phase.name + " is one of the grammar that this one extends",
                  "give rules to it, and nothing else, or give the phase another name", diagnostics);
        return false;
      }
      same->files.insert(same->files.begin(), phase.files.begin(), phase.files.end());
      continue;
    }
    auto place = base.phases.end();
    if (!phase.after.path.empty()) {
      place = named(phase.after.path);
      if (place == base.phases.end()) {
        const std::string near = nearest(phase.after.path, known);
        std::string all;
        for (const std::string& name : known) all += (all.empty() ? "its phases are " : ", ") + name;
        report_at(grammar, phase.after, "M002", "the grammar that this one extends has no phase " + phase.after.path,
                  near.empty() ? all : near, diagnostics);
        return false;
      }
      ++place;
    }
    base.phases.insert(place, std::move(phase));
  }
  base.name = own.name;
  base.version = own.version;
  base.extends = own.extends;
  base.without.insert(base.without.end(), own.without.begin(), own.without.end());
  return true;
}

}  // namespace

void report_at(const Grammar& grammar, const ListedFile& place, const char* code, std::string message, std::string hint,
               Diagnostics& diagnostics) {
  const std::string& content = find_file(grammar, place.manifest)->content;
  locate(add_error(diagnostics, code, place.manifest, std::move(message), std::move(hint)), content, json_place(content, place.at));
}

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

std::size_t Manifest::part_of(std::string_view path) const {
  std::size_t best = 0;
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (path.starts_with(parts[i]) && parts[i].size() > parts[best].size()) best = i;
  return best;
}

std::string extended_folder(std::string_view manifest) {
  dom::parser parser;
  std::string_view folder;
  const simdjson::padded_string text(manifest);
  return parser.parse(text)["extends"].get_string().get(folder) ? std::string() : std::string(folder);
}

std::string joined_path(const std::string& part, const std::string& path) {
  return (std::filesystem::path(part) / path).lexically_normal().generic_string();
}

bool is_model(const Manifest& manifest, std::string_view path) {
  return path.substr(manifest.parts[manifest.part_of(path)].size()).starts_with("model/");
}

std::vector<ModelFile> model_files(const Grammar& grammar, const Manifest& manifest) {
  std::vector<ModelFile> files;
  for (std::size_t part = 0; part < manifest.parts.size() && files.empty(); ++part)
    for (const SourceFile& file : grammar)
      if (is_model(manifest, file.path) && manifest.part_of(file.path) == part)
        files.push_back({std::string_view(file.path).substr(manifest.parts[part].size()), file.content, false});
  return files;
}

std::optional<Manifest> read_manifest(const Grammar& grammar, Diagnostics& diagnostics) {
  std::vector<Manifest> chain;
  std::vector<std::string> parts = {""};
  for (;;) {
    const SourceFile* file = find_file(grammar, parts.back() + std::string(manifest_file));
    if (!file && chain.empty())
      add_error(diagnostics, "M001", manifest_file, "the grammar has no manifest.json",
                "give the folder of a grammar, such as grammars/en, or a pack");
    else if (!file)
      report_at(grammar, chain.back().extends, "M006", "there is no grammar in " + chain.back().extends.path,
                "\"extends\" is the path from this folder to that of another grammar, such as ../en", diagnostics);
    if (!file || !ManifestReader(*file, parts.back(), diagnostics).read(chain.emplace_back())) return std::nullopt;
    const ListedFile& extends = chain.back().extends;
    if (extends.path.empty()) break;
    std::string part = joined_path(parts.back(), extends.path + "/");
    if (part == "." || part == "./" || std::find(parts.begin(), parts.end(), part) != parts.end()) {
      report_at(grammar, extends, "M006", "this grammar extends itself", "name the folder of a grammar that does not build on this one",
                diagnostics);
      return std::nullopt;
    }
    parts.push_back(std::move(part));
  }
  Manifest manifest = std::move(chain.back());
  for (chain.pop_back(); !chain.empty(); chain.pop_back())
    if (!lay_over(grammar, std::move(chain.back()), manifest, diagnostics)) return std::nullopt;
  manifest.parts = std::move(parts);
  return manifest;
}

const SourceFile* listed_file(const Grammar& grammar, const ListedFile& listed, Diagnostics& diagnostics) {
  if (const SourceFile* file = find_file(grammar, listed.path)) return file;
  report_at(grammar, listed, "M003", "there is no file " + listed.path, missing_file_hint(grammar, listed.path), diagnostics);
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
