// When two names name one person, and other comparisons of names. Internal. Entry points: name_words, same_person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fold.hpp"

namespace readout {

using NameWords = std::vector<std::string>;

/// The folded words of a name, without full stops and empty words: "Antony J. Blinken" is antony, j, blinken.
[[nodiscard]] NameWords name_words(std::string_view name);

/// The words of a name with a space between them.
[[nodiscard]] std::string joined(const NameWords& words);

/// A folded word of a name without an article that a hyphen joins to it: "burhan" of "al-burhan"; else the word.
[[nodiscard]] std::string_view without_article(std::string_view word);

/// Whether two words of people's names are the same one, with or without an article before a hyphen ("al-Burhan", "Burhan").
[[nodiscard]] bool same_word(std::string_view a, std::string_view b);

enum class Agreement : std::uint8_t { none, surname, full };

/// How far two names can be the same person's: `full` for the same name with or without middle names, titles or initials,
/// `surname` where one of them is the end of the other ("Blinken", "Di Maio") or one word of it.
[[nodiscard]] Agreement same_person(const NameWords& a, const NameWords& b);

/// Whether the first is made of initials of the words that count in an organisation's name, as "CSTO" of "Collective Security Treaty
/// Organization". Short words ("of") may count or not.
[[nodiscard]] bool is_acronym_of(std::string_view acronym, std::string_view name);

/// The folded acronyms that a name can have, as far as those are few: all for which is_acronym_of holds, and some others.
[[nodiscard]] std::vector<std::string> acronyms_of(const NameWords& words);

}  // namespace readout
