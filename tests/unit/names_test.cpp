// When two names are one person's, and when letters are the acronym of a name.
#include <algorithm>
#include <catch_amalgamated.hpp>

#include "names.hpp"

namespace readout {
namespace {

Agreement agreement(std::string_view a, std::string_view b) {
  const Agreement forth = same_person(name_words(a), name_words(b));
  CHECK(forth == same_person(name_words(b), name_words(a)));
  return forth;
}

}  // namespace

TEST_CASE("names are folded to words", "[names]") {
  CHECK(name_words("Antony J. Blinken") == NameWords{"antony", "j", "blinken"});
  CHECK(name_words("  Recep\tTayyip\nErdo\xC4\x9F"
                   "an ") == NameWords{"recep", "tayyip", "erdogan"});
  CHECK(name_words("U.S.") == NameWords{"us"});
  CHECK(name_words("Jean-Yves Le Drian") == NameWords{"jean-yves", "le", "drian"});
  CHECK(name_words("") == NameWords{});
  CHECK(name_words(" . ") == NameWords{});
  CHECK(fold("\xC3\x89lys\xC3\xA9"
             "e \xC5\x81\xC3\xB3"
             "d\xC5\xBA") == "elysee lodz");
}

TEST_CASE("one person under several names", "[names]") {
  CHECK(agreement("Ana Ruiz", "Ana Ruiz") == Agreement::full);
  CHECK(agreement("Ana Ruiz", "ANA RU\xC3\x8DZ") == Agreement::full);
  CHECK(agreement("Ana Maria Ruiz", "Ana Ruiz") == Agreement::full);
  CHECK(agreement("Antony J. Blinken", "Antony Blinken") == Agreement::full);
  CHECK(agreement("Luigi Di Maio", "Di Maio") == Agreement::full);
  CHECK(agreement("Ana Ruiz", "Ruiz") == Agreement::surname);
  CHECK(agreement("Ana Ruiz", "Ana") == Agreement::surname);
  CHECK(agreement("Karim el-Nasser", "Nasser") == Agreement::surname);
  CHECK(agreement("Karim ash-Sharif", "Karim Al-Sharif") == Agreement::none);
  CHECK(agreement("Karim bin Salem al-Nasser", "Karim Nasser") == Agreement::full);
  CHECK(agreement("Ana Ruiz-Paz", "Paz") == Agreement::none);
}

TEST_CASE("two persons", "[names]") {
  CHECK(agreement("Ana Ruiz", "Eva Ruiz") == Agreement::none);
  CHECK(agreement("Ana Ruiz", "Ana Lopez") == Agreement::none);
  CHECK(agreement("Ana Ruiz", "Lopez") == Agreement::none);
  CHECK(agreement("Ana Maria Ruiz", "Eva Ruiz") == Agreement::none);
  CHECK(agreement("Ana Ruiz", "") == Agreement::none);
  CHECK(agreement("", "") == Agreement::none);
}

TEST_CASE("all acronyms of a name are among those by which it is found", "[names]") {
  for (const std::string name : {"Collective Security Treaty Organization", "Organization for Security and Co-operation in Europe",
                                 "Bank of the South", "Oslo Fund", "Aid to All in Need at Sea"}) {
    const std::vector<std::string> found_by = acronyms_of(name_words(name));
    CHECK(std::is_sorted(found_by.begin(), found_by.end()));
    std::vector<std::string> made = {""};  // of all letters that words begin with, any left out
    for (const std::string& word : name_words(name))
      for (std::size_t i = 0, count = made.size(); i < count; ++i) made.push_back(made[i] + word.front());
    for (const std::string& acronym : made) {
      INFO(name << ": " << acronym);
      if (is_acronym_of(acronym, name)) CHECK(std::binary_search(found_by.begin(), found_by.end(), acronym));
    }
  }
  CHECK(acronyms_of(name_words("Oslo")).empty());
  CHECK(acronyms_of(NameWords(40, "of")).size() <= 64);
}

TEST_CASE("acronyms", "[names]") {
  CHECK(is_acronym_of("CSTO", "Collective Security Treaty Organization"));
  CHECK(is_acronym_of("csto", "collective security treaty organization"));
  CHECK(is_acronym_of("WTO", "World Trade Organization"));
  CHECK(is_acronym_of("OSCE", "Organization for Security and Co-operation in Europe"));
  CHECK(!is_acronym_of("WTO", "World Health Organization"));
  CHECK(!is_acronym_of("W", "World"));
  CHECK(!is_acronym_of("WHO", "World"));
  CHECK(!is_acronym_of("WT", "World Trade Organization"));
  CHECK(!is_acronym_of("", ""));
}

}  // namespace readout
