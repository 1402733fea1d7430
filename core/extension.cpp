// A grammar that extends another: names of its own take the place of the other's. Entry point: lay_over.
#include "extension.hpp"

namespace readout {
namespace {

/// Keeps of one kind of items those of the nearest part that has the name.
template <typename Item>
void keep_nearest(std::map<std::string, ast::File>& files, const Manifest& manifest, std::vector<Item> ast::File::*items) {
  std::map<std::string, std::size_t> nearest;
  for (auto& [path, file] : files)
    for (const Item& item : file.*items) {
      const std::size_t part = manifest.part_of(path);
      const auto [known, fresh] = nearest.emplace(item.name.text, part);
      if (!fresh) known->second = std::min(known->second, part);
    }
  for (auto& [path, file] : files) {
    const std::size_t part = manifest.part_of(path);
    std::erase_if(file.*items, [&](const Item& item) { return nearest.at(item.name.text) < part; });
  }
}

/// The rules that a manifest leaves out are those of the parts behind its own.
void leave_out(std::map<std::string, ast::File>& files, const Manifest& manifest, const Grammar& grammar, Diagnostics& diagnostics) {
  for (const ListedFile& rule : manifest.without) {
    std::vector<std::string> known;
    bool found = false;
    for (auto& [path, file] : files) {
      if (manifest.part_of(path) <= manifest.part_of(rule.manifest)) continue;
      for (const ast::Rule& one : file.rules) known.push_back(one.name.text);
      found = std::erase_if(file.rules, [&](const ast::Rule& one) { return one.name.text == rule.path; }) > 0 || found;
    }
    if (found) continue;
    const std::string near = nearest(rule.path, known);
    report_at(grammar, rule, "M007", "the grammar that this one extends has no rule " + rule.path,
              near.empty() ? "take it out; a rule of the same name is replaced without being named here" : near, diagnostics);
  }
}

}  // namespace

void lay_over(RuleFiles& files, const Manifest& manifest, const Grammar& grammar, Diagnostics& diagnostics) {
  if (manifest.parts.size() == 1) return;
  std::map<std::string, ast::File> changed;
  for (const auto& [path, file] : files) changed.emplace(path, *file);
  leave_out(changed, manifest, grammar, diagnostics);
  keep_nearest(changed, manifest, &ast::File::rules);
  keep_nearest(changed, manifest, &ast::File::definitions);
  keep_nearest(changed, manifest, &ast::File::sets);
  keep_nearest(changed, manifest, &ast::File::blocks);
  for (auto& [path, file] : changed) files[path] = std::make_shared<const ast::File>(std::move(file));
}

}  // namespace readout
