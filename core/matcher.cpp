// Runs the phases of a program over the tokens and mentions of a document. Entry point: match.
//
// The document is a lattice: tokens are edges from i to i + 1, mentions are edges over several tokens (matcher_lattice.cpp).
// Each rule is a backtracking automaton over it, with a memory of where it failed (matcher_run.cpp). No rule matches across the start
// of a sentence, except over a quotation. Nothing recurses with the input; looks nest only as deep as the grammar writes.
//
// The bound. Of a window (a paragraph, or several that a quotation joins; a long one is cut where sentences begin) let T be the tokens,
// M the mentions, and S the tokens of the longest stretch that no match leaves: a sentence (at most 400 tokens), or sentences that a
// quotation joins. Let C be the instructions of a rule and U those of its `unless`; L those of the looks of its phase, R = 200 the
// tokens that a look sees. Then the steps of a rule are at most
//     C (T + M)            for all that fails, whatever the pattern repeats, for all starts together
//     + (C + U) S          for each match: its own length is read again, and its sentence where something is forbidden there
//     + L (T + M) (R + 1)  for the looks, which all rules of the phase share
// and the memory is 4 bytes for each pair of a join of C and a position of the window, and 8 for each of a look and one. T + M grows with
// the text and all else is fixed, so the time is linear in text and in program. tests/unit/matcher_test.cpp counts the steps.
//
// A rule is entered only where it can succeed: in a paragraph that holds something the rule needs (a word, a mention of a type),
// at tokens with which a match can begin and behind which, in the same sentence, stands what it needs. Where tokens satisfy a
// condition is kept as bits (matcher_truth.cpp), so this is decided for 64 tokens at a time.
#include <algorithm>

#include "matcher_parts.hpp"
#include "stages.hpp"
#include "syntax.hpp"

namespace readout {
namespace {

using namespace matching;

class Matcher {
 public:
  Matcher(Document& document, const Program& program, MatchLog* log)
      : doc_(document),
        program_(program),
        log_(log),
        truth_(document, program),
        lattice_(document, program, truth_),
        runner_(document, program, truth_, lattice_),
        live_(program.rules.size()) {}

  std::uint64_t run(MatchStage stage) {
    if (asks_everywhere()) analyse_syntax(doc_, *program_.language);
    find_joined();
    if (stage == MatchStage::mentions) {
      lattice_.add_quotes();
      lattice_.add_phrases();
      lattice_.add_lexicon_hits();
    }
    for (const Phase& phase : program_.phases)
      if (phase.stage == stage) run_phase(phase);
    return runner_.steps();
  }

 private:
  /// Which sentences a quotation joins with the one before: those that it runs over, and a paragraph that is all quotation, or that
  /// begins with one after a colon, for its speaker stands in the paragraph before.
  void find_joined() {
    std::vector<std::int32_t> opening(doc_.sentences.size() + 1, 0);
    for (const Quote& quote : doc_.quotes) {
      ++opening[doc_.tokens[quote.tokens.begin].sentence + 1];
      --opening[doc_.tokens[quote.tokens.end - 1].sentence + 1];
    }
    joined_.assign(doc_.sentences.size(), false);
    std::int32_t open = 0;
    for (std::size_t i = 0; i < joined_.size(); ++i) joined_[i] = (open += opening[i]) > 0;
    for (const Quote& quote : doc_.quotes) {
      const std::uint32_t first = doc_.tokens[quote.tokens.begin].sentence, last = doc_.tokens[quote.tokens.end - 1].sentence;
      if (first == 0 || doc_.sentences[first].tokens.begin != quote.tokens.begin) continue;
      const bool whole = doc_.sentences[last].tokens.end == quote.tokens.end &&
                         (last + 1 == doc_.sentences.size() || doc_.sentences[last + 1].paragraph != doc_.sentences[last].paragraph);
      if (whole || doc_.tokens[quote.tokens.begin - 1].lower == ":") joined_[first] = true;
    }
  }

  void run_phase(const Phase& phase) {
    lattice_.index();
    Selection selection(doc_, phase, log_);
    std::vector<Candidate> candidates;
    for (std::size_t first = 0; first < doc_.sentences.size();) {
      std::size_t last = first + 1;
      while (last < doc_.sentences.size() && (doc_.sentences[last].paragraph == doc_.sentences[last - 1].paragraph || joined_[last]) &&
             doc_.sentences[last].tokens.end - doc_.sentences[first].tokens.begin < longest_window)
        ++last;
      open_window({doc_.sentences[first].tokens.begin, doc_.sentences[last - 1].tokens.end}, phase);
      for (const std::uint32_t rule : entered(phase)) run_rule(rule, phase, candidates);
      selection.take(candidates);
      candidates.clear();
      first = last;
    }
  }

  void open_window(TokenRange window, const Phase& phase) {
    window_ = window;
    truth_.cover(window);
    runner_.open(window, phase.first_look, phase.last_look);
    base_ = truth_.block().begin;
    first_word_ = (window.begin - base_) / 64;
    words_ = window.empty() ? 0 : (window.end - 1 - base_) / 64 - first_word_ + 1;
    stretches_.clear();
    for (std::uint32_t begin = window.begin, at = begin + 1; begin < window.end; ++at)
      if (at == window.end || (lattice_.crosses(at) && !lattice_.bridged(at))) stretches_.push_back({std::exchange(begin, at), at});
  }

  [[nodiscard]] Row row_of(Element element) {
    return element.kind == Element::Kind::token ? truth_.row(element.index) : lattice_.row(element.index);
  }

  /// The rules of which something that they need stands in the window, in order.
  [[nodiscard]] const std::vector<std::uint32_t>& entered(const Phase& phase) {
    entered_ = phase.always_entered;
    for (const Phase::Trigger& trigger : phase.triggers) {
      if (!stands_in_window(row_of(trigger.element))) continue;
      for (const std::uint32_t rule : trigger.rules)
        if (!std::exchange(live_[rule], 1)) entered_.push_back(rule);
    }
    std::sort(entered_.begin(), entered_.end());
    for (const std::uint32_t rule : entered_) live_[rule] = 0;
    return entered_;
  }

  [[nodiscard]] bool stands_in_window(Row row) const {
    const std::uint32_t begin = window_.begin - base_, end = window_.end - base_;
    for (std::uint32_t word = first_word_; word < first_word_ + words_; ++word)
      if (row[word] & mask(word, begin, end)) return true;
    return false;
  }

  /// The bits of a word that lie in [begin, end).
  [[nodiscard]] static Word mask(std::uint32_t word, std::uint32_t begin, std::uint32_t end) {
    Word bits = ~Word{0};
    if (word == begin / 64) bits &= ~Word{0} << (begin % 64);
    if (word == end / 64) bits &= end % 64 ? ~Word{0} >> (64 - end % 64) : 0;
    return bits;
  }

  void join_rows(const std::vector<Element>& elements, std::vector<Word>& out) {
    out.assign(words_, 0);
    for (const Element element : elements) {
      const Row row = row_of(element) + first_word_;
      for (std::uint32_t i = 0; i < words_; ++i) out[i] |= row[i];
    }
  }

  /// One after the last token of a stretch that is set in `needed_`, or the beginning of the stretch.
  [[nodiscard]] std::uint32_t last_needed(TokenRange stretch) const {
    const std::uint32_t begin = stretch.begin - base_, end = stretch.end - base_;
    for (std::uint32_t word = (end - 1) / 64 + 1; word-- > begin / 64;)
      if (const Word bits = needed_[word - first_word_] & mask(word, begin, end)) return base_ + word * 64 + highest(bits) + 1;
    return stretch.begin;
  }
  [[nodiscard]] static std::uint32_t highest(Word bits) { return 63U - static_cast<std::uint32_t>(__builtin_clzll(bits)); }
  [[nodiscard]] static std::uint32_t lowest(Word bits) { return static_cast<std::uint32_t>(__builtin_ctzll(bits)); }

  void run_rule(std::uint32_t index, const Phase& phase, std::vector<Candidate>& candidates) {
    const RulePlan& rule = program_.rules[index];
    join_rows(rule.first, starts_);
    if (!rule.needed.empty()) join_rows(rule.needed, needed_);
    runner_.prepare(rule.code);
    std::uint32_t sentence = none;
    for (const TokenRange stretch : stretches_) {
      const std::uint32_t end = (rule.needed.empty() ? stretch.end : last_needed(stretch)) - base_, begin = stretch.begin - base_;
      if (end == begin) continue;
      for (std::uint32_t word = begin / 64; word <= (end - 1) / 64; ++word)
        for (Word bits = starts_[word - first_word_] & mask(word, begin, end); bits; bits &= bits - 1) {
          const std::uint32_t start = base_ + word * 64 + lowest(bits);
          // What failed for a start in an earlier sentence may have done so only because it was barred.
          if (std::exchange(sentence, doc_.tokens[start].sentence) != doc_.tokens[start].sentence) runner_.forget();
          try_at(index, start, phase, candidates);
        }
    }
  }

  void try_at(std::uint32_t index, std::uint32_t start, const Phase& phase, std::vector<Candidate>& candidates) {
    const RulePlan& rule = program_.rules[index];
    const std::uint32_t end = runner_.match(rule.code, start);
    if (end == none || end == start) return;
    Found found{{start, end}, {start, end}, captures_of(runner_.trail())};
    if (!rule.with.empty() || !rule.unless_with.empty() || !rule.unless_clause.empty()) analyse(found);
    const std::uint32_t barrier = excluded(rule, found.match), lacking = barrier == none ? relate(doc_, lattice_, rule, found) : none;
    if (barrier != none || lacking != none) {
      const LossReason reason = barrier != none ? LossReason::unless : LossReason::relation;
      if (log_) log_->push_back({index, reason, found.match, asked_of(rule, found, lacking), barrier != none ? barrier : lacking});
      return;
    }
    for (const EmitPlan& plan : rule.emits) candidates.push_back(emit(doc_, program_, index, plan, phase, found));
  }

  /// The words whose relation a rule asks for, by its turn.
  [[nodiscard]] static TokenRange asked_of(const RulePlan& rule, const Found& found, std::uint32_t relation) {
    if (relation == none) return {};
    const std::size_t turn = relation, wanted = rule.with.size();
    const RelationPlan& plan = turn < wanted ? rule.with[turn] : rule.unless_with[turn - wanted];
    for (const Capture& capture : found.captures)
      if (capture.name == plan.anchor) return capture.tokens;
    return {};
  }

  /// Whether conditions of words or <np> and <vg> read the trees of the whole text. What asks for relations alone reads those of the
  /// sentences where its pattern matches.
  [[nodiscard]] bool asks_everywhere() const {
    const auto used = [&](Symbol type) { return type < program_.type_of.size() && program_.type_of[type] != none; };
    return used(program_.noun_phrase) || used(program_.verb_group) ||
           std::any_of(program_.conditions.begin(), program_.conditions.end(),
                       [](const Condition& c) { return c.attribute == Attribute::deprel || c.attribute == Attribute::chunk; });
  }

  /// The sentences of a match and of what it caught.
  void analyse(const Found& found) {
    analyse_sentences(doc_, *program_.language, found.match);
    for (const Capture& capture : found.captures) analyse_sentences(doc_, *program_.language, capture.tokens);
  }

  /// Which of the rule's `unless` holds, counted over all kinds, or `none`.
  [[nodiscard]] std::uint32_t excluded(const RulePlan& rule, TokenRange tokens) {
    std::uint32_t turn = 0;
    for (const Look& look : rule.unless) {
      if (runner_.beside(look.code, look.behind ? tokens.begin : tokens.end, look.behind)) return turn;
      ++turn;
    }
    if (const std::uint32_t found = occurring(rule.inside, tokens); found != none) return turn + found;
    turn += static_cast<std::uint32_t>(rule.inside.size());
    if (const std::uint32_t found = occurring(rule.unless_sentence, sentences_of(tokens), sentence_asked_); found != none)
      return turn + found;
    turn += static_cast<std::uint32_t>(rule.unless_sentence.size());
    if (rule.unless_clause.empty()) return none;
    const std::uint32_t found = in_clause(rule.unless_clause, tokens);
    return found == none ? none : turn + found;
  }

  /// The first that occurs in a range, or `none`.
  [[nodiscard]] std::uint32_t occurring(const std::vector<Code>& list, TokenRange range) {
    for (std::uint32_t i = 0; i < list.size(); ++i)
      if (runner_.occurs(list[i], range)) return i;
    return none;
  }

  /// The matches of a rule in one sentence ask the same again and again.
  struct Asked {
    const std::vector<Code>* list = nullptr;
    TokenRange range;
    std::uint32_t found = none;
  };
  [[nodiscard]] std::uint32_t occurring(const std::vector<Code>& list, TokenRange range, Asked& last) {
    if (last.list != &list || !(last.range == range)) last = {&list, range, occurring(list, range)};
    return last.found;
  }

  [[nodiscard]] TokenRange sentences_of(TokenRange tokens) const {
    return {doc_.sentences[doc_.tokens[tokens.begin].sentence].tokens.begin,
            doc_.sentences[doc_.tokens[tokens.end - 1].sentence].tokens.end};
  }

  /// The first that occurs in the smallest clause that holds the head of a match, the clauses inside it left out; in its sentence where
  /// nothing was parsed.
  [[nodiscard]] std::uint32_t in_clause(const std::vector<Code>& list, TokenRange tokens) {
    const std::uint32_t clause = clause_of(doc_, head_of(doc_, tokens));
    if (clause == none) return occurring(list, sentences_of(tokens), clause_asked_);
    const TokenRange whole = doc_.clauses[clause].tokens;
    if (clause_asked_.list == &list && clause_asked_.range == whole) return clause_asked_.found;
    clause_asked_ = {&list, whole, none};
    for (const TokenRange words : clause_words(doc_, clause)) clause_asked_.found = std::min(clause_asked_.found, occurring(list, words));
    return clause_asked_.found;
  }

  static constexpr std::uint32_t longest_window = 2000;

  Document& doc_;
  const Program& program_;
  MatchLog* log_;
  Truth truth_;
  Lattice lattice_;
  Runner runner_;
  TokenRange window_;
  std::uint32_t base_ = 0, first_word_ = 0, words_ = 0;  ///< of the rows: the first token, the first word of the window, their number
  std::vector<bool> joined_;                             ///< by sentence
  std::vector<TokenRange> stretches_;                    ///< parts of the window out of which no match reaches
  std::vector<Word> starts_, needed_;                    ///< by token of the window
  std::vector<char> live_;                               ///< by rule
  std::vector<std::uint32_t> entered_;
  Asked sentence_asked_, clause_asked_;
};

}  // namespace

std::uint64_t match(Document& document, const Program& program, MatchStage stage, MatchLog* log) {
  return document.tokens.empty() ? 0 : Matcher(document, program, log).run(stage);
}

}  // namespace readout
