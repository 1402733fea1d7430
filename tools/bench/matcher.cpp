// How the time of the matcher and of a whole extract grows: with the number of rules, and with the text, for rules and texts made to be
// hard. Prints ratios of processor times measured in one run, each the least of runs in turn, as what
// else the machine does only adds to it. The process keeps the memory that it has freed: handed back, it would be new at each run of the
// longer text and of that alone, and the ratio would tell of the system's pages.
// Usage: readout_bench_matcher GRAMMAR [RUNS].
#include <algorithm>
#include <ctime>
#include <functional>
#include <iomanip>
#include <iostream>
#include <limits>
#include <random>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "engine.hpp"
#include "program.hpp"
#include "stages.hpp"

namespace {

using namespace readout;

constexpr std::size_t megabyte = 1'000'000;

double seconds(const std::function<void()>& work) {
  const std::clock_t start = std::clock();  // of this process: what else the machine does counts little
  work();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

/// Rules over the language model of a grammar, which `like` has.
std::shared_ptr<const Engine> engine_of(const Grammar& grammar, const Engine& like, const std::string& rules) {
  Grammar made;
  for (const SourceFile& file : grammar)
    if (file.path.rfind("model/", 0) == 0) made.push_back(file);
  made.push_back(
      {"manifest.json", R"({"name": "bench", "version": "1", "lexicons": [], "phases": [{"name": "rules", "rules": ["a.rules"]}]})"});
  made.push_back({"a.rules", rules});
  Compiled compiled = Engine::compile(made, &like);
  if (!compiled.engine) {
    for (const Diagnostic& diagnostic : compiled.diagnostics)
      if (diagnostic.severity == Severity::error) std::cerr << render(diagnostic);
    std::exit(1);
  }
  return compiled.engine;
}

/// Seconds that the rules alone take on a text.
double match_seconds(const Engine& engine, const std::string& text) {
  Document document;
  document.text = text;
  split_text(document, *engine.program().language);
  tag_words(document, *engine.program().language);
  return seconds([&] { static_cast<void>(match(document, engine.program(), MatchStage::mentions)); });
}

double extract_seconds(const Engine& engine, const std::string& text) {
  return seconds([&] { static_cast<void>(engine.to_json(engine.extract(text))); });
}

void keep_freed_memory() {
#ifdef __GLIBC__
  mallopt(M_MMAP_MAX, 0);
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
#endif
}

std::string repeated(const std::string& text, std::size_t size) {
  std::string out;
  while (out.size() < size) out += text;
  out.resize(size);
  return out;
}

/// A word of its own for each number.
std::string word(std::uint32_t number) {
  std::string out = "w";
  for (; number > 0; number /= 20) out += "bcdfghjklmnpqrstvwxz"[number % 20], out += "aeiou"[number % 5];
  return out;
}

/// Words of which the frequent ones are frequent as in texts (Zipf), in sentences of twelve.
std::string words_of_a_language(std::size_t size) {
  std::mt19937 dice(1);
  std::string out;
  for (std::size_t i = 0; out.size() < size; ++i) {
    const double share = static_cast<double>(dice() % 100000) / 100000;
    out += word(static_cast<std::uint32_t>(20000.0 * share * share * share)) + (i % 12 == 11 ? i % 60 == 59 ? ".\n\n" : ". " : " ");
  }
  return out;
}

std::function<std::string(std::size_t)> of(const char* part) {
  return [part](std::size_t size) { return repeated(part, size); };
}

/// A text that never says the same twice: each # is a name of its own, each % a word of its own.
std::function<std::string(std::size_t)> different(const char* part) {
  return [part](std::size_t size) {
    std::string out;
    for (std::uint32_t number = 1000; out.size() < size;)
      for (const char* c = part; *c; ++c) {
        if (*c != '#' && *c != '%') {
          out += *c;
          continue;
        }
        std::string made = word(++number);
        if (*c == '#') made[0] = 'W';
        out += made;
      }
    return out;
  };
}

std::string rules_of_words(std::uint32_t count) {
  std::string out;
  for (std::uint32_t i = 0; i < count; ++i)
    out += "rule r" + std::to_string(i) + " { match x:[tag = \"NN*\"]? \"" + word(i * 17 + 5) +
           "\" ( [tag = \"JJ*\"]* y:[tag = \"NN*\"] )? " + "emit found { x: $x  y: $y } }\n";
  return out;
}

void print(const std::string& name, double ratio, double least, double most) {
  std::cout << std::left << std::setw(74) << name << std::right << std::fixed << std::setprecision(2) << std::setw(6) << ratio
            << (ratio >= least && ratio <= most ? "" : "   not as wanted") << std::endl;
}

/// The ratio of two times, each measured in turn.
double ratio(int runs, const std::function<double()>& first, const std::function<double()>& second) {
  double a = first(), b = second();
  for (int run = 0; run < runs; ++run) {
    a = std::min(a, first());
    b = std::min(b, second());
  }
  return b / a;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "usage: readout_bench_matcher GRAMMAR [RUNS]\n";
    return 2;
  }
  keep_freed_memory();
  const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5;
  const Grammar grammar = read_grammar(argv[1]);
  const Compiled english = Engine::compile(grammar);
  if (!english.engine) return 1;

  std::cout << "1000 rules against 100, no two with one word, on 1 MB (wanted: at most 3)\n";
  const std::string text = words_of_a_language(megabyte);
  const auto few = engine_of(grammar, *english.engine, rules_of_words(100)),
             many = engine_of(grammar, *english.engine, rules_of_words(1000));
  print("  the matcher alone",
        ratio(
            runs, [&] { return match_seconds(*few, text); }, [&] { return match_seconds(*many, text); }),
        0, 3);
  print("  a whole extract",
        ratio(
            runs, [&] { return extract_seconds(*few, text); }, [&] { return extract_seconds(*many, text); }),
        0, 3);

  std::cout << "\ntwice the text (wanted: 1.8 to 2.2)\n";
  for (const char* pattern :
       {"( ( [lower = \"a\"]* )* [lower = \"a\"]* )* \"z\"", "( \"a\" | \"a\" \"a\" | [lower = \"a\"] )+ \"z\"",
        "( ( \"a\"? ){1,30} \"a\"* ){1,20} \"z\"", "\"a\" ( []* \"q\" )?", "x:[]+ \"a\"",
        "\"a\" !ahead( []+ ahead( []+ ahead( []+ ahead( []* \"q\" ) ) ) )",
        "any_order( \"a\"+, ( \"a\" \"a\" )+, [lower = \"a\"]* \"a\", \"z\" )", "\"a\" unless same sentence ( \"a\"* \"a\"* \"q\" )",
        "x:\"a\" with s = subtree(x)? with c = conjuncts(x)?"}) {
    const auto engine = engine_of(grammar, *english.engine, std::string("rule r { match ") + pattern + " emit found { } }");
    const std::string once = repeated("a a a a a a a a a a a a a a a a a a a, z ", megabyte / 10), twice = once + once;
    print("  " + std::string(pattern),
          ratio(
              runs, [&] { return match_seconds(*engine, once); }, [&] { return match_seconds(*engine, twice); }),
          1.8, 2.2);
  }
  for (const auto& [name, text_of] : std::vector<std::pair<std::string, std::function<std::string(std::size_t)>>>{
           {"news", of("President Ana Ruiz met the prime minister of Peru in Lima on Monday, and said Chile would not leave. ")},
           {"news in paragraphs", of("\"We will not leave,\" he said. The two leaders will meet again on 4 May.\n\n")},
           {"no space", of("Minister")},
           {"no full stop", of("Chile met Peru and ")},
           {"opening quotation marks", of("\" Chile said \xE2\x80\x9C")},
           {"one name", of("Ana Ruiz ")},
           {"people who are all different", different("President # # met Minister # Khan in Oslo on 4 May.\n\n")},
           {"names of nobody known", different("Then # said that # #, #, # and # had left. ")},
           {"organisations", different("The # Foundation criticised the # # Union. The # Organization of # met it. ")},
           {"places", different("She lives in the city of #, near the town of #. ")},
           {"one person's meetings",
            different("Chile met President # # in # on Monday. They met again. The two leaders discussed the %. ")},
           {"one meeting told on and on", different("They discussed the %. Minister # # also attended the meeting. ")},
           {"descriptions", different("The # minister met the % chief. The % ambassador blamed the % workers. ")},
           {"speakers", different("\"We will leave the %,\" said # #, head of the # Party. \"I condemn # #.\" She criticised the move. ")},
           {"brackets", of("(Chile [")},
           {"dates", of("on 4 May 2024, ")},
           {"bytes that are no text", of("\xFF\xC3 a\xE2\x80")}}) {
    const std::string once = text_of(megabyte / 8), twice = text_of(megabyte / 4);
    print("  English, a whole extract: " + name,
          ratio(
              runs, [&] { return extract_seconds(*english.engine, once); }, [&] { return extract_seconds(*english.engine, twice); }),
          1.8, 2.2);
  }
  return 0;
}
