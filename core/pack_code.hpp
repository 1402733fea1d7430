// How the code of rules is written into a pack and read from it. Internal to packs. Entry points: CodeWriter, CodeReader.
//
// Most of a program is code that stands in it before, as each use of a `let` is a copy of it: that is told as a copy, which makes packs
// smaller and is read much faster. An instruction is one number, its kind in the lowest bits, and what it says; a split has its second
// target behind it. Where one leads is told from where it stands, which mostly is near. What would be an accept that says n is a copy of n
// instructions, with the number of codes back and the place in it behind it.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "pack_archive.hpp"
#include "program.hpp"

namespace readout {

inline constexpr std::uint32_t most_code = 1U << 22;  ///< instructions of a program

/// The codes that are written must stay where they are as long as the writer lives.
class CodeWriter : public PackWriter {
 public:
  void code(const Code& code);

 private:
  struct Place {
    std::size_t code = 0, at = 0;
  };
  static constexpr std::size_t shortest = 8;  ///< copy
  [[nodiscard]] static std::uint64_t hash_at(const Code& code, std::size_t at);
  /// How many instructions from here on are those of another place; that place.
  [[nodiscard]] std::size_t find_copy(const Code& code, std::size_t at, Place& place) const;
  void instruction(const Instruction& instruction, std::uint32_t at);

  std::vector<const Code*> codes_;
  std::unordered_map<std::uint64_t, Place> places_;  ///< by the hash of the instructions there, the last
};

/// The instructions of the codes that are read must stay where they are, and as they are, as long as the reader lives: vectors may be moved.
class CodeReader : public PackReader {
 public:
  using PackReader::PackReader;
  /// What it gives leads nowhere outside, ends at its end only, refers to what is there, and is finished (finish_code).
  void code(Code& code);

 private:
  std::vector<std::span<const Instruction>> codes_;
  std::size_t instructions_ = 0;    ///< of all of them
  std::vector<std::uint32_t> led_;  ///< of the code that is read: how many splits and jumps lead to each instruction
};

}  // namespace readout
