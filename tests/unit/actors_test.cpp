// Who and what is in a text, on texts of our own: tests/corpus/actors, a line for each actor or place with its mentions.
#include <catch_amalgamated.hpp>

#include "corpus_cases.hpp"
#include "english.hpp"
#include "program.hpp"

namespace readout {
namespace {

std::string mentions(const Document& document, const std::vector<ActorMention>& list) {
  std::vector<ActorMention> sorted = list;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const ActorMention& a, const ActorMention& b) { return a.range.begin < b.range.begin; });
  std::string out;
  for (const ActorMention& mention : sorted) {
    out += out.empty() ? "" : ", ";
    out += std::string(document.slice(mention.range)) + (mention.kind == "name" ? "" : " (" + std::string(mention.kind) + ")");
  }
  return out;
}

std::string line(const Document& document, const Actor& actor) {
  std::string out = actor.type + " " + actor.name;
  if (!actor.country.empty()) out += " [" + actor.country + "]";
  for (const Role& role : actor.roles)
    out += " | " + (role.status == "current" ? "" : role.status + " ") + role.title + (role.of.empty() ? "" : " of " + role.of);
  return out + " | " + mentions(document, actor.mentions);
}

std::string summary(const Document& document) {
  std::string out;
  for (const Actor& actor : document.actors) out += line(document, actor) + "\n";
  for (const Place& place : document.places) out += "place " + place.name + " | " + mentions(document, place.mentions) + "\n";
  return out.empty() ? "nothing" : out.substr(0, out.size() - 1);
}

}  // namespace

TEST_CASE("actors of the corpus", "[actors]") {
  for (const test::Case& c : test::read_cases("actors")) {
    INFO(c.file << ": " << c.name);
    CHECK(summary(test::english_engine().extract(c.input)) == c.expected);
  }
}

}  // namespace readout
