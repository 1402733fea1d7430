// The WebAssembly side of the benchmark, for Node and browsers: the same parts as the native program. Entry point: the bindings below.
#include <emscripten/bind.h>

#include "compilation.hpp"
#include "parts.hpp"

namespace {

class WasmBench {
 public:
  /// The sources of a grammar (see grammar_of) and the articles, as bytes of this module's memory. Gives what is wrong, or an empty
  /// string.
  std::string load(std::uint32_t grammar, std::uint32_t grammar_size, std::uint32_t articles, std::uint32_t articles_size) {
    readout::Grammar sources = readout::bench::grammar_of(view(grammar, grammar_size));
    const std::string problem = bench_.load(readout::Engine::compile(sources), view(articles, articles_size));
    return problem.empty() ? compilation_.load(std::move(sources), bench_.article()) : problem;
  }
  double run(const std::string& part) {
    const double seconds = bench_.run(part);
    return seconds < 0 ? compilation_.run(part) : seconds;
  }
  std::uint32_t tokens() const { return static_cast<std::uint32_t>(bench_.tokens()); }

 private:
  static std::string_view view(std::uint32_t address, std::uint32_t size) {
    return {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(address)), size};
  }
  readout::bench::Bench bench_;
  readout::bench::CompilationBench compilation_;
};

}  // namespace

EMSCRIPTEN_BINDINGS(readout_bench) {
  emscripten::class_<WasmBench>("Bench")
      .constructor<>()
      .function("load", &WasmBench::load)
      .function("run", &WasmBench::run)
      .function("tokens", &WasmBench::tokens);
}
