// Reads the corpora. Entry points: read_gum, read_treebank, read_masc, read_plain.
#include "corpus.hpp"

#include <fstream>
#include <sstream>

#include "conllu.hpp"
#include "stages.hpp"
#include "text_unicode.hpp"

namespace readout::train {
namespace {

/// The gold words that one of our tokens covers: one, or the parts of a hyphenated word, of which the last gives the tags.
Word make_word(const Document& document, const Token& token, const ConlluDocument& gold, std::size_t& next, std::size_t begin,
               std::size_t end) {
  Word word;
  word.text = document.slice(token.range);
  word.lower = token.lower;
  while (next < gold.words.size() && gold.words[next].end <= begin) ++next;
  const std::size_t first = next;
  std::size_t last = next;
  while (last < gold.words.size() && gold.words[last].end < end) ++last;
  if (first >= gold.words.size() || last >= gold.words.size() || gold.words[first].begin != begin || gold.words[last].end != end)
    return word;
  for (std::size_t i = first; i < last; ++i) {
    const bool joined = gold.words[i].xpos == "HYPH" || gold.words[i + 1].xpos == "HYPH";
    if (!joined) return word;
  }
  word.xpos = gold.words[last].xpos;
  word.upos = gold.words[last].upos;
  if (first == last) word.lemma = gold.words[last].lemma;
  return word;
}

std::vector<Sentence> align(const ConlluDocument& gold, const Language& language) {
  Document document;
  document.text = gold.text;
  split_text(document, language);
  std::vector<Sentence> sentences;
  std::size_t position = 0, next = 0;
  for (const readout::Sentence& range : document.sentences) {
    Sentence sentence;
    for (std::uint32_t i = range.tokens.begin; i < range.tokens.end; ++i) {
      const std::size_t begin = position;
      position += document.tokens[i].range.size();
      sentence.push_back(make_word(document, document.tokens[i], gold, next, begin, position));
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

Sentence read_masc_line(const std::string& line) {
  Sentence sentence;
  for (const std::string& item : split(line, ' ')) {
    const std::size_t bar = item.rfind('_');
    if (bar == std::string::npos || bar == 0 || bar + 1 == item.size()) continue;
    Word word;
    word.text = item.substr(0, bar);
    word.lower = lower_text(word.text);
    if (penn_tag(item.substr(bar + 1)).data() != nullptr) word.xpos = item.substr(bar + 1);
    sentence.push_back(std::move(word));
  }
  return sentence;
}

}  // namespace

std::string json_text(const std::string& line) {
  const std::string key = "\"text\": \"";
  std::size_t at = line.find(key);
  std::string out;
  if (at == std::string::npos) return out;
  for (at += key.size(); at < line.size() && line[at] != '"'; ++at) {
    if (line[at] != '\\') {
      out.push_back(line[at]);
    } else if (line[++at] == 'n') {
      out.push_back('\n');
    } else if (line[at] == 'u') {
      at += 4;
      out.push_back(' ');
    } else {
      out.push_back(line[at]);
    }
  }
  return out;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

void read_gum(const std::string& folder, const Language& language, LeftOut left_out, Corpus& corpus) {
  for (const std::string& path : list_files(folder, ".conllu")) {
    const std::vector<ConlluDocument> documents = read_conllu(path);
    const bool news = path.find("news.conllu") != std::string::npos;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const bool held_out = news ? i % 4 == 2 : i % 8 == 3;
      const bool learned = held_out ? !left_out.development : !left_out.in_fold(i);
      for (Sentence& sentence : align(documents[i], language)) {
        if (held_out) corpus.development.push_back(sentence);
        if (learned) corpus.train.push_back(std::move(sentence));
      }
    }
  }
}

void read_treebank(const std::string& folder, const Language& language, LeftOut left_out, Corpus& corpus) {
  for (const std::string& path : list_files(folder, ".conllu")) {
    const std::vector<ConlluDocument> documents = read_conllu(path);
    for (std::size_t i = 0; i < documents.size(); ++i)
      if (!left_out.in_fold(i))
        for (Sentence& sentence : align(documents[i], language)) corpus.train.push_back(std::move(sentence));
  }
}

std::vector<Sentence> read_tagged(const std::string& path) {
  std::vector<Sentence> sentences;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') sentences.push_back(read_masc_line(line));
  return sentences;
}

void read_masc(const std::string& folder, bool keep_all, Corpus& corpus) {
  const std::string categories = read_file(folder + "/CATEGORIES");
  std::size_t newspapers = 0, others = 0;
  for (const std::string& path : list_files(folder, ".txt")) {
    std::ifstream in(path);
    const bool newspaper = categories.find(path.substr(path.rfind('/')) + " newspaper") != std::string::npos;
    const bool held_out = (newspaper ? ++newspapers % 4 == 0 : ++others % 12 == 0) && !keep_all;
    for (std::string line; std::getline(in, line);) {
      Sentence sentence = read_masc_line(line);
      if (sentence.empty() || (held_out && !newspaper)) continue;
      (held_out ? corpus.development : corpus.train).push_back(std::move(sentence));
    }
  }
}

std::vector<Sentence> read_plain(const std::string& folder, const Language& language) {
  std::vector<Sentence> sentences;
  for (const std::string& path : list_files(folder, ".jsonl")) {
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
      Document document;
      document.text = json_text(line);
      split_text(document, language);
      for (const readout::Sentence& range : document.sentences) {
        sentences.emplace_back();
        for (std::uint32_t i = range.tokens.begin; i < range.tokens.end; ++i) {
          Word word;
          word.text = document.slice(document.tokens[i].range);
          word.lower = document.tokens[i].lower;
          sentences.back().push_back(std::move(word));
        }
      }
    }
  }
  return sentences;
}

}  // namespace readout::train
