// What the benchmark measures: the parts of the language layer, the whole of it, and a whole extract. Shared by the native program and
// the WebAssembly module of the benchmark. Entry point: Bench.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"

namespace readout::bench {

class Bench {
 public:
  /// `articles` are divided by the byte 0x1E. Gives what is wrong with the grammar, or an empty string.
  [[nodiscard]] std::string load(Compiled compiled, std::string_view articles);

  /// Seconds that one run over all articles takes; less than 0 for a part that does not exist. Parts: split (tokens and sentences),
  /// quotes, tags, lemmas, layer (all of these), syntax, extract (an article in, JSON out).
  [[nodiscard]] double run(std::string_view part);

  /// Of all articles together.
  [[nodiscard]] std::size_t tokens() const { return tokens_; }
  /// The longest article.
  [[nodiscard]] std::string_view article() const;

 private:
  std::vector<std::string> texts_;
  std::shared_ptr<const Engine> engine_;
  std::size_t tokens_ = 0;
};

}  // namespace readout::bench
