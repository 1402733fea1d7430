// Names that lead back to themselves: files that import each other, blocks of fields and sets that hold each other. Internal to the
// compiler. Entry point: each_cycle.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "rule_ast.hpp"

namespace readout {

/// What a file imports, or a block of fields or a set uses, and where that stands.
struct Uses {
  std::string path;
  std::vector<ast::Name> names;
};

/// What leads from one to the next on a cycle, and where that stands.
using Way = std::vector<std::pair<std::string, ast::Name>>;

/// Depth first, with a stack of its own: a name that is met again while it is open closes a cycle. Calls tell(way) with the steps of it,
/// the one that closes it last.
template <typename Tell>
void each_cycle(const std::map<std::string, Uses>& all, const Tell& tell) {
  std::set<std::string> done;
  for (const auto& [start, unused] : all) {
    std::vector<std::pair<std::string, std::size_t>> open = {{start, 0}};
    while (!open.empty()) {
      const std::string here = open.back().first;
      const auto uses = all.find(here);
      if (done.contains(here) || uses == all.end() || open.back().second == uses->second.names.size()) {
        done.insert(here);
        open.pop_back();
        continue;
      }
      const ast::Name& name = uses->second.names[open.back().second++];
      const auto again = std::find_if(open.begin(), open.end(), [&](const auto& one) { return one.first == name.text; });
      if (again == open.end()) {
        open.emplace_back(name.text, 0);
        continue;
      }
      Way way;
      for (auto i = again; i != open.end(); ++i) {
        const Uses& step = all.at(i->first);
        way.emplace_back(step.path, step.names[i->second - 1]);
      }
      tell(way);
    }
  }
}

}  // namespace readout
