// A grammar as one file: what goes in comes out, and every kind of damage is told.
#include <catch_amalgamated.hpp>

#include "small_grammar.hpp"

namespace readout {
namespace {

bool same(const Grammar& a, const Grammar& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const SourceFile& x, const SourceFile& y) { return x.path == y.path && x.content == y.content; });
}

std::string problem(std::string_view bytes) {
  Diagnostics diagnostics;
  const Grammar grammar = unpack_grammar(bytes, diagnostics);
  if (diagnostics.empty()) return "none";
  CHECK(grammar.empty());
  CHECK(diagnostics.size() == 1);
  return test::rendered(diagnostics);
}

const Grammar small = {{"manifest.json", "{}"}, {"rules/a.rules", std::string("\0\xFF\n", 3)}, {"empty.txt", ""}};

}  // namespace

TEST_CASE("a pack holds what was packed", "[pack]") {
  Diagnostics diagnostics;
  CHECK(same(unpack_grammar(pack_grammar(small), diagnostics), small));
  CHECK(unpack_grammar(pack_grammar({}), diagnostics).empty());
  CHECK(diagnostics.empty());
  CHECK(pack_grammar(small) == pack_grammar(small));
}

TEST_CASE("a packed grammar reads as the folder does", "[pack]") {
  const Grammar grammar = test::small_grammar("rule test { match n:<countries> emit state { name: $n } }");
  Diagnostics diagnostics;
  const Compiled folder = Engine::compile(grammar), packed = Engine::compile(unpack_grammar(pack_grammar(grammar), diagnostics));
  REQUIRE(folder.engine != nullptr);
  REQUIRE(packed.engine != nullptr);
  const std::string text = "President Ana Ruiz left Chile.";
  CHECK(folder.engine->to_json(folder.engine->extract(text)) == packed.engine->to_json(packed.engine->extract(text)));
}

TEST_CASE("a pack that is cut short is told", "[pack]") {
  const std::string whole = pack_grammar(small);
  const std::string damaged = "pack: error P002: this pack is cut short or damaged\n  hint: make it again with `readout pack`\n";
  const std::string no_pack = "pack: error P001: this is not a pack of a grammar\n  hint: make it again with `readout pack`\n";
  for (std::size_t length = 0; length < whole.size(); ++length) {
    INFO(length);
    const std::string told = problem(std::string_view(whole).substr(0, length));
    if (length < 7)
      CHECK(told == no_pack);
    else if (length > 7)
      CHECK(told == damaged);
    else
      CHECK(told != "none");
  }
}

TEST_CASE("a flipped byte is told", "[pack]") {
  const std::string whole = pack_grammar(small);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    INFO(at);
    std::string broken = whole;
    broken[at] = static_cast<char>(broken[at] ^ 0x20);
    CHECK(problem(broken) != "none");
  }
}

TEST_CASE("a pack of another version is told", "[pack]") {
  std::string other = pack_grammar(small);
  other[7] = '9';
  CHECK(problem(other) ==
        "pack: error P001: this pack was made by another version of Readout\n  hint: make it again with `readout pack`\n");
  CHECK(problem("not a pack at all") == "pack: error P001: this is not a pack of a grammar\n  hint: make it again with `readout pack`\n");
}

TEST_CASE("a path that leads nowhere gives an empty grammar", "[pack]") {
  CHECK(read_grammar(std::string(READOUT_SOURCE_DIR) + "/no/such/folder").empty());
  CHECK(read_grammar(std::string(READOUT_SOURCE_DIR) + "/LICENSE").empty());
  CHECK(Engine::compile(read_grammar("")).engine == nullptr);
}

}  // namespace readout
