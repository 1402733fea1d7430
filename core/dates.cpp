// Mentions of dates to TIMEX3 types and values. Entry point: resolve_dates.
//
// Rules give the parts of an expression: of the calendar, or a distance from the day of publication or from the date named last.
// Here they are put together. What is counted from a day that is not known stays underspecified ("XXXX-07-06"), never guessed.
#include <algorithm>
#include <cmath>
#include <map>

#include "calendar.hpp"
#include "program.hpp"
#include "stages.hpp"

namespace readout {
namespace {

enum class Grain : std::uint8_t { century, decade, year, half, quarter, season, month, week, weekend, day };

/// A stretch of the calendar, told by one day inside it; `open` holds the value where that day is not known.
struct Moment {
  Grain grain = Grain::day;
  int days = 0;
  std::string open, time;  ///< time: what is written behind the day, as "TMO" or "T10:35"
};

enum class Side : std::uint8_t { unknown, back, forward };

/// The number at the start of a text; commas between digits are passed over ("1,000").
std::optional<int> number(std::string_view text) {
  int value = 0;
  std::size_t i = !text.empty() && text[0] == '-' ? 1 : 0, count = 0;
  for (; i < text.size() && ((text[i] >= '0' && text[i] <= '9') || (text[i] == ',' && count > 0)); ++i) {
    if (text[i] == ',') continue;
    if (++count > 8) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  if (count == 0) return std::nullopt;
  return text[0] == '-' ? -value : value;
}

/// "2.5", "1/2", "12": as a decimal number.
std::optional<double> amount(std::string_view text) {
  const auto whole = number(text);
  if (!whole) return std::nullopt;
  const std::size_t mark = text.find_first_of("./");
  if (mark == std::string_view::npos || mark + 1 >= text.size()) return *whole;
  const std::string_view rest = text.substr(mark + 1);
  const auto tail = number(rest);
  if (!tail || rest.size() > 4) return *whole;
  if (text[mark] == '/') return *tail == 0 ? std::optional<double>() : static_cast<double>(*whole) / *tail;
  return *whole + *tail / std::pow(10.0, static_cast<double>(rest.size()));
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const std::string_view part : parts) out += part;
  return out;
}

int season_month(std::string_view season) { return season == "SP" ? 3 : season == "SU" ? 6 : season == "FA" ? 9 : 12; }

class DateResolver {
 public:
  DateResolver(Document& document, const Program& program, bool day_first)
      : doc_(document),
        program_(program),
        day_first_(day_first),
        date_(program.symbols.find("date")),
        tense_(program.symbols.find("tense")) {}

  void run() {
    if (!date_) return;
    std::vector<std::uint32_t> found = outermost();
    collect_tenses();
    if (doc_.published.empty()) find_publication(found);
    if (const auto day = parse_day(doc_.published)) published_ = to_days(*day);
    for (const std::uint32_t index : found) {
      const Mention& mention = doc_.mentions[index];
      Date date;
      date.range = doc_.bytes(mention.tokens);
      date.rule = mention.rule;
      fill(index, date);
      doc_.dates.push_back(std::move(date));
    }
  }

 private:
  // ---- which mentions
  /// The dates that lie in no other one, in text order.
  [[nodiscard]] std::vector<std::uint32_t> outermost() const {
    std::vector<std::uint32_t> all, out;
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i)
      if (doc_.mentions[i].type == date_) all.push_back(i);
    std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
      const TokenRange &x = doc_.mentions[a].tokens, &y = doc_.mentions[b].tokens;
      return x.begin != y.begin ? x.begin < y.begin : x.end > y.end;
    });
    std::uint32_t end = 0;
    for (const std::uint32_t i : all) {
      if (doc_.mentions[i].tokens.begin < end) continue;
      out.push_back(i);
      end = doc_.mentions[i].tokens.end;
    }
    return out;
  }

  /// Where no day of publication is given, a full date that fills a line of its own, or stands in the dateline, is it.
  void find_publication(const std::vector<std::uint32_t>& found) {
    for (const std::uint32_t index : found) {
      const Mention& mention = doc_.mentions[index];
      const std::uint32_t at = doc_.tokens[mention.tokens.begin].sentence;
      if (at >= 8 && at + 2 < doc_.sentences.size()) continue;
      const auto day = full_day(mention);
      if (!day || !is_date_line(doc_.sentences[at], mention.tokens)) continue;
      doc_.published = iso(*day);
      return;
    }
  }

  [[nodiscard]] bool is_date_line(const Sentence& sentence, TokenRange date) const {
    constexpr std::uint32_t most_other_words = 4;
    if (sentence.kind == SentenceKind::dateline) return true;
    std::uint32_t words = 0;
    for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const Token& token = doc_.tokens[i];
      if (i >= date.begin && i < date.end) continue;
      if (token.upos != "PUNCT" && token.upos != "NUM") ++words;
    }
    const std::string_view last = doc_.tokens[sentence.tokens.end - 1].lower;
    return words <= most_other_words && (last != "." || words == 0);
  }

  [[nodiscard]] std::optional<Day> full_day(const Mention& mention) const {
    if (const Mention* base = inner(mention)) return text(mention, "unit").empty() ? full_day(*base) : std::nullopt;
    if (!text(mention, "numeric").empty()) {
      const Moment moment = by_numbers(text(mention, "numeric"));
      return moment.open.empty() ? std::optional<Day>(from_days(moment.days)) : std::nullopt;
    }
    const auto year = year_of(mention), month = number(text(mention, "month")), day = number(text(mention, "day"));
    return year && month && day && valid(*year, *month, *day) ? std::optional<Day>({*year, *month, *day}) : std::nullopt;
  }

  [[nodiscard]] static bool valid(int year, int month, int day) {
    return month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(year, month);
  }

  // ---- fields
  [[nodiscard]] std::string_view text(const Mention& mention, const char* name) const {
    return field_value(mention, program_.symbols.find(name));
  }

  [[nodiscard]] const Mention* inner(const Mention& mention) const {
    const Symbol base = program_.symbols.find("base");
    for (const Field& field : mention.fields)
      if (field.name == base && field.mention != none && doc_.mentions[field.mention].type == date_) return &doc_.mentions[field.mention];
    return nullptr;
  }

  [[nodiscard]] std::vector<std::string_view> all(const Mention& mention, const char* name) const {
    const Symbol symbol = program_.symbols.find(name);
    std::vector<std::string_view> out;
    for (const Field& field : mention.fields)
      if (field.name == symbol) out.emplace_back(field.value);
    return out;
  }

  /// The values of `offset`, as they are read: 20 and 4 is 24, 2 and 1000 is 2000, 5 and 1/2 is 5.5. None for a vague number.
  [[nodiscard]] std::optional<double> offset(const Mention& mention) const {
    std::optional<double> sum;
    for (const std::string_view value : all(mention, "offset")) {
      const auto next = amount(value);
      if (!next) return std::nullopt;
      sum = !sum ? *next : *next >= 100 && *next > *sum ? *sum * *next : *sum + *next;
    }
    return sum;
  }

  /// A year in figures, or in words: 19 and 97, 19 and 90 and 7.
  [[nodiscard]] std::optional<int> year_of(const Mention& mention) const {
    std::optional<int> year;
    for (const std::string_view value : all(mention, "year")) {
      const auto next = number(value);
      if (!next) return std::nullopt;
      year = !year ? *next : *year < 100 ? *year * 100 + *next : *year + *next;
    }
    if (year && (*year < 1 || *year > 9999)) return std::nullopt;
    return year;
  }

  /// The unit's letters, and by how much it counts ("2W" is a fortnight).
  struct Unit {
    std::string_view letters;
    int factor = 1;
  };
  [[nodiscard]] Unit unit(const Mention& mention) const {
    const std::string_view value = text(mention, "unit");
    const std::size_t at = value.find_first_not_of("0123456789");
    if (at == 0 || at == std::string_view::npos) return {value, 1};
    return {value.substr(at), number(value).value_or(1)};
  }

  // ---- the direction in which a date without a year, or a weekday, lies
  [[nodiscard]] Side stated_side(const Mention& mention) const {
    const std::string_view direction = text(mention, "direction");
    return direction == "back" ? Side::back : direction == "forward" ? Side::forward : Side::unknown;
  }

  struct Tense {
    Side side = Side::unknown;
    bool strong = false;
  };

  /// By the tense of the clause: of the marks of tense in the sentence, the nearest before the date, else the nearest behind it.
  /// A weak mark ("shares", which may be a noun) counts only close before the date, or where there is no other.
  [[nodiscard]] Tense tense_at(TokenRange tokens) const {
    constexpr std::uint32_t close = 4;  // tokens
    const auto marks = tenses_.find(doc_.tokens[tokens.begin].sentence);
    if (marks == tenses_.end()) return {};
    const Mention *before = nullptr, *behind = nullptr, *weak = nullptr;
    for (const std::uint32_t index : marks->second) {
      const Mention& mention = doc_.mentions[index];
      const bool earlier = mention.tokens.end <= tokens.begin;
      if (text(mention, "strength") == "weak") {
        if (!weak || (earlier && mention.tokens.end > weak->tokens.end)) weak = &mention;
        continue;
      }
      if (earlier && (!before || mention.tokens.end > before->tokens.end)) before = &mention;
      if (mention.tokens.begin >= tokens.end && (!behind || mention.tokens.begin < behind->tokens.begin)) behind = &mention;
    }
    const bool weak_is_close = weak && weak->tokens.end <= tokens.begin && weak->tokens.end + close >= tokens.begin;
    if (weak_is_close && (!before || before->tokens.end <= weak->tokens.begin)) return {stated_side(*weak), false};
    if (before || behind) return {stated_side(before ? *before : *behind), true};
    return weak ? Tense{stated_side(*weak), false} : Tense{};
  }

  void collect_tenses() {
    for (std::uint32_t i = 0; tense_ && i < doc_.mentions.size(); ++i)
      if (doc_.mentions[i].type == tense_) tenses_[doc_.tokens[doc_.mentions[i].tokens.begin].sentence].push_back(i);
  }

  [[nodiscard]] Side side_by_tense(TokenRange tokens) const { return tense_at(tokens).side; }

  // ---- values
  void fill(std::uint32_t index, Date& date) {
    const Mention& mention = doc_.mentions[index];
    at_ = mention.tokens;
    const Mention* base = inner(mention);
    date.type = std::string(text(mention, "type"));
    if (date.type.empty() && base) date.type = std::string(text(*base, "type"));
    if (date.type.empty()) date.type = "DATE";
    const Mention& told =
        base && text(mention, "unit").empty() && text(mention, "value").empty() && date.type != "DATE" && date.type != "TIME" ? *base
                                                                                                                              : mention;
    if (!text(told, "value").empty())
      date.value = std::string(text(told, "value"));
    else if (date.type == "SET")
      date.value = set_value(told);
    else if (date.type == "DURATION")
      date.value = duration(told);
    else {
      const Moment moment = resolve(mention);
      date.value = written(moment);
      remember(mention, moment);
    }
  }

  /// What later dates may count from. "A year earlier" is no such date: the next "a year earlier" is the same one.
  void remember(const Mention& mention, const Moment& moment) {
    const bool counted_back = !text(mention, "anchor").empty() && text(mention, "direction") == "back";
    if (counted_back || moment.open.find("_REF") != std::string::npos) return;
    last_ = moment;
    last_sentence_ = doc_.tokens[mention.tokens.begin].sentence;
    if (moment.grain == Grain::quarter && moment.open.empty()) quarter_ = moment;
  }

  [[nodiscard]] Moment resolve(const Mention& mention) const {
    Moment moment;
    const Mention* base = inner(mention);
    if (base && text(*base, "value") != "")
      moment.open = std::string(text(*base, "value"));
    else
      moment = !base                           ? day_or_more(mention)
               : text(mention, "unit").empty() ? part_of(mention, resolve(*base))
                                               : shifted(mention, resolve(*base));
    add_time(mention, moment);
    return moment;
  }

  /// "July last year", "the third quarter of 1990", "Monday of next week": a part of the year or week that another date is.
  [[nodiscard]] Moment part_of(const Mention& mention, Moment year) const {
    const std::string_view month = text(mention, "month"), season = text(mention, "season"), quarter = text(mention, "quarter");
    if (const auto day = number(text(mention, "weekday"))) {
      if (year.open.empty() && year.grain == Grain::week) return {Grain::day, year.days - weekday(year.days) + *day, "", ""};
      return weekday_of(mention);
    }
    if (month.empty() && season.empty() && quarter.empty()) return year;
    if (!year.open.empty() || year.grain < Grain::year) return in_year(mention, std::nullopt);
    return in_year(mention, from_days(year.days).year);
  }

  /// "Two days before Christmas": a distance from another date, as exact as that one. Open where the unit is finer than the date.
  [[nodiscard]] Moment shifted(const Mention& mention, Moment from) const {
    const Grain grain = grain_of(unit(mention).letters);
    if (!from.open.empty()) return from.grain == Grain::day ? Moment{grain, 0, open(grain), ""} : from;
    if (grain > from.grain || !offset(mention) || too_far(*offset(mention), grain)) return {grain, 0, open(grain), ""};
    from.days = moved(from.days, grain, distance(mention));
    from.time.clear();
    return from;
  }

  /// "On the 15th": the last or the next one by the tense; without one, that of this month.
  [[nodiscard]] Moment day_of_month(int day) const {
    if (!published_ || day < 1 || day > 31) return {Grain::day, 0, joined({"XXXX-XX-", digits(day, 2)}), ""};
    const Day today = from_days(*published_);
    const Side side = side_by_tense(at_);
    int month = today.year * 12 + today.month - 1;
    if (side == Side::back && day > today.day) --month;
    if (side == Side::forward && day < today.day) ++month;
    if (!valid(month / 12, month % 12 + 1, day)) return {Grain::day, 0, joined({"XXXX-XX-", digits(day, 2)}), ""};
    return {Grain::day, to_days({month / 12, month % 12 + 1, day}), "", ""};
  }

  [[nodiscard]] Moment day_or_more(const Mention& mention) const {
    if (!text(mention, "value").empty()) return {Grain::day, 0, std::string(text(mention, "value")), ""};
    if (!text(mention, "numeric").empty()) return by_numbers(text(mention, "numeric"));
    if (!text(mention, "easter").empty() || !text(mention, "nth").empty()) return feast(mention);
    if (!text(mention, "weekday").empty()) return weekday_of(mention);
    if (!text(mention, "decade").empty()) return decade(text(mention, "decade"));
    if (const auto century = number(text(mention, "century"))) return {Grain::century, to_days({(*century - 1) * 100 + 50, 1, 1}), "", ""};
    const bool of_year = !text(mention, "month").empty() || !text(mention, "season").empty() || !text(mention, "quarter").empty();
    if (of_year) {
      if (text(mention, "unit") == "Y") {
        const Moment year = by_distance(mention);
        return in_year(mention, year.open.empty() ? std::optional<int>(from_days(year.days).year) : std::nullopt);
      }
      return in_year(mention, year_of(mention));
    }
    if (const auto year = year_of(mention)) return {Grain::year, to_days({*year, 7, 1}), "", ""};
    if (!text(mention, "unit").empty()) return by_distance(mention);
    if (const auto day = number(text(mention, "day"))) return day_of_month(*day);
    return anchor(mention, Grain::day);
  }

  /// The day of publication, or of what the text named last; open if it is not known or not so exact.
  [[nodiscard]] Moment anchor(const Mention& mention, Grain grain) const {
    if (text(mention, "anchor") == "quarter") {
      if (quarter_) return {grain, quarter_->days, "", ""};
      if (published_) return {grain, grain == Grain::quarter ? plus_months(*published_, -3) : *published_, "", ""};
    }
    if (text(mention, "anchor") == "text" && last_ && last_->grain >= Grain::year) {
      if (!last_->open.empty()) return {grain, 0, open(grain), ""};
      if (last_->grain >= grain || grain == Grain::year) return {grain, last_->days, "", ""};
      return {grain, 0, open(grain), ""};
    }
    const bool near = last_ && last_->grain == Grain::day && last_->open.empty() && text(mention, "anchor") == "near" &&
                      is_near(doc_.tokens[at_.begin].sentence);
    if (near) return {grain, last_->days, "", ""};
    if (!published_) return {grain, 0, open(grain), ""};
    return {grain, *published_, "", ""};
  }

  /// In the sentence of the date named last, or the one after it in its paragraph.
  [[nodiscard]] bool is_near(std::uint32_t sentence) const {
    return sentence == last_sentence_ ||
           (sentence == last_sentence_ + 1 && doc_.sentences[sentence].paragraph == doc_.sentences[last_sentence_].paragraph);
  }

  [[nodiscard]] static std::string open(Grain grain) {
    switch (grain) {
      case Grain::day: return "XXXX-XX-XX";
      case Grain::week: return "XXXX-WXX";
      case Grain::weekend: return "XXXX-WXX-WE";
      case Grain::month: return "XXXX-XX";
      case Grain::quarter: return "XXXX-QX";
      case Grain::decade: return "XXX";
      case Grain::century: return "XX";
      default: return "XXXX";
    }
  }

  /// "12/25/1998", "4.5.2024", "2024-07-06": day and month in the order of the setting, unless only one order can be.
  [[nodiscard]] Moment by_numbers(std::string_view numeric) const {
    std::vector<int> parts;
    for (std::size_t at = 0; at < numeric.size() && parts.size() < 3;) {
      parts.push_back(number(numeric.substr(at)).value_or(0));
      const std::size_t mark = numeric.find_first_of("/.-", at);
      at = mark == std::string_view::npos ? numeric.size() : mark + 1;
    }
    if (parts.size() != 3) return {Grain::day, 0, "XXXX-XX-XX", ""};
    int year = parts[2], month = parts[0], day = parts[1];
    if (parts[0] > 31)
      year = parts[0], month = parts[1], day = parts[2];
    else if ((day_first_ || numeric.find('.') != std::string_view::npos || month > 12) && day <= 12)
      std::swap(month, day);
    if (year < 100) year += year < 50 ? 2000 : 1900;
    if (!valid(year, month, day)) return {Grain::day, 0, "XXXX-XX-XX", ""};
    return {Grain::day, to_days({year, month, day}), "", ""};
  }

  /// "1990s", "'80s", "1980" of "the eighties": of two digits, the latest such decade that has begun.
  [[nodiscard]] Moment decade(std::string_view told) const {
    const std::size_t from = told.find_first_of("0123456789");
    int year = from == std::string_view::npos ? 0 : number(told.substr(from)).value_or(0);
    if (year < 100) {
      const int now = published_ ? from_days(*published_).year : 2000;
      year += now - now % 100;
      if (year > now) year -= 100;
    }
    return {Grain::decade, to_days({year, 7, 1}), "", ""};
  }

  [[nodiscard]] Moment feast(const Mention& mention) const {
    const auto day_in = [&](int year) {
      if (const auto after = number(text(mention, "easter"))) return easter(year) + *after;
      const int month = number(text(mention, "month")).value_or(1), nth = number(text(mention, "nth")).value_or(1);
      return nth_weekday(year, month, number(text(mention, "weekday")).value_or(1), nth) + number(text(mention, "day")).value_or(0);
    };
    if (const auto year = year_of(mention)) return {Grain::day, day_in(*year), "", ""};
    if (!published_) return {Grain::day, 0, "XXXX-XX-XX", ""};
    return {Grain::day, chosen(mention, day_in), "", ""};
  }

  /// Of a day that comes every year, the one that is meant: the nearest, unless it is far off and the tense says otherwise.
  template <typename DayIn>
  [[nodiscard]] int chosen(const Mention& mention, DayIn day_in) const {
    constexpr int near = 60;  // days
    const int now = from_days(*published_).year;
    const Side stated = stated_side(mention);
    int best = 0, least = 100000;
    for (const int year : {now - 1, now, now + 1}) {
      const int day = day_in(year), distance = std::abs(day - *published_);
      if ((stated == Side::back && day >= *published_) || (stated == Side::forward && day <= *published_)) continue;
      if (distance < least) least = distance, best = day;
    }
    const Side side = stated == Side::unknown && least > near ? side_by_tense(at_) : Side::unknown;
    if (side == Side::back && best > *published_) return day_in(from_days(best).year - 1);
    if (side == Side::forward && best < *published_) return day_in(from_days(best).year + 1);
    return best;
  }

  [[nodiscard]] Moment weekday_of(const Mention& mention) const {
    const int wanted = number(text(mention, "weekday")).value_or(1);
    const Moment base = anchor(mention, Grain::day);
    if (!base.open.empty()) return {Grain::day, 0, joined({"XXXX-WXX-", digits(wanted, 1)}), ""};
    const int behind = (weekday(base.days) - wanted + 7) % 7, ahead = (7 - behind) % 7;
    const std::string_view direction = text(mention, "direction");
    if (direction == "back") return {Grain::day, base.days - (behind == 0 ? 7 : behind), "", ""};
    if (direction == "forward") return {Grain::day, base.days + (ahead == 0 ? 7 : ahead), "", ""};
    if (direction == "recent") return {Grain::day, base.days - behind, "", ""};
    const Side side = side_by_tense(at_);
    if (side == Side::forward || (direction == "here" && side == Side::unknown)) return {Grain::day, base.days + ahead, "", ""};
    return {Grain::day, base.days - behind, "", ""};
  }

  // ---- parts of a year
  [[nodiscard]] Moment in_year(const Mention& mention, std::optional<int> year) const {
    const std::string_view season = text(mention, "season");
    if (!season.empty()) return season[0] == 'H' ? half_in(mention, year) : season_in(mention, year);
    if (const auto quarter = number(text(mention, "quarter"))) return months_in(mention, year, Grain::quarter, *quarter * 3 - 2);
    const auto month = number(text(mention, "month")), day = number(text(mention, "day"));
    if (!month || *month < 1 || *month > 12) return {Grain::month, 0, "XXXX-XX", ""};
    if (!day) return months_in(mention, year, Grain::month, *month);
    if (year && valid(*year, *month, *day)) return {Grain::day, to_days({*year, *month, *day}), "", ""};
    if (year || !published_ || *day < 1 || *day > 31)
      return {Grain::day, 0, joined({year ? digits(*year, 4) : "XXXX", "-", digits(*month, 2), "-", digits(*day, 2)}), ""};
    const auto day_in = [&](int in) { return to_days({in, *month, std::min(*day, days_of_month(in, *month))}); };
    return {Grain::day, chosen(mention, day_in), "", ""};
  }

  /// A month or quarter: without a year, by the tense the last or the next one; this one is either.
  [[nodiscard]] Moment months_in(const Mention& mention, std::optional<int> year, Grain grain, int month) const {
    if (year) return {grain, to_days({*year, month, 15}), "", ""};
    if (!published_)
      return {grain, 0,
              joined({"XXXX-", grain == Grain::month ? "" : "Q",
                      digits(grain == Grain::month ? month : (month + 2) / 3, grain == Grain::month ? 2 : 1)}),
              ""};
    const Day today = from_days(*published_);
    const int span = grain == Grain::month ? 1 : 3, now = (today.month - 1) / span, wanted = (month - 1) / span;
    const Side stated = stated_side(mention);
    const int distance = wanted - now, year_long = 12 / span;
    if (text(mention, "direction") == "here") return {grain, to_days({today.year, month, 15}), "", ""};
    int shift = distance * 2 > year_long ? -1 : distance * 2 < -year_long ? 1 : 0;  // the nearest
    if (stated != Side::unknown) {
      shift = stated == Side::back ? (distance >= 0 ? -1 : 0) : (distance <= 0 ? 1 : 0);
    } else {
      const Tense tense = tense_at(at_);
      const bool just_over = grain == Grain::quarter && (distance == -1 || distance == year_long - 1);
      if (!just_over && (tense.strong || std::abs(distance) * 3 > year_long) && tense.side != Side::unknown)
        shift = tense.side == Side::forward ? (distance < 0 ? 1 : 0) : (distance > 0 ? -1 : 0);
    }
    return {grain, to_days({today.year + shift, month, 15}), "", ""};
  }

  [[nodiscard]] Moment half_in(const Mention& mention, std::optional<int> year) const {
    const int month = text(mention, "season") == "H1" ? 1 : 7;
    if (!year && !published_) return {Grain::half, 0, joined({"XXXX-", text(mention, "season")}), ""};
    return {Grain::half, to_days({year ? *year : from_days(*published_).year, month, 15}), "", ""};
  }

  [[nodiscard]] Moment season_in(const Mention& mention, std::optional<int> year) const {
    const std::string_view season = text(mention, "season");
    const int month = season_month(season);
    if (!year && !published_) return {Grain::season, 0, joined({"XXXX-", season}), ""};
    if (year) return {Grain::season, to_days({*year, month, 15}), "", ""};
    const Day today = from_days(*published_);
    const int now = (today.year * 12 + today.month) / 3, wanted = (today.year * 12 + month) / 3;  // seasons since year 0
    Side side = stated_side(mention);
    const bool strict = side != Side::unknown, here = text(mention, "direction") == "here";
    if (here) return {Grain::season, to_days({today.year - (month == 12 && today.month < 3 ? 1 : 0), month, 15}), "", ""};
    if (!strict) side = side_by_tense(at_);
    int shift = 0;
    if (side == Side::forward)
      shift = wanted < now || (strict && wanted == now) ? 1 : 0;
    else
      shift = wanted > now || (strict && wanted == now) ? -1 : 0;
    return {Grain::season, to_days({today.year + shift, month, 15}), "", ""};
  }

  // ---- distances
  [[nodiscard]] static Grain grain_of(std::string_view unit) {
    if (unit == "W") return Grain::week;
    if (unit == "WE") return Grain::weekend;
    if (unit == "M") return Grain::month;
    if (unit == "Q") return Grain::quarter;
    if (unit == "DE") return Grain::decade;
    if (unit == "CE") return Grain::century;
    return unit == "Y" ? Grain::year : Grain::day;
  }

  /// No calendar of news goes so far.
  [[nodiscard]] static bool too_far(double count, Grain grain) { return count > (grain == Grain::day ? 30 : 1) * 12000; }

  /// `offset` in units, negative where it leads back.
  [[nodiscard]] double distance(const Mention& mention) const {
    return offset(mention).value_or(0) * unit(mention).factor * (text(mention, "direction") == "back" ? -1 : 1);
  }

  /// A day, so many units away; a weekend is a week.
  [[nodiscard]] static int moved(int days, Grain grain, double steps) {
    switch (grain) {
      case Grain::day: return days + static_cast<int>(std::lround(steps));
      case Grain::week:
      case Grain::weekend: return days + static_cast<int>(std::lround(7 * steps));
      case Grain::month: return plus_months(days, steps);
      case Grain::quarter: return plus_months(days, 3 * steps);
      case Grain::decade: return plus_months(days, 120 * steps);
      case Grain::century: return plus_months(days, 1200 * steps);
      default: return plus_months(days, 12 * steps);
    }
  }

  [[nodiscard]] Moment by_distance(const Mention& mention) const {
    const Unit unit = this->unit(mention);
    const bool time = text(mention, "kind") == "time";
    const Grain grain = time ? Grain::day : grain_of(unit.letters);
    Moment base = anchor(mention, grain);
    const auto count = offset(mention);
    if (!count) return {grain, 0, text(mention, "direction") == "back" && text(mention, "anchor").empty() ? "PAST_REF" : open(grain), ""};
    if (!base.open.empty()) return base;
    if (too_far(*count, grain)) return {grain, 0, open(grain), ""};
    if (time) return {Grain::day, base.days, "", "TXX"};
    const double steps = distance(mention);
    const int whole = static_cast<int>(std::lround(steps));
    if (grain == Grain::weekend)
      base = weekend(base, mention, whole);
    else
      base.days = moved(base.days, grain, steps);
    if (unit.letters == "NI") base.time = "TNI";
    // "a year earlier", of what was said of a quarter or a month: that quarter or month
    const bool of_text = grain == Grain::year && whole != 0 && text(mention, "anchor") == "text";
    if (of_text && last_ && last_->open.empty() && last_->grain > Grain::half && last_->grain <= Grain::month) base.grain = last_->grain;
    if (text(mention, "anchor") == "quarter" && quarter_) base.grain = Grain::quarter;
    return base;
  }

  [[nodiscard]] static int plus_months(int days, double months) {
    const Day d = from_days(days);
    const int all = d.year * 12 + d.month - 1 + static_cast<int>(std::lround(months));
    const int year = all >= 0 ? all / 12 : -((11 - all) / 12), month = all - year * 12 + 1;
    return to_days({year, month, std::min(d.day, days_of_month(year, month))});
  }

  /// A weekend is told by its Saturday. Said without "last" or "next", it is the coming one only if the tense says so.
  [[nodiscard]] Moment weekend(const Moment& base, const Mention& mention, int steps) const {
    const int saturday = base.days - weekday(base.days) + 6;
    const bool ended = weekday(base.days) < 6;
    if (text(mention, "direction").empty() && steps == 0 && ended && side_by_tense(at_) != Side::forward) steps = -1;
    return {Grain::weekend, saturday + 7 * steps, "", ""};
  }

  // ---- times
  void add_time(const Mention& mention, Moment& moment) const {
    const std::string_view part = text(mention, "part"), clock = text(mention, "clock");
    if (!part.empty()) moment.time = std::string(part);
    if (clock.empty()) return;
    const std::size_t colon = clock.find_first_of(":.");
    auto hour = number(clock);
    std::optional<int> minute = colon == std::string_view::npos ? std::optional<int>(0) : number(clock.substr(colon + 1));
    if (colon == std::string_view::npos && hour && clock.size() >= 3) minute = *hour % 100, *hour /= 100;
    if (!hour || !minute || *hour > 24 || *minute > 59) return;
    const std::string_view half = text(mention, "half");
    if ((half == "pm" || half == "TAF" || half == "TEV" || (half == "TNI" && *hour > 5)) && *hour < 12) *hour += 12;
    if ((half == "am" || half == "TMO" || half == "TNI") && *hour == 12) *hour = half == "TNI" ? 24 : 0;
    if (const auto past = number(text(mention, "minute"))) {
      const int at = (*hour * 60 + *minute + *past + 24 * 60) % (24 * 60);
      hour = at / 60, minute = at % 60;
    }
    moment.time = joined({"T", digits(*hour, 2), ":", digits(*minute, 2)});
  }

  // ---- writing
  [[nodiscard]] static std::string written(const Moment& moment) {
    if (!moment.open.empty()) return moment.open + (moment.open.find("_REF") == std::string::npos ? moment.time : "");
    const Day d = from_days(moment.days);
    const std::string year = digits(d.year, 4);
    switch (moment.grain) {
      case Grain::century: return year.substr(0, 2);
      case Grain::decade: return year.substr(0, 3);
      case Grain::year: return year;
      case Grain::half: return year + (d.month <= 6 ? "-H1" : "-H2");
      case Grain::quarter: return year + "-Q" + digits((d.month + 2) / 3, 1);
      case Grain::season: return year + "-" + (d.month < 6 ? "SP" : d.month < 9 ? "SU" : d.month < 12 ? "FA" : "WI");
      case Grain::month: return year + "-" + digits(d.month, 2) + moment.time;
      case Grain::week: return iso_week(moment.days);
      case Grain::weekend: return iso_week(moment.days) + "-WE";
      default: return iso(d) + moment.time;
    }
  }

  /// Units are TIMEX3 letters: D, W, M, Q, Y, DE (decade), CE (century); H, M and S of the kind "time".
  [[nodiscard]] std::string duration(const Mention& mention) const {
    Unit unit = this->unit(mention);
    const bool time = text(mention, "kind") == "time";
    const auto count = offset(mention);
    if (!count) return joined({time ? "PTX" : "PX", unit.letters});
    double n = *count * unit.factor;
    if (unit.letters == "DE") n *= 10, unit.letters = "Y";
    if (unit.letters == "CE") n *= 100, unit.letters = "Y";
    const int whole = static_cast<int>(std::floor(n + 1e-9));
    const double rest = n - whole;
    const std::string head = whole > 0 ? joined({std::to_string(whole), unit.letters}) : "";
    if (rest < 0.05) return (time ? "PT" : "P") + (whole > 0 ? head : joined({"0", unit.letters}));
    const auto part = [&](double of) { return std::to_string(static_cast<int>(std::lround(rest * of))); };
    if (time) return joined({"PT", head, part(60), unit.letters == "H" ? "M" : "S"});
    if (unit.letters == "Y") return joined({"P", head, part(12), "M"});
    if (unit.letters == "D") return joined({"P", head, "T", part(24), "H"});
    return joined({"P", std::to_string(whole), ".", part(10), unit.letters});
  }

  [[nodiscard]] std::string set_value(const Mention& mention) const {
    std::string out;
    if (const auto day = number(text(mention, "weekday")))
      out = joined({"XXXX-WXX-", digits(*day, 1)});
    else if (const auto month = number(text(mention, "month"))) {
      const auto of_month = number(text(mention, "day"));
      out = joined({"XXXX-", digits(*month, 2), of_month ? "-" : "", of_month ? digits(*of_month, 2) : ""});
    } else if (!text(mention, "season").empty())
      out = joined({"XXXX-", text(mention, "season")});
    else if (!text(mention, "unit").empty())
      return duration(mention);
    else
      out = "XXXX-XX-XX";
    return out + std::string(text(mention, "part"));
  }

  Document& doc_;
  const Program& program_;
  bool day_first_;
  Symbol date_, tense_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> tenses_;  ///< mentions that mark a tense, by sentence
  std::optional<int> published_;
  TokenRange at_;               ///< of the date that is being resolved
  std::optional<Moment> last_;  ///< the date named last
  std::uint32_t last_sentence_ = 0;
  std::optional<Moment> quarter_;  ///< the quarter named last
};

}  // namespace

void resolve_dates(Document& document, const Program& program, bool day_first) { DateResolver(document, program, day_first).run(); }

}  // namespace readout
