"""Reads and writes lexicon files in their one canonical form. Entry points: load(), save(), canonical()."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "grammars" / "en" / "lexicons"
HEAD = ("lexicon", "about", "source", "license", "match")
MATCHES = ("text", "lower", "lemma")


def forms_of(entry):
    return [entry] if isinstance(entry, str) else entry["forms"]


def attributes_of(entry):
    return {} if isinstance(entry, str) else {k: v for k, v in entry.items() if k not in ("forms", "match")}


def form_key(form, match):
    """Two forms that the engine cannot tell apart have the same key."""
    return form if match == "text" else form.lower()


def sort_key(entry):
    first = forms_of(entry)[0]
    return (first.casefold(), first)


def canonical(document):
    """The text of a lexicon file: head fields in order, then one entry a line, sorted by first form."""
    lines = ["{"]
    for field in HEAD:
        lines.append(f"  {json.dumps(field)}: {json.dumps(document[field], ensure_ascii=False)},")
    lines.append('  "entries": [')
    entries = sorted(document["entries"], key=sort_key)
    for number, entry in enumerate(entries):
        comma = "," if number + 1 < len(entries) else ""
        lines.append(" " + json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + comma)
    lines += ["  ]", "}"]
    return "\n".join(lines) + "\n"


def load(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def save(document, folder=FOLDER):
    path = folder / (document["lexicon"] + ".json")
    path.write_text(canonical(document), encoding="utf-8")
    return path
