// Dates in sentences of our own: tests/corpus/dates. The first line of a case may be a setting, "published 2024-07-10" or
// "published 2024-07-10 day-first"; each line expected is one date: its words, type and value.
#include <catch_amalgamated.hpp>

#include "corpus_cases.hpp"
#include "english.hpp"

namespace readout {
namespace {

std::string dates_of(const std::string& input) {
  ExtractOptions options;
  options.depth = Depth::mentions;
  std::string text = input;
  if (text.rfind("published ", 0) == 0) {
    const std::size_t end = text.find('\n');
    options.published = text.substr(10, 10);
    options.day_first = text.substr(0, end).find("day-first") != std::string::npos;
    text.erase(0, end + 1);
  }
  const Document document = test::english_engine().extract(text, options);
  std::string out;
  for (const Date& date : document.dates) out += std::string(document.slice(date.range)) + " | " + date.type + " | " + date.value + "\n";
  return out.empty() ? "nothing" : out.substr(0, out.size() - 1);
}

}  // namespace

TEST_CASE("dates of the corpus", "[dates]") {
  std::size_t expressions = 0;
  for (const test::Case& c : test::read_cases("dates")) {
    INFO(c.file << ": " << c.name);
    CHECK(dates_of(c.input) == c.expected);
    expressions += static_cast<std::size_t>(std::count(c.expected.begin(), c.expected.end(), '|')) / 2;
  }
  CHECK(expressions >= 300);
}

}  // namespace readout
