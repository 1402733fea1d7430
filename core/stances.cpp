// Who stands where on what: the positions of a document as a matrix of holders and issues. Entry point: build_stances.
//
// A cell gathers the positions of one holder on one issue: an actor towards whom they are taken or, where the text names none, what
// their content is about. Contents are about their first noun phrase, and two phrases with the same head are one issue
// ("the agreement", "a new agreement").
#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "model.hpp"
#include "stages.hpp"

namespace readout {
namespace {

/// Whether a noun phrase names something: no pronoun, and no date alone.
bool is_topic(const Document& document, const Phrase& phrase) {
  if (phrase.kind != PhraseKind::noun || phrase.head == none || document.tokens[phrase.head].upos != "NOUN") return false;
  const Range bytes = document.bytes(phrase.tokens);
  const std::uint32_t date = document.date_from(bytes.begin);
  return date == document.dates.size() || !document.dates[date].range.overlaps(bytes);
}

/// The first noun phrase inside a content that names something, or null.
const Phrase* topic_of(Document& document, const Language& language, const Position& position) {
  const auto ends_before = [](const Sentence& sentence, std::uint32_t at) { return sentence.range.end <= at; };
  for (const Range span : position.content.spans) {
    auto at = std::lower_bound(document.sentences.begin(), document.sentences.end(), span.begin, ends_before);
    for (; at != document.sentences.end() && at->range.begin < span.end; ++at) {
      analyse_sentences(document, language, at->tokens);
      for (std::uint32_t p = at->phrases.begin; p < at->phrases.end; ++p) {
        const Phrase& phrase = document.phrases[p];
        if (span.covers(document.bytes(phrase.tokens)) && is_topic(document, phrase)) return &phrase;
      }
    }
  }
  return nullptr;
}

/// The words of a noun phrase without its article, in one line.
std::string label(const Document& document, const Phrase& phrase) {
  TokenRange words = phrase.tokens;
  if (phrase.determiner.begin == words.begin && phrase.determiner.end < words.end)
    words.begin = std::max(words.begin, phrase.determiner.end);
  std::string out(document.slice(document.bytes(words)));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

class Matrix {
 public:
  Matrix(Document& document, const Language& language) : document_(document), language_(language) {}

  void add(std::uint32_t index) {
    const Position& position = document_.positions[index];
    if (position.holder == none || (position.act == "assert" && position.stance == "neutral")) return;
    for (const std::uint32_t target : position.target)
      if (target != position.holder && !stands_for_another(position, target)) put({position.holder, target, {}, {}, {}}, {}, index);
    if (!position.target.empty()) return;
    if (const Phrase* topic = topic_of(document_, language_, position))
      put({position.holder, none, label(document_, *topic), {}, {}}, std::string(document_.tokens[topic->head].lemma), index);
  }

 private:
  /// A description ("the Chilean ambassador") beside the country that it speaks for is no issue of its own.
  [[nodiscard]] bool stands_for_another(const Position& position, std::uint32_t target) const {
    const Actor& actor = document_.actors[target];
    return actor.provisional && std::any_of(position.target.begin(), position.target.end(), [&](std::uint32_t other) {
             return document_.actors[other].type == "country" && document_.actors[other].country == actor.country;
           });
  }

  void put(Stance cell, const std::string& head, std::uint32_t index) {
    const std::string& stance = document_.positions[index].stance;
    const auto [at, fresh] = cells_.emplace(std::tuple(cell.holder, cell.target, head), document_.stances.size());
    if (fresh) {
      cell.stance = stance;
      cell.positions = {index};
      document_.stances.push_back(std::move(cell));
      return;
    }
    Stance& other = document_.stances[at->second];
    other.positions.push_back(index);
    if (other.stance == "neutral") other.stance = stance;
    if (stance != "neutral" && stance != other.stance) other.stance = "mixed";
  }

  Document& document_;
  const Language& language_;
  /// By holder, target and, of a topic, the base form of its head.
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::size_t> cells_;
};

}  // namespace

void build_stances(Document& document, const Language& language) {
  document.stances.clear();
  Matrix matrix(document, language);
  for (std::uint32_t i = 0; i < document.positions.size(); ++i) matrix.add(i);
}

}  // namespace readout
