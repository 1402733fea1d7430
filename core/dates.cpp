// Mentions of dates to TIMEX3 types and values. Entry point: resolve_dates.
//
// Rules give the parts of an expression (year, month, day, weekday, or a distance from the day of publication); here they are
// put together. What needs a publication date and has none stays underspecified ("XXXX-07-06"), never guessed.
#include <algorithm>
#include <array>

#include "program.hpp"

namespace readout {
namespace {

struct Day {
  int year, month, day;
};

/// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, and back (after Howard Hinnant's chrono algorithms).
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

int weekday(int days) { return ((days + 3) % 7 + 7) % 7 + 1; }  // Monday is 1

std::string digits(int value, std::size_t width) {
  std::string out = std::to_string(value);
  return out.size() < width ? std::string(width - out.size(), '0') + out : out;
}

std::string iso(Day d) { return digits(d.year, 4) + "-" + digits(d.month, 2) + "-" + digits(d.day, 2); }

std::optional<int> number(std::string_view text) {
  int value = 0;
  std::size_t count = 0;
  bool negative = false;
  for (const char c : text) {
    if (c == '-' && count == 0) negative = true;
    if (c < '0' || c > '9') continue;
    if (++count > 6) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (count == 0) return std::nullopt;
  return negative ? -value : value;
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4)), month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
  return Day{*year, *month, *day};
}

/// ISO 8601 week of a day: "2024-W28".
std::string iso_week(int days) {
  const int thursday = days - weekday(days) + 4;
  const Day d = from_days(thursday);
  return digits(d.year, 4) + "-W" + digits((thursday - to_days({d.year, 1, 1})) / 7 + 1, 2);
}

class DateResolver {
 public:
  DateResolver(Document& document, const Program& program) : doc_(document), program_(program), published_(parse_day(document.published)) {}

  void run() {
    const Symbol type = program_.symbols.find("date");
    for (Mention& mention : doc_.mentions) {
      if (!type || mention.type != type) continue;
      Date date;
      date.range = doc_.bytes(mention.tokens);
      date.type = part(mention, "type").empty() ? "DATE" : part(mention, "type");
      date.rule = mention.rule;
      date.value = value(mention);
      doc_.dates.push_back(std::move(date));
    }
    std::stable_sort(doc_.dates.begin(), doc_.dates.end(), [](const Date& a, const Date& b) { return a.range.begin < b.range.begin; });
  }

 private:
  [[nodiscard]] std::string_view part(const Mention& mention, const char* name) const {
    return field_value(mention, program_.symbols.find(name));
  }

  [[nodiscard]] std::string value(const Mention& mention) const {
    if (!part(mention, "value").empty()) return std::string(part(mention, "value"));
    if (!part(mention, "weekday").empty()) return by_weekday(mention);
    if (!part(mention, "unit").empty()) return part(mention, "type") == "DURATION" ? duration(mention) : by_distance(mention);
    return by_calendar(mention);
  }

  [[nodiscard]] std::string by_calendar(const Mention& mention) const {
    const auto month = number(part(mention, "month")), day = number(part(mention, "day"));
    auto year = number(part(mention, "year"));
    if (!year && published_ && month) year = nearest_year(*month, day.value_or(15));
    std::string out = year ? digits(*year, 4) : "XXXX";
    if (month) out += "-" + digits(*month, 2);
    if (month && day) out += "-" + digits(*day, 2);
    return out;
  }

  /// The year that puts a day nearest to the day of publication.
  [[nodiscard]] int nearest_year(int month, int day) const {
    const int today = to_days(*published_);
    int best = published_->year, least = 1000;
    for (const int year : {published_->year - 1, published_->year, published_->year + 1}) {
      const int distance = std::abs(to_days({year, month, day}) - today);
      if (distance < least) least = distance, best = year;
    }
    return best;
  }

  [[nodiscard]] std::string by_weekday(const Mention& mention) const {
    const auto wanted = number(part(mention, "weekday"));
    if (!published_ || !wanted) return wanted ? "XXXX-WXX-" + digits(*wanted, 1) : "XXXX-WXX";
    const int today = to_days(*published_);
    if (part(mention, "direction") == "forward") return iso(from_days(today + (*wanted - weekday(today) + 6) % 7 + 1));
    return iso(from_days(today - (weekday(today) - *wanted + 7) % 7));
  }

  /// Units are TIMEX3 letters: D, W, M, Y, DE (decade), CE (century); H, M and S of the kind "time".
  [[nodiscard]] std::string duration(const Mention& mention) const {
    const auto count = number(part(mention, "offset"));
    return std::string(part(mention, "kind") == "time" ? "PT" : "P") + (count ? std::to_string(*count) : "X") +
           std::string(part(mention, "unit"));
  }

  [[nodiscard]] std::string by_distance(const Mention& mention) const {
    const std::string_view unit = part(mention, "unit");
    const auto count = number(part(mention, "offset"));
    if (!published_ || !count) return unit == "D" ? "XXXX-XX-XX" : unit == "W" ? "XXXX-WXX" : unit == "M" ? "XXXX-XX" : "XXXX";
    const int today = to_days(*published_), back = part(mention, "direction") == "back" ? -*count : *count;
    if (unit == "D") return iso(from_days(today + back));
    if (unit == "W") return iso_week(today + 7 * back);
    if (unit == "M") {
      const int months = published_->year * 12 + published_->month - 1 + back;
      return digits(months / 12, 4) + "-" + digits(months % 12 + 1, 2);
    }
    return digits(published_->year + (unit == "DE" ? 10 * back : unit == "CE" ? 100 * back : back), 4);
  }

  Document& doc_;
  const Program& program_;
  std::optional<Day> published_;
};

}  // namespace

void resolve_dates(Document& document, const Program& program) { DateResolver(document, program).run(); }

}  // namespace readout
