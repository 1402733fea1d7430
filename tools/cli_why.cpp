// The command `readout why`. Entry point: why.
#include <algorithm>
#include <iostream>

#include "cli.hpp"
#include "explain.hpp"
#include "offsets.hpp"

namespace cli {
namespace {

/// "120-180" or "120".
bool read_place(const std::string& text, readout::Range& place) {
  const std::size_t dash = text.find('-');
  const auto number = [](const std::string& digits, std::uint32_t& out) {
    if (digits.empty() || digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos) return false;
    out = static_cast<std::uint32_t>(std::stoul(digits));
    return true;
  };
  if (dash == std::string::npos) return number(text, place.begin) && number(text, place.end);
  return number(text.substr(0, dash), place.begin) && number(text.substr(dash + 1), place.end) && place.begin <= place.end;
}

}  // namespace

int why(const Arguments& arguments) {
  const std::string at = arguments.option("--at"), published = arguments.option("--published");
  readout::Range place = {0, readout::none};
  if (!at.empty() && !read_place(at, place)) {
    complain("--at must be a place such as 120-180, not '" + at + "'");
    return usage;
  }
  if (!published.empty() && !is_date(published)) {
    complain("--published must be a date such as 2024-07-11, not '" + published + "'");
    return usage;
  }
  const auto engine = load_engine(arguments.option("--grammar"));
  if (!engine) return failed;
  bool complete = true;
  const bool json = arguments.option("--format") == "json";
  const std::string path = arguments.operands.empty() ? "-" : arguments.operands.front();
  read_articles({path}, {arguments.option("--from"), "text", published, arguments.flag("--lossy")},
                {[&](const Article& article) {
                   const readout::Offsets offsets(article.text, readout::OffsetUnit::codepoint);
                   const auto byte = [&](std::uint32_t unit) { return unit == readout::none ? unit : offsets.byte(unit); };
                   const auto explanation = readout::explain(*engine, article.text, article.about, {{byte(place.begin), byte(place.end)}});
                   if (json)
                     std::cout << readout::explanation_json(explanation, {readout::OffsetUnit::codepoint, true}) << '\n';
                   else
                     std::cout << readout::explanation_text(explanation);
                   if (explanation.sentences.empty()) complain(article.about.id + ": there is no sentence at " + (at.empty() ? "all" : at));
                   complete = complete && !explanation.sentences.empty();
                 },
                 [&](const std::string& id, const std::string& error) {
                   complete = false;
                   complain(id + ": " + error);
                 }});
  return complete ? ok : failed;
}

}  // namespace cli
