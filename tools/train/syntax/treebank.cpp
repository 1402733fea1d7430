// Reads CoNLL-U with heads. Entry point: read_treebank.
#include "treebank.hpp"

#include <fstream>
#include <sstream>

#include "../conllu.hpp"
#include "../corpus.hpp"
#include "stages.hpp"

namespace readout::train {
namespace {

/// Gold words that a token holds at least the beginning of: [first, last).
struct Held {
  std::size_t first = 0, last = 0;
};

std::vector<Held> align(const ConlluDocument& gold, const Document& document, std::vector<std::uint32_t>& token_of) {
  std::vector<Held> held(document.tokens.size());
  std::size_t position = 0, next = 0;
  for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
    const std::size_t end = position + document.tokens[t].range.size();
    held[t].first = next;
    while (next < gold.words.size() && gold.words[next].begin < end) token_of[next++] = t;
    held[t].last = next;
    position = end;
  }
  return held;
}

void put_heads(const ConlluDocument& gold, GoldTree& tree) {
  const Document& document = tree.document;
  std::vector<std::uint32_t> token_of(gold.words.size(), kUnknown);
  const std::vector<Held> held = align(gold, document, token_of);
  tree.heads.assign(document.tokens.size(), kUnknown);
  tree.relations.resize(document.tokens.size());
  tree.finite.assign(document.tokens.size(), false);
  tree.verbs.assign(document.tokens.size(), false);
  for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
    for (std::size_t w = held[t].first; w < held[t].last; ++w) {
      const ConlluWord& word = gold.words[w];
      if (word.head == w) {
        tree.heads[t] = none;
      } else if (token_of[word.head] == t || token_of[word.head] == kUnknown) {
        continue;
      } else if (document.tokens[token_of[word.head]].sentence == document.tokens[t].sentence) {
        tree.heads[t] = token_of[word.head];
      }
      tree.relations[t] = word.relation;
    }
  }
  for (std::size_t w = 0; w < gold.words.size(); ++w)
    if (token_of[w] != kUnknown && (gold.words[w].upos == "VERB" || gold.words[w].upos == "AUX")) tree.verbs[token_of[w]] = true;
  for (std::size_t w = 0; w < gold.words.size(); ++w) {
    if (!gold.words[w].finite || token_of[w] == kUnknown) continue;
    tree.finite[token_of[w]] = true;
    const std::string& relation = gold.words[w].relation;
    if ((relation.rfind("aux", 0) == 0 || relation == "cop") && token_of[gold.words[w].head] != kUnknown)
      tree.finite[token_of[gold.words[w].head]] = true;
  }
}

GoldTree plain_tree(std::string text, const Language& language) {
  GoldTree tree;
  tree.document.text = std::move(text);
  split_text(tree.document, language);
  tag_words(tree.document, language);
  tree.heads.assign(tree.document.tokens.size(), kUnknown);
  tree.relations.resize(tree.document.tokens.size());
  tree.finite.assign(tree.document.tokens.size(), false);
  tree.verbs.assign(tree.document.tokens.size(), false);
  return tree;
}

}  // namespace

void read_treebank(const std::string& folder, const Taggers& taggers, bool hold_out, std::vector<GoldTree>& trees) {
  for (const std::string& path : list_files(folder, ".conllu")) {
    const std::vector<ConlluDocument> documents = read_conllu(path);
    const bool news = path.find("news.conllu") != std::string::npos;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      GoldTree tree;
      tree.news = news;
      tree.held_out = hold_out && (news ? i % 4 == 2 : i % 8 == 3);
      tree.document.text = documents[i].text;
      const Language& language = taggers.of(i, tree.held_out);
      split_text(tree.document, language);
      tag_words(tree.document, language);
      put_heads(documents[i], tree);
      trees.push_back(std::move(tree));
    }
  }
}

void read_articles(const std::string& folder, const Language& language, std::vector<GoldTree>& trees) {
  for (const std::string& path : list_files(folder, ".jsonl")) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) trees.push_back(plain_tree(json_text(line), language));
  }
}

void read_texts(const std::string& folder, const Language& language, std::vector<GoldTree>& trees) {
  for (const std::string& path : list_files(folder, ".txt")) {
    std::ifstream in(path);
    std::string text;
    for (std::string line, item; std::getline(in, line); text += "\n\n")
      for (std::stringstream items(line); items >> item;) text += item.substr(0, item.rfind('_')) + " ";
    trees.push_back(plain_tree(std::move(text), language));
  }
}

}  // namespace readout::train
