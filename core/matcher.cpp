// Runs the phases of a program over the tokens and mentions of a document. Entry point: match.
//
// The document is a lattice: tokens are edges from i to i + 1, mentions are edges over several tokens. Each rule is a
// backtracking automaton over it, tried at every start. A pair (instruction, position) that failed once is never tried again
// for that rule (as in RE2's bit-state search), so a rule costs at most instructions × positions for all starts together, plus
// the length of what it matches. No rule matches across the start of a sentence, except over a mention that does so (a
// quotation). Nothing recurses with the input; looks nest only as deep as the grammar writes them.
#include <algorithm>
#include <deque>
#include <set>

#include "program.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

using Op = Instruction::Op;

struct Words {
  Symbol text, lower, lemma, tag, upos, shape;
};

struct Event {
  enum class Kind : std::uint8_t { open, close, edge } kind;
  Symbol name;
  std::uint32_t at, mention;
};

struct Found {
  TokenRange tokens;
  std::vector<Capture> captures;
};

struct Candidate {
  Mention mention;
  TokenRange key, match;
  std::int32_t priority;
  std::uint32_t order;
};

class Matcher {
 public:
  Matcher(Document& document, const Program& program) : doc_(document), program_(program) {}

  std::uint64_t run(MatchStage stage) {
    if (doc_.tokens.empty()) return 0;
    number_words();
    if (stage == MatchStage::mentions) {
      add_quotes();
      add_lexicon_hits();
    }
    for (const Phase& phase : program_.phases)
      if (phase.stage == stage) run_phase(phase);
    return steps_;
  }

 private:
  // ---- the lattice
  void number_words() {
    const Symbols& symbols = program_.symbols;
    words_.reserve(doc_.tokens.size());
    std::string lemma;
    for (const Token& token : doc_.tokens) {
      const std::string_view text = doc_.slice(token.range);
      lemma = token.lemma;
      for (char& c : lemma)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      const Symbol shape = text.size() > 64 ? 0 : symbols.find(word_shape(text, token.lower));
      words_.push_back(
          {symbols.find(text), symbols.find(token.lower), symbols.find(lemma), symbols.find(token.xpos), symbols.find(token.upos), shape});
    }
  }

  void add_quotes() {
    for (const Quote& quote : doc_.quotes) {
      Mention mention;
      mention.type = program_.quote;
      mention.tokens = quote.tokens;
      if (!mention.tokens.empty()) doc_.mentions.push_back(std::move(mention));
    }
  }

  void add_lexicon_hits() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> hits;  // entry, end
    for (std::uint32_t start = 0; start < doc_.tokens.size(); ++start) {
      hits.clear();
      for (std::size_t way = 0; way < program_.tries.size(); ++way) walk(static_cast<LexiconMatch>(way), start, hits);
      for (std::size_t i = 0; i < hits.size(); ++i) {
        const Symbol lexicon = program_.entries[hits[i].first].lexicon;
        const bool beaten = std::any_of(hits.begin(), hits.end(), [&](const auto& other) {
          return program_.entries[other.first].lexicon == lexicon &&
                 (other.second > hits[i].second || (other.second == hits[i].second && other.first < hits[i].first));
        });
        if (beaten) continue;
        Mention mention;
        mention.type = lexicon;
        mention.tokens = {start, hits[i].second};
        mention.fields = program_.entries[hits[i].first].fields;
        doc_.mentions.push_back(std::move(mention));
      }
    }
  }

  void walk(LexiconMatch way, std::uint32_t start, std::vector<std::pair<std::uint32_t, std::uint32_t>>& hits) const {
    const Trie& trie = program_.tries[static_cast<std::size_t>(way)];
    std::uint32_t node = 0;
    for (std::uint32_t at = start; at < doc_.tokens.size() && doc_.tokens[at].sentence == doc_.tokens[start].sentence; ++at) {
      const Words& word = words_[at];
      const Symbol symbol = way == LexiconMatch::text ? word.text : way == LexiconMatch::lower ? word.lower : word.lemma;
      if (!symbol) return;
      const auto next = trie.nodes[node].next.find(symbol);
      if (next == trie.nodes[node].next.end()) return;
      node = next->second;
      for (const std::uint32_t entry : trie.nodes[node].entries) hits.emplace_back(entry, at + 1);
    }
  }

  void index_mentions() {
    const std::size_t positions = doc_.tokens.size() + 1;
    starts_.assign(positions + 1, 0);
    ends_.assign(positions + 1, 0);
    for (const Mention& mention : doc_.mentions) {
      ++starts_[mention.tokens.begin + 1];
      ++ends_[mention.tokens.end + 1];
    }
    for (std::size_t i = 1; i <= positions; ++i) {
      starts_[i] += starts_[i - 1];
      ends_[i] += ends_[i - 1];
    }
    by_start_.resize(doc_.mentions.size());
    by_end_.resize(doc_.mentions.size());
    std::vector<std::uint32_t> start_fill(starts_.begin(), starts_.end() - 1), end_fill(ends_.begin(), ends_.end() - 1);
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      by_start_[start_fill[doc_.mentions[i].tokens.begin]++] = i;
      by_end_[end_fill[doc_.mentions[i].tokens.end]++] = i;
    }
    for (std::size_t at = 0; at < positions; ++at) {
      const auto longer = [&](std::uint32_t a, std::uint32_t b) { return doc_.mentions[a].tokens.size() > doc_.mentions[b].tokens.size(); };
      std::stable_sort(by_start_.begin() + starts_[at], by_start_.begin() + starts_[at + 1], longer);
      std::stable_sort(by_end_.begin() + ends_[at], by_end_.begin() + ends_[at + 1], longer);
    }
  }

  // ---- conditions
  [[nodiscard]] bool flag(Flag wanted, std::uint32_t at) const {
    const Token& token = doc_.tokens[at];
    const std::string_view text = doc_.slice(token.range);
    switch (wanted) {
      case Flag::capitalized: return is_upper(decode(text, 0).value);
      case Flag::upper:
        return text.size() > 1 &&
               std::all_of(text.begin(), text.end(),
                           [](char c) { return (c >= 'A' && c <= 'Z') || c == '.' || c == '&' || c == '-' || (c >= '0' && c <= '9'); }) &&
               std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) > 1;
      case Flag::number: return !text.empty() && text[0] >= '0' && text[0] <= '9';
      case Flag::punctuation: return token.upos == "PUNCT";
      case Flag::quoted: return token.quoted;
      case Flag::sentence_start: return doc_.sentences[token.sentence].tokens.begin == at;
      case Flag::sentence_end: return doc_.sentences[token.sentence].tokens.end == at + 1;
      case Flag::glued: return !token.space_before;
      case Flag::headline: return doc_.sentences[token.sentence].kind == SentenceKind::headline;
    }
    return false;
  }

  [[nodiscard]] Symbol symbol_of(Attribute attribute, std::uint32_t at) const {
    const Words& word = words_[at];
    switch (attribute) {
      case Attribute::text: return word.text;
      case Attribute::lower: return word.lower;
      case Attribute::lemma: return word.lemma;
      case Attribute::tag: return word.tag;
      case Attribute::upos: return word.upos;
      case Attribute::length: return program_.symbols.find(length_of(at));
      default: return word.shape;
    }
  }

  /// The code points of a token, as a number.
  [[nodiscard]] std::string length_of(std::uint32_t at) const {
    const std::string_view text = doc_.slice(doc_.tokens[at].range);
    return std::to_string(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  }

  [[nodiscard]] std::string text_of(Attribute attribute, std::uint32_t at) const {
    const Token& token = doc_.tokens[at];
    switch (attribute) {
      case Attribute::text: return std::string(doc_.slice(token.range));
      case Attribute::lower: return std::string(token.lower);
      case Attribute::lemma: return std::string(token.lemma);
      case Attribute::tag: return std::string(token.xpos);
      case Attribute::upos: return std::string(token.upos);
      case Attribute::length: return length_of(at);
      default: return word_shape(doc_.slice(token.range), token.lower);
    }
  }

  /// `at` is the token, or of a mention its first one; `mention` is null for a token.
  [[nodiscard]] bool holds(std::uint32_t index, std::uint32_t at, const Mention* mention) const {
    const Condition& c = program_.conditions[index];
    using Kind = Condition::Kind;
    if (mention && c.on == Condition::On::last) at = mention->tokens.end - 1;
    switch (c.kind) {
      case Kind::always: return true;
      case Kind::flag: return flag(c.flag, at);
      case Kind::all: return std::all_of(c.parts.begin(), c.parts.end(), [&](std::uint32_t part) { return holds(part, at, mention); });
      case Kind::any: return std::any_of(c.parts.begin(), c.parts.end(), [&](std::uint32_t part) { return holds(part, at, mention); });
      case Kind::negation: return !holds(c.parts.front(), at, mention);
      default: break;
    }
    if (c.attribute == Attribute::field) return field_holds(c, *mention);
    if (c.kind == Kind::equals) return symbol_of(c.attribute, at) == c.value;
    if (c.kind == Kind::member) return program_.sets[c.set].contains(symbol_of(c.attribute, at)) && symbol_of(c.attribute, at) != 0;
    return text_of(c.attribute, at).compare(0, c.text.size(), c.text) == 0;
  }

  [[nodiscard]] static bool has_word(std::string_view list, std::string_view word) {
    for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
      if ((at == 0 || list[at - 1] == ' ') && (at + word.size() == list.size() || list[at + word.size()] == ' ')) return true;
    return false;
  }

  [[nodiscard]] bool field_holds(const Condition& c, const Mention& mention) const {
    bool any = false;
    for (const Field& field : mention.fields) {
      if (field.name != c.field) continue;
      any = true;
      if (c.kind == Condition::Kind::equals && field.value == c.text) return true;
      if (c.kind == Condition::Kind::prefix && field.value.compare(0, c.text.size(), c.text) == 0) return true;
      if (c.kind == Condition::Kind::has && has_word(field.value, c.text)) return true;
      if (c.kind == Condition::Kind::member) {
        const Symbol value = program_.symbols.find(field.value);
        if (value && program_.sets[c.set].contains(value)) return true;
      }
    }
    return !any && c.kind == Condition::Kind::equals && c.text.empty();
  }

  // ---- the automaton
  struct Frame {
    std::uint32_t pc, at;
    std::size_t trail;
    std::uint32_t cursor;  ///< next candidate of a mention edge
  };

  /// The positions at which an instruction was tried, by generation: a new generation forgets all of them at once.
  struct Memo {
    std::vector<std::uint32_t> seen;
    std::uint32_t generation = 0, base = 0, width = 0;
    void prepare(std::size_t code, std::uint32_t from, std::uint32_t to) {
      base = from;
      width = to - from + 1;
      if (seen.size() < code * width) seen.resize(code * width, 0);
      ++generation;
    }
    bool enter(std::uint32_t pc, std::uint32_t at) {
      std::uint32_t& mark = seen[static_cast<std::size_t>(pc) * width + (at - base)];
      return std::exchange(mark, generation) != generation;
    }
  };

  [[nodiscard]] bool crosses(std::uint32_t at) const {
    return at > 0 && at < doc_.tokens.size() && doc_.tokens[at].sentence != doc_.tokens[at - 1].sentence;
  }

  /// The position after one step over a token, or `none`.
  [[nodiscard]] std::uint32_t step(std::uint32_t condition, std::uint32_t at, std::uint32_t origin, bool behind) const {
    if (at != origin && crosses(at)) return none;
    if (behind) return at > window_.begin && !(at == origin && crosses(at)) && holds(condition, at - 1, nullptr) ? at - 1 : none;
    return at < window_.end && holds(condition, at, nullptr) ? at + 1 : none;
  }

  [[nodiscard]] bool fits(const Edge& edge, const Mention& mention) const {
    return std::find(edge.types.begin(), edge.types.end(), mention.type) != edge.types.end() &&
           holds(edge.condition, mention.tokens.begin, &mention);
  }

  /// Runs code from `origin`; gives the end, or `none`. Captures are left in `trail`.
  std::uint32_t execute(const Code& code, std::uint32_t origin, bool behind, Memo& memo, std::vector<Event>& trail,
                        std::vector<Frame>& stack) {
    trail.clear();
    stack.clear();
    stack.push_back({0, origin, 0, none});
    while (!stack.empty()) {
      auto [pc, at, depth, cursor] = stack.back();
      stack.pop_back();
      trail.resize(depth, Event{});
      for (bool alive = true; alive;) {
        if (cursor == none && !memo.enter(pc, at)) break;
        ++steps_;
        const Instruction& in = code[pc];
        switch (in.op) {
          case Op::accept: return at;
          case Op::jump: pc = in.a; break;
          case Op::split:
            stack.push_back({in.b, at, trail.size(), none});
            pc = in.a;
            break;
          case Op::open:
          case Op::close:
            trail.push_back({in.op == Op::open ? Event::Kind::open : Event::Kind::close, in.a, at, none});
            ++pc;
            break;
          case Op::token:
            at = step(in.a, at, origin, behind);
            alive = at != none;
            ++pc;
            break;
          case Op::mention: alive = follow(program_.edges[in.a], pc, at, cursor, origin, behind, trail, stack); break;
          case Op::look:
            alive = look(in.a, at);
            ++pc;
            break;
        }
        cursor = none;
      }
    }
    return none;
  }

  /// Takes the next mention that fits, leaving a frame for those after it.
  bool follow(const Edge& edge, std::uint32_t& pc, std::uint32_t& at, std::uint32_t cursor, std::uint32_t origin, bool behind,
              std::vector<Event>& trail, std::vector<Frame>& stack) const {
    const bool barred = at != origin && crosses(at);  // a quotation alone may begin in a later sentence than the words before it
    const auto& order = behind ? by_end_ : by_start_;
    const auto& first = behind ? ends_ : starts_;
    for (std::uint32_t i = cursor == none ? first[at] : cursor; i < first[at + 1]; ++i) {
      const Mention& mention = doc_.mentions[order[i]];
      const std::uint32_t next = behind ? mention.tokens.begin : mention.tokens.end;
      if (next < window_.begin || next > window_.end || (barred && mention.type != program_.quote) || !fits(edge, mention)) continue;
      stack.push_back({pc, at, trail.size(), i + 1});
      trail.push_back({Event::Kind::edge, 0, at, order[i]});
      at = next;
      ++pc;
      return true;
    }
    return false;
  }

  bool look(std::uint32_t index, std::uint32_t at) {
    const Look& wanted = program_.looks[index];
    if (depth_ > 0) return succeeds(wanted.code, at, wanted.behind) != wanted.negated;
    // A look outside others depends on its place alone, and the mentions do not change within a phase.
    Seen& known = looked_[static_cast<std::size_t>(index - first_look_) * (window_.size() + 1) + (at - window_.begin)];
    if (known == Seen::unknown) known = succeeds(wanted.code, at, wanted.behind) ? Seen::yes : Seen::no;
    return (known == Seen::yes) != wanted.negated;
  }

  enum class Seen : std::uint8_t { unknown, no, yes };

  /// What one run of the automaton works with. A look runs inside another run, so each depth of looks has its own.
  struct Scratch {
    Memo memo;
    std::vector<Event> trail;
    std::vector<Frame> stack;
  };

  bool succeeds(const Code& code, std::uint32_t at, bool behind) {
    if (depth_ == scratch_.size()) scratch_.emplace_back();
    Scratch& own = scratch_[depth_];
    const TokenRange outer = window_;
    window_ = behind ? TokenRange(std::max(outer.begin, at > look_reach ? at - look_reach : 0), at)
                     : TokenRange(at, std::min(at + look_reach, outer.end));
    own.memo.prepare(code.size(), window_.begin, window_.end);
    ++depth_;
    const bool found = execute(code, at, behind, own.memo, own.trail, own.stack) != none;
    --depth_;
    window_ = outer;
    return found;
  }

  // ---- phases
  void run_phase(const Phase& phase) {
    index_mentions();
    first_look_ = phase.first_look;
    std::vector<Candidate> candidates;
    for (std::size_t first = 0; first < doc_.sentences.size();) {
      std::size_t last = first + 1;
      while (last < doc_.sentences.size() && doc_.sentences[last].paragraph == doc_.sentences[first].paragraph &&
             doc_.sentences[last].tokens.end - doc_.sentences[first].tokens.begin < longest_window)
        ++last;
      window_ = {doc_.sentences[first].tokens.begin, doc_.sentences[last - 1].tokens.end};
      looked_.assign(static_cast<std::size_t>(phase.last_look - phase.first_look) * (window_.size() + 1), Seen::unknown);
      for (std::uint32_t rule = phase.first_rule; rule < phase.last_rule; ++rule) run_rule(rule, phase, candidates);
      first = last;
    }
    accept(phase, candidates);
  }

  void run_rule(std::uint32_t index, const Phase& phase, std::vector<Candidate>& candidates) {
    const RulePlan& rule = program_.rules[index];
    memo_.prepare(rule.code.size(), window_.begin, window_.end);
    for (std::uint32_t start = window_.begin; start < window_.end; ++start) {
      if (crosses(start)) ++memo_.generation;  // what failed here for a start in an earlier sentence may do so only because it is barred
      if (!may_begin(rule, start)) continue;
      const std::uint32_t end = execute(rule.code, start, false, memo_, trail_, stack_);
      if (end == none) continue;
      ++memo_.generation;
      if (end == start) continue;
      Found found{{start, end}, captures_of(trail_)};
      if (!excluded(rule, found.tokens))
        for (const EmitPlan& plan : rule.emits) candidates.push_back(emit(index, plan, phase, found));
    }
  }

  [[nodiscard]] bool may_begin(const RulePlan& rule, std::uint32_t start) const {
    for (std::uint32_t i = starts_[start]; i < starts_[start + 1]; ++i)
      if (std::find(rule.first_types.begin(), rule.first_types.end(), doc_.mentions[by_start_[i]].type) != rule.first_types.end())
        return true;
    return std::any_of(rule.first_conditions.begin(), rule.first_conditions.end(),
                       [&](std::uint32_t condition) { return holds(condition, start, nullptr); });
  }

  [[nodiscard]] static std::vector<Capture> captures_of(const std::vector<Event>& trail) {
    std::vector<Capture> captures;
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < trail.size(); ++i) {
      if (trail[i].kind == Event::Kind::open) open.push_back(i);
      if (trail[i].kind != Event::Kind::close || open.empty()) continue;
      const std::size_t from = open.back();
      open.pop_back();
      Capture capture{trail[i].name, {trail[from].at, trail[i].at}, none};
      std::size_t edges = 0;
      for (std::size_t k = from; k < i; ++k)
        if (trail[k].kind == Event::Kind::edge && ++edges) capture.mention = trail[k].mention;
      if (edges != 1) capture.mention = none;
      captures.push_back(capture);
    }
    return captures;
  }

  bool excluded(const RulePlan& rule, TokenRange tokens) {
    for (const Look& look : rule.unless)
      if (succeeds(look.code, look.behind ? tokens.begin : tokens.end, look.behind)) return true;
    for (const Code& code : rule.inside)
      for (std::uint32_t at = tokens.begin; at < tokens.end; ++at)
        if (succeeds_within(code, at, tokens.end)) return true;
    return false;
  }

  bool succeeds_within(const Code& code, std::uint32_t at, std::uint32_t end) {
    const TokenRange outer = std::exchange(window_, TokenRange(window_.begin, end));
    const bool found = succeeds(code, at, false);
    window_ = outer;
    return found;
  }

  // ---- emission
  Candidate emit(std::uint32_t index, const EmitPlan& plan, const Phase& phase, const Found& found) {
    Candidate candidate{{}, {}, found.tokens, program_.rules[index].priority, index};
    Mention& mention = candidate.mention;
    mention.type = plan.type;
    mention.tokens = found.tokens;
    mention.rule = index;
    mention.captures = found.captures;
    for (const Capture& capture : found.captures)
      if (plan.where && capture.name == plan.where) mention.tokens = capture.tokens;
    std::vector<Symbol> done;
    for (const FieldPlan& field : plan.fields) {
      if (std::find(done.begin(), done.end(), field.name) != done.end()) continue;
      if (field.condition && captured(found, field.condition) == field.negated) continue;
      const std::size_t before = mention.fields.size();
      for (const ValueSource& value : field.values) add_value(field.name, value, found, mention);
      if (mention.fields.size() > before) done.push_back(field.name);
    }
    candidate.key = mention.tokens;
    for (const Field& field : mention.fields)
      if (phase.overlap_on && field.name == phase.overlap_on && !field.tokens.empty()) candidate.key = field.tokens;
    return candidate;
  }

  [[nodiscard]] static bool captured(const Found& found, Symbol name) {
    return std::any_of(found.captures.begin(), found.captures.end(),
                       [&](const Capture& capture) { return capture.name == name && !capture.tokens.empty(); });
  }

  void add_value(Symbol name, const ValueSource& value, const Found& found, Mention& mention) const {
    if (value.kind == ValueSource::Kind::constant) {
      Field field;
      field.name = name;
      field.value = value.constant;
      mention.fields.push_back(std::move(field));
      return;
    }
    for (const Capture& capture : found.captures) {
      if (capture.name != value.capture || capture.tokens.empty()) continue;
      if (value.kind == ValueSource::Kind::capture) {
        mention.fields.push_back({name, std::string(doc_.slice(doc_.bytes(capture.tokens))), capture.tokens, capture.mention});
        continue;
      }
      for (Field field : attribute_values(capture, value.attribute)) {
        field.name = name;
        if (value.kind == ValueSource::Kind::lookup) {
          field.value = program_.look_up(program_.symbols.text(value.lexicon), field.value, program_.symbols.text(value.result));
          field.tokens = {};
        }
        if (!field.value.empty()) mention.fields.push_back(std::move(field));
      }
    }
  }

  /// An attribute of a capture: a field of the mention that filled it, or lower, lemma or text of its words.
  [[nodiscard]] std::vector<Field> attribute_values(const Capture& capture, Symbol attribute) const {
    std::vector<Field> out;
    if (capture.mention != none)
      for (const Field& field : doc_.mentions[capture.mention].fields)
        if (field.name == attribute) out.push_back(field);
    if (!out.empty()) return out;
    const std::string& name = program_.symbols.text(attribute);
    if (name != "lower" && name != "lemma" && name != "text") return out;
    Field field;
    for (std::uint32_t i = capture.tokens.begin; i < capture.tokens.end; ++i) {
      if (i > capture.tokens.begin && doc_.tokens[i].space_before) field.value += ' ';
      field.value += name == "lower"   ? doc_.tokens[i].lower
                     : name == "lemma" ? doc_.tokens[i].lemma
                                       : std::string(doc_.slice(doc_.tokens[i].range));
    }
    out.push_back(std::move(field));
    return out;
  }

  /// By token, the mention inside which the phase emits nothing.
  [[nodiscard]] std::vector<std::uint32_t> walls_of(const Phase& phase) const {
    std::vector<std::uint32_t> walls(doc_.tokens.size() + 1, none);
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const Mention& mention = doc_.mentions[i];
      if (std::find(phase.outside.begin(), phase.outside.end(), mention.type) != phase.outside.end())
        std::fill(walls.begin() + mention.tokens.begin, walls.begin() + mention.tokens.end, i);
    }
    return walls;
  }

  /// Priority, then length, then place in the text, then place in the grammar.
  void accept(const Phase& phase, std::vector<Candidate>& candidates) {
    std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      if (a.priority != b.priority) return a.priority > b.priority;
      if (a.key.size() != b.key.size()) return a.key.size() > b.key.size();
      if (a.key.begin != b.key.begin) return a.key.begin < b.key.begin;
      if (a.order != b.order) return a.order < b.order;
      return a.mention.tokens.size() > b.mention.tokens.size();
    });
    std::vector<bool> taken(doc_.tokens.size());
    const std::vector<std::uint32_t> walls = walls_of(phase);
    std::vector<Mention> accepted;
    std::set<std::array<std::uint32_t, 3>> matches;  // rule and place of what was accepted: all that one match emits stands together
    for (Candidate& candidate : candidates) {
      const auto from = taken.begin() + candidate.key.begin, to = taken.begin() + candidate.key.end;
      const std::uint32_t wall = walls[candidate.mention.tokens.begin];
      if (wall != none && doc_.mentions[wall].tokens.covers(candidate.mention.tokens)) continue;
      const std::array<std::uint32_t, 3> match = {candidate.order, candidate.match.begin, candidate.match.end};
      if (phase.overlap == Overlap::longest && !matches.contains(match) && std::find(from, to, true) != to) continue;
      matches.insert(match);
      std::fill(from, to, true);
      accepted.push_back(std::move(candidate.mention));
    }
    std::stable_sort(accepted.begin(), accepted.end(), [](const Mention& a, const Mention& b) {
      return a.tokens.begin != b.tokens.begin ? a.tokens.begin < b.tokens.begin : a.tokens.end > b.tokens.end;
    });
    for (Mention& mention : accepted) doc_.mentions.push_back(std::move(mention));
  }

  static constexpr std::uint32_t longest_window = 2000;
  static constexpr std::uint32_t look_reach = 200;  ///< a look sees the neighbourhood, not the document

  Document& doc_;
  const Program& program_;
  std::vector<Words> words_;
  std::vector<std::uint32_t> starts_, ends_, by_start_, by_end_;
  TokenRange window_;
  std::uint64_t steps_ = 0;
  Memo memo_;
  std::vector<Event> trail_;
  std::vector<Frame> stack_;
  std::uint32_t first_look_ = 0;
  std::vector<Seen> looked_;     ///< results of looks in this window, by look and position
  std::deque<Scratch> scratch_;  ///< a deque, so that a deeper look does not move the memory of the one around it
  std::size_t depth_ = 0;
};

}  // namespace

std::uint64_t match(Document& document, const Program& program, MatchStage stage) { return Matcher(document, program).run(stage); }

}  // namespace readout
