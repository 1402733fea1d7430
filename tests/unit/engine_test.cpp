// The promises of Engine: no input breaks it, the same bytes give the same bytes, and threads may share it.
#include <simdjson.h>

#include <catch_amalgamated.hpp>
#include <thread>

#include "english.hpp"

namespace readout {
namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + part.size());
  while (out.size() < bytes) out += part;
  return out;
}

/// Reads a text, and holds that every range lies inside it and the output is JSON.
std::string read(const std::string& text, const ExtractOptions& options = {}) {
  const Document document = test::english_engine().extract(text, options);
  CHECK(document.text == text);
  std::uint32_t reached = 0;
  bool sound = true;
  for (const Token& token : document.tokens) {
    sound = sound && token.range.begin >= reached && token.range.end > token.range.begin && token.range.end <= text.size();
    reached = token.range.end;
  }
  for (const Mention& mention : document.mentions)
    sound = sound && mention.tokens.begin < mention.tokens.end && mention.tokens.end <= document.tokens.size();
  CHECK(sound);
  std::string json = test::english_engine().to_json(document, {OffsetUnit::utf16, false});
  simdjson::dom::parser parser;
  CHECK(parser.parse(json).error() == simdjson::SUCCESS);
  return json;
}

const std::string article =
    "On Monday, Foreign Minister Ana Ruiz of Peru met President Luis Ortega in Oslo. \"We agree,\" she said. NATO welcomed the talks.";

}  // namespace

TEST_CASE("an article is read as far as is asked for", "[engine]") {
  const auto read_to = [](Depth depth) {
    ExtractOptions options;
    options.depth = depth;
    return test::english_engine().extract(article, options);
  };
  CHECK(read_to(Depth::text).quotes.size() == 1);
  CHECK(read_to(Depth::text).tokens.front().xpos.empty());
  CHECK(read_to(Depth::words).tokens.front().xpos == "IN");
  CHECK(read_to(Depth::words).mentions.empty());
  CHECK_FALSE(read_to(Depth::mentions).mentions.empty());
  CHECK(read_to(Depth::mentions).meetings.empty());
  CHECK_FALSE(read_to(Depth::all).meetings.empty());
}

TEST_CASE("the words of a document outlive its move", "[engine]") {
  Document first = test::english_engine().extract("Zo\u00EB's ministers met.");
  const Document second = std::move(first);
  CHECK(second.tokens[0].lower == "zo\u00EB");
  CHECK(second.tokens[2].lemma == "minister");
  CHECK(second.tokens[3].lemma == "meet");
}

TEST_CASE("no text breaks the engine", "[engine]") {
  const std::vector<std::pair<std::string, std::string>> texts = {
      {"empty", ""},
      {"one byte", "x"},
      {"one space", " "},
      {"one line feed", "\n"},
      {"one byte that is not UTF-8", "\xFF"},
      {"a sequence cut short", "Ana Ruiz \xE2\x82"},
      {"bytes that are not UTF-8", "Ana \xC0\xAF Ruiz \xED\xA0\x80 met \xF5\x80\x80\x80 Peru\xFE."},
      {"NUL bytes", std::string("Ana\0Ruiz\0 met \0\0Peru.", 22)},
      {"only emoji", repeated("\xF0\x9F\x98\x80\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 ", 2000)},
      {"right to left",
       "\xD9\x82\xD8\xA7\xD9\x84 \xD8\xA7\xD9\x84\xD8\xB1\xD8\xA6\xD9\x8A\xD8\xB3: \xC2\xAB\xD9\x86\xD8\xB9\xD9\x85\xC2\xBB. "
       "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD7\xA2\xD7\x95\xD7\x9C\xD7\x9D. Ana Ruiz met \xE2\x80\x8FPeru."},
      {"combining marks", repeated("e\xCC\x81\xCC\x81\xCC\x81 ", 3000)},
      {"quotes", repeated("\" ' \xE2\x80\x9C \xE2\x80\x9D ", 5000)},
      {"open quotes", repeated("\"Chile said ", 5000)},
      {"brackets", repeated("([{<", 5000)},
      {"line feeds", repeated("\n", 20000)},
      {"carriage returns", repeated("Chile met Peru.\r\n", 5000)},
      {"one paragraph without an end", repeated("Chile said that ", 20000)},
      {"one name without an end", repeated("Ana Ruiz ", 20000)},
      {"hyphens", repeated("a-", 20000)},
      {"numbers", repeated("1,000.5 ", 20000)},
      {"tabs", repeated("Chile\t", 5000)},
  };
  for (const auto& [name, text] : texts) {
    INFO(name);
    CHECK(!read(text).empty());
  }
}

TEST_CASE("long texts are read", "[engine]") {
  CHECK(!read(repeated("a", 5000000)).empty());
  CHECK(!read(repeated("a. ", 200000)).empty());
  CHECK(!read(repeated("\xC3\xA9", 300000)).empty());
}

TEST_CASE("options that make no sense are told or kept, never fatal", "[engine]") {
  CHECK(read(article, {std::string("i\0d", 3), "a \"title\" \xFF", "2024-07-10"}).find("2024-07-10") != std::string::npos);
  for (const char* published : {"yesterday", "2024-13-45", "0000-00-00", "2024-7-1", "9999-99-99", "\xFF"}) {
    INFO(published);
    CHECK(!read(article, {"", "", published}).empty());
  }
  CHECK(test::english_engine().extract(article, {"", "", "yesterday"}).warnings.size() == 1);
}

TEST_CASE("the same bytes give the same bytes", "[engine]") {
  const std::string first = read(article);
  CHECK(read(article) == first);
  const Compiled again = Engine::compile(test::english_grammar());
  REQUIRE(again.engine != nullptr);
  CHECK(again.engine->to_json(again.engine->extract(article), {OffsetUnit::utf16, false}) == first);
}

#ifndef __EMSCRIPTEN__
TEST_CASE("threads share one engine", "[engine]") {
  const Engine& engine = test::english_engine();
  const std::vector<std::string> files = test::folder_files("tests/articles");
  std::vector<std::string> texts;
  for (const std::string& file : files)
    if (file.size() > 4 && file.substr(file.size() - 4) == ".txt") texts.push_back(test::repository_file("tests/articles/" + file));
  REQUIRE(!texts.empty());
  const auto read_all = [&](std::size_t first) {
    std::vector<std::string> out(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::size_t at = (first + i) % texts.size();
      out[at] = engine.to_json(engine.extract(texts[at]));
    }
    return out;
  };
  const std::vector<std::string> expected = read_all(0);
  std::vector<std::vector<std::string>> results(4);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < results.size(); ++i) threads.emplace_back([&, i] { results[i] = read_all(i); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& result : results) CHECK(result == expected);
}
#endif

TEST_CASE("the hash of a grammar follows its bytes", "[engine]") {
  const auto hash = [](const std::string& rules) {
    const auto engine = test::small_engine(rules);
    return std::string(engine->program().grammar_hash());
  };
  CHECK(hash("let a = \"a\"") == hash("let a = \"a\""));
  CHECK(hash("let a = \"a\"") != hash("let a = \"b\""));
}

}  // namespace readout
