// The command `readout`: reads articles and works on grammars. Entry point: main, which only chooses the command.
#include <exception>
#include <iostream>

#include "cli.hpp"

namespace {

constexpr std::string_view main_help = R"(readout - actors, meetings and positions from news articles

Usage:
  readout extract [FILE...] [options]   read articles
  readout check [GRAMMAR]               compile a grammar and print what is wrong with it
  readout test [GRAMMAR]                run the examples inside a grammar's rules
  readout pack GRAMMAR -o FILE          write a grammar as one binary file
  readout --version
  readout COMMAND --help

A GRAMMAR is a folder or a pack. Where none is given, it is the one that the environment variable READOUT_GRAMMAR names,
else the one that comes with this program.

Exit codes: 0 all is well; 1 some input could not be read, a grammar has errors, or an example failed; 2 wrong usage.
)";

constexpr std::string_view extract_help = R"(readout extract [FILE...] [options] - read articles

With no FILE, or for "-", standard input is read. A file that cannot be read is reported, and the others are still done.

  --from text|jsonl     how the input is read: text is one article a file; jsonl is one {"id", "text", "title"?,
                        "published"?} object a line. Without it, a .jsonl file, and standard input under
                        --format jsonl, are read as jsonl, all else as text
  --format json|jsonl|md
                        json (the default) writes one indented readout/1 object, or an array for several articles;
                        jsonl one object a line, for an article that cannot be read one with "id" and "error";
                        md a summary for people
  --offsets codepoint|utf16|utf8
                        the unit of all offsets: Unicode code points (the default), UTF-16 units or bytes
  --grammar GRAMMAR     a grammar's folder or pack
  --published DATE      the day of publication, YYYY-MM-DD, for articles that do not give their own
  --dump conllu|tokens|chunks|clauses|quotes|mentions
                        write what an earlier stage sees instead
  --lossy               replace bytes that are not UTF-8 instead of refusing the input
  --explain             say which rule found what, and from which words: the output always does

Exit codes: 0 every article was read; 1 some were not, or the grammar has errors; 2 wrong usage.
)";

constexpr std::string_view check_help = R"(readout check [GRAMMAR] - compile a grammar and print what is wrong with it

Prints one "file:line:column: error CODE: message" for each error and warning, with the line and a hint.

Exit codes: 0 no errors; 1 errors; 2 wrong usage.
)";

constexpr std::string_view test_help = R"(readout test [GRAMMAR] - run the examples inside a grammar's rules

Prints each example that fails, with the rule's file and line.

Exit codes: 0 every example passed; 1 some failed, or the grammar has errors; 2 wrong usage.
)";

constexpr std::string_view pack_help = R"(readout pack GRAMMAR -o FILE - write a grammar as one binary file

The pack is versioned and checksummed; it stands wherever a grammar's folder does, and is what the page loads.

Exit codes: 0 written; 1 the grammar has errors, or the file could not be written; 2 wrong usage.
)";

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
         {"--format", {"json", "jsonl", "md"}},
         {"--offsets", {"codepoint", "utf16", "utf8"}},
         {"--grammar", {}},
         {"--published", {}},
         {"--dump", {"conllu", "tokens", "chunks", "clauses", "quotes", "mentions"}}},
        {"--lossy", "--explain"},
        static_cast<std::size_t>(-1)},
       cli::extract},
      {"check", check_help, {{}, {}, 1}, cli::check},
      {"test", test_help, {{}, {}, 1}, cli::test},
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
  return wrong_usage("there is no command '" + name + "'", "");
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
