// A compiled grammar as bytes, and back. Entry points: write_program, read_program, layout_hash.
//
// Each struct has one function `pass`, which takes it apart by a structured binding: a member that is added to the struct and not
// written here does not compile. What the compiler can make again in no time (joins, look-ups) is not written.
#include "pack_program.hpp"

#include <numeric>

#include "fnv.hpp"
#include "pack_archive.hpp"
#include "pack_check.hpp"
#include "pack_code.hpp"

namespace readout {
namespace {

template <typename Archive, typename T>
using Of = std::conditional_t<Archive::reads, T, const T>;

template <typename A>
void pass(A& a, Of<A, Element>& element) {
  auto& [kind, index] = element;
  a.choice(kind, Element::Kind::mention);
  a.ref(index, kind == Element::Kind::token ? Ref::condition : Ref::edge);
}

template <typename A>
void pass(A& a, Of<A, Condition>& condition) {
  auto& [kind, attribute, flag, field, value, set, text, parts] = condition;
  a.choice(kind, Condition::Kind::head);
  a.choice(attribute, Attribute::field);
  a.choice(flag, Flag::headline);
  a.ref(field, Ref::symbol);
  a.ref(value, Ref::symbol);
  a.limit(set, most_of_a_kind);  // check_program looks at it where it counts
  a.text(text);
  a.list(parts, [&](auto& part) { a.ref(part, Ref::condition); });
}

template <typename A>
void pass(A& a, Of<A, Edge>& edge) {
  auto& [types, condition] = edge;
  a.list(types, [&](auto& type) { a.ref(type, Ref::symbol); });
  a.ref(condition, Ref::condition);
}

template <typename A>
void pass(A& a, Of<A, Look>& look) {
  auto& [code, behind, negated, single] = look;
  a.code(code);
  a.truth(behind);
  a.truth(negated);
  a.ref_or_none(single, Ref::condition);
}

template <typename A>
void pass(A& a, Of<A, RelationPlan>& relation) {
  auto& [kind, capture, anchor, edge, words, optional] = relation;
  a.choice(kind, RelationPlan::Kind::subtree);
  a.ref(capture, Ref::symbol);
  a.ref(anchor, Ref::symbol);
  a.ref_or_none(edge, Ref::edge);
  a.list(words, [&](auto& word) { a.text(word); });
  a.truth(optional);
}

template <typename A>
void pass(A& a, Of<A, ValueSource>& source) {
  auto& [kind, constant, capture, attribute, lexicon, result] = source;
  a.choice(kind, ValueSource::Kind::lookup);
  a.text(constant);
  a.ref(capture, Ref::symbol);
  a.ref(attribute, Ref::symbol);
  a.ref(lexicon, Ref::symbol);
  a.ref(result, Ref::symbol);
}

template <typename A>
void pass(A& a, Of<A, GuardStep>& step) {
  auto& [kind, capture, attribute, condition, parts] = step;
  a.choice(kind, GuardStep::Kind::negation);
  a.ref(capture, Ref::symbol);
  a.ref(attribute, Ref::symbol);
  a.ref(condition, Ref::condition);
  a.number(parts);
}

template <typename A>
void pass(A& a, Of<A, FieldPlan>& field) {
  auto& [name, guard, values] = field;
  a.ref(name, Ref::symbol);
  a.list(guard, [&](auto& step) { pass(a, step); });
  a.list(values, [&](auto& value) { pass(a, value); });
}

template <typename A>
void pass(A& a, Of<A, EmitPlan>& emit) {
  auto& [type, where, fields] = emit;
  a.ref(type, Ref::symbol);
  a.ref(where, Ref::symbol);
  a.list(fields, [&](auto& field) { pass(a, field); });
}

template <typename A>
void pass(A& a, Of<A, RulePlan>& rule) {
  auto& [name, file, doc, line, priority, code, first, needed, unless, inside, unless_sentence, unless_clause, with, unless_with, emits,
         examples] = rule;
  static_cast<void>(examples);  // they stand in the sources
  a.text(name);
  a.text(file);
  a.text(doc);
  a.number(line);
  a.difference(priority);
  a.code(code);
  a.list(first, [&](auto& element) { pass(a, element); });
  a.list(needed, [&](auto& element) { pass(a, element); });
  a.list(unless, [&](auto& look) { pass(a, look); });
  a.list(inside, [&](auto& part) { a.code(part); });
  a.list(unless_sentence, [&](auto& part) { a.code(part); });
  a.list(unless_clause, [&](auto& part) { a.code(part); });
  a.list(with, [&](auto& relation) { pass(a, relation); });
  a.list(unless_with, [&](auto& relation) { pass(a, relation); });
  a.list(emits, [&](auto& emit) { pass(a, emit); });
}

template <typename A>
void pass(A& a, Of<A, Phase>& phase) {
  auto& [name, stage, overlap, overlap_on, outside, first_rule, last_rule, first_look, last_look, triggers, always_entered] = phase;
  static_cast<void>(triggers), static_cast<void>(always_entered);  // index_program makes them
  a.text(name);
  a.choice(stage, MatchStage::events);
  a.choice(overlap, Overlap::first);
  a.ref(overlap_on, Ref::symbol);
  a.list(outside, [&](auto& type) { a.ref(type, Ref::symbol); });
  a.number(first_rule);
  a.number(last_rule);
  a.number(first_look);
  a.number(last_look);
}

template <typename A>
void pass(A& a, Of<A, FileHash>& file) {
  auto& [path, hash] = file;
  a.text(path);
  a.hash(hash);
}

void write_sets(PackWriter& out, const Program& program) {
  out.number(static_cast<std::uint32_t>(program.sets.size()));
  for (std::size_t i = 0; i < program.sets.size(); ++i) {
    const bool of_lexicon = program.lexicons.contains(program.symbols.find(program.set_names[i]));
    std::vector<Symbol> words;
    if (!of_lexicon) words.assign(program.sets[i].begin(), program.sets[i].end());
    out.text(program.set_names[i]);
    out.truth(of_lexicon);
    out.list(words, [&](Symbol word) { out.ref(word, Ref::symbol); });
  }
}

void read_sets(PackReader& in, Program& program) {
  std::uint32_t count = 0;
  in.limit(count, most_of_a_kind);
  for (; in.ok() && count > 0; --count) {
    bool of_lexicon = false;
    std::vector<Symbol> words;
    in.text(program.set_names.emplace_back());
    in.truth(of_lexicon);
    in.list(words, [&](Symbol& word) { in.ref(word, Ref::symbol); });
    if (of_lexicon) {
      const Symbol lexicon = program.symbols.find(program.set_names.back());
      for (const LexiconLayer& layer : program.layers)
        for (auto [form, last] = layer.lexicons->forms_of(lexicon); form != last; ++form) words.push_back(form->form);
    }
    program.sets.emplace_back(std::move(words));
  }
}

template <typename A>
void pass_lists(A& a, Of<A, Program>& program) {
  a.list(program.conditions, [&](auto& condition) { pass(a, condition); });
  a.list(program.edges, [&](auto& edge) { pass(a, edge); });
  a.list(program.looks, [&](auto& look) { pass(a, look); });
  a.list(program.rules, [&](auto& rule) { pass(a, rule); });
  a.list(program.phases, [&](auto& phase) { pass(a, phase); });
}

template <typename A>
void pass_head(A& a, Of<A, Program>& program) {
  a.text(program.name);
  a.text(program.version);
  a.text(program.hash);
  a.list(program.files, [&](auto& file) { pass(a, file); });
}

// ---- lexicons
constexpr unsigned shared_bits = 4;
constexpr std::size_t most_shared = (1U << shared_bits) - 1;  ///< where the rest is told by another number

/// The texts of symbols from `from` on, each without what it shares with the one before.
void write_symbols(PackWriter& out, const Symbols& symbols, std::size_t from) {
  out.number(static_cast<std::uint32_t>(symbols.size() - from));
  for (auto symbol = static_cast<Symbol>(from); symbol < symbols.size(); ++symbol) {
    const std::string_view before = symbols.text(symbol - 1), text = symbols.text(symbol);
    const auto shared = static_cast<std::size_t>(
        std::mismatch(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(std::min(before.size(), text.size())), text.begin())
            .first -
        before.begin());
    const std::size_t told = std::min(shared, most_shared);
    out.number(static_cast<std::uint32_t>((text.size() - shared) << shared_bits | told));
    if (told == most_shared) out.number(static_cast<std::uint32_t>(shared - told));
    out.bytes += text.substr(shared);
  }
}

void read_symbols(PackReader& from, Symbols& symbols) {
  PackReader in = from;  // one that nothing else can point to
  std::uint32_t count = 0;
  in.limit(count, most_symbols);
  const std::size_t more = count / 16;  // those of the rules, behind those of the lexicons
  symbols.reserve(std::min<std::size_t>(symbols.size() + count + more, most_of_a_kind));
  std::string_view before = symbols.text(static_cast<Symbol>(symbols.size() - 1));
  for (bool in_order = true; in.ok() && count > 0; --count) {  // then none is there already
    const std::uint32_t number = in.take();
    std::size_t shared = number % (most_shared + 1);
    if (shared == most_shared) shared += in.take();
    const std::string_view rest = in.view(number >> shared_bits);
    in.require(shared <= before.size() && shared + rest.size() <= longest_symbol);
    if (!in.ok()) break;
    const auto byte = [](char c) { return static_cast<unsigned char>(c); };
    in_order = in_order && !rest.empty() && (shared == before.size() || byte(before[shared]) < byte(rest.front()));
    if (in_order) {
      symbols.append(shared, rest);
    } else {
      symbols.index();
      const auto next = static_cast<Symbol>(symbols.size());
      in.require(symbols.intern(std::string(before.substr(0, shared)).append(rest)) == next);
    }
    before = symbols.text(static_cast<Symbol>(symbols.size() - 1));
  }
  symbols.index();
  from = in;
}

using Shape = std::vector<Symbol>;  ///< the names of the fields of an entry, in order

void write_entries(PackWriter& out, const Lexicons& lexicons) {
  std::vector<Shape> shapes;
  std::vector<std::uint32_t> shape_of, counts(lexicons.list.size());
  std::size_t list = 0;
  for (const LexiconEntry& entry : lexicons.entries) {
    while (lexicons.list[list].name != entry.lexicon) ++list;
    ++counts[list];
    Shape shape;
    for (const LexiconField& field : entry.fields) shape.push_back(field.name);
    const auto known = std::find(shapes.begin(), shapes.end(), shape);
    shape_of.push_back(static_cast<std::uint32_t>(known - shapes.begin()));
    if (known == shapes.end()) shapes.push_back(std::move(shape));
  }
  out.list(shapes, [&](const Shape& shape) { out.list(shape, [&](Symbol name) { out.ref(name, Ref::symbol); }); });
  for (const std::uint32_t count : counts) out.number(count);
  out.number(static_cast<std::uint32_t>(lexicons.fields.size()));
  for (std::size_t i = 0; i < lexicons.entries.size(); ++i) {
    out.number(shape_of[i]);
    for (const LexiconField& field : lexicons.entries[i].fields) out.ref(field.value, Ref::symbol);
  }
}

void read_entries(PackReader& in, Lexicons& lexicons) {
  std::vector<Shape> shapes;
  in.list(shapes, [&](Shape& shape) { in.list(shape, [&](Symbol& name) { in.ref(name, Ref::symbol); }); });
  std::vector<std::uint32_t> counts(lexicons.list.size());
  for (std::uint32_t& count : counts) in.limit(count, most_symbols);
  const std::uint32_t fields = in.take();
  const std::uint64_t entries = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  in.require(entries + fields <= in.left());  // each has a byte at least
  if (!in.ok()) return;
  lexicons.entries.reserve(static_cast<std::size_t>(entries));
  lexicons.fields.reserve(fields);
  for (std::size_t i = 0; i < counts.size(); ++i)
    for (std::uint32_t k = 0; k < counts[i]; ++k) {
      const std::uint32_t shape = in.take();
      in.require(shape < shapes.size() && shapes[shape].size() <= fields - lexicons.fields.size());
      if (!in.ok()) return;
      lexicons.entries.push_back({lexicons.list[i].name, {lexicons.fields.data() + lexicons.fields.size(), shapes[shape].size()}});
      for (const Symbol name : shapes[shape]) {
        Symbol value = 0;
        in.ref(value, Ref::symbol);
        lexicons.fields.push_back({name, value});
      }
    }
}

void write_forms(PackWriter& out, const Lexicons& lexicons) {
  out.number(static_cast<std::uint32_t>(lexicons.forms.size()));
  Lexicons::Form before;
  for (const Lexicons::Form& form : lexicons.forms) {
    const bool next = form.lexicon != before.lexicon;
    out.number(form.lexicon - before.lexicon);
    out.number(form.form - (next ? 0 : before.form));
    out.difference(static_cast<std::int32_t>(form.entry - before.entry));
    before = form;
  }
}

void read_forms(PackReader& in, Lexicons& lexicons) {
  std::uint32_t count = 0;
  in.limit(count, most_symbols);
  lexicons.forms.reserve(std::min<std::size_t>(count, most_of_a_kind));
  Lexicons::Form before;
  for (; in.ok() && count > 0; --count) {
    Lexicons::Form form;
    const std::uint32_t step = in.take();
    form.lexicon = before.lexicon + step;
    form.form = (step ? 0 : before.form) + in.take();
    std::int32_t entry = 0;
    in.difference(entry);
    form.entry = before.entry + static_cast<std::uint32_t>(entry);
    const std::uint32_t known = lexicons.symbols;
    in.require(step < known && form.lexicon < known && form.form < known && form.entry < lexicons.entries.size() &&
               (lexicons.forms.empty() || before < form));
    lexicons.forms.push_back(form);
    before = form;
  }
}

constexpr std::uint32_t few = 15;  ///< children and entries of most nodes fit into one byte

void write_trie(PackWriter& out, const Trie& trie) {
  const Trie::Parts parts = trie.parts();
  out.number(static_cast<std::uint32_t>(parts.nodes.size()));
  for (const Trie::Node& node : parts.nodes) {
    const bool small = node.children < few && node.entries < few;
    out.number(small ? node.children * few + node.entries : few * few);
    if (small) continue;
    out.number(node.children);
    out.number(node.entries);
  }
  std::size_t child = 0;
  for (const Trie::Node& node : parts.nodes) {
    Symbol before = 0;
    for (std::uint32_t k = 0; k < node.children; ++k, ++child) out.number(parts.symbols[child] - std::exchange(before, parts.symbols[child]));
  }
  out.list(parts.list, [&](std::uint32_t entry) { out.number(entry); });
}

void read_trie(PackReader& from, const Lexicons& lexicons, Trie& trie) {
  PackReader in = from;  // one that nothing else can point to
  Trie::Parts parts;
  const std::uint32_t count = in.take();
  in.require(count > 0 && count <= in.left() && count <= most_symbols);
  parts.nodes.resize(in.ok() ? count : 0);
  std::uint64_t children = 0;
  for (Trie::Node& node : parts.nodes) {
    const std::uint32_t both = in.take();
    node.children = both / few;
    node.entries = both % few;
    if (both >= few * few) {
      in.require(both == few * few);
      node.children = in.take();
      node.entries = in.take();
    }
    children += node.children;
  }
  in.require(children + 1 == count && children <= in.left());
  parts.symbols.resize(in.ok() ? count - 1 : 0);
  auto next = parts.symbols.begin();
  for (std::size_t i = 0; i < parts.nodes.size() && in.ok(); ++i) {
    Symbol word = 0;
    for (std::uint32_t k = 0; k < parts.nodes[i].children; ++k) {
      const std::uint32_t step = in.take();
      word += step;
      in.require(step < lexicons.symbols && word < lexicons.symbols && (step > 0 || k == 0));
      *next++ = word;
    }
  }
  in.list(parts.list, [&](std::uint32_t& entry) {
    entry = in.take();
    in.require(entry < lexicons.entries.size());
  });
  in.require(in.ok() && trie.assemble(std::move(parts)));
  from = in;
}

void write_lexicons(PackWriter& out, const Symbols& symbols, const Lexicons& lexicons) {
  write_symbols(out, Symbols(symbols, lexicons.symbols), 1);
  out.list(lexicons.list, [&](const Lexicons::Lexicon& lexicon) {
    const auto& [name, paths, attributes] = lexicon;
    out.ref(name, Ref::symbol);
    out.list(paths, [&](const std::string& path) { out.text(path); });
    out.list(attributes, [&](Symbol attribute) { out.ref(attribute, Ref::symbol); });
  });
  write_entries(out, lexicons);
  write_forms(out, lexicons);
  for (const Trie& trie : lexicons.tries) write_trie(out, trie);
}

std::shared_ptr<const Lexicons> read_lexicons(std::string_view bytes, Symbols& symbols) {
  PackReader in(bytes);
  auto lexicons = std::make_shared<Lexicons>();
  read_symbols(in, symbols);
  lexicons->symbols = static_cast<std::uint32_t>(symbols.size());
  in.counts[static_cast<std::size_t>(Ref::symbol)] = lexicons->symbols;
  in.list(lexicons->list, [&](Lexicons::Lexicon& lexicon) {
    in.ref(lexicon.name, Ref::symbol);
    in.list(lexicon.paths, [&](std::string& path) { in.text(path); });
    in.list(lexicon.attributes, [&](Symbol& attribute) { in.ref(attribute, Ref::symbol); });
  });
  if (in.ok()) read_entries(in, *lexicons);
  if (in.ok()) read_forms(in, *lexicons);
  for (Trie& trie : lexicons->tries)
    if (in.ok()) read_trie(in, *lexicons, trie);
  return in.done() ? lexicons : nullptr;
}

}  // namespace

ProgramBytes write_program(const Program& program) {
  PackWriter lexicons;
  CodeWriter out;
  const Lexicons none_at_all;
  const Lexicons& table = program.layers.empty() ? none_at_all : *program.layers.front().lexicons;
  write_lexicons(lexicons, program.symbols, table);
  pass_head(out, program);
  write_symbols(out, program.symbols, table.symbols);
  for (const std::size_t count : {program.conditions.size(), program.edges.size(), program.looks.size(), program.sets.size()})
    out.number(static_cast<std::uint32_t>(count));
  std::vector<std::uint32_t> ranks(table.list.size());
  for (std::size_t i = 0; i < ranks.size(); ++i) ranks[i] = program.lexicons.at(table.list[i].name);
  for (const std::uint32_t rank : ranks) out.number(rank);
  write_sets(out, program);
  pass_lists(out, program);
  return {std::move(lexicons.bytes), std::move(out.bytes)};
}

std::shared_ptr<const Program> read_program(std::string_view lexicons, std::string_view bytes, std::shared_ptr<const Language> language) {
  auto program = std::make_shared<Program>();
  program->language = std::move(language);
  const auto table = read_lexicons(lexicons, program->symbols);
  if (!table) return nullptr;
  if (!table->list.empty()) program->layers.push_back({table, {}});
  CodeReader in(bytes);
  pass_head(in, *program);
  read_symbols(in, program->symbols);
  in.counts[static_cast<std::size_t>(Ref::symbol)] = static_cast<std::uint32_t>(program->symbols.size());
  for (const Ref what : {Ref::condition, Ref::edge, Ref::look, Ref::set})
    in.limit(in.counts[static_cast<std::size_t>(what)], most_of_a_kind);
  for (const Lexicons::Lexicon& lexicon : table->list) program->lexicons.emplace(lexicon.name, in.take());
  read_sets(in, *program);
  pass_lists(in, *program);
  if (!in.done() || !check_program(*program, in.counts)) return nullptr;
  program->quote = program->symbols.intern("quote");
  program->noun_phrase = program->symbols.intern("np");
  program->verb_group = program->symbols.intern("vg");
  index_program(*program);
  return program;
}

std::uint64_t layout_hash() {
  PackLayout layout;
  const Program program;
  pass_head(layout, program);
  pass_lists(layout, program);
  return fnv1a(layout.description);
}

}  // namespace readout
