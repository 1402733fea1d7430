// Lemmas: an exception list first, then suffix rules. Entry point: Lemmatizer::lemma.
#include "lemmatizer.hpp"

#include <algorithm>

namespace readout {
namespace {

bool ends(std::string_view word, std::string_view suffix) {
  return word.size() > suffix.size() && word.substr(word.size() - suffix.size()) == suffix;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

std::string cut(std::string_view word, std::size_t count, std::string_view add = "") {
  std::string out(word.substr(0, word.size() - count));
  return out.append(add);
}

std::string singular(const std::string& w) {
  if (w[0] >= '0' && w[0] <= '9') return w;  // "1990s"
  if (ends(w, "ies")) return w.size() > 4 ? cut(w, 3, "y") : cut(w, 1);
  if (ends(w, "sses") || ends(w, "shes") || ends(w, "ches") || ends(w, "xes") || ends(w, "zzes") || ends(w, "oes")) return cut(w, 2);
  if (ends(w, "ss") || ends(w, "us") || ends(w, "is")) return w;
  if (ends(w, "'s")) return cut(w, 2);
  if (ends(w, "men")) return cut(w, 2, "an");
  return ends(w, "s") ? cut(w, 1) : w;
}

/// The stem of "-ed" or "-ing": doubles the work of spelling rules backwards ("stopped", "hoped", "agreed", "visited").
std::string verb_stem(std::string stem) {
  const std::size_t n = stem.size();
  const auto at = [&](std::size_t back) { return back <= n ? stem[n - back] : '\0'; };
  if (n < 3) return n == 2 && !is_vowel(at(1)) && is_vowel(at(2)) ? stem + "e" : stem;
  const bool has_vowel = stem.find_first_of("aeiouy") != std::string::npos;
  if (!has_vowel) return stem;
  if (at(1) == at(2) && !is_vowel(at(1)) && at(1) != 'l' && at(1) != 's' && at(1) != 'z' && at(1) != 'f') return stem.substr(0, n - 1);
  const bool always_e = at(1) == 'v' || at(1) == 'c' || at(1) == 'u' ||
                        (at(1) == 's' && (is_vowel(at(2)) || at(2) == 'n' || at(2) == 'r' || at(2) == 'p' || at(2) == 'l')) ||
                        (at(1) == 'z' && at(2) != 'z') ||
                        (at(1) == 'g' && (at(2) == 'n' || at(2) == 'r' || at(2) == 'd' || at(2) == 'a' || at(2) == 'l'));
  if (always_e) return (at(1) == 'g' && at(2) == 'n' && at(3) == 'i') || (at(1) == 'g' && at(2) == 'n' && at(3) == 'o') ? stem : stem + "e";
  if (ends(stem, "at")) return at(3) == 'e' || at(3) == 'o' ? stem : stem + "e";
  if (ends(stem, "ut") || ends(stem, "ir") || ends(stem, "ur")) return is_vowel(at(3)) ? stem : stem + "e";
  const bool cluster_e = at(1) == 'l' && (at(2) == 'b' || at(2) == 'd' || at(2) == 'f' || at(2) == 'g' || at(2) == 'k' || at(2) == 'p' ||
                                          at(2) == 't' || at(2) == 'z');
  if (cluster_e) return stem + "e";
  const bool short_word = n == 3 && !is_vowel(at(1)) && is_vowel(at(2)) && !is_vowel(at(3)) && at(1) != 'w' && at(1) != 'x' && at(1) != 'y';
  return short_word ? stem + "e" : stem;
}

std::string base_verb(const std::string& w, std::string_view xpos) {
  if (xpos == "VBZ") {
    if (ends(w, "ies")) return w.size() > 4 ? cut(w, 3, "y") : cut(w, 1);
    if (ends(w, "sses") || ends(w, "shes") || ends(w, "ches") || ends(w, "xes") || ends(w, "zzes") || ends(w, "oes")) return cut(w, 2);
    return ends(w, "s") && !ends(w, "ss") ? cut(w, 1) : w;
  }
  if (xpos == "VBG") return ends(w, "ing") && w.size() > 4 ? verb_stem(cut(w, 3)) : w;
  if (xpos == "VBD" || xpos == "VBN") {
    if (ends(w, "ied")) return w.size() > 4 ? cut(w, 3, "y") : cut(w, 1);
    if (ends(w, "eed")) return cut(w, 1);
    if (ends(w, "ed")) return verb_stem(cut(w, 2));
  }
  return w;
}

std::string positive(const std::string& w, std::string_view ending) {
  if (!ends(w, ending) || w.size() < ending.size() + 3) return w;
  if (ends(w, std::string("i") + std::string(ending))) return cut(w, ending.size() + 1, "y");
  std::string stem = cut(w, ending.size());
  const std::size_t n = stem.size();
  if (stem[n - 1] == stem[n - 2] && !is_vowel(stem[n - 1]) && stem[n - 1] != 'l' && stem[n - 1] != 's') return stem.substr(0, n - 1);
  const char c = stem[n - 1];
  const bool silent_e = c == 'g' || c == 'c' || c == 'v' || c == 's' ||
                        (c == 'r' && n > 2 && !is_vowel(stem[n - 3]) && stem[n - 2] != 'e' && stem[n - 2] != 'a');
  return silent_e ? stem + "e" : stem;
}

/// Typographic variants of a mark have one lemma.
std::string plain_mark(std::string_view xpos, const std::string& lower) {
  if (xpos == "``" || xpos == "''") return lower == "\u2018" || lower == "'" ? "'" : "\"";
  if (xpos == "POS") return "'s";
  if (lower == "\u2013" || lower == "--") return "-";
  return lower == "..." ? "\u2026" : lower;
}

std::string without_commas(std::string w) {
  w.erase(std::remove(w.begin(), w.end(), ','), w.end());
  return w;
}

}  // namespace

char lemma_class(std::string_view xpos) {
  if (xpos.substr(0, 2) == "NN") return 'n';
  if (xpos.substr(0, 2) == "VB") return 'v';
  if (xpos.substr(0, 2) == "JJ" || xpos.substr(0, 2) == "RB") return 'a';
  return 'o';
}

std::string lemma_by_rule(const std::string& lower, std::string_view xpos) {
  if (xpos == "NNS" || xpos == "NNPS") return singular(lower);
  if (xpos.substr(0, 2) == "VB") return base_verb(lower, xpos);
  if (xpos == "JJR" || xpos == "RBR") return positive(lower, "er");
  if (xpos == "JJS" || xpos == "RBS") return positive(lower, "est");
  if (xpos == "CD" && lower.size() > 1) return without_commas(lower);
  return lower;
}

std::string Lemmatizer::load(std::string_view content) {
  exceptions_.clear();
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    std::string_view line = content.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t first = line.find(' '), second = line.rfind(' ');
    if (first != 1 || second <= first || second + 1 >= line.size())
      return "a line of the lemma exceptions is not \"class form lemma\": " + std::string(line);
    exceptions_[std::string(1, line[0]) + std::string(line.substr(2, second - 2))] = line.substr(second + 1);
  }
  return {};
}

std::string Lemmatizer::lemma(std::string_view text, const std::string& lower, std::string_view xpos, std::string_view upos) const {
  const bool name = xpos == "NNP" || xpos == "NNPS";
  if (xpos == "NNP" && upos != "VERB") return std::string(text);
  if (upos == "PUNCT" || upos == "SYM" || xpos == "POS") return plain_mark(xpos, lower);
  const std::size_t hyphen = lower.rfind('-');
  if (hyphen != std::string::npos && hyphen > 0 && hyphen + 1 < lower.size()) {  // the last part is inflected
    if (name)
      return std::string(text.substr(0, text.size() - (lower.size() - hyphen - 1))) +
             lemma(text.substr(text.size() - (lower.size() - hyphen - 1)), lower.substr(hyphen + 1), xpos, upos);
    return lower.substr(0, hyphen + 1) + lemma(text, lower.substr(hyphen + 1), xpos, upos);
  }
  const char kind = upos == "VERB" || upos == "AUX" ? (xpos == "MD" ? 'o' : 'v') : lemma_class(xpos);
  const auto found = exceptions_.find(std::string(1, kind) + lower);
  std::string out = found != exceptions_.end() ? found->second : lemma_by_rule(lower, name && kind == 'v' ? "VBN" : xpos);
  if (name && !out.empty() && text[0] >= 'A' && text[0] <= 'Z' && out[0] >= 'a' && out[0] <= 'z') out[0] = text[0];
  return out;
}

}  // namespace readout
