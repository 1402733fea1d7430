// The grammar for editors knows every word of the language: its lists are compared with those of the parser and the schema.
#include <simdjson.h>
#include <catch_amalgamated.hpp>
#include <set>

#include "corpus_cases.hpp"
#include "rule_words.hpp"
#include "schema.hpp"

namespace readout {
namespace {

using Words = std::set<std::string>;

/// The words of the first list "(?:a|b|c)" of a pattern.
Words listed_in(const std::string& pattern) {
  Words words;
  const std::size_t from = pattern.find("(?:");
  REQUIRE(from != std::string::npos);
  std::stringstream list(pattern.substr(from + 3, pattern.find(')', from) - from - 3));
  for (std::string word; std::getline(list, word, '|');) words.insert(word);
  return words;
}

template <typename List>
Words names_of(const List& list) {
  Words words;
  for (const auto& entry : list) words.emplace(entry.name);
  return words;
}

template <typename List>
Words all_of(const List& list) {
  return {list.begin(), list.end()};
}

}  // namespace

TEST_CASE("the grammar for editors knows every word of the language", "[editor]") {
  simdjson::dom::parser parser;
  const simdjson::padded_string json(test::repository_file("tools/editor/readout-rules.tmLanguage.json"));
  const simdjson::dom::element grammar = parser.parse(json);
  const auto listed = [&](const char* name) {
    INFO(name);
    std::string_view pattern;
    REQUIRE(grammar["repository"][name]["match"].get(pattern) == simdjson::SUCCESS);
    return listed_in(std::string(pattern));
  };
  CHECK(listed("item") == all_of(item_words));
  CHECK(listed("clause") == all_of(clause_words));
  CHECK(listed("inner") == all_of(inner_words));
  CHECK(listed("place") == all_of(place_words));
  CHECK(listed("relation") == names_of(relation_words));
  CHECK(listed("parameter-kind") == all_of(parameter_kinds));
  CHECK(listed("attribute") == names_of(token_attributes));
  CHECK(listed("property") == names_of(token_flags));
  Words types = names_of(output_types);
  types.insert({"actor", "quote", "np", "vg"});
  CHECK(listed("known-type") == types);
}

TEST_CASE("every pattern of the grammar for editors is used", "[editor]") {
  simdjson::dom::parser parser;
  const simdjson::padded_string json(test::repository_file("tools/editor/readout-rules.tmLanguage.json"));
  const simdjson::dom::element grammar = parser.parse(json);
  Words included, defined;
  for (const simdjson::dom::element pattern : grammar["patterns"].get_array()) {
    const std::string_view name = pattern["include"];
    included.emplace(name.substr(1));
  }
  for (const simdjson::dom::key_value_pair entry : grammar["repository"].get_object()) defined.emplace(entry.key);
  CHECK(included == defined);
}

}  // namespace readout
