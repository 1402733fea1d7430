// The user's own actors: what a list changes in a document, and which forms of lists are read.
#include <catch_amalgamated.hpp>

#include "english.hpp"

namespace readout {
namespace {

Document read(const std::string& list, const std::string& text) {
  Diagnostics diagnostics;
  const Grammar grammar = with_user_actors(test::english_grammar(), {"list", list}, diagnostics);
  REQUIRE(test::rendered(diagnostics).empty());
  const Compiled compiled = Engine::compile(grammar);
  REQUIRE(compiled.engine != nullptr);
  return compiled.engine->extract(text);
}

std::string told(const Document& document) {
  std::string out;
  for (const Actor& actor : document.actors)
    out +=
        actor.type + " " + actor.name + " " + actor.country + " " + actor.external_id + " " + std::to_string(actor.mentions.size()) + "\n";
  return out;
}

}  // namespace

TEST_CASE("a list wins over what the grammar knows, by every alias", "[user]") {
  CHECK(told(read("name,aliases,type,country,id\nWalvari,The Voice|WVR,organization,NOR,W1\n",
                  "Walvari left. The Voice agreed, and so did the WVR.")) == "organization Walvari NOR W1 3\n");
  CHECK(told(read("name,type,id\nNATO,group,N1\n", "NATO agreed.")) == "group NATO  N1 1\n");
}

TEST_CASE("a person of the list is known by the surname too", "[user]") {
  CHECK(told(read(R"([{"name": "Ana Ruiz", "aliases": ["the Lion of Lima"], "type": "person", "country": "PER", "id": "Q1"}])",
                  "President Ana Ruiz spoke. Ruiz smiled. The crowd cheered the Lion of Lima.")) == "person Ana Ruiz PER Q1 3\n");
}

TEST_CASE("a name of the list is not found inside a longer name", "[user]") {
  CHECK(told(read("name,type,id\nWalvari,person,W1\n", "They joined the Walvari Peasant Party in May.")).find("W1") == std::string::npos);
}

TEST_CASE("lists with semicolons, tabs, quotes, carriage returns and a byte order mark are read", "[user]") {
  const std::string text = "Walvari left.";
  const std::string expected = "organization Walvari NOR W;1 1\n";
  CHECK(told(read("\xEF\xBB\xBFName;Type;Country;Id\r\nWalvari;Organization;NOR;\"W;1\"\r\n\r\n", text)) == expected);
  CHECK(told(read("type\tname\tcountry\tid\norganization\tWalvari\tNOR\tW;1", text)) == expected);
}

TEST_CASE("a grammar without the lexicon says so", "[user]") {
  Diagnostics diagnostics;
  static_cast<void>(with_user_actors({{"manifest.json", "{}"}}, {"list.csv", "name,type\nA B,person\n"}, diagnostics));
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics.front().code == "U008");
}

}  // namespace readout
