// Random rules and random texts to try them on, the same for a seed on every platform. Entry points: RandomRules, random_text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace readout::test {

/// A source of random numbers. (The distributions of <random> differ between libraries, its engines do not.)
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  [[nodiscard]] std::uint32_t below(std::uint32_t count) { return static_cast<std::uint32_t>(engine_() % count); }
  /// True `share` times in a hundred.
  [[nodiscard]] bool happens(std::uint32_t share) { return below(100) < share; }
  template <std::size_t N>
  [[nodiscard]] std::string one_of(const std::array<const char*, N>& list) {
    return list[below(N)];
  }

 private:
  std::mt19937_64 engine_;
};

/// Writes rules of every feature of the language that says what is matched, over the words of random_text.
class RandomRules {
 public:
  explicit RandomRules(Dice& dice) : dice_(dice) {}
  /// A file: sets, `let`s, and rules r0, r1, ... that emit <found>.
  [[nodiscard]] std::string file(std::uint32_t rules);

 private:
  [[nodiscard]] std::string rule(const std::string& name);
  [[nodiscard]] std::string pattern(std::uint32_t depth, bool solid = false);
  /// A solid one takes a token at least.
  [[nodiscard]] std::string sequence(std::uint32_t depth, bool solid);
  [[nodiscard]] std::string solid_element();
  [[nodiscard]] std::string item(std::uint32_t depth);
  [[nodiscard]] std::string element(std::uint32_t depth);
  [[nodiscard]] std::string any_order(std::uint32_t depth);
  [[nodiscard]] std::string gap();
  [[nodiscard]] std::string quantifier();
  [[nodiscard]] std::string word();
  [[nodiscard]] std::string mention();
  [[nodiscard]] std::string pair_test();
  [[nodiscard]] std::string token_test(std::uint32_t depth);
  [[nodiscard]] std::string token_leaf(const std::string& prefix);
  [[nodiscard]] std::string mention_test(std::uint32_t depth);
  [[nodiscard]] std::string relation(const std::string& anchor);

  Dice& dice_;
  std::vector<std::string> lets_, captures_;
  bool looking_ = false, in_let_ = false;
};

/// One or two paragraphs of short sentences, some of them quoted.
[[nodiscard]] std::string random_text(Dice& dice);

}  // namespace readout::test
