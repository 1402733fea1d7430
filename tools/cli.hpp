// What the files of the command `readout` share. Entry point: main, in extract.cpp.
#pragma once

#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine.hpp"

namespace cli {

/// The command's exit codes.
enum Exit : int {
  ok = 0,
  failed = 1,  ///< some input could not be read, the grammar has an error, an example failed, or there are differences
  usage = 2,   ///< the command line is wrong
};

// --- Command line (cli_arguments.cpp) ---

/// What a command accepts: options with the values allowed (none listed: any value), and flags.
struct Syntax {
  std::map<std::string, std::vector<std::string>, std::less<>> options;
  std::set<std::string, std::less<>> flags;
  std::size_t max_operands = 0;
};

struct Arguments {
  std::map<std::string, std::string, std::less<>> options;
  std::set<std::string, std::less<>> flags;
  std::vector<std::string> operands;

  /// The value of an option, or an empty text.
  [[nodiscard]] std::string option(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const { return flags.contains(name); }
};

/// Reads "--name value", "--name=value", flags and operands; "--" ends the options. Says what is wrong in `error`.
[[nodiscard]] std::optional<Arguments> parse_arguments(const std::vector<std::string>& words, const Syntax& syntax, std::string& error);

// --- Input (cli_input.cpp) ---

struct Article {
  std::string text;
  readout::ExtractOptions about;  ///< its id is never empty
};

/// Takes each article in turn, or the id and the error of one that could not be read.
struct ArticleSink {
  std::function<void(const Article&)> article;
  std::function<void(const std::string& id, const std::string& error)> failure;
};

struct InputOptions {
  std::string from;    ///< "text", "jsonl", or empty to go by the file
  std::string format;  ///< of the output: standard input under jsonl is read as jsonl
  std::string published;
  bool lossy = false;
};

/// Whether a text is a day of the calendar's form: "2024-07-11".
[[nodiscard]] bool is_date(std::string_view text);

/// Reads files in order; "-" is standard input.
void read_articles(const std::vector<std::string>& paths, const InputOptions& options, const ArticleSink& sink);

// --- Grammar (cli_grammar.cpp) ---

/// The grammar to use: the one given, else READOUT_GRAMMAR, else the one that stands beside this executable; empty if none does.
[[nodiscard]] std::string grammar_path(const std::string& given);

/// Compiles it, with the user's own actors of a file laid over it unless `actors` is empty. Without an engine, what is wrong has
/// been printed.
[[nodiscard]] std::shared_ptr<const readout::Engine> load_engine(const std::string& given, const std::string& actors = "");

/// A grammar's sources, and where it is a pack the engine in it. Not `good` where a pack is damaged, which has been printed.
struct Opened {
  readout::Grammar sources;
  std::shared_ptr<const readout::Engine> packed;
  bool good = true;
};
[[nodiscard]] Opened open_grammar(const std::string& path);

/// The path, or an empty one with a complaint where nothing is there.
[[nodiscard]] std::string existing_grammar(const std::string& path);

/// The path of the grammar that the only operand names, or of the default one; empty if there is none.
[[nodiscard]] std::string operand_path(const Arguments& arguments);

/// A grammar's file as the user can open it, not as the grammar calls it.
[[nodiscard]] std::string user_path(const std::string& grammar, const std::string& file);

/// Prints diagnostics with the paths that the user can open.
void print(std::ostream& out, const readout::Diagnostics& diagnostics, const std::string& grammar);

/// "1 rule", "2 rules".
[[nodiscard]] std::string counted(std::size_t count, const std::string& noun);

// --- Output (cli_markdown.cpp) ---

/// A document for people to read: actors, meetings and positions, each with its evidence.
[[nodiscard]] std::string to_markdown(const readout::Document& document, const readout::Program& program);

/// Prints "readout: MESSAGE" on standard error.
void complain(std::string_view message);

// --- Commands ---

int extract(const Arguments& arguments);
int check(const Arguments& arguments);
int test(const Arguments& arguments);
int pack(const Arguments& arguments);
int format(const Arguments& arguments);
int coverage(const Arguments& arguments);
int diff(const Arguments& arguments);
int dump(const Arguments& arguments);
int why(const Arguments& arguments);

}  // namespace cli
