// Trains the tagger and learns the lemma exceptions of grammars/en/model from the annotated corpora.
//
//   train CORPORA IRREGULAR MODEL --treebank FOLDER --sentences FILE
//   train CORPORA IRREGULAR MODEL --treebank FOLDER --hints SENTENCES TAGS [--all] [--fold N] [--least N] [--smallest N]
//
// CORPORA holds gum/, masc/ and news/; IRREGULAR is a list of lemmas (irregular.txt); MODEL holds words.txt. The first form writes the
// sentences of all of them for tags.py; the second reads those and what tags.py made of them, and writes tagger.bin and lemmas.txt to
// MODEL. Some documents are held out, as corpus.hpp tells, unless --all is given; --fold leaves out a quarter of the others.
// --treebank (which may be given several times) learns from the *.conllu of FOLDER too. --least and --smallest leave out features and
// weights that are small. The same files give the same files.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "buckets.hpp"
#include "clusters.hpp"
#include "corpus.hpp"
#include "fnv.hpp"
#include "hinted.hpp"
#include "lemmas.hpp"
#include "perceptron.hpp"
#include "tagger.hpp"

namespace readout::train {
namespace {

constexpr std::size_t kClusters = 200, kClusterLeast = 8;
constexpr std::uint32_t kGumLeast = 2, kLeast = 8;
constexpr int kLabelLeast = 30;
constexpr int kSure = 30;  ///< so often must a word have had one tag to be given it unseen
constexpr int kGumPasses = 6, kPasses = 3, kModels = 4, kGoldTimes = 2, kByHandTimes = 6;

struct Options {
  std::string corpora, irregular, model;
  bool all = false;
  int fold = -1;
  int least = 11, smallest = 7;
  std::string sentences, tags, sentences_to, by_hand = "tools/train/plain.txt";
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
  std::vector<WordView> views;
  for (Sentence& sentence : sentences) {
    views.assign(sentence.size() + 2 * kMargin, WordView{});
    for (std::size_t i = 0; i < sentence.size(); ++i) views[i + kMargin] = view_word(sentence[i].text, sentence[i].lower, i == 0, table);
    set_places(views);
    for (std::size_t i = 0; i < sentence.size(); ++i) sentence[i].view = views[i + kMargin];
  }
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

/// A word that a sentence by hand tags otherwise than it always was before must be looked at after all.
void doubt_words(std::vector<WordEntry>& words, const std::vector<Sentence>& by_hand, const Labels& labels) {
  std::map<std::uint32_t, std::set<std::string>> tags;
  for (const Sentence& sentence : by_hand)
    for (const Word& word : sentence) tags[hash_word(word.lower)].insert(word.xpos);
  for (WordEntry& word : words) {
    const auto found = tags.find(word.hash);
    if (word.label == kNoLabel || found == tags.end()) continue;
    if (found->second.size() > 1 || *found->second.begin() != labels.xpos(word.label)) word.label = kNoLabel;
  }
}

/// Gives words the labels that a model gives them.
void label_by(std::vector<Sentence>& sentences, const Perceptron& model) {
  for (Sentence& sentence : sentences) {
    const std::vector<std::uint8_t> guesses = model.predict(sentence);
    for (std::size_t i = 0; i < sentence.size(); ++i) sentence[i].gold = guesses[i];
  }
}

/// MASC's tags were put on by a program. Where the teacher agrees with one, it is taken; where not, the word may have either.
void label_masc(std::vector<Sentence>& sentences, const Perceptron& teacher, const Labels& labels) {
  label_by(sentences, teacher);
  std::size_t agreed = 0, words = 0;
  for (Sentence& sentence : sentences) {
    for (Word& word : sentence) {
      if (word.xpos.empty()) continue;
      ++words;
      if (word.xpos == labels.xpos(word.gold) || word.xpos == "TO") {
        ++agreed;
        continue;
      }
      word.allowed = labels.with_penn_tag(word.xpos);
      word.allowed.insert(word.gold);
      word.gold = kNoLabel;
    }
  }
  std::printf("masc: %zu words, %.1f%% tagged as the teacher does\n", words,
              100.0 * static_cast<double>(agreed) / static_cast<double>(std::max<std::size_t>(1, words)));
}

/// "a long-standing feud", "Kurdish-led forces": before a noun, a participle with a hyphen is an adjective, which the teacher seldom knows.
void label_hyphened(std::vector<Sentence>& sentences, const Labels& labels) {
  static const std::set<std::string> kVerbs{"co", "de", "mis", "out", "over", "pre", "re", "un", "under"};  // "re-elected", "co-hosting"
  const auto tag_of = [&](const Word& word) { return word.gold == kNoLabel ? word.xpos : labels.xpos(word.gold); };
  const std::set<std::uint8_t> adjective = labels.with_penn_tag("JJ");
  for (Sentence& sentence : sentences)
    for (std::size_t i = 0; i + 1 < sentence.size(); ++i) {
      Word& word = sentence[i];
      const std::size_t hyphen = word.lower.find('-');
      if (hyphen == 0 || hyphen == std::string::npos || kVerbs.count(word.lower.substr(0, hyphen)) != 0) continue;
      const std::string own = tag_of(word), next = tag_of(sentence[i + 1]).substr(0, 2);
      if ((own != "VBG" && own != "VBN") || (next != "NN" && next != "JJ")) continue;
      word.allowed = adjective;
      word.gold = kNoLabel;
    }
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

/// How much of MASC's newspapers is right, and how much if what is a matter of convention counts as right.
void report_masc(const std::vector<Sentence>& sentences, const Perceptron& model, const Labels& labels) {
  struct Convention {
    const char* name;
    bool (*holds)(const Word& word, const std::string& ours);
    std::size_t count = 0;
  };
  std::vector<Convention> conventions{
      {"\"to\" is TO everywhere, where GUM has IN before a noun",
       [](const Word& w, const std::string& o) { return w.xpos == "TO" && o == "IN"; }},
      {"a straight mark of a quotation: MASC's tokens stand apart, so that its side does not show",
       [](const Word& w, const std::string& o) { return w.text == "\"" || (w.text == "'" && o != w.xpos); }},
      {"an abbreviation with its full stop (\"Mr.\", \"Inc.\") is a common noun",
       [](const Word& w, const std::string& o) { return w.xpos == "NN" && o == "NNP" && w.text.back() == '.'; }},
      {"\"$27\", \"23:53\", \"509th\": numbers with a sign or an ending are nouns, or numbers where GUM has adjectives",
       [](const Word& w, const std::string&) { return w.text.find_first_of("0123456789") != std::string::npos; }}};
  std::size_t right = 0, all = 0;
  for (const Sentence& sentence : sentences) {
    const std::vector<std::uint8_t> guesses = model.predict(sentence);
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const Word& word = sentence[i];
      if (word.xpos.empty()) continue;
      ++all;
      const std::string ours = labels.xpos(guesses[i]);
      if (ours == word.xpos) {
        ++right;
        continue;
      }
      const auto found = std::find_if(conventions.begin(), conventions.end(), [&](const Convention& c) { return c.holds(word, ours); });
      if (found != conventions.end()) ++found->count;
    }
  }
  const auto percent = [&](std::size_t n) { return 100.0 * static_cast<double>(n) / static_cast<double>(std::max<std::size_t>(1, all)); };
  std::printf("masc newspapers: %zu words, %.2f%% of the Penn tags\n", all, percent(right));
  for (const Convention& convention : conventions) {
    right += convention.count;
    std::printf("  %.2f%% with %zu words of a convention: %s\n", percent(right), convention.count, convention.name);
  }
}

void point_to(const std::vector<Sentence>& sentences, int times, std::vector<const Sentence*>& out) {
  for (int i = 0; i < times; ++i)
    for (const Sentence& sentence : sentences) out.push_back(&sentence);
}

std::map<std::string, std::uint16_t> make_clusters(const std::vector<const std::vector<Sentence>*>& parts) {
  std::vector<std::vector<std::string>> plain;
  for (const std::vector<Sentence>* part : parts)
    for (const Sentence& sentence : *part) {
      plain.emplace_back();
      for (const Word& word : sentence) plain.back().push_back(word.lower);
    }
  return cluster_words(plain, kClusters, kClusterLeast);
}

/// What the tagger learns from. `plain` is the articles; `edited` the annotated texts without those of the web, which misspell;
/// `by_hand` short sentences of plain.txt, known by their Penn tags.
struct Texts {
  Corpus gum, masc;
  std::vector<Sentence> plain, edited, by_hand;
};

Texts read_texts(const Options& options, const Language& language) {
  Texts texts;
  const bool all = options.all || !options.sentences_to.empty();
  const LeftOut left_out{!all, options.fold};
  read_gum(options.corpora + "/gum", language, left_out, texts.gum);
  texts.edited = texts.gum.train;
  for (const std::string& folder : options.treebanks) read_treebank(folder, language, left_out, texts.gum);
  read_masc(options.corpora + "/masc", all, texts.masc);
  texts.plain = read_plain(options.corpora + "/news", language);
  texts.by_hand = read_tagged(options.by_hand);
  return texts;
}

/// Labels the texts that are not annotated by hand: a tagger that sees the tags of another one beside those of GUM reads them.
void teach(Texts& texts, const Labels& labels, const std::map<std::string, std::uint16_t>& clusters) {
  WordTable table;
  table.build(describe_words(texts.gum.train, labels, clusters));
  for (auto* part : {&texts.gum.train, &texts.gum.development, &texts.masc.train, &texts.plain}) set_views(*part, table);
  std::vector<const Sentence*> learned;
  point_to(texts.gum.train, 1, learned);
  Perceptron teacher(labels.names().size(), learned, kGumLeast, true);
  teacher.learn(kGumPasses, 1);
  std::printf("teacher: %.2f%% of held-out Penn tags\n", accuracy(texts.gum.development, teacher, labels));
  label_masc(texts.masc.train, teacher, labels);
  label_by(texts.plain, teacher);
  label_hyphened(texts.masc.train, labels);
  label_hyphened(texts.plain, labels);
}

void learn_tagger(const Options& options, Texts& texts) {
  Labels labels;
  label_gum(texts.gum.train, labels);
  const auto clusters = make_clusters({&texts.plain, &texts.gum.train, &texts.masc.train});
  std::printf("%zu words in clusters\n", clusters.size());
  teach(texts, labels, clusters);
  for (Sentence& sentence : texts.by_hand)
    for (Word& word : sentence) word.allowed = labels.with_penn_tag(word.xpos);
  std::vector<Sentence> described = texts.gum.train;
  described.insert(described.end(), texts.masc.train.begin(), texts.masc.train.end());
  std::vector<WordEntry> words = describe_words(described, labels, clusters);
  doubt_words(words, texts.by_hand, labels);
  WordTable table;
  table.build(words);
  for (auto* part : {&texts.gum.train, &texts.gum.development, &texts.masc.train, &texts.masc.development, &texts.plain, &texts.by_hand})
    set_views(*part, table);
  std::vector<const Sentence*> learned;
  point_to(texts.gum.train, kGoldTimes, learned);
  point_to(texts.masc.train, 1, learned);
  point_to(texts.plain, 1, learned);
  point_to(texts.by_hand, kByHandTimes, learned);
  Perceptron model(labels.names().size(), {}, 0);
  for (int i = 0; i < kModels; ++i) {
    Perceptron part(labels.names().size(), learned, kLeast);
    part.learn(kPasses, static_cast<std::uint64_t>(i + 2));
    model.absorb(part);
    std::printf("after %d models: %.2f%% of held-out Penn tags\n", i + 1, accuracy(texts.gum.development, model, labels));
  }
  if (!options.all) report_masc(texts.masc.development, model, labels);
  const std::string bytes = write_model(labels, words, model.rows(options.least, options.smallest));
  std::ofstream(options.model + "/tagger.bin", std::ios::binary) << bytes;
  std::printf("tagger.bin: %zu bytes\n", bytes.size());
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
  Texts texts = read_texts(options, *language);
  std::printf("sentences: gum %zu, masc %zu, plain %zu, held out %zu\n", texts.gum.train.size(), texts.masc.train.size(),
              texts.plain.size(), texts.gum.development.size());
  if (!options.sentences_to.empty()) {
    std::ofstream out(options.sentences_to, std::ios::binary);
    std::set<std::string> seen;
    for (auto* part : {&texts.gum.train, &texts.masc.train, &texts.plain}) write_sentences(*part, seen, out);
    return 0;
  }
  const Hints hints(options.sentences, options.tags);
  for (auto* part : {&texts.gum.train, &texts.gum.development, &texts.masc.train, &texts.plain}) hints.put(*part);
  learn_tagger(options, texts);
  texts.edited.insert(texts.edited.end(), texts.masc.train.begin(), texts.masc.train.end());
  const std::string lemmas = learn_lemmas(texts.edited, irregular);
  std::ofstream(options.model + "/lemmas.txt", std::ios::binary) << lemmas;
  std::printf("lemmas.txt: %zu bytes\n", lemmas.size());
  return 0;
}

/// Takes the option at argv[i] with its values; false if there is none of that name.
bool set_option(Options& options, int argc, char** argv, int& i) {
  const std::string name = argv[i];
  const int values = name == "--all" ? 0 : name == "--hints" ? 2 : 1;
  if (i + values >= argc) return false;
  const char* value = argv[values == 0 ? i : i + 1];
  i += values;
  if (name == "--all")
    options.all = true;
  else if (name == "--fold")
    options.fold = std::atoi(value);
  else if (name == "--least")
    options.least = std::atoi(value);
  else if (name == "--smallest")
    options.smallest = std::atoi(value);
  else if (name == "--treebank")
    options.treebanks.emplace_back(value);
  else if (name == "--sentences")
    options.sentences_to = value;
  else if (name == "--hints")
    options.sentences = value, options.tags = argv[i];
  else
    return false;
  return true;
}

}  // namespace
}  // namespace readout::train

int main(int argc, char** argv) {
  readout::train::Options options;
  std::vector<std::string*> places{&options.corpora, &options.irregular, &options.model};
  std::size_t next = 0;
  bool good = true;
  for (int i = 1; good && i < argc; ++i) {
    if (std::string(argv[i]).rfind("--", 0) == 0)
      good = readout::train::set_option(options, argc, argv, i);
    else if (next < places.size())
      *places[next++] = argv[i];
    else
      good = false;
  }
  if (!good || next < places.size() || (options.sentences_to.empty() && options.tags.empty())) {
    std::cerr << "usage: train CORPORA IRREGULAR MODEL --treebank FOLDER --sentences FILE\n"
                 "       train CORPORA IRREGULAR MODEL --treebank FOLDER --hints SENTENCES TAGS [--all] [--fold N] [--least N] [--smallest "
                 "N]\n";
    return 2;
  }
  try {
    return readout::train::run(options);
  } catch (const std::runtime_error& problem) {
    std::cerr << problem.what() << "\n";
    return 1;
  }
}
