// Tags words with a greedy perceptron, left to right. Entry points: Tagger::load, Tagger::tag.
#include "tagger.hpp"

#include <algorithm>
#include <array>

#include "fnv.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

constexpr std::array<std::string_view, 47> kPenn{"NN",   "NNS", "NNP", "NNPS", "JJ",    "JJR",   "JJS", "VB", "VBD", "VBG",  "VBN", "VBP",
                                                 "VBZ",  "MD",  "RB",  "RBR",  "RBS",   "RP",    "IN",  "TO", "DT",  "PDT",  "WDT", "PRP",
                                                 "PRP$", "WP",  "WP$", "WRB",  "CC",    "CD",    "EX",  "FW", "UH",  "LS",   "POS", "SYM",
                                                 "$",    "#",   ",",   ".",    "-LRB-", "-RRB-", ":",   "``", "''",  "HYPH", "GW"};
constexpr std::array<std::string_view, 17> kUniversal{"NOUN", "PROPN", "VERB", "AUX", "ADJ",  "ADV",   "ADP", "SCONJ", "CCONJ",
                                                      "DET",  "PRON",  "PART", "NUM", "INTJ", "PUNCT", "SYM", "X"};

constexpr std::size_t kMostGroups = 3;  ///< of a row; one with more weights is faster as a full row
constexpr std::uint64_t kEach = 0x0001000100010001ULL;  ///< in the place of each label of a group

/// For each weight of a group the highest bit, where there are not so many labels as that it is for; the other bits mean nothing.
std::uint64_t strange_labels(std::uint64_t group, std::size_t labels) {
  return group | ((group & 0x7FU * kEach) + (0x80U - labels) * kEach);
}

template <std::size_t N>
std::string_view find_name(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? std::string_view() : *at;
}

bool has_word_char(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    if (is_word(c.value)) return true;
    i += c.length;
  }
  return false;
}

bool digit_beside(const Document& document, std::uint32_t i) {
  const auto is_number = [&](std::uint32_t k) { return is_digit(static_cast<unsigned char>(document.tokens[k].lower.front())); };
  return i > 0 && i + 1 < document.tokens.size() && is_number(i - 1) && is_number(i + 1);
}

std::string_view dash_tag(const Document& document, std::uint32_t i) {
  const bool tight = !document.tokens[i].space_before && i + 1 < document.tokens.size() && !document.tokens[i + 1].space_before;
  const bool en_dash = document.tokens[i].lower != "-";
  if (digit_beside(document, i)) return en_dash || !tight ? "SYM" : "HYPH";
  return tight && !en_dash ? "HYPH" : ":";
}

/// Tags of a word when there is no model: names, numbers and the rest.
TagPair shape_tag(const Document& document, std::uint32_t i) {
  const char32_t c = decode(document.text, document.tokens[i].range.begin).value;
  if (is_digit(c)) return {"CD", "NUM"};
  if (is_upper(c)) return {"NNP", "PROPN"};
  return {"NN", "NOUN"};
}

std::string_view mark_upos(std::string_view xpos) {
  if (xpos == "SYM" || xpos == "$" || xpos == "#") return "SYM";
  if (xpos == "NNP") return "PROPN";
  if (xpos == "CD") return "NUM";
  if (xpos == "LS") return "X";
  if (xpos == "POS") return "PART";
  if (xpos == "CC") return "CCONJ";
  if (xpos == "IN") return "ADP";
  return xpos == "NN" || xpos == "NNS" ? "NOUN" : "PUNCT";
}

/// "press@mfa.example", "https://un.org", "#Peace": addresses and what is named as in one.
bool is_address(std::string_view w) {
  return w.size() > 2 &&
         (w.front() == '#' || w.find('@') != std::string_view::npos || w.find("://") != std::string_view::npos || w.substr(0, 4) == "www.");
}

/// "1.", "2)", "a)" before an item of a list; the tokenizer leaves the mark with the number only there.
bool is_list_number(std::string_view w) {
  return w.size() > 1 && w.size() < 4 && (w.back() == ')' || (w.back() == '.' && is_digit(static_cast<unsigned char>(w.front()))));
}

/// The tag of "'68" and "'90s", else an empty one.
std::string_view short_year_tag(std::string_view w) {
  const CodePoint c = decode(w, 0);
  if (!is_apostrophe(c.value) || w.size() < c.length + 2U || !is_digit(static_cast<unsigned char>(w[c.length]))) return {};
  return w.back() == 's' ? "NNS" : "CD";
}

/// Tags whose words are few and all known. Prepositions are not among them, as some are rare ("amid").
bool is_closed(std::string_view xpos) {
  for (const std::string_view tag : {"DT", "PDT", "WDT", "PRP", "PRP$", "WP", "WP$", "WRB", "CC", "TO", "MD", "EX", "POS", "RP", "RBR"})
    if (xpos == tag) return true;
  return false;
}

/// "Russian-brokered": a name in front does not make the whole one.
bool ends_in_small_part(std::string_view text) {
  const std::size_t hyphen = text.rfind('-');
  return hyphen != std::string_view::npos && hyphen + 3 < text.size() && text[hyphen + 1] >= 'a' && text[hyphen + 1] <= 'z';
}

/// Endings of adjectives that are made from names and written with a capital.
bool is_demonym(std::string_view lower) {
  for (const std::string_view ending : {"ian", "ish", "ese", "stani", "ean", "ic", "ist"})
    if (lower.size() > ending.size() + 2 && lower.substr(lower.size() - ending.size()) == ending) return true;
  return false;
}

}  // namespace

std::string_view penn_tag(std::string_view name) { return find_name(kPenn, name); }
std::string_view universal_tag(std::string_view name) { return find_name(kUniversal, name); }
std::vector<std::string> penn_tags() { return {kPenn.begin(), kPenn.end()}; }
std::vector<std::string> universal_tags() { return {kUniversal.begin(), kUniversal.end()}; }

std::string_view mark_tag(const Document& document, std::uint32_t i) {
  const std::string_view w = document.tokens[i].lower;
  if (w.size() > 1 && w.back() == '$') return "$";
  if (is_address(w)) return "NNP";
  const char32_t c = decode(w, 0).value;
  if (is_word(c)) return is_list_number(w) ? std::string_view("LS") : std::string_view();
  if (const std::string_view year = short_year_tag(w); !year.empty()) return year;
  if (w == ",") return ",";
  if (w == "." || w == "?" || w == "!" || w == "[...]" || w == "[\u2026]" || w.find_first_not_of("?!") == std::string_view::npos)
    return ".";
  if (w == "(" || w == "[" || w == "{") return "-LRB-";
  if (w == ")" || w == "]" || w == "}") return "-RRB-";
  if (w == "\u201C" || w == "``" || w == "\u2018\u2018" || w == "\u00AB" || w == "\u2018" || w == "\u201E" || w == "\u2039") return "``";
  if (w == "\u201D" || w == "''" || w == "\u00BB" || w == "\u203A") return "''";
  if (w == "-" || w == "\u2013") return dash_tag(document, i);
  if (w == ":" || w == ";" || w == "\u2014" || w == "\u2026" || w == "\u2022" || w.find_first_not_of('.') == std::string::npos ||
      w.find_first_not_of('-') == std::string::npos)
    return ":";
  if (w == "$" || w == "\u20AC" || w == "\u00A3" || w == "\u00A5" || w == "\u20B9" || w == "\u20BD") return "$";
  if (w == "%") return "NN";
  if (w == "\u00B0") return "NNS";
  if (w == "&") return "CC";
  if (w == "@") return "IN";
  if (w == "'") return document.tokens[i].space_before ? "''" : "POS";  // tag() puts the marks of quotations right
  if (w == "\"") return document.tokens[i].space_before ? "``" : "''";
  return c < 0x2190 && has_word_char(w) ? std::string_view() : std::string_view("SYM");
}

/// A row of more weights than a group has; gives their place, and adds bits that show labels which there are not.
std::uint32_t Tagger::read_long_row(std::string_view weights, Group& labels) {
  const std::size_t count = weights.size() / 2, begin = groups_.size();
  const bool full = count > kGroup * kMostGroups;
  if (full) full_.emplace_back();
  for (std::size_t k = 0; k < count; k += kGroup) {
    const Group group = eight_bytes(weights, 2 * k);
    labels |= strange_labels(group, labels_.size());
    if (!full) groups_.push_back(group);
    for (std::size_t i = 0; full && i < kGroup && k + i < count; ++i)
      full_.back().values[(group >> (16 * i)) % kMostLabels] = static_cast<std::int8_t>(group >> (16 * i + 8));
  }
  return full ? static_cast<std::uint32_t>(full_.size() - 1) << 2U | kFull
              : static_cast<std::uint32_t>(begin) << 2U | static_cast<std::uint32_t>(groups_.size() - begin - 1);
}

void Tagger::read_rows(ByteReader& from) {
  ByteReader in = from;  // one that nothing else can point to
  const std::uint32_t count = static_cast<std::uint32_t>(std::min<std::size_t>(in.variable(), in.bytes.size()));
  const std::uint32_t bits = in.variable();
  if (bits < PlaceTable::kFewestBits || bits > PlaceTable::kMostBits) in.ok = false;
  if (in.ok) rows_.reset(bits);
  groups_.reserve(count + count / 4);  // most rows have one
  Group labels = 0;  // the highest bit of each shows whether there was one that does not exist
  std::uint32_t half = 0;
  for (std::uint32_t r = 0; in.ok && r < count; ++r) {
    half += in.variable();
    const std::size_t size = 2 * std::max<std::size_t>(in.byte(), 1), at = in.at;
    if (!in.take(size)) break;
    auto place = static_cast<std::uint32_t>(groups_.size()) << 2U;
    if (size <= sizeof(Group)) {
      const Group group = eight_bytes(in.bytes, at) & ~Group{0} >> (8 * (sizeof(Group) - size));
      labels |= strange_labels(group, labels_.size());
      groups_.push_back(group);
    } else {
      Group more = 0;
      place = read_long_row(in.bytes.substr(at, size), more);
      labels |= more;
    }
    in.ok = half >> (kFeatureBits - 1) == 0 && rows_.append(half << 1 | 1U, place);
  }
  in.ok = in.ok && (labels & 0x80U * kEach) == 0;
  from = in;
}

std::string Tagger::load(std::string_view bytes, bool checked) {
  *this = Tagger();
  if (bytes.substr(0, kMagic.size()) != kMagic) return "this is not a tagger model";
  ByteReader in{bytes, kMagic.size()};
  if (in.fixed() != kVersion) return "the tagger model has another version than this program reads";
  const std::uint32_t sum = in.fixed();
  if (!in.ok || (!checked && checksum_32(bytes.substr(in.at)) != sum)) return "the tagger model is damaged (its checksum does not fit)";
  const std::uint32_t label_count = in.variable();
  for (std::uint32_t i = 0; in.ok && i < label_count; ++i) {
    const std::string_view xpos = penn_tag(in.word()), upos = universal_tag(in.word());
    if (xpos.empty() || upos.empty()) return "the tagger model has a tag that this program does not know";
    if (labels_.size() < kMostLabels)
      labels_.push_back({xpos, upos});
    else
      in.ok = false;
    if (upos == "PROPN" || xpos == "CD") name_labels_.push_back(static_cast<std::uint8_t>(i));
    if (!is_closed(xpos)) open_labels_[0].push_back(static_cast<std::uint8_t>(i));
    if (!is_closed(xpos) && xpos != "IN") open_labels_[1].push_back(static_cast<std::uint8_t>(i));
  }
  std::vector<WordEntry> words(std::min<std::size_t>(in.variable(), bytes.size()));
  std::uint32_t hash = 0;
  for (WordEntry& word : words) {
    word.hash = hash += in.variable();
    word.tag_class = static_cast<std::uint16_t>(in.variable());
    word.cluster = static_cast<std::uint16_t>(in.variable());
    word.label = in.byte();
    if (word.label != kNoLabel && word.label >= label_count) in.ok = false;
  }
  words_.build(words);
  if (in.ok && !labels_.empty()) read_rows(in);
  if (in.ok && in.at == bytes.size() && !labels_.empty()) return {};
  *this = Tagger();
  return "the tagger model is damaged (its parts do not fit together)";
}

void Tagger::fetch_rows(std::uint32_t hash, Lookup& lookup) const {
  lookup.hashes[lookup.hash_count++] = hash;
  rows_.prefetch(hash);
}

void Tagger::fetch_weights(Lookup& lookup) const {
  for (std::size_t i = 0; i < lookup.hash_count; ++i) {
    const std::uint32_t place = rows_.find(lookup.hashes[i]), at = place >> 2U;
    const bool found = place != 0, full = (place & 3U) == kFull;
    __builtin_prefetch(full ? static_cast<const void*>(full_.data() + at) : static_cast<const void*>(groups_.data() + at));
    lookup.grouped[lookup.grouped_count] = place;
    lookup.grouped_count += found && !full ? 1 : 0;
    lookup.full[lookup.full_count] = at;
    lookup.full_count += found && full ? 1 : 0;
  }
}

void Tagger::add_weights(const Lookup& lookup, Scores& scores) const {
  for (std::size_t i = 0; i < lookup.full_count; ++i) {
    const Full& row = full_[lookup.full[i]];
    for (std::size_t k = 0; k < kMostLabels; ++k) scores[k] = static_cast<std::int16_t>(scores[k] + row.values[k]);
  }
  for (std::size_t i = 0; i < lookup.grouped_count; ++i) {
    const Group* group = &groups_[lookup.grouped[i] >> 2U];
    for (const Group* last = group + (lookup.grouped[i] & 3U); group <= last; ++group)
      for (std::size_t k = 0; k < kGroup; ++k) {
        const auto label = static_cast<std::uint8_t>(*group >> (16 * k));
        scores[label] = static_cast<std::int16_t>(scores[label] + static_cast<std::int8_t>(*group >> (16 * k + 8)));
      }
  }
}

/// The label with the highest score, the first among equals; of a name or an unknown word, among those that it may have.
std::uint8_t Tagger::best_label(const Scores& scores, const WordView& view) const {
  const std::vector<std::uint8_t>* among = view.name                     ? &name_labels_
                                           : !view.known && view.letters ? &open_labels_[view.capital ? 1 : 0]
                                                                         : nullptr;
  if (among != nullptr && !among->empty())
    return *std::max_element(among->begin(), among->end(), [&](std::uint8_t a, std::uint8_t b) { return scores[a] < scores[b]; });
  std::int32_t best = scores[0] * 64 + 63;
  for (std::size_t k = 1; k < labels_.size(); ++k) best = std::max(best, scores[k] * 64 + 63 - static_cast<std::int32_t>(k));
  return static_cast<std::uint8_t>(63 - (best & 63));
}

/// Unknown words that are capitalised within a sentence, so that they are names where they open one too.
std::unordered_set<std::uint32_t> Tagger::find_names(const Document& document) const {
  std::unordered_set<std::uint32_t> names;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.kind == SentenceKind::headline) continue;
    for (std::uint32_t i = sentence.tokens.begin + 1; i < sentence.tokens.end; ++i) {
      if (!is_upper(decode(document.text, document.tokens[i].range.begin).value)) continue;
      const std::uint32_t hash = hash_word(document.tokens[i].lower);
      if (words_.find(hash).tag_class == 0) names.insert(hash);
    }
  }
  return names;
}

/// Whether the training data know the word of which this one is a regular form.
bool Tagger::knows_base(std::string_view lower) const {
  for (const std::string_view ending : {"s", "es", "d", "ed", "ing"}) {
    if (lower.size() < ending.size() + 3 || lower.substr(lower.size() - ending.size()) != ending) continue;
    std::string base(lower.substr(0, lower.size() - ending.size()));
    if (words_.find(hash_word(base)).tag_class != 0) return true;
    if (ending == "ing" && words_.find(hash_word(base += 'e')).tag_class != 0) return true;
  }
  return false;
}

/// The verbs of a headline whose words are all capitalised: a word that is known is seen as it would stand within a sentence. What is
/// no verb then stays what its capital made of it.
void Tagger::find_verbs(const Document& document, const Sentence& sentence, std::vector<WordView>& views,
                        std::vector<std::uint8_t>& labels) const {
  for (std::uint32_t i = sentence.tokens.begin + 1; i < sentence.tokens.end; ++i) {
    WordView& view = views[i - sentence.tokens.begin + kMargin];
    const std::string_view text = document.slice(document.tokens[i].range), lower = document.tokens[i].lower;
    if (!view.capital || text.size() < 2 || text.substr(1) != lower.substr(1)) continue;
    if (view.known || knows_base(lower)) view = view_word(lower, lower, false, words_);
  }
  std::vector<std::uint8_t> lowered;
  label_words(views, lowered);
  for (std::size_t at = 0; at < labels.size(); ++at) {
    const std::string_view xpos = labels_[lowered[at]].xpos;
    if (xpos.substr(0, 2) == "VB" || xpos == "MD") labels[at] = lowered[at];
  }
}

void Tagger::label_words(const std::vector<WordView>& views, std::vector<std::uint8_t>& labels) const {
  const std::size_t count = views.size() - 2 * kMargin;
  labels.assign(count, kNoLabel);
  std::array<Lookup, 3> lookups;  // of the features of this word, the next and the one after it
  const auto begin_word = [&](std::size_t at) {
    Lookup& lookup = lookups[at % 3];
    lookup.hash_count = lookup.grouped_count = lookup.full_count = 0;
    if (at < count && views[at + kMargin].label == kNoLabel)
      each_word_feature(&views[at + kMargin], [&](std::uint32_t hash) { fetch_rows(hash, lookup); });
  };
  begin_word(0);
  begin_word(1);
  fetch_weights(lookups[0]);
  Lookup history;
  std::uint8_t previous = kNoLabel, second = kNoLabel;
  for (std::size_t at = 0; at < count; ++at) {
    const WordView* view = &views[at + kMargin];
    std::uint8_t label = view->label;
    if (label == kNoLabel) {
      history.hash_count = history.grouped_count = history.full_count = 0;
      each_history_feature(view, previous, second, [&](std::uint32_t hash) { fetch_rows(hash, history); });
      Scores scores{};
      add_weights(lookups[at % 3], scores);
      fetch_weights(history);
      begin_word(at + 2);
      fetch_weights(lookups[(at + 1) % 3]);
      add_weights(history, scores);
      label = best_label(scores, *view);
    } else {
      begin_word(at + 2);
      fetch_weights(lookups[(at + 1) % 3]);
    }
    labels[at] = label;
    second = previous;
    previous = label;
  }
}

void Tagger::tag_sentence(Document& document, const Sentence& sentence, const std::unordered_set<std::uint32_t>& names,
                          std::vector<WordView>& views, std::vector<std::uint8_t>& labels) const {
  views.assign(sentence.tokens.size() + 2 * kMargin, WordView{});
  for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i)
    views[i - sentence.tokens.begin + kMargin] =
        view_word(document.slice(document.tokens[i].range), document.tokens[i].lower, i == sentence.tokens.begin, words_);
  const bool title = set_places(views);
  for (std::uint32_t at = 0; at < sentence.tokens.size(); ++at) {
    WordView& view = views[at + kMargin];
    const std::string_view lower = document.tokens[sentence.tokens.begin + at].lower;
    // "Ned Halvorsen, the spokesman": with a capital behind it, an unknown word opens a name.
    const bool opens = at == 0 && views[kMargin + 1].capital && !knows_base(lower);
    const bool inside = at > 0 ? !title || !knows_base(lower) : opens || names.count(view.word) != 0;
    view.name = view.capital && !view.known && inside && !is_demonym(lower) &&
                !ends_in_small_part(document.slice(document.tokens[sentence.tokens.begin + at].range));
  }
  label_words(views, labels);
  if (title && sentence.kind == SentenceKind::headline) find_verbs(document, sentence, views, labels);
  for (std::uint32_t at = 0; at < sentence.tokens.size(); ++at) {
    document.tokens[sentence.tokens.begin + at].xpos = labels_[labels[at]].xpos;
    document.tokens[sentence.tokens.begin + at].upos = labels_[labels[at]].upos;
  }
}

void Tagger::tag(Document& document) const {
  std::vector<WordView> views;
  std::vector<std::uint8_t> labels;
  const std::unordered_set<std::uint32_t> names = labels_.empty() ? std::unordered_set<std::uint32_t>() : find_names(document);
  for (const Sentence& sentence : document.sentences) {
    if (labels_.empty()) {
      for (std::uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        const TagPair tag = shape_tag(document, i);
        document.tokens[i].xpos = tag.xpos;
        document.tokens[i].upos = tag.upos;
      }
    } else {
      tag_sentence(document, sentence, names, views, labels);
    }
  }
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    const std::string_view mark = mark_tag(document, i);
    if (mark.empty()) continue;
    document.tokens[i].xpos = mark;
    document.tokens[i].upos = mark_upos(mark);
  }
  for (const Quote& quote : document.quotes) {
    document.tokens[quote.tokens.begin].xpos = "``";
    document.tokens[quote.tokens.begin].upos = "PUNCT";
    if (!quote.closed) continue;
    document.tokens[quote.tokens.end - 1].xpos = "''";
    document.tokens[quote.tokens.end - 1].upos = "PUNCT";
  }
}

}  // namespace readout
