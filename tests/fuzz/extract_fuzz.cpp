// libFuzzer: any bytes are read without a crash, and give valid JSON with offsets inside the text.
// Entry point: LLVMFuzzerTestOneInput. Run: extract_fuzz -dict=tests/fuzz/articles.dict FOLDER tests/articles
#include <cstdio>
#include <cstdlib>

#include "engine.hpp"

namespace {

const readout::Engine& engine() {
  static const readout::Compiled compiled = readout::Engine::compile(readout::read_grammar(READOUT_SOURCE_DIR "/grammars/en"));
  if (!compiled.engine) {
    for (const readout::Diagnostic& diagnostic : compiled.diagnostics) std::fputs(readout::render(diagnostic).c_str(), stderr);
    std::abort();
  }
  return *compiled.engine;
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

/// So that the time of the first input is its own.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
  static_cast<void>(engine());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const readout::Document document = engine().extract(text, {"fuzz", "", "2024-07-11"});
  require(document.text == text);
  for (const readout::Token& token : document.tokens) require(token.range.begin < token.range.end && token.range.end <= size);
  for (const auto unit : {readout::OffsetUnit::codepoint, readout::OffsetUnit::utf16, readout::OffsetUnit::utf8}) {
    require(readout::invalid_utf8(engine().to_json(document, {unit, false})) == std::string_view::npos);
  }
  return 0;
}
