// What must be found in the example article of the page (tests/articles/seed.txt), whatever the order and whatever else is found.
#include <catch_amalgamated.hpp>

#include "english.hpp"

namespace readout {
namespace {

const Document& seed() {
  static const Document document =
      test::english_engine().extract(test::repository_file("tests/articles/seed.txt"), {"seed", "", "2024-07-10"});
  return document;
}

const Actor* actor(const std::string& name, const std::string& type) {
  for (const Actor& candidate : seed().actors)
    if (candidate.type == type &&
        (candidate.name == name || std::find(candidate.aliases.begin(), candidate.aliases.end(), name) != candidate.aliases.end()))
      return &candidate;
  return nullptr;
}

std::uint32_t index_of(const std::string& name, const std::string& type) {
  const Actor* found = actor(name, type);
  return found == nullptr ? none : static_cast<std::uint32_t>(found - seed().actors.data());
}

bool has_role(const Actor& person, const std::string& title) {
  return std::any_of(person.roles.begin(), person.roles.end(), [&](const Role& role) {
    return role.title.size() >= title.size() && role.title.substr(role.title.size() - title.size()) == title;
  });
}

bool contains(const std::vector<std::uint32_t>& list, std::uint32_t index) {
  return index != none && std::find(list.begin(), list.end(), index) != list.end();
}

bool position(std::uint32_t holder, const std::vector<std::string>& acts) {
  return holder != none && std::any_of(seed().positions.begin(), seed().positions.end(), [&](const Position& p) {
           return p.holder == holder && std::find(acts.begin(), acts.end(), p.act) != acts.end();
         });
}

}  // namespace

TEST_CASE("the seven people of the example article", "[seed]") {
  struct Person {
    const char *name, *title, *country;
  };
  for (const Person& wanted : {Person{"Ararat Mirzoyan", "oreign Minister", "ARM"}, Person{"Jeyhun Bayramov", "oreign Minister", "AZE"},
                               Person{"Antony Blinken", "ecretary of State", "USA"}, Person{"Ani Badalyan", "spokesperson", "ARM"},
                               Person{"Kassym-Jomart Tokayev", "resident", "KAZ"}, Person{"Hakan Fidan", "oreign minister", "TUR"},
                               Person{"Nikol Pashinyan", "rime Minister", "ARM"}}) {
    INFO(wanted.name);
    const Actor* person = actor(wanted.name, "person");
    REQUIRE(person != nullptr);
    CHECK(person->name == wanted.name);
    CHECK(person->country == wanted.country);
    CHECK(has_role(*person, wanted.title));
  }
}

TEST_CASE("countries and organisations of the example article", "[seed]") {
  struct Country {
    const char *name, *code;
  };
  for (const Country& wanted : {Country{"Armenia", "ARM"}, Country{"Azerbaijan", "AZE"}, Country{"United States", "USA"},
                                Country{"Kazakhstan", "KAZ"}, Country{"Turkey", "TUR"}}) {
    INFO(wanted.name);
    const Actor* country = actor(wanted.name, "country");
    REQUIRE(country != nullptr);
    CHECK(country->country == wanted.code);
  }
  for (const char* name : {"NATO", "Collective Security Treaty Organization", "Armenian Foreign Ministry"}) {
    INFO(name);
    CHECK(actor(name, "organization") != nullptr);
  }
}

TEST_CASE("groups and unnamed people of the example article, and how many actors there are", "[seed]") {
  for (const char* name :
       {"The two neighboring states\u2019 foreign ministers", "observers across North America and Europe", "Western powers"}) {
    INFO(name);
    CHECK(actor(name, "group") != nullptr);
  }
  CHECK(actor("former political analyst", "person") != nullptr);
  const Actor* ministers = actor("top diplomats", "group");
  REQUIRE(ministers != nullptr);
  CHECK(ministers->name == "The two neighboring states\u2019 foreign ministers");
  CHECK(seed().actors.size() == 19);
}

TEST_CASE("the meeting in Washington, held between three ministers", "[seed]") {
  const bool found = std::any_of(seed().meetings.begin(), seed().meetings.end(), [](const Meeting& meeting) {
    return meeting.status == "held" && meeting.place != none && seed().places[meeting.place].name == "Washington" &&
           contains(meeting.participants, index_of("Ararat Mirzoyan", "person")) &&
           contains(meeting.participants, index_of("Jeyhun Bayramov", "person")) &&
           contains(meeting.participants, index_of("Antony Blinken", "person"));
  });
  CHECK(found);
  CHECK(position(index_of("Ani Badalyan", "person"), {"assert"}));
}

TEST_CASE("the talks that Kazakhstan offers to host", "[seed]") {
  const bool found = std::any_of(seed().meetings.begin(), seed().meetings.end(), [](const Meeting& meeting) {
    return meeting.status == "proposed" && contains(meeting.participants, index_of("Armenia", "country")) &&
           contains(meeting.participants, index_of("Azerbaijan", "country"));
  });
  CHECK(found);
}

TEST_CASE("who stands where in the example article", "[seed]") {
  CHECK(position(index_of("Kassym-Jomart Tokayev", "person"), {"offer"}));
  CHECK(position(index_of("Hakan Fidan", "person"), {"criticise"}));
  CHECK((position(index_of("Nikol Pashinyan", "person"), {"offer", "commit"}) ||
         position(index_of("Armenia", "country"), {"offer", "commit"})));
}

TEST_CASE("every find of the example article has its evidence", "[seed]") {
  for (const Meeting& meeting : seed().meetings) CHECK(!meeting.evidence.spans.empty());
  for (const Position& p : seed().positions) {
    CHECK(!p.evidence.spans.empty());
    CHECK(!p.cue.spans.empty());
  }
  for (const Actor& a : seed().actors) CHECK(!a.mentions.empty());
  for (const Date& date : seed().dates) CHECK((seed().slice(date.range) != "July 6" || date.value == "2024-07-06"));
}

}  // namespace readout
