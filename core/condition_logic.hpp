// Which conditions follow from others, and which cannot hold together: for what the compiler tells of patterns. Internal.
// Entry points: implies, excludes, Alternatives.
#pragma once

#include "code_walk.hpp"

namespace readout {

/// Whether a condition holds wherever another does. False may also mean that it is not known.
[[nodiscard]] bool implies(const Program& program, std::uint32_t condition, std::uint32_t other);

/// Whether two conditions never hold together. False may also mean that it is not known.
[[nodiscard]] bool excludes(const Program& program, std::uint32_t condition, std::uint32_t other);

/// The alternatives of a pattern, to be compared. `program` and `code` must live as long.
class Alternatives {
 public:
  Alternatives(const Program& program, const Code& code, std::vector<CodeRange> ranges);

  /// Whether whatever words the alternative `narrow` matches, `wide` matches too, so that `narrow` is of no use after it. False may also
  /// mean that it is not known. What it costs is added to `work`; where that becomes more than `most`, it gives up.
  [[nodiscard]] bool swallows(std::size_t wide, std::size_t narrow, std::size_t& work, std::size_t most) const;

 private:
  [[nodiscard]] bool begins_alike(std::size_t wide, std::size_t narrow) const;

  const Program& program_;
  const Code& code_;
  std::vector<CodeRange> ranges_;
  std::vector<std::vector<std::uint32_t>> beginnings_;  ///< of each: the tokens, mentions and looks with which it begins, or its end
  struct Words {
    std::uint64_t asked = 0;  ///< a bit for each word with which it begins,
    std::uint64_t known = 0;  ///< and the same; all bits where it may begin with other tokens than words
  };
  std::vector<Words> words_;  ///< of each: tells of most pairs that the one cannot begin as the other does
};

}  // namespace readout
