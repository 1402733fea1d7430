// The parts of the matcher: what stands where in a document, which conditions hold there, and the automaton of the rules.
// Internal to the matcher. Entry points: Lattice, Truth, Runner, emit, Selection.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "conditions.hpp"
#include "program.hpp"

namespace readout::matching {

/// A set of positions as bits. Rows of one owner have the same length.
using Word = std::uint64_t;
using Row = const Word*;

[[nodiscard]] inline bool test(Row row, std::uint32_t at) { return (row[at >> 6U] >> (at & 63U) & 1U) != 0; }
inline void set_bit(Word* row, std::uint32_t at) { row[at >> 6U] |= Word{1} << (at & 63U); }

/// Which conditions hold on which tokens, for a block of tokens at a time. The row of a condition is made when it is first
/// asked for, of the rows of its parts; those that compare a word are found by the word, so that one that holds nowhere costs nothing.
class Truth {
 public:
  Truth(const Document& document, const Program& program);

  /// Makes the rows be about these tokens. A block begins at a multiple of 64, and keeps what it has if it is covered already.
  void cover(TokenRange tokens);
  [[nodiscard]] TokenRange block() const { return block_; }

  [[nodiscard]] bool holds(std::uint32_t condition, std::uint32_t token) { return test(row(condition), token - block_.begin); }
  /// By token of the block: whether the condition, one on tokens, holds.
  [[nodiscard]] Row row(std::uint32_t condition) {
    if (made_[condition] != generation_) make(condition);
    return rows_.data() + condition * width_;
  }
  [[nodiscard]] Symbol lower(std::uint32_t token) const { return words_[token].lower; }
  [[nodiscard]] Symbol text(std::uint32_t token) const { return words_[token].text; }
  [[nodiscard]] Symbol lemma(std::uint32_t token) const { return words_[token].lemma; }

 private:
  struct Words {
    Symbol text, lower, lemma;
  };
  void number_words();
  void fill_word_rows();
  void fill(Attribute attribute, Symbol word, std::uint32_t at);
  void make(std::uint32_t condition);
  void combine(const Condition& condition, Word* out);
  [[nodiscard]] bool flag(Flag wanted, std::uint32_t at) const;
  [[nodiscard]] bool begins(const Condition& condition, std::uint32_t at) const;

  const Document& doc_;
  const Program& program_;
  std::vector<Words> words_;
  TokenRange block_;
  std::size_t width_ = 0;  ///< words of a row
  std::vector<Word> rows_;
  std::vector<std::uint32_t> made_;  ///< by condition: the generation in which its row was made
  std::uint32_t generation_ = 0;
};

/// The mentions of a document by where they begin and end, the longest first.
class Lattice {
 public:
  Lattice(Document& document, const Program& program, Truth& truth) : doc_(document), program_(program), truth_(truth) {}

  void add_quotes();
  /// Noun phrases as <np> and verb groups as <vg>, if a rule asks for them, with the fields that rules ask for.
  void add_phrases();
  void add_lexicon_hits();
  /// Takes in all mentions that the document has now.
  void index();

  struct Span {
    const std::uint32_t *begin_, *end_;
    [[nodiscard]] const std::uint32_t* begin() const { return begin_; }
    [[nodiscard]] const std::uint32_t* end() const { return end_; }
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(end_ - begin_); }
    std::uint32_t operator[](std::uint32_t i) const { return begin_[i]; }
  };
  [[nodiscard]] Span starting(std::uint32_t at) const { return {by_start_.data() + starts_[at], by_start_.data() + starts_[at + 1]}; }
  [[nodiscard]] Span ending(std::uint32_t at) const { return {by_end_.data() + ends_[at], by_end_.data() + ends_[at + 1]}; }

  /// Whether an edge takes a mention, by its type, fields and tokens.
  [[nodiscard]] bool fits(std::uint32_t edge, std::uint32_t mention) const;
  /// By token of the document: whether a mention that the edge takes begins there. Of mentions in the block of the Truth.
  [[nodiscard]] Row row(std::uint32_t edge);
  /// Whether a token is the first of a sentence that is not the first.
  [[nodiscard]] bool crosses(std::uint32_t at) const {
    return at > 0 && at < doc_.tokens.size() && doc_.tokens[at].sentence != doc_.tokens[at - 1].sentence;
  }
  /// Whether a match may hold the tokens on both sides of a place where a sentence begins.
  [[nodiscard]] bool bridged(std::uint32_t at) const { return bridged_[at]; }

 private:
  struct Hit {
    const LexiconEntry* entry = nullptr;
    LexiconMatch way = LexiconMatch::text;
    std::uint32_t end = 0;
  };
  using Hits = std::vector<Hit>;
  [[nodiscard]] std::vector<bool> asked_fields() const;
  void walk(const LexiconLayer& layer, LexiconMatch way, std::uint32_t start, Hits& hits) const;
  [[nodiscard]] bool holds(const Condition& condition, const Mention& mention) const;
  [[nodiscard]] bool field_holds(const Condition& condition, const Mention& mention) const;

  Document& doc_;
  const Program& program_;
  Truth& truth_;
  std::vector<std::uint32_t> starts_, ends_, by_start_, by_end_;
  std::vector<std::uint32_t> types_;                 ///< by mention: the number of its type, or `none`
  std::vector<std::vector<std::uint32_t>> of_type_;  ///< by number of type: its mentions
  std::vector<std::vector<Word>> rows_;              ///< by edge
  std::vector<std::uint32_t> made_;                  ///< by edge: the generation in which its row was made
  std::vector<bool> bridged_;
  std::uint32_t generation_ = 0, block_ = none;
};

/// What a match went through: the borders of captures, the mentions taken, the joins entered.
struct Event {
  enum class Kind : std::uint8_t { open, close, edge, join } kind = Kind::open;
  Symbol name = 0;
  std::uint32_t at = 0, mention = none;
};

/// The automaton: runs code from a position, in the order of preference that the pattern writes.
class Runner {
 public:
  Runner(const Document& document, const Program& program, Truth& truth, Lattice& lattice)
      : doc_(document), program_(program), truth_(truth), lattice_(lattice) {}

  /// The tokens that matches may hold from now on, and the looks that their code may use.
  void open(TokenRange window, std::uint32_t first_look, std::uint32_t last_look);
  /// Begins with another rule.
  void prepare(const Code& code) { rule_.memo.prepare(code.back().a, all_); }
  /// Forgets where the rule failed.
  void forget() { ++rule_.memo.generation; }

  /// The end of the match of the prepared rule from a position, or `none`. What failed for it is remembered for the starts to come.
  [[nodiscard]] std::uint32_t match(const Code& code, std::uint32_t origin);
  [[nodiscard]] const std::vector<Event>& trail() const { return rule_.trail; }

  /// Whether code matches just before (`behind`) or after a match that begins or ends here: in its sentence, or over a quotation.
  [[nodiscard]] bool beside(const Code& code, std::uint32_t at, bool behind) { return succeeds(code, at, behind, lattice_.crosses(at)); }
  /// Whether code matches anywhere inside a range, as far as that lies in the window.
  [[nodiscard]] bool occurs(const Code& code, TokenRange range);
  [[nodiscard]] std::uint64_t steps() const { return steps_; }

 private:
  struct Frame {
    std::uint32_t pc, at;
    std::size_t trail;
    std::uint32_t cursor;  ///< next candidate of a mention, or `none`
  };

  /// The positions at which a join was tried, by generation: a new generation forgets all of them at once.
  struct Memo {
    std::vector<std::uint32_t> seen;
    std::uint32_t generation = 0, base = 0, joins = 0;
    void prepare(std::uint32_t count, TokenRange view) {
      base = view.begin;
      joins = count;
      const std::size_t size = static_cast<std::size_t>(joins) * (view.size() + 1);
      if (seen.size() < size) seen.resize(size, 0);
      ++generation;
    }
    bool enter(std::uint32_t join, std::uint32_t at) {
      std::uint32_t& mark = seen[static_cast<std::size_t>(at - base) * joins + join];
      return std::exchange(mark, generation) != generation;
    }
    void forget(std::uint32_t at) {
      const auto row = seen.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(at - base) * joins);
      std::fill(row, row + joins, 0U);
    }
  };

  /// What one run works with. A look runs inside another run, so each depth of looks has its own.
  struct Scratch {
    Memo memo;
    std::vector<Event> trail;
    std::vector<Frame> stack;
  };

  /// Where a run begins, and whether it reads to the left. At `origin` alone a sentence may begin between what is read and what is
  /// not: where the match begins that the code belongs to. `none` if that lies beyond.
  struct Start {
    std::uint32_t at, origin;
    bool behind;
  };

  std::uint32_t execute(const Code& code, Start start, Scratch& scratch);
  [[nodiscard]] std::uint32_t step(std::uint32_t condition, std::uint32_t at, Start start);
  bool follow(std::uint32_t edge, Frame& now, Start start, Scratch& scratch);
  /// Whether it is plain that nothing from an instruction on can match here.
  [[nodiscard]] bool fails(const Instruction& in, std::uint32_t at, Start start);
  [[nodiscard]] bool look(std::uint32_t index, std::uint32_t at, Start start);
  /// Whether code matches just before or from a position; `over` the beginning of a sentence there, it begins with a quotation.
  [[nodiscard]] bool succeeds(const Code& code, std::uint32_t at, bool behind, bool over);
  /// Has `use` called with a scratch that is free, for code and the tokens that it may take.
  template <typename Use>
  bool within(TokenRange view, const Code& code, Use use);

  static constexpr std::uint32_t look_reach = 200;  ///< tokens; a look sees the neighbourhood, not the document

  const Document& doc_;
  const Program& program_;
  Truth& truth_;
  Lattice& lattice_;
  TokenRange all_, view_;  ///< what was opened; what the code that runs may take of it
  Scratch rule_;
  std::uint64_t steps_ = 0;
  std::uint32_t first_look_ = 0, opened_ = 0;
  std::vector<std::uint32_t> looked_;  ///< by look, position and `over`: 2 * the number of the window + whether it matched
  std::deque<Scratch> scratch_;        ///< a deque, so that a deeper look does not move the memory of the one around it
  std::size_t depth_ = 0;
};

/// What one rule found at one place. `match` is what its pattern took, `tokens` also holds what relations added.
struct Found {
  TokenRange tokens, match;
  std::vector<Capture> captures;
};

/// A mention that a rule wants to emit. `key` is what must not overlap another's, `match` the whole match.
struct Candidate {
  Mention mention;
  TokenRange key, match;
  std::int32_t priority = 0;
  std::uint32_t order = 0;
};

/// Adds to a match what stands in a relation to it. Gives which of the rule's `with` and `unless_with`, counted together, does not hold,
/// or `none`.
[[nodiscard]] std::uint32_t relate(const Document& document, const Lattice& lattice, const RulePlan& rule, Found& found);

[[nodiscard]] std::vector<Capture> captures_of(const std::vector<Event>& trail);
[[nodiscard]] Candidate emit(const Document& document, const Program& program, std::uint32_t rule, const EmitPlan& plan, const Phase& phase,
                             const Found& found);
/// Which candidates of a phase stay: those of one window after those of another, so that the cost of putting them in order does not grow
/// with the text. They become mentions of the document at once, which the lattice sees from the next phase on. A log, where one is given,
/// gets the others.
class Selection {
 public:
  Selection(Document& document, const Phase& phase, MatchLog* log);
  /// Takes the candidates of a window, which overlap none of another.
  void take(std::vector<Candidate>& candidates);

 private:
  Document& doc_;
  const Phase& phase_;
  MatchLog* log_;
  std::vector<std::uint32_t> walls_;  ///< by token, the mention inside which the phase emits nothing
  std::vector<bool> taken_;           ///< by token
};

}  // namespace readout::matching
