// Writes sentences for another parser, and reads its trees. Entry points: write_sentences, read_hints.
#include "hints.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace readout::train {
namespace {

/// Calls `use(tree, token, head, relation)` for each item of a file of trees; a head of 0 is the root.
template <typename Use>
void each_item(std::vector<GoldTree>& trees, std::size_t first, const std::string& path, Use&& use) {
  std::ifstream in(path);
  for (std::size_t i = first; i < trees.size(); ++i)
    for (const readout::Sentence& sentence : trees[i].document.sentences) {
      std::string line;
      std::getline(in, line);
      std::stringstream items(line);
      std::uint32_t t = sentence.tokens.begin;
      for (std::string item; std::getline(items, item, '\t'); ++t)
        if (t < sentence.tokens.end) use(i, t, static_cast<std::uint32_t>(std::stoul(item)), item.substr(item.find(':') + 1));
      if (t != sentence.tokens.end) throw std::runtime_error(path + " does not fit: make it again");
    }
}

}  // namespace

void write_sentences(const std::vector<GoldTree>& trees, const std::string& path) {
  std::ofstream out(path, std::ios::binary);
  for (const GoldTree& tree : trees)
    for (const readout::Sentence& sentence : tree.document.sentences) {
      for (std::uint32_t t = sentence.tokens.begin; t < sentence.tokens.end; ++t)
        out << (t > sentence.tokens.begin ? "\t" : "") << tree.document.slice(tree.document.tokens[t].range);
      out << "\n";
    }
}

std::vector<std::vector<Hint>> read_hints(std::vector<GoldTree>& trees, const std::string& path) {
  std::map<std::string, std::uint16_t> labels;
  std::vector<std::vector<Hint>> hints(trees.size());
  each_item(trees, 0, path, [&](std::size_t i, std::uint32_t, std::uint32_t head, const std::string& relation) {
    const std::uint16_t label = labels.emplace(relation, static_cast<std::uint16_t>(labels.size() + 1)).first->second;
    hints[i].push_back({static_cast<std::uint16_t>(head), label});
  });
  return hints;
}

void put_trees(std::vector<GoldTree>& trees, std::size_t first, const std::string& path) {
  each_item(trees, first, path, [&](std::size_t i, std::uint32_t t, std::uint32_t head, const std::string& relation) {
    const TokenRange tokens = trees[i].document.sentences[trees[i].document.tokens[t].sentence].tokens;
    trees[i].heads[t] = head == 0 ? none : tokens.begin + head - 1;
    trees[i].relations[t] = relation;
  });
}

}  // namespace readout::train
