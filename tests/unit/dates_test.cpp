// The parts of a date to its TIMEX3 value.
#include <catch_amalgamated.hpp>

#include "english.hpp"
#include "stages.hpp"

namespace readout {
namespace {

/// The date of a mention with the given fields, read on a day of publication (or none).
Date resolve(const std::vector<std::pair<std::string, std::string>>& fields, const std::string& published) {
  static const std::shared_ptr<const Engine> engine = test::small_engine(
      "rule test { match \"now\" emit date { type: a  value: a  month: a  day: a  year: a  weekday: a  offset: a  unit: a  direction: a  "
      "kind: a } }");
  const Program& program = engine->program();
  Document document = engine->extract("here", {"", "", published});
  Mention mention;
  mention.type = program.symbols.find("date");
  mention.tokens = {0, 1};
  for (const auto& [name, value] : fields) {
    Field field;
    field.name = program.symbols.find(name);
    field.value = value;
    REQUIRE(field.name != 0);
    mention.fields.push_back(std::move(field));
  }
  document.mentions = {mention};
  resolve_dates(document, program, false);
  REQUIRE(document.dates.size() == 1);
  return document.dates.front();
}

std::string value(const std::vector<std::pair<std::string, std::string>>& fields, const std::string& published = "2024-07-10") {
  return resolve(fields, published).value;
}

}  // namespace

TEST_CASE("dates of the calendar", "[dates]") {
  CHECK(value({{"year", "2019"}, {"month", "03"}, {"day", "14"}}) == "2019-03-14");
  CHECK(value({{"year", "2019"}, {"month", "3"}}) == "2019-03");
  CHECK(value({{"year", "1994"}}) == "1994");
  CHECK(value({{"year", "2019"}, {"month", "03"}, {"day", "6th"}}) == "2019-03-06");
  CHECK(value({{"value", "PRESENT_REF"}}) == "PRESENT_REF");
  CHECK(resolve({{"year", "1994"}}, "").type == "DATE");
  CHECK(resolve({{"year", "1994"}, {"type", "TIME"}}, "").type == "TIME");
}

TEST_CASE("a date without a year is the one nearest to the day of publication", "[dates]") {
  CHECK(value({{"month", "07"}, {"day", "6"}}) == "2024-07-06");
  CHECK(value({{"month", "12"}, {"day", "30"}}, "2024-01-05") == "2023-12-30");
  CHECK(value({{"month", "01"}, {"day", "2"}}, "2024-12-28") == "2025-01-02");
  CHECK(value({{"month", "12"}}, "2024-01-20") == "2023-12");
  CHECK(value({{"month", "07"}, {"day", "6"}}, "") == "XXXX-07-06");
  CHECK(value({{"month", "07"}}, "") == "XXXX-07");
  CHECK(value({}, "") == "XXXX-XX-XX");
}

TEST_CASE("days of the week", "[dates]") {  // 10 July 2024 is a Wednesday
  CHECK(value({{"weekday", "1"}}) == "2024-07-08");
  CHECK(value({{"weekday", "3"}}) == "2024-07-10");
  CHECK(value({{"weekday", "5"}}) == "2024-07-05");
  CHECK(value({{"weekday", "5"}, {"direction", "forward"}}) == "2024-07-12");
  CHECK(value({{"weekday", "3"}, {"direction", "forward"}}) == "2024-07-17");
  CHECK(value({{"weekday", "7"}}, "2024-03-01") == "2024-02-25");
  CHECK(value({{"weekday", "1"}}, "") == "XXXX-WXX-1");
}

TEST_CASE("distances from the day of publication", "[dates]") {
  CHECK(value({{"unit", "D"}, {"offset", "0"}}) == "2024-07-10");
  CHECK(value({{"unit", "D"}, {"offset", "-1"}}) == "2024-07-09");
  CHECK(value({{"unit", "D"}, {"offset", "1"}}, "2024-02-28") == "2024-02-29");
  CHECK(value({{"unit", "D"}, {"offset", "1"}}, "2023-02-28") == "2023-03-01");
  CHECK(value({{"unit", "D"}, {"offset", "10"}, {"direction", "back"}}, "2024-01-05") == "2023-12-26");
  CHECK(value({{"unit", "W"}, {"offset", "1"}, {"direction", "back"}}) == "2024-W27");
  CHECK(value({{"unit", "W"}, {"offset", "0"}}, "2021-01-02") == "2020-W53");
  CHECK(value({{"unit", "W"}, {"offset", "0"}}, "2024-12-30") == "2025-W01");
  CHECK(value({{"unit", "M"}, {"offset", "1"}, {"direction", "forward"}}, "2024-12-30") == "2025-01");
  CHECK(value({{"unit", "M"}, {"offset", "8"}, {"direction", "back"}}) == "2023-11");
  CHECK(value({{"unit", "Y"}, {"offset", "2"}, {"direction", "back"}}) == "2022");
  CHECK(value({{"unit", "DE"}, {"offset", "1"}, {"direction", "back"}}) == "201");
  CHECK(value({{"unit", "D"}, {"offset", "1"}}, "") == "XXXX-XX-XX");
  CHECK(value({{"unit", "W"}, {"offset", "1"}}, "") == "XXXX-WXX");
  CHECK(value({{"unit", "M"}, {"offset", "1"}}, "") == "XXXX-XX");
  CHECK(value({{"unit", "Y"}, {"offset", "1"}}, "") == "XXXX");
}

TEST_CASE("durations", "[dates]") {
  CHECK(value({{"type", "DURATION"}, {"unit", "D"}, {"offset", "2"}}) == "P2D");
  CHECK(value({{"type", "DURATION"}, {"unit", "H"}, {"offset", "3"}, {"kind", "time"}}) == "PT3H");
  CHECK(value({{"type", "DURATION"}, {"unit", "Y"}}) == "PXY");
}

TEST_CASE("numbers that no calendar has do not break the resolution", "[dates]") {
  CHECK(!value({{"unit", "Y"}, {"offset", "99999999999999"}}).empty());
  CHECK(!value({{"unit", "D"}, {"offset", "999999"}, {"direction", "back"}}).empty());
  CHECK(!value({{"unit", "CE"}, {"offset", "999999"}, {"direction", "back"}}).empty());
  CHECK(!value({{"month", "99"}, {"day", "99"}}).empty());
  CHECK(!value({{"month", "0"}, {"day", "0"}}).empty());
  CHECK(!value({{"weekday", "42"}}).empty());
  CHECK(!value({{"month", "07"}, {"day", "6"}}, "0000-01-01").empty());
  CHECK(!value({{"month", "07"}, {"day", "6"}}, "2024-99-99").empty());
}

TEST_CASE("dates of articles", "[dates]") {
  const auto first = [](const std::string& text) {
    const Document document = test::english_engine().extract(text, {"", "", "2024-07-10"});
    return document.dates.empty() ? std::string("none") : document.dates.front().value;
  };
  CHECK(first("They met on July 6, 2024.") == "2024-07-06");
  CHECK(first("They met on 6 July.") == "2024-07-06");
  CHECK(first("They met yesterday.") == "2024-07-09");
  CHECK(first("They met last week.") == "2024-W27");
  CHECK(first("They met on Monday.") == "2024-07-08");
  CHECK(first("The ban lasts 90 days.") == "P90D");
  CHECK(first("They met.") == "none");
}

}  // namespace readout
