// Compiled lexicons. Entry points: Trie, Lexicons, LexiconDraft.
#include "lexicons.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace readout {

// ---- Trie
namespace {

/// Phrases that begin with the words that lead to a node.
struct Group {
  std::size_t first = 0, last = 0, depth = 0;
};

}  // namespace

void Trie::build(std::vector<Phrase> phrases) {
  std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) { return a.words < b.words; });
  Parts parts;
  std::vector<Group> level = {{0, phrases.size(), 0}}, next;
  for (; !level.empty(); level = std::exchange(next, {}))
    for (const Group group : level) {
      std::size_t at = group.first;
      while (at < group.last && phrases[at].words.size() == group.depth) parts.list.push_back(phrases[at++].entry);
      const auto entries = static_cast<std::uint32_t>(at - group.first);
      const std::size_t before = parts.symbols.size();
      while (at < group.last) {
        const Symbol word = phrases[at].words[group.depth];
        const std::size_t first = at;
        while (at < group.last && phrases[at].words[group.depth] == word) ++at;
        parts.symbols.push_back(word);
        next.push_back({first, at, group.depth + 1});
      }
      parts.nodes.push_back({0, static_cast<std::uint32_t>(parts.symbols.size() - before), 0, entries});
    }
  static_cast<void>(assemble(std::move(parts)));
}

bool Trie::assemble(Parts parts) {
  *this = Trie();
  if (parts.nodes.size() != parts.symbols.size() + 1) return false;
  std::uint64_t child = 0, entry = 0;
  for (Node& node : parts.nodes) {
    node.first_child = static_cast<std::uint32_t>(child);
    node.first_entry = static_cast<std::uint32_t>(entry);
    child += node.children;
    entry += node.entries;
    if (child > parts.symbols.size() || entry > parts.list.size()) return false;
  }
  if (child != parts.symbols.size() || entry != parts.list.size()) return false;
  nodes_ = std::move(parts.nodes);
  symbols_ = std::move(parts.symbols);
  list_ = std::move(parts.list);
  index_root();
  return true;
}

Trie::Parts Trie::parts() const { return {nodes_, symbols_, list_}; }

void Trie::index_root() {
  const std::uint32_t children = nodes_.front().children;
  Symbol last = 0;
  for (std::uint32_t i = 0; i < children; ++i) last = std::max(last, symbols_[i] + 1);
  root_.assign(last, none);
  for (std::uint32_t i = 0; i < children; ++i) root_[symbols_[i]] = i + 1;
}

std::uint32_t Trie::next(std::uint32_t node, Symbol word) const {
  if (node == 0) return word < root_.size() ? root_[word] : none;
  const auto first = symbols_.begin() + nodes_[node].first_child, last = first + nodes_[node].children;
  const auto found = std::lower_bound(first, last, word);
  return found == last || *found != word ? none : static_cast<std::uint32_t>(found - symbols_.begin()) + 1;
}

// ---- Lexicons
std::pair<const Lexicons::Form*, const Lexicons::Form*> Lexicons::forms_of(Symbol lexicon) const {
  const auto [first, last] =
      std::equal_range(forms.begin(), forms.end(), Form{lexicon, 0, 0}, [](const Form& a, const Form& b) { return a.lexicon < b.lexicon; });
  return {forms.data() + (first - forms.begin()), forms.data() + (last - forms.begin())};
}

const LexiconEntry* Lexicons::find(Symbol lexicon, Symbol form) const {
  const Form wanted{lexicon, form, 0};
  const auto at = std::lower_bound(forms.begin(), forms.end(), wanted);
  return at == forms.end() || wanted < *at ? nullptr : &entries[at->entry];
}

// ---- LexiconDraft
bool LexiconDraft::begin(std::string_view name, const std::string& path, std::size_t part) {
  const bool fresh = names_.insert(std::string(name)).second;
  const Symbol symbol = texts_.intern(name);
  const auto same = [&](const Lexicons::Lexicon& lexicon) { return lexicon.name == symbol; };
  current_ = static_cast<std::size_t>(std::find_if(made_.list.begin(), made_.list.end(), same) - made_.list.begin());
  if (!fresh && (current_ == made_.list.size() || parts_[current_] == part)) return false;
  if (fresh) {
    made_.list.push_back({symbol, {}, {}});
    parts_.push_back(part);
  }
  made_.list[current_].paths.push_back(path);
  parts_[current_] = part;
  return true;
}

void LexiconDraft::begin_entry() {
  entries_.push_back({made_.list[current_].name, fields_.size()});
}

void LexiconDraft::attribute(std::string_view name, std::string_view value) {
  const Symbol named = texts_.intern(name);
  std::vector<Symbol>& known = made_.list[current_].attributes;
  if (std::find(known.begin(), known.end(), named) == known.end()) known.push_back(named);
  fields_.push_back({named, texts_.intern(value)});
}

void LexiconDraft::form(LexiconMatch match, const std::vector<std::string_view>& words, std::string_view lower) {
  const auto entry = static_cast<std::uint32_t>(entries_.size() - 1);
  Trie::Phrase phrase{{}, entry};
  for (const std::string_view word : words) phrase.words.push_back(texts_.intern(word));
  phrases_[static_cast<std::size_t>(match)].push_back(std::move(phrase));
  made_.forms.push_back({made_.list[current_].name, texts_.intern(lower), entry});
}

/// Entries stand in the order of their lexicons, those of one in the order in which they came.
void LexiconDraft::make_entries(const std::vector<Symbol>& number) {
  std::unordered_map<Symbol, std::size_t> rank;
  for (std::size_t i = 0; i < made_.list.size(); ++i) rank.emplace(made_.list[i].name, i);
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return rank.at(entries_[a].lexicon) < rank.at(entries_[b].lexicon); };
  std::vector<std::uint32_t> order(entries_.size()), place(entries_.size());
  std::iota(order.begin(), order.end(), 0U);
  if (!std::is_sorted(order.begin(), order.end(), before)) std::stable_sort(order.begin(), order.end(), before);
  made_.fields.reserve(fields_.size());
  made_.entries.reserve(entries_.size());
  for (const std::uint32_t old : order) {
    const std::size_t first = entries_[old].first_field, last = old + 1 < entries_.size() ? entries_[old + 1].first_field : fields_.size();
    place[old] = static_cast<std::uint32_t>(made_.entries.size());
    made_.entries.push_back({number[entries_[old].lexicon], {made_.fields.data() + made_.fields.size(), last - first}});
    for (std::size_t i = first; i < last; ++i) made_.fields.push_back({number[fields_[i].name], number[fields_[i].value]});
  }
  for (Lexicons::Form& form : made_.forms) form.entry = place[form.entry];
  for (std::vector<Trie::Phrase>& phrases : phrases_)
    for (Trie::Phrase& phrase : phrases) phrase.entry = place[phrase.entry];
}

std::shared_ptr<const Lexicons> LexiconDraft::finish(Symbols& symbols) {
  std::vector<Symbol> order(texts_.size()), number(texts_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](Symbol a, Symbol b) { return texts_.text(a) < texts_.text(b); });
  symbols.reserve(symbols.size() + order.size());
  for (const Symbol text : order) number[text] = symbols.intern(texts_.text(text));
  make_entries(number);
  const auto renumber = [&](Symbol& symbol) { symbol = number[symbol]; };
  for (Lexicons::Lexicon& lexicon : made_.list) {
    renumber(lexicon.name);
    std::for_each(lexicon.attributes.begin(), lexicon.attributes.end(), renumber);
    std::sort(lexicon.attributes.begin(), lexicon.attributes.end());
  }
  for (Lexicons::Form& form : made_.forms) {
    renumber(form.lexicon);
    renumber(form.form);
  }
  std::stable_sort(made_.forms.begin(), made_.forms.end());
  made_.forms.erase(std::unique(made_.forms.begin(), made_.forms.end(), [](const auto& a, const auto& b) { return !(a < b); }),
                    made_.forms.end());
  for (std::size_t way = 0; way < phrases_.size(); ++way) {
    for (Trie::Phrase& phrase : phrases_[way]) std::for_each(phrase.words.begin(), phrase.words.end(), renumber);
    made_.tries[way].build(std::move(phrases_[way]));
  }
  made_.symbols = static_cast<std::uint32_t>(symbols.size());
  return std::make_shared<const Lexicons>(std::move(made_));
}

}  // namespace readout
