// The command `readout test`. Entry point: test.
#include <algorithm>
#include <iostream>

#include "cli.hpp"
#include "examples.hpp"
#include "program.hpp"

namespace cli {
namespace {

using readout::ExampleReport;
using readout::ExampleResult;
using readout::RuleExamples;

std::string held(std::uint32_t total, std::uint32_t failed_ones) {
  return failed_ones == 0 ? std::to_string(total) : std::to_string(total - failed_ones) + "/" + std::to_string(total);
}

std::string verdict(const RuleExamples& rule) {
  std::string out = rule.failed_positive + rule.failed_negative > 0 ? "  FAILED" : "";
  if (rule.positive == 0) out += "  no example that must match";
  if (rule.negative == 0) out += "  no example that must not match";
  return out;
}

void print_rules(const std::vector<RuleExamples>& rules) {
  std::size_t width = 0;
  for (const RuleExamples& rule : rules) width = std::max(width, rule.rule.size());
  std::string file;
  for (const RuleExamples& rule : rules) {
    if (rule.file != file) std::cout << (file = rule.file) << '\n';
    std::string yes = held(rule.positive, rule.failed_positive);
    yes.resize(std::max<std::size_t>(yes.size(), 4), ' ');
    std::cout << "  " << rule.rule << std::string(width - rule.rule.size(), ' ') << "  yes " << yes << " no "
              << held(rule.negative, rule.failed_negative) << verdict(rule) << '\n';
  }
}

std::string listed(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "\"" : ", \"") + value + "\"";
  return out.empty() ? "nothing" : out;
}

void print_failure(const ExampleResult& result, const std::string& grammar) {
  std::cout << '\n'
            << user_path(grammar, result.file) << ':' << result.line << ": " << result.rule
            << (result.positive ? ": this must match:\n" : ": this must not match:\n") << "  " << result.text << '\n';
  if (result.found.empty()) {
    std::cout << "  the rule finds nothing" << (result.reason.empty() ? "" : ": " + result.reason) << '\n';
    return;
  }
  std::cout << "  the rule finds \"" << result.found << '"' << (result.positive ? ", but" : "") << '\n';
  if (!result.positive) return;
  for (const readout::FieldDifference& field : result.differences)
    std::cout << "    " << field.field << ": expected " << listed(field.expected) << "\n    " << std::string(field.field.size() + 2, ' ')
              << "found    " << listed(field.found) << '\n';
}

void print_incomplete(const RuleExamples& rule, const std::string& grammar) {
  std::cout << '\n'
            << user_path(grammar, rule.file) << ':' << rule.line << ": " << rule.rule << ":" << verdict(rule).substr(1) << '\n'
            << "  add " << (rule.positive == 0 ? "`yes \"A sentence.\"`" : "") << (rule.positive + rule.negative == 0 ? " and " : "")
            << (rule.negative == 0 ? "`no \"A sentence.\"`" : "") << '\n';
}

/// The rule that is called nearly so, as an addition to a complaint.
std::string suggestion(const Opened& opened, const std::string& name) {
  const readout::Compiled compiled = readout::Engine::compile(opened.sources, opened.packed.get());
  std::vector<std::string> known;
  if (compiled.engine)
    for (const readout::RulePlan& rule : compiled.engine->program().rules) known.push_back(rule.name);
  const std::string near = readout::nearest(name, known);
  return near.empty() ? "" : "; " + near;
}

}  // namespace

int test(const Arguments& arguments) {
  const std::string path = operand_path(arguments);
  if (path.empty()) return failed;
  const std::string only = arguments.option("--rule");
  const Opened opened = open_grammar(path);
  if (!opened.good) return failed;
  ExampleReport report = readout::run_examples(opened.sources, only, opened.packed.get());
  report.diagnostics.erase(std::remove_if(report.diagnostics.begin(), report.diagnostics.end(),
                                          [](const readout::Diagnostic& d) { return d.code == "R012"; }),  // told below
                           report.diagnostics.end());
  print(std::cout, report.diagnostics, path);
  if (readout::has_errors(report.diagnostics)) return failed;
  if (!only.empty() && report.rules.empty()) {
    complain(path + ": there is no rule " + only + suggestion(opened, only));
    return failed;
  }
  if (!arguments.flag("--quiet")) print_rules(report.rules);
  std::size_t failures = 0, incomplete = 0;
  for (const ExampleResult& result : report.results) {
    if (result.passed) continue;
    ++failures;
    print_failure(result, path);
  }
  for (const RuleExamples& rule : report.rules) {
    if (rule.complete()) continue;
    ++incomplete;
    print_incomplete(rule, path);
  }
  std::cout << (arguments.flag("--quiet") && failures + incomplete == 0 ? "" : "\n") << counted(report.rules.size(), "rule") << ", "
            << counted(report.results.size() - failures, "example") << " passed, " << failures << " failed";
  if (incomplete) std::cout << "; " << counted(incomplete, "rule") << " without both kinds of examples";
  std::cout << '\n';
  return failures == 0 && incomplete == 0 ? ok : failed;
}

}  // namespace cli
