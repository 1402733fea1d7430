// Who stands where on what: the positions of a document as a matrix of holders and issues. Entry point: build_stances.
//
// A cell gathers the positions of one holder on one issue: an actor towards whom they are taken or, where the text names none, what
// their content is about. Contents are about their first noun phrase, and two phrases with the same head are one issue
// ("the agreement", "a new agreement").
#include <algorithm>
#include <string>

#include "model.hpp"
#include "stages.hpp"

namespace readout {
namespace {

/// The first noun phrase inside a content that names something: no pronoun, and no date alone.
const Phrase* topic_of(const Document& document, const Position& position) {
  for (const Range span : position.content.spans)
    for (const Phrase& phrase : document.phrases) {
      if (phrase.kind != PhraseKind::noun || phrase.head == none || !span.covers(document.bytes(phrase.tokens))) continue;
      const Range bytes = document.bytes(phrase.tokens);
      const bool date = std::any_of(document.dates.begin(), document.dates.end(), [&](const Date& d) { return d.range.overlaps(bytes); });
      if (document.tokens[phrase.head].upos == "NOUN" && !date) return &phrase;
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
  explicit Matrix(Document& document) : document_(document) {}

  void add(std::uint32_t index) {
    const Position& position = document_.positions[index];
    if (position.holder == none || (position.act == "assert" && position.stance == "neutral")) return;
    for (const std::uint32_t target : position.target)
      if (target != position.holder) put({position.holder, target, {}, {}, {}}, {}, index);
    if (!position.target.empty()) return;
    if (const Phrase* topic = topic_of(document_, position))
      put({position.holder, none, label(document_, *topic), {}, {}}, std::string(document_.tokens[topic->head].lemma), index);
  }

 private:
  void put(Stance cell, const std::string& head, std::uint32_t index) {
    const std::string& stance = document_.positions[index].stance;
    for (std::size_t i = 0; i < document_.stances.size(); ++i) {
      Stance& other = document_.stances[i];
      if (other.holder != cell.holder || other.target != cell.target || heads_[i] != head) continue;
      other.positions.push_back(index);
      if (other.stance == "neutral") other.stance = stance;
      if (stance != "neutral" && stance != other.stance) other.stance = "mixed";
      return;
    }
    cell.stance = stance;
    cell.positions = {index};
    document_.stances.push_back(std::move(cell));
    heads_.push_back(head);
  }

  Document& document_;
  std::vector<std::string> heads_;  ///< by cell: the base form of its topic's head; empty for an actor
};

}  // namespace

void build_stances(Document& document) {
  document.stances.clear();
  Matrix matrix(document);
  for (std::uint32_t i = 0; i < document.positions.size(); ++i) matrix.add(i);
}

}  // namespace readout
