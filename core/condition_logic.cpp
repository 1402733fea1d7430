// What follows from conditions and patterns. Entry points: implies, excludes, Alternatives::swallows.
//
// Conditions are compared by their structure, down to what single comparisons ask of a word. Patterns are compared by simulation: each
// step of the narrow one must be a step that the wide one can take from where it stands; the relation begins with all pairs of places,
// and loses those that cannot be, until none is lost.
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

class Simulation {
 public:
  Simulation(const Program& program, const Code& code, CodeRange wide, CodeRange narrow)
      : program_(program), code_(code), wide_(wide), narrow_(narrow), width_(narrow.end - narrow.begin + 1) {}

  /// Adds to `work` what it has cost, and gives up where that is more than `most`.
  [[nodiscard]] bool run(std::size_t& work, std::size_t most) {
    const std::size_t places = wide_.end - wide_.begin + 1;
    if ((work += places * places) > most) return false;
    for (std::uint32_t at = wide_.begin; at <= wide_.end; ++at) reached_.push_back(reached_from(code_, wide_, at));
    holds_.assign(places * width_, true);
    for (bool changed = true; changed;) {
      if ((work += places * width_) > most) return false;
      changed = false;
      for (std::uint32_t a = wide_.end + 1; a-- > wide_.begin;)  // what a place rests on stands behind it, most often
        for (std::uint32_t b = narrow_.end + 1; b-- > narrow_.begin;)
          if (holds(a, b) && !follows(a, b)) {
            holds_[place(a, b)] = false;
            changed = true;
          }
      if (!holds(wide_.begin, narrow_.begin)) return false;
    }
    return true;
  }

 private:
  [[nodiscard]] std::size_t place(std::uint32_t a, std::uint32_t b) const { return (a - wide_.begin) * width_ + (b - narrow_.begin); }
  [[nodiscard]] bool holds(std::uint32_t a, std::uint32_t b) const { return holds_[place(a, b)]; }

  [[nodiscard]] bool follows(std::uint32_t a, std::uint32_t b) const {
    const std::vector<std::uint32_t>& ways = reached_[a - wide_.begin];
    if (b == narrow_.end) return std::find(ways.begin(), ways.end(), wide_.end) != ways.end();
    const Instruction& in = code_[b];
    switch (in.op) {
      case Op::split: return holds(a, in.a) && holds(a, in.b);
      case Op::jump: return holds(a, in.a);
      case Op::open:
      case Op::close: return holds(a, b + 1);
      case Op::look:
        if (holds(a, b + 1)) return true;
        [[fallthrough]];
      default:
        return std::any_of(ways.begin(), ways.end(), [&](std::uint32_t way) {
          return way != wide_.end && code_[way].op == in.op && holds(way + 1, b + 1) && takes(program_, code_[way], in);
        });
    }
  }

  const Program& program_;
  const Code& code_;
  CodeRange wide_, narrow_;
  std::size_t width_;
  std::vector<std::vector<std::uint32_t>> reached_;
  std::vector<bool> holds_;
};

}  // namespace

bool implies(const Program& program, std::uint32_t condition, std::uint32_t other) { return Logic(program).implied(condition, other); }

bool excludes(const Program& program, std::uint32_t condition, std::uint32_t other) { return Logic(program).excluded(condition, other); }

Alternatives::Alternatives(const Program& program, const Code& code, std::vector<CodeRange> ranges)
    : program_(program), code_(code), ranges_(std::move(ranges)) {
  for (const CodeRange range : ranges_) beginnings_.push_back(reached_from(code, range, range.begin));
}

/// Whether the wide one can begin with all that the narrow one can begin with: most cannot.
bool Alternatives::begins_alike(std::size_t wide, std::size_t narrow) const {
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
