// The document and everything the stages write into it. Entry point: Document.
//
// Invariant: Document::text is owned once and never altered. Everything else is a Range of BYTES into it, half-open
// [begin, end), on code point boundaries. UTF-16 and code point offsets exist only at the edge (json.cpp).
//   text "Zoë met Li."  tokens [0,4) [5,8) [9,11) [11,12)   ("ë" has two bytes)
// Token ranges are half-open ranges of indexes into Document::tokens and are called TokenRange.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace readout {

inline constexpr std::uint32_t none = 0xFFFFFFFF;

struct Range {
  std::uint32_t begin = 0, end = 0;
  [[nodiscard]] bool empty() const { return begin >= end; }
  [[nodiscard]] std::uint32_t size() const { return end > begin ? end - begin : 0; }
  [[nodiscard]] bool covers(Range o) const { return begin <= o.begin && o.end <= end; }
  [[nodiscard]] bool overlaps(Range o) const { return begin < o.end && o.begin < end; }
  friend bool operator==(Range a, Range b) { return a.begin == b.begin && a.end == b.end; }
};

/// Indexes of tokens, not bytes.
struct TokenRange : Range {
  TokenRange() = default;
  TokenRange(std::uint32_t b, std::uint32_t e) : Range{b, e} {}
};

using Symbol = std::uint32_t;  ///< index into a Program's symbol table; 0 is "not in the grammar"

struct Token {
  Range range;
  std::string_view lower;      ///< lower-cased text, curly apostrophes made straight; points into Document::words
  std::string_view lemma;      ///< written by the language stage; points into Document::words
  std::string_view xpos = "";  ///< Penn tag; points to static storage
  std::string_view upos = "";  ///< UD tag; points to static storage
  std::uint32_t sentence = 0;  ///< index into Document::sentences
  bool space_before = false;   ///< white space between this token and the one before it
  bool quoted = false;         ///< stands inside a quotation

  std::uint32_t head = none;     ///< index of the token that this one depends on; `none` for the root of a sentence
  std::string_view deprel = "";  ///< UD relation to it, "root" for a root; static storage; empty where nothing was parsed
  TokenRange subtree;            ///< the token with all that depends on it, directly or not: always one range
  std::uint32_t phrase = none;   ///< index into Document::phrases of the innermost phrase that holds it
};

enum class PhraseKind : std::uint8_t { noun, verb };

/// A noun phrase without what follows its head ("the three Armenian soldiers" of "the three Armenian soldiers who fell"), or a
/// verb group ("has not been invited", "is ready to meet"). A possessor is a phrase inside another. Strings are of static storage.
struct Phrase {
  PhraseKind kind = PhraseKind::noun;
  TokenRange tokens;
  std::uint32_t head = none;  ///< token: the noun; the main verb, or the predicate of a copula ("is ready"); a noun that is a predicate
                              ///< ("was a minister") is no part of its verb group "was", which it heads all the same

  TokenRange determiner, possessor;  ///< of a noun phrase: "the"; "Armenia's" or "their". May be empty
  TokenRange quantity;               ///< of a noun phrase: "three", "some 200"
  std::string_view number = "";      ///< of a noun phrase: singular, plural

  std::string_view tense = "";   ///< of a verb group: past, present, future; empty for infinitives and participles
  std::string_view aspect = "";  ///< of a verb group: simple, perfect, progressive, perfect progressive
  std::string_view voice = "";   ///< of a verb group: active, passive
  std::string_view modality =
      "";  ///< of a verb group: "would", "may" ... (not "will"); "be to"; "be ready to", "have to" ... of the infinitive; or empty
  bool negated = false;  ///< of a verb group; of a noun phrase: its determiner is "no"
  bool finite = false;   ///< of a verb group
};

/// A predicate with all that belongs to it. `kind` is main, complement, subject, relative, adverbial, coordinate or parenthetic;
/// `form` is finite, that, wh, to, gerund, participle, bare or verbless. Strings are of static storage.
struct Clause {
  TokenRange tokens;
  std::uint32_t head = none;      ///< token: its predicate
  std::uint32_t governor = none;  ///< token that it depends on: the verb or noun that it complements or modifies; `none` for a main clause
  std::uint32_t phrase = none;    ///< its verb group, an index into Document::phrases
  std::string_view kind = "", form = "";
};

enum class SentenceKind : std::uint8_t { prose, headline, dateline, bullet };

struct Sentence {
  TokenRange tokens;
  Range range;
  std::uint32_t paragraph = 0;
  SentenceKind kind = SentenceKind::prose;
  bool parsed = false;               ///< its tokens have heads; what follows is known
  Range phrases = {}, clauses = {};  ///< indexes into Document::phrases and Document::clauses
};

/// A quotation. `tokens` includes its marks, `inner` leaves them out; `closed` is false where the end mark is missing.
struct Quote {
  TokenRange tokens, inner;
  std::uint32_t depth = 0;  ///< 0 for an outermost quotation
  bool closed = true;
};

/// A named part of a match. `mention` is the index of the mention that filled it, or `none`.
struct Capture {
  Symbol name = 0;
  TokenRange tokens;
  std::uint32_t mention = none;
};

/// A field of an emitted mention: a constant or looked-up string, or a span of tokens, or both (the span's text).
struct Field {
  Symbol name = 0;
  std::string value;
  TokenRange tokens;
  std::uint32_t mention = none;
  Symbol symbol = none;  ///< of `value`: 0 if the grammar does not mention this text, `none` if nobody looked it up
};

/// What a rule, a lexicon or the language layer found: an edge of the lattice over the tokens.
struct Mention {
  Symbol type = 0;
  TokenRange tokens;
  std::uint32_t rule = none;  ///< index of the rule in the Program, or `none` for a lexicon entry or a quotation
  std::vector<Field> fields;  ///< several fields of one name make a list
  std::vector<Capture> captures;
  std::uint32_t link = none;  ///< of <actor>, <place> and <date>: index into the document's list
};

/// Why what a rule matched was not kept: another rule's find in the same words won, it lies inside a mention of a type that its phase
/// stays out of, an `unless` of the rule holds, or a relation (`with`, `unless with`) forbids it.
enum class LossReason : std::uint8_t { overlap, outside, unless, relation };

struct SpanSet {
  std::vector<Range> spans;  ///< bytes, in text order
};

struct ActorMention {
  Range range;
  std::string_view kind;  ///< name, title, nominal, pronoun, metonym; static storage
  std::uint32_t rule = none;
};

struct Role {
  std::string title, of, country, status = "current";  ///< `of` and `country` may be empty
  Range range;
};

struct Actor {
  std::string type, name, country, sector;  ///< country: ISO 3166-1 alpha-3; country and sector may be empty
  std::vector<std::string> aliases;
  std::vector<Role> roles;
  std::vector<ActorMention> mentions;
  std::string external_id;   ///< the user's own id for it; may be empty
  bool kept = false;         ///< stays an actor though it is provisional and no event uses it
  bool provisional = false;  ///< a description ("two officials") that counts only if an event uses it
};

struct Place {
  std::string name, country;
  std::optional<double> lat, lon;
  std::vector<ActorMention> mentions;
};

struct Date {
  Range range;
  std::string type, value;  ///< TIMEX3
  std::uint32_t rule = none;
};

struct Codes {
  std::string event, mode, cameo, because;
  std::vector<std::string> context;
};

/// Another telling of a meeting that says something else of its status, place or date than the record does.
struct Conflict {
  std::string_view field;                   ///< "status", "place" or "date"; static storage
  std::string status;                       ///< of a status, what that telling says
  std::uint32_t place = none, date = none;  ///< of a place or a date, the index of what that telling says
  SpanSet evidence;
};

/// Actors, places and dates are indexes into the document's lists.
struct Meeting {
  std::string status, format;
  std::string kind;  ///< what a rule calls it, for its codes; not told in the results
  std::vector<std::uint32_t> participants, host, mediators, reporters;
  std::uint32_t place = none, date = none;
  SpanSet topic, occasion, evidence;
  std::vector<Conflict> conflicts;
  Codes codes;
  double confidence = 0;
  std::uint32_t rule = none;
  std::vector<std::pair<std::string, Range>> derivation;  ///< capture name and its bytes
};

struct Position {
  std::uint32_t holder = none, date = none;
  std::string act, stance, quote, certainty;
  bool negated = false;
  std::vector<std::uint32_t> target, reporters;
  SpanSet source, cue, content, evidence;
  Codes codes;
  double confidence = 0;
  std::uint32_t rule = none;
  std::vector<std::pair<std::string, Range>> derivation;
};

/// Owns the strings that tokens point to. They stay where they are when it is moved, and live as long as it does.
class WordArena {
 public:
  /// `size` bytes to be written by the caller. Never null, even for none.
  [[nodiscard]] char* take(std::size_t size) {
    if (size > left_) {
      left_ = std::max<std::size_t>(size, kBlock);
      blocks_.push_back(std::make_unique<char[]>(left_));
      next_ = blocks_.back().get();
    }
    char* at = next_;
    next_ += size;
    left_ -= size;
    return at;
  }
  [[nodiscard]] std::string_view add(std::string_view word) {
    char* at = take(word.size());
    std::copy(word.begin(), word.end(), at);
    return {at, word.size()};
  }

 private:
  static constexpr std::size_t kBlock = 4096;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

/// Can be moved, not copied: its tokens point into `words`.
/// A cell of the matrix of stances: where one holder stands on one issue, by all positions that tell it.
struct Stance {
  std::uint32_t holder = none;
  std::uint32_t target = none;  ///< the actor towards whom, or `none` for a topic
  std::string topic;            ///< words of the article; empty for an actor
  std::string stance;           ///< pro, con, neutral, mixed
  std::vector<std::uint32_t> positions;
};

/// What one speaker of a transcript says, from behind his name ("PRESIDENT RUIZ:") to the next one's.
struct Turn {
  Range words;
  std::uint32_t speaker = 0;  ///< an actor, or `none` ("QUESTION:")
};

struct Document {
  std::string id, title, published, text;
  WordArena words;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Quote> quotes;
  std::vector<Phrase> phrases;  ///< of those sentences that were parsed, one sentence after another, each in the order of first tokens
  std::vector<Clause> clauses;  ///< likewise, in the order of heads
  std::vector<Mention> mentions;
  std::vector<Actor> actors;
  std::vector<Turn> turns;  ///< in text order, disjoint
  std::vector<Place> places;
  std::vector<Date> dates;
  std::vector<Meeting> meetings;
  std::vector<Position> positions;
  std::vector<Stance> stances;
  std::vector<std::string> warnings;

  /// The turn that a byte stands in, or null.
  [[nodiscard]] const Turn* turn_at(std::uint32_t byte) const {
    const auto after =
        std::upper_bound(turns.begin(), turns.end(), byte, [](std::uint32_t at, const Turn& turn) { return at < turn.words.begin; });
    return after == turns.begin() || byte >= std::prev(after)->words.end ? nullptr : &*std::prev(after);
  }
  /// The first token that begins at a byte or behind it.
  [[nodiscard]] std::vector<Token>::const_iterator token_from(std::uint32_t byte) const {
    return std::lower_bound(tokens.cbegin(), tokens.cend(), byte,
                            [](const Token& token, std::uint32_t at) { return token.range.begin < at; });
  }
  /// The first date that ends behind a byte: an index into `dates`, which are in text order and disjoint.
  [[nodiscard]] std::uint32_t date_from(std::uint32_t byte) const {
    const auto ends_before = [](const Date& date, std::uint32_t at) { return date.range.end <= at; };
    return static_cast<std::uint32_t>(std::lower_bound(dates.begin(), dates.end(), byte, ends_before) - dates.begin());
  }
  [[nodiscard]] std::string_view slice(Range r) const { return std::string_view(text).substr(r.begin, r.size()); }
  /// Its spans, with a space between them.
  [[nodiscard]] std::string text_of(const SpanSet& set) const {
    std::string out;
    for (const Range span : set.spans) out.append(out.empty() ? "" : " ").append(slice(span));
    return out;
  }
  /// Bytes from the first to the last token of a token range; empty for an empty one.
  [[nodiscard]] Range bytes(TokenRange t) const {
    if (t.empty()) return {};
    return {tokens[t.begin].range.begin, tokens[t.end - 1].range.end};
  }
};

}  // namespace readout
