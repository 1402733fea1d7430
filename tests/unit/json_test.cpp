// The readout/1 object: the order of its fields, its nulls, its offsets in every unit, and that it is valid whatever the text holds.
#include <simdjson.h>
#include <catch_amalgamated.hpp>
#include <limits>

#include "json_writer.hpp"
#include "program.hpp"
#include "stages.hpp"

using namespace readout;

namespace {

Range find(const Document& document, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(document.text.find(words));
  return {at, at + static_cast<std::uint32_t>(words.size())};
}

Program program_with_rule() {
  Program program;
  program.name = "en";
  program.version = "0.1.0";
  program.hash = "abc";
  program.rules.emplace_back().name = "met";
  return program;
}

/// One of everything, over "😀 Zoë met Li in Bern on Monday. It rained."
Document example() {
  Document d;
  d.id = "x";
  d.text = "😀 Zoë met Li in Bern on Monday. It rained.";
  d.sentences.resize(2);
  d.sentences[0].range = find(d, "😀 Zoë met Li in Bern on Monday.");
  d.sentences[1].range = find(d, "It rained.");
  Actor zoe;
  zoe.type = "person";
  zoe.name = "Zoë";
  zoe.aliases = {"President Zoë"};
  zoe.roles.push_back({"President", "", "CHE", "current", find(d, "Zoë")});
  zoe.mentions.push_back({find(d, "Zoë"), "name", 0});
  Actor li = zoe;
  li.name = "Li";
  li.country = "CHN";
  d.actors = {zoe, li};
  Place bern;
  bern.name = "Bern";
  bern.country = "CHE";
  bern.lat = 46.94809;
  bern.lon = -7.5;
  bern.mentions.push_back({find(d, "Bern"), "name", none});
  d.places = {bern};
  d.dates.push_back({find(d, "Monday"), "DATE", "2024-07-08", 0});
  Meeting meeting;
  meeting.status = "held";
  meeting.format = "in_person";
  meeting.participants = {0, 1};
  meeting.place = 0;
  meeting.evidence.spans = {find(d, "Zoë met Li")};
  meeting.codes = {"CONSULT", "", "040", "met", {}};
  meeting.confidence = 0.905;
  meeting.rule = 0;
  meeting.derivation.emplace_back("who", find(d, "Zoë"));
  d.meetings = {meeting};
  Position position;
  position.act = "assert";
  position.stance = "neutral";
  position.quote = "none";
  position.certainty = "asserted";
  position.content.spans = {find(d, "Zoë"), find(d, "Li")};
  d.positions = {position};
  d.stances = {{0, 1, "", "pro", {0}}, {1, none, "the border", "mixed", {0}}};
  d.warnings = {"a \"warning\"\n"};
  return d;
}

constexpr std::string_view expected =
    R"({"schema":"readout/1","engine":{"version":"VERSION","grammar":{"name":"en","version":"0.1.0","hash":"abc"}},)"
    R"("document":{"id":"x","title":null,"published":null,"language":"en","offsets":"codepoint","length":42,"hash":"HASH"},)"
    R"("actors":[{"id":"a1","type":"person","name":"Zoë","aliases":["President Zoë"],"country":null,"sector":null,)"
    R"("roles":[{"title":"President","of":null,"country":"CHE","status":"current","start":2,"end":5}],)"
    R"("mentions":[{"start":2,"end":5,"text":"Zoë","kind":"name","rule":"met"}]},)"
    R"({"id":"a2","type":"person","name":"Li","aliases":["President Zoë"],"country":"CHN","sector":null,)"
    R"("roles":[{"title":"President","of":null,"country":"CHE","status":"current","start":2,"end":5}],)"
    R"("mentions":[{"start":2,"end":5,"text":"Zoë","kind":"name","rule":"met"}]}],)"
    R"("places":[{"id":"l1","name":"Bern","country":"CHE","lat":46.94809,"lon":-7.5,)"
    R"("mentions":[{"start":16,"end":20,"text":"Bern","rule":"lexicon"}]}],)"
    R"("dates":[{"id":"d1","start":24,"end":30,"text":"Monday","type":"DATE","value":"2024-07-08","rule":"met"}],)"
    R"("meetings":[{"id":"m1","status":"held","format":"in_person","participants":["a1","a2"],"host":[],"mediators":[],)"
    R"("place":"l1","date":null,"topic":null,"occasion":null,"reporters":[],"conflicts":[],)"
    R"("codes":{"plover":{"event":"CONSULT","mode":null,"context":[]},"cameo":"040","because":"met"},)"
    R"("evidence":{"text":"Zoë met Li","spans":[[2,12]]},"confidence":0.91,"rule":"met",)"
    R"("derivation":[{"capture":"who","start":2,"end":5,"text":"Zoë"}]}],)"
    R"("positions":[{"id":"p1","holder":null,"act":"assert","stance":"neutral","target":[],)"
    R"("source":{"text":"","spans":[]},"cue":{"text":"","spans":[]},"content":{"text":"Zoë Li","spans":[[2,5],[10,12]]},)"
    R"("quote":"none","negated":false,"certainty":"asserted","date":null,"reporters":[],)"
    R"("codes":{"plover":{"event":null,"mode":null,"context":[]},"cameo":null,"because":""},)"
    R"("evidence":{"text":"","spans":[]},"confidence":0,"rule":"lexicon","derivation":[]}],)"
    R"("stances":[{"holder":"a1","target":"a2","topic":null,"stance":"pro","positions":["p1"]},)"
    R"({"holder":"a2","target":null,"topic":"the border","stance":"mixed","positions":["p1"]}],)"
    R"("sentences":[[0,31],[32,42]],"diagnostics":{"warnings":["a \"warning\"\n"],"silent":[1]}})";

std::string replace(std::string text, std::string_view what, std::string_view by) { return text.replace(text.find(what), what.size(), by); }

/// A field by its path, as JSON text.
std::string at(const std::string& json, std::string_view pointer) {
  simdjson::dom::parser parser;
  simdjson::dom::element element;
  REQUIRE(parser.parse(json).at_pointer(pointer).get(element) == simdjson::SUCCESS);
  return simdjson::minify(element);
}

}  // namespace

TEST_CASE("readout/1 has every field in its order") {
  const std::string json = write_json(example(), program_with_rule(), {});
  const std::string hash = at(json, "/document/hash");
  CHECK(json == replace(replace(std::string(expected), "VERSION", version()), "\"HASH\"", hash));
  CHECK(hash.size() == 18);
}

TEST_CASE("offsets and length are in the unit asked for") {
  const Document document = example();
  const Program program = program_with_rule();
  const auto check = [&](OffsetUnit unit, std::string_view name, std::string_view bern, std::string_view length) {
    const std::string json = write_json(document, program, {unit, false});
    CHECK(at(json, "/document/offsets") == name);
    CHECK(at(json, "/places/0/mentions/0/start") == bern);
    CHECK(at(json, "/document/length") == length);
  };
  check(OffsetUnit::codepoint, "\"codepoint\"", "16", "42");
  check(OffsetUnit::utf16, "\"utf16\"", "17", "43");
  check(OffsetUnit::utf8, "\"utf8\"", "20", "46");
}

TEST_CASE("a text that is not UTF-8 still gives valid JSON, each bad byte a character") {
  Document document;
  document.text = "a\xFFz";
  document.dates.push_back({{1, 3}, "DATE", "\x01\x1F\"\\\t\r", none});
  const std::string json = write_json(document, program_with_rule(), {OffsetUnit::utf16, false});
  CHECK(at(json, "/document/length") == "3");
  CHECK(at(json, "/dates/0/start") == "1");
  CHECK(at(json, "/dates/0/text") == "\"\xEF\xBF\xBDz\"");
  CHECK(json.find(R"("\u0001\u001f\"\\\t\r")") != std::string::npos);
}

TEST_CASE("an empty document is valid") {
  const std::string json = write_json({}, program_with_rule(), {});
  CHECK(at(json, "/document/length") == "0");
  CHECK(at(json, "/actors") == "[]");
}

TEST_CASE("the indented form is the same object") {
  const std::string json = write_json(example(), program_with_rule(), {OffsetUnit::codepoint, true});
  CHECK(json.starts_with("{\n  \"schema\": \"readout/1\",\n"));
  CHECK(json.find("\"aliases\": [\n        \"President Zoë\"\n      ]") != std::string::npos);
  CHECK(json.find("    [0, 31]") != std::string::npos);
  CHECK(json.find("\"host\": []") != std::string::npos);
  CHECK(at(json, "") == write_json(example(), program_with_rule(), {}));
}

TEST_CASE("decimals are rounded, short and of no locale") {
  const auto decimal = [](double value, unsigned places) { return std::string(JsonWriter(false).decimal(value, places).text()); };
  CHECK(decimal(0, 2) == "0");
  CHECK(decimal(1, 2) == "1");
  CHECK(decimal(0.05, 2) == "0.05");
  CHECK(decimal(0.999, 2) == "1");
  CHECK(decimal(-0.001, 2) == "0");
  CHECK(decimal(-33.86785, 5) == "-33.86785");
  CHECK(decimal(std::numeric_limits<double>::quiet_NaN(), 2) == "null");
  CHECK(decimal(1e300, 2) == "null");
}
