// Mentions to actors and places: which names and short forms are the same one. Entry point: link_actors.
//
// 1. names that no rule could type get a type by the evidence of the document (actor_types.cpp), offices that several states have the
// country that the document names (homes.cpp);
// 2. actors of the user's own list, by whichever of their names; then other named mentions, in text order: people by name, countries by
// code, organisations by name or acronym, groups by head;
// 3. capitalised words that are still untyped, where they are a short form of someone known by now;
// 4. descriptions ("the minister") and pronouns (coreference.cpp); undecided ones stay unlinked.
// Every linked mention becomes an edge <actor> (or a link of <place>) for the rules of events.
#include <algorithm>
#include <array>
#include <set>

#include "actor_table.hpp"

namespace readout {
namespace {

constexpr std::size_t most_words = 16;  ///< that a short form of an organisation's name leaves out at either end

class NameLinker {
 public:
  explicit NameLinker(ActorTable& table) : t_(table), doc_(table.document) {}

  void run() {
    for (const Mention& mention : doc_.mentions) {
      const Field *same = t_.field_node(mention, "same"), *other = t_.field_node(mention, "name");
      if (t_.is(mention, t_.types.other_name) && same && other) other_names_.emplace(other->tokens.begin, same->tokens);
    }
    for (const std::uint32_t i : t_.order)
      if (t_.field_node(doc_.mentions[i], "entry")) named(i);
    for (const std::uint32_t i : t_.order)
      if (!t_.field_node(doc_.mentions[i], "entry")) named(i);
    for (const std::uint32_t i : t_.order) short_form(i);
    note_organizations();
    for (const std::uint32_t i : t_.order) inner_name(i);
  }

 private:
  void named(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    if (t_.is(mention, t_.types.place)) return place(index);
    const bool person = t_.is(mention, t_.types.person), country = t_.is(mention, t_.types.country), group = t_.is(mention, t_.types.group);
    if (!person && !country && !group && !t_.is(mention, t_.types.organization)) return;
    const std::string_view body = country ? std::string_view() : t_.field(mention, "stands_for");
    const std::string name = body.empty() ? t_.name_of(mention) : std::string(body);
    const std::uint32_t listed = find_entry(mention, name);
    const std::uint32_t bearer = country ? surname_bearer(mention, name) : none;
    if (bearer != none) return void(t_.add_mention(bearer, index, "name"));
    const std::uint32_t same = person || !(country || group) ? known_as(mention) : none;
    const std::uint32_t actor = listed != none ? listed
                                : same != none ? same
                                : person       ? find_person(mention, name)
                                : country      ? find_country(mention)
                                : group        ? find_group(mention, name)
                                               : find_organization(mention, name);
    if (actor == undecided) return;
    if (const Field* entry = t_.field_node(mention, "entry")) {
      t_.known[actor].entry = entry->value;
      entries_[entry->value] = actor;
      doc_.actors[actor].provisional = false;
    }
    if (means_another(actor, mention, name))
      t_.add_alias(actor, name);
    else
      t_.describe(actor, mention, body.empty() ? name : doc_.actors[actor].name);
    t_.add_mention(actor, index, t_.field(mention, "kind").empty() ? "name" : t_.field(mention, "kind"));
  }

  /// Who has just been named with a name after which a mention tells another of the same type ("Karim Nasser, also known as Abu
  /// Karim"), or none.
  [[nodiscard]] std::uint32_t known_as(const Mention& mention) const {
    const auto told = other_names_.find(mention.tokens.begin);
    if (told == other_names_.end()) return none;
    auto seen = t_.seen.lower_bound(told->second.end);
    if (seen == t_.seen.begin() || !doc_.mentions[(--seen)->mention].tokens.overlaps(told->second)) return none;
    return t_.is(mention, t_.types.name) || doc_.actors[seen->actor].type == t_.program.symbols.text(mention.type) ? seen->actor : none;
  }

  /// The actor of the user's list that a mention names, if it was named before, by whichever alias. Its name in the list is kept.
  [[nodiscard]] std::uint32_t find_entry(const Mention& mention, const std::string& name) {
    const Field* entry = t_.field_node(mention, "entry");
    const auto at = entry ? entries_.find(entry->value) : entries_.end();
    if (at == entries_.end() || t_.known[at->second].entry != entry->value) return none;
    const std::uint32_t actor = at->second;
    const bool listed = name == entry->value, was_listed = doc_.actors[actor].name == entry->value;
    const NameWords words = name_words(name);
    if (!was_listed && (listed || words.size() > t_.known[actor].words.size())) rename(actor, name, words);
    return actor;
  }

  void rename(std::uint32_t actor, const std::string& fuller, const NameWords& words) {
    t_.rename(actor, fuller, words);
    if (doc_.actors[actor].type == "organization") note_organization(actor);
  }

  /// The first actor of a list that fits, or none.
  template <typename Fits>
  [[nodiscard]] static std::uint32_t first_of(ActorTable::Indexes list, const Fits& fits) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    const auto found = std::find_if(list.begin(), list.end(), fits);
    return found == list.end() ? none : *found;
  }

  // ---- people
  [[nodiscard]] std::uint32_t find_person(const Mention& mention, const std::string& name) {
    const NameWords words = name_words(name);
    const std::uint32_t best = person_called(words, name, mention);
    if (best == undecided) return best;
    if (best == none) {
      ActorTable::Indexes called;
      t_.add_called(name, called);
      const std::uint32_t other =
          first_of(std::move(called), [&](std::uint32_t i) { return doc_.actors[i].type == "person" && t_.has_alias(i, name); });
      if (other != none) return other;
    }
    if (best == none) return t_.make("person", name, {});
    if (words.size() > t_.known[best].words.size()) rename(best, name, words);
    return best;
  }

  /// Whom a name means: the one with the full name; of those who share a short form the one who was called so before, who has the
  /// title that stands here, whose surname it is, who holds an office (a president rather than his daughter), who was named last;
  /// undecided where two were named in the same sentence last; none where the form of address speaks against it.
  [[nodiscard]] std::uint32_t person_called(const NameWords& words, const std::string& name, const Mention& mention) const {
    const std::string_view gender = t_.field(mention, "gender");
    const std::string title = fold(t_.field(mention, "title"));
    std::uint32_t best = none;
    bool tied = false;
    std::array<std::uint32_t, 6> best_rank = {};
    for (const std::uint32_t i : t_.having(words)) {  // names of one person share a word
      if (doc_.actors[i].type != "person") continue;
      const Known& known = t_.known[i];
      const Agreement agreement = same_person(words, known.words);
      if (agreement == Agreement::none) continue;
      if ((gender == "m" && known.gender[1] >= 100) || (gender == "f" && known.gender[0] >= 100)) continue;
      const bool before = known.last != none && known.last < mention.tokens.begin;
      const std::array<std::uint32_t, 6> rank = {
          agreement == Agreement::full ? 1U : 0U,
          t_.has_alias(i, name) ? 1U : 0U,
          !title.empty() && has_title(i, title) ? 1U : 0U,
          !words.empty() && same_word(words.back(), known.words.back()) ? 1U : 0U,
          before && !doc_.actors[i].roles.empty() ? 1U : 0U,
          before ? doc_.tokens[known.last].sentence + 1 : 0U};
      if (best != none && !(best_rank < rank)) {
        tied = tied || (best_rank == rank && agreement != Agreement::full);
        continue;
      }
      best = i;
      best_rank = rank;
      tied = false;
    }
    return tied ? undecided : best;
  }

  [[nodiscard]] bool has_title(std::uint32_t actor, const std::string& title) const { return t_.known[actor].roles.contains(title); }

  /// Whoever was named before with a capital's name as the surname ("Valeska Paris ... Paris left"), or none.
  [[nodiscard]] std::uint32_t surname_bearer(const Mention& mention, const std::string& name) const {
    const NameWords words = name_words(name);
    if (t_.field(mention, "kind") != "metonym" || words.size() != 1) return none;
    const std::uint32_t bearer = person_called(words, name, mention);
    return bearer != none && bearer != undecided && t_.known[bearer].words.size() > 1 && t_.known[bearer].words.back() == words.back()
               ? bearer
               : none;
  }

  // ---- countries
  [[nodiscard]] std::uint32_t find_country(const Mention& mention) {
    const std::string code(t_.field(mention, "country"));
    if (code.empty()) return find_unlisted_country(t_.name_of(mention));
    if (const std::uint32_t known = t_.first_country(code); known != none) return name_better(known, mention), known;
    const bool metonym = t_.field(mention, "kind") == "metonym";
    const std::string government(t_.field(mention, "government") == "yes" ? t_.country_called(code) : std::string_view());
    const std::uint32_t made = t_.make("country", government.empty() ? t_.name_of(mention) : government, code);
    t_.known[made].metonym = metonym;
    t_.set_country(made, code);
    return made;
  }

  /// A country of which no list knows the code: by its name alone.
  [[nodiscard]] std::uint32_t find_unlisted_country(const std::string& name) {
    ActorTable::Indexes called;
    t_.add_called(name, called);
    const std::uint32_t known = first_of(std::move(called), [&](std::uint32_t i) { return doc_.actors[i].type == "country"; });
    return known != none ? known : t_.make("country", name, {});
  }

  /// A country's own name beats a metonym, and a name of more words one of fewer ("United States", "U.S.").
  void name_better(std::uint32_t index, const Mention& mention) {
    const std::string name = t_.name_of(mention);
    const bool metonym = t_.field(mention, "kind") == "metonym";
    const NameWords words = name_words(name);
    Known& known = t_.known[index];
    if (metonym || !(known.metonym || words.size() > known.words.size())) return;
    rename(index, name, words);
    known.metonym = false;
  }

  // ---- organisations
  [[nodiscard]] std::uint32_t find_organization(const Mention& mention, const std::string& name) {
    const NameWords words = name_words(name);
    const std::string acronym(t_.field(mention, "acronym"));
    const std::string key(acronym.empty() ? joined(words) : fold(acronym));
    const LexiconEntry* listed = listed_as(name, words);
    const std::uint32_t found = first_of(maybe_organizations(name, words, key, listed), [&](std::uint32_t i) {
      if (doc_.actors[i].type != "organization") return false;
      const Known& known = t_.known[i];
      return known.words == words || (listed && known.listed == listed) || known.key == key || known.key == joined(words) ||
             t_.has_alias(i, name) || is_acronym_of(name, doc_.actors[i].name) || is_acronym_of(doc_.actors[i].name, name) ||
             owned_alike(words, known.words) || (turned_round(words, known.words) && agree_in_country(mention, doc_.actors[i])) ||
             (words.size() < known.words.size() ? is_short_for(words, known.words) : is_short_for(known.words, words));
    });
    if (found != none) {
      if (t_.field(mention, "kind") == "metonym") return found;
      if (words.size() > t_.known[found].words.size()) rename(found, name, words);
      if (listed && (!t_.known[found].listed || words.size() >= t_.known[found].words.size())) note_listed(found, listed);
      return found;
    }
    const std::uint32_t made = t_.make("organization", name, key);
    note_organization(made);
    if (listed) note_listed(made, listed);
    return made;
  }

  /// The entry of an organisation in the lexicon, with its country behind it or without ("Revolutionary Guard Corps of Iran"); or null.
  [[nodiscard]] const LexiconEntry* listed_as(const std::string& name, const NameWords& words) const {
    const Symbol lexicon = t_.program.symbols.find("organizations");
    if (const LexiconEntry* entry = t_.program.entry(lexicon, name)) return entry;
    for (std::size_t of = 2; of + 1 < words.size() && of <= most_words; ++of) {
      const auto at = words.begin() + static_cast<std::ptrdiff_t>(of);
      if (is_function_word(*at) && names_country(joined(NameWords(at + 1, words.end()))))
        return t_.program.entry(lexicon, joined(NameWords(words.begin(), at)));
    }
    return nullptr;
  }

  void note_listed(std::uint32_t actor, const LexiconEntry* entry) {
    if (std::exchange(t_.known[actor].listed, entry) != entry) listed_[entry].push_back(actor);
  }

  /// Whether a short form is that of another body in the lexicon than of the one that the text calls so ("Reporters Without Borders
  /// (RSF)"): what the lexicon tells of that one is not true here.
  [[nodiscard]] bool means_another(std::uint32_t actor, const Mention& mention, const std::string& name) const {
    if (doc_.actors[actor].type != "organization") return false;
    const NameWords words = name_words(name);
    const Known& known = t_.known[actor];
    const LexiconEntry* listed = listed_as(name, words);
    return listed && words.size() < known.words.size() && known.listed != listed && (known.listed || t_.field_node(mention, "home"));
  }

  /// Those that find_organization has to compare: each of its comparisons is a look-up of one of these.
  [[nodiscard]] ActorTable::Indexes maybe_organizations(const std::string& name, const NameWords& words, const std::string& key,
                                                        const LexiconEntry* listed) const {
    ActorTable::Indexes out;
    if (const auto at = listed_.find(listed); at != listed_.end()) out = at->second;
    t_.add_called(name, out);
    for (const std::string& short_form : short_forms(words)) t_.add_called(short_form, out);
    for (const std::string& acronym : acronyms_of(words)) t_.add_called(acronym, out);
    const auto [owner, owned] = owner_of(words);
    if (owner) t_.add_noted(by_owned + joined(owned), out);
    for (const std::string& found_by : {by_key + key, by_key + joined(words), by_acronym + fold(name), by_short_form + joined(words),
                                        by_words + joined(said_words(without_country(words)))})
      t_.add_noted(found_by, out);
    return out;
  }

  void note_organization(std::uint32_t actor) {
    const Known& known = t_.known[actor];
    t_.note(by_key + known.key, actor);
    t_.note(by_words + joined(said_words(without_country(known.words))), actor);
    const auto [owner, owned] = owner_of(known.words);
    if (owner) t_.note(by_owned + joined(owned), actor);
    for (const std::string& short_form : short_forms(known.words)) t_.note(by_short_form + short_form, actor);
    for (const std::string& acronym : acronyms_of(known.words)) t_.note(by_acronym + acronym, actor);
  }

  /// The beginnings and ends of a name for which is_short_for holds.
  [[nodiscard]] std::vector<std::string> short_forms(const NameWords& words) const {
    std::vector<std::string> out;
    const auto add = [&](const NameWords& shorter) {
      if (is_short_for(shorter, words)) out.push_back(joined(shorter));
    };
    for (std::size_t count = 1; count < words.size() && count <= most_words; ++count) {
      const auto left_out = static_cast<std::ptrdiff_t>(count);
      add({words.begin(), words.end() - left_out});
      add({words.begin() + left_out, words.end()});
    }
    return out;
  }

  /// Whether a shorter name of an organisation is a longer one's without what it is of or for ("Lindqvist Foundation", "... for
  /// the Arts"), without its first noun ("Vardology", "Church of Vardology"), without its last ("Vardar", "Vardar Air"), or without its
  /// country ("Norwegian Foreign Ministry").
  [[nodiscard]] bool is_short_for(const NameWords& shorter, const NameWords& longer) const {
    if (shorter.empty() || shorter.size() >= longer.size()) return false;
    const auto rest = static_cast<std::ptrdiff_t>(longer.size() - shorter.size());
    const bool begins = std::equal(shorter.begin(), shorter.end(), longer.begin());
    const bool known = t_.program.entry(t_.program.symbols.find("organizations"), joined(shorter)) || names_country(joined(shorter));
    if (begins && rest == 1 && !known && t_.program.entry(t_.program.symbols.find("org_heads"), longer.back())) return true;
    if (begins && shorter.size() == 1 && is_function_word(longer[1])) {  // "Parliament", "Parliament of the United Kingdom"
      NameWords of(longer.begin() + 2, longer.end());
      if (of.size() > 1 && is_function_word(of.front())) of.erase(of.begin());
      return names_country(joined(of));
    }
    if (shorter.size() > 1 && begins) return is_function_word(longer[shorter.size()]);
    if (!std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin())) return false;
    if (shorter.size() == 1) return rest == 2 && is_function_word(longer[1]);
    return names_country(joined(NameWords(longer.begin(), longer.begin() + rest)));
  }

  /// Whether one name says with "of" what the other says without: "Department of Defense", "U.S. Defense Department".
  [[nodiscard]] bool turned_round(const NameWords& a, const NameWords& b) const {
    const NameWords plain_a = without_country(a), plain_b = without_country(b);
    const auto all_said = [&](const NameWords& words) { return without_function_words(words) == words; };
    if (std::min(a.size(), b.size()) < 2 || all_said(plain_a) == all_said(plain_b)) return false;
    return said_words(plain_a) == said_words(plain_b);
  }

  /// Whether two names differ only in how they call whose they are: "UN Human Rights Council", "United Nations Human Rights Council".
  [[nodiscard]] bool owned_alike(const NameWords& a, const NameWords& b) const {
    if (a.size() < 2 || b.size() < 2 || a.size() == b.size() || a.back() != b.back()) return false;
    const auto [owner_a, rest_a] = owner_of(a);
    const auto [owner_b, rest_b] = owner_of(b);
    return owner_a && owner_a == owner_b && rest_a == rest_b;
  }

  /// The country or organisation that a name begins with, as an entry of the lexicons, and the other words.
  [[nodiscard]] std::pair<const LexiconEntry*, NameWords> owner_of(const NameWords& words) const {
    NameWords owner;
    for (std::size_t count = 1; count < words.size() && count <= longest_country; ++count) {
      owner.push_back(words[count - 1]);
      for (const char* lexicon : {"countries", "organizations"})
        if (const LexiconEntry* entry = t_.program.entry(t_.program.symbols.find(lexicon), joined(owner)))
          return {entry, NameWords(words.begin() + static_cast<std::ptrdiff_t>(count), words.end())};
    }
    return {nullptr, {}};
  }

  /// The words of a name without "of", "the", "several" and the like.
  [[nodiscard]] NameWords without_function_words(NameWords words) const {
    std::erase_if(words, [&](const std::string& word) { return is_function_word(word); });
    return words;
  }

  /// The same in the order of the alphabet.
  [[nodiscard]] NameWords said_words(const NameWords& words) const {
    NameWords said = without_function_words(words);
    std::sort(said.begin(), said.end());
    return said;
  }

  /// A name without the country that it begins with: "Norwegian Foreign Ministry", "United States Department of State".
  [[nodiscard]] NameWords without_country(const NameWords& words) const {
    NameWords owner;
    for (std::size_t count = 1; count < words.size() && count <= longest_country; ++count) {
      owner.push_back(words[count - 1]);
      if (names_country(joined(owner))) return NameWords(words.begin() + static_cast<std::ptrdiff_t>(count), words.end());
    }
    return words;
  }

  [[nodiscard]] bool names_country(std::string owner) const {
    if (owner.size() > 2 && owner.ends_with("'s")) owner.resize(owner.size() - 2);
    return !t_.program.look_up("demonyms", owner, "code").empty() || !t_.program.look_up("countries", owner, "code").empty();
  }

  [[nodiscard]] bool agree_in_country(const Mention& mention, const Actor& actor) const {
    const std::string_view country = t_.field(mention, "country");
    return country.empty() || actor.country.empty() || country == actor.country;
  }

  static constexpr std::size_t longest_country = 4;  ///< words: "United States of America"

  [[nodiscard]] bool is_function_word(const std::string& word) const {
    return t_.program.look_up("stoplist_names", word, "kind") == "function";
  }

  // ---- groups
  /// Groups are one where they have the same head and country, and nobody's words say more than both tell ("observers",
  /// "observers across Europe", but not "Western powers" and "regional powers"). "The parties", without a country, are the ones that
  /// were named last.
  [[nodiscard]] std::uint32_t find_group(const Mention& mention, const std::string& name) {
    const std::string title = fold(t_.field(mention, "title")) + "\n";
    const std::string head = title + std::string(t_.field(mention, "country"));
    const NameWords words = name_words(name), plain = plain_words(words);
    const bool refers = t_.field(mention, "refers") == "yes";
    ActorTable::Indexes alike;
    t_.add_noted(by_head + title, alike);
    t_.add_called(name, alike);
    std::uint32_t latest = none;
    for (const std::uint32_t i : alike) {
      const Known& known = t_.known[i];
      if (doc_.actors[i].type != "group" || !(known.key == head || (refers && head == title && known.key.starts_with(title)))) continue;
      if (!all_in(words, known.words) && !all_in(known.words, words) && !(refers && all_in(plain, plain_words(known.words)))) continue;
      if (latest == none || t_.known[latest].last < known.last) latest = i;
    }
    if (latest != none) return latest;
    const std::uint32_t made = t_.make("group", name, head);
    t_.note(by_head + title, made);
    doc_.actors[made].provisional = true;
    doc_.actors[made].kept = t_.field(mention, "definite") == "yes";
    return made;
  }

  /// The words of a name without function words, and without the country that it begins with or is ("Norwegians").
  [[nodiscard]] NameWords plain_words(const NameWords& words) const {
    const NameWords said = without_function_words(words);
    return names_country(joined(said)) ? NameWords() : without_country(said);
  }

  [[nodiscard]] static bool all_in(const NameWords& part, const NameWords& whole) {
    return std::all_of(part.begin(), part.end(),
                       [&](const std::string& word) { return std::find(whole.begin(), whole.end(), word) != whole.end(); });
  }

  // ---- short forms of names already known
  void short_form(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    if (!t_.is(mention, t_.types.name) || t_.covered(mention.tokens)) return;
    const std::string name = t_.name_of(mention);
    if (const std::uint32_t same = known_as(mention); same != none) return add_short_form(same, index, name);
    std::uint32_t actor = person_called(name_words(name), name, mention);
    if (actor == undecided) return;
    if (actor != none && name_words(name).size() > t_.known[actor].words.size()) actor = none;
    if (actor == none) {
      ActorTable::Indexes called;
      t_.add_called(name, called);
      t_.add_noted(by_acronym + fold(name), called);
      t_.add_noted(by_short_form + joined(name_words(name)), called);
      actor = first_of(std::move(called), [&](std::uint32_t i) {
        return doc_.actors[i].type == "organization" &&
               (t_.has_alias(i, name) || is_acronym_of(name, doc_.actors[i].name) || is_short_for(name_words(name), t_.known[i].words));
      });
    }
    if (actor != none) add_short_form(actor, index, name);
  }

  void add_short_form(std::uint32_t actor, std::uint32_t index, const std::string& name) {
    t_.add_alias(actor, name);
    t_.add_mention(actor, index, "name");
  }

  /// A name inside an organisation's ("the Ana Ruiz Foundation", "University of Oslo") is a mention of whom or what another sentence
  /// of the article names. It does nothing there, so rules of events do not see it. Nor does who stands in one word with another
  /// (`part`: "Iran-backed", "anti-NATO"); that can be an organisation too.
  void inner_name(std::uint32_t index) {
    const Mention& mention = doc_.mentions[index];
    if (!t_.is(mention, t_.types.inner) && !t_.is(mention, t_.types.name)) return;
    const std::string_view part = t_.field(mention, "part");
    if (part.empty() && !inside_organization(mention.tokens)) return;
    const ActorMention found = {hyphen_range(t_.name_range(mention), part), "name", mention.rule};
    const std::string name(doc_.slice(found.range));
    const NameWords words = name_words(name);
    if (const auto at = places_.find(fold(name)); at != places_.end()) {
      std::vector<ActorMention>& named = doc_.places[at->second].mentions;
      if (named_elsewhere(named, mention)) {
        if (named_as_places_.emplace(found.range.begin, found.range.end).second) named.push_back(found);
        return;
      }
    }
    ActorTable::Indexes called;
    t_.add_called(name, called);
    const std::uint32_t known = first_of(std::move(called), [&](std::uint32_t i) {
      const Actor& actor = doc_.actors[i];
      const bool fits =
          (actor.type == "person" && words.size() > 1) || actor.type == "country" || (!part.empty() && actor.type == "organization");
      return fits && (t_.known[i].words == words || t_.has_alias(i, name)) && named_elsewhere(actor.mentions, mention);
    });
    if (known != none && t_.known[known].ranges.emplace(found.range.begin, found.range.end).second)
      doc_.actors[known].mentions.push_back(found);
  }

  /// Of the range of a word with a hyphen what stands before or after the last one.
  [[nodiscard]] Range hyphen_range(Range range, std::string_view part) const {
    const auto hyphen = part.empty() ? std::string_view::npos : doc_.slice(range).rfind('-');
    if (hyphen == std::string_view::npos) return range;
    const auto at = range.begin + static_cast<std::uint32_t>(hyphen);
    return part == "after_hyphen" ? Range{at + 1, range.end} : Range{range.begin, at};
  }

  [[nodiscard]] bool named_elsewhere(const std::vector<ActorMention>& mentions, const Mention& here) const {
    const Range sentence = doc_.sentences[doc_.tokens[here.tokens.begin].sentence].range;
    return std::any_of(mentions.begin(), mentions.end(), [&](const ActorMention& m) { return !sentence.covers(m.range); });
  }

  [[nodiscard]] bool inside_organization(TokenRange tokens) const {
    const auto& around = organizations_[tokens.begin];
    return std::any_of(around.begin(), around.end(), [&](TokenRange o) { return o.covers(tokens) && o.size() > tokens.size() + 1; });
  }

  void note_organizations() {
    organizations_.resize(doc_.tokens.size());
    for (const Mention& mention : doc_.mentions)
      if (t_.is(mention, t_.types.organization) && mention.link != none)
        for (std::uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) organizations_[at].push_back(mention.tokens);
  }

  // ---- places
  void place(std::uint32_t index) {
    Mention& mention = doc_.mentions[index];
    const Range range = t_.name_range(mention);
    const std::string name(doc_.slice(range));
    const auto [at, fresh] = places_.emplace(fold(name), static_cast<std::uint32_t>(doc_.places.size()));
    if (fresh) {
      Place made;
      made.name = name;
      made.country = t_.field(mention, "country");
      made.lat = coordinate(t_.field(mention, "lat"));
      made.lon = coordinate(t_.field(mention, "lon"));
      locate(made);
      doc_.places.push_back(std::move(made));
    }
    mention.link = at->second;
    t_.cover(mention.tokens);
    doc_.places[at->second].mentions.push_back({range, "name", mention.rule});
    named_as_places_.emplace(range.begin, range.end);
  }

  /// Country and position of a town, else a region, that the gazetteer has, unless the text says that it lies elsewhere ("Paris, Texas").
  void locate(Place& place) const {
    for (const std::string_view gazetteer : {"cities", "regions"}) {
      const std::string_view code = t_.program.look_up(gazetteer, place.name, "code");
      const std::string_view lat = t_.program.look_up(gazetteer, place.name, "lat");
      if (lat.empty() || place.lat || (!place.country.empty() && place.country != code)) continue;
      if (!code.empty()) place.country = code;
      place.lat = coordinate(lat);
      place.lon = coordinate(t_.program.look_up(gazetteer, place.name, "lon"));
    }
  }

  /// "-12.34" to a number, without the locale.
  [[nodiscard]] static std::optional<double> coordinate(std::string_view text) {
    if (text.empty()) return std::nullopt;
    double value = 0, scale = 0;
    for (const char c : text) {
      if (c == '.') scale = 1;
      if (c < '0' || c > '9') continue;
      value = value * 10 + (c - '0');
      scale *= 10;
    }
    if (scale > 0) value /= scale;
    return text.front() == '-' ? -value : value;
  }

  ActorTable& t_;
  Document& doc_;
  std::vector<std::vector<TokenRange>> organizations_;                   ///< by token: the names of organisations that it stands in
  std::map<std::string, std::uint32_t> places_;                          ///< by folded name
  std::set<std::pair<std::uint32_t, std::uint32_t>> named_as_places_;    ///< ranges of the mentions of places, in bytes
  std::unordered_map<const LexiconEntry*, ActorTable::Indexes> listed_;  ///< organisations by their entry in the lexicon
  std::map<std::uint32_t, TokenRange> other_names_;  ///< by the first token of another name, the words of the one before it
  std::map<std::string, std::uint32_t> entries_;     ///< actors by their name in the user's list
  const std::string by_key = "key ", by_head = "head ", by_acronym = "acronym ", by_short_form = "short ", by_words = "words ",
                    by_owned = "owned ";
};

/// By token: whether a person's name and title stand there. A country in a title ("U.S. Secretary of State") is named by it, but
/// does nothing beside the person.
std::vector<bool> inside_people(const ActorTable& table) {
  std::vector<bool> inside(table.document.tokens.size());
  for (const Mention& mention : table.document.mentions)
    if (table.is(mention, table.types.person) && mention.link != none)
      std::fill(inside.begin() + mention.tokens.begin, inside.begin() + mention.tokens.end, true);
  return inside;
}

/// Edges <actor> for the rules of events; one for each of those that a "they" means together.
void publish(const ActorTable& table) {
  Document& document = table.document;
  const Symbols& symbols = table.program.symbols;
  const Symbol actor = symbols.find("actor");
  if (!actor) return;
  const auto add_field = [&](Mention& mention, const char* name, std::string_view value) {
    Field made;
    made.name = symbols.find(name);
    made.value = value;
    mention.fields.push_back(std::move(made));
  };
  const std::vector<bool> in_person = inside_people(table);
  const std::size_t count = document.mentions.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Mention& mention = document.mentions[i];
    if (!table.means_actor(mention)) continue;
    const bool pronoun = table.is(mention, table.types.pronoun);
    const bool someone = pronoun && table.field(mention, "gender") != "n";  // "she" says something even where nobody knows who she is
    if (mention.link == none && !someone) continue;
    if (table.is(mention, table.types.country) && in_person[mention.tokens.begin]) continue;
    const auto together = table.together.find(static_cast<std::uint32_t>(i));
    Mention edge;
    edge.type = actor;
    edge.tokens = mention.tokens;
    edge.rule = mention.rule;
    edge.link = together == table.together.end() ? mention.link : together->second.front();
    add_field(edge, "kind",
              pronoun                                  ? "pronoun"
              : table.is(mention, table.types.nominal) ? "nominal"
              : table.is(mention, table.types.group)   ? "group"
                                                       : "name");
    if (edge.link != none) add_field(edge, "type", table.is(mention, table.types.group) ? "group" : document.actors[edge.link].type);
    for (const char* name : {"person", "number", "case", "country", "title"})
      if (!table.field(mention, name).empty()) add_field(edge, name, table.field(mention, name));
    document.mentions.push_back(edge);
    if (together == table.together.end()) continue;
    for (std::size_t k = 1; k < together->second.size(); ++k) {
      edge.link = together->second[k];
      document.mentions.push_back(edge);
    }
  }
}

void sort_mentions(Document& document) {
  const auto by_place = [](const ActorMention& a, const ActorMention& b) { return a.range.begin < b.range.begin; };
  for (Actor& actor : document.actors) std::stable_sort(actor.mentions.begin(), actor.mentions.end(), by_place);
  for (Place& place : document.places) std::stable_sort(place.mentions.begin(), place.mentions.end(), by_place);
}

}  // namespace

void link_actors(Document& document, const Program& program) {
  decide_types(document, program);
  settle_homes(document, program);
  settle_seats(document, program);
  ActorTable table(document, program);
  NameLinker(table).run();
  link_descriptions(table);
  sort_mentions(document);
  publish(table);
}

}  // namespace readout
