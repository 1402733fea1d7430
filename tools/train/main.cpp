// Trains the tagger and learns the lemma exceptions of grammars/en/model from the annotated corpora.
//
//   train CORPORA IRREGULAR MODEL [--all] [--least N] [--smallest N] [--treebank FOLDER]
//
// CORPORA holds gum/, masc/ and news/; IRREGULAR is a list of lemmas (irregular.txt); MODEL holds words.txt, and receives tagger.bin and
// lemmas.txt. Some documents are held out, as corpus.hpp tells, unless --all is given. --treebank (which may be given several times) learns
// from the *.conllu of FOLDER too.
// --least and --smallest leave out features and weights that are small. The same corpora give the same files.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "buckets.hpp"
#include "clusters.hpp"
#include "corpus.hpp"
#include "fnv.hpp"
#include "lemmas.hpp"
#include "perceptron.hpp"
#include "tagger.hpp"

namespace readout::train {
namespace {

constexpr std::size_t kClusters = 200, kClusterLeast = 8;
constexpr std::uint32_t kGumLeast = 2, kLeast = 8;
constexpr int kLabelLeast = 30;
constexpr int kSure = 30;  ///< so often must a word have had one tag to be given it unseen
constexpr int kGumPasses = 6, kPasses = 3, kModels = 2;

struct Options {
  std::string corpora, irregular, model;
  bool all = false;
  int least = 9, smallest = 6;
  std::vector<std::string> treebanks;
};

class Labels {
 public:
  std::uint8_t add(const std::string& xpos, const std::string& upos) {
    const auto [at, fresh] = ids_.emplace(xpos + " " + upos, static_cast<std::uint8_t>(names_.size()));
    if (fresh) names_.push_back(at->first);
    return at->second;
  }
  [[nodiscard]] std::set<std::uint8_t> with_penn_tag(const std::string& xpos) const {
    std::set<std::uint8_t> out;
    for (const auto& [name, id] : ids_)
      if (name.compare(0, xpos.size() + 1, xpos + " ") == 0) out.insert(id);
    return out;
  }
  [[nodiscard]] std::string xpos(std::uint8_t id) const { return names_[id].substr(0, names_[id].find(' ')); }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::uint8_t> ids_;
  std::vector<std::string> names_;
};

/// Labels that occur fewer than thirty times are noise, and those that the tagger has no name for are not learned.
void label_gum(std::vector<Sentence>& sentences, Labels& labels) {
  std::map<std::pair<std::string, std::string>, int> counts;
  for (const Sentence& sentence : sentences)
    for (const Word& word : sentence)
      if (!penn_tag(word.xpos).empty() && !universal_tag(word.upos).empty() && word.xpos != "GW") ++counts[{word.xpos, word.upos}];
  for (Sentence& sentence : sentences)
    for (Word& word : sentence) {
      const auto found = counts.find({word.xpos, word.upos});
      if (found != counts.end() && found->second >= kLabelLeast) word.gold = labels.add(word.xpos, word.upos);
    }
}

void set_views(std::vector<Sentence>& sentences, const WordTable& table) {
  for (Sentence& sentence : sentences)
    for (std::size_t i = 0; i < sentence.size(); ++i) sentence[i].view = view_word(sentence[i].text, sentence[i].lower, i == 0, table);
}

/// The tags that a word had at least once in ten times, and its label if it had no other.
std::vector<WordEntry> describe_words(const std::vector<Sentence>& sentences, const Labels& labels,
                                      const std::map<std::string, std::uint16_t>& clusters) {
  std::map<std::string, std::map<std::uint8_t, int>> counts;
  for (const Sentence& sentence : sentences)
    for (const Word& word : sentence)
      if (word.gold != kNoLabel) ++counts[word.lower][word.gold];
  for (const auto& [word, cluster] : clusters) counts[word];
  std::map<std::set<std::string>, std::uint16_t> classes;
  std::map<std::uint32_t, WordEntry> entries;
  for (const auto& [word, by_label] : counts) {
    int total = 0, most = 0;
    std::uint8_t label = kNoLabel;
    for (const auto& [id, n] : by_label) {
      total += n;
      if (n > most) most = n, label = id;
    }
    WordEntry entry;
    entry.hash = hash_word(word);
    const auto cluster = clusters.find(word);
    if (cluster != clusters.end()) entry.cluster = cluster->second;
    if (total >= 4) {
      std::map<std::string, int> tags;
      for (const auto& [id, n] : by_label) tags[labels.xpos(id)] += n;
      std::set<std::string> frequent;
      for (const auto& [tag, n] : tags)
        if (n * 12 >= total) frequent.insert(tag);
      entry.tag_class = classes.emplace(frequent, static_cast<std::uint16_t>(classes.size() + 1)).first->second;
    }
    if (total >= kSure && most * 1000 >= total * 998) entry.label = label;
    if (entry.cluster != 0 || entry.tag_class != 0) entries[entry.hash] = entry;
  }
  std::vector<WordEntry> out;
  for (const auto& [hash, entry] : entries) out.push_back(entry);
  return out;
}

/// MASC's tags were put on by a program. Where the model trained on GUM agrees with one, it is taken; where not, the word may have either.
void label_masc(std::vector<Sentence>& sentences, const Perceptron& model, const Labels& labels) {
  std::size_t agreed = 0, words = 0;
  for (Sentence& sentence : sentences) {
    const std::vector<std::uint8_t> guesses = model.predict(sentence);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      Word& word = sentence[i];
      if (word.xpos.empty()) continue;
      ++words;
      if (word.xpos == labels.xpos(guesses[i]) || word.xpos == "TO") {
        word.gold = guesses[i];
        ++agreed;
      } else {
        word.allowed = labels.with_penn_tag(word.xpos);
        word.allowed.insert(guesses[i]);
      }
    }
  }
  std::printf("masc: %zu words, %.1f%% tagged as the model trained on gum does\n", words,
              100.0 * static_cast<double>(agreed) / static_cast<double>(std::max<std::size_t>(1, words)));
}

void put_fixed(std::string& out, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((value >> shift) & 0xFF));
}
void put_variable(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>((value & 0x7F) | 0x80));
  out.push_back(static_cast<char>(value));
}

/// The format that Tagger::load reads.
std::string write_model(const Labels& labels, const std::vector<WordEntry>& words, const std::vector<Row>& rows) {
  std::string body;
  put_variable(body, static_cast<std::uint32_t>(labels.names().size()));
  for (const std::string& name : labels.names()) body += name + "\n";
  put_variable(body, static_cast<std::uint32_t>(words.size()));
  std::uint32_t last = 0;
  for (const WordEntry& word : words) {
    put_variable(body, word.hash - last);
    put_variable(body, word.tag_class);
    put_variable(body, word.cluster);
    body.push_back(static_cast<char>(word.label));
    last = word.hash;
  }
  const unsigned bits = bucket_bits<PlaceTable>(rows.size());
  std::vector<std::pair<std::uint32_t, int>> sizes;
  for (const Row& row : rows) {
    int largest = 0;
    for (const auto& [label, weight] : row.weights) largest = std::max(largest, std::abs(weight));
    sizes.emplace_back(row.hash, largest);
  }
  const std::set<std::uint32_t> out_of_place = crowded_out<PlaceTable>(sizes, bits);
  put_variable(body, static_cast<std::uint32_t>(rows.size() - out_of_place.size()));
  put_variable(body, bits);
  last = 0;
  for (const Row& row : rows) {
    if (out_of_place.count(row.hash) != 0) continue;
    put_variable(body, (row.hash >> 1) - last);
    body.push_back(static_cast<char>(row.weights.size()));
    for (const auto& [label, weight] : row.weights) {
      body.push_back(static_cast<char>(label));
      body.push_back(static_cast<char>(weight));
    }
    last = row.hash >> 1;
  }
  std::string out(Tagger::kMagic);
  put_fixed(out, Tagger::kVersion);
  put_fixed(out, checksum_32(body));
  return out + body;
}

double accuracy(const std::vector<Sentence>& sentences, const Perceptron& model, const Labels& labels) {
  std::size_t right = 0, all = 0;
  for (const Sentence& sentence : sentences) {
    const std::vector<std::uint8_t> guesses = model.predict(sentence);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      if (sentence[i].xpos.empty()) continue;
      ++all;
      right += labels.xpos(guesses[i]) == sentence[i].xpos ? 1 : 0;
    }
  }
  return 100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, all));
}

std::vector<const Sentence*> pointers(const std::vector<Sentence>& a, const std::vector<Sentence>& b, int times) {
  std::vector<const Sentence*> out;
  for (int i = 0; i < times; ++i)
    for (const Sentence& sentence : a) out.push_back(&sentence);
  for (const Sentence& sentence : b) out.push_back(&sentence);
  return out;
}

std::map<std::string, std::uint16_t> make_clusters(const Options& options, const Language& language, const Corpus& gum,
                                                   const Corpus& masc) {
  std::vector<std::vector<std::string>> plain = read_plain(options.corpora + "/news", language);
  for (const Corpus* corpus : {&gum, &masc})
    for (const Sentence& sentence : corpus->train) {
      plain.emplace_back();
      for (const Word& word : sentence) plain.back().push_back(word.lower);
    }
  return cluster_words(plain, kClusters, kClusterLeast);
}

int run(const Options& options) {
  Grammar grammar{{"model/words.txt", read_file(options.model + "/words.txt")}};
  Diagnostics diagnostics;
  const auto language = load_language(grammar, diagnostics);
  if (language == nullptr) {
    std::cerr << options.model << "/words.txt cannot be used\n";
    return 1;
  }
  const std::string irregular = read_file(options.irregular);
  if (irregular.empty()) {
    std::cerr << options.irregular << " cannot be read\n";
    return 1;
  }
  Corpus gum, masc;
  read_gum(options.corpora + "/gum", *language, options.all, gum);
  std::vector<Sentence> edited = gum.train;  // for lemmas, since texts of the web misspell
  for (const std::string& folder : options.treebanks) read_treebank(folder, *language, gum);
  read_masc(options.corpora + "/masc", options.all, masc);
  std::printf("sentences: gum %zu, masc %zu, held out %zu\n", gum.train.size(), masc.train.size(), gum.development.size());
  const auto clusters = make_clusters(options, *language, gum, masc);
  std::printf("%zu words in clusters\n", clusters.size());

  Labels labels;
  label_gum(gum.train, labels);
  WordTable table;
  table.build(describe_words(gum.train, labels, clusters));
  for (auto* part : {&gum.train, &gum.development, &masc.train}) set_views(*part, table);
  Perceptron first(labels.names().size(), pointers(gum.train, {}, 1), kGumLeast);
  first.learn(kGumPasses, 1);
  std::printf("trained on gum: %.2f%% of held-out Penn tags\n", accuracy(gum.development, first, labels));
  label_masc(masc.train, first, labels);

  std::vector<Sentence> both = gum.train;
  both.insert(both.end(), masc.train.begin(), masc.train.end());
  const std::vector<WordEntry> words = describe_words(both, labels, clusters);
  table.build(words);
  for (auto* part : {&gum.train, &gum.development, &masc.train, &masc.development}) set_views(*part, table);
  Perceptron model(labels.names().size(), {}, 0);
  for (int i = 0; i < kModels; ++i) {
    Perceptron part(labels.names().size(), pointers(gum.train, masc.train, 2), kLeast);
    part.learn(kPasses, static_cast<std::uint64_t>(i + 2));
    model.absorb(part);
    std::printf("after %d models: %.2f%% of held-out Penn tags\n", i + 1, accuracy(gum.development, model, labels));
  }

  std::printf("%.2f%% of the Penn tags of the held-out newspapers of MASC\n", accuracy(masc.development, model, labels));

  const std::string bytes = write_model(labels, words, model.rows(options.least, options.smallest));
  std::ofstream(options.model + "/tagger.bin", std::ios::binary) << bytes;
  std::printf("tagger.bin: %zu bytes\n", bytes.size());
  edited.insert(edited.end(), masc.train.begin(), masc.train.end());
  const std::string lemmas = learn_lemmas(edited, irregular);
  std::ofstream(options.model + "/lemmas.txt", std::ios::binary) << lemmas;
  std::printf("lemmas.txt: %zu bytes\n", lemmas.size());
  return 0;
}

}  // namespace
}  // namespace readout::train

int main(int argc, char** argv) {
  readout::train::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--all")
      options.all = true;
    else if (argument == "--least" && i + 1 < argc)
      options.least = std::atoi(argv[++i]);
    else if (argument == "--smallest" && i + 1 < argc)
      options.smallest = std::atoi(argv[++i]);
    else if (argument == "--treebank" && i + 1 < argc)
      options.treebanks.emplace_back(argv[++i]);
    else if (options.corpora.empty())
      options.corpora = argument;
    else if (options.irregular.empty())
      options.irregular = argument;
    else
      options.model = argument;
  }
  if (options.model.empty()) {
    std::cerr << "usage: train CORPORA IRREGULAR MODEL [--all] [--least N] [--smallest N] [--treebank FOLDER]\n";
    return 2;
  }
  return readout::train::run(options);
}
