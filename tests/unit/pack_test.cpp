// A grammar as one file: what goes in comes out, the same is found with it, and every kind of damage is told.
#include <catch_amalgamated.hpp>

#include <random>
#include <sstream>

#include "english.hpp"
#include "explain.hpp"
#include "pack_check.hpp"
#include "pack_code.hpp"
#include "pack_program.hpp"
#include "program_text.hpp"
#include "small_grammar.hpp"

namespace readout {
namespace {

const char* const rules = R"(
set locative = "in" "near"
let helper = "will" | "has"

rule test {
  priority -3
  match n:<countries region = "America"> !ahead( "'s" helper? ) helper? cue:[lemma in reporting_verbs & !(tag = "NN*")]{1,2}
  unless before ([lower in locative])
  unless same clause "never"
  with what = complement(cue)?
  emit state { name: $n  code: $n.code  text: $what if $what }
  yes "Chile objected." { code: "CHL" }
  no "Peru's plan failed."
}
)";

std::string packed(const Grammar& grammar) {
  Diagnostics diagnostics;
  std::string pack = pack_grammar(grammar, diagnostics);
  INFO(test::rendered(diagnostics));
  REQUIRE_FALSE(pack.empty());
  return pack;
}

/// A pack without models, so that every byte of it can be tried.
const std::string& small_pack() {
  static const std::string pack = [] {
    Grammar grammar = test::small_grammar(rules);
    std::erase_if(grammar, [](const SourceFile& file) { return file.path.starts_with("model/"); });
    return packed(grammar);
  }();
  return pack;
}

std::string problem(std::string_view bytes) {
  const Compiled loaded = Engine::load(bytes);
  if (loaded.engine) return "none";
  CHECK(loaded.diagnostics.size() == 1);
  return test::rendered(loaded.diagnostics);
}

const std::string text =
    "Chile has criticised the plan, President Ana Ruiz said on Tuesday in Santiago. \"Peru will object,\" she added. Norway met Chile.";

/// The examples of rules stand in the sources of a pack alone.
std::string without_examples(const std::string& dump) {
  std::istringstream lines(dump);
  std::string out;
  for (std::string line; std::getline(lines, line);)
    if (line.find("yes \"") != 2 && line.find("no \"") != 2) out += line + "\n";
  return out;
}

std::string all_of(const Engine& engine) {
  const Document document = engine.extract(text);
  const Explanation explanation = explain(engine, text);
  return engine.to_json(document, {OffsetUnit::utf16, true, &explanation}) + without_examples(dump_program(engine.program()));
}

}  // namespace

TEST_CASE("a pack holds the sources", "[pack]") {
  const Grammar grammar = test::small_grammar(rules);
  Diagnostics diagnostics;
  const Grammar sources = unpack_grammar(packed(grammar), diagnostics);
  CHECK(diagnostics.empty());
  std::size_t count = 0;
  for (const SourceFile& file : grammar) {
    const bool source = file.path == "manifest.json" || file.path.ends_with(".rules");
    count += source ? 1 : 0;
    CHECK(std::any_of(sources.begin(), sources.end(),
                      [&](const SourceFile& s) { return s.path == file.path && s.content == file.content; }) == source);
  }
  CHECK(sources.size() == count);
  CHECK(packed(grammar) == packed(grammar));
}

TEST_CASE("a pack gives what its folder gives", "[pack]") {
  const Grammar grammar = test::small_grammar(rules);
  const Compiled folder = Engine::compile(grammar), pack = Engine::load(packed(grammar));
  REQUIRE(folder.engine != nullptr);
  REQUIRE(pack.engine != nullptr);
  CHECK(pack.diagnostics.empty());
  CHECK(all_of(*folder.engine) == all_of(*pack.engine));
  CHECK(pack.engine->program().rules.front().line == folder.engine->program().rules.front().line);
}

TEST_CASE("a pack of English gives what its folder gives", "[pack]") {
  const Compiled pack = Engine::load(packed(test::english_grammar()));
  REQUIRE(pack.engine != nullptr);
  CHECK(all_of(test::english_engine()) == all_of(*pack.engine));
  const std::string article = test::repository_file("tests/articles/seed.txt");
  CHECK(test::english_engine().to_json(test::english_engine().extract(article)) == pack.engine->to_json(pack.engine->extract(article)));
}

TEST_CASE("the sources of a pack are compiled with its lexicons", "[pack]") {
  const Grammar grammar = test::small_grammar(rules);
  const std::string bytes = packed(grammar);
  const Compiled pack = Engine::load(bytes);
  Diagnostics diagnostics;
  Grammar sources = unpack_grammar(bytes, diagnostics);
  const Compiled same = Engine::compile(sources, pack.engine.get());
  REQUIRE(same.engine != nullptr);
  CHECK(all_of(*same.engine) == all_of(*pack.engine));

  const std::string changed = "rule test { match n:<months> emit found { name: $n } yes \"In May.\" no \"In all.\" }";
  test::put(sources, "example.rules", changed);
  const Compiled edited = Engine::compile(sources, pack.engine.get()), whole = Engine::compile(test::small_grammar(changed));
  REQUIRE(edited.engine != nullptr);
  CHECK(all_of(*edited.engine) == all_of(*whole.engine));

  test::put(sources, "example.rules", "rule test { match <countris> emit found { } yes \"Chile.\" no \"All.\" }");
  CHECK(test::rendered(Engine::compile(sources, pack.engine.get()).diagnostics).find("did you mean countries?") != std::string::npos);
}

TEST_CASE("a changed lexicon takes the place of the one in the pack", "[pack]") {
  Grammar grammar = test::small_grammar(rules);
  const std::string bytes = packed(grammar);
  const Compiled pack = Engine::load(bytes);
  Diagnostics diagnostics;
  Grammar sources = unpack_grammar(bytes, diagnostics);
  const std::string months =
      R"({"lexicon": "months", "about": "a", "source": "b", "license": "c", "entries": [{"forms": ["Tuesday", "Chile"], "number": "7"}]})";
  test::put(grammar, "lexicons/months.json", months);
  test::put(sources, "lexicons/months.json", months);
  const Compiled layered = Engine::compile(sources, pack.engine.get()), whole = Engine::compile(grammar);
  REQUIRE(layered.engine != nullptr);
  REQUIRE(whole.engine != nullptr);
  CHECK(all_of(*layered.engine) == all_of(*whole.engine));
  CHECK(layered.engine->program().look_up("months", "CHILE", "number") == "7");
  CHECK(layered.engine->program().look_up("months", "may", "number").empty());
}

TEST_CASE("a pack that is cut short is told", "[pack]") {
  const std::string& whole = small_pack();
  const std::string damaged = "pack: error P002: this pack is cut short or damaged\n  hint: make it again with `readout pack`\n";
  const std::string no_pack = "pack: error P001: this is not a pack of a grammar\n  hint: give the folder of a grammar, or a pack that `readout pack` has made\n";
  CHECK(problem(whole) == "none");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const std::string told = problem(std::string_view(whole).substr(0, length));
    if (told != (length < 7 ? no_pack : damaged)) FAIL(length << ": " << told);
  }
  CHECK(problem(whole + "x") == damaged);
}

TEST_CASE("a flipped byte is told", "[pack]") {
  std::string broken = small_pack();
  for (std::size_t at = 0; at < broken.size(); ++at) {
    broken[at] = static_cast<char>(broken[at] ^ 0x20);
    if (problem(broken) == "none") FAIL(at);
    broken[at] = static_cast<char>(broken[at] ^ 0x20);
  }
}

TEST_CASE("a pack of another version is told", "[pack]") {
  const std::string told =
      "pack: error P001: this pack was made by another version of Readout\n  hint: make it again with `readout pack`\n";
  std::string other = small_pack();
  other[7] = '1';
  CHECK(problem(other) == told);
  other = small_pack();
  other[9] = static_cast<char>(other[9] + 1);
  CHECK(problem(other) == told);
  CHECK(problem("not a pack at all") == "pack: error P001: this is not a pack of a grammar\n  hint: give the folder of a grammar, or a pack that `readout pack` has made\n");
}

TEST_CASE("a program with false numbers is refused, or harmless", "[pack]") {
  const Compiled good = Engine::load(small_pack());
  REQUIRE(good.engine != nullptr);
  const auto language = good.engine->program().language;
  const ProgramBytes bytes = write_program(good.engine->program());
  REQUIRE(read_program(bytes.lexicons, bytes.program, language) != nullptr);
  std::mt19937 random(7);
  std::size_t taken = 0;
  for (int round = 0; round < 30000; ++round) {
    ProgramBytes crafted = bytes;
    std::string& part = round % 2 == 0 ? crafted.program : crafted.lexicons;
    const auto at = random() % part.size();
    part[at] = static_cast<char>(round % 4 < 2 ? part[at] + 1 - 2 * (round % 8 < 4) : random());
    const auto program = read_program(crafted.lexicons, crafted.program, language);
    if (!program) continue;
    ++taken;
    MatchLog log;
    const Document document = read_article(*program, text, {}, &log);
    CHECK(document.text == text);
  }
  CHECK(taken > 100);
}

TEST_CASE("a path that leads nowhere gives an empty grammar", "[pack]") {
  CHECK(read_grammar(std::string(READOUT_SOURCE_DIR) + "/no/such/folder").empty());
  CHECK(read_grammar(std::string(READOUT_SOURCE_DIR) + "/LICENSE").empty());
  CHECK(Engine::compile(read_grammar("")).engine == nullptr);
  CHECK(Engine::open(std::string(READOUT_SOURCE_DIR) + "/no/such/folder").engine == nullptr);
  CHECK(Engine::open(std::string(READOUT_SOURCE_DIR) + "/LICENSE").engine == nullptr);
}

TEST_CASE("a grammar that is too large for a pack says so", "[pack]") {
  std::string many = "rule many {\n  match [lower = \"a\"";
  for (std::uint32_t i = 0; i <= most_of_a_kind; ++i) many += " | lower = \"a" + std::to_string(i) + "\"";
  many += "]\n  emit found { kind: many }\n  yes \"A.\" { kind: \"many\" }\n  no \"B.\"\n}\n";
  Diagnostics diagnostics;
  CHECK(pack_grammar(test::small_grammar(many), diagnostics).empty());
  CHECK(test::rendered(diagnostics) ==
        "manifest.json: error P003: this grammar is too large for a pack\n"
        "  hint: a pack holds at most 131072 rules, sets, conditions and the like; leave out what is not needed\n");
}

using Op = Instruction::Op;

Instruction step(Op op, std::uint32_t a = 0, std::uint32_t b = 0) {
  Instruction in;
  in.op = op;
  in.a = a;
  in.b = b;
  return in;
}

/// Some tokens, then a loop of two ways and a copy of a token so many times, and the end.
Code code_with_loop(std::uint32_t tokens, std::uint32_t again) {
  Code code;
  for (std::uint32_t i = 0; i < tokens; ++i) code.push_back(step(Op::token, i));
  for (std::uint32_t i = 0; i < 6; ++i) {
    const auto at = static_cast<std::uint32_t>(code.size());
    code.push_back(step(Op::split, at + 1, at + 3));
    code.push_back(step(Op::mention, i));
    code.push_back(step(Op::jump, at));
  }
  code.insert(code.end(), again, step(Op::token, 1));
  code.push_back(step(Op::accept));
  return code;
}

CodeReader code_reader(std::string_view bytes) {
  CodeReader in(bytes);
  in.counts[static_cast<std::size_t>(Ref::condition)] = in.counts[static_cast<std::size_t>(Ref::edge)] = 16;
  return in;
}

TEST_CASE("Code that stands before is written as a copy of it, wherever it stands there", "[pack]") {
  const std::vector<Code> codes = {code_with_loop(5, 0), code_with_loop(2, 300), code_with_loop(9, 40), code_with_loop(5, 0)};
  CodeWriter out;
  for (const Code& code : codes) out.code(code);
  CHECK(out.bytes.size() < 90);
  CodeReader in = code_reader(out.bytes);
  std::vector<Code> read;
  for (const Code& code : codes) {
    in.code(read.emplace_back());
    REQUIRE(in.ok());
    Code finished = code;
    finish_code(finished);
    const auto same = [](const Instruction& a, const Instruction& b) {
      return a.op == b.op && a.a == b.a && a.b == b.b && a.join == b.join && a.peek == b.peek && a.peeks_mention == b.peeks_mention;
    };
    CHECK(std::equal(finished.begin(), finished.end(), read.back().begin(), read.back().end(), same));
  }
  CHECK(in.done());
}

TEST_CASE("Damaged code leads nowhere outside and ends at its end", "[pack]") {
  CodeWriter out;
  const std::vector<Code> codes = {code_with_loop(3, 0), code_with_loop(4, 20)};
  for (const Code& code : codes) out.code(code);
  std::size_t whole = 0;
  for (std::size_t byte = 0; byte < out.bytes.size(); ++byte)
    for (int value = 0; value < 256; ++value) {
      std::string bytes = out.bytes;
      bytes[byte] = static_cast<char>(value);
      CodeReader in = code_reader(bytes);
      std::vector<Code> read(2);
      for (Code& code : read) in.code(code);
      if (!in.ok()) continue;
      ++whole;
      for (const Code& code : read)
        for (std::size_t i = 0; i < code.size(); ++i) {
          const bool leads = code[i].op == Op::split || code[i].op == Op::jump;
          if ((code[i].op == Op::accept) != (i + 1 == code.size()) || (leads && code[i].a >= code.size()) || code[i].b >= code.size())
            FAIL(byte << " " << value);
          if ((code[i].op == Op::token || code[i].op == Op::mention) && code[i].a >= 16) FAIL(byte << " " << value);
        }
    }
  CHECK(whole > 256);
}

TEST_CASE("the lexicons of English take less than 600 kB of its pack", "[pack]") {
  const std::size_t size = write_program(test::english_engine().program()).lexicons.size();
  INFO(size << " bytes");
  CHECK(size < 600'000);
  CHECK(size > 100'000);
}

}  // namespace readout
