// The examples of English, as `readout test grammars/en` runs them, and what run_examples says of those that fail.
#include <catch_amalgamated.hpp>

#include "english.hpp"
#include "examples.hpp"

namespace readout {

TEST_CASE("the examples of the English grammar hold", "[examples]") {
  const ExampleReport report = run_examples(test::english_grammar());
  CHECK(test::rendered(report.diagnostics) == "");
  CHECK(report.results.size() > 100);
  for (const ExampleResult& result : report.results) {
    if (result.passed) continue;
    INFO(result.file << ":" << result.line << ": " << result.rule << ": " << result.text << ": " << result.message);
    CHECK(result.passed);
  }
}

TEST_CASE("examples that fail say what came instead", "[examples]") {
  const ExampleReport report = run_examples(
      test::small_grammar("rule test {\n  match n:<countries>\n  emit state { name: $n  code: $n.code }\n  yes \"Chile left.\" { code: "
                          "\"PER\" }\n  yes \"She left.\"\n  no \"In Peru.\"\n  no \"She left.\"\n  yes \"Peru.\" { code: \"PER\" }\n}\n"));
  std::vector<ExampleResult> results;
  for (const ExampleResult& result : report.results)
    if (result.file == "example.rules") results.push_back(result);
  REQUIRE(results.size() == 5);
  CHECK(results[0].message == "code is \"CHL\", not \"PER\"");
  CHECK(results[0].line == 4);
  CHECK(results[1].message == "the rule does not match");
  CHECK(results[2].message == "the rule matches \"Peru\"");
  CHECK(results[3].passed);
  CHECK(results[4].passed);
  CHECK(results[4].message.empty());
}

TEST_CASE("examples of a grammar with an error are not run", "[examples]") {
  const ExampleReport report = run_examples(test::small_grammar("rule test { match nothing emit state { } yes \"Chile.\" no \"She.\" }"));
  CHECK(has_errors(report.diagnostics));
  CHECK(report.results.empty());
}

}  // namespace readout
