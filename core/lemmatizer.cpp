// Lemmas: an exception list first, then suffix rules. Entry point: Lemmatizer::lemma.
#include "lemmatizer.hpp"

#include <algorithm>

namespace readout {
namespace {

bool ends(std::string_view word, std::string_view suffix) {
  return word.size() > suffix.size() && word.substr(word.size() - suffix.size()) == suffix;
}

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// What the rules make of a word: its first `keep` bytes, and what is added to them.
struct Stem {
  std::size_t keep = 0;
  std::string_view add = "";
};

Stem cut(std::string_view word, std::size_t count, std::string_view add = "") { return {word.size() - count, add}; }

bool ends_hissing(std::string_view w) {
  return ends(w, "sses") || ends(w, "shes") || ends(w, "ches") || ends(w, "xes") || ends(w, "zzes") || ends(w, "oes");
}

Stem singular(std::string_view w) {
  if (w.size() > 1 && w[w.size() - 2] >= '0' && w[w.size() - 2] <= '9') return cut(w, 0);  // "1990s", "'90s"
  if (ends(w, "ies")) return w.size() > 4 ? cut(w, 3, "y") : cut(w, 1);
  if (ends_hissing(w)) return cut(w, 2);
  if (ends(w, "ss") || ends(w, "us") || ends(w, "is")) return cut(w, 0);
  if (ends(w, "'s")) return cut(w, 2);
  if (ends(w, "men")) return cut(w, 2, "an");
  return ends(w, "s") ? cut(w, 1) : cut(w, 0);
}

/// Whether a stem before "-ed" or "-ing" has lost an "e": undoes the rules of spelling ("hoped", "agreed", "visited").
bool lost_e(std::string_view stem) {
  const std::size_t n = stem.size();
  const auto at = [&](std::size_t back) { return back <= n ? stem[n - back] : '\0'; };
  const bool always = at(1) == 'v' || at(1) == 'c' || at(1) == 'u' ||
                      (at(1) == 's' && (is_vowel(at(2)) || at(2) == 'n' || at(2) == 'r' || at(2) == 'p' || at(2) == 'l')) ||
                      (at(1) == 'z' && at(2) != 'z') ||
                      (at(1) == 'g' && (at(2) == 'n' || at(2) == 'r' || at(2) == 'd' || at(2) == 'a' || at(2) == 'l'));
  if (always) return !(at(1) == 'g' && at(2) == 'n' && (at(3) == 'i' || at(3) == 'o'));
  if (ends(stem, "at")) return at(3) != 'e' && at(3) != 'o';
  if (ends(stem, "ut") || ends(stem, "ir") || ends(stem, "ur")) return !is_vowel(at(3));
  const bool cluster = at(1) == 'l' && (at(2) == 'b' || at(2) == 'd' || at(2) == 'f' || at(2) == 'g' || at(2) == 'k' || at(2) == 'p' ||
                                        at(2) == 't' || at(2) == 'z');
  if (cluster) return true;
  // After one vowel: what has no "e" doubles its consonant, where the vowel is stressed; these are endings that seldom are not.
  const bool one_vowel = (is_vowel(at(2)) || at(2) == 'y') && n > 3 && (!is_vowel(at(3)) || (at(3) == 'u' && at(4) == 'q'));
  if (one_vowel) {
    for (const std::string_view ending : {"ad", "ed",   "id",   "od",   "ud",   "ak", "ik", "ok", "uk", "yk", "ib",   "ob",  "ub",
                                          "yb", "ap",   "ip",   "yp",   "am",   "im", "um", "in", "un", "yn", "phon", "pon", "ven",
                                          "ar", "plor", "stor", "scor", "gnor", "ul", "ol", "ag", "eg", "ig", "ug",   "ys",  "yz"})
      if (ends(stem, ending)) return true;
  }
  return n == 3 && !is_vowel(at(1)) && is_vowel(at(2)) && !is_vowel(at(3)) && at(1) != 'w' && at(1) != 'x' && at(1) != 'y';
}

/// The stem of a word without its last `count` bytes, which are "ed" or "ing".
Stem verb_stem(std::string_view word, std::size_t count) {
  const std::string_view stem = word.substr(0, word.size() - count);
  const std::size_t n = stem.size();
  if (n < 3) return {n, n == 2 && !is_vowel(stem[1]) && is_vowel(stem[0]) ? "e" : ""};
  if (stem.find_first_of("aeiouy") == std::string_view::npos) return {n, ""};
  const char last = stem[n - 1];
  const bool doubled = last == stem[n - 2] && !is_vowel(last) && last != 'l' && last != 's' && last != 'z' && last != 'f';
  if (doubled) return {n - 1, ""};  // "stopped"
  return {n, lost_e(stem) ? "e" : ""};
}

Stem base_verb(std::string_view w, std::string_view xpos) {
  if (xpos == "VBZ") {
    if (ends(w, "ies")) return w.size() > 4 ? cut(w, 3, "y") : cut(w, 1);
    if (ends_hissing(w)) return cut(w, 2);
    return ends(w, "s") && !ends(w, "ss") ? cut(w, 1) : cut(w, 0);
  }
  if (xpos == "VBG") return ends(w, "ing") && w.size() > 4 ? verb_stem(w, 3) : cut(w, 0);
  if (xpos == "VBD" || xpos == "VBN") {
    if (ends(w, "ied")) return w.size() > 4 ? cut(w, 3, "y") : cut(w, 1);
    if (ends(w, "eed")) return cut(w, 1);
    if (ends(w, "ed")) return verb_stem(w, 2);
  }
  return cut(w, 0);
}

/// `ending` is "er" or "est".
Stem positive(std::string_view w, std::string_view ending) {
  if (!ends(w, ending) || w.size() < ending.size() + 3) return cut(w, 0);
  const std::string_view stem = w.substr(0, w.size() - ending.size());
  const std::size_t n = stem.size();
  const char c = stem[n - 1];
  if (c == 'i') return cut(w, ending.size() + 1, "y");
  if (c == stem[n - 2] && !is_vowel(c) && c != 'l' && c != 's') return {n - 1, ""};
  const bool silent_e = c == 'g' || c == 'c' || c == 'v' || c == 's' ||
                        (c == 'r' && n > 2 && !is_vowel(stem[n - 3]) && stem[n - 2] != 'e' && stem[n - 2] != 'a');
  return {n, silent_e ? "e" : ""};
}

Stem apply_rules(std::string_view lower, std::string_view xpos) {
  if (xpos == "NNS" || xpos == "NNPS") return singular(lower);
  if (xpos.substr(0, 2) == "VB") return base_verb(lower, xpos);
  if (xpos == "JJR" || xpos == "RBR") return positive(lower, "er");
  if (xpos == "JJS" || xpos == "RBS") return positive(lower, "est");
  return cut(lower, 0);
}

/// Typographic variants of a mark have one lemma.
std::string_view plain_mark(std::string_view xpos, std::string_view lower) {
  if (xpos == "``" || xpos == "''") return lower == "\u2018" || lower == "'" ? "'" : "\"";
  if (xpos == "POS") return "'s";
  if (lower == "\u2013" || lower == "--") return "-";
  return lower == "..." ? "\u2026" : lower;
}

bool has_commas(std::string_view xpos, std::string_view lower) {
  return xpos == "CD" && lower.size() > 1 && lower.find(',') != std::string_view::npos;
}

std::size_t class_index(char kind) { return kind == 'n' ? 0 : kind == 'v' ? 1 : kind == 'a' ? 2 : 3; }

/// Joins two strings in the arena, unless one of them is empty.
std::string_view join(std::string_view a, std::string_view b, WordArena& arena) {
  if (b.empty()) return a;
  char* out = arena.take(a.size() + b.size());
  std::copy(b.begin(), b.end(), std::copy(a.begin(), a.end(), out));
  return {out, a.size() + b.size()};
}

std::string_view without_commas(std::string_view w, WordArena& arena) {
  char* out = arena.take(w.size());
  char* end = std::remove_copy(w.begin(), w.end(), out, ',');
  return {out, static_cast<std::size_t>(end - out)};
}

}  // namespace

char lemma_class(std::string_view xpos) {
  if (xpos.substr(0, 2) == "NN") return 'n';
  if (xpos.substr(0, 2) == "VB") return 'v';
  if (xpos.substr(0, 2) == "JJ" || xpos.substr(0, 2) == "RB") return 'a';
  return 'o';
}

std::string lemma_by_rule(std::string_view lower, std::string_view xpos) {
  std::string out(lower);
  if (has_commas(xpos, lower)) {
    out.erase(std::remove(out.begin(), out.end(), ','), out.end());
    return out;
  }
  const Stem stem = apply_rules(lower, xpos);
  return out.substr(0, stem.keep).append(stem.add);
}

std::string Lemmatizer::load(std::string_view content) {
  for (auto& table : exceptions_) table.clear();
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    std::string_view line = content.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::size_t first = line.find(' '), second = line.rfind(' ');
    if (first != 1 || second <= first || second + 1 >= line.size())
      return "a line of the lemma exceptions is not \"class form lemma\": " + std::string(line);
    exceptions_[class_index(line[0])].set(line.substr(2, second - 2), std::string(line.substr(second + 1)));
  }
  return {};
}

/// The lemma of a word without a hyphen, or of the last part of one with hyphens; in small letters.
std::string_view Lemmatizer::lemma_of_part(std::string_view lower, std::string_view xpos, std::string_view upos, WordArena& arena) const {
  const char kind = upos == "VERB" || upos == "AUX" ? (xpos == "MD" ? 'o' : 'v') : lemma_class(xpos);
  if (const std::string* exception = exceptions_[class_index(kind)].find(lower)) return arena.add(*exception);
  if (has_commas(xpos, lower)) return without_commas(lower, arena);
  const bool name = xpos == "NNP" || xpos == "NNPS";
  const Stem stem = apply_rules(lower, name && kind == 'v' ? "VBN" : xpos);
  return join(lower.substr(0, stem.keep), stem.add, arena);
}

std::string_view Lemmatizer::lemma(std::string_view text, std::string_view lower, std::string_view xpos, std::string_view upos,
                                   WordArena& arena) const {
  if (xpos == "NNP" && upos != "VERB") return text == lower ? lower : arena.add(text);
  if (upos == "PUNCT" || upos == "SYM" || xpos == "POS") return plain_mark(xpos, lower);
  std::size_t part = lower.rfind('-') + 1;  // the last part is inflected
  if (part == lower.size() || part < 2) part = 0;
  const std::string_view inflected = lemma_of_part(lower.substr(part), xpos, upos, arena);
  if (xpos != "NNPS" && xpos != "NNP") return part == 0 ? inflected : join(lower.substr(0, part), inflected, arena);
  const std::string_view tail = text.substr(text.size() - std::min(text.size(), lower.size() - part));
  const std::string_view before = text.substr(0, text.size() - tail.size());
  char* out = arena.take(before.size() + inflected.size());
  char* word = std::copy(before.begin(), before.end(), out);
  std::copy(inflected.begin(), inflected.end(), word);
  const auto capital = [](std::string_view s) { return !s.empty() && s[0] >= 'A' && s[0] <= 'Z'; };
  if (capital(tail) && inflected[0] >= 'a' && inflected[0] <= 'z') *word = tail[0];
  return {out, before.size() + inflected.size()};
}

}  // namespace readout
