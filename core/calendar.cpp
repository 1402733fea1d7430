// Calendar arithmetic for dates.cpp; see calendar.hpp.
#include "calendar.hpp"

#include <array>

namespace readout {

// After Howard Hinnant's chrono algorithms: years are counted from March, eras are 400 years.
int to_days(Day d) {
  const int year = d.month <= 2 ? d.year - 1 : d.year, era = (year >= 0 ? year : year - 399) / 400;
  const int of_era = year - era * 400, of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Day from_days(int days) {
  days += 719468;
  const int era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
  const int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  return {year + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, of_year - (153 * month + 2) / 5 + 1};
}

int weekday(int days) { return ((days + 3) % 7 + 7) % 7 + 1; }

int days_of_month(int year, int month) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

int nth_weekday(int year, int month, int day, int n) {
  if (n < 0) {
    const int last = to_days({year, month, days_of_month(year, month)});
    return last - (weekday(last) - day + 7) % 7;
  }
  const int first = to_days({year, month, 1});
  return first + (day - weekday(first) + 7) % 7 + 7 * (n - 1);
}

// The "anonymous Gregorian" computus (Nature, 1876), in the form of Meeus, Astronomical Algorithms.
int easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;
  return to_days({year, sum / 31, sum % 31 + 1});
}

std::string digits(int value, std::size_t width) {
  std::string out = std::to_string(value);
  return out.size() < width ? std::string(width - out.size(), '0') + out : out;
}

std::string iso(Day d) { return digits(d.year, 4) + "-" + digits(d.month, 2) + "-" + digits(d.day, 2); }

std::string iso_week(int days) {
  const int thursday = days - weekday(days) + 4;
  const Day d = from_days(thursday);
  return digits(d.year, 4) + "-W" + digits((thursday - to_days({d.year, 1, 1})) / 7 + 1, 2);
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto part = [&](std::size_t from, std::size_t to) {
    int value = 0;
    for (std::size_t i = from; i < to; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const Day day{part(0, 4), part(5, 7), part(8, 10)};
  if (day.year < 0 || day.month < 1 || day.month > 12 || day.day < 1 || day.day > days_of_month(day.year, day.month)) return std::nullopt;
  return day;
}

}  // namespace readout
