// Days of the proleptic Gregorian calendar, and their ISO 8601 forms. Entry points: to_days, from_days, iso.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace readout {

struct Day {
  int year = 0, month = 1, day = 1;
};

/// Days since 1970-01-01, and back.
[[nodiscard]] int to_days(Day day);
[[nodiscard]] Day from_days(int days);

/// 1 is Monday, 7 is Sunday.
[[nodiscard]] int weekday(int days);
[[nodiscard]] int days_of_month(int year, int month);
/// The nth weekday of a month; n = -1 is the last one.
[[nodiscard]] int nth_weekday(int year, int month, int weekday, int n);
/// Easter Sunday of the Gregorian calendar.
[[nodiscard]] int easter(int year);

/// "2024-07-06"; "2024-W28".
[[nodiscard]] std::string iso(Day day);
[[nodiscard]] std::string iso_week(int days);
[[nodiscard]] std::string digits(int value, std::size_t width);

/// Reads "2024-07-06" if it is a day that exists.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

}  // namespace readout
