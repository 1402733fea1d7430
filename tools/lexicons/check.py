"""Checks every lexicon of grammars/en/lexicons: head fields, flat string attributes, canonical form, no form twice.

Usage: check.py [--fix] [--sizes]    --fix rewrites a file that is well formed but not in canonical form; --sizes tells how large each is.
"""

import json
import re
import sys

from lexfile import FOLDER, HEAD, MATCHES, attributes_of, canonical, form_key, forms_of, load, save

LIMIT = 1_000_000  # bytes of JSON; a pack takes 55 of every 100, and may hold 600 kB of lexicons
ACTS = set("assert support criticise accuse demand offer commit agree reject deny threaten concede".split())
FRAMES = re.compile(r"that|quote|to|inf|obj|obj-(to|that|of|for|with)|prep:[a-z]+|ing|wh|as")
SECTORS = set("GOV MIL LEG JUD PTY OPP REB SPY COP BUS JRN IGO NGO CVL".split())
# What an attribute may hold, where the grammar relies on it.
VALUES = {"act": ACTS, "stance": {"pro", "con", "neutral"}, "sector": SECTORS, "strength": {"weak"}, "ambiguous": {"yes"},
          "format": set("in_person call visit multilateral unspecified".split())}


def attribute_problems(lexicon, entry):
    for name, value in attributes_of(entry).items():
        if not isinstance(value, str) or not value:
            yield f"attribute {name} is not a filled string"
        elif name in VALUES and value not in VALUES[name]:
            yield f"attribute {name} may not be {value!r}"
        elif name == "frame" and lexicon in ("reporting_verbs", "stance_phrases") and not all(map(FRAMES.fullmatch, value.split())):
            yield f"frame {value!r} is not known"
        elif name == "code" and not re.fullmatch(r"[A-Z]{3}", value):
            yield f"code {value!r} is not ISO 3166-1 alpha-3"


def entry_problems(document, entry, seen):
    match = document["match"] if isinstance(entry, str) else entry.get("match", document["match"])
    if match not in MATCHES:
        yield f"match {match!r} is none of {', '.join(MATCHES)}"
    for form in forms_of(entry):
        key = form_key(form, match)
        if not form or form != " ".join(form.split()):
            yield f"form {form!r} is empty or has stray spaces"
        elif match != "text" and form != form.lower() and match == "lower":
            yield f"form {form!r} must be lower case, as match is {match}"
        if key in seen:
            yield f"form {form!r} stands twice"
        seen.add(key)
    yield from attribute_problems(document["lexicon"], entry)


def problems(path, document):
    for field in HEAD:
        if not isinstance(document.get(field), str) or not document[field]:
            yield f"head field {field} is missing"
            return
    if document["lexicon"] != path.stem:
        yield f"lexicon {document['lexicon']!r} is not the name of the file"
    seen = set()
    for entry in document["entries"]:
        for problem in entry_problems(document, entry, seen):
            yield f"{json.dumps(entry, ensure_ascii=False)[:80]}: {problem}"


def main(fix, sizes):
    total = failures = 0
    for path in sorted(FOLDER.glob("*.json")):
        document = load(path)
        found = list(problems(path, document))
        if not found and path.read_text(encoding="utf-8") != canonical(document):
            if fix:
                save(document)
            else:
                found.append("not in canonical form (sorted, one entry a line): run check.py --fix")
        for problem in found:
            print(f"{path.name}: {problem}")
        failures += len(found)
        size = path.stat().st_size
        total += size
        forms = sum(len(forms_of(entry)) for entry in document["entries"])
        if sizes:
            print(f"{path.stem:18} {len(document['entries']):6} entries {forms:6} forms {size:8} bytes")
    if sizes:
        print(f"{'total':18} {total:37} bytes")
    if total > LIMIT:
        print(f"the lexicons are larger than {LIMIT} bytes")
        failures += 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main("--fix" in sys.argv[1:], "--sizes" in sys.argv[1:]))
