// Reads CoNLL-U with heads. Entry point: read_treebank.
#include "treebank.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "../corpus.hpp"
#include "stages.hpp"

namespace readout::train {
namespace {

struct GoldWord {
  std::size_t begin = 0, end = 0;  ///< in bytes that are not white space
  std::size_t head = 0;            ///< index of a word, or its own for a root
  std::string relation;
  bool finite = false;
};
struct GoldText {
  std::string text;
  std::vector<GoldWord> words;
  std::size_t length = 0, sentence = 0;  ///< index of the first word of the sentence that is read
  bool paragraph = false;
};

std::vector<std::string> list_files(const std::string& folder, const std::string& extension) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == extension) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> parts;
  std::stringstream in(line);
  for (std::string part; std::getline(in, part, by);) parts.push_back(part);
  return parts;
}

void add_line(const std::string& line, std::vector<GoldText>& texts) {
  if (line.rfind("# newdoc", 0) == 0) texts.emplace_back();
  if (texts.empty()) return;
  GoldText& text = texts.back();
  if (line.rfind("# newpar", 0) == 0) text.paragraph = true;
  if (line.rfind("# text = ", 0) == 0) {
    if (!text.text.empty()) text.text += text.paragraph ? "\n\n" : " ";
    text.paragraph = false;
    text.text += line.substr(9);
  }
  const std::vector<std::string> columns = split(line, '\t');
  if (columns.size() < 8 || columns[0].find_first_not_of("0123456789") != std::string::npos) return;
  const std::size_t id = std::stoul(columns[0]), head = std::stoul(columns[6]);
  if (id == 1) text.sentence = text.words.size();
  std::string form = columns[1];
  form.erase(std::remove(form.begin(), form.end(), ' '), form.end());
  GoldWord word;
  word.begin = text.length;
  word.end = text.length += form.size();
  word.head = head == 0 ? text.words.size() : text.sentence + head - 1;
  word.relation = columns[7];
  word.finite = columns[5].find("VerbForm=Fin") != std::string::npos;
  text.words.push_back(word);
}

/// Gold words that a token holds at least the beginning of: [first, last).
struct Held {
  std::size_t first = 0, last = 0;
};

std::vector<Held> align(const GoldText& gold, const Document& document, std::vector<std::uint32_t>& token_of) {
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

void put_heads(const GoldText& gold, GoldTree& tree) {
  const Document& document = tree.document;
  std::vector<std::uint32_t> token_of(gold.words.size(), kUnknown);
  const std::vector<Held> held = align(gold, document, token_of);
  tree.heads.assign(document.tokens.size(), kUnknown);
  tree.relations.resize(document.tokens.size());
  tree.finite.assign(document.tokens.size(), false);
  for (std::uint32_t t = 0; t < document.tokens.size(); ++t) {
    for (std::size_t w = held[t].first; w < held[t].last; ++w) {
      const GoldWord& word = gold.words[w];
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
  for (std::size_t w = 0; w < gold.words.size(); ++w) {
    if (!gold.words[w].finite || token_of[w] == kUnknown) continue;
    tree.finite[token_of[w]] = true;
    const std::string& relation = gold.words[w].relation;
    if ((relation.rfind("aux", 0) == 0 || relation == "cop") && token_of[gold.words[w].head] != kUnknown)
      tree.finite[token_of[gold.words[w].head]] = true;
  }
}

}  // namespace

std::vector<GoldTree> read_treebank(const std::string& folder, const Language& language) {
  std::vector<GoldTree> trees;
  for (const std::string& path : list_files(folder, ".conllu")) {
    std::vector<GoldText> texts;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) add_line(line, texts);
    const bool news = path.find("news.conllu") != std::string::npos;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      GoldTree tree;
      tree.news = news;
      tree.held_out = news ? i % 4 == 2 : i % 8 == 3;
      tree.document.text = texts[i].text;
      split_text(tree.document, language);
      tag_words(tree.document, language);
      put_heads(texts[i], tree);
      trees.push_back(std::move(tree));
    }
  }
  return trees;
}

void read_articles(const std::string& folder, const Language& language, std::vector<GoldTree>& trees) {
  for (const std::string& path : list_files(folder, ".jsonl")) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
      GoldTree tree;
      tree.document.text = json_text(line);
      split_text(tree.document, language);
      tag_words(tree.document, language);
      tree.heads.assign(tree.document.tokens.size(), kUnknown);
      tree.relations.resize(tree.document.tokens.size());
      tree.finite.assign(tree.document.tokens.size(), false);
      trees.push_back(std::move(tree));
    }
  }
}

}  // namespace readout::train
