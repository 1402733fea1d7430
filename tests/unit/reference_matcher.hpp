// What the rules of a file match, by the words of grammars/README.md and by plain backtracking over the syntax tree of the rules:
// no program, no automaton, no index, no memory of what failed; exponential where a pattern is. Tests compare the matcher with it.
// Entry point: ReferenceMatcher::finds.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model.hpp"
#include "program.hpp"
#include "rule_ast.hpp"

namespace readout::test {

class ReferenceMatcher {
 public:
  /// All are to live longer. Of the program only the names of types and fields are read. The document has been analysed whole, and
  /// holds the mentions that the rules see.
  ReferenceMatcher(const Document& document, const Program& program, const ast::File& file);

  /// A match from each place at which there is one, as find_text writes it, in the order of the text. Nothing where that takes too
  /// many steps.
  [[nodiscard]] std::optional<std::vector<std::string>> finds(const ast::Rule& rule);

 private:
  /// Goes on behind a part of a pattern; true where all that follows matches too.
  using Then = std::function<bool(std::uint32_t)>;
  /// What the parameters of a `let` stand for: patterns, with what their own names mean.
  struct Scope {
    std::map<std::string, std::pair<const ast::Pattern*, const Scope*>> arguments;
  };
  /// How tokens are read just now.
  struct Reading {
    TokenRange paragraph, view;
    std::uint32_t origin = none;  ///< where a sentence may begin, as nothing that is read stands before (or, read backward, behind) it
    bool backward = false, captures = false;
    const Scope* scope = nullptr;
    std::uint64_t place = 0;  ///< in the pattern, as it is when everything is written out: each copy has its own
  };
  struct TooManySteps {};

  /// Whether the pattern matches from here to anywhere.
  [[nodiscard]] bool matches(const ast::Pattern& node, const Reading& reading, std::uint32_t at);
  bool pattern(const ast::Pattern& node, const Reading& reading, std::uint32_t at, const Then& then);
  bool sequence(const std::vector<ast::Item>& items, std::size_t done, const Reading& reading, std::uint32_t at, const Then& then);
  bool repeat(const ast::Item& node, std::uint32_t done, const Reading& reading, std::uint32_t at, const Then& then);
  bool once(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then);
  bool element(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then);
  bool literal(const std::vector<std::string>& words, std::size_t done, const Reading& reading, std::uint32_t at, const Then& then);
  bool mention(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then);
  bool any_order(const ast::Item& node, std::uint32_t done, const Reading& reading, std::uint32_t at, const Then& then);
  bool reference(const ast::Item& node, const Reading& reading, std::uint32_t at, const Then& then);
  [[nodiscard]] bool look(const ast::Item& node, const Reading& reading, std::uint32_t at);
  bool token(const std::function<bool(std::uint32_t)>& holds, const Reading& reading, std::uint32_t at, const Then& then);

  [[nodiscard]] bool occurs_in_clause(const ast::Pattern& node, std::uint32_t clause);
  [[nodiscard]] bool occurs(const ast::Pattern& node, TokenRange range);
  [[nodiscard]] bool excluded(const ast::Rule& rule, TokenRange tokens);
  [[nodiscard]] bool relate(const ast::Rule& rule, TokenRange& tokens);
  [[nodiscard]] std::vector<Capture> related(const ast::Relation& relation) const;

  [[nodiscard]] bool holds(const ast::Test& test, std::uint32_t token) const;
  [[nodiscard]] bool holds(const ast::Test& test, const Mention& mention) const;
  [[nodiscard]] bool compares(const ast::Test& test, std::string_view value) const;
  [[nodiscard]] bool fits(const ast::Item& node, const Mention& mention) const;
  [[nodiscard]] std::vector<std::uint32_t> mentions_at(std::uint32_t at, bool ending) const;
  /// Whether a sentence begins at a token that is not the first.
  [[nodiscard]] bool border(std::uint32_t at) const;
  /// The paragraph of a token, with those that quotations join to it.
  [[nodiscard]] TokenRange paragraph(std::uint32_t token) const;

  const Document& doc_;
  const Program& program_;
  const ast::File& file_;
  std::vector<Capture> captures_;        ///< of the match in the making, in the order in which they end
  std::vector<std::uint32_t> mentions_;  ///< that it went through
  /// The elements that it came to, and where. Coming to one again at the same place of the text, a repetition would go on for ever.
  std::set<std::pair<std::uint64_t, std::uint32_t>> way_;
  std::map<const ast::Pattern*, ast::Pattern> taken_;  ///< optional parts of any_order, as obligatory ones
  std::uint64_t steps_ = 0;
};

/// A match as text: its tokens, and each capture with its tokens and mention.
[[nodiscard]] std::string find_text(const Program& program, TokenRange tokens, const std::vector<Capture>& captures);

}  // namespace readout::test
