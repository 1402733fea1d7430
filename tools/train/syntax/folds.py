#!/usr/bin/env python3
"""Writes corpora for jackknifing the tagger: OUT/0 without the held-out documents, OUT/1 to OUT/N each also without its share of the rest.

Usage: folds.py CORPORA OUT N
The order of the shares is that of read_treebank (treebank.cpp), held out are the documents that corpus.hpp names.
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
    corpora, out, folds = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    for k in range(folds + 1):
        (out / str(k) / "gum").mkdir(parents=True)
        for other in ("masc", "news"):
            (out / str(k) / other).symlink_to(corpora / other)
    turn = 0
    for path in sorted((corpora / "gum").glob("*.conllu")):
        kept = [[] for _ in range(folds + 1)]
        for i, doc in enumerate(documents(path)):
            if i % 4 == 2 if path.name == "news.conllu" else i % 8 == 3:
                continue
            for k in range(folds + 1):
                if k == 0 or turn % folds != k - 1:
                    kept[k].append(doc)
            turn += 1
        for k in range(folds + 1):
            (out / str(k) / "gum" / path.name).write_text("".join(kept[k]), encoding="utf-8")


if __name__ == "__main__":
    main()
