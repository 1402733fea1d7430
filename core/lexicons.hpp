// The lexicons of a grammar, compiled: entries, and the tries in which their forms are found. Internal.
// Entry points: Lexicons, LexiconDraft; read_lexicon (lexicon.cpp) fills a draft from a file.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "diagnostics.hpp"
#include "model.hpp"
#include "symbols.hpp"

namespace readout {

struct Language;
struct SourceFile;

enum class LexiconMatch : std::uint8_t { text, lower, lemma };

struct LexiconField {
  Symbol name = 0, value = 0;
};

struct LexiconEntry {
  Symbol lexicon = 0;
  std::span<const LexiconField> fields;  ///< a part of Lexicons::fields
};

/// A trie over word symbols. Its nodes are numbered level by level, so the n-th child of all is node n + 1.
class Trie {
 public:
  struct Node {
    std::uint32_t first_child = 0, children = 0;  ///< into `symbols`
    std::uint32_t first_entry = 0, entries = 0;   ///< into `list`
  };
  struct Phrase {
    std::vector<Symbol> words;
    std::uint32_t entry = 0;
  };

  /// Makes the trie of these phrases, in the place of what it held.
  void build(std::vector<Phrase> phrases);

  /// Each node in order, of which only counts must be told; the words of all children and the entries of all nodes. Gives false, and stays
  /// empty, where these are not one trie.
  struct Parts {
    std::vector<Node> nodes;
    std::vector<Symbol> symbols;
    std::vector<std::uint32_t> list;
  };
  [[nodiscard]] bool assemble(Parts parts);
  [[nodiscard]] Parts parts() const;

  /// The node behind a word, or `none`. Node 0 is the root.
  [[nodiscard]] std::uint32_t next(std::uint32_t node, Symbol word) const;
  [[nodiscard]] const std::uint32_t* entries_begin(std::uint32_t node) const { return list_.data() + nodes_[node].first_entry; }
  [[nodiscard]] const std::uint32_t* entries_end(std::uint32_t node) const { return entries_begin(node) + nodes_[node].entries; }

 private:
  void index_root();
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Symbol> symbols_;      ///< of the children of each node, in order
  std::vector<std::uint32_t> list_;  ///< entries
  std::vector<std::uint32_t> root_;  ///< by symbol: the child of the root, or `none`
};

/// Immutable once made, and shared by the programs of grammars that have the same files. Can be moved, not copied: its entries point into
/// `fields`.
struct Lexicons {
  Lexicons() = default;
  Lexicons(Lexicons&&) = default;
  struct Lexicon {
    Symbol name = 0;
    std::vector<std::string> paths;  ///< of its files in the grammar: of one that extends another, that of its own first
    std::vector<Symbol> attributes;  ///< that some entry has; in order
  };
  struct Form {
    Symbol lexicon = 0, form = 0;
    std::uint32_t entry = 0;
    friend bool operator<(const Form& a, const Form& b) { return a.lexicon != b.lexicon ? a.lexicon < b.lexicon : a.form < b.form; }
  };

  std::uint32_t symbols = 1;  ///< all symbols in it are below this, and mean the same in every program that shares it
  std::vector<Lexicon> list;
  std::vector<LexiconEntry> entries;
  std::vector<LexiconField> fields;  ///< of the entries, one after another
  std::vector<Form> forms;           ///< in small letters, in order; of two entries with one form the first
  std::array<Trie, 3> tries;         ///< by LexiconMatch

  /// The forms of one lexicon.
  [[nodiscard]] std::pair<const Form*, const Form*> forms_of(Symbol lexicon) const;
  /// Null if no entry of the lexicon has this form.
  [[nodiscard]] const LexiconEntry* find(Symbol lexicon, Symbol form) const;
};

/// Lexicons in the making. What is read from files is kept under numbers of its own, and renumbered at the end in the order of the
/// texts, so that packs are small.
class LexiconDraft {
 public:
  /// Begins a file of a lexicon. Where there is one of this name, `part` (the place of its grammar among those that extend each other) must
  /// be another than that of its files before; else false is given.
  [[nodiscard]] bool begin(std::string_view name, const std::string& path, std::size_t part = 0);
  /// Names of lexicons that are not in this draft, and that no other may have.
  void reserve_name(const std::string& name) { names_.insert(name); }

  void begin_entry();
  void attribute(std::string_view name, std::string_view value);
  /// Adds a form of the entry: its words, and all of it in small letters.
  void form(LexiconMatch match, const std::vector<std::string_view>& words, std::string_view lower);

  /// Numbers the texts among those of a program.
  [[nodiscard]] std::shared_ptr<const Lexicons> finish(Symbols& symbols);

 private:
  /// Of an entry: its lexicon, and its part of `fields_`.
  struct Begun {
    Symbol lexicon = 0;
    std::size_t first_field = 0;
  };
  void make_entries(const std::vector<Symbol>& number);

  std::unordered_set<std::string> names_;
  std::size_t current_ = 0;         ///< the lexicon of the file that was begun last
  std::vector<std::size_t> parts_;  ///< by lexicon: the part of its last file
  Symbols texts_;
  std::vector<Begun> entries_;
  std::vector<LexiconField> fields_;
  Lexicons made_;
  std::array<std::vector<Trie::Phrase>, 3> phrases_;
};

/// Reads one lexicon file. Its entries become mentions of a type named after it.
/// `part`: as for LexiconDraft::begin.
void read_lexicon(const SourceFile& file, const Language& language, LexiconDraft& draft, Diagnostics& diagnostics, std::size_t part = 0);

}  // namespace readout
