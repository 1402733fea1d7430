// The type of names that no rule could type, by a vote over the whole document. Entry point: decide_types.
//
// Rules emit <evidence> for a <name>: a type and a weight ("said X" speaks for a person, "in X" for a place), or a list whose
// members are alike. All mentions of one name share their evidence, with what rules typed elsewhere under the same name and, for
// a person's surname, with the full name. A name gets the type that leads by enough; else it stays untyped. A place of which
// something tells that it is a country ("X's foreign minister") is one, save where it stands as a place does ("in X").
#include <algorithm>
#include <map>
#include <unordered_set>

#include "actor_table.hpp"

namespace readout {
namespace {

enum Kind : std::size_t { person, organization, place, kinds };
constexpr std::array<const char*, kinds> kind_names = {"person", "organization", "place"};

constexpr int enough = 2;        ///< the least weight that decides
constexpr int lead = 1;          ///< by how much the best type must lead
constexpr int typed_weight = 5;  ///< a rule typed this very name elsewhere
constexpr int surname_weight = 4;
constexpr int firm_weight = 8;  ///< a firm is said to do as people do, more often than people stand beside a firm of their name
constexpr int list_weight = 3;
constexpr int most_times = 3;  ///< that one rule is heard on one name: the same construction again tells little more
constexpr int rounds = 3;  ///< a list's members may tell of each other through a second list

using Weights = std::array<int, kinds>;

/// The last words of full names.
class Surnames {
 public:
  void add(const NameWords& name) {
    if (name.size() < 2) return;
    whole_.insert(name.back());
    bare_.emplace(without_article(name.back()));
  }
  /// Whether one of them is the same_word.
  [[nodiscard]] bool have(const std::string& word) const {
    return whole_.contains(word) || bare_.contains(word) || whole_.contains(std::string(without_article(word)));
  }

 private:
  std::unordered_set<std::string> whole_, bare_;
};

struct Case {
  NameWords words;
  Weights told = {}, all = {};
  std::array<int, kinds> strongest = {};
  std::array<std::uint32_t, kinds> rule = {none, none, none};
  std::map<std::pair<std::uint32_t, std::size_t>, int> times;  ///< by rule and type, how often it told of the name
  std::uint32_t state_rule = none;  ///< which told that it is a country
  std::vector<std::uint32_t> mentions;
  std::unordered_set<std::uint32_t> place_at;  ///< first tokens of mentions that stand as a place does
  std::size_t decided = kinds;
};

class TypeVote {
 public:
  TypeVote(Document& document, const Program& program) : doc_(document) {
    for (std::size_t k = 0; k < kinds; ++k) types_[k] = program.symbols.find(kind_names[k]);
    name_ = program.symbols.find("name"), evidence_ = program.symbols.find("evidence");
    country_ = program.symbols.find("country"), group_ = program.symbols.find("group");
    name_field_ = program.symbols.find("name"), type_field_ = program.symbols.find("type");
    weight_field_ = program.symbols.find("weight"), like_field_ = program.symbols.find("like");
  }

  void run() {
    if (!evidence_ || !name_) return;
    collect_names();
    if (cases_.empty()) return;
    collect_typed();
    collect_evidence();
    for (int round = 0; round < rounds; ++round) decide();
    for (const auto& [key, one] : cases_)
      for (const std::uint32_t i : one.mentions)
        if (one.decided != kinds) add_typed(i, one);
  }

 private:
  void add_typed(std::uint32_t index, const Case& one) {
    Mention typed = doc_.mentions[index];
    const bool state = one.decided == place && one.state_rule != none && !one.place_at.contains(name_tokens(typed).begin);
    typed.type = state ? country_ : types_[one.decided];
    if (const std::uint32_t rule = state ? one.state_rule : one.rule[one.decided]; rule != none) typed.rule = rule;
    doc_.mentions.push_back(std::move(typed));
  }

  [[nodiscard]] TokenRange name_tokens(const Mention& mention) const {
    for (const Field& f : mention.fields)
      if (f.name == name_field_ && !f.tokens.empty()) return f.tokens;
    return mention.tokens;
  }

  [[nodiscard]] std::string key_of(TokenRange tokens) const {
    std::string key;
    for (const std::string& word : name_words(doc_.slice(doc_.bytes(tokens)))) key += word + " ";
    return key;
  }

  [[nodiscard]] std::size_t kind_of(const Mention& mention) const {
    if (country_ && mention.type == country_) return place;
    for (std::size_t k = 0; k < kinds; ++k)
      if (types_[k] && mention.type == types_[k]) return k;
    return kinds;
  }

  /// The names that no typed mention covers.
  void collect_names() {
    std::vector<bool> covered(doc_.tokens.size());
    for (const Mention& mention : doc_.mentions)
      if (kind_of(mention) != kinds || (group_ && mention.type == group_))
        std::fill(covered.begin() + mention.tokens.begin, covered.begin() + mention.tokens.end, true);
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const Mention& mention = doc_.mentions[i];
      if (mention.type != name_ || std::find(covered.begin() + mention.tokens.begin, covered.begin() + mention.tokens.end, true) !=
                                       covered.begin() + mention.tokens.end)
        continue;
      const TokenRange tokens = name_tokens(mention);
      Case& one = cases_[key_of(tokens)];
      if (one.mentions.empty()) one.words = name_words(doc_.slice(doc_.bytes(tokens)));
      one.mentions.push_back(i);
    }
  }

  /// What rules typed under the same name, or as the full name of a surname.
  void collect_typed() {
    for (const Mention& mention : doc_.mentions) {
      const std::size_t kind = kind_of(mention);
      if (kind == kinds) continue;
      const TokenRange tokens = name_tokens(mention);
      const std::string key = key_of(tokens);
      typed_.emplace(key, kind);
      const auto same = cases_.find(key);
      if (same != cases_.end()) tell(same->second, kind, typed_weight, none);
      if (kind == organization && capitalised(tokens.end - 1)) note_firm(name_words(doc_.slice(doc_.bytes(tokens))));
      if (kind == person) typed_surnames_.add(name_words(doc_.slice(doc_.bytes(tokens))));
    }
  }

  /// Whether a token has a capital ("Vardar Air", but not "Vardar police").
  [[nodiscard]] bool capitalised(std::uint32_t token) const {
    const std::string_view text = doc_.slice(doc_.bytes({token, token + 1}));
    return lower_text(text) != text;
  }

  static void tell(Case& one, std::size_t kind, int weight, std::uint32_t rule) {
    one.told[kind] += weight;
    if (rule == none || weight <= one.strongest[kind]) return;
    one.strongest[kind] = weight;
    one.rule[kind] = rule;
  }

  void collect_evidence() {
    for (std::uint32_t i = 0; i < doc_.mentions.size(); ++i) {
      const Mention& mention = doc_.mentions[i];
      if (mention.type != evidence_) continue;
      const std::string_view type = field_value(mention, type_field_);
      const bool state = type == "country";
      const auto kind = state ? static_cast<std::size_t>(place)
                              : static_cast<std::size_t>(std::find(kind_names.begin(), kind_names.end(), type) - kind_names.begin());
      for (const Field& f : mention.fields) {
        if (f.name == like_field_ && like_field_) lists_[i].push_back(f);
        if (f.name != name_field_ || kind == kinds || f.tokens.empty()) continue;
        const auto found = cases_.find(key_of(f.tokens));
        if (found == cases_.end()) continue;
        if (state && country_) found->second.state_rule = mention.rule;
        if (kind == place && !state) found->second.place_at.insert(f.tokens.begin);
        if (++found->second.times[{mention.rule, kind}] > most_times) continue;
        tell(found->second, kind, number(field_value(mention, weight_field_)), mention.rule);
      }
    }
  }

  [[nodiscard]] static int number(std::string_view text) {
    int value = 0;
    for (const char c : text)
      if (c >= '0' && c <= '9' && value < 1000) value = value * 10 + (c - '0');
    return !text.empty() && text.front() == '-' ? -value : value;
  }

  void decide() {
    Surnames surnames = typed_surnames_;
    for (auto& [key, one] : cases_) {
      one.all = one.told;
      if (one.decided == person) surnames.add(one.words);
    }
    for (auto& [key, one] : cases_) {
      if (one.words.size() != 1) continue;
      if (surnames.have(one.words.front())) one.all[person] += surname_weight;
      if (firms_.contains(one.words.front())) one.all[organization] += firm_weight;
    }
    for (const auto& [rule, members] : lists_) weigh_list(doc_.mentions[rule].rule, members);
    for (auto& [key, one] : cases_) one.decided = best(one.all);
  }

  void note_firm(const NameWords& words) {
    if (words.size() == 2) firms_.insert(words.front());
  }

  /// The type that most members of a list have speaks for the others.
  void weigh_list(std::uint32_t rule, const std::vector<Field>& members) {
    Weights count = {};
    std::vector<Case*> undecided;
    for (const Field& member : members) {
      const std::string key = key_of(member.tokens);
      const auto found = cases_.find(key);
      const auto typed = typed_.find(key);
      const std::size_t kind = found != cases_.end() ? found->second.decided : typed != typed_.end() ? typed->second : kinds;
      if (kind != kinds) ++count[kind];
      if (found != cases_.end()) undecided.push_back(&found->second);
    }
    const auto most = static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin());
    if (count[most] == 0 || std::count(count.begin(), count.end(), count[most]) > 1) return;
    for (Case* one : undecided) {
      one->all[most] += list_weight;
      if (one->rule[most] == none) one->rule[most] = rule;
    }
  }

  [[nodiscard]] static std::size_t best(const Weights& weights) {
    const auto top = static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
    for (std::size_t k = 0; k < kinds; ++k)
      if (k != top && weights[k] + lead > weights[top]) return kinds;
    return weights[top] >= enough ? top : kinds;
  }

  Document& doc_;
  std::array<Symbol, kinds> types_ = {};
  Symbol name_ = 0, evidence_ = 0, country_ = 0, group_ = 0, name_field_ = 0, type_field_ = 0, weight_field_ = 0, like_field_ = 0;
  std::map<std::string, Case> cases_;
  std::map<std::uint32_t, std::vector<Field>> lists_;  ///< by the mention of evidence that tells them
  std::map<std::string, std::size_t> typed_;           ///< names that rules typed
  Surnames typed_surnames_;
  std::unordered_set<std::string> firms_;  ///< the first words of organisations of two ("Vardar Air"), which name them too
};

}  // namespace

void decide_types(Document& document, const Program& program) { TypeVote(document, program).run(); }

}  // namespace readout
