// Comparison of names. Entry points: name_words, without_article, same_word, same_person, is_acronym_of, acronyms_of.
#include "names.hpp"

#include <algorithm>
#include <utility>

namespace readout {

/// Of an article that a hyphen joins to a name, with the hyphen: "al-", "ash-".
constexpr std::size_t longest_article = 4;
constexpr std::size_t longest_short_word = 3;  ///< bytes: a word that an acronym may leave out
constexpr std::size_t most_acronyms = 64;      ///< of one name

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

std::string joined(const NameWords& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string_view without_article(std::string_view word) {
  const std::size_t hyphen = word.find('-');
  return hyphen != std::string_view::npos && hyphen > 1 && hyphen < longest_article ? word.substr(hyphen + 1) : word;
}

bool same_word(std::string_view a, std::string_view b) { return a == b || without_article(a) == b || a == without_article(b); }

Agreement same_person(const NameWords& a, const NameWords& b) {
  if (a.empty() || b.empty()) return Agreement::none;
  if (std::equal(a.begin(), a.end(), b.begin(), b.end(), same_word)) return Agreement::full;
  const NameWords& longer = a.size() >= b.size() ? a : b;
  const NameWords& shorter = a.size() >= b.size() ? b : a;
  if (shorter.size() == longer.size()) return Agreement::none;
  const bool ends = std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin(), same_word);
  if (shorter.size() == 1) {
    const auto is_it = [&](const std::string& word) { return same_word(word, shorter.front()); };
    return ends || std::any_of(longer.begin(), longer.end(), is_it) ? Agreement::surname : Agreement::none;
  }
  if (shorter.front() == longer.front() && same_word(shorter.back(), longer.back())) return Agreement::full;
  const bool begins = std::equal(shorter.begin(), shorter.end(), longer.begin(), same_word);
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
    else if (word.size() > longest_short_word)
      return false;
  return at == wanted.size();
}

std::vector<std::string> acronyms_of(const NameWords& words) {
  std::vector<std::string> out = {""};
  if (words.size() < 2) return {};
  for (const std::string& word : words) {
    const bool optional = word.size() <= longest_short_word && out.size() < most_acronyms;
    if (word.size() <= longest_short_word && !optional) continue;
    const std::size_t count = out.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (optional) out.push_back(out[i]);
      out[i] += word.front();
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace readout
