// A grammar that is edited and compiled again and again with what the last compilation left is the grammar compiled afresh.
#include <catch_amalgamated.hpp>

#include <random>

#include "program_text.hpp"
#include "small_grammar.hpp"

namespace readout {
namespace {

const char* const shared = R"(
set locative = "in" "near"
let helper = "will" | "has"
let cue = helper? c:[lemma in reporting_verbs & !(tag = "NN*")]{1,2}
let flanked(what: pattern, by: words) = ([lower in by])? what ([lower in by])?
fields noted { name: $n }
let spare = "spare" | "part"
)";

const char* const first = R"(
import "shared.rules"

rule first.seen {
  match n:<country country = "CHL"> cue
  unless before ([lower in locative])
  emit seen { use noted }
  yes "Chile said so." { name: "Chile" }
  no "Peru's plan failed."
}

rule first.month {
  match flanked(n:<months>, locative)
  emit month { use noted }
  yes "In May." { name: "May" }
  no "In all."
}
)";

const char* const second = R"(
rule second.told {
  match n:<seen> !ahead( "not" ) ("that" | helper | ("more" | "less")? "words")
  unless same sentence cue "never"
  emit told { name: $n.name  kind: "plain" }
  yes "Chile said that." { name: "Chile" }
  no "Chile fell."
}
)";

struct Edit {
  const char *path, *before, *after;
};

/// Made where the first text stands in the file, and taken back where the second does. Each alone, and many of them together, break
/// something: what is then told must be the same, too.
const Edit edits[] = {
    {"shared.rules", "\"will\" | \"has\"", "\"will\" | \"will\" \"not\" | \"has\""},
    {"shared.rules", "let helper = ", "let assistant = "},
    {"second.rules", "| helper |", "| assistant |"},
    {"shared.rules", "\"in\" \"near\"", "\"in\" \"by\" \"in\""},
    {"shared.rules", "set locative", "// a comment moves what stands below\nset locative"},
    {"shared.rules", "c:[lemma", "d:[lemma"},
    {"shared.rules", "name: $n }", "name: $n  kind: \"noted\" }"},
    {"shared.rules", "let spare = \"spare\"", "let spare = missing"},
    {"shared.rules", "by: words", "by: text"},
    {"first.rules", "import \"shared.rules\"", "import \"none.rules\""},
    {"first.rules", "emit seen", "emit sene"},
    {"first.rules", "country = \"CHL\"", "code = \"XYZ\""},
    {"first.rules", "rule first.month {", "rule first.month ("},
    {"first.rules", "rule first.seen {\n", "rule first.seen {\n  priority 2\n"},
    {"first.rules", "flanked(n:<months>, locative)", "n:<months>+"},
    {"first.rules", "yes \"In May.\"", "yes \"Near May.\""},
    {"second.rules", "rule second.told", "rule first.seen"},
    {"second.rules", "cue \"never\"", "cue{1,3} \"never\""},
    {"second.rules", "kind: \"plain\"", "kind: $c.lemma"},
    {"second.rules", "n:<seen>", "n:<month | seen>"},
    {"second.rules", "\"words\")", "\"words\" | \"words\" \"more\")"},
    {"lexicons/months.json", "\"May\"", "\"Mai\""},
    {"lexicons/months.json", "\"lexicon\": \"months\"", "\"lexicon\": \"moons\""},
    {"rules/base.rules", "emit country {", "emit country { region: $n.region"},
    {"manifest.json", "\"second.rules\"", "\"rules/base.rules\""},
    {"manifest.json", "\"name\": \"second\"", "\"name\": \"second\", \"overlap\": \"all\""},
};

Grammar grammar_to_edit() {
  Grammar grammar = test::small_grammar("");
  test::put(grammar, "shared.rules", shared);
  test::put(grammar, "first.rules", first);
  test::put(grammar, "second.rules", second);
  std::erase_if(grammar, [](const SourceFile& file) { return file.path == "example.rules"; });
  for (SourceFile& file : grammar)
    if (file.path == "manifest.json")
      file.content.replace(file.content.find("\"rules\": [\"example.rules\"]}"), 27,
                           R"("rules": ["first.rules"]}, {"name": "second", "stage": "mentions", "rules": ["second.rules"]})");
  return grammar;
}

void make(const Edit& edit, Grammar& grammar) {
  for (SourceFile& file : grammar) {
    if (file.path != edit.path) continue;
    const std::string before = edit.before, after = edit.after;
    const std::size_t made = file.content.find(after), at = made == std::string::npos ? file.content.find(before) : made;
    if (made != std::string::npos)
      file.content.replace(made, after.size(), before);
    else if (at != std::string::npos)
      file.content.replace(at, before.size(), after);
  }
}

std::string all_of(const Compiled& compiled) {
  const std::string told = test::rendered(compiled.diagnostics);
  return compiled.engine ? told + dump_program(compiled.engine->program()) + std::string(compiled.engine->program().hash) : told;
}

}  // namespace

TEST_CASE("each edit, made and taken back", "[edits]") {
  Grammar grammar = grammar_to_edit();
  const Compiled start = Engine::compile(grammar);
  INFO(test::rendered(start.diagnostics));
  REQUIRE(start.engine != nullptr);
  const std::string before = all_of(start);
  ParsedRules parsed;
  for (const Edit& edit : edits) {
    INFO(edit.path << ": " << edit.before);
    make(edit, grammar);
    const std::string edited = all_of(Engine::compile(grammar, start.engine.get(), &parsed));
    CHECK(edited != before);
    CHECK(edited == all_of(Engine::compile(grammar)));
    make(edit, grammar);
    CHECK(all_of(Engine::compile(grammar, start.engine.get(), &parsed)) == before);
  }
}

TEST_CASE("many edits, one after another", "[edits]") {
  std::mt19937 dice(4);
  Grammar grammar = grammar_to_edit();
  const Compiled start = Engine::compile(grammar);
  REQUIRE(start.engine != nullptr);
  ParsedRules parsed;
  std::size_t good = 0;
  for (int step = 0; step < 150; ++step) {
    for (int i = 0; i <= step % 2; ++i) make(edits[dice() % std::size(edits)], grammar);
    if (dice() % 5 == 0) grammar = grammar_to_edit();
    if (dice() % 8 == 0) std::shuffle(grammar.begin(), grammar.end(), dice);
    const Compiled edited = Engine::compile(grammar, start.engine.get(), &parsed), whole = Engine::compile(grammar);
    if (edited.engine) ++good;
    INFO(step);
    CHECK(all_of(edited) == all_of(whole));
  }
  CHECK(good > 30);
}

}  // namespace readout
