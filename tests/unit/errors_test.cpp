// The messages of errors, word for word: each file of tests/errors is compiled with the small grammar and its diagnostics
// compared with the .expected file beside it. What a file is, its ending tells: NAME.rules, NAME.lexicon.json,
// NAME.manifest.json or NAME.words.txt. With READOUT_UPDATE set, the expected files are written anew: read the difference.
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <set>

#include "rule_ast.hpp"
#include "small_grammar.hpp"

namespace readout {
namespace {

struct Ending {
  std::string_view text, path;  ///< path: the file of the grammar that the case takes the place of
};
constexpr std::array<Ending, 6> endings = {{{".actors.csv", "actors.csv"},
                                            {".actors.json", "actors.json"},
                                            {".rules", "example.rules"},
                                            {".lexicon.json", "lexicons/parties.json"},
                                            {".manifest.json", "manifest.json"},
                                            {".words.txt", "model/words.txt"}}};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

const Ending* ending_of(std::string_view file) {
  const auto* found = std::find_if(endings.begin(), endings.end(), [&](const Ending& ending) { return ends_with(file, ending.text); });
  return found == endings.end() ? nullptr : found;
}

Diagnostics diagnostics_of(const Ending& ending, std::string content) {
  Grammar grammar = test::small_grammar("");
  if (ending.text.substr(0, 8) == ".actors.") {
    Diagnostics diagnostics;
    grammar.push_back({"lexicons/user_actors.json", "{}"});
    static_cast<void>(with_user_actors(grammar, {std::string(ending.path), std::move(content)}, diagnostics));
    return diagnostics;
  }
  test::put(grammar, std::string(ending.path), std::move(content));
  if (ending.text == ".lexicon.json")
    for (SourceFile& file : grammar)
      if (file.path == "manifest.json") file.content.insert(file.content.find("],"), ", \"lexicons/parties.json\"");
  return Engine::compile(grammar).diagnostics;
}

std::set<std::string> codes_in(const std::string& text) {
  std::set<std::string> codes;
  for (const std::string_view severity : {": error ", ": warning "})
    for (std::size_t at = text.find(severity); at != std::string::npos; at = text.find(severity, at + 1))
      codes.insert(text.substr(at + severity.size(), 4));
  return codes;
}

/// The codes of the table of grammars/README.md: rows that begin with "| `R001` |".
std::set<std::string> documented_codes() {
  const std::string text = test::repository_file("grammars/README.md");
  std::set<std::string> codes;
  for (std::size_t at = text.find("\n| `"); at != std::string::npos; at = text.find("\n| `", at + 1))
    if (text.compare(at + 8, 3, "` |") == 0 && text[at + 5] >= '0' && text[at + 5] <= '9') codes.insert(text.substr(at + 4, 4));
  return codes;
}

}  // namespace

TEST_CASE("errors are told as expected", "[errors]") {
  const std::vector<std::string> files = test::folder_files("tests/errors");
  std::set<std::string> told;
  std::size_t cases = 0;
  for (const std::string& file : files) {
    INFO("tests/errors/" << file);
    const Ending* ending = ending_of(file);
    if (ending == nullptr) {
      REQUIRE(ends_with(file, ".expected"));
      const std::string name = file.substr(0, file.size() - 9);
      CHECK(std::any_of(files.begin(), files.end(), [&](const std::string& other) {
        return ending_of(other) != nullptr && other.compare(0, name.size(), name) == 0 &&
               other.size() == name.size() + ending_of(other)->text.size();
      }));
      continue;
    }
    ++cases;
    const std::string name = file.substr(0, file.size() - ending->text.size());
    const std::string content = test::repository_file("tests/errors/" + file);
    REQUIRE(!content.empty());
    const Diagnostics diagnostics = diagnostics_of(*ending, content);
    for (const Diagnostic& diagnostic : diagnostics) CHECK(!diagnostic.hint.empty());
    const std::string actual = test::rendered(diagnostics);
    if (std::getenv("READOUT_UPDATE") != nullptr)
      std::ofstream(std::string(READOUT_SOURCE_DIR) + "/tests/errors/" + name + ".expected", std::ios::binary) << actual;
    const std::string expected = test::repository_file("tests/errors/" + name + ".expected");
    REQUIRE(!expected.empty());
    CHECK(actual == expected);
    const auto codes = codes_in(actual);
    told.insert(codes.begin(), codes.end());
    if (name != "several-errors") CHECK(codes.count(name.substr(0, 4)) == 1);
  }
  REQUIRE(cases > 0);
  told.insert("M001");                    // below
  told.insert("M007");                    // extension_test.cpp
  told.insert({"P001", "P002", "P003"});  // pack_test.cpp
  told.insert("U008");                    // user_actors_test.cpp
  CHECK(told == documented_codes());
}

TEST_CASE("a grammar without a manifest says so", "[errors]") {
  const Compiled compiled = Engine::compile({});
  CHECK(compiled.engine == nullptr);
  CHECK(test::rendered(compiled.diagnostics) ==
        "manifest.json: error M001: the grammar has no manifest.json\n"
        "  hint: give the folder of a grammar, such as grammars/en, or a pack\n");
}

TEST_CASE("an unknown name is told with places in several files", "[errors]") {
  std::string rules;
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    rules += std::string("rule one.") + name + " {\n  match gone\n  emit name { }\n  yes \"x\"\n  no \"y\"\n}\n";
  Grammar grammar = test::small_grammar(rules);
  test::put(grammar, "other.rules", "rule two {\n  match gone\n  emit name { }\n  yes \"x\"\n  no \"y\"\n}\n");
  for (SourceFile& file : grammar)
    if (file.path == "manifest.json") file.content.insert(file.content.find("]", file.content.find("\"example.rules\"")), ", \"other.rules\"");
  const Diagnostics diagnostics = Engine::compile(grammar).diagnostics;
  const auto told = std::find_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& one) { return one.code == "R003"; });
  REQUIRE(told != diagnostics.end());
  std::set<std::string> files{told->file};
  for (const RelatedPlace& place : told->related) files.insert(place.file);
  CHECK(files == std::set<std::string>{"example.rules", "other.rules"});
}

TEST_CASE("every error of a file is told, in its place", "[errors]") {
  const Diagnostics diagnostics = diagnostics_of(endings[2], test::repository_file("tests/errors/several-errors.rules"));
  std::set<std::uint32_t> lines;
  for (const Diagnostic& diagnostic : diagnostics)
    if (diagnostic.severity == Severity::error) lines.insert(diagnostic.line);
  CHECK(lines == std::set<std::uint32_t>{3, 7, 11, 12, 17, 20});
}

TEST_CASE("rules with a byte order mark, carriage returns or other letters are read", "[errors]") {
  const std::string rules =
      "\xEF\xBB\xBFrule g {\r\n  match \"h\xC3\xA9llo\"\r\n  emit g { }\r\n  yes \"H\xC3\xA9llo.\"\r\n  no \"No.\"\r\n}\r\nlet x = y";
  const Diagnostics diagnostics = Engine::compile(test::small_grammar(rules)).diagnostics;
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics.front().code == "R003");
  CHECK(diagnostics.front().line == 7);
  CHECK(diagnostics.front().column == 9);
}

TEST_CASE("no bytes of a rule file, a lexicon or a manifest break the compiler", "[errors]") {
  const std::string rules = test::repository_file("tests/grammar/rules/base.rules"),
                    lexicon = test::repository_file("tests/grammar/lexicons/titles.json");
  std::uint32_t state = 7;
  const auto random = [&state](std::size_t most) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state >> 8U) % most;
  };
  static constexpr std::string_view marks("{}[]()<>\"|*+?:$,!\\\n\0\xFF\xC3zx7", 26);
  for (int round = 0; round < 300; ++round) {
    const bool of_rules = round % 2 == 0;
    std::string content = of_rules ? rules : lexicon;
    for (int change = 0; change < 4; ++change) {
      const std::size_t at = random(content.size());
      if (random(3) == 0)
        content.erase(at, 1 + random(20));
      else if (random(2) == 0)
        content[at] = marks[random(marks.size())];
      else
        content.insert(at, 1, marks[random(marks.size())]);
      if (content.empty()) content = "x";
    }
    INFO(content);
    Diagnostics diagnostics;
    if (of_rules) {
      (void)parse_rules("example.rules", content, diagnostics);
    } else {
      LexiconDraft draft;
      Symbols symbols;
      read_lexicon({"lexicon.json", content}, test::english(), draft, diagnostics);
      CHECK(draft.finish(symbols) != nullptr);
    }
    for (const Diagnostic& diagnostic : diagnostics) CHECK(!render(diagnostic).empty());
  }
}

}  // namespace readout
