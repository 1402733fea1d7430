"""Makes leaders.json from the editions of the CIA World Factbook since 1992. Usage: leaders.py FACTBOOKS

FACTBOOKS is a checkout of MilkMp/CIA-World-Factbooks-Archive-1990-2025: data/fields/country_fields_YEAR.sql.gz and the tables of
countries. Heads of state and of government of sovereign states are kept (of the United States vice presidents, too), by given name and
surname, and by surname alone where all who have it are of one country. leaders_press.json has
foreign ministers, the names by which the press calls those whom the Factbook calls otherwise, and who is left out.
"""

import csv
import gzip
import re
import sys
from collections import defaultdict
from pathlib import Path

from lexfile import load, save

HERE = Path(__file__).resolve().parent
ROW = re.compile(r"\(\d+, \d+, (\d+), N'(?:Executive branch|Leaders)', N'((?:[^']|'')*)'\)")
SECTION = re.compile(r"(chiefs? of state|heads? of government|cabinet|elections?|appointment)[^:;(]{0,40}:", re.IGNORECASE)
TOLD = re.compile(r"([^;:()]+?)\s*(?:\([^()]{1,30}\)\s*)?\(since")
OFFICE = re.compile(r"^(?:.*\b(?:President|Premier|Minister|Chancellor|Leader|Taoiseach|Ministers|Republic|Government|Federation|Union|Council|State|Command|Head|Revolution|Chair|Counsell?or|Chairperson|Chairman|Confederation|Development|Commander-in-Chief))\b")
RANK = {"Dr.", "Gen.", "Lt.", "Lt.-Gen.", "Maj.", "Brig.", "Col.", "Capt.", "Cdr.", "Adm.", "Field", "Marshal", "General", "Colonel", "Sir", "Dame", "Dato", "Shaykh", "Sheikh", "Ayatollah",
        "Sayyid", "Prince", "Princess", "King", "Queen", "Sultan", "Amir", "Emir", "Mr.", "Ms.", "Dr", "Gen", "Lt", "Justice", "Judge", "Cardinal", "Archbishop", "Monseigneur", "Jr.", "Sr.",
        "Retired", "Ret.", "Professor", "Prof.", "Interim", "Acting", "Elect", "Transitional", "Cdte.", "Engineer", "Swiss", "Presidency", "Crown", "Captain", "Capt",
        "Lyonpo", "Ratu", "His", "Supreme", "Parliament", "Mentor", "Major", "Marshall", "Afghanistan", "Planning", "Interior", "Tuanku", "Islamic", "Sudanese", "Armed", "Forces", "the", "of", "and"}
CAPITALS = re.compile(r"(?:Mc|Mac|al-|al |ould |O')?[A-Z][A-Z'\-]+$")
ENGLISH = {"AUS", "ATG", "BHS", "BRB", "BLZ", "CAN", "DMA", "GBR", "GRD", "GUY", "IRL", "JAM", "KNA", "LCA", "NZL", "TTO", "USA", "VCT", "MLT", "ZAF"}
SURNAME_FIRST = {"CHN", "KOR", "PRK", "TWN"}
MOST_WORDS = 4
# What else is as short in capitals is the rest of a name that has lost a letter with an accent: "AR VALO".
SHORT = {"AL", "BA", "DA", "DE", "DI", "DO", "DU", "E", "E.", "EL", "HU", "KO", "LA", "LE", "LI", "LY", "MA", "NO", "OH", "PO", "SO", "VO", "WU", "XI", "XU", "YI", "YU"}


def countries(folder):
    """Of each country of each edition, as the tables of the archive number them: the three letters of a sovereign state."""
    def rows(path):
        return list(csv.DictReader((folder / "data" / path).read_text(encoding="utf-8-sig").splitlines()))
    three = {row["ISOAlpha2"]: row["ISOAlpha3"] for row in rows("CountryISO_Codes.csv")}
    master = {row["MasterCountryID"]: row for row in rows("reference_tables/master_countries.csv")}
    out = {}
    for row in rows("reference_tables/countries.csv"):
        land = master.get(row["MasterCountryID"])
        if land and land["EntityType"] in ("sovereign", "disputed", "freely_associated") and land["ISOAlpha2"] in three:
            out[row["CountryID"]] = three[land["ISOAlpha2"]]
    return out


def cased(word):
    return re.sub(r"(?<!O)'([A-Z])", lambda part: "'" + part.group(1).lower(), re.sub(r"[A-Z]{2,}", lambda part: part.group().capitalize(), word))


def person(told, code):
    """(given names, surname) of "Prime Minister Winston Baldwin SPENCER", or None where it is no head of state or government."""
    office = OFFICE.match(told)
    if not office or re.search(r"Deputy|Governor|Vice Premier|represented|First Vice|Vice Chair|Speaker|Secretary", told):
        return None
    if "Vice President" in told and code != "USA":
        return None
    words = [word.strip(",`\"") for word in told[office.end():].split()]
    words = [word for word in words if word and word not in RANK and word.lower() not in ("y", "and", "de facto")]
    at = [i for i, word in enumerate(words) if CAPITALS.match(word) and word not in ("II", "III", "IV", "VI", "VII", "I", "V", "XVI")]
    if not at:
        return None
    first, last = at[0], at[-1]
    while last + 1 < len(at) + first and last + 1 < len(words) and CAPITALS.match(words[last + 1]):
        last += 1
    if any(len(word) < 3 and word not in SHORT for word in words[first:last + 1]):
        return None
    surname = " ".join(cased(word) for word in words[first:last + 1] if word.lower() not in ("bin", "ibn"))
    given = words[:first]
    if not given:  # the surname stands first: "XI Jinping", "KIM Jong Un"
        given_after = words[last + 1:last + 3]
        return (surname, " ".join(given_after), True) if given_after and given_after[0][0].isupper() else None
    if len(given) > 5 or any(not word[0].isupper() and word.lower() not in ("de", "da", "dos", "von", "van", "der", "den", "el", "al", "ould", "bin", "ibn") for word in given):
        return None
    return given[0], surname, False


def plain(word):
    """Spelt as the press spells it: "Dmitriy", "Yel'tsin" without what only transliterations write."""
    return re.sub(r"iy\b", "y", word if word.startswith("O'") else word.replace("`", "").replace("'", ""))


def read(folder):
    land = countries(folder)
    people = defaultdict(lambda: defaultdict(set))
    for path in sorted((folder / "data" / "fields").glob("country_fields_*.sql.gz")):
        text = gzip.open(path, "rt", encoding="utf-8").read()
        year = int(re.search(r"\d{4}", path.name).group())
        for number, content in ROW.findall(text):
            code = land.get(number)
            parts = SECTION.split(content.replace("''", "'"))
            for head, part in zip(parts[1::2], parts[2::2]) if code else ():
                if not re.match(r"chief|head", head, re.IGNORECASE):
                    continue
                part = re.sub(r'\((\w+)\) (?=[A-Z]{2})|"(\w+)" ', "", part)
                for told in TOLD.findall(part):
                    found = person(told.strip(), code)
                    if found:
                        people[code][found].add(year)
    return people


def names_of(found):
    first, second, surname_first = found
    first, second = plain(first), plain(second)
    return f"{first} {second}", first if surname_first else second


def forms(folder, press):
    """The countries of each name, and of each surname, by the spelling of the press."""
    names, surnames = defaultdict(set), defaultdict(set)
    for code, told in read(folder).items():
        for found in told:
            name, surname = names_of(found)
            if len(name.split()) > MOST_WORDS or name in press["left_out"]:
                continue
            for form in press["called"].get(name, [name]):
                names[form].add(code)
                surnames[surname if form == name or code in SURNAME_FIRST else form.split()[-1]].add(code)
    for code, also in press["also"].items():
        for form in also:
            names[form].add(code)
            surnames[form.split()[-1] if code not in SURNAME_FIRST else form.split()[0]].add(code)
    return names, surnames


def entries(tables, press):
    """One for each country and strength. A form that leaders of two countries have tells neither; surnames, and names as others have
    them in English, are weak."""
    out = defaultdict(set)
    for kind, table in tables.items():
        for form, codes in table.items():
            if len(codes) == 1 and len(form) > 1 and form not in press["left_out"]:
                code = next(iter(codes))
                out[code, form not in press["strong"] and (kind == "surname" or code in ENGLISH)].add(form)
    return [{"forms": sorted(forms), "country": code, **({"strength": "weak"} if weak else {})} for (code, weak), forms in out.items()]


def main():
    press = load(HERE / "leaders_press.json")
    names, surnames = forms(Path(sys.argv[1]), press)
    surnames = {form: codes for form, codes in surnames.items() if form not in names}
    save({"lexicon": "leaders", "about": "Heads of state and of government since 1992 and well known foreign ministers, with their countries, by name and by surname",
          "source": "CIA World Factbook, editions of 1992 to 2025, through MilkMp/CIA-World-Factbooks-Archive-1990-2025; names of the press and foreign ministers by hand for this project",
          "license": "public domain", "match": "text", "entries": entries({"name": names, "surname": surnames}, press)})


if __name__ == "__main__":
    main()
