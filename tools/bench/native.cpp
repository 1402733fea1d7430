// The native side of the benchmark: loads a grammar and articles, then runs one part for each line of standard input (of Bench or of
// CompilationBench) and prints the seconds that it took. Usage: readout_bench GRAMMAR ARTICLES. tools/bench/bench.mjs drives it.
#include <fstream>
#include <iostream>
#include <iterator>

#include "compilation.hpp"
#include "parts.hpp"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: readout_bench GRAMMAR ARTICLES\n";
    return 2;
  }
  std::ifstream file(argv[2], std::ios::binary);
  const std::string articles((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  readout::bench::Bench bench;
  readout::bench::CompilationBench compilation;
  std::string problem = bench.load(readout::Engine::open(argv[1]), articles);
  if (problem.empty()) problem = compilation.load(readout::read_grammar(argv[1]), bench.article());
  if (!problem.empty()) {
    std::cerr << problem;
    return 1;
  }
  std::cout << bench.tokens() << std::endl;
  for (std::string part; std::getline(std::cin, part);) {
    const double seconds = bench.run(part);
    std::cout << (seconds < 0 ? compilation.run(part) : seconds) << std::endl;
  }
  return 0;
}
