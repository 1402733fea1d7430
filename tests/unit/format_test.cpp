// The canonical layout of rule files: cases in tests/corpus/format, and that no file of the repository changes its meaning.
#include <catch_amalgamated.hpp>

#include "english.hpp"
#include "format.hpp"
#include "program_text.hpp"
#include "rule_ast.hpp"
#include "rule_lexer.hpp"

namespace readout {
namespace {

bool is_rules(const SourceFile& file) { return file.path.size() > 6 && file.path.substr(file.path.size() - 6) == ".rules"; }

std::string words_of(const std::string& content) {
  std::string out;
  for (const Lexeme& lexeme : lex_rules(content)) out += lexeme.text + "\n";
  return out;
}

std::string program_of(const Grammar& grammar) {
  const Compiled compiled = Engine::compile(grammar);
  return compiled.engine ? dump_program(compiled.engine->program(), false) : test::rendered(compiled.diagnostics);
}

}  // namespace

TEST_CASE("rule files get the canonical layout", "[format]") {
  for (const test::Case& c : test::read_cases("format")) {
    INFO(c.file << ": " << c.name);
    Diagnostics diagnostics;
    static_cast<void>(parse_rules("case.rules", c.input, diagnostics));
    CHECK(test::rendered(diagnostics) == "");
    CHECK(format_rules(c.input) == c.expected + "\n");
    CHECK(format_rules(c.expected + "\n") == c.expected + "\n");
    CHECK(words_of(c.expected) == words_of(c.input));
  }
}

TEST_CASE("the layout of the English grammar changes neither words nor program", "[format]") {
  Grammar grammar = test::english_grammar();
  for (SourceFile& file : grammar) {
    if (!is_rules(file)) continue;
    INFO(file.path);
    const std::string once = format_rules(file.content);
    CHECK(words_of(once) == words_of(file.content));
    CHECK(format_rules(once) == once);
    file.content = once;
  }
  CHECK(program_of(grammar) == program_of(test::english_grammar()));
}

TEST_CASE("a rule file that is cut anywhere breaks nothing", "[format]") {
  const std::string rules = test::repository_file("grammars/en/rules/names.rules");
  for (std::size_t length = 0; length < rules.size(); length += 3) CHECK(format_rules(rules.substr(0, length)).size() < 4 * rules.size());
}

}  // namespace readout
