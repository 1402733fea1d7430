// Loads what a grammar knows of its language, and tags and lemmatises words with it. Entry points: load_language, tag_words.
#include "language.hpp"

#include <array>

#include "language_data.hpp"
#include "stages.hpp"

namespace readout {
namespace {

constexpr std::string_view kWords = "model/words.txt", kTagger = "model/tagger.bin", kLemmas = "model/lemmas.txt",
                           kParser = "model/parser.bin";

struct Section {
  std::string_view name;
  WordSet WordLists::*words;
};
constexpr std::array<Section, 21> kSections{{{"title abbreviation", &WordLists::title_abbreviation},
                                             {"ending abbreviation", &WordLists::ending_abbreviation},
                                             {"number abbreviation", &WordLists::number_abbreviation},
                                             {"starter", &WordLists::starter},
                                             {"letter name", &WordLists::letter_name},
                                             {"reporting", &WordLists::reporting},
                                             {"credit", &WordLists::credit},
                                             {"unit", &WordLists::unit},
                                             {"domain", &WordLists::domain},
                                             {"elision", &WordLists::elision},
                                             {"pair", &WordLists::pair},
                                             {"object control", &WordLists::object_control},
                                             {"object predicate", &WordLists::object_predicate},
                                             {"infinitive", &WordLists::infinitive},
                                             {"raised infinitive", &WordLists::raised_infinitive},
                                             {"purpose", &WordLists::purpose},
                                             {"purpose mark", &WordLists::purpose_mark},
                                             {"degree mark", &WordLists::degree_mark},
                                             {"adverbial mark", &WordLists::adverbial_mark},
                                             {"infinitive noun", &WordLists::infinitive_noun},
                                             {"that noun", &WordLists::that_noun}}};

std::string section_names() {
  std::string out = "sections are: ";
  for (const Section& section : kSections) out.append(section.name).append(", ");
  return out + "contraction";
}

const ModelFile* find_file(const std::vector<ModelFile>& files, std::string_view path) {
  for (const ModelFile& file : files)
    if (file.path == path) return &file;
  return nullptr;
}

/// The next line of `content` from `at`, without its end; moves `at` past it.
std::string_view next_line(std::string_view content, std::size_t& at) {
  const std::size_t end = std::min(content.find('\n', at), content.size());
  std::string_view line = content.substr(at, end - at);
  at = end + 1;
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  return line;
}

void add_words(std::string_view line, const Section* section, WordLists& words) {
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    const std::string word(line.substr(at, end - at));
    at = end + 1;
    if (word.empty()) continue;
    const std::size_t bar = word.find('|');
    if (section != nullptr)
      (words.*section->words).insert(word);
    else if (bar != std::string::npos)
      words.contraction.set(word.substr(0, bar) + word.substr(bar + 1), bar);
  }
}

void read_words(const ModelFile& file, WordLists& words, Diagnostics& diagnostics) {
  const Section* section = nullptr;
  for (std::size_t at = 0; at < file.content.size();) {
    const std::size_t begin = at;
    const std::string_view line = next_line(file.content, at);
    if (line.empty() || line.front() == '#') continue;
    if (line.front() != '[') {
      add_words(line, section, words);
      continue;
    }
    const std::string_view name = line.substr(1, line.size() - (line.back() == ']' ? 2 : 1));
    section = nullptr;
    for (const Section& candidate : kSections)
      if (candidate.name == name) section = &candidate;
    if (section != nullptr || name == "contraction") continue;
    add_error(diagnostics, "M004", file.path, "there is no section called \"" + std::string(name) + "\"", section_names());
    locate(diagnostics.back(), file.content, begin);
  }
}

}  // namespace

std::shared_ptr<const Language> load_model(const std::vector<ModelFile>& files, Diagnostics& diagnostics) {
  auto language = std::make_shared<Language>();
  const std::size_t before = diagnostics.size();
  if (const ModelFile* file = find_file(files, kWords)) read_words(*file, language->words, diagnostics);
  if (const ModelFile* file = find_file(files, kLemmas)) {
    std::string problem = language->lemmatizer.load(file->content);
    if (!problem.empty()) add_error(diagnostics, "M004", kLemmas, std::move(problem), "make the file again with tools/train");
  }
  if (const ModelFile* file = find_file(files, kTagger)) {
    std::string problem = language->tagger.load(file->content, file->checked);
    if (!problem.empty()) add_error(diagnostics, "M004", kTagger, std::move(problem), "make the file again with tools/train");
  }
  if (const ModelFile* file = find_file(files, kParser)) {
    std::string problem = language->parser.load(file->content, file->checked);
    if (!problem.empty()) add_error(diagnostics, "M004", kParser, std::move(problem), "make the file again with tools/train");
  }
  if (diagnostics.size() > before) return nullptr;
  return language;
}

std::shared_ptr<const Language> load_language(const Grammar& grammar, Diagnostics& diagnostics) {
  std::vector<ModelFile> files;
  for (const SourceFile& file : grammar) files.push_back({file.path, file.content, false});
  return load_model(files, diagnostics);
}

void tag_words(Document& document, const Language& language) {
  language.tagger.tag(document);
  for (Token& token : document.tokens)
    token.lemma = language.lemmatizer.lemma(document.slice(token.range), token.lower, token.xpos, token.upos, document.words);
}

}  // namespace readout
