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
    INFO(result.file << ":" << result.line << ": " << result.rule << ": " << result.text << ": " << result.found);
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
  CHECK(results[0].found == "Chile");
  REQUIRE(results[0].differences.size() == 1);
  CHECK(results[0].differences[0].field == "code");
  CHECK(results[0].differences[0].expected == std::vector<std::string>{"PER"});
  CHECK(results[0].differences[0].found == std::vector<std::string>{"CHL"});
  CHECK(results[0].line == 4);
  CHECK(!results[1].passed);
  CHECK(results[1].found.empty());
  CHECK(results[1].reason.empty());
  CHECK(!results[2].passed);
  CHECK(results[2].found == "Peru");
  CHECK(results[3].passed);
  CHECK(results[4].passed);
  CHECK(results[4].differences.empty());
}

TEST_CASE("the find that comes nearest to an example is told", "[examples]") {
  const ExampleReport report = run_examples(
      test::small_grammar("rule test {\n  match n:<countries>\n  emit state { name: $n  code: $n.code }\n  yes \"Chile met Peru.\" { name: "
                          "\"Peru\"  code: \"NOR\" }\n  no \"She left.\"\n}\n"),
      "test");
  REQUIRE(report.results.size() == 2);
  CHECK(report.results[0].found == "Peru");
  CHECK(report.results[0].differences.size() == 1);
}

TEST_CASE("why an example finds nothing is told", "[examples]") {
  const ExampleReport report = run_examples(
      test::small_grammar("rule a { match <countries> emit a { x: y } yes \"Chile.\" { x: \"y\" } no \"No.\" }\n"
                          "rule b { match <countries> emit b { x: y } yes \"Chile.\" { x: \"y\" } no \"No.\" }\n"
                          "rule c { match \"so\" unless after \"far\" emit c { x: y } yes \"So far.\" { x: \"y\" } no \"No.\" }\n"
                          "rule d { match \"all\" \"in\" \"all\" emit c { x: y } yes \"So all in one.\" { x: \"y\" } no \"No.\" }\n"));
  std::vector<std::string> reasons;
  for (const ExampleResult& result : report.results)
    if (!result.passed) reasons.push_back(result.reason);
  CHECK(reasons == std::vector<std::string>{"it matches \"Chile\", but a won, which comes first in the grammar",
                                            "it matches \"So\", but \"far\" stands after it, which one of its `unless` forbids",
                                            "expected \"all\" after \"all in\", saw \"one\""});
}

TEST_CASE("examples are counted by rule", "[examples]") {
  const ExampleReport report = run_examples(
      test::small_grammar("rule bare {\n  match n:<countries>\n  emit state { name: $n }\n  yes \"Chile left.\"\n  yes \"She left.\"\n}\n"),
      "bare");
  REQUIRE(report.rules.size() == 1);
  CHECK(report.rules[0].rule == "bare");
  CHECK(report.rules[0].line == 1);
  CHECK(report.rules[0].positive == 2);
  CHECK(report.rules[0].failed_positive == 1);
  CHECK(report.rules[0].negative == 0);
  CHECK(!report.rules[0].complete());
}

TEST_CASE("examples of a grammar with an error are not run", "[examples]") {
  const ExampleReport report = run_examples(test::small_grammar("rule test { match nothing emit state { } yes \"Chile.\" no \"She.\" }"));
  CHECK(has_errors(report.diagnostics));
  CHECK(report.results.empty());
}

}  // namespace readout
