// Builds a dependency tree for a sentence, from left to right. Entry points: Parser::load, Parser::parse, view_words.
#include "syntax_parser.hpp"

#include "fnv.hpp"
#include "tagger_features.hpp"

namespace readout {
namespace {

constexpr std::array<std::string_view, 60> kRelations{
    "root",          "nsubj",        "nsubj:pass", "nsubj:outer", "csubj",        "csubj:pass", "csubj:outer", "obj",          "iobj",
    "ccomp",         "xcomp",        "obl",        "obl:agent",   "obl:unmarked", "advcl",      "advcl:relcl", "advmod",       "vocative",
    "expl",          "dislocated",   "discourse",  "aux",         "aux:pass",     "cop",        "mark",        "nmod",         "nmod:poss",
    "nmod:unmarked", "nmod:desc",    "appos",      "nummod",      "acl",          "acl:relcl",  "amod",        "det",          "det:predet",
    "clf",           "case",         "conj",       "cc",          "cc:preconj",   "fixed",      "flat",        "list",         "parataxis",
    "compound",      "compound:prt", "orphan",     "goeswith",    "reparandum",   "punct",      "dep",         "flat:foreign", "obl:npmod",
    "obl:tmod",      "nmod:npmod",   "nmod:tmod",  "aux:neg",     "advmod:emph",  "flat:name"};

/// A number for a tag, the same everywhere; verbs that are auxiliaries differ from those that are not.
std::uint32_t tag_number(const Token& token) {
  std::uint32_t h = 7;
  for (const char c : token.xpos) h = h * 31 + static_cast<unsigned char>(c);
  for (const char c : token.upos.substr(0, 3)) h = h * 31 + static_cast<unsigned char>(c);
  return h;
}

bool is_verb(std::string_view xpos) { return !xpos.empty() && (xpos.front() == 'V' || xpos == "MD"); }

/// The words that one has attached, the leftmost first, need one range each: the tree is projective, so ends are enough.
void write_subtrees(Document& document, TokenRange tokens) {
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) document.tokens[i].subtree = {i, i + 1};
  // Heads to the right of their words are settled going right, heads to the left going left; each tells its head what it spans.
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Token& token = document.tokens[i];
    if (token.head == none || token.head < i) continue;
    Token& head = document.tokens[token.head];
    head.subtree.begin = std::min(head.subtree.begin, token.subtree.begin);
  }
  for (std::uint32_t i = tokens.end; i-- > tokens.begin;) {
    const Token& token = document.tokens[i];
    if (token.head == none || token.head > i) continue;
    Token& head = document.tokens[token.head];
    head.subtree.end = std::max(head.subtree.end, token.subtree.end);
  }
}

}  // namespace

std::string_view universal_relation(std::string_view name) {
  const auto at = std::find(kRelations.begin(), kRelations.end(), name);
  return at == kRelations.end() ? std::string_view() : *at;
}

std::vector<std::string> universal_relations() { return {kRelations.begin(), kRelations.end()}; }

void ParserWords::build(const std::vector<Entry>& entries) {
  std::uint32_t size = 64;
  while (size < entries.size() * 2) size *= 2;
  slots_.assign(size, Entry{});
  mask_ = size - 1;
  for (const Entry& entry : entries) {
    std::uint32_t i = entry.hash & mask_;
    while (slots_[i].hash != 0 && slots_[i].hash != entry.hash) i = (i + 1) & mask_;
    slots_[i] = entry;
  }
}

const ParserWords::Entry& ParserWords::find(std::uint32_t hash) const {
  static constexpr Entry unknown{};
  if (slots_.empty()) return unknown;
  for (std::uint32_t i = hash & mask_;; i = (i + 1) & mask_)
    if (slots_[i].hash == hash || slots_[i].hash == 0) return slots_[i];
}

void view_words(const Document& document, TokenRange tokens, const ParserWords& words, ParseState& state) {
  std::uint32_t commas = 0, verbs = 0;
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Token& token = document.tokens[i];
    ParseNode& node = state.nodes[i - tokens.begin + 1];
    const std::uint32_t hash = hash_word(token.lower);
    const ParserWords::Entry& entry = words.find(hash);
    const std::string_view lower = token.lower;
    node.word = entry.learned ? hash : hash_word(lower.substr(lower.size() - std::min<std::size_t>(3, lower.size()))) ^ 0x55555555U;
    node.cluster = entry.cluster;
    node.tag = tag_number(token);
    node.both = mix_word(node.word, node.tag);
    node.quoted = token.quoted;
    node.commas = commas;
    node.verbs = verbs;
    if (token.xpos == ",") ++commas;
    if (is_verb(token.xpos)) ++verbs;
  }
  state.nodes[state.root].commas = commas;
  state.nodes[state.root].verbs = verbs;
}

/// Reads the features of a table: `make_room` is told how many there are at most, `read_row` reads the row of one and gives its value,
/// which is not 0.
template <typename Table, typename MakeRoom, typename ReadRow>
void read_features(ByteReader& from, Table& table, MakeRoom&& make_room, ReadRow&& read_row) {
  ByteReader in = from;  // one that nothing else can point to
  const std::uint32_t count = in.variable(), bits = in.variable();
  make_room(std::min<std::size_t>(count, in.bytes.size() - in.at));
  if (bits < Table::kFewestBits || bits > Table::kMostBits) in.ok = false;
  if (in.ok) table.reset(bits);
  std::uint32_t half = 0;
  for (std::uint32_t r = 0; in.ok && r < count; ++r) {
    half += in.variable();
    const std::uint32_t value = read_row(in);
    in.ok = in.ok && half >> (kFeatureBits - 1) == 0 && table.append(half << 1 | 1U, value);
  }
  from = in;
}

void Parser::read_actions(ByteReader& from) {
  const auto no_rows = [](std::size_t) {};  // the table holds the weights
  read_features(from, actions_, no_rows, [](ByteReader& in) {
    const unsigned which = in.byte();
    std::uint64_t next = eight_bytes(in.bytes, in.at);
    std::uint32_t weights = 0, count = 0;
    for (unsigned at = 0; at < kActions; ++at) {  // without a branch, as they are there or not as it comes
      const std::uint32_t there = which >> at & 1U;
      weights |= (static_cast<std::uint32_t>(next) & 0xFFU & (0U - there)) << (8 * at);
      next >>= 8 * there;
      count += there;
    }
    in.take(count);
    return weights ^ 0x80808080U;
  });
}

void Parser::read_relations(ByteReader& from) {
  const std::size_t known = std::min(labels_.size() + 1, kMostLabels);
  const auto make_room = [&](std::size_t count) {
    rows_.reserve(count + 1);
    rows_.resize(1);  // row 0 is none
  };
  read_features(from, relations_, make_room, [&](ByteReader& in) {
    RelationWeights& row = rows_.emplace_back();
    const std::size_t count = in.byte();
    const unsigned char* weights = in.take(2 * count);
    for (std::size_t k = 0; weights && k < count; ++k) {
      const std::size_t label = weights[2 * k];
      if (label < known)
        row.values[label] = static_cast<std::int8_t>(weights[2 * k + 1]);
      else
        in.ok = false;
    }
    return static_cast<std::uint32_t>(rows_.size() - 1);
  });
}

std::string Parser::load(std::string_view bytes, bool checked) {
  *this = Parser();
  if (bytes.substr(0, kMagic.size()) != kMagic) return "this is not a parser model";
  ByteReader in{bytes, kMagic.size()};
  if (in.fixed() != kVersion) return "the parser model has another version than this program reads";
  const std::uint32_t sum = in.fixed();
  if (!in.ok || (!checked && checksum_32(bytes.substr(in.at)) != sum)) return "the parser model is damaged (its checksum does not fit)";
  const std::uint32_t label_count = in.variable();
  for (std::uint32_t i = 0; in.ok && i < label_count; ++i) {
    labels_.push_back(universal_relation(in.word()));
    if (labels_.back().empty()) {
      *this = Parser();
      return "the parser model has a relation that this program does not know";
    }
  }
  std::vector<ParserWords::Entry> words(std::min<std::size_t>(in.variable(), bytes.size()));
  std::uint32_t hash = 0;
  for (ParserWords::Entry& word : words) {
    word.hash = hash += in.variable();
    const std::uint32_t what = in.variable();
    word.learned = (what & 1) != 0;
    word.cluster = static_cast<std::uint16_t>(what >> 1);
  }
  words_.build(words);
  read_actions(in);
  read_relations(in);
  if (in.ok && in.at == bytes.size() && !labels_.empty() && labels_.size() < kMostLabels) return {};
  *this = Parser();
  return "the parser model is damaged (its parts do not fit together)";
}

Action Parser::best_action(const ParseState& state) const {
  if (state.stack.empty()) return shift_word;  // only one is allowed here, and at the end
  if (state.front == state.root) return state.nodes[state.top()].head == 0 ? left_arc : reduce_word;
  std::array<std::uint32_t, kMostArcFeatures> hashes;  // fetched together, so that their cache misses overlap
  std::size_t count = 0;
  each_arc_feature(state, [&](std::uint32_t hash) {
    hashes[count++] = hash;
    actions_.prefetch(hash);
  });
  std::uint64_t sums = 0;  // of the four actions, 16 bits each
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t weights = actions_.find(hashes[i]);
    weights = (weights | weights << 16U) & 0x0000FFFF0000FFFFULL;
    sums += (weights | weights << 8U) & 0x00FF00FF00FF00FFULL;
  }
  int best = -1;
  std::uint32_t most = 0;
  for (unsigned a = 0; a < kActions; ++a) {
    const auto score = static_cast<std::uint32_t>(sums >> (16 * a) & 0xFFFFU);
    if (state.allows(static_cast<Action>(a)) && (best < 0 || score > most)) best = static_cast<int>(a), most = score;
  }
  return static_cast<Action>(best);
}

std::uint16_t Parser::best_label(const ParseState& state, std::uint16_t dependent, std::uint16_t head) const {
  if (head == state.root) return 1;
  std::array<std::uint32_t, kMostLabelFeatures> hashes, rows;
  std::size_t count = 0, found = 0;
  each_label_feature(state.nodes, dependent, head, [&](std::uint32_t hash) {
    hashes[count++] = hash;
    relations_.prefetch(hash);
  });
  for (std::size_t i = 0; i < count; ++i) {
    rows[found] = relations_.find(hashes[i]);
    __builtin_prefetch(&rows_[rows[found]]);
    found += rows[found] != 0 ? 1 : 0;
  }
  std::array<std::int16_t, kMostLabels> scores{};
  for (std::size_t i = 0; i < found; ++i)
    for (std::size_t k = 0; k < kMostLabels; ++k) scores[k] = static_cast<std::int16_t>(scores[k] + rows_[rows[i]].values[k]);
  const auto last = scores.begin() + static_cast<std::ptrdiff_t>(labels_.size()) + 1;
  return static_cast<std::uint16_t>(std::max_element(scores.begin() + 2, last) - scores.begin());
}

/// A sentence has one root: the first verb among the words that were left to the root, or the first word among them; the others depend on
/// it.
void Parser::join_roots(ParseState& state) const {
  std::uint16_t root = 0;
  bool verb = false;
  for (std::uint16_t i = 1; i < state.root; ++i) {
    if (state.nodes[i].head != state.root) continue;
    const bool is_predicate = state.nodes[i + 1U].verbs > state.nodes[i].verbs || state.nodes[i].left_set != 0;
    if (root == 0 || (is_predicate && !verb)) root = i, verb = is_predicate;
  }
  for (std::uint16_t i = 1; i < state.root; ++i) {
    if (state.nodes[i].head != state.root || i == root) continue;
    state.nodes[i].head = root;
    state.nodes[i].label = best_label(state, i, root);
  }
}

void Parser::parse(Document& document, TokenRange tokens, ParseState& state) const {
  state.begin(tokens.size());
  view_words(document, tokens, words_, state);
  while (!state.done()) {
    const Action action = best_action(state);
    std::uint16_t label = 0;
    if (action == left_arc || action == right_arc) {
      const auto [dependent, head] = state.arc(action);
      label = best_label(state, dependent, head);
    }
    state.apply(action, label);
  }
  for (std::uint16_t i = 1; i < state.root; ++i)
    if (state.is_to_be_named_again(i)) state.nodes[i].label = best_label(state, i, state.nodes[i].head);
  join_roots(state);
  for (std::uint16_t i = 1; i < state.root; ++i) {
    Token& token = document.tokens[tokens.begin + i - 1];
    const ParseNode& node = state.nodes[i];
    token.head = node.head == state.root ? none : tokens.begin + node.head - 1;
    token.deprel = token.head == none ? labels_.front() : labels_[node.label - 1U];
  }
  write_subtrees(document, tokens);
}

}  // namespace readout
