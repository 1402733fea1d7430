// The state of an arc-eager parse and what the parser sees of it. Shared by the parser and the program that trains it. Internal.
// Entry points: ParseState, each_arc_feature, each_label_feature.
//
// Arc-eager: Nivre 2003; features after Zhang and Nivre 2011; the root as a node behind the last word: Ballesteros and Nivre 2013.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model.hpp"
#include "tagger_features.hpp"

namespace readout {

enum Action : std::uint8_t { shift_word, reduce_word, left_arc, right_arc };
inline constexpr std::size_t kActions = 4;
inline constexpr std::size_t kMostLabels = 64;  ///< 0 is "no relation"

/// A word in a parse: what never changes, and what has been attached to it. Node 0 stands for all that is not there.
struct ParseNode {
  std::uint32_t word = 0;     ///< hash of a word frequent enough to be learned, else of its ending
  std::uint32_t tag = 0;      ///< of Penn and UD tag
  std::uint32_t both = 0;     ///< of word and tag
  std::uint32_t cluster = 0;  ///< of words used alike; 0 for none
  std::uint32_t commas = 0;   ///< before it in the sentence; marks of quotations alike
  std::uint32_t verbs = 0;    ///< before it in the sentence
  std::uint16_t head = 0, label = 0;
  std::uint16_t left = 0, left2 = 0, right = 0, right2 = 0;  ///< outermost dependents, and the next ones
  std::uint16_t lefts = 0, rights = 0;
  std::uint64_t left_set = 0, right_set = 0;  ///< bits of the relations of its dependents
  bool quoted = false;
};

/// Nodes 1 to `count` are the words, `count` + 1 is the root. The top of the stack and the front of the buffer are what may be joined.
struct ParseState {
  std::vector<ParseNode> nodes;
  std::vector<std::uint16_t> stack;
  std::uint16_t front = 1, root = 1;

  /// Room for a sentence; the words are to be filled in.
  void begin(std::size_t count) {
    nodes.assign(count + 2, ParseNode{});
    stack.clear();
    front = 1;
    root = static_cast<std::uint16_t>(count + 1);
    nodes[root].tag = nodes[root].both = nodes[root].word = 1;
  }
  [[nodiscard]] bool done() const { return front == root && stack.empty(); }
  [[nodiscard]] std::uint16_t top(std::size_t depth = 0) const { return depth < stack.size() ? stack[stack.size() - 1 - depth] : 0; }
  [[nodiscard]] std::uint16_t next(std::uint16_t ahead) const {
    const std::uint32_t at = static_cast<std::uint32_t>(front) + ahead;
    return at <= root ? static_cast<std::uint16_t>(at) : std::uint16_t{0};
  }
  [[nodiscard]] bool allows(Action action) const {
    if (action == shift_word) return front < root;
    if (stack.empty()) return false;
    if (action == right_arc) return front < root;
    return (nodes[stack.back()].head == 0) == (action == left_arc);
  }
  /// Dependent and head of the arc that an action would make.
  [[nodiscard]] std::pair<std::uint16_t, std::uint16_t> arc(Action action) const {
    return action == left_arc ? std::pair(stack.back(), front) : std::pair(front, stack.back());
  }
  /// An arc to the right is named before its word has any dependents on its right; with them its relation may be seen to be another.
  [[nodiscard]] bool is_to_be_named_again(std::uint16_t word) const {
    return nodes[word].head < word && nodes[word].head != 0 && nodes[word].rights != 0;
  }
  /// `label` counts for the two actions that make an arc.
  void apply(Action action, std::uint16_t label) {
    if (action == left_arc) {
      attach_left(stack.back(), front, label);
      stack.pop_back();
    } else if (action == reduce_word) {
      stack.pop_back();
    } else {
      if (action == right_arc) attach_right(front, stack.back(), label);
      stack.push_back(front++);
    }
  }

 private:
  void attach_left(std::uint16_t dependent, std::uint16_t head, std::uint16_t label) {
    ParseNode& h = nodes[head];
    nodes[dependent].head = head;
    nodes[dependent].label = label;
    h.left2 = h.left;
    h.left = dependent;
    ++h.lefts;
    h.left_set |= std::uint64_t{1} << label;
  }
  void attach_right(std::uint16_t dependent, std::uint16_t head, std::uint16_t label) {
    ParseNode& h = nodes[head];
    nodes[dependent].head = head;
    nodes[dependent].label = label;
    h.right2 = h.right;
    h.right = dependent;
    ++h.rights;
    h.right_set |= std::uint64_t{1} << label;
  }
};

inline std::uint64_t mix_values(std::uint32_t number, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  std::uint64_t h = (a + number) * 0x9E3779B97F4A7C15ULL;
  h = (h ^ (h >> 32) ^ b) * 0xC4CEB9FE1A85EC53ULL;
  h = (h ^ (h >> 32) ^ c) * 0xFF51AFD7ED558CCDULL;
  return h;
}

/// Hash of a feature: a template's number and up to three values. Never 0.
inline std::uint32_t mix_syntax(std::uint32_t number, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  return static_cast<std::uint32_t>(mix_values(number, a, b, c) >> (64 - kFeatureBits)) | 1U;
}

/// Hash of a word and its tag.
inline std::uint32_t mix_word(std::uint32_t word, std::uint32_t tag) {
  return static_cast<std::uint32_t>(mix_values(100, word, tag) >> 32);
}

inline std::uint32_t distance_class(std::uint32_t distance) {
  return distance < 5 ? distance : distance < 8 ? 5 : distance < 13 ? 6 : distance < 21 ? 7 : 8;
}

/// What stands between two words: commas, verbs, the mark of a quotation.
inline std::uint32_t between_class(const ParseNode& a, const ParseNode& b) {
  return std::min(b.commas - a.commas, 3U) | std::min(b.verbs - a.verbs, 3U) << 2 | (a.quoted ? 16U : 0U) | (b.quoted ? 32U : 0U);
}

inline constexpr std::size_t kMostArcFeatures = 120;
inline constexpr std::size_t kMostLabelFeatures = 48;

/// Calls `use(hash)` for each feature of the choice of the next action.
template <typename Use>
void each_arc_feature(const ParseState& state, Use&& use) {
  const std::uint16_t s = state.top(), b = state.front;
  const auto& nodes = state.nodes;
  const ParseNode &s0 = nodes[s], &s1 = nodes[state.top(1)], &s2 = nodes[state.top(2)];
  const ParseNode &b0 = nodes[b], &b1 = nodes[state.next(1)], &b2 = nodes[state.next(2)], &b3 = nodes[state.next(3)];
  const ParseNode &sh = nodes[s0.head], &sh2 = nodes[sh.head];
  const ParseNode &sl = nodes[s0.left], &sr = nodes[s0.right], &sl2 = nodes[s0.left2], &sr2 = nodes[s0.right2];
  const ParseNode &bl = nodes[b0.left], &bl2 = nodes[b0.left2];
  const std::uint32_t d = s == 0 ? 9 : distance_class(static_cast<std::uint32_t>(b - s));
  const std::uint32_t between = s == 0 ? 0 : between_class(s0, b0);
  const std::uint32_t free = s == 0 ? 2 : s0.head == 0 ? 1 : 0;
  const std::uint64_t tags = static_cast<std::uint64_t>(s0.tag) << 32 | b0.tag;

  use(mix_syntax(1, s0.both, free));
  use(mix_syntax(2, s0.word));
  use(mix_syntax(3, s0.tag, s0.label));
  use(mix_syntax(4, b0.both));
  use(mix_syntax(5, b0.word));
  use(mix_syntax(6, b0.tag, free));
  use(mix_syntax(7, b1.both));
  use(mix_syntax(8, b1.word));
  use(mix_syntax(9, b1.tag));
  use(mix_syntax(10, b2.both));
  use(mix_syntax(11, b2.word));
  use(mix_syntax(12, b2.tag));

  use(mix_syntax(13, s0.both, b0.both));
  use(mix_syntax(14, s0.both, b0.word));
  use(mix_syntax(15, s0.word, b0.both));
  use(mix_syntax(16, s0.both, b0.tag));
  use(mix_syntax(17, s0.tag, b0.both));
  use(mix_syntax(18, s0.word, b0.word));
  use(mix_syntax(19, tags, free));
  use(mix_syntax(20, b0.tag, b1.tag));

  use(mix_syntax(21, b0.tag, b1.tag, b2.tag));
  use(mix_syntax(22, tags, b1.tag));
  use(mix_syntax(23, tags, sh.tag));
  use(mix_syntax(24, tags, sl.tag));
  use(mix_syntax(25, tags, sr.tag));
  use(mix_syntax(26, tags, bl.tag));
  use(mix_syntax(27, tags, s1.tag));
  use(mix_syntax(28, s0.both, b0.tag, b1.tag));
  use(mix_syntax(29, s0.tag, b0.both, b1.tag));
  use(mix_syntax(30, s0.tag, b0.tag, b1.both));

  use(mix_syntax(31, s0.word, d));
  use(mix_syntax(32, s0.tag, d));
  use(mix_syntax(33, b0.word, d));
  use(mix_syntax(34, b0.tag, d));
  use(mix_syntax(35, s0.word, b0.word, d));
  use(mix_syntax(36, tags, d));
  use(mix_syntax(37, tags, between));
  use(mix_syntax(38, s0.word, between, b0.tag));
  use(mix_syntax(39, s0.tag, between, b0.word));

  use(mix_syntax(40, s0.word, s0.rights));
  use(mix_syntax(41, s0.tag, s0.rights));
  use(mix_syntax(42, s0.word, s0.lefts));
  use(mix_syntax(43, s0.tag, s0.lefts));
  use(mix_syntax(44, b0.word, b0.lefts));
  use(mix_syntax(45, b0.tag, b0.lefts));
  use(mix_syntax(46, s0.word, s0.right_set, b0.tag));
  use(mix_syntax(47, s0.tag, s0.right_set, b0.tag));
  use(mix_syntax(48, s0.word, s0.left_set));
  use(mix_syntax(49, s0.tag, s0.left_set, b0.tag));
  use(mix_syntax(50, b0.word, b0.left_set));
  use(mix_syntax(51, b0.tag, b0.left_set, s0.tag));

  use(mix_syntax(52, sh.word, s0.tag, b0.tag));
  use(mix_syntax(53, sh.both, b0.word));
  use(mix_syntax(54, sh.both, b0.tag));
  use(mix_syntax(55, s0.label, s0.tag, b0.tag));
  use(mix_syntax(56, sl.word, s0.tag));
  use(mix_syntax(57, sl.tag, sl.label));
  use(mix_syntax(58, sr.word, b0.tag));
  use(mix_syntax(59, sr.tag, sr.label, b0.tag));
  use(mix_syntax(60, bl.word, b0.tag));
  use(mix_syntax(61, bl.tag, bl.label, s0.tag));
  use(mix_syntax(62, sh2.word, sh.tag));
  use(mix_syntax(63, sh2.tag, sh.label, s0.label));
  use(mix_syntax(64, sl2.tag, sl.tag, s0.tag));
  use(mix_syntax(65, sr2.tag, sr.tag, tags));
  use(mix_syntax(66, bl2.tag, bl.tag, b0.tag));

  use(mix_syntax(67, s1.both));
  use(mix_syntax(68, s1.tag, s1.label, b0.tag));
  use(mix_syntax(69, s1.word, s0.tag, b0.tag));
  use(mix_syntax(70, s1.both, b0.both));
  use(mix_syntax(71, s2.tag, s1.tag, tags));
  use(mix_syntax(72, b3.tag, b2.tag, b1.tag));
  use(mix_syntax(73, s0.tag, b1.word));
  use(mix_syntax(74, s0.word, b1.word));
  use(mix_syntax(75, s0.word, b1.tag, b2.tag));
  use(mix_syntax(76, tags, b1.tag, b2.tag));

  use(mix_syntax(77, s0.cluster, s0.tag));
  use(mix_syntax(78, b0.cluster, b0.tag));
  use(mix_syntax(79, b1.cluster, b1.tag));
  use(mix_syntax(80, s0.cluster, b0.cluster));
  use(mix_syntax(81, s0.cluster, tags));
  use(mix_syntax(82, b0.cluster, tags));
  use(mix_syntax(83, s0.cluster, b0.word));
  use(mix_syntax(84, s0.word, b0.cluster));
  use(mix_syntax(85, sh.cluster, b0.cluster, s0.tag));
  use(mix_syntax(86, sh.cluster, s0.word, b0.tag));
  use(mix_syntax(87, s1.cluster, b0.cluster, s0.tag));
  use(mix_syntax(88, s0.cluster, s0.right_set, b0.tag));
  use(mix_syntax(89, s0.cluster, b0.tag, b1.tag));
  use(mix_syntax(90, sh.tag, sh.right_set, tags));
  use(mix_syntax(91, s1.tag, s1.right_set, tags));
  use(mix_syntax(92, sr.word, s0.word, b0.tag));
  use(mix_syntax(93, sr.cluster, b0.cluster, tags));
  use(mix_syntax(94, b0.tag, b0.left_set, static_cast<std::uint64_t>(s0.tag) << 32 | s0.right_set));
}

/// Calls `use(hash)` for each feature of the relation between a word and its head.
template <typename Use>
void each_label_feature(const std::vector<ParseNode>& nodes, std::uint16_t dependent, std::uint16_t head, Use&& use) {
  const ParseNode &o = nodes[dependent], &h = nodes[head];
  const bool left = dependent < head;
  const std::size_t count = nodes.size() - 2;
  const ParseNode& before = nodes[dependent - 1];
  const ParseNode& after = nodes[dependent + 1U <= count ? dependent + 1U : 0U];
  const ParseNode &first = nodes[o.left], &second = nodes[o.left2], &last = nodes[o.right], &up = nodes[h.head];
  const ParseNode& sibling = nodes[left ? (h.left == dependent ? h.left2 : h.left) : (h.right == dependent ? h.right2 : h.right)];
  const std::uint32_t side = (left ? 16U : 0U) | distance_class(static_cast<std::uint32_t>(left ? head - dependent : dependent - head));
  const std::uint32_t turn = left ? 1 : 0;
  const std::uint32_t between = left ? between_class(o, h) : between_class(h, o);
  const std::uint64_t set = left ? h.left_set : h.right_set;
  const std::uint64_t tags = (static_cast<std::uint64_t>(h.tag) << 32 | o.tag) + turn;

  use(mix_syntax(101, o.both, turn));
  use(mix_syntax(102, o.word, turn));
  use(mix_syntax(103, o.tag, side));
  use(mix_syntax(104, h.both, turn));
  use(mix_syntax(105, h.word, turn));
  use(mix_syntax(106, h.tag, side));
  use(mix_syntax(107, tags));
  use(mix_syntax(108, tags, side));
  use(mix_syntax(109, h.both, o.tag, turn));
  use(mix_syntax(110, h.tag, o.both, turn));
  use(mix_syntax(111, h.word, o.word, turn));
  use(mix_syntax(112, tags, between));
  use(mix_syntax(113, tags, first.tag));
  use(mix_syntax(114, tags, first.word));
  use(mix_syntax(115, tags, first.label, second.label));
  use(mix_syntax(116, h.word, first.word, o.tag));
  use(mix_syntax(117, h.word, first.tag, o.tag));
  use(mix_syntax(118, tags, o.left_set));
  use(mix_syntax(119, tags, o.right_set));
  use(mix_syntax(120, tags, last.tag, last.label));
  use(mix_syntax(121, tags, h.left_set));
  use(mix_syntax(122, tags, set));
  use(mix_syntax(123, h.word, set, o.tag));
  use(mix_syntax(124, tags, before.tag));
  use(mix_syntax(125, tags, before.word));
  use(mix_syntax(126, tags, after.tag));
  use(mix_syntax(127, tags, after.word));
  use(mix_syntax(128, o.cluster, o.tag, turn));
  use(mix_syntax(129, h.cluster, o.cluster, turn));
  use(mix_syntax(130, h.cluster, tags));
  use(mix_syntax(131, h.word, o.cluster, turn));
  use(mix_syntax(132, h.cluster, o.word, turn));
  use(mix_syntax(133, tags, up.tag, h.label));
  use(mix_syntax(134, tags, h.label));
  use(mix_syntax(135, o.word, h.label));
  use(mix_syntax(136, tags, sibling.tag, sibling.label));
  use(mix_syntax(137, h.cluster, first.word, o.tag));
  use(mix_syntax(138, h.left_set, o.left_set, tags));
  use(mix_syntax(139, o.left_set, o.right_set, turn));
  use(mix_syntax(140, o.cluster, h.tag, first.word));
}

}  // namespace readout
