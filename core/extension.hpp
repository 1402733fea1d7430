// A grammar that extends another: whose rules, lets, sets and blocks stay. Internal to the compiler. Entry point: lay_over.
#pragma once

#include <map>
#include <string>

#include "manifest.hpp"
#include "rule_ast.hpp"

namespace readout {

/// Takes out of the files (by path) of an extended grammar the rules, `let`s, sets and blocks of fields of which the grammar that extends
/// it has one of the same name, and the rules that it does without. Tells of such rules that there are none.
void lay_over(std::map<std::string, ast::File>& files, const Manifest& manifest, const Grammar& grammar, Diagnostics& diagnostics);

}  // namespace readout
