// The mentions of a document by place. Entry point: Lattice.
#include <algorithm>
#include <numeric>
#include <tuple>

#include "matcher_parts.hpp"
#include "stages.hpp"

namespace readout::matching {
namespace {

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != std::string_view::npos; at = list.find(word, at + 1))
    if ((at == 0 || list[at - 1] == ' ') && (at + word.size() == list.size() || list[at + word.size()] == ' ')) return true;
  return false;
}

/// Sorts indexes into buckets, keeping the order of those in one; gives where each bucket begins, and the end.
template <typename Key>
std::vector<std::uint32_t> distribute(const std::vector<std::uint32_t>& from, std::vector<std::uint32_t>& to, std::size_t buckets,
                                      Key key) {
  std::vector<std::uint32_t> begins(buckets + 1, 0);
  for (const std::uint32_t i : from) ++begins[key(i) + 1];
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  to.resize(from.size());
  for (const std::uint32_t i : from) to[next[key(i)]++] = i;
  return begins;
}

}  // namespace

void Lattice::add_quotes() {
  for (const Quote& quote : doc_.quotes) {
    Mention mention;
    mention.type = program_.quote;
    mention.tokens = quote.tokens;
    if (!mention.tokens.empty()) doc_.mentions.push_back(std::move(mention));
  }
}

/// The fields of phrases are many, and most grammars ask for few of them.
std::vector<bool> Lattice::asked_fields() const {
  std::vector<bool> asked(program_.symbols.size(), false);
  for (const Condition& condition : program_.conditions)
    if (condition.attribute == Attribute::field) asked[condition.field] = true;
  for (const RulePlan& rule : program_.rules)
    for (const EmitPlan& emit : rule.emits)
      for (const FieldPlan& field : emit.fields) {
        for (const GuardStep& step : field.guard) asked[step.attribute] = true;
        for (const ValueSource& value : field.values) asked[value.attribute] = true;
      }
  asked[0] = false;
  return asked;
}

void Lattice::add_phrases() {
  const Symbols& symbols = program_.symbols;
  const std::vector<bool> asked = asked_fields();
  const auto used = [&](Symbol type) { return type < program_.type_of.size() && program_.type_of[type] != none; };
  for (const Phrase& phrase : doc_.phrases) {
    Mention mention;
    mention.type = phrase.kind == PhraseKind::verb ? program_.verb_group : program_.noun_phrase;
    mention.tokens = phrase.tokens;
    if (!used(mention.type) || mention.tokens.empty()) continue;
    const auto add = [&](const char* name, std::string_view value, TokenRange tokens = {}) {
      const Symbol field = symbols.find(name);
      if (!value.empty() && asked[field]) mention.fields.push_back({field, std::string(value), tokens, none, none});
    };
    const auto words = [&](const char* name, TokenRange tokens) {
      if (!tokens.empty()) add(name, doc_.slice(doc_.bytes(tokens)), tokens);
    };
    if (phrase.head != none) add("lemma", doc_.tokens[phrase.head].lemma);
    add("number", phrase.number);
    words("determiner", phrase.determiner);
    words("possessor", phrase.possessor);
    words("quantity", phrase.quantity);
    add("tense", phrase.tense);
    add("aspect", phrase.aspect);
    add("voice", phrase.voice);
    add("modality", phrase.modality);
    add("negated", phrase.negated ? "yes" : "");
    add("finite", phrase.finite ? "yes" : "");
    mention.fields.shrink_to_fit();
    doc_.mentions.push_back(std::move(mention));
  }
}

void Lattice::add_lexicon_hits() {
  Hits hits;
  for (std::uint32_t start = 0; start < doc_.tokens.size(); ++start) {
    hits.clear();
    for (const LexiconLayer& layer : program_.layers)
      for (std::size_t way = 0; way < layer.lexicons->tries.size(); ++way) walk(layer, static_cast<LexiconMatch>(way), start, hits);
    if (program_.layers.size() > 1) {  // as if all stood in one
      const auto rank = [&](const Hit& hit) { return std::tuple(hit.way, hit.end, program_.lexicons.find(hit.entry->lexicon)->second); };
      std::stable_sort(hits.begin(), hits.end(), [&](const Hit& a, const Hit& b) { return rank(a) < rank(b); });
    }
    for (const Hit& hit : hits) {
      const bool beaten = std::any_of(hits.begin(), hits.end(), [&](const Hit& other) {
        return other.entry->lexicon == hit.entry->lexicon && (other.end > hit.end || (other.end == hit.end && other.entry < hit.entry));
      });
      if (beaten) continue;
      Mention mention;
      mention.type = hit.entry->lexicon;
      mention.tokens = {start, hit.end};
      mention.fields.reserve(hit.entry->fields.size());
      for (const LexiconField& field : hit.entry->fields)
        mention.fields.push_back({field.name, program_.text_of(field.value), {}, none, field.value});
      doc_.mentions.push_back(std::move(mention));
    }
  }
}

void Lattice::walk(const LexiconLayer& layer, LexiconMatch way, std::uint32_t start, Hits& hits) const {
  const Trie& trie = layer.lexicons->tries[static_cast<std::size_t>(way)];
  std::uint32_t node = 0;
  for (std::uint32_t at = start; at < doc_.tokens.size() && doc_.tokens[at].sentence == doc_.tokens[start].sentence; ++at) {
    const Symbol word = way == LexiconMatch::text ? truth_.text(at) : way == LexiconMatch::lower ? truth_.lower(at) : truth_.lemma(at);
    if (!word) return;
    node = trie.next(node, word);
    if (node == none) return;
    for (const auto* index = trie.entries_begin(node); index != trie.entries_end(node); ++index) {
      const LexiconEntry& entry = layer.lexicons->entries[*index];
      if (layer.hidden.empty() || !layer.hides(entry.lexicon)) hits.push_back({&entry, way, at + 1});
    }
  }
}

void Lattice::index() {
  const std::size_t positions = doc_.tokens.size() + 1;
  const auto& mentions = doc_.mentions;
  std::vector<TokenRange> spans;  // side by side, because they are read again and again
  spans.reserve(mentions.size());
  types_.clear();
  for (const Mention& mention : mentions) {
    spans.push_back(mention.tokens);
    types_.push_back(mention.type < program_.type_of.size() ? program_.type_of[mention.type] : none);
  }
  std::vector<std::uint32_t> order(mentions.size());
  std::iota(order.begin(), order.end(), 0U);
  starts_ = distribute(order, by_start_, positions, [&](std::uint32_t i) { return spans[i].begin; });
  for (std::size_t at = 0; at < positions; ++at)
    std::stable_sort(by_start_.begin() + starts_[at], by_start_.begin() + starts_[at + 1],
                     [&](std::uint32_t a, std::uint32_t b) { return spans[a].end > spans[b].end; });
  ends_ = distribute(by_start_, by_end_, positions, [&](std::uint32_t i) { return spans[i].end; });  // what begins first is longest

  of_type_.assign(program_.types, {});
  for (const std::uint32_t i : by_start_)
    if (types_[i] != none) of_type_[types_[i]].push_back(i);
  std::vector<std::uint32_t> opening(positions + 1, 0);  // how many mentions hold the place before a token and that behind it
  std::vector<bool> quote_begins(positions);
  for (const Mention& mention : mentions) {
    if (mention.tokens.empty()) continue;
    ++opening[mention.tokens.begin + 1];
    --opening[mention.tokens.end];
    if (mention.type == program_.quote) quote_begins[mention.tokens.begin] = true;
  }
  bridged_.assign(positions, false);
  std::uint32_t open = 0;
  for (std::size_t at = 0; at < positions; ++at) {
    open += opening[at];
    bridged_[at] = open > 0 || quote_begins[at];
  }
  rows_.resize(program_.edges.size());
  made_.resize(program_.edges.size(), 0);
  ++generation_;
}

Row Lattice::row(std::uint32_t edge) {
  const TokenRange block = truth_.block();
  if (block_ != block.begin) {
    block_ = block.begin;
    ++generation_;
  }
  std::vector<Word>& row = rows_[edge];
  if (made_[edge] == generation_) return row.data();
  made_[edge] = generation_;
  row.assign((block.size() + 63) / 64, 0);
  for (const Symbol type : program_.edges[edge].types) {
    const std::vector<std::uint32_t>& list = of_type_[program_.type_of[type]];
    const auto before = [&](std::uint32_t i, std::uint32_t at) { return doc_.mentions[i].tokens.begin < at; };
    for (auto i = std::lower_bound(list.begin(), list.end(), block.begin, before); i != list.end(); ++i) {
      const TokenRange tokens = doc_.mentions[*i].tokens;
      if (tokens.begin >= block.end) break;
      if (tokens.end <= block.end && fits(edge, *i)) set_bit(row.data(), tokens.begin - block.begin);
    }
  }
  return row.data();
}

bool Lattice::fits(std::uint32_t edge, std::uint32_t mention) const {
  const std::uint32_t type = types_[mention];
  if (type == none || !program_.edge_takes[edge][type]) return false;
  const std::uint32_t condition = program_.edges[edge].condition;
  return condition == 0 || holds(program_.conditions[condition], doc_.mentions[mention]);
}

/// Conditions nest only as deep as the grammar writes them.
bool Lattice::holds(const Condition& c, const Mention& mention) const {
  using Kind = Condition::Kind;
  const auto part_holds = [&](std::uint32_t part) { return holds(program_.conditions[part], mention); };
  switch (c.kind) {
    case Kind::always: return true;
    case Kind::all: return std::all_of(c.parts.begin(), c.parts.end(), part_holds);
    case Kind::any: return std::any_of(c.parts.begin(), c.parts.end(), part_holds);
    case Kind::negation: return !part_holds(c.parts.front());
    case Kind::first: return truth_.holds(c.parts.front(), mention.tokens.begin);
    case Kind::head:
      analyse_sentences(doc_, *program_.language, mention.tokens);
      return truth_.holds(c.parts.front(), head_of(doc_, mention.tokens));
    case Kind::last: return truth_.holds(c.parts.front(), mention.tokens.end - 1);
    default: return field_holds(c, mention);
  }
}

bool Lattice::field_holds(const Condition& c, const Mention& mention) const {
  bool any = false;
  for (const Field& field : mention.fields) {
    if (field.name != c.field) continue;
    any = true;
    switch (c.kind) {
      case Condition::Kind::equals:
        if (field.symbol != none && c.value ? field.symbol == c.value : field.value == c.text) return true;
        break;
      case Condition::Kind::prefix:
        if (field.value.compare(0, c.text.size(), c.text) == 0) return true;
        break;
      case Condition::Kind::has:
        if (has_word(field.value, c.text)) return true;
        break;
      case Condition::Kind::member: {
        const Symbol value = field.symbol != none ? field.symbol : program_.symbols.find(field.value);
        if (value && program_.sets[c.set].contains(value)) return true;
        break;
      }
      default: break;
    }
  }
  return !any && c.kind == Condition::Kind::equals && c.text.empty();
}

}  // namespace readout::matching
