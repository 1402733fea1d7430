// What `readout --help` and `readout COMMAND --help` print. Entry point: main, in extract.cpp.
#pragma once

#include <string_view>

namespace cli::help {

constexpr std::string_view main_help = R"(readout - actors, meetings and positions from news articles

Usage:
  readout extract [FILE...] [options]   read articles
  readout why [FILE] --at 120-180       why a place of an article gave what it gave, or what was missing
  readout check [GRAMMAR]               compile a grammar and print what is wrong with it
  readout test [GRAMMAR]                run the examples inside a grammar's rules
  readout format [FILE|GRAMMAR...]      bring rule files into the canonical layout
  readout coverage CORPUS...            which rules find how much, and which never fire
  readout diff OLD NEW CORPUS...        what a changed grammar finds more, less or otherwise
  readout dump program [GRAMMAR]        the compiled grammar, readable
  readout pack GRAMMAR -o FILE          write a grammar as one binary file
  readout --version
  readout COMMAND --help

A GRAMMAR is a folder or a pack. Where none is given, it is the one that the environment variable READOUT_GRAMMAR names,
else the one that comes with this program.

Exit codes: 0 all is well; 1 some input could not be read, a grammar has errors, an example failed, or (diff, format
--check) there are differences; 2 wrong usage.
)";

constexpr std::string_view extract_help = R"(readout extract [FILE...] [options] - read articles

With no FILE, or for "-", standard input is read. A file that cannot be read is reported, and the others are still done.

  --from text|jsonl     how the input is read: text is one article a file; jsonl is one {"id", "text", "title"?,
                        "published"?} object a line. Without it, a .jsonl file, and standard input under
                        --format jsonl, are read as jsonl, all else as text
  --format json|jsonl|md|csv
                        json (the default) writes one indented readout/1 object, or an array for several articles;
                        jsonl one object a line, for an article that cannot be read one with "id" and "error";
                        md a summary for people; csv one table, a row for each meeting and position
  --offsets codepoint|utf16|utf8
                        the unit of all offsets: Unicode code points (the default), UTF-16 units or bytes
  --grammar GRAMMAR     a grammar's folder or pack
  --actors FILE         your own actors, CSV or JSON: name, aliases, type, country, sector, id
  --published DATE      the day of publication, YYYY-MM-DD, for articles that do not give their own; without it,
                        a date line or dateline in the article is taken
  --day-first           "4/5/2024" is the fourth of May, not the fifth of April
  --dump conllu|tokens|chunks|clauses|quotes|mentions
                        write what an earlier stage sees instead
  --lossy               replace bytes that are not UTF-8 instead of refusing the input
  --explain             tell with it how each result came about (rule, place, words, what lost to it), and for
                        sentences without a meeting or position which rules came near and what was missing: in JSON
                        the field "explanation", in md a section

Exit codes: 0 every article was read; 1 some were not, or the grammar has errors; 2 wrong usage.
)";

constexpr std::string_view why_help = R"(readout why [FILE] [options] - why a place of an article gave what it gave

For each sentence at the place: every result with its rule, the words of each capture, and what other rules found there and
lost; then the near misses, rules for meetings and positions that matched in part, the nearest first, each with the element
that it expected and the word that stands there instead. With no FILE, or for "-", standard input is read.

  --at START-END        the place, in code points as in the output; without it, the whole text
  --format text|json    text is the default
  --from text|jsonl     how the input is read, where the name of the file does not tell
  --grammar GRAMMAR     a grammar's folder or pack
  --published DATE      the day of publication, YYYY-MM-DD
  --lossy               replace bytes that are not UTF-8 instead of refusing the input

Exit codes: 0 explained; 1 the text could not be read, has no sentence there, or the grammar has errors; 2 wrong usage.
)";

constexpr std::string_view check_help = R"(readout check [GRAMMAR] - compile a grammar and print what is wrong with it

Prints one "file:line:column: error CODE: message" for each error and warning, with the line and a hint.

Exit codes: 0 no errors; 1 errors; 2 wrong usage.
)";

constexpr std::string_view test_help = R"(readout test [GRAMMAR] [options] - run the examples inside a grammar's rules

Prints for each rule how many of its examples that must match (yes) and that must not (no) hold, then each example that
fails: its file and line, what was found instead, and each field that was expected otherwise. A rule that lacks one of the
two kinds of examples fails too.

  --rule NAME           only this rule
  --quiet               only what fails, and the totals

Exit codes: 0 every example passed and no rule lacks any; 1 some did not, or the grammar has errors; 2 wrong usage.
)";

constexpr std::string_view format_help = R"(readout format [FILE|GRAMMAR...] [options] - bring rule files into the canonical layout

Rewrites *.rules files, or those of a grammar's folder, where their layout differs. Only spaces and line ends change: words,
marks and comments stay, so the compiled grammar is the same. "-" reads standard input and writes to standard output. A file
with an error of syntax is told and left as it is.

  --check               change nothing; name the files whose layout differs

Exit codes: 0 done, or with --check all have the canonical layout; 1 some have not, or could not be read; 2 wrong usage.
)";

constexpr std::string_view coverage_help = R"(readout coverage CORPUS... [options] - which rules find how much

Reads articles (*.jsonl with one {"id", "text", ...} object a line, or text files; "-" is standard input) and prints for each
rule how much it found, in how many articles, and an example; the rules that never fire; and how many sentences gave neither
a meeting nor a position. Finds of rules that lost to another rule do not count.

  --sentences           print the sentences without a meeting or position too
  --format text|json    text is the default
  --from text|jsonl     how the input is read, where the names of the files do not tell
  --grammar GRAMMAR     a grammar's folder or pack
  --lossy               replace bytes that are not UTF-8 instead of refusing the input

Exit codes: 0 every article was read; 1 some were not, or the grammar has errors; 2 wrong usage.
)";

constexpr std::string_view diff_help = R"(readout diff OLD NEW CORPUS... [options] - what a changed grammar finds otherwise

Reads every article with both grammars and prints, by rule, what is gained (+), lost (-) and changed (~), each with its place
(id:start-end, in code points), the fields that changed, and the sentence.

  --only actors|places|dates|meetings|positions
                        compare these alone
  --format text|json    text is the default
  --published DATE      the day of publication, YYYY-MM-DD, for articles that do not give their own
  --from text|jsonl     how the input is read, where the names of the files do not tell
  --lossy               replace bytes that are not UTF-8 instead of refusing the input

Exit codes: 0 both find the same; 1 they do not, some article could not be read, or a grammar has errors; 2 wrong usage.
)";

constexpr std::string_view dump_help = R"(readout dump program [GRAMMAR] - the compiled grammar, readable

Prints the phases in order, and for each rule where a match may begin, the instructions of its patterns, its emissions and
its examples.

Exit codes: 0 printed; 1 the grammar has errors; 2 wrong usage.
)";

constexpr std::string_view pack_help = R"(readout pack GRAMMAR -o FILE - write a grammar as one binary file

The pack is versioned and checksummed; it stands wherever a grammar's folder does, and is what the page loads.

Exit codes: 0 written; 1 the grammar has errors, or the file could not be written; 2 wrong usage.
)";

}  // namespace cli::help
