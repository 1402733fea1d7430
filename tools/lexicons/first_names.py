"""Makes first_names.json from @faker-js/faker. Usage: first_names.py NAMES_JSON WORDNET_DICT

Latin-script names as they stand, Cyrillic, Georgian and Armenian ones transliterated, and first_names_extra.txt for the
scripts that do not transliterate by letter. Ordinary English words (lower-case WordNet lemmas that occur in its tagged
texts) are left out unless first_names_extra.txt holds them; so are countries, demonyms, months, titles and cities.
"""

import json
import re
import sys
from pathlib import Path

from lexfile import FOLDER, forms_of, load, save

LIMIT = 2_600
CYRILLIC = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґјљњћџѓќѕў",
                    ["a", "b", "v", "g", "d", "e", "yo", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh",
                     "shch", "", "y", "", "e", "yu", "ya", "i", "yi", "ye", "g", "j", "lj", "nj", "c", "dz", "gj", "kj", "dz", "w"]))
UKRAINIAN = CYRILLIC | {"г": "h", "и": "y", "є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
GEORGIAN = dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
                    ["a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u", "p", "k", "gh", "q", "sh", "ch", "ts",
                     "dz", "ts", "ch", "kh", "j", "h"]))
ARMENIAN = dict(zip("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
                    ["a", "b", "g", "d", "e", "z", "e", "y", "t", "zh", "i", "l", "kh", "ts", "k", "h", "dz", "gh", "ch", "m", "y", "n", "sh", "o", "ch", "p", "j",
                     "r", "s", "v", "t", "r", "ts", "v", "p", "k", "o", "f", "ev"]))
TABLES = {"ru": CYRILLIC, "mk": CYRILLIC, "uk": UKRAINIAN, "ka_GE": GEORGIAN, "hy": ARMENIAN}
SKIPPED = {"cy", "ta_IN", "mn_MN_cyrl", "bn_BD", "en_BORK", "en_AU_ocker"}  # these only repeat the English list
LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽȘȚƏİŞ][a-zà-öø-ÿā-žșțəışğ'’]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?")
# In which order locales fill the list once names of several locales are in.
ORDER = ["ru", "uk", "tr", "hy", "az", "ka_GE", "sr_RS_latin", "es", "de", "en_GH", "en_NG", "fr_SN", "en_IN", "pt_BR", "pt_PT", "ro", "pl", "hu", "fi", "sv", "da",
         "nb_NO", "sl_SI", "sk", "lv", "mk", "fr", "hr", "id_ID", "uz_UZ_latin", "ku_kmr_latin", "yo_NG", "en_ZA", "zu_ZA", "en_AU", "nl_BE", "es_MX", "el"]


def romanise(name, table):
    return "".join(table.get(letter, letter) for letter in name.lower().replace("ու", "u")).capitalize()


def wordnet_words(folder):
    """Lower-case lemmas that WordNet's tagged texts contain."""
    tagged = set()
    for line in (folder / "index.sense").read_text(encoding="latin-1").splitlines():
        sense, _, _, count = line.split()
        if int(count) > 0:
            tagged.add(sense.split("%")[0])
    lower = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue
            cells = line.split()
            lower.update(cells[4 + 2 * i].split("(")[0] for i in range(int(cells[3], 16)))
    return {word for word in lower if word.islower() and word in tagged}


def blocked_forms():
    found = set()
    for name in ("countries", "demonyms", "months", "weekdays", "cities", "capitals", "titles", "honorifics", "stoplist_names", "regions"):
        path = FOLDER / f"{name}.json"
        if path.exists():
            found.update(form.lower() for entry in load(path)["entries"] for form in forms_of(entry))
    return found


def main(names_file, wordnet):
    extra = [line for line in (Path(__file__).parent / "first_names_extra.txt").read_text(encoding="utf-8").split() if line]
    locales = {}
    for locale, names in json.loads(names_file.read_text(encoding="utf-8")).items():
        if locale not in SKIPPED:
            table = TABLES.get(locale)
            names = {romanise(name, table) if table else name for name in names}
            locales[locale] = {name for name in names if LATIN_NAME.fullmatch(name) and len(name) > 2}
    languages = {}
    for locale, names in locales.items():
        for name in names:
            languages.setdefault(name, set()).add(locale.split("_")[0])
    barred = blocked_forms() | wordnet_words(wordnet)
    allowed = lambda name: name.lower() not in barred
    chosen = dict.fromkeys(extra)
    common = sorted((name for name, where in languages.items() if len(where) > 1), key=lambda name: (-len(languages[name]), name))
    for names in [common] + [sorted(locales.get(locale, ())) for locale in ORDER]:
        for name in filter(allowed, names):
            if len(chosen) < LIMIT:
                chosen.setdefault(name)
    document = {"lexicon": "first_names", "about": "Given names in Latin script: a weak hint that a capitalised word begins a person's name, never a hint of gender",
                "source": "npm @faker-js/faker 10.6.0 and tools/lexicons/first_names_extra.txt, made by tools/lexicons/first_names.py",
                "license": "MIT", "match": "text", "entries": list(chosen)}
    path = save(document)
    print(f"first_names: {len(chosen)} entries, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
