// Trains the parser of grammars/en/model from the trees of GUM, and measures it.
//
//   parser sentences CORPORA TAGGER OUT                          writes all sentences, for hints.py
//   parser read CORPORA TAGGER OUT [--hints FILE]                writes trees for the plain articles, of a parser that sees the hints
//   parser train CORPORA TAGGER MODEL [--plain FILE] [OPTION...] writes MODEL/parser.bin and measures it
//   parser measure CORPORA TAGGER MODEL [--worst N]              measures MODEL/parser.bin
//
// CORPORA holds gum/, masc/ and news/; TAGGER is a folder with words.txt, tagger.bin and lemmas.txt, whose tags the parser learns from;
// of an annotated document number n those of the tagger in its folder fold<n % 4>, if there is one.
// With --plain the parser learns from the trees that `read` wrote too.
// Options: --all (learn from the held-out documents too), --passes N, --models N, --least N, --label-least N, --feature-least N,
// --worst N, --treebank FOLDER (learn from its *.conllu too; may be given several times).
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "../corpus.hpp"
#include "examples.hpp"
#include "measure.hpp"
#include "model_file.hpp"
#include "syntax_parts.hpp"

namespace readout::train {
namespace {

constexpr int kWordLeast = 3, kPlainWordLeast = 8;
constexpr int kHintModels = 3, kHintPasses = 6;

struct Options {
  std::string mode, corpora, tagger, model, hints, plain;
  std::vector<std::string> treebanks;
  bool all = false;
  int passes = 6, models = 1, least = 10, label_least = 14, rows = 70000, label_rows = 16000, gold_times = 2, plain_passes = 3;
  unsigned feature_least = 3, plain_feature_least = 6;
  std::size_t worst = 0;
};

std::shared_ptr<const Language> load(const std::string& folder) {
  Grammar grammar;
  for (const char* name : {"words.txt", "tagger.bin", "lemmas.txt"})
    grammar.push_back({std::string("model/") + name, read_file(folder + "/" + name)});
  Diagnostics diagnostics;
  auto language = load_language(grammar, diagnostics);
  if (language == nullptr) std::cerr << folder << " cannot be used\n";
  return language;
}

struct Treebank {
  Taggers taggers;
  std::vector<GoldTree> trees;           ///< those of GUM, then the plain articles
  std::size_t annotated = 0;             ///< how many are of GUM
  std::vector<std::vector<Hint>> hints;  ///< empty without hints
  std::map<std::string, std::uint16_t> clusters;

  [[nodiscard]] const std::vector<Hint>* hints_of(std::size_t tree) const { return hints.empty() ? nullptr : &hints[tree]; }
};

Treebank read_all(const Options& options, bool plain) {
  Treebank bank;
  bank.taggers.main = load(options.tagger);
  for (int fold = 0; fold < LeftOut::kFolds && std::filesystem::exists(options.tagger + "/fold0"); ++fold)
    bank.taggers.folds.push_back(load(options.tagger + "/fold" + std::to_string(fold)));
  const auto& folds = bank.taggers.folds;
  if (bank.taggers.main == nullptr || std::find(folds.begin(), folds.end(), nullptr) != folds.end()) std::exit(1);
  read_treebank(options.corpora + "/gum", bank.taggers, true, bank.trees);
  for (const std::string& folder : options.treebanks) read_treebank(folder, bank.taggers, false, bank.trees);
  bank.annotated = bank.trees.size();
  if (options.mode == "train" || options.mode == "read")
    bank.clusters = make_clusters(options.corpora, *bank.taggers.main, bank.trees, options.all);
  if (plain) read_articles(options.corpora + "/news", *bank.taggers.main, bank.trees);
  if (plain) read_texts(options.corpora + "/masc", *bank.taggers.main, bank.trees);
  if (!options.hints.empty()) bank.hints = read_hints(bank.trees, options.hints);
  return bank;
}

void measure_all(std::vector<GoldTree>& trees, std::size_t worst) {
  std::vector<const GoldTree*> news, held_out, others;
  for (GoldTree& tree : trees) {
    (tree.held_out ? held_out : others).push_back(&tree);
    if (tree.held_out && tree.news) news.push_back(&tree);
  }
  measure("learned from", others, 0);
  measure("held out", held_out, worst);
  measure("held out, news", news, worst);
  std::fflush(stdout);
}

void measure_model(std::vector<GoldTree>& trees, std::size_t annotated, const Language& language, const std::string& bytes,
                   std::size_t worst) {
  Parser parser;
  const std::string problem = parser.load(bytes);
  if (!problem.empty()) std::cerr << problem << "\n";
  ParseState state;
  std::vector<GoldTree> gold;
  for (std::size_t i = 0; i < annotated; ++i) {
    for (const readout::Sentence& sentence : trees[i].document.sentences) {
      parser.parse(trees[i].document, sentence.tokens, state);
      mend_tree(trees[i].document, sentence.tokens, language.words);
    }
    gold.push_back(std::move(trees[i]));
  }
  measure_all(gold, worst);
  for (std::size_t i = 0; i < annotated; ++i) trees[i] = std::move(gold[i]);
}

/// A parser that sees the hints, learned from the annotated trees.
Weights learn_with_hints(const Treebank& bank, const ParserWords& words, bool all, Relations& relations) {
  std::vector<Example> examples;
  for (std::size_t i = 0; i < bank.annotated; ++i)
    if (all || !bank.trees[i].held_out) make_examples(bank.trees[i], bank.hints_of(i), words, relations, examples);
  Weights weights;
  const Features features = frequent(count_features(examples), 2);
  for (int i = 0; i < kHintModels; ++i) {
    Learner learner(examples, relations.names().size(), features, static_cast<std::uint64_t>(i + 11));
    learner.learn(kHintPasses);
    learner.give(weights);
  }
  return weights;
}

/// Writes the trees that such a parser gives to the plain articles, and measures it.
int read_with_hints(const Options& options) {
  Treebank bank = read_all(options, true);
  std::vector<const GoldTree*> learned;
  for (std::size_t i = 0; i < bank.annotated; ++i)
    if (options.all || !bank.trees[i].held_out) learned.push_back(&bank.trees[i]);
  ParserWords words;
  words.build(describe_words(learned, kWordLeast, bank.clusters));
  Relations relations;
  const Weights weights = learn_with_hints(bank, words, options.all, relations);
  std::ofstream out(options.model, std::ios::binary);
  for (std::size_t i = 0; i < bank.trees.size(); ++i) {
    std::vector<Example> sentences;
    make_examples(bank.trees[i], bank.hints_of(i), words, relations, sentences);
    for (std::size_t k = 0; k < sentences.size(); ++k) {
      ParseState state;
      predict(sentences[k], weights, relations.names().size(), state);
      Document& document = bank.trees[i].document;
      const TokenRange tokens = document.sentences[k].tokens;
      for (std::uint16_t n = 1; n < state.root; ++n) {
        const ParseNode& node = state.nodes[n];
        Token& token = document.tokens[tokens.begin + n - 1U];
        token.head = node.head == state.root ? none : tokens.begin + node.head - 1U;
        token.deprel = universal_relation(relations.names()[node.label - 1U]);
        if (i >= bank.annotated) out << (n > 1 ? "\t" : "") << (node.head == state.root ? 0 : node.head) << ":" << token.deprel;
      }
      if (i >= bank.annotated) out << "\n";
    }
  }
  bank.trees.erase(bank.trees.begin() + static_cast<std::ptrdiff_t>(bank.annotated), bank.trees.end());
  measure_all(bank.trees, options.worst);
  return 0;
}

int train(const Options& options) {
  const bool plain = !options.plain.empty();
  Treebank bank = read_all(options, plain);
  if (plain) put_trees(bank.trees, bank.annotated, options.plain);
  std::vector<const GoldTree*> learned;
  for (const GoldTree& tree : bank.trees)
    if (options.all || !tree.held_out) learned.push_back(&tree);
  const std::vector<ParserWords::Entry> entries = describe_words(learned, plain ? kPlainWordLeast : kWordLeast, bank.clusters);
  ParserWords words;
  words.build(entries);
  Relations relations;
  std::vector<Example> examples;
  for (std::size_t i = 0; i < bank.trees.size(); ++i)
    if (options.all || !bank.trees[i].held_out)
      for (int k = 0; k < (plain && i < bank.annotated ? options.gold_times : 1); ++k)
        make_examples(bank.trees[i], nullptr, words, relations, examples);
  std::printf("%zu sentences, %zu relations, %zu words\n", examples.size(), relations.names().size(), entries.size());
  Weights first, weights;
  const Counts counts = count_features(examples);
  {
    Learner learner(examples, relations.names().size(), frequent(counts, plain ? options.plain_feature_least : options.feature_least), 1);
    learner.learn(plain ? options.plain_passes : options.passes);
    learner.give(first);
  }
  const Features kept = most_useful(first, counts, static_cast<std::size_t>(options.rows), static_cast<std::size_t>(options.label_rows));
  for (int i = 0; i < options.models; ++i) {
    Learner learner(examples, relations.names().size(), kept, static_cast<std::uint64_t>(i + 2));
    learner.learn(plain ? options.plain_passes : options.passes);
    learner.give(weights);
    const std::string bytes = write_model(relations, entries, weights, options.least, options.label_least);
    std::ofstream(options.model + "/parser.bin", std::ios::binary) << bytes;
    std::printf("parser.bin: %zu bytes\n", bytes.size());
    measure_model(bank.trees, bank.annotated, *bank.taggers.main, bytes, i + 1 == options.models ? options.worst : 0);
  }
  return 0;
}

int run(const Options& options) {
  if (options.mode == "train") return train(options);
  if (options.mode == "read") return read_with_hints(options);
  Treebank bank = read_all(options, options.mode == "sentences");
  if (options.mode == "sentences")
    write_sentences(bank.trees, options.model);
  else
    measure_model(bank.trees, bank.annotated, *bank.taggers.main, read_file(options.model + "/parser.bin"), options.worst);
  return 0;
}

bool set_option(Options& options, const std::string& name, const char* value) {
  const std::map<std::string, int*> numbers{{"--passes", &options.passes},
                                            {"--models", &options.models},
                                            {"--least", &options.least},
                                            {"--label-least", &options.label_least},
                                            {"--rows", &options.rows},
                                            {"--label-rows", &options.label_rows},
                                            {"--gold-times", &options.gold_times},
                                            {"--plain-passes", &options.plain_passes}};
  const auto number = numbers.find(name);
  if (number != numbers.end())
    *number->second = std::atoi(value);
  else if (name == "--feature-least")
    options.feature_least = options.plain_feature_least = static_cast<unsigned>(std::atoi(value));
  else if (name == "--worst")
    options.worst = static_cast<std::size_t>(std::atoi(value));
  else if (name == "--hints")
    options.hints = value;
  else if (name == "--plain")
    options.plain = value;
  else if (name == "--treebank")
    options.treebanks.emplace_back(value);
  else
    return false;
  return true;
}

}  // namespace
}  // namespace readout::train

int main(int argc, char** argv) {
  readout::train::Options options;
  std::vector<std::string*> places{&options.mode, &options.corpora, &options.tagger, &options.model};
  std::size_t next = 0;
  bool good = true;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--all") {
      options.all = true;
    } else if (argument.rfind("--", 0) == 0) {
      good = i + 1 < argc && set_option(options, argument, argv[i + 1]) && good;
      ++i;
    } else if (next < places.size()) {
      *places[next++] = argument;
    } else {
      good = false;
    }
  }
  if (!good || next < places.size() ||
      (options.mode != "sentences" && options.mode != "read" && options.mode != "train" && options.mode != "measure")) {
    std::cerr << "usage: parser sentences|read|train|measure CORPORA TAGGER OUT-OR-MODEL [--hints FILE] [--plain FILE] [--all] [--passes "
                 "N] [--models N]\n"
                 "       [--least N] [--label-least N] [--feature-least N] [--worst N]\n";
    return 2;
  }
  return readout::train::run(options);
}
