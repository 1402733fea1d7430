// The command `readout`: reads articles and works on grammars. Entry point: main, which only chooses the command.
#include <exception>
#include <iostream>

#include "cli.hpp"
#include "cli_help.hpp"
#include "program.hpp"

namespace {

using namespace cli::help;

constexpr auto any_number = static_cast<std::size_t>(-1);

struct Command {
  std::string_view name, help;
  cli::Syntax syntax;
  int (*run)(const cli::Arguments&);
};

const std::vector<Command>& commands() {
  static const std::vector<Command> all = {
      {"extract",
       extract_help,
       {{{"--from", {"text", "jsonl"}},
         {"--format", {"json", "jsonl", "md", "csv"}},
         {"--offsets", {"codepoint", "utf16", "utf8"}},
         {"--grammar", {}},
         {"--actors", {}},
         {"--published", {}},
         {"--dump", {"conllu", "tokens", "chunks", "clauses", "quotes", "mentions"}}},
        {"--day-first", "--lossy", "--explain"},
        any_number},
       cli::extract},
      {"why",
       why_help,
       {{{"--at", {}}, {"--format", {"text", "json"}}, {"--from", {"text", "jsonl"}}, {"--grammar", {}}, {"--published", {}}},
        {"--lossy"},
        1},
       cli::why},
      {"check", check_help, {{}, {}, 1}, cli::check},
      {"test", test_help, {{{"--rule", {}}}, {"--quiet"}, 1}, cli::test},
      {"format", format_help, {{}, {"--check"}, any_number}, cli::format},
      {"coverage",
       coverage_help,
       {{{"--grammar", {}}, {"--from", {"text", "jsonl"}}, {"--format", {"text", "json"}}}, {"--sentences", "--lossy"}, any_number},
       cli::coverage},
      {"diff",
       diff_help,
       {{{"--from", {"text", "jsonl"}},
         {"--format", {"text", "json"}},
         {"--only", {"actors", "places", "dates", "meetings", "positions"}},
         {"--published", {}}},
        {"--lossy"},
        any_number},
       cli::diff},
      {"dump", dump_help, {{}, {}, 2}, cli::dump},
      {"pack", pack_help, {{{"-o", {}}}, {}, 1}, cli::pack},
  };
  return all;
}

int wrong_usage(std::string_view message, std::string_view command) {
  cli::complain(message);
  std::cerr << "Try: readout " << command << (command.empty() ? "" : " ") << "--help\n";
  return cli::usage;
}

bool asks_for_help(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--") return false;
    if (word == "--help" || word == "-h") return true;
  }
  return false;
}

int run(const Command& command, const std::vector<std::string>& words) {
  if (asks_for_help(words)) {
    std::cout << command.help;
    return cli::ok;
  }
  std::string error;
  const auto arguments = cli::parse_arguments(words, command.syntax, error);
  if (!arguments) return wrong_usage(error, command.name);
  return command.run(*arguments);
}

int run(std::vector<std::string> words) {
  if (words.empty()) {
    std::cerr << main_help;
    return cli::usage;
  }
  const std::string name = words.front();
  words.erase(words.begin());
  if (name == "--help" || name == "-h" || name == "help") {
    std::cout << main_help;
    return cli::ok;
  }
  if (name == "--version") {
    std::cout << "readout " << readout::version() << '\n';
    return cli::ok;
  }
  for (const Command& command : commands()) {
    if (command.name == name) return run(command, words);
  }
  std::vector<std::string> known;
  for (const Command& command : commands()) known.emplace_back(command.name);
  const std::string near = readout::nearest(name, known);
  return wrong_usage("there is no command '" + name + "'" + (near.empty() ? "" : "; " + near), "");
}

}  // namespace

void cli::complain(std::string_view message) { std::cerr << "readout: " << message << '\n'; }

int main(int argc, char** argv) try {
  std::ios::sync_with_stdio(false);
  const int code = run({argv + 1, argv + argc});
  std::cout.flush();
  if (std::cout) return code;
  cli::complain("the output could not be written");
  return cli::failed;
} catch (const std::exception& error) {
  cli::complain(error.what());
  return cli::failed;
}
