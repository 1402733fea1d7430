// Learns the exceptions to the lemma rules. Entry point: learn_lemmas.
#include "lemmas.hpp"

#include <map>
#include <set>
#include <sstream>

#include "lemmatizer.hpp"
#include "text_unicode.hpp"

namespace readout::train {
namespace {

using Key = std::pair<char, std::string>;

char class_of(const Word& word) {
  if (word.upos == "VERB" || word.upos == "AUX") return word.xpos == "MD" ? 'o' : 'v';
  return lemma_class(word.xpos);
}

/// Other spellings that the lemma of a regular form may have.
std::vector<std::string> candidates(const std::string& form, const std::string& xpos) {
  const auto cut = [&](std::size_t n, const char* add) { return form.substr(0, form.size() - n) + add; };
  const auto ends = [&](const std::string& s) {
    return form.size() > s.size() + 1 && form.compare(form.size() - s.size(), s.size(), s) == 0;
  };
  std::vector<std::string> out;
  for (const std::string suffix : {"ing", "ed"}) {
    if (xpos.substr(0, 2) != "VB" || !ends(suffix)) continue;
    const std::size_t n = suffix.size();
    out.insert(out.end(), {cut(n, ""), cut(n, "e"), cut(n - 1, "")});
    if (form.size() > n + 2 && form[form.size() - n - 1] == form[form.size() - n - 2]) out.push_back(cut(n + 1, ""));
  }
  if ((xpos == "VBZ" || xpos == "NNS") && ends("s")) out.insert(out.end(), {cut(1, ""), cut(ends("es") ? 2 : 1, "")});
  for (const std::string suffix : {"er", "est"}) {
    if (xpos[0] == 'V' || xpos[0] == 'N' || !ends(suffix)) continue;
    const std::size_t n = suffix.size();
    out.insert(out.end(), {cut(n, ""), cut(n, "e"), cut(n + 1, "")});
  }
  return out;
}

bool inflected(const std::string& xpos) {
  for (const char* tag : {"VBD", "VBN", "VBG", "VBZ", "NNS", "JJR", "JJS", "RBR", "RBS"})
    if (xpos == tag) return true;
  return false;
}

bool is_vowel(char c) { return std::string("aeiou").find(c) != std::string::npos; }

/// The regular forms of a base form, each with a tag. A last consonant is doubled where the doubled form occurs in the corpora.
std::vector<std::pair<std::string, std::string>> inflect(const std::string& base, char kind, const std::set<std::string>& forms) {
  std::vector<std::pair<std::string, std::string>> out;
  const std::size_t n = base.size();
  const char last = base[n - 1], before = base[n - 2];
  const bool y = last == 'y' && !is_vowel(before);
  const bool hiss = last == 's' || last == 'x' || last == 'z' || (last == 'h' && (before == 's' || before == 'c'));
  const std::string plural = y ? base.substr(0, n - 1) + "ies" : hiss ? base + "es" : base + "s";
  if (kind == 'n') return {{plural, "NNS"}};
  out.emplace_back(plural, "VBZ");
  const std::string doubled = base + last;
  const bool doubles = !is_vowel(last) && (forms.count(doubled + "ed") != 0 || forms.count(doubled + "ing") != 0);
  const bool drops = last == 'e' && before != 'e' && before != 'y';
  const std::string past = last == 'e' ? base + "d" : y ? base.substr(0, n - 1) + "ied" : doubles ? doubled + "ed" : base + "ed";
  out.emplace_back(past, "VBD");
  out.emplace_back(doubles ? doubled + "ing" : drops ? base.substr(0, n - 1) + "ing" : base + "ing", "VBG");
  return out;
}

/// Exceptions among the regular forms of the base forms that the corpora hold, whether the forms occur or not.
void learn_regular(const std::map<Key, int>& bases, const std::set<std::string>& forms, std::map<Key, std::string>& exceptions) {
  for (const auto& [key, count] : bases) {
    const std::string& base = key.second;
    const bool plain = base.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    if ((key.first != 'v' && key.first != 'n') || count < 2 || base.size() < 3 || !plain) continue;
    for (const auto& [form, tag] : inflect(base, key.first, forms))
      if (lemma_by_rule(form, tag) != base) exceptions.emplace(Key{key.first, form}, base);
  }
}

/// Exceptions by attestation: the regular lemma never occurs as a base form, exactly one other candidate does.
void learn_attested(const std::vector<Sentence>& sentences, const std::map<Key, int>& bases, std::map<Key, std::string>& exceptions) {
  for (const Sentence& sentence : sentences) {
    for (const Word& word : sentence) {
      const Key key{word.xpos.empty() ? 'o' : lemma_class(word.xpos), word.lower};
      if (!inflected(word.xpos) || exceptions.count(key) != 0) continue;
      const auto seen = [&](const std::string& base) {
        const auto found = bases.find({key.first, base});
        return found == bases.end() ? 0 : found->second;
      };
      const std::string regular = lemma_by_rule(word.lower, word.xpos);
      if (seen(regular) != 0) continue;
      std::string best;
      for (const std::string& candidate : candidates(word.lower, word.xpos))
        if (seen(candidate) >= 2 && (best.empty() || seen(candidate) > seen(best))) best = candidate;
      if (!best.empty() && best != regular) exceptions[key] = best;
    }
  }
}

}  // namespace

std::string learn_lemmas(const std::vector<Sentence>& sentences, const std::string& irregular) {
  std::map<Key, std::map<std::string, int>> gold;
  std::map<Key, std::set<std::string>> tags;
  std::map<Key, int> bases;
  std::set<std::string> forms;
  for (const Sentence& sentence : sentences) {
    for (const Word& word : sentence) {
      forms.insert(word.lower);
      if (word.xpos.empty()) continue;
      const char kind = class_of(word);
      if (word.xpos == "VB" || word.xpos == "VBP" || word.xpos == "NN" || word.xpos == "JJ" || word.xpos == "RB")
        bases[{kind, word.lower}] += word.lemma.empty() ? 1 : 2;
      if (word.lemma.empty() || word.lemma == "_" || (word.xpos == "NNP" && word.upos != "VERB")) continue;
      if (word.lower.find_first_of("0123456789-") != std::string::npos) continue;
      ++gold[{kind, word.lower}][lower_text(word.lemma)];
      tags[{kind, word.lower}].insert(word.xpos);
    }
  }
  std::map<Key, std::string> exceptions;
  for (const auto& [key, lemmas] : gold) {
    auto most = lemmas.begin();
    for (auto it = lemmas.begin(); it != lemmas.end(); ++it)
      if (it->second > most->second) most = it;
    bool regular = true;
    for (const std::string& tag : tags[key]) regular = regular && lemma_by_rule(key.second, tag) == most->first;
    const bool trusted = most->second > 1 || lemmas.size() == 1;
    if (!regular && trusted && most->first.find(' ') == std::string::npos) exceptions[key] = most->first;
  }
  std::stringstream in(irregular);
  for (std::string line; std::getline(in, line);) {
    std::stringstream parts(line);
    std::string kind, lemma;
    if (line.empty() || line[0] == '#' || !(parts >> kind >> lemma)) continue;
    for (std::string form; parts >> form;) exceptions[{kind[0], form}] = lemma;
  }
  learn_regular(bases, forms, exceptions);
  learn_attested(sentences, bases, exceptions);
  std::string out =
      "# Exceptions to the lemma rules of core/lemmatizer.cpp: class, form, lemma. Made by tools/train from GUM (CC BY 4.0), MASC and its "
      "own irregular.txt.\n";
  for (const auto& [key, lemma] : exceptions) out += std::string(1, key.first) + " " + key.second + " " + lemma + "\n";
  return out;
}

}  // namespace readout::train
