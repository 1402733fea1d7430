// Comparison of names. Entry points: name_words, same_person, is_acronym_of.
#include "names.hpp"

#include <algorithm>
#include <utility>

namespace readout {

NameWords name_words(std::string_view name) {
  NameWords words;
  std::string word;
  for (const char c : fold(name) + " ") {
    if (c == '.') continue;
    if (c != ' ' && c != '\n' && c != '\t') {
      word += c;
      continue;
    }
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  return words;
}

Agreement same_person(const NameWords& a, const NameWords& b) {
  if (a.empty() || b.empty()) return Agreement::none;
  if (a == b) return Agreement::full;
  const NameWords& longer = a.size() >= b.size() ? a : b;
  const NameWords& shorter = a.size() >= b.size() ? b : a;
  if (shorter.size() == longer.size()) return Agreement::none;
  const bool ends = std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
  if (shorter.size() == 1)
    return ends || std::find(longer.begin(), longer.end(), shorter.front()) != longer.end() ? Agreement::surname : Agreement::none;
  if (shorter.front() == longer.front() && shorter.back() == longer.back()) return Agreement::full;
  const bool begins = std::equal(shorter.begin(), shorter.end(), longer.begin());
  return ends || begins ? Agreement::full : Agreement::none;
}

bool is_acronym_of(std::string_view acronym, std::string_view name) {
  const NameWords words = name_words(name);
  const std::string wanted = fold(acronym);
  if (wanted.size() < 2 || words.size() < 2) return false;
  std::size_t at = 0;
  for (const std::string& word : words)
    if (at < wanted.size() && word.front() == wanted[at])
      ++at;
    else if (word.size() > 3)
      return false;
  return at == wanted.size();
}

}  // namespace readout
