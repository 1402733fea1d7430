// Writes the sentences of the corpora for another tagger, and reads its tags. Entry points: write_sentences, Hints.
#include "hinted.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "conllu.hpp"

namespace readout::train {
namespace {

std::string joined(const Sentence& sentence) {
  std::string out;
  for (const Word& word : sentence) out += (out.empty() ? "" : "\t") + word.text;
  return out;
}

}  // namespace

void write_sentences(const std::vector<Sentence>& sentences, std::set<std::string>& seen, std::ostream& out) {
  for (const Sentence& sentence : sentences) {
    const auto [line, fresh] = seen.insert(joined(sentence));
    if (fresh) out << *line << "\n";
  }
}

Hints::Hints(const std::string& sentences, const std::string& tags) {
  std::ifstream words_in(sentences), tags_in(tags);
  std::map<std::string, std::uint16_t> numbers;
  for (std::string line, items; std::getline(words_in, line) && std::getline(tags_in, items);)
    for (const std::string& item : split(items, '\t'))
      tags_[line].push_back(numbers.emplace(item, static_cast<std::uint16_t>(numbers.size() + 1)).first->second);
}

void Hints::put(std::vector<Sentence>& sentences) const {
  for (Sentence& sentence : sentences) {
    const auto found = tags_.find(joined(sentence));
    if (found == tags_.end() || found->second.size() != sentence.size())
      throw std::runtime_error("no tags stand beside a sentence: make them again");
    for (std::size_t i = 0; i < sentence.size(); ++i) sentence[i].hint = found->second[i];
  }
}

}  // namespace readout::train
