// Who speaks at a place of the text: in a quotation, or in a transcript. Internal. Entry point: Speakers.
#pragma once

#include <vector>

#include "actor_table.hpp"

namespace readout {

class Speakers {
 public:
  /// Reads the mentions <speaker> and <turn> once names are linked; fills Document::turns.
  explicit Speakers(ActorTable& table);

  /// The actor who speaks at a token, or none: in a quotation, or else in a transcript.
  [[nodiscard]] std::uint32_t at(std::uint32_t token) const;

  /// The organisation to which whoever speaks in a quotation is said to belong where he is named ("Ana Ruiz of UNESCO"), or none.
  [[nodiscard]] std::uint32_t body_at(std::uint32_t token) const;

 private:
  struct Speech {
    TokenRange content, speaker, body;
  };

  void collect_turns();
  void go_on_speaking();

  const ActorTable& t_;
  Document& doc_;
  std::vector<Speech> speeches_;
  std::vector<std::vector<std::uint32_t>> speeches_at_;  ///< by token
};

}  // namespace readout
