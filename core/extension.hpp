// A grammar that extends another: whose rules, lets, sets and blocks stay. Internal to the compiler. Entry point: lay_over.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "manifest.hpp"
#include "rule_ast.hpp"

namespace readout {

/// The rule files of a grammar by path.
using RuleFiles = std::map<std::string, std::shared_ptr<const ast::File>>;

/// Takes out of the files (by path) of an extended grammar the rules, `let`s, sets and blocks of fields of which the grammar that extends
/// it has one of the same name, and the rules that it does without. Tells of such rules that there are none. The files
/// are copied before.
void lay_over(RuleFiles& files, const Manifest& manifest, const Grammar& grammar, Diagnostics& diagnostics);

}  // namespace readout
