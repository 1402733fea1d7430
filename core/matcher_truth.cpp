// Which conditions hold on which tokens. Entry point: Truth.
#include <algorithm>

#include "matcher_parts.hpp"
#include "text_unicode.hpp"

namespace readout::matching {
namespace {

using Kind = Condition::Kind;

/// Symbols of texts of static storage, of which there are few: they are known by their address.
class StaticSymbols {
 public:
  explicit StaticSymbols(const Symbols& symbols) : symbols_(symbols) {}
  Symbol find(std::string_view text) {
    Slot& slot = slots_[reinterpret_cast<std::uintptr_t>(text.data()) / 4 % slots_.size()];
    if (slot.data != text.data() || slot.size != text.size()) slot = {text.data(), text.size(), symbols_.find(text)};
    return slot.symbol;
  }

 private:
  struct Slot {
    const char* data = nullptr;
    std::size_t size = 0;
    Symbol symbol = 0;
  };
  const Symbols& symbols_;
  std::array<Slot, 256> slots_;
};

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

constexpr std::size_t longest_shape = 64;      ///< bytes; longer words have none
constexpr std::uint32_t block_tokens = 16384;  ///< most articles are one block

}  // namespace

Truth::Truth(const Document& document, const Program& program) : doc_(document), program_(program), made_(program.conditions.size(), 0) {
  number_words();
}

void Truth::number_words() {
  const Symbols& symbols = program_.symbols;
  words_.reserve(doc_.tokens.size());
  std::string lemma;
  for (const Token& token : doc_.tokens) {
    const std::string_view text = doc_.slice(token.range);
    lemma.assign(token.lemma);
    for (char& c : lemma)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    const Symbol lower = symbols.find(token.lower);
    words_.push_back({text == token.lower ? lower : symbols.find(text), lower, lemma == token.lower ? lower : symbols.find(lemma)});
  }
}

void Truth::cover(TokenRange tokens) {
  if (!block_.empty() && block_.covers(tokens)) return;
  const auto count = static_cast<std::uint32_t>(doc_.tokens.size());
  block_.begin = tokens.begin / 64 * 64;
  block_.end = std::min(count, std::max(tokens.end, block_.begin + block_tokens));
  width_ = (block_.size() + 63) / 64;
  rows_.assign(program_.conditions.size() * width_, 0);
  ++generation_;
  fill_word_rows();
}

void Truth::fill(Attribute attribute, Symbol word, std::uint32_t at) {
  if (!word || !program_.word_conditions.asks(attribute)) return;
  program_.word_conditions.each(attribute, word, [&](std::uint32_t condition) { set_bit(rows_.data() + condition * width_, at); });
}

void Truth::fill_word_rows() {
  StaticSymbols tags(program_.symbols);
  const bool shapes = program_.word_conditions.asks(Attribute::shape), lengths = program_.word_conditions.asks(Attribute::length);
  const bool hyphens = program_.word_conditions.asks(Attribute::before_hyphen) || program_.word_conditions.asks(Attribute::after_hyphen);
  for (std::uint32_t i = block_.begin; i < block_.end; ++i) {
    const Words& word = words_[i];
    const Token& token = doc_.tokens[i];
    const std::string_view text = doc_.slice(token.range);
    const std::uint32_t at = i - block_.begin;
    fill(Attribute::text, word.text, at);
    fill(Attribute::lower, word.lower, at);
    fill(Attribute::lemma, word.lemma, at);
    fill(Attribute::tag, tags.find(token.xpos), at);
    fill(Attribute::upos, tags.find(token.upos), at);
    fill(Attribute::deprel, tags.find(token.deprel), at);
    fill(Attribute::chunk, tags.find(chunk_of(doc_, token)), at);
    if (shapes && text.size() <= longest_shape) fill(Attribute::shape, program_.symbols.find(word_shape(text, token.lower)), at);
    if (hyphens && token.lower.find('-') != std::string_view::npos) {
      fill(Attribute::before_hyphen, program_.symbols.find(hyphen_part(token.lower, Attribute::before_hyphen)), at);
      fill(Attribute::after_hyphen, program_.symbols.find(hyphen_part(token.lower, Attribute::after_hyphen)), at);
    }
    if (lengths) fill(Attribute::length, program_.symbols.find(std::to_string(code_points(text))), at);
  }
}

void Truth::make(std::uint32_t condition) {
  made_[condition] = generation_;
  const Condition& c = program_.conditions[condition];
  Word* out = rows_.data() + condition * width_;
  switch (c.kind) {
    case Kind::equals:
      if (!c.text.empty()) return;  // fill_word_rows has made it
      for (std::uint32_t i = block_.begin; i < block_.end; ++i)
        if (condition_holds(doc_, program_, condition, i)) set_bit(out, i - block_.begin);
      return;
    case Kind::member: return;  // likewise
    case Kind::flag:
      for (std::uint32_t i = block_.begin; i < block_.end; ++i)
        if (flag(c.flag, i)) set_bit(out, i - block_.begin);
      return;
    case Kind::prefix:
      for (std::uint32_t i = block_.begin; i < block_.end; ++i)
        if (begins(c, i)) set_bit(out, i - block_.begin);
      return;
    default: combine(c, out);
  }
}

/// Conditions nest only as deep as the grammar writes them.
void Truth::combine(const Condition& c, Word* out) {
  std::fill(out, out + width_, c.kind == Kind::any ? Word{0} : ~Word{0});
  for (const std::uint32_t part : c.parts) {
    const Row other = row(part);
    for (std::size_t i = 0; i < width_; ++i)
      out[i] = c.kind == Kind::any ? out[i] | other[i] : c.kind == Kind::all ? out[i] & other[i] : ~other[i];
  }
}

bool Truth::flag(Flag wanted, std::uint32_t at) const {
  const Token& token = doc_.tokens[at];
  const std::string_view text = doc_.slice(token.range);
  switch (wanted) {
    case Flag::capitalized: return is_upper(decode(text, 0).value);
    case Flag::upper:
      return text.size() > 1 &&
             std::all_of(text.begin(), text.end(),
                         [](char c) { return (c >= 'A' && c <= 'Z') || c == '.' || c == '&' || c == '-' || (c >= '0' && c <= '9'); }) &&
             std::count_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) > 1;
    case Flag::number: return !text.empty() && text[0] >= '0' && text[0] <= '9';
    case Flag::punctuation: return token.upos == "PUNCT";
    case Flag::quoted: return token.quoted;
    case Flag::sentence_start: return doc_.sentences[token.sentence].tokens.begin == at;
    case Flag::sentence_end: return doc_.sentences[token.sentence].tokens.end == at + 1;
    case Flag::glued: return !token.space_before;
    case Flag::headline: return doc_.sentences[token.sentence].kind == SentenceKind::headline;
  }
  return false;
}

bool Truth::begins(const Condition& c, std::uint32_t at) const {
  const Token& token = doc_.tokens[at];
  const auto has = [&](std::string_view text) { return text.substr(0, c.text.size()) == c.text; };
  switch (c.attribute) {
    case Attribute::text: return has(doc_.slice(token.range));
    case Attribute::lower: return has(token.lower);
    case Attribute::lemma: return has(token.lemma);
    case Attribute::tag: return has(token.xpos);
    case Attribute::upos: return has(token.upos);
    case Attribute::before_hyphen:
    case Attribute::after_hyphen: return has(hyphen_part(token.lower, c.attribute));
    case Attribute::deprel: return has(token.deprel);
    case Attribute::chunk: return has(chunk_of(doc_, token));
    case Attribute::length: return has(std::to_string(code_points(doc_.slice(token.range))));
    default: return has(word_shape(doc_.slice(token.range), token.lower));
  }
}

}  // namespace readout::matching
