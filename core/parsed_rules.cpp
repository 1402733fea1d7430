// Rule files that were parsed, kept from one compilation to the next. Entry point: ParsedRules::Files::parse.
#include "parsed_rules.hpp"

#include <iterator>
#include <utility>

namespace readout {

ParsedRules::ParsedRules() : files_(std::make_unique<Files>()) {}
ParsedRules::~ParsedRules() = default;

std::shared_ptr<const ast::File> ParsedRules::Files::parse(const SourceFile& file, Diagnostics& diagnostics) {
  Parsed& known = known_[file.path];
  if (!known.file || known.content != file.content) {
    Diagnostics found;
    known.file = std::make_shared<const ast::File>(parse_rules(file.path, file.content, found));
    known.content = file.content;
    known.diagnostics = std::move(found);
  }
  known.asked = true;
  diagnostics.insert(diagnostics.end(), known.diagnostics.begin(), known.diagnostics.end());
  return known.file;
}

void ParsedRules::Files::forget_others() {
  for (auto known = known_.begin(); known != known_.end();)
    known = std::exchange(known->second.asked, false) ? std::next(known) : known_.erase(known);
}

}  // namespace readout
