// Mentions of positions to records. Entry point: build_positions.
//
// Rules say which words fill which part; here those words become actors and dates, "we" in a quotation becomes its speaker, a
// position told inside another's content gets that one's holder as its reporter, and a plain statement takes its stance from the
// mentions <tone> in its content. What a text leaves to its reader is filled in from what was told before: who issued "the
// statement", whose "the move" is, who writes where it says "we" outside any quotation.
#include <algorithm>
#include <map>
#include <optional>

#include "event_parts.hpp"

namespace readout {
namespace {

/// The mentions of one type, to be asked which lie inside some words.
class MentionList {
 public:
  MentionList(const Document& document, Symbol type) : doc_(document) {
    for (const Mention& mention : document.mentions)
      if (type && mention.type == type && !mention.tokens.empty()) mentions_.push_back(&mention);
    std::stable_sort(mentions_.begin(), mentions_.end(),
                     [](const Mention* a, const Mention* b) { return a->tokens.begin < b->tokens.begin; });
  }

  [[nodiscard]] const std::vector<const Mention*>& all() const { return mentions_; }

  [[nodiscard]] std::vector<const Mention*> inside(const SpanSet& words) const {
    std::vector<const Mention*> out;
    for (const Range span : words.spans) {
      const auto begins_before = [&](const Mention* mention, std::uint32_t byte) { return doc_.bytes(mention->tokens).begin < byte; };
      for (auto at = std::lower_bound(mentions_.begin(), mentions_.end(), span.begin, begins_before); at != mentions_.end(); ++at) {
        const Range bytes = doc_.bytes((*at)->tokens);
        if (bytes.begin >= span.end) break;
        if (span.covers(bytes)) out.push_back(*at);
      }
    }
    return out;
  }

 private:
  const Document& doc_;
  std::vector<const Mention*> mentions_;
};

/// Words of positions in text order, to be asked whose lie inside a content.
class WordsOfPositions {
 public:
  explicit WordsOfPositions(std::vector<std::pair<Range, std::uint32_t>> words) : words_(std::move(words)) {
    std::stable_sort(words_.begin(), words_.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
  }

  static WordsOfPositions cues(const std::vector<Position>& positions) {
    std::vector<std::pair<Range, std::uint32_t>> words;
    for (std::uint32_t i = 0; i < positions.size(); ++i)
      if (!positions[i].cue.spans.empty()) words.emplace_back(positions[i].cue.spans.front(), i);
    return WordsOfPositions(std::move(words));
  }

  /// Indexes of positions.
  [[nodiscard]] Indexes inside(Range content) const {
    Indexes out;
    const auto begins_before = [](const auto& words, std::uint32_t byte) { return words.first.begin < byte; };
    auto at = std::lower_bound(words_.begin(), words_.end(), content.begin, begins_before);
    for (; at != words_.end() && at->first.begin < content.end; ++at)
      if (content.covers(at->first)) out.push_back(at->second);
    return out;
  }

  [[nodiscard]] Indexes inside(const SpanSet& content) const {
    Indexes out;
    for (const Range span : content.spans)
      for (const std::uint32_t index : inside(span)) out.push_back(index);
    return out;
  }

 private:
  std::vector<std::pair<Range, std::uint32_t>> words_;
};

class PositionBuilder {
 public:
  PositionBuilder(Document& document, const Program& program, const EventReader& reader)
      : doc_(document), program_(program), reader_(reader) {
    channels_ = tokens_of("channel");
    conditional_ = tokens_of("condition");
    victims_ = tokens_of("victim");
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i)
      if (doc_.actors[i].type == "country") countries_[doc_.actors[i].country].push_back(i);
  }

  void add(const Mention& mention) {
    Position position;
    position.act = reader_.text(mention, "act").empty() ? "assert" : reader_.text(mention, "act");
    position.stance = reader_.text(mention, "stance").empty() ? "neutral" : reader_.text(mention, "stance");
    position.certainty = reader_.text(mention, "certainty").empty() ? "asserted" : reader_.text(mention, "certainty");
    position.negated = reader_.text(mention, "negated") == "yes";
    if (position.negated && position.stance != "neutral") position.stance = position.stance == "pro" ? "con" : "neutral";
    const Indexes holders = reader_.actors_of(mention, "holder");
    position.source = reader_.spans(mention, reader_.fields(mention, "source").empty() ? "holder" : "source");
    position.cue = reader_.spans(mention, "cue");
    position.content = reader_.spans(mention, "content");
    position.quote = quote_of(mention);
    position.target = reader_.actors_of(mention, "target");
    position.reporters = reader_.actors_of(mention, "reporters");
    position.evidence.spans = {doc_.bytes(reader_.sentence_tokens(mention.tokens))};
    position.date = reader_.date_of(mention, true);
    position.rule = mention.rule;
    position.derivation = reader_.derivation(mention);
    const bool mutual = position.target.empty() && position.act == "agree" && holders.size() > 1;
    const bool inferred = position.target.empty();
    if (inferred)
      position.target = target_in(mention, holders, position.act != "assert",
                                  position.act == "demand" || (position.stance == "con" && position.act != "threaten"));
    SpanSet about = reader_.spans(mention, "content");
    add_spans(about, reader_.spans(mention, "target"));
    add_countries(position.target, about);
    position.codes = reader_.codes(mention);
    reader_.complete(position.codes, "act_codes", position.negated ? "not " + position.act : position.act);
    pending_.resize(doc_.positions.size());
    const Indexes told_of = position.target;
    for (const std::uint32_t holder : holders.empty() ? Indexes{none} : holders) {
      position.holder = holder;
      position.confidence = holder == none ? 0.5 : 0.9;
      const bool voice = reader_.text(mention, "voice") == "yes";
      pending_.push_back(voice ? Pronoun{start(position.cue), true, true} : holder == none ? pronoun_of(mention) : std::nullopt);
      if (mutual) {
        position.target = others(holders, holder);
        for (const std::uint32_t index : told_of)
          if (doc_.actors[index].type == "organization") add_unique(position.target, index);
      }
      traits_.push_back({inferred, false, reader_.text(mention, "judges") == "yes", voice});
      doc_.positions.push_back(position);
    }
  }

  /// "I" and "we" in a quotation, and "it" that begins a content: the holder of the nearest position whose content they stand in.
  void resolve_speakers() {
    pending_.resize(doc_.positions.size());
    std::vector<std::pair<Range, std::uint32_t>> pronouns;
    for (std::uint32_t i = 0; i < pending_.size(); ++i)
      if (pending_[i]) pronouns.push_back({Range{pending_[i]->byte, pending_[i]->byte + 1}, i});
    const WordsOfPositions order(std::move(pronouns));
    std::vector<std::vector<std::pair<std::uint32_t, Range>>> around(doc_.positions.size());
    for (std::uint32_t outer = 0; outer < doc_.positions.size(); ++outer)
      for (const Range span : doc_.positions[outer].content.spans)
        for (const std::uint32_t inner : order.inside(span)) around[inner].emplace_back(outer, span);
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      std::uint32_t least = none;
      for (const auto& [outer, span] : around[i]) {
        const bool speaks = pending_[i]->first_person || pending_[i]->byte - span.begin <= opening;
        if (doc_.positions[outer].holder == none || !speaks || span.size() >= least) continue;
        least = span.size();
        doc_.positions[i].holder = doc_.positions[outer].holder;
        doc_.positions[i].confidence = 0.8;
      }
    }
    find_issuers();
    for (Position& position : doc_.positions) std::erase(position.target, position.holder);
    report_nested();
    drop_idle();
    take_tones();
    drop_unvoiced();
    take_own_stances();
    narrow_reports();
    find_conditions();
    find_anaphoric_targets();
    find_contexts();
  }

 private:
  /// What the rule told of a position that is of use only here.
  struct Traits {
    bool inferred_target = false;  ///< no field names its target
    bool performs = false;         ///< what is said makes its act: "said: we will rebuild it"
    bool judges = false;           ///< its cue calls something by a name: "described the raid as a crime"
    bool voice = false;            ///< of whoever speaks where it stands: "Chile must leave"
  };

  /// A pronoun as holder that is no actor yet, and where it stands.
  struct Pronoun {
    std::uint32_t byte = 0;
    bool first_person = false, plural = false;
  };

  [[nodiscard]] std::optional<Pronoun> pronoun_of(const Mention& mention) const {
    for (const Mention* edge : reader_.actor_edges(mention, "holder")) {
      const std::string_view person = field_value(*edge, program_.symbols.find("person"));
      if (person == "1" || person == "3")
        return Pronoun{doc_.bytes(edge->tokens).begin, person == "1", field_value(*edge, program_.symbols.find("number")) == "pl"};
    }
    return std::nullopt;
  }

  static Indexes others(const Indexes& all, std::uint32_t one) {
    Indexes out;
    for (const std::uint32_t index : all)
      if (index != one) add_unique(out, index);
    return out;
  }

  /// Whose affair it is, where the rule does not say: whose something is that the content begins with ("his order", "Chile's
  /// offer"); else of the actors in the content the first who is neither the holder nor the holder's own country, with those named
  /// in one breath with him; those inside a description, and the holder's country, only where there is no other; then, with `any`,
  /// descriptions. With `against`, nobody to whom a harm is done ("the arrest of Ana Ruiz by Chile").
  [[nodiscard]] Indexes target_in(const Mention& mention, const Indexes& holders, bool any, bool against) const {
    const auto own_country = [&](std::uint32_t index) {
      const Actor& actor = doc_.actors[index];
      return actor.type == "country" && std::any_of(holders.begin(), holders.end(), [&](std::uint32_t holder) {
               return holder != none && doc_.actors[holder].country == actor.country;
             });
    };
    const auto named = [&](std::uint32_t index) { return !doc_.actors[index].provisional; };
    const auto foreign = [&](std::uint32_t index) { return named(index) && !own_country(index); };
    std::vector<const Mention*> outer = reader_.actor_edges(mention, "content");
    std::vector<const Mention*> all = reader_.actor_edges(mention, "content", true);
    for (std::vector<const Mention*>* edges : {&outer, &all})
      std::erase_if(*edges, [&](const Mention* edge) { return against && victims_[edge->tokens.begin]; });
    Indexes out = owner_of_opening(reader_.spans(mention, "content"), all, holders, foreign);
    if (out.empty()) out = first_other(outer, holders, foreign);
    if (out.empty()) out = first_other(all, holders, foreign);
    if (out.empty()) out = parties_in(reader_.spans(mention, "content"), holders);
    if (out.empty()) out = first_other(outer, holders, named);
    if (out.empty() && any) out = first_other(outer, holders, [](std::uint32_t) { return true; });
    return out;
  }

  /// The actor whose words, a possessive, begin a content, but for a determiner or "that".
  template <typename Accepts>
  [[nodiscard]] Indexes owner_of_opening(const SpanSet& content, const std::vector<const Mention*>& edges, const Indexes& holders,
                                         const Accepts& accepts) const {
    if (content.spans.empty()) return {};
    std::uint32_t first = index_from(content.spans.front().begin);
    while (first < doc_.tokens.size() && (doc_.tokens[first].upos == "DET" || doc_.tokens[first].upos == "SCONJ")) ++first;
    for (const Mention* edge : edges) {
      const std::uint32_t end = edge->tokens.end;
      const bool owns =
          (end < doc_.tokens.size() && doc_.tokens[end].xpos == "POS") || field_value(*edge, program_.symbols.find("case")) == "poss";
      const bool opens = edge->tokens.begin <= first && first < end;
      if (!owns || !opens || edge->link == none || !accepts(edge->link) || is_channel(*edge)) continue;
      if (std::find(holders.begin(), holders.end(), edge->link) == holders.end()) return {edge->link};
    }
    return {};
  }

  template <typename Accepts>
  [[nodiscard]] Indexes first_other(const std::vector<const Mention*>& edges, const Indexes& holders, const Accepts& accepts) const {
    Indexes out;
    std::uint32_t end = 0;
    for (const Mention* edge : edges) {
      const std::uint32_t actor = edge->link;
      if (!out.empty() && !joined(end, edge->tokens.begin)) break;
      const bool holds = std::find(holders.begin(), holders.end(), actor) != holders.end();
      if (actor == none || holds || is_channel(*edge)) continue;
      if (!accepts(actor)) {
        if (!out.empty()) add_all(out, parties_in(SpanSet{{doc_.bytes(edge->tokens)}}, holders)), end = edge->tokens.end;
        continue;
      }
      add_unique(out, actor);
      end = edge->tokens.end;
    }
    return out;
  }

  /// Only the way something was said: "on Twitter".
  [[nodiscard]] bool is_channel(const Mention& edge) const {
    if (channels_[edge.tokens.begin]) return true;
    const std::vector<ActorMention>& named = doc_.actors[edge.link].mentions;  // "them" is no platform that was named so
    return !named.empty() && channels_[index_from(named.front().range.begin)];
  }

  /// The countries, among the actors, whose people or doings an adjective names: mentions <party> inside some words.
  [[nodiscard]] Indexes parties_in(const SpanSet& words, const Indexes& holders) const {
    Indexes out;
    for (const Mention* mention : parties_.inside(words)) {
      const std::string code = reader_.text(*mention, "country");
      const auto actors = countries_.find(code);
      const bool own =
          std::any_of(holders.begin(), holders.end(), [&](std::uint32_t h) { return h != none && doc_.actors[h].country == code; });
      if (actors != countries_.end() && !own) add_all(out, actors->second);
    }
    return out;
  }

  /// A description that names a country stands for it too: "the Chilean ambassador".
  void add_countries(Indexes& targets, const SpanSet& content) const {
    for (const std::uint32_t index : Indexes(targets)) {
      if (!doc_.actors[index].provisional) continue;
      for (const Range span : content.spans)
        for (auto mention = mention_from(index, span.begin); mention != mention_from(index, span.end); ++mention)
          if (span.covers(mention->range)) add_all(targets, parties_in(SpanSet{{mention->range}}, {}));
    }
  }

  /// The first mention of an actor, of which all are in text order, that begins at a byte or behind it.
  [[nodiscard]] std::vector<ActorMention>::const_iterator mention_from(std::uint32_t actor, std::uint32_t byte) const {
    const std::vector<ActorMention>& all = doc_.actors[actor].mentions;
    return std::lower_bound(all.begin(), all.end(), byte,
                            [](const ActorMention& mention, std::uint32_t at) { return mention.range.begin < at; });
  }

  /// Nothing but commas and conjunctions stands between two tokens.
  [[nodiscard]] bool joined(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i)
      if (doc_.tokens[i].upos != "CCONJ" && doc_.tokens[i].xpos != "," && doc_.tokens[i].upos != "DET") return false;
    return from < to;
  }

  /// Who issued "the statement" that says something, and who "we" and "I" outside any quotation are: the last country or
  /// organisation that took a position before; for "I", and where there is none, the author of the text.
  void find_issuers() {
    std::vector<bool> told(doc_.positions.size());  // inside what another says
    const auto cues = WordsOfPositions::cues(doc_.positions);
    for (const Position& outer : doc_.positions)
      for (const std::uint32_t inner : cues.inside(outer.content))
        if (doc_.positions[inner].cue.spans != outer.cue.spans) told[inner] = true;
    const std::uint32_t writer = author();
    const std::string country = writer == none ? "" : doc_.actors[writer].country;
    const auto own = country.empty() ? countries_.end() : countries_.find(country);
    // Who took a position before; which country or body did, not one that another tells of. Of a signed text that is one of the author's
    // own country, or else that country; where that is not known, only who speaks first can be meant.
    std::uint32_t last = none, first = none, last_body = own == countries_.end() ? none : own->second.front();
    bool one_voice = true;  // all positions so far, but for the author's and those told by others, are the same holder's
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      Position& position = doc_.positions[i];
      if (position.holder == none) {
        const bool unvoiced = traits_[i].voice && writer == none;
        if (pending_[i] && pending_[i]->first_person && !quoted_at(pending_[i]->byte) && !unvoiced) {
          const Turn* turn = doc_.turn_at(pending_[i]->byte);
          position.holder = turn ? turn->speaker : pending_[i]->plural ? last_body : none;
          if (!turn && position.holder == none) position.holder = writer;
        } else if (!writings_.inside(position.source).empty()) {
          position.holder = last;
        }
        if (position.holder != none) position.confidence = 0.6;
      }
      if (!told[i] && position.holder != writer) {
        if (first == none) first = position.holder;
        one_voice = one_voice && position.holder == first;
      }
      if (position.holder == none) continue;
      last = position.holder;
      const Actor& actor = doc_.actors[last];
      const bool fits = writer == none || one_voice || (!country.empty() && actor.country == country);
      if (!told[i] && actor.type != "person" && fits) last_body = last;
    }
  }

  /// Who signs the text: the field `name` of a mention <author>.
  [[nodiscard]] std::uint32_t author() const {
    for (const Mention* mention : authors_.all()) {
      const Indexes actors = reader_.actors_of(*mention, "name");
      if (!actors.empty()) return actors.front();
    }
    return none;
  }

  /// The first token that begins at a byte or behind it.
  [[nodiscard]] std::vector<Token>::const_iterator token_from(std::uint32_t byte) const {
    return std::lower_bound(doc_.tokens.cbegin(), doc_.tokens.cend(), byte,
                            [](const Token& token, std::uint32_t at) { return token.range.begin < at; });
  }

  [[nodiscard]] std::uint32_t index_from(std::uint32_t byte) const {
    return static_cast<std::uint32_t>(token_from(byte) - doc_.tokens.cbegin());
  }

  [[nodiscard]] bool quoted_at(std::uint32_t byte) const {
    const auto token = token_from(byte);
    return token != doc_.tokens.cend() && token->range.begin == byte && token->quoted;
  }

  /// What a coded position is about, by the words of its content: the contexts of its code, in text order.
  void find_contexts() {
    for (Position& position : doc_.positions) {
      if (position.codes.event.empty() || !position.codes.context.empty()) continue;
      for (const Mention* mention : contexts_.inside(position.content)) {
        std::string context = reader_.text(*mention, "value");
        if (std::count(position.codes.context.begin(), position.codes.context.end(), context) == 0)
          position.codes.context.push_back(std::move(context));
      }
    }
  }

  /// Whose affair something is that is only referred to: "criticised the move" means who took the last position before, and one
  /// who goes on judging goes on about whom he judged in the sentences before.
  void find_anaphoric_targets() {
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      Position& position = doc_.positions[i];
      const bool plain = position.act == "assert" && position.stance == "neutral" && !traits_[i].judges;
      if (position.content.spans.empty() || plain || (!position.target.empty() && !is_own_affair(i))) continue;
      const Range opening_words{position.content.spans.front().begin,
                                std::min(position.content.spans.front().end, end_of_opening(position))};
      const std::vector<const Mention*> anaphors = anaphors_.inside(SpanSet{{opening_words}});
      const Position* before = i > 0 ? &doc_.positions[i - 1] : nullptr;
      if (!anaphors.empty() && position.target.empty())
        position.target = referred_to(i, reader_.text(*anaphors.front(), "kind"));
      else if (before && before->holder == position.holder && before->stance == position.stance && !before->target.empty())
        position.target = before->target;
    }
  }

  /// Whether nobody but the holder's own country is known to be concerned.
  [[nodiscard]] bool is_own_affair(std::size_t index) const {
    const Position& position = doc_.positions[index];
    return traits_[index].inferred_target && position.holder != none &&
           std::all_of(position.target.begin(), position.target.end(), [&](std::uint32_t target) {
             return doc_.actors[target].type == "country" && doc_.actors[target].country == doc_.actors[position.holder].country;
           });
  }

  /// Who did or said what an anaphor of this kind means. What was said ("said"), by all who took the last position before. An
  /// agreement ("joint"): the parties of the last one. A deed: of those who promised, agreed, refused or announced something, who
  /// is named most often; else of who took the last position before that does not only judge.
  [[nodiscard]] Indexes referred_to(std::size_t index, const std::string& kind) const {
    const std::uint32_t place = doc_.positions[index].cue.spans.front().begin;
    std::optional<std::size_t> last, deed;
    std::ptrdiff_t most = 0;
    const std::size_t first = index > anaphor_positions ? index - anaphor_positions : 0;
    for (std::size_t j = index; j-- > first;) {
      const Position& other = doc_.positions[j];
      if (!can_be_meant(doc_.positions[index], other)) continue;
      if (kind == "joint" && other.act == "agree" && !other.negated)
        if (Indexes both = parties_of(j, index); both.size() > 1) return both;
      if (!last && (!kind.empty() || !is_answer(other))) last = j;
      const std::ptrdiff_t named = kind.empty() && is_deed(other) ? mentions_before(other.holder, place) : 0;
      if (named > most) deed = j, most = named;
    }
    if (deed) return parties_of(*deed, index, false);
    return last && kind != "joint" ? parties_of(*last, index, false) : Indexes{};
  }

  /// All who took a position with the same words, and, with `towards`, their targets; without the holder of another position.
  [[nodiscard]] Indexes parties_of(std::size_t index, std::size_t asking, bool towards = true) const {
    Indexes out;
    const std::size_t last = std::min(doc_.positions.size(), index + anaphor_positions);  // those of one cue stand side by side
    for (std::size_t i = index > anaphor_positions ? index - anaphor_positions : 0; i < last; ++i)
      if (doc_.positions[i].cue.spans == doc_.positions[index].cue.spans && doc_.positions[i].holder != none)
        add_unique(out, doc_.positions[i].holder);
    if (towards) add_all(out, doc_.positions[index].target);
    std::erase(out, doc_.positions[asking].holder);
    return out;
  }

  [[nodiscard]] std::ptrdiff_t mentions_before(std::uint32_t actor, std::uint32_t byte) const {
    return mention_from(actor, byte) - doc_.actors[actor].mentions.begin();
  }

  /// Whether a position only judges what another has done.
  [[nodiscard]] static bool is_answer(const Position& position) {
    return position.act == "criticise" || position.act == "accuse" || position.act == "deny";
  }

  [[nodiscard]] static bool is_deed(const Position& position) {
    static constexpr std::string_view deeds[] = {"offer", "commit", "agree", "reject", "threaten", "concede"};
    return std::count(std::begin(deeds), std::end(deeds), position.act) > 0 || (position.act == "assert" && position.stance == "pro");
  }

  /// Whether a position can refer to another: of somebody else, who is neither of the holder's country nor named in
  /// its source ("Chile's envoy"), and not about the same words.
  [[nodiscard]] bool can_be_meant(const Position& position, const Position& other) const {
    if (other.holder == none || other.holder == position.holder || reports(position, other.holder)) return false;
    const std::string& country = doc_.actors[other.holder].country;
    const bool one_country = position.holder != none && doc_.actors[other.holder].type == "country" && !country.empty() &&
                             doc_.actors[position.holder].country == country;
    const std::vector<ActorMention>& named = doc_.actors[other.holder].mentions;
    const bool own = std::any_of(named.begin(), named.end(), [&](const ActorMention& m) { return contains(position.source, m.range); });
    return !one_country && !own && other.content.spans != position.content.spans;
  }

  [[nodiscard]] static bool reports(const Position& position, std::uint32_t actor) {
    return std::find(position.reporters.begin(), position.reporters.end(), actor) != position.reporters.end();
  }

  /// The byte after the first few words of a content, as far as an anaphor is its subject or object and no mere detail.
  [[nodiscard]] std::uint32_t end_of_opening(const Position& position) const {
    const auto first = token_from(position.content.spans.front().begin);
    const auto words = std::min<std::ptrdiff_t>(anaphor_reach, doc_.tokens.cend() - first);
    return words > 0 ? (first + words - 1)->range.end : position.content.spans.front().end;
  }

  [[nodiscard]] std::string quote_of(const Mention& mention) const {
    std::uint32_t quoted = 0, plain = 0;
    for (const Field* field : reader_.fields(mention, "content"))
      for (std::uint32_t i = field->tokens.begin; i < field->tokens.end; ++i) {
        if (doc_.tokens[i].upos == "PUNCT") continue;
        ++(doc_.tokens[i].quoted ? quoted : plain);
      }
    if (quoted == 0) return reader_.text(mention, "quote").empty() ? "indirect" : reader_.text(mention, "quote");
    return plain == 0 ? "direct" : "mixed";
  }

  /// A position told inside another's content is reported by that one's holder, outermost first.
  void report_nested() {
    std::vector<std::vector<const Position*>> around(doc_.positions.size());
    const auto cues = WordsOfPositions::cues(doc_.positions);
    for (const Position& outer : doc_.positions)
      if (outer.holder != none)
        for (const std::uint32_t inner : cues.inside(outer.content)) around[inner].push_back(&outer);
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      std::stable_sort(around[i].begin(), around[i].end(), [](const Position* a, const Position* b) {
        return a->content.spans.front().size() > b->content.spans.front().size();
      });
      Position& inner = doc_.positions[i];
      for (const Position* outer : around[i])
        if (outer->holder != inner.holder) add_unique(inner.reporters, outer->holder);
    }
  }

  /// In a speaker's own words, what takes no stance and adds no voice is no position of its own: "I think", "people say".
  void drop_idle() {
    std::vector<bool> idle(doc_.positions.size());
    for (std::size_t i = 0; i < idle.size(); ++i) idle[i] = doc_.positions[i].cue.spans.empty();
    const auto cues = WordsOfPositions::cues(doc_.positions);
    for (const Position& outer : doc_.positions) {
      if (outer.quote == "indirect") continue;
      for (const std::uint32_t i : cues.inside(outer.content)) {
        const Position& inner = doc_.positions[i];
        if (inner.act == "assert" && inner.stance == "neutral" && (inner.holder == none || outer.holder == inner.holder) &&
            outer.cue.spans != inner.cue.spans)
          idle[i] = true;
      }
    }
    drop(idle);
  }

  void drop(const std::vector<bool>& unwanted) {
    std::size_t index = 0, trait = 0;
    std::erase_if(doc_.positions, [&](const Position&) { return unwanted[index++]; });
    std::erase_if(traits_, [&](const Traits&) { return unwanted[trait++]; });
  }

  /// The words of judgement in a content: how many for and against, and the act that its first sentence performs.
  struct Verdict {
    int judged = 0, performed = 0;  ///< pro less con: of words that only judge, of words that perform an act
    std::string act;
    TokenRange act_words;
    std::vector<std::pair<TokenRange, int>> words;  ///< of those that judge
  };

  /// Gives a plain statement the act and the stance that its content tells, as far as its holder says it and nobody quoted in it.
  void take_tones() {
    const auto cues = WordsOfPositions::cues(doc_.positions);
    std::vector<std::string> acts;
    for (const Position& position : doc_.positions) acts.push_back(position.act);
    std::vector<bool> said_twice(doc_.positions.size());  // a refusal in the words of one: "We cannot allow this," she said
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      Position& position = doc_.positions[i];
      if (position.act != "assert" || position.stance != "neutral" || position.negated || position.holder == none ||
          position.content.spans.empty())
        continue;
      const Indexes told = cues.inside(position.content);
      const Verdict verdict = verdict_of(position, told);
      const bool one_sentence = position.content.spans.back().end <= first_sentence_end(position);
      const bool told_apart =
          std::any_of(told.begin(), told.end(), [&](std::uint32_t inner) { return acts[inner] == verdict.act && !traits_[inner].voice; });
      const bool performs = !verdict.act.empty() && !told_apart && (position.quote != "direct" || one_sentence);
      const int balance = performs || verdict.judged == 0 ? verdict.performed : verdict.judged;
      if (balance != 0) position.stance = balance > 0 ? "pro" : "con";
      traits_[i].performs = performs;
      if (performs) set_act(position, verdict.act);
      if (performs && verdict.act == "reject")
        for (const std::uint32_t inner : told)
          said_twice[inner] = said_twice[inner] || (doc_.positions[inner].negated && doc_.positions[inner].holder == position.holder);
      if (!performs && traits_[i].judges && balance != 0) set_act(position, balance > 0 ? "support" : "criticise");
      if (performs && traits_[i].inferred_target) aim_at(position, reader_.actors_in(verdict.act_words));
      if (!performs && traits_[i].inferred_target) judge_nearest(position, verdict, balance);
      if (told_apart && !verdict.act.empty() && traits_[i].inferred_target)
        for (const std::uint32_t inner : told)
          if (acts[inner] == verdict.act && !doc_.positions[inner].target.empty()) position.target = doc_.positions[inner].target;
    }
    drop(said_twice);
  }

  /// What is said to be necessary is a demand of who speaks there, unless nobody does or his statement is taken as one already.
  void drop_unvoiced() {
    std::vector<bool> unwanted(doc_.positions.size());
    for (std::size_t i = 0; i < unwanted.size(); ++i) unwanted[i] = traits_[i].voice && doc_.positions[i].holder == none;
    const auto cues = WordsOfPositions::cues(doc_.positions);
    for (const Position& outer : doc_.positions)
      for (const std::uint32_t inner : cues.inside(outer.content))
        if (traits_[inner].voice && outer.act != "assert" && outer.cue.spans != doc_.positions[inner].cue.spans) unwanted[inner] = true;
    drop(unwanted);
  }

  /// Who says what he himself, or his country, wants or refuses takes that side by saying so: "said he would not approve it".
  void take_own_stances() {
    const auto cues = WordsOfPositions::cues(doc_.positions);
    for (std::size_t i = doc_.positions.size(); i-- > 0;) {
      Position& position = doc_.positions[i];
      if (position.act != "assert" || position.stance != "neutral" || position.negated || position.holder == none) continue;
      for (const std::uint32_t inner : cues.inside(position.content)) {
        const Position& told = doc_.positions[inner];
        if (told.cue.spans == position.cue.spans || told.negated || !is_stand(told) || !speaks_for(position.holder, told.holder)) continue;
        const std::uint32_t gap = index_from(told.cue.spans.front().begin) - index_from(position.content.spans.front().begin);
        if (gap > own_reach) continue;
        position.stance = told.stance;
        if (position.target.empty() && traits_[i].inferred_target) position.target = told.target;
        break;
      }
    }
  }

  /// Whether who tells of a position of his own takes it by telling of it.
  [[nodiscard]] static bool is_stand(const Position& told) {
    static constexpr std::string_view stands[] = {"offer", "commit", "reject", "demand", "criticise", "threaten"};
    return told.stance != "neutral" && std::count(std::begin(stands), std::end(stands), told.act) > 0;
  }

  /// Whether what one holds the other holds: himself, or the country whose he is.
  [[nodiscard]] bool speaks_for(std::uint32_t speaker, std::uint32_t holder) const {
    if (speaker == holder) return true;
    if (holder == none || doc_.actors[holder].type != "country") return false;
    return !doc_.actors[holder].country.empty() && doc_.actors[holder].country == doc_.actors[speaker].country;
  }

  /// A plain report is about nobody but its subject: of "a call between Chile and Peru was postponed" none.
  void narrow_reports() {
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      Position& position = doc_.positions[i];
      if (position.act != "assert" || position.stance != "neutral" || !traits_[i].inferred_target || position.content.spans.empty())
        continue;
      const Range subject = subject_range(position.content.spans.front());
      const auto told_there = [&](std::uint32_t target) {
        const auto end = mention_from(target, subject.end);
        return std::any_of(mention_from(target, subject.begin), end, [&](const ActorMention& m) { return subject.covers(m.range); });
      };
      const Indexes adjectives = parties_in(SpanSet{{subject}}, {});
      std::erase_if(position.target, [&](std::uint32_t target) {
        return !told_there(target) && std::count(adjectives.begin(), adjectives.end(), target) == 0;
      });
    }
  }

  /// The first noun phrase of a content, without what prepositions add to it; all of a content that has no verb.
  [[nodiscard]] Range subject_range(Range content) const {
    std::optional<std::uint32_t> end;
    const std::uint32_t first = index_from(content.begin);
    for (std::uint32_t at = first; at < doc_.tokens.size() && doc_.tokens[at].range.begin < content.end; ++at) {
      const Token& token = doc_.tokens[at];
      const bool verb = token.upos == "VERB" || token.upos == "AUX";
      if (!end && at > first && (verb || token.upos == "PUNCT" || token.upos == "ADP")) end = doc_.tokens[at - 1].range.end;
      if (verb) return {content.begin, end.value_or(content.begin)};
    }
    return content;
  }

  void set_act(Position& position, const std::string& act) const {
    position.act = act;
    position.codes = {};
    reader_.complete(position.codes, "act_codes", act);
  }

  [[nodiscard]] Verdict verdict_of(const Position& position, const Indexes& told) const {
    Verdict out;
    for (const Mention* mention : tones_.inside(position.content)) {
      const Range at = doc_.bytes(mention->tokens);
      if (told_by_another(told, position, at) || !is_own(*mention, position) || is_condition(at)) continue;
      const std::string stance = reader_.text(*mention, "stance"), act = reader_.text(*mention, "act");
      const int sign = stance == "pro" ? 1 : stance == "con" ? -1 : 0;
      (act.empty() ? out.judged : out.performed) += sign;
      if (act.empty() && sign != 0) out.words.emplace_back(mention->tokens, sign);
      if (out.act.empty() && !act.empty() && at.begin < first_sentence_end(position)) out.act = act, out.act_words = mention->tokens;
    }
    return out;
  }

  [[nodiscard]] bool is_condition(Range words) const { return conditional_[index_from(words.begin)]; }

  /// Whether a tone tells what its speaker does himself, where it says whose doing it is.
  [[nodiscard]] bool is_own(const Mention& tone, const Position& position) const {
    if (reader_.fields(tone, "of").empty()) return true;
    const Indexes doers = reader_.actors_of(tone, "of");
    return std::any_of(doers.begin(), doers.end(), [&](std::uint32_t doer) { return speaks_for(position.holder, doer); });
  }

  /// The first token of the sentence in which some words stand, or of the part of a content that they stand in.
  [[nodiscard]] std::uint32_t first_told(const Position& position, TokenRange words) const {
    std::uint32_t first = reader_.sentence_tokens(words).begin;
    for (const Range span : position.content.spans)
      if (span.covers(doc_.bytes(words))) first = std::max(first, index_from(span.begin));
    return first;
  }

  /// Takes the last of some actors who is not the holder as target, unless it is one already.
  void aim_at(Position& position, const Indexes& actors) const {
    for (auto actor = actors.rbegin(); actor != actors.rend(); ++actor) {
      if (*actor == position.holder || doc_.actors[*actor].provisional) continue;
      if (std::count(position.target.begin(), position.target.end(), *actor) == 0) position.target = {*actor};
      return;
    }
  }

  /// Who is judged is the one named last before the first word that judges him, in its sentence.
  void judge_nearest(Position& position, const Verdict& verdict, int balance) const {
    for (const auto& [word, sign] : verdict.words) {
      if ((sign > 0) != (balance > 0)) continue;
      const Indexes before = reader_.actors_in({first_told(position, word), word.begin});
      aim_at(position, before);
      return;
    }
  }

  /// A stance is conditional where a clause of condition stands in the first sentence of its content, and in no other's content
  /// inside that, or goes before its cue in the same sentence. What somebody would do under a condition, he has not done.
  void find_conditions() {
    if (conditions_.all().empty() && unreal_.all().empty()) return;
    const auto cues = WordsOfPositions::cues(doc_.positions);
    std::vector<bool> unreal(doc_.positions.size());
    for (const MentionList* clauses : {&conditions_, &unreal_})
      for (const Mention* clause : clauses->all())
        for (const std::uint32_t i : cues.inside(doc_.bytes(clause->tokens))) unreal[i] = true;
    for (std::size_t i = 0; i < doc_.positions.size(); ++i) {
      Position& position = doc_.positions[i];
      if (position.act == "assert" || position.content.spans.empty()) continue;
      const Indexes told = cues.inside(position.content);
      for (const Mention* condition : conditions_.inside(SpanSet{position.evidence.spans}))
        if (waits_for(position, traits_[i].performs, doc_.bytes(condition->tokens), told)) position.certainty = "conditional";
    }
    drop(unreal);
  }

  [[nodiscard]] bool waits_for(const Position& position, bool performs, Range condition, const Indexes& told) const {
    if (quoted_at(condition.begin) && !quoted_at(position.cue.spans.front().begin) && !performs) return false;
    if (contains(position.content, condition))
      return std::none_of(told.begin(), told.end(), [&](std::uint32_t inner) {
        return doc_.positions[inner].cue.spans != position.cue.spans && contains(doc_.positions[inner].content, condition);
      });
    const Range cue = position.cue.spans.front();
    const bool modal = token_from(cue.begin)->xpos == "MD";
    return modal && condition.end <= cue.begin;
  }

  [[nodiscard]] bool told_by_another(const Indexes& told, const Position& position, Range at) const {
    return std::any_of(told.begin(), told.end(), [&](std::uint32_t inner) {
      return doc_.positions[inner].holder != position.holder && contains(doc_.positions[inner].content, at);
    });
  }

  /// The byte after the first sentence of a content that has one.
  [[nodiscard]] std::uint32_t first_sentence_end(const Position& position) const {
    const auto ends_after = [](std::uint32_t byte, const Sentence& sentence) { return byte < sentence.range.end; };
    const auto sentence = std::upper_bound(doc_.sentences.begin(), doc_.sentences.end(), position.content.spans.front().begin, ends_after);
    return sentence == doc_.sentences.end() ? 0 : sentence->range.end;
  }

  [[nodiscard]] static bool contains(const SpanSet& set, Range range) {
    return std::any_of(set.spans.begin(), set.spans.end(), [&](Range span) { return span.covers(range); });
  }

  Document& doc_;
  const Program& program_;
  const EventReader& reader_;
  static constexpr std::uint32_t own_reach = 8;          ///< words: as far as "that in the end his government" goes before a verb
  static constexpr std::uint32_t opening = 6;            ///< bytes: as far as "that " goes before the subject of a content
  static constexpr std::uint32_t anaphor_reach = 5;      ///< words: "that the recent decision"
  static constexpr std::size_t anaphor_positions = 256;  ///< as far back as "the move" can have been told

  /// By token: whether it lies inside a mention of a type.
  [[nodiscard]] std::vector<bool> tokens_of(const char* type) const {
    std::vector<bool> out(doc_.tokens.size());
    const MentionList mentions = list_of(type);
    for (const Mention* mention : mentions.all()) std::fill(out.begin() + mention->tokens.begin, out.begin() + mention->tokens.end, true);
    return out;
  }

  [[nodiscard]] MentionList list_of(const char* type) const { return {doc_, program_.symbols.find(type)}; }
  const MentionList parties_ = list_of("party"), writings_ = list_of("writing"), anaphors_ = list_of("anaphor"), tones_ = list_of("tone"),
                    authors_ = list_of("author"), conditions_ = list_of("condition"), unreal_ = list_of("unreal"),
                    contexts_ = list_of("context");
  std::map<std::string, Indexes> countries_;            ///< actors by their code
  std::vector<std::optional<Pronoun>> pending_;         ///< by position
  std::vector<Traits> traits_;                          ///< by position
  std::vector<bool> channels_, conditional_, victims_;  ///< by token: inside a mention <channel>, <condition>, <victim>
};

}  // namespace

void build_positions(Document& document, const Program& program, const EventReader& reader) {
  PositionBuilder builder(document, program, reader);
  const Symbol position = program.symbols.find("position");
  std::vector<const Mention*> told;
  for (const Mention& mention : document.mentions)
    if (mention.type == position && position) told.push_back(&mention);
  const auto place = [&](const Mention* mention) {
    return std::pair{reader.sentence_tokens(mention->tokens).begin, start(reader.spans(*mention, "cue"))};
  };
  std::stable_sort(told.begin(), told.end(), [&](const Mention* a, const Mention* b) { return place(a) < place(b); });
  for (const Mention* mention : told) builder.add(*mention);
  builder.resolve_speakers();
}

}  // namespace readout
