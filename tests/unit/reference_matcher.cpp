// Plain backtracking over the syntax tree of rules. Entry point: ReferenceMatcher::finds.
#include "reference_matcher.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "conditions.hpp"
#include "syntax.hpp"
#include "text_unicode.hpp"

namespace readout::test {
namespace {

constexpr std::uint64_t most_steps = 200'000;
constexpr std::uint32_t reach = 200;  ///< tokens that a look sees

std::vector<std::string> split_words(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> out;
  for (std::string word; in >> word;) out.push_back(word);
  return out;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::uint64_t place_in(std::uint64_t around, const void* node, std::uint64_t copy) {
  std::uint64_t hash = around ^ reinterpret_cast<std::uintptr_t>(node);
  hash = (hash ^ hash >> 29U) * 0xBF58476D1CE4E5B9ULL + copy;
  return (hash ^ hash >> 32U) * 0x94D049BB133111EBULL;
}

}  // namespace

std::string find_text(const Program& program, TokenRange tokens, const std::vector<Capture>& captures) {
  const auto text = [](TokenRange t) { return std::to_string(t.begin) + "-" + std::to_string(t.end); };
  std::string out = text(tokens);
  for (const Capture& capture : captures)
    out += " " + program.text_of(capture.name) + "=" + text(capture.tokens) +
           (capture.mention == none ? "" : "#" + std::to_string(capture.mention));
  return out;
}

ReferenceMatcher::ReferenceMatcher(const Document& document, const Program& program, const ast::File& file)
    : doc_(document), program_(program), file_(file) {}

std::optional<std::vector<std::string>> ReferenceMatcher::finds(const ast::Rule& rule) {
  std::vector<std::string> out;
  try {
    for (std::uint32_t start = 0; start < doc_.tokens.size(); ++start) {
      captures_.clear();
      mentions_.clear();
      way_.clear();
      std::uint32_t end = none;
      const bool found =
          pattern(rule.match.front(), {paragraph(start), paragraph(start), start, false, true, nullptr, 0}, start, [&](std::uint32_t at) {
            end = at;
            return true;
          });
      TokenRange tokens(start, end);
      if (!found || tokens.empty() || excluded(rule, tokens) || !relate(rule, tokens)) continue;
      out.push_back(find_text(program_, tokens, captures_));
    }
  } catch (const TooManySteps&) {
    return std::nullopt;
  }
  return out;
}

bool ReferenceMatcher::border(std::uint32_t at) const {
  return at > 0 && at < doc_.tokens.size() && doc_.tokens[at].sentence != doc_.tokens[at - 1].sentence;
}

TokenRange ReferenceMatcher::paragraph(std::uint32_t token) const {
  const auto of = [&](std::uint32_t i) { return doc_.sentences[doc_.tokens[i].sentence].paragraph; };
  const auto joined = [&](std::uint32_t i) {
    return of(i - 1) == of(i) || std::any_of(doc_.quotes.begin(), doc_.quotes.end(),
                                             [&](const Quote& quote) { return quote.tokens.begin < i && i < quote.tokens.end; });
  };
  TokenRange out(token, token + 1);
  while (out.begin > 0 && joined(out.begin)) --out.begin;
  while (out.end < doc_.tokens.size() && joined(out.end)) ++out.end;
  return out;
}

// ---- patterns

bool ReferenceMatcher::matches(const ast::Pattern& node, const Reading& reading, std::uint32_t at) {
  auto mentions = std::exchange(mentions_, {});
  auto way = std::exchange(way_, {});
  const bool found = pattern(node, reading, at, [](std::uint32_t) { return true; });
  mentions_ = std::move(mentions);
  way_ = std::move(way);
  return found;
}

bool ReferenceMatcher::pattern(const ast::Pattern& node, const Reading& reading, std::uint32_t at, const Then& then) {
  if (++steps_ > most_steps) throw TooManySteps();
  return std::any_of(node.alternatives.begin(), node.alternatives.end(),
                     [&](const std::vector<ast::Item>& items) { return sequence(items, 0, reading, at, then); });
}

bool ReferenceMatcher::sequence(const std::vector<ast::Item>& items, std::size_t done, const Reading& reading, std::uint32_t at,
                                const Then& then) {
  if (done == items.size()) return then(at);
  const ast::Item& next = items[reading.backward ? items.size() - 1 - done : done];
  return repeat(next, 0, reading, at, [&](std::uint32_t after) { return sequence(items, done + 1, reading, after, then); });
}

bool ReferenceMatcher::repeat(const ast::Item& node, std::uint32_t done, const Reading& reading, std::uint32_t at, const Then& then) {
  if (++steps_ > most_steps) throw TooManySteps();
  if (done == node.max) return then(at);
  // All rounds of an unbounded repetition after those it must make are the same place of the pattern.
  Reading inner = reading;
  inner.place = place_in(reading.place, &node, node.max == none ? std::min(done, node.min) : done);
  const auto [here, fresh] = way_.emplace(inner.place, at);
  if (!fresh) return false;
  const auto another = [&] {
    return once(node, inner, at, [&](std::uint32_t after) { return repeat(node, done + 1, reading, after, then); });
  };
  const bool found = done < node.min ? another() : node.lazy ? then(at) || another() : another() || then(at);
  if (!found) way_.erase(here);
  return found;
}

bool ReferenceMatcher::once(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then) {
  if (node.capture.text.empty() || !reading.captures) return element(node, reading, at, then);
  const std::size_t before = mentions_.size();
  return element(node, reading, at, [&](std::uint32_t after) {
    const std::uint32_t only = mentions_.size() == before + 1 ? mentions_.back() : none;
    captures_.push_back({program_.symbols.find(node.capture.text), {at, after}, only});
    if (then(after)) return true;
    captures_.pop_back();
    return false;
  });
}

bool ReferenceMatcher::element(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then) {
  switch (node.kind) {
    case ast::Item::Kind::literal: return literal(split_words(node.name.text), 0, reading, at, then);
    case ast::Item::Kind::token:
      return token([&](std::uint32_t i) { return node.tests.empty() || holds(node.tests.front(), i); }, reading, at, then);
    case ast::Item::Kind::mention: return mention(node, reading, at, then);
    case ast::Item::Kind::group: return pattern(node.group.front(), reading, at, then);
    case ast::Item::Kind::reference: return reference(node, reading, at, then);
    case ast::Item::Kind::look: return look(node, reading, at) && then(at);
    case ast::Item::Kind::any_order: return any_order(node, 0, reading, at, then);
  }
  return false;
}

bool ReferenceMatcher::token(const std::function<bool(std::uint32_t)>& holds, const Reading& reading, std::uint32_t at, const Then& then) {
  if (border(at) && at != reading.origin) return false;
  if (reading.backward) return at > reading.view.begin && holds(at - 1) && then(at - 1);
  return at < reading.view.end && holds(at) && then(at + 1);
}

bool ReferenceMatcher::literal(const std::vector<std::string>& words, std::size_t done, const Reading& reading, std::uint32_t at,
                               const Then& then) {
  if (done == words.size()) return then(at);
  const std::string word = lowered(words[reading.backward ? words.size() - 1 - done : done]);
  return token([&](std::uint32_t i) { return doc_.tokens[i].lower == word; }, reading, at,
               [&](std::uint32_t after) { return literal(words, done + 1, reading, after, then); });
}

/// The longest first, and of equals those that were found first.
std::vector<std::uint32_t> ReferenceMatcher::mentions_at(std::uint32_t at, bool ending) const {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i)
    if ((ending ? doc_.mentions[i].tokens.end : doc_.mentions[i].tokens.begin) == at) out.push_back(i);
  std::stable_sort(out.begin(), out.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return doc_.mentions[a].tokens.size() > doc_.mentions[b].tokens.size(); });
  return out;
}

bool ReferenceMatcher::mention(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then) {
  for (const std::uint32_t i : mentions_at(at, reading.backward)) {
    const Mention& mention = doc_.mentions[i];
    const bool over = border(at) && at != reading.origin;
    if (!reading.view.covers(mention.tokens) || (over && mention.type != program_.quote) || !fits(node, mention)) continue;
    mentions_.push_back(i);
    if (then(reading.backward ? mention.tokens.begin : mention.tokens.end)) return true;
    mentions_.pop_back();
  }
  return false;
}

/// `done` has a bit for each part that is done.
bool ReferenceMatcher::any_order(const ast::Item& node, std::uint32_t done, const Reading& reading, std::uint32_t at, const Then& then) {
  if (++steps_ > most_steps) throw TooManySteps();
  bool complete = true;
  for (std::uint32_t i = 0; i < node.group.size(); ++i) {
    if (done & (1U << i)) continue;
    const auto& alternatives = node.group[i].alternatives;
    const bool optional = alternatives.size() == 1 && alternatives.front().size() == 1 && alternatives.front().front().min == 0;
    const ast::Pattern* part = &node.group[i];
    if (optional) {  // here it is taken
      const auto [taken, fresh] = taken_.try_emplace(part, *part);
      if (fresh) taken->second.alternatives.front().front().min = 1;
      part = &taken->second;
    }
    complete = complete && optional;
    Reading inner = reading;
    inner.place = place_in(reading.place, part, done + 1);
    if (pattern(*part, inner, at, [&](std::uint32_t after) { return any_order(node, done | (1U << i), reading, after, then); }))
      return true;
  }
  return complete && then(at);
}

bool ReferenceMatcher::reference(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then) {
  if (reading.scope && node.group.empty())
    if (const auto given = reading.scope->arguments.find(node.name.text); given != reading.scope->arguments.end()) {
      Reading outer = reading;
      outer.scope = given->second.second;
      return pattern(*given->second.first, outer, at, then);  // what follows brings its own reading
    }
  const auto definition =
      std::find_if(file_.definitions.begin(), file_.definitions.end(), [&](const auto& d) { return d.name.text == node.name.text; });
  if (definition == file_.definitions.end()) throw std::runtime_error("no let " + node.name.text);
  Scope scope;
  for (std::size_t i = 0; i < node.group.size(); ++i)
    scope.arguments[definition->parameters[i].name.text] = {&node.group[i], reading.scope};
  Reading inner = reading;
  inner.scope = &scope;
  return pattern(definition->pattern, inner, at, then);
}

/// What is being read lies to one side of each place: forward to the left of it, but where it begins to the right. A look that goes to
/// the other side leaves the sentence where one begins there.
bool ReferenceMatcher::look(const ast::Item& node, const Reading& reading, std::uint32_t at) {
  const bool right = (at == reading.origin) != reading.backward;
  Reading inner;
  inner.paragraph = reading.paragraph;
  inner.view = node.behind ? TokenRange(std::max(reading.paragraph.begin, at > reach ? at - reach : 0), at)
                           : TokenRange(at, std::min(at + reach, reading.paragraph.end));
  inner.backward = node.behind;
  inner.origin = right == node.behind ? none : at;
  inner.scope = reading.scope;
  return matches(node.group.front(), inner, at) != node.negated;
}

// ---- what is forbidden, and relations

/// In a run of words of which this is the smallest clause.
bool ReferenceMatcher::occurs_in_clause(const ast::Pattern& node, std::uint32_t clause) {
  const TokenRange all = doc_.clauses[clause].tokens;
  for (std::uint32_t from = all.begin, to = all.begin; from < all.end; from = ++to) {
    while (to < all.end && clause_of(doc_, to) == clause) ++to;
    if (occurs(node, {from, to})) return true;
  }
  return false;
}

bool ReferenceMatcher::occurs(const ast::Pattern& node, TokenRange range) {
  for (std::uint32_t at = range.begin; at < range.end; ++at)
    if (matches(node, {paragraph(range.begin), range, at, false, false, nullptr, 0}, at)) return true;
  return false;
}

bool ReferenceMatcher::excluded(const ast::Rule& rule, TokenRange tokens) {
  const TokenRange sentences(doc_.sentences[doc_.tokens[tokens.begin].sentence].tokens.begin,
                             doc_.sentences[doc_.tokens[tokens.end - 1].sentence].tokens.end);
  const std::uint32_t clause = clause_of(doc_, head_of(doc_, tokens));
  return std::any_of(rule.unless.begin(), rule.unless.end(), [&](const ast::Unless& unless) {
    ast::Item around;
    around.kind = ast::Item::Kind::look;
    around.group = {unless.pattern};
    around.behind = unless.where == ast::Unless::Where::before;
    const TokenRange all = paragraph(tokens.begin);
    const Reading reading = {all, all, tokens.begin, false, false, nullptr, 0};
    switch (unless.where) {
      case ast::Unless::Where::before: return look(around, reading, tokens.begin);
      case ast::Unless::Where::after: return look(around, reading, tokens.end);
      case ast::Unless::Where::inside: return occurs(unless.pattern, tokens);
      case ast::Unless::Where::sentence: return occurs(unless.pattern, sentences);
      case ast::Unless::Where::clause: return clause == none ? occurs(unless.pattern, sentences) : occurs_in_clause(unless.pattern, clause);
      case ast::Unless::Where::with: break;
    }
    return false;
  });
}

std::vector<Capture> ReferenceMatcher::related(const ast::Relation& relation) const {
  std::vector<Capture> out;
  for (const Capture& anchor : captures_) {
    if (program_.text_of(anchor.name) != relation.anchor.text || anchor.tokens.empty()) continue;
    const std::uint32_t head = head_of(doc_, anchor.tokens);
    std::vector<TokenRange> ranges;
    const std::string& name = relation.relation.text;
    if (name == "subject") ranges = {subject_of(doc_, head)};
    if (name == "agent") ranges = {agent_of(doc_, head)};
    if (name == "object") ranges = {object_of(doc_, head)};
    if (name == "recipient") ranges = {recipient_of(doc_, head)};
    if (name == "complement") ranges = {complement_of(doc_, head)};
    if (name == "apposition") ranges = {apposition_of(doc_, head)};
    if (name == "conjuncts") ranges = conjuncts_of(doc_, head);
    if (name == "subtree") ranges = {doc_.tokens[head].subtree};
    if (name == "prepositional")
      for (const ast::Name& word : relation.words) ranges.push_back(prepositional_of(doc_, head, word.text));
    for (const TokenRange range : ranges) {
      if (range.empty()) continue;
      const Symbol capture = program_.symbols.find(relation.capture.text);
      if (relation.element.empty()) {
        out.push_back({capture, range, none});
        continue;
      }
      for (const TokenRange part : conjuncts_of(doc_, head_of(doc_, range))) {
        if (part.empty()) continue;
        const std::uint32_t of_part = head_of(doc_, part);
        std::uint32_t best = none;
        for (std::uint32_t start = part.begin; start <= of_part && best == none; ++start)
          for (const std::uint32_t i : mentions_at(start, false)) {
            const TokenRange tokens = doc_.mentions[i].tokens;
            if (best == none && tokens.end > of_part && tokens.end <= part.end && fits(relation.element.front(), doc_.mentions[i]))
              best = i;
          }
        if (best != none) out.push_back({capture, doc_.mentions[best].tokens, best});
      }
    }
  }
  return out;
}

bool ReferenceMatcher::relate(const ast::Rule& rule, TokenRange& tokens) {
  for (const ast::Relation& relation : rule.with) {
    const std::vector<Capture> found = related(relation);
    if (found.empty() && !relation.optional) return false;
    for (const Capture& capture : found) {
      const bool known = std::any_of(captures_.begin(), captures_.end(),
                                     [&](const Capture& c) { return c.name == capture.name && c.tokens == capture.tokens; });
      if (known) continue;
      captures_.push_back(capture);
      tokens = {std::min(tokens.begin, capture.tokens.begin), std::max(tokens.end, capture.tokens.end)};
    }
  }
  return std::none_of(rule.unless.begin(), rule.unless.end(), [&](const ast::Unless& unless) {
    return unless.where == ast::Unless::Where::with && !related(unless.relation).empty();
  });
}

// ---- conditions

bool ReferenceMatcher::compares(const ast::Test& test, std::string_view value) const {
  const std::string& wanted = test.value.text;
  if (test.kind == ast::Test::Kind::member) {
    const auto set = std::find_if(file_.sets.begin(), file_.sets.end(), [&](const ast::Set& s) { return s.name.text == wanted; });
    return set != file_.sets.end() &&
           std::any_of(set->words.begin(), set->words.end(), [&](const ast::Name& word) { return word.text == value; });
  }
  if (!wanted.empty() && wanted.back() == '*')
    return value.substr(0, wanted.size() - 1) == std::string_view(wanted).substr(0, wanted.size() - 1);
  return value == wanted;
}

bool ReferenceMatcher::holds(const ast::Test& test, std::uint32_t i) const {
  using Kind = ast::Test::Kind;
  const auto part_holds = [&](const ast::Test& part) { return holds(part, i); };
  if (test.kind == Kind::all) return std::all_of(test.parts.begin(), test.parts.end(), part_holds);
  if (test.kind == Kind::any) return std::any_of(test.parts.begin(), test.parts.end(), part_holds);
  if (test.kind == Kind::negation) return !part_holds(test.parts.front());
  const Token& token = doc_.tokens[i];
  const std::string text(doc_.slice(token.range));
  std::string_view name = test.attribute.text;
  for (const std::string_view prefix : {"first.", "last.", "head."})
    if (name.substr(0, prefix.size()) == prefix) name.remove_prefix(prefix.size());
  if (test.kind == Kind::flag) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (name == "capitalized") return is_upper(decode(text, 0).value);
    if (name == "number") return digit(text[0]);
    if (name == "punctuation") return token.upos == "PUNCT";
    if (name == "quoted") return token.quoted;
    if (name == "sentence_start") return i == 0 || border(i);
    if (name == "sentence_end") return i + 1 == doc_.tokens.size() || border(i + 1);
    if (name == "glued") return !token.space_before;
    throw std::runtime_error("no flag " + test.attribute.text);
  }
  const std::size_t hyphen = token.lower.rfind('-');
  const bool parted = hyphen != std::string_view::npos && hyphen > 0 && hyphen + 1 < token.lower.size();
  std::string value;
  if (name == "text") value = text;
  if (name == "lower") value = token.lower;
  if (name == "lemma") value = lowered(token.lemma);
  if (name == "tag") value = token.xpos;
  if (name == "upos") value = token.upos;
  if (name == "deprel") value = token.deprel;
  if (name == "chunk") value = chunk_of(doc_, token);
  if (name == "length") value = std::to_string(text.size());
  if (name == "before_hyphen" && parted) value = token.lower.substr(0, hyphen);
  if (name == "after_hyphen" && parted) value = token.lower.substr(hyphen + 1);
  return compares(test, value) != (test.kind == Kind::differs);
}

bool ReferenceMatcher::holds(const ast::Test& test, const Mention& mention) const {
  using Kind = ast::Test::Kind;
  const auto part_holds = [&](const ast::Test& part) { return holds(part, mention); };
  if (test.kind == Kind::all) return std::all_of(test.parts.begin(), test.parts.end(), part_holds);
  if (test.kind == Kind::any) return std::any_of(test.parts.begin(), test.parts.end(), part_holds);
  if (test.kind == Kind::negation) return !part_holds(test.parts.front());
  const std::string& name = test.attribute.text;
  if (name.rfind("first.", 0) == 0) return holds(test, mention.tokens.begin);
  if (name.rfind("last.", 0) == 0) return holds(test, mention.tokens.end - 1);
  if (name.rfind("head.", 0) == 0) return holds(test, head_of(doc_, mention.tokens));
  std::vector<std::string> values;
  for (const Field& field : mention.fields)
    if (program_.text_of(field.name) == name) values.push_back(field.value);
  const bool equal = std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    if (test.kind != Kind::has) return compares(test, value);
    const std::vector<std::string> words = split_words(value);
    return std::find(words.begin(), words.end(), test.value.text) != words.end();
  });
  const bool absent = values.empty() && test.value.text.empty() && (test.kind == Kind::equals || test.kind == Kind::differs);
  return (equal || absent) != (test.kind == Kind::differs);
}

bool ReferenceMatcher::fits(const ast::Item& node, const Mention& mention) const {
  const std::string& type = program_.text_of(mention.type);
  return std::any_of(node.types.begin(), node.types.end(), [&](const ast::Name& name) { return name.text == type; }) &&
         (node.tests.empty() || holds(node.tests.front(), mention));
}

}  // namespace readout::test
