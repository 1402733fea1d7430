// The WebAssembly side of the benchmark, for Node and browsers: the same parts as the native program. Entry point: the bindings below.
#include <emscripten/bind.h>

#include "parts.hpp"

namespace {

class WasmBench {
 public:
  /// A pack and the articles, as bytes of this module's memory. Gives what is wrong, or an empty string.
  std::string load(std::uint32_t grammar, std::uint32_t grammar_size, std::uint32_t articles, std::uint32_t articles_size) {
    return bench_.load(readout::Engine::load(view(grammar, grammar_size)), view(articles, articles_size));
  }
  double run(const std::string& part) { return bench_.run(part); }
  std::uint32_t tokens() const { return static_cast<std::uint32_t>(bench_.tokens()); }

 private:
  static std::string_view view(std::uint32_t address, std::uint32_t size) {
    return {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(address)), size};
  }
  readout::bench::Bench bench_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(readout_bench) {
  emscripten::class_<WasmBench>("Bench")
      .constructor<>()
      .function("load", &WasmBench::load)
      .function("run", &WasmBench::run)
      .function("tokens", &WasmBench::tokens);
}
