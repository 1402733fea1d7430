// Trains the parser of grammars/en/model from the trees of GUM, and measures it.
//
//   parser CORPORA MODEL [--taggers DIR,DIR...] [--all] [--passes N] [--models N] [--least N] [--worst N] [--measure]
//
// CORPORA holds gum/, masc/ and news/; MODEL holds the language model, and receives parser.bin. The first of --taggers tags the
// documents that are held out, the others share the rest, so that the parser learns from tags as wrong as those that it will see;
// without it the tagger of MODEL tags all. --all learns from the held-out documents too; --measure only measures the parser in MODEL.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>

#include "../clusters.hpp"
#include "../corpus.hpp"
#include "fnv.hpp"
#include "learner.hpp"
#include "measure.hpp"
#include "treebank.hpp"

namespace readout::train {
namespace {

constexpr std::size_t kClusters = 250, kClusterLeast = 5;
constexpr int kWordLeast = 3;

struct Options {
  std::string corpora, model;
  std::vector<std::string> taggers;
  bool all = false, measure = false;
  int passes = 12, models = 2, least = 4;
  unsigned feature_least = 2;
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

/// Relations by number; the first is "root". Rare ones that this program has no name for are left out.
class Relations {
 public:
  std::uint16_t add(const std::string& name) {
    const auto at = std::find(names_.begin(), names_.end(), name);
    if (at != names_.end()) return static_cast<std::uint16_t>(at - names_.begin() + 1);
    if (universal_relation(name).empty()) return 0;
    names_.push_back(name);
    return static_cast<std::uint16_t>(names_.size());
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_{"root"};
};

std::vector<ParserWords::Entry> describe_words(const std::vector<GoldTree>& trees, bool all,
                                               const std::map<std::string, std::uint16_t>& clusters) {
  std::map<std::string, int> counts;
  for (const GoldTree& tree : trees)
    if (all || !tree.held_out)
      for (const Token& token : tree.document.tokens) ++counts[token.lower];
  for (const auto& [word, cluster] : clusters) counts[word];
  std::map<std::uint32_t, ParserWords::Entry> entries;
  for (const auto& [word, n] : counts) {
    ParserWords::Entry entry;
    entry.hash = hash_word(word);
    entry.learned = n >= kWordLeast;
    const auto cluster = clusters.find(word);
    if (cluster != clusters.end()) entry.cluster = cluster->second;
    if (entry.learned || entry.cluster != 0) entries[entry.hash] = entry;
  }
  std::vector<ParserWords::Entry> out;
  for (const auto& [hash, entry] : entries) out.push_back(entry);
  return out;
}

Example make_example(const GoldTree& tree, TokenRange tokens, const ParserWords& words, Relations& relations) {
  Example example;
  example.words.begin(tokens.size());
  view_words(tree.document, tokens, words, example.words);
  example.heads.assign(tokens.size() + 2, 0);
  example.labels.assign(tokens.size() + 2, 0);
  example.unknown.assign(tokens.size() + 2, 0);
  const ParserWords nothing;
  ParseState unknown;
  unknown.begin(tokens.size());
  view_words(tree.document, tokens, nothing, unknown);
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const std::size_t node = t - tokens.begin + 1;
    example.unknown[node] = unknown.nodes[node].word;
    if (tree.heads[t] == kUnknown) continue;
    example.heads[node] = static_cast<std::uint16_t>(tree.heads[t] == none ? tokens.size() + 1 : tree.heads[t] - tokens.begin + 1);
    example.labels[node] = relations.add(tree.relations[t]);
  }
  return example;
}

std::vector<Example> make_examples(const std::vector<GoldTree>& trees, bool all, const ParserWords& words, Relations& relations) {
  std::vector<Example> examples;
  for (const GoldTree& tree : trees)
    if (all || !tree.held_out)
      for (const readout::Sentence& sentence : tree.document.sentences)
        examples.push_back(make_example(tree, sentence.tokens, words, relations));
  return examples;
}

std::map<std::string, std::uint16_t> make_clusters(const Options& options, const Language& language, const std::vector<GoldTree>& trees) {
  std::vector<std::vector<std::string>> plain = read_plain(options.corpora + "/news", language);
  Corpus masc;
  read_masc(options.corpora + "/masc", true, masc);
  for (const Sentence& sentence : masc.train) {
    plain.emplace_back();
    for (const Word& word : sentence) plain.back().push_back(word.lower);
  }
  for (const GoldTree& tree : trees) {
    if (tree.held_out && !options.all) continue;
    for (const readout::Sentence& sentence : tree.document.sentences) {
      plain.emplace_back();
      for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) plain.back().push_back(tree.document.tokens[t].lower);
    }
  }
  return cluster_words(plain, kClusters, kClusterLeast);
}

void put_fixed(std::string& out, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((value >> shift) & 0xFF));
}
void put_variable(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>((value & 0x7F) | 0x80));
  out.push_back(static_cast<char>(value));
}

/// Weights as integers from -127 to 127; rows whose largest is below `least` are left out.
template <std::size_t Width>
void put_rows(std::string& out, const Sums<Width>& sums, int least, const char* name) {
  std::vector<float> sizes;
  for (const auto& [hash, row] : sums)
    for (const float weight : row)
      if (weight != 0) sizes.push_back(std::fabs(weight));
  std::sort(sizes.begin(), sizes.end());
  const float top = sizes.empty() ? 1.0F : sizes[sizes.size() - 1 - sizes.size() / 20000];
  const float scale = 127.0F / std::max(top, 1e-6F);
  std::map<std::uint32_t, std::vector<std::pair<std::size_t, int>>> rows;
  std::size_t weights = 0;
  for (const auto& [hash, row] : sums) {
    std::vector<std::pair<std::size_t, int>> cells;
    int largest = 0;
    for (std::size_t k = 0; k < Width; ++k) {
      const int weight = std::clamp(static_cast<int>(std::lround(row[k] * scale)), -127, 127);
      largest = std::max(largest, std::abs(weight));
      if (2 * std::abs(weight) >= least && weight != 0) cells.emplace_back(k, weight);
    }
    if (largest < least) continue;
    weights += cells.size();
    rows[hash] = std::move(cells);
  }
  const std::size_t before = out.size();
  put_variable(out, static_cast<std::uint32_t>(rows.size()));
  std::uint32_t last = 0;
  for (const auto& [hash, cells] : rows) {
    put_variable(out, hash - last);
    last = hash;
    out.push_back(static_cast<char>(cells.size()));
    for (const auto& [at, weight] : cells) {
      out.push_back(static_cast<char>(at));
      out.push_back(static_cast<char>(weight));
    }
  }
  std::printf("%s: %zu of %zu rows, %zu weights, %zu bytes\n", name, rows.size(), sums.size(), weights, out.size() - before);
}

/// The format that Parser::load reads.
std::string write_model(const Relations& relations, const std::vector<ParserWords::Entry>& words, const Weights& weights, int least) {
  std::string body;
  put_variable(body, static_cast<std::uint32_t>(relations.names().size()));
  for (const std::string& name : relations.names()) body += name + "\n";
  put_variable(body, static_cast<std::uint32_t>(words.size()));
  std::uint32_t last = 0;
  for (const ParserWords::Entry& word : words) {
    put_variable(body, word.hash - last);
    put_variable(body, static_cast<std::uint32_t>(word.cluster) << 1 | (word.learned ? 1U : 0U));
    last = word.hash;
  }
  put_rows(body, weights.actions, least, "actions");
  put_rows(body, weights.relations, least, "relations");
  std::string out(Parser::kMagic);
  put_fixed(out, Parser::kVersion);
  put_fixed(out, static_cast<std::uint32_t>(fnv1a(body)));
  return out + body;
}

void measure_all(std::vector<GoldTree>& trees, const std::string& bytes, std::size_t worst) {
  Parser parser;
  const std::string problem = parser.load(bytes);
  if (!problem.empty()) std::cerr << problem << "\n";
  ParseState state;
  std::vector<const GoldTree*> news, held_out, others;
  for (GoldTree& tree : trees) {
    for (const readout::Sentence& sentence : tree.document.sentences) parser.parse(tree.document, sentence.tokens, state);
    (tree.held_out ? held_out : others).push_back(&tree);
    if (tree.held_out && tree.news) news.push_back(&tree);
  }
  measure("learned from", others, 0);
  measure("held out", held_out, worst);
  measure("held out, news", news, worst);
}

int run(const Options& options) {
  std::vector<std::shared_ptr<const Language>> taggers;
  for (const std::string& folder : options.taggers) taggers.push_back(load(folder));
  for (const auto& tagger : taggers)
    if (tagger == nullptr) return 1;
  std::vector<GoldTree> trees = read_treebank(options.corpora + "/gum", taggers);
  if (options.measure) {
    measure_all(trees, read_file(options.model + "/parser.bin"), options.worst);
    return 0;
  }
  const auto clusters = make_clusters(options, *taggers.front(), trees);
  const std::vector<ParserWords::Entry> entries = describe_words(trees, options.all, clusters);
  ParserWords words;
  words.build(entries);
  Relations relations;
  const std::vector<Example> examples = make_examples(trees, options.all, words, relations);
  std::printf("%zu sentences, %zu relations, %zu words\n", examples.size(), relations.names().size(), entries.size());
  Weights weights;
  for (int i = 0; i < options.models; ++i) {
    Learner learner(examples, relations.names().size(), options.feature_least, static_cast<std::uint64_t>(i + 1));
    learner.learn(options.passes);
    learner.give(weights);
    const std::string bytes = write_model(relations, entries, weights, options.least);
    std::ofstream(options.model + "/parser.bin", std::ios::binary) << bytes;
    std::printf("parser.bin: %zu bytes\n", bytes.size());
    measure_all(trees, bytes, i + 1 == options.models ? options.worst : 0);
  }
  return 0;
}

}  // namespace
}  // namespace readout::train

int main(int argc, char** argv) {
  readout::train::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    const bool more = i + 1 < argc;
    if (argument == "--all") {
      options.all = true;
    } else if (argument == "--measure") {
      options.measure = true;
    } else if (argument == "--passes" && more) {
      options.passes = std::atoi(argv[++i]);
    } else if (argument == "--models" && more) {
      options.models = std::atoi(argv[++i]);
    } else if (argument == "--least" && more) {
      options.least = std::atoi(argv[++i]);
    } else if (argument == "--feature-least" && more) {
      options.feature_least = static_cast<unsigned>(std::atoi(argv[++i]));
    } else if (argument == "--worst" && more) {
      options.worst = static_cast<std::size_t>(std::atoi(argv[++i]));
    } else if (argument == "--taggers" && more) {
      const std::string list = argv[++i];
      for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        options.taggers.push_back(list.substr(at, end - at));
        at = end + 1;
      }
    } else if (options.corpora.empty()) {
      options.corpora = argument;
    } else {
      options.model = argument;
    }
  }
  if (options.model.empty()) {
    std::cerr
        << "usage: parser CORPORA MODEL [--taggers DIR,DIR...] [--all] [--passes N] [--models N] [--least N] [--worst N] [--measure]\n";
    return 2;
  }
  if (options.taggers.empty()) options.taggers.push_back(options.model);
  return readout::train::run(options);
}
