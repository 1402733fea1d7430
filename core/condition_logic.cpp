// What follows from conditions and patterns. Entry points: implies, excludes, Alternatives::swallows.
//
// Conditions are compared by their structure, down to what single comparisons ask of a word. Patterns are compared by simulation: each
// step of the narrow one must be a step that the wide one can take from where it stands; the relation begins with all pairs of places to
// which their beginnings lead, and loses those that cannot be, until none is lost.
#include "condition_logic.hpp"

#include <algorithm>

namespace readout {
namespace {

using Kind = Condition::Kind;
using Op = Instruction::Op;

constexpr std::size_t most_places = 300;  ///< of a pattern that is compared
constexpr std::size_t most_steps = 2000;  ///< of one question on conditions

class Logic {
 public:
  explicit Logic(const Program& program) : program_(program) {}

  [[nodiscard]] bool implied(std::uint32_t condition, std::uint32_t other) {
    if (condition == other || at(other).kind == Kind::always) return true;
    if (++steps_ > most_steps) return false;
    const Condition &c = at(condition), &d = at(other);
    const auto from_c = [&](std::uint32_t part) { return implied(part, other); };
    const auto to_d = [&](std::uint32_t part) { return implied(condition, part); };
    if (d.kind == Kind::all) return std::all_of(d.parts.begin(), d.parts.end(), to_d);
    if (c.kind == Kind::any) return std::all_of(c.parts.begin(), c.parts.end(), from_c);
    if (d.kind == Kind::negation && excluded(condition, d.parts.front())) return true;
    if (d.kind == Kind::any && std::any_of(d.parts.begin(), d.parts.end(), to_d)) return true;
    if (c.kind == Kind::all) return std::any_of(c.parts.begin(), c.parts.end(), from_c);
    if (is_of_end(c) && c.kind == d.kind) return implied(c.parts.front(), d.parts.front());
    return is_comparison(c) && is_comparison(d) && compared_alike(c, d) && values_within(c, d);
  }

  [[nodiscard]] bool excluded(std::uint32_t condition, std::uint32_t other) {
    if (++steps_ > most_steps) return false;
    const Condition &c = at(condition), &d = at(other);
    const auto from_c = [&](std::uint32_t part) { return excluded(part, other); };
    const auto to_d = [&](std::uint32_t part) { return excluded(condition, part); };
    if (c.kind == Kind::negation && implied(other, c.parts.front())) return true;
    if (d.kind == Kind::negation && implied(condition, d.parts.front())) return true;
    if (c.kind == Kind::any) return std::all_of(c.parts.begin(), c.parts.end(), from_c);
    if (d.kind == Kind::any) return std::all_of(d.parts.begin(), d.parts.end(), to_d);
    if (c.kind == Kind::all) return std::any_of(c.parts.begin(), c.parts.end(), from_c);
    if (d.kind == Kind::all) return std::any_of(d.parts.begin(), d.parts.end(), to_d);
    if (is_of_end(c) && c.kind == d.kind) return excluded(c.parts.front(), d.parts.front());
    if (!is_comparison(c) || !is_comparison(d) || !compared_alike(c, d)) return false;
    if (c.attribute == Attribute::field) return asks_for_none(c) != asks_for_none(d);  // a field may have several values
    return values_apart(c, d) || values_apart(d, c);
  }

 private:
  [[nodiscard]] const Condition& at(std::uint32_t condition) const { return program_.conditions[condition]; }
  [[nodiscard]] static bool is_of_end(const Condition& c) { return c.kind == Kind::first || c.kind == Kind::last || c.kind == Kind::head; }
  [[nodiscard]] static bool is_comparison(const Condition& c) {
    return c.kind == Kind::equals || c.kind == Kind::prefix || c.kind == Kind::member || c.kind == Kind::has;
  }
  [[nodiscard]] static bool asks_for_none(const Condition& c) { return c.kind == Kind::equals && c.text.empty(); }
  [[nodiscard]] static bool compared_alike(const Condition& c, const Condition& d) {
    return c.attribute == d.attribute && c.field == d.field;
  }
  /// A word that conditions are compared by: with its symbol, where it has one.
  struct Word {
    std::string_view text;
    Symbol symbol;
  };
  /// Of a condition of kind equals.
  [[nodiscard]] static Word word_of(const Condition& c) { return {c.text, c.value}; }
  [[nodiscard]] bool in_set(Word word, const Condition& d) const { return word.symbol && program_.sets[d.set].contains(word.symbol); }
  template <typename Test>
  [[nodiscard]] bool each_word(const Condition& c, Test test) const {
    const WordList& words = program_.sets[c.set];
    return std::all_of(words.begin(), words.end(), [&](Symbol word) { return test(Word{program_.symbols.text(word), word}); });
  }

  /// Whether every value that c takes is one that d takes.
  [[nodiscard]] bool values_within(const Condition& c, const Condition& d) const {
    if (d.kind == Kind::has) return c.kind == Kind::has ? c.text == d.text : c.kind == Kind::equals && c.text == d.text;
    if (c.kind == Kind::has || (asks_for_none(c) && d.kind != Kind::prefix)) return false;
    const auto taken = [&](Word value) {
      if (d.kind == Kind::member) return in_set(value, d);
      return d.kind == Kind::prefix ? value.text.starts_with(d.text) : value.text == d.text;
    };
    if (c.kind == Kind::equals) return !c.text.empty() && taken(word_of(c));
    if (c.kind == Kind::prefix) return d.kind == Kind::prefix && c.text.starts_with(d.text);
    return each_word(c, taken);
  }

  /// Whether no value that c takes is one that d takes, where c is the simpler one.
  [[nodiscard]] bool values_apart(const Condition& c, const Condition& d) const {
    const auto left = [&](Word value) {
      if (d.kind == Kind::member) return !in_set(value, d);
      return d.kind == Kind::prefix ? !value.text.starts_with(d.text) : d.kind == Kind::equals && value.text != d.text;
    };
    if (c.kind == Kind::equals) return left(word_of(c));
    if (c.kind == Kind::member) return each_word(c, left);
    return c.kind == Kind::prefix && d.kind == Kind::prefix && !c.text.starts_with(d.text) && !d.text.starts_with(c.text);
  }

  const Program& program_;
  std::size_t steps_ = 0;
};

/// The tokens, mentions and looks of a part, and its end, to which a way leads that takes no word.
std::vector<std::uint32_t> reached_from(const Code& code, CodeRange part, std::uint32_t start) {
  std::vector<std::uint32_t> out;
  walk_code(code, part, start, [&](std::uint32_t at) {
    const Op op = at == part.end ? Op::accept : code[at].op;
    const bool goes_on = op == Op::split || op == Op::jump || op == Op::open || op == Op::close;
    if (!goes_on) out.push_back(at);
    return goes_on;
  });
  return out;
}

/// Whether what one instruction takes is taken by another of its kind.
bool takes(const Program& program, const Instruction& wide, const Instruction& narrow) {
  if (wide.a == narrow.a) return true;
  if (wide.op == Op::token) return implies(program, narrow.a, wide.a);
  if (wide.op != Op::mention) return false;
  const Edge &of_wide = program.edges[wide.a], &of_narrow = program.edges[narrow.a];
  return std::all_of(of_narrow.types.begin(), of_narrow.types.end(),
                     [&](Symbol type) { return std::find(of_wide.types.begin(), of_wide.types.end(), type) != of_wide.types.end(); }) &&
         implies(program, of_narrow.condition, of_wide.condition);
}

/// Only pairs of places are looked at to which a pair leads that was looked at, from the beginnings on: most end soon.
class Simulation {
 public:
  Simulation(const Program& program, const Code& code, CodeRange wide, CodeRange narrow)
      : program_(program), code_(code), wide_(wide), narrow_(narrow), width_(narrow.end - narrow.begin + 1) {}

  /// Adds to `work` what it has cost, and gives up where that is more than `most`.
  [[nodiscard]] bool run(std::size_t& work, std::size_t most) {
    const std::size_t places = wide_.end - wide_.begin + 1;
    constexpr std::size_t numbers_a_step = 16;  // that are only written, a line of the cache
    if ((work += places * width_ / numbers_a_step) > most) return false;
    numbers_.assign(places * width_, none);
    reached_.resize(places);
    static_cast<void>(number_of(wide_.begin, narrow_.begin));
    for (std::size_t pair = 0; pair < pairs_.size(); ++pair) {
      expand(pair);
      if ((work += 1 + pairs_[pair].next.size()) > most) return false;
    }
    for (bool changed = true; changed;) {
      if ((work += pairs_.size()) > most) return false;
      changed = false;
      for (std::size_t pair = pairs_.size(); pair-- > 0;)  // what a pair rests on was found after it, most often
        if (pairs_[pair].holds && !follows(pairs_[pair])) {
          pairs_[pair].holds = false;
          changed = true;
        }
      if (!pairs_.front().holds) return false;
    }
    return true;
  }

 private:
  struct Pair {
    std::uint32_t wide = 0, narrow = 0;
    bool holds = true;
    bool rests_on_all = false;        ///< of `next`; else on one of them
    std::vector<std::uint32_t> next;  ///< numbers of pairs
  };

  [[nodiscard]] std::uint32_t number_of(std::uint32_t a, std::uint32_t b) {
    std::uint32_t& number = numbers_[(a - wide_.begin) * width_ + (b - narrow_.begin)];
    if (number == none) {
      number = static_cast<std::uint32_t>(pairs_.size());
      pairs_.push_back({a, b, true, false, {}});
    }
    return number;
  }

  /// The tokens, mentions and looks of the wide one to which a place leads.
  [[nodiscard]] const std::vector<std::uint32_t>& ways_from(std::uint32_t a) {
    std::vector<std::uint32_t>& ways = reached_[a - wide_.begin];
    if (ways.empty()) ways = reached_from(code_, wide_, a);
    return ways;
  }

  void expand(std::size_t pair) {
    const std::uint32_t a = pairs_[pair].wide, b = pairs_[pair].narrow;
    std::vector<std::uint32_t> next;
    bool all = true;
    const Op op = b == narrow_.end ? Op::accept : code_[b].op;
    if (op == Op::accept) {
      const std::vector<std::uint32_t>& ways = ways_from(a);
      all = std::find(ways.begin(), ways.end(), wide_.end) != ways.end();  // all of none hold, but not one of them
    } else if (op == Op::split) {
      next = {number_of(a, code_[b].a), number_of(a, code_[b].b)};
    } else if (op == Op::jump) {
      next = {number_of(a, code_[b].a)};
    } else if (op == Op::open || op == Op::close) {
      next = {number_of(a, b + 1)};
    } else {
      all = false;
      if (op == Op::look) next.push_back(number_of(a, b + 1));
      for (const std::uint32_t way : ways_from(a))
        if (way != wide_.end && code_[way].op == op && takes(program_, code_[way], code_[b])) next.push_back(number_of(way + 1, b + 1));
    }
    pairs_[pair].rests_on_all = all;
    pairs_[pair].next = std::move(next);
  }

  [[nodiscard]] bool follows(const Pair& pair) const {
    const auto holds = [&](std::uint32_t number) { return pairs_[number].holds; };
    return pair.rests_on_all ? std::all_of(pair.next.begin(), pair.next.end(), holds)
                             : std::any_of(pair.next.begin(), pair.next.end(), holds);
  }

  const Program& program_;
  const Code& code_;
  CodeRange wide_, narrow_;
  std::size_t width_;
  std::vector<std::uint32_t> numbers_;               ///< by pair of places, or `none`
  std::vector<std::vector<std::uint32_t>> reached_;  ///< by place of the wide one; empty where nobody asked
  std::vector<Pair> pairs_;
};

}  // namespace

bool implies(const Program& program, std::uint32_t condition, std::uint32_t other) { return Logic(program).implied(condition, other); }

bool excludes(const Program& program, std::uint32_t condition, std::uint32_t other) { return Logic(program).excluded(condition, other); }

Alternatives::Alternatives(const Program& program, const Code& code, std::vector<CodeRange> ranges)
    : program_(program), code_(code), ranges_(std::move(ranges)) {
  for (const CodeRange range : ranges_) {
    Words& words = words_.emplace_back();
    for (const std::uint32_t at : beginnings_.emplace_back(reached_from(code, range, range.begin))) {
      if (at == range.end || code[at].op != Op::token) continue;
      const Condition& condition = program.conditions[code[at].a];
      const bool word = condition.kind == Kind::equals && condition.attribute == Attribute::lower && condition.value != 0;
      const std::uint64_t bit = std::uint64_t{1} << (condition.value % 64);
      words.asked |= word ? bit : 0;
      words.known |= word ? bit : ~std::uint64_t{0};
    }
  }
}

/// Whether the wide one can begin with all that the narrow one can begin with: most cannot.
bool Alternatives::begins_alike(std::size_t wide, std::size_t narrow) const {
  if ((words_[narrow].asked & ~words_[wide].known) != 0) return false;
  const auto begins_with = [&](auto test) { return std::any_of(beginnings_[wide].begin(), beginnings_[wide].end(), test); };
  return std::all_of(beginnings_[narrow].begin(), beginnings_[narrow].end(), [&](std::uint32_t at) {
    if (at == ranges_[narrow].end) return begins_with([&](std::uint32_t way) { return way == ranges_[wide].end; });
    return code_[at].op == Op::look || begins_with([&](std::uint32_t way) {
             return way != ranges_[wide].end && code_[way].op == code_[at].op && takes(program_, code_[way], code_[at]);
           });
  });
}

bool Alternatives::swallows(std::size_t wide, std::size_t narrow, std::size_t& work, std::size_t most) const {
  const auto size = [&](std::size_t alternative) { return std::size_t{ranges_[alternative].end} - ranges_[alternative].begin + 1; };
  if (size(wide) > most_places || size(narrow) > most_places || (work += size(wide)) > most || !begins_alike(wide, narrow)) return false;
  return Simulation(program_, code_, ranges_[wide], ranges_[narrow]).run(work, most);
}

}  // namespace readout
