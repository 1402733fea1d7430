// Makes trees into what a learner learns from. Entry points: make_clusters, describe_words, make_examples.
#include "examples.hpp"

#include <algorithm>

#include "../clusters.hpp"
#include "../corpus.hpp"
#include "tagger_features.hpp"

namespace readout::train {
namespace {

constexpr std::size_t kClusters = 250, kClusterLeast = 5;

Example make_example(const GoldTree& tree, TokenRange tokens, const std::vector<Hint>* hints, const ParserWords& words,
                     Relations& relations) {
  Example example;
  example.words.begin(tokens.size());
  view_words(tree.document, tokens, words, example.words);
  const std::size_t count = tokens.size() + 2;
  example.heads.assign(count, 0);
  example.labels.assign(count, 0);
  example.unknown.assign(count, 0);
  if (hints != nullptr) example.hints.assign(count, Hint{});
  ParseState unknown;
  unknown.begin(tokens.size());
  view_words(tree.document, tokens, ParserWords(), unknown);
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const std::size_t node = t - tokens.begin + 1;
    example.unknown[node] = unknown.nodes[node].word;
    if (hints != nullptr) {
      example.hints[node] = (*hints)[t];
      if (example.hints[node].head == 0) example.hints[node].head = example.words.root;
    }
    if (tree.heads[t] == kUnknown) continue;
    example.heads[node] = static_cast<std::uint16_t>(tree.heads[t] == none ? tokens.size() + 1 : tree.heads[t] - tokens.begin + 1);
    example.labels[node] = relations.add(tree.relations[t]);
  }
  return example;
}

}  // namespace

std::uint16_t Relations::add(const std::string& name) {
  const auto at = std::find(names_.begin(), names_.end(), name);
  if (at != names_.end()) return static_cast<std::uint16_t>(at - names_.begin() + 1);
  if (universal_relation(name).empty()) return 0;
  names_.push_back(name);
  return static_cast<std::uint16_t>(names_.size());
}

std::map<std::string, std::uint16_t> make_clusters(const std::string& corpora, const Language& language, const std::vector<GoldTree>& trees,
                                                   bool all) {
  Corpus masc;
  read_masc(corpora + "/masc", true, masc);
  std::vector<std::vector<std::string>> plain;
  for (const std::vector<Sentence>& part : {read_plain(corpora + "/news", language), std::move(masc.train)})
    for (const Sentence& sentence : part) {
      plain.emplace_back();
      for (const Word& word : sentence) plain.back().push_back(word.lower);
    }
  for (const GoldTree& tree : trees) {
    if (tree.held_out && !all) continue;
    for (const readout::Sentence& sentence : tree.document.sentences) {
      plain.emplace_back();
      for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t) plain.back().emplace_back(tree.document.tokens[t].lower);
    }
  }
  return cluster_words(plain, kClusters, kClusterLeast);
}

std::vector<ParserWords::Entry> describe_words(const std::vector<const GoldTree*>& trees, int least,
                                               const std::map<std::string, std::uint16_t>& clusters) {
  std::map<std::string, int> counts;
  for (const GoldTree* tree : trees)
    for (const Token& token : tree->document.tokens) ++counts[std::string(token.lower)];
  for (const auto& [word, cluster] : clusters) counts[word];
  std::map<std::uint32_t, ParserWords::Entry> entries;
  for (const auto& [word, n] : counts) {
    ParserWords::Entry entry;
    entry.hash = hash_word(word);
    entry.learned = n >= least;
    const auto cluster = clusters.find(word);
    if (cluster != clusters.end()) entry.cluster = cluster->second;
    if (entry.learned || entry.cluster != 0) entries[entry.hash] = entry;
  }
  std::vector<ParserWords::Entry> out;
  for (const auto& [hash, entry] : entries) out.push_back(entry);
  return out;
}

void make_examples(const GoldTree& tree, const std::vector<Hint>* hints, const ParserWords& words, Relations& relations,
                   std::vector<Example>& examples) {
  for (const readout::Sentence& sentence : tree.document.sentences) {
    examples.push_back(make_example(tree, sentence.tokens, hints, words, relations));
  }
}

}  // namespace readout::train
