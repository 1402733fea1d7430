// The whole way, on sentences of our own: tests/corpus/events, one line a meeting or position; files of meetings tell these alone.
#include <catch_amalgamated.hpp>

#include "corpus_cases.hpp"
#include "english.hpp"
#include "program.hpp"

namespace readout {
namespace {

std::string names(const Document& document, const std::vector<std::uint32_t>& actors) {
  std::string out;
  for (const std::uint32_t actor : actors) out += (out.empty() ? "" : ", ") + document.actors[actor].name;
  return out;
}

std::string part(const std::string& label, const std::string& value) { return value.empty() ? "" : " | " + label + " " + value; }

std::string words(const Document& document, const SpanSet& set) {
  std::string out;
  for (const Range span : set.spans) out += (out.empty() ? "" : " ... ") + std::string(document.slice(span));
  return out;
}

std::string conflicts(const Document& d, const Meeting& m) {
  std::string out;
  for (const Conflict& c : m.conflicts)
    out += part("but", c.place != none ? d.places[c.place].name : c.date != none ? std::string(d.slice(d.dates[c.date].range)) : c.status);
  return out;
}

std::string line(const Document& d, const Meeting& m) {
  return m.status + " " + m.format + " | " + names(d, m.participants) + part("host", names(d, m.host)) +
         part("mediator", names(d, m.mediators)) + part("reporter", names(d, m.reporters)) +
         part("in", m.place == none ? "" : d.places[m.place].name) + part("about", words(d, m.topic)) + part("at", words(d, m.occasion)) +
         conflicts(d, m);
}

std::string line(const Document& d, const Position& p) {
  const std::string holder = p.holder == none ? "(" + words(d, p.source) + ")" : d.actors[p.holder].name;
  return holder + " | " + p.act + (p.negated ? " not" : "") + (p.certainty == "asserted" ? "" : " " + p.certainty) + " " + p.stance + " " +
         p.quote + " | " + words(d, p.cue) + " | " + words(d, p.content) + part("to", names(d, p.target)) +
         part("by", names(d, p.reporters));
}

std::string summary(const Document& document, bool with_positions) {
  std::string out;
  for (const Meeting& meeting : document.meetings) out += "meeting " + line(document, meeting) + "\n";
  if (with_positions)
    for (const Position& position : document.positions) out += "position " + line(document, position) + "\n";
  return out.empty() ? "nothing" : out.substr(0, out.size() - 1);
}

}  // namespace

TEST_CASE("meetings and positions of the corpus", "[events]") {
  for (const test::Case& c : test::read_cases("events")) {
    INFO(c.file << ": " << c.name);
    const bool with_positions = c.file.find("meetings") == std::string::npos;
    CHECK(summary(test::english_engine().extract(c.input), with_positions) == c.expected);
  }
}

namespace {

std::string matrix(const char* text) {
  const Document d = test::english_engine().extract(text);
  std::string out;
  for (const Stance& cell : d.stances) {
    out += d.actors[cell.holder].name + " / " + (cell.target == none ? cell.topic : d.actors[cell.target].name) + ": " + cell.stance;
    for (const std::uint32_t position : cell.positions) out += " " + std::to_string(position);
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a quotation over paragraphs is one content", "[events]") {
  const Document d = test::english_engine().extract("\"The port is closed.\n\n\"We have no choice,\" Ana Ruiz said.");
  REQUIRE(d.positions.size() == 1);
  CHECK(d.actors[d.positions[0].holder].name == "Ana Ruiz");
  CHECK(words(d, d.positions[0].content) == "\"The port is closed.\n\n\"We have no choice,\"");
}

namespace {

/// The date of the only position, or meeting, of a text that was published on 4 March 2024.
template <typename Events>
std::string only_date(const char* text, Events Document::*events) {
  ExtractOptions options;
  options.published = "2024-03-04";
  const Document d = test::english_engine().extract(text, options);
  REQUIRE((d.*events).size() == 1);
  const std::uint32_t date = (d.*events).front().date;
  return date == none ? "none" : d.dates[date].value;
}

}  // namespace

TEST_CASE("the date of a position is when it was taken, not what it tells", "[events]") {
  const auto date = [](const char* text) { return only_date(text, &Document::positions); };
  CHECK(date("Peru rejected the plan on Sunday.") == "2024-03-03");
  CHECK(date("Ana Ruiz said on Sunday that Peru must leave by Friday.") == "2024-03-03");
  CHECK(date("Ana Ruiz called on Peru to leave by Friday.") == "none");
  CHECK(date("Peru condemned Sunday's raid.") == "none");
  CHECK(date("Peru condemned the longest raid since 2016.") == "none");
  CHECK(date("Ana Ruiz, who has led Peru since March, rejected the plan.") == "none");
  CHECK(date("Ana Ruiz rejected the plan and flew home on Sunday.") == "none");
}

TEST_CASE("the date of a meeting is not that of something else in its sentence", "[events]") {
  const auto date = [](const char* text) { return only_date(text, &Document::meetings); };
  CHECK(date("Ana Ruiz met Luis Ortega on Sunday, their first meeting since 2018.") == "2024-03-03");
  CHECK(date("Ana Ruiz met Luis Ortega for the first time since 2018.") == "none");
  CHECK(date("Ana Ruiz met Luis Ortega ahead of elections on 4 May.") == "none");
  CHECK(date("Ana Ruiz met Luis Ortega, who was elected in May 2023.") == "none");
}

TEST_CASE("stances are gathered by holder and issue", "[events]") {
  CHECK(matrix("Norway praised Chile. Norway condemned Chile. Peru endorsed the new treaty. Peru opposed the treaty. Peru said the treaty "
               "is long.") == "Norway / Chile: mixed 0 1\nPeru / new treaty: mixed 2 3\n");
}

TEST_CASE("whoever speaks for a country is no issue beside it", "[events]") {
  CHECK(matrix("Norway summoned the Chilean ambassador to protest. Norway praised Chile.") == "Norway / Chile: mixed 0 1\n");
  CHECK(matrix("Norway criticised the ambassador.") == "Norway / the ambassador: con 0\n");
}

TEST_CASE("the code of a position has the contexts of the words in its content, each once", "[events]") {
  const auto contexts = [](const char* text) {
    const Document d = test::english_engine().extract(text);
    REQUIRE(d.positions.size() == 1);
    return d.positions.front().codes.context;
  };
  using Contexts = std::vector<std::string>;
  CHECK(contexts("Norway urged Peru to withdraw its troops and missiles from the border.") == Contexts{"military", "territory"});
  CHECK(contexts("Peru rejected the tariffs.") == Contexts{"economic"});
  CHECK(contexts("Norway praised Peru.").empty());
  CHECK(contexts("Norway said the missile was late.").empty());  // a statement has no code
}

TEST_CASE("the codes of a meeting follow from status, format, place and mediators", "[events]") {
  const auto code = [](const char* text) {
    const Document d = test::english_engine().extract(text);
    REQUIRE(d.meetings.size() == 1);
    const Codes& codes = d.meetings.front().codes;
    return codes.event + " " + codes.mode + " " + codes.cameo + (codes.context.empty() ? "" : " " + codes.context.front());
  };
  CHECK(code("Kenyan President Daniel Otieno met Ugandan President Moses Okello.") == "CONSULT  040");
  CHECK(code("Kenyan President Daniel Otieno and Ugandan President Moses Okello met in Kampala.") == "CONSULT  040");
  CHECK(code("Kenyan President Daniel Otieno and Ugandan President Moses Okello met in Geneva.") == "CONSULT third-party 044");
  CHECK(code("Kenyan President Daniel Otieno hosted Ugandan President Moses Okello.") == "CONSULT visit 043");
  CHECK(code("Kenyan President Daniel Otieno visited Peru on Monday.") == "CONSULT visit 042");
  CHECK(code("Norway spoke by phone with Sweden.") == "CONSULT phone 041");
  CHECK(code("Turkey mediated talks between Peru and Chile.") == "CONSULT  045 diplomatic");
  CHECK(code("Norway negotiated with Sweden in May.") == "CONSULT  046 diplomatic");
  CHECK(code("Negotiations between Peru and Chile began on Friday.") == "CONSULT  046 diplomatic");
  CHECK(code("Canada asked that Peru meet Chile next week.") == "REQUEST meet 106");
  CHECK(code("Norway will negotiate with Sweden in May.") == "AGREE  036");
  CHECK(code("Norway refused to meet Sweden.") == "REJECT meet 125");
}

}  // namespace readout
