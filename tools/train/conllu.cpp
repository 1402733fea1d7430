// Reads CoNLL-U as running text with annotated words. Entry points: read_conllu, list_files.
#include "conllu.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace readout::train {
namespace {

class Reader {
 public:
  void add_line(const std::string& line) {
    if (line.rfind("# newdoc", 0) == 0) {
      documents_.emplace_back();
      length_ = sentence_ = 0;
      paragraph_ = false;
    }
    if (documents_.empty()) return;
    if (line.rfind("# newpar", 0) == 0) paragraph_ = true;
    if (line.rfind("# text = ", 0) == 0) add_text(line.substr(9));
    const std::vector<std::string> columns = split(line, '\t');
    if (columns.size() >= 8 && columns[0].find_first_not_of("0123456789") == std::string::npos) add_word(columns);
  }

  [[nodiscard]] std::vector<ConlluDocument> take() { return std::move(documents_); }

 private:
  void add_text(const std::string& text) {
    std::string& out = documents_.back().text;
    if (!out.empty()) out += paragraph_ ? "\n\n" : " ";
    paragraph_ = false;
    out += text;
  }

  void add_word(const std::vector<std::string>& columns) {
    std::vector<ConlluWord>& words = documents_.back().words;
    const std::size_t id = std::stoul(columns[0]), head = std::stoul(columns[6]);
    if (id == 1) sentence_ = words.size();
    const auto blanks = std::count(columns[1].begin(), columns[1].end(), ' ');
    ConlluWord word;
    word.begin = length_;
    word.end = length_ += columns[1].size() - static_cast<std::size_t>(blanks);
    word.lemma = columns[2];
    word.upos = columns[3];
    word.xpos = columns[4];
    word.finite = columns[5].find("VerbForm=Fin") != std::string::npos;
    word.head = head == 0 ? words.size() : sentence_ + head - 1;
    word.relation = columns[7];
    words.push_back(std::move(word));
  }

  std::vector<ConlluDocument> documents_;
  std::size_t length_ = 0, sentence_ = 0;  ///< of the document; index of the first word of the sentence that is read
  bool paragraph_ = false;
};

}  // namespace

std::vector<std::string> split(const std::string& line, char by) {
  std::vector<std::string> parts;
  std::stringstream in(line);
  for (std::string part; std::getline(in, part, by);) parts.push_back(part);
  return parts;
}

std::vector<std::string> list_files(const std::string& folder, const std::string& extension) {
  std::vector<std::string> paths;
  if (!std::filesystem::is_directory(folder)) return paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == extension) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<ConlluDocument> read_conllu(const std::string& path) {
  Reader reader;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) reader.add_line(line);
  std::vector<ConlluDocument> documents = reader.take();
  if (documents.empty()) throw std::runtime_error(path + " has no document in CoNLL-U");
  return documents;
}

}  // namespace readout::train
