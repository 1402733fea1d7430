"""Makes titles_plural.json from titles.json: the plural of every title of office of one word, and of those of two that occur in the plural,
for a government's offices with the singular as `title`."""

from lexfile import FOLDER, attributes_of, forms_of, load, save

IRREGULAR = {"chief of staff": "chiefs of staff", "head of state": "heads of state", "head of government": "heads of government",
             "secretary of state": "secretaries of state", "attorney general": "attorneys general", "attorney-general": "attorneys-general",
             "secretary-general": "secretaries-general", "secretary general": "secretaries general", "director general": "directors general",
             "director-general": "directors-general", "governor-general": "governors-general", "governor general": "governors general",
             "consul general": "consuls general", "consul-general": "consuls-general", "solicitor general": "solicitors general",
             "prosecutor general": "prosecutors general", "prosecutor-general": "prosecutors-general", "ambassador-at-large": "ambassadors-at-large",
             "member of parliament": "members of parliament", "member of congress": "members of congress", "minister of state": "ministers of state",
             "commander-in-chief": "commanders-in-chief", "commander in chief": "commanders in chief", "chief of police": "chiefs of police",
             "head of mission": "heads of mission", "chief of mission": "chiefs of mission", "head of delegation": "heads of delegation",
             "editor-in-chief": "editors-in-chief", "leader of the opposition": "leaders of the opposition", "mp": "mps", "mep": "meps", "ceo": "ceos",
             "chargé d'affaires": "chargés d'affaires", "aide": "aides", "premier": "premiers"}
# Offices whose plural stands before names ("Presidents Ana Ruiz and Luis Ortega"), so that the singular must be known.
WITH_TITLE = ("GOV",)
SECTORS = ("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "IGO", None)
# First words of two-word titles that a text puts in the plural ("foreign ministers", not "acting governors").
FIRST_WORDS = set("""prime foreign interior finance defence defense economy energy trade health justice education agriculture transport environment cabinet
deputy vice vice-presidential crown senior government state military army naval police security intelligence opposition party presidential rebel militant militia
separatist guerrilla gang world political national regional special peace chief top federal district supreme war public federal career high permanent
provincial city municipal general major lieutenant rear air brigade field coup junta european eu committee faction parliamentary house senate us u.s.
republican democratic border pro-democracy protest human people's hamas hezbollah taliban houthi un u.n. commission weapons""".split())
EXTRA = [("heads of state and government", "head of state", {"sector": "GOV"}), ("leaders", "leader", {}), ("top diplomats", "diplomat", {"sector": "GOV"}),
         ("world leaders", "leader", {"sector": "GOV"}), ("foreign policy chiefs", "foreign policy chief", {"sector": "GOV"})]


def plural(title):
    if title in IRREGULAR:
        return IRREGULAR[title]
    words = title.split()
    if len(words) > 2 or any(word in ("of", "for", "the", "and", "at", "in", "to") for word in words) or title.endswith(("-elect", "-designate")):
        return None
    if len(words) == 2 and words[0] not in FIRST_WORDS:
        return None
    if len(words) > 1 and words[-1] in ("elect", "general", "staff"):
        return None
    last = words[-1]
    for singular, many in (("woman", "women"), ("man", "men")):
        if last.endswith(singular):
            return " ".join(words[:-1] + [last[: -len(singular)] + many])
    if last.endswith("y") and last[-2] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith(("s", "x", "ch", "sh")) and not last.endswith("arch"):
        last += "es"
    else:
        last += "s"
    return " ".join(words[:-1] + [last])


def main():
    groups, seen = {}, set()
    offices = [(plural(form), form, attributes_of(entry)) for entry in load(FOLDER / "titles.json")["entries"] for form in forms_of(entry)]
    for many, one, attributes in offices + EXTRA:
        sector = attributes.get("sector")
        if not many or sector not in SECTORS or many in seen:
            continue
        seen.add(many)
        kept = {name: attributes[name] for name in ("sector", "peer") if name in attributes}
        if sector in WITH_TITLE:
            kept["title"] = one
        groups.setdefault((many[0], *kept.items()), []).append(many)
    entries = [{"forms": sorted(forms)} | dict(kept) for (_, *kept), forms in groups.items()]
    path = save({"lexicon": "titles_plural", "about": "Plural titles, which name a group of office holders", "license": "Apache-2.0",
                 "source": "made from titles.json by tools/lexicons/titles_plural.py", "match": "lower", "entries": entries})
    print(f"titles_plural: {len(seen)} forms, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
