// The reference of the rule language is run: each block ```rules of grammars/README.md is a complete rule file, compiled with the
// small grammar, whose examples must hold ("```rules events": in a phase of that stage); after each block ```rules-error stands,
// in a block ```text, the output that it must give.
#include <catch_amalgamated.hpp>

#include "examples.hpp"
#include "small_grammar.hpp"

namespace readout {
namespace {

struct Block {
  std::string kind, text;
  std::size_t line = 0;
};

std::vector<Block> fenced_blocks(const std::string& markdown) {
  std::vector<Block> blocks;
  std::stringstream in(markdown);
  bool open = false;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.rfind("```", 0) == 0) {
      if (!open) blocks.push_back({line.substr(3), "", number});
      open = !open;
    } else if (open) {
      blocks.back().text += line + "\n";
    }
  }
  if (open) throw std::runtime_error("grammars/README.md: a block is not closed");
  return blocks;
}

}  // namespace

TEST_CASE("the examples of the reference hold", "[reference]") {
  const auto blocks = fenced_blocks(test::repository_file("grammars/README.md"));
  std::size_t run = 0;
  for (const Block& block : blocks) {
    if (block.kind != "rules" && block.kind != "rules events") continue;
    INFO("grammars/README.md:" << block.line);
    ++run;
    const ExampleReport report = run_examples(test::small_grammar(block.text, block.kind == "rules" ? "mentions" : "events"));
    CHECK(test::rendered(report.diagnostics) == "");
    std::size_t examples = 0;
    for (const ExampleResult& result : report.results) {
      if (result.file != "example.rules") continue;
      ++examples;
      INFO(result.rule << ": " << result.text << ": " << result.found);
      CHECK(result.passed);
    }
    CHECK(examples > 0);
  }
  CHECK(run >= 5);
}

TEST_CASE("the errors of the reference are told so", "[reference]") {
  const auto blocks = fenced_blocks(test::repository_file("grammars/README.md"));
  std::size_t run = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != "rules-error") continue;
    INFO("grammars/README.md:" << blocks[i].line);
    ++run;
    REQUIRE(i + 1 < blocks.size());
    REQUIRE(blocks[i + 1].kind == "text");
    CHECK(test::rendered(Engine::compile(test::small_grammar(blocks[i].text)).diagnostics) == blocks[i + 1].text);
  }
  CHECK(run > 0);
}

TEST_CASE("the small grammar's own examples hold", "[reference]") {
  const ExampleReport report = run_examples(test::small_grammar(""));
  CHECK(test::rendered(report.diagnostics) == "");
  CHECK(!report.results.empty());
  for (const ExampleResult& result : report.results) {
    INFO(result.rule << ": " << result.text << ": " << result.found);
    CHECK(result.passed);
  }
}

}  // namespace readout
