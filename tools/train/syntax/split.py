#!/usr/bin/env python3
"""Writes corpora without the documents that are held out, so that a tagger can be trained that does not know them.

Usage: split.py CORPORA OUT
Held out are the documents that corpus.hpp names: every fourth of news, every eighth of the other genres.
"""
import pathlib
import sys


def documents(path):
    docs = []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.startswith("# newdoc"):
            docs.append([])
        docs[-1].append(line)
    return ["".join(doc) for doc in docs]


def main():
    corpora, out = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    (out / "gum").mkdir(parents=True)
    for other in ("masc", "news"):
        (out / other).symlink_to(corpora / other)
    for path in sorted((corpora / "gum").glob("*.conllu")):
        kept = [doc for i, doc in enumerate(documents(path)) if not (i % 4 == 2 if path.name == "news.conllu" else i % 8 == 3)]
        (out / "gum" / path.name).write_text("".join(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
