// A grammar as one file. Entry points: pack_grammar, Engine::load, unpack_grammar.
//
// A pack is "READOUT" and the number of its format (1 byte); a hash of the layout of what is in it (8 bytes), so that no program
// reads the structs of another; the number of sections (4 bytes), and for each the length of its name and of its content (4 bytes each) and
// the checksum of its content (8 bytes); the names, one after the other; the checksum of all this (8 bytes); and the contents. Numbers are
// little-endian. Sections: "lexicons" and "program" (pack_program.cpp); the files of the language layer, "model/...", which are
// binary themselves; the sources, manifests and rule files, which nothing but a change of them reads.
#include <algorithm>

#include "engine.hpp"
#include "fnv.hpp"
#include "language.hpp"
#include "manifest.hpp"
#include "pack_check.hpp"
#include "pack_program.hpp"

namespace readout {
namespace {

constexpr std::string_view magic = "READOUT";
constexpr char format = '8';

struct Section {
  std::string_view name, content;
};

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

/// A number of as many bytes as its type has, the lowest first. False if the bytes end before.
template <typename Number>
bool take(std::string_view& from, Number& value) {
  if (from.size() < sizeof value) return false;
  value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) value |= static_cast<Number>(static_cast<unsigned char>(from[i])) << (8 * i);
  from.remove_prefix(sizeof value);
  return true;
}

void report_damage(Diagnostics& diagnostics) {
  add_error(diagnostics, "P002", "pack", "this pack is cut short or damaged", "make it again with `readout pack`");
}

bool is_source(std::string_view path) { return path == "manifest.json" || path.ends_with("/manifest.json") || path.ends_with(".rules"); }
bool is_model(std::string_view path) { return path.starts_with("model/"); }

/// The sections of a pack of which the checksums hold.
bool read_sections(std::string_view pack, std::vector<Section>& sections) {
  std::string_view rest = pack;
  rest.remove_prefix(magic.size() + 1 + 8);
  std::uint32_t count = 0;
  if (!take(rest, count) || count > rest.size() / 16) return false;
  struct Entry {
    std::uint32_t name = 0, size = 0;
    std::uint64_t sum = 0;
  };
  std::vector<Entry> entries(count);
  for (Entry& entry : entries)
    if (!take(rest, entry.name) || !take(rest, entry.size) || !take(rest, entry.sum)) return false;
  for (const Entry& entry : entries) {
    if (entry.name > rest.size()) return false;
    sections.push_back({rest.substr(0, entry.name), {}});
    rest.remove_prefix(entry.name);
  }
  std::uint64_t sum = 0;
  const std::string_view head = pack.substr(0, pack.size() - rest.size());
  if (!take(rest, sum) || sum != checksum_4(head)) return false;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (entries[i].size > rest.size()) return false;
    sections[i].content = rest.substr(0, entries[i].size);
    rest.remove_prefix(entries[i].size);
    if (checksum_4(sections[i].content) != entries[i].sum) return false;
  }
  return rest.empty();
}

/// What is wrong is reported, and false given.
bool open_pack(std::string_view pack, std::vector<Section>& sections, Diagnostics& diagnostics) {
  const std::string_view start = pack.substr(0, magic.size());
  std::uint64_t layout = 0;
  if (start != magic) {
    add_error(diagnostics, "P001", "pack", "this is not a pack of a grammar",
              "give the folder of a grammar, or a pack that `readout pack` has made");
    return false;
  }
  std::string_view rest = pack.substr(magic.size());
  if (!rest.empty() && rest.front() == format) {
    rest.remove_prefix(1);
    if (!take(rest, layout)) {
      report_damage(diagnostics);
      return false;
    }
  }
  if (!rest.empty() && layout != layout_hash()) {
    add_error(diagnostics, "P001", "pack", "this pack was made by another version of Readout", "make it again with `readout pack`");
    return false;
  }
  if (!rest.empty() && read_sections(pack, sections)) return true;
  report_damage(diagnostics);
  return false;
}

std::string_view content_of(const std::vector<Section>& sections, std::string_view name) {
  const auto found = std::find_if(sections.begin(), sections.end(), [&](const Section& section) { return section.name == name; });
  return found == sections.end() ? std::string_view() : found->content;
}

}  // namespace

std::string pack_grammar(const Grammar& grammar, Diagnostics& diagnostics) {
  Compiled compiled = Engine::compile(grammar);
  diagnostics.insert(diagnostics.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
  if (!compiled.engine) return {};
  const ProgramBytes bytes = write_program(compiled.engine->program());
  std::vector<Section> sections = {{"lexicons", bytes.lexicons}, {"program", bytes.program}};
  const auto manifest = read_manifest(grammar, diagnostics);
  for (const ModelFile& file : model_files(grammar, *manifest)) sections.push_back({file.path, file.content});
  for (const SourceFile& file : grammar)
    if (is_source(file.path)) sections.push_back({file.path, file.content});
  std::string out(magic);
  out += format;
  put(out, layout_hash(), 8);
  put(out, sections.size(), 4);
  for (const Section& section : sections) {
    put(out, section.name.size(), 4);
    put(out, section.content.size(), 4);
    put(out, checksum_4(section.content), 8);
  }
  for (const Section& section : sections) out += section.name;
  put(out, checksum_4(out), 8);
  for (const Section& section : sections) out += section.content;
  if (Engine::load(out).engine) return out;
  add_error(
      diagnostics, "P003", "manifest.json", "this grammar is too large for a pack",
      "a pack holds at most " + std::to_string(most_of_a_kind) + " rules, sets, conditions and the like; leave out what is not needed");
  return {};
}

Compiled Engine::load(std::string_view pack) {
  Compiled out;
  std::vector<Section> sections;
  if (!open_pack(pack, sections, out.diagnostics)) return out;
  std::vector<ModelFile> models;
  for (const Section& section : sections)
    if (is_model(section.name)) models.push_back({section.name, section.content, true});
  const auto language = load_model(models, out.diagnostics);
  if (!language) return out;
  auto program = read_program(content_of(sections, "lexicons"), content_of(sections, "program"), language);
  if (program)
    out.engine = std::shared_ptr<const Engine>(new Engine(std::move(program)));
  else
    report_damage(out.diagnostics);
  return out;
}

Grammar unpack_grammar(std::string_view pack, Diagnostics& diagnostics) {
  Grammar grammar;
  std::vector<Section> sections;
  if (!open_pack(pack, sections, diagnostics)) return grammar;
  for (const Section& section : sections)
    if (is_source(section.name)) grammar.push_back({std::string(section.name), std::string(section.content)});
  return grammar;
}

}  // namespace readout
