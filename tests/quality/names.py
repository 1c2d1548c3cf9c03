#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""names.py: nothing that we wrote names a person or body of the 30 articles.

Takes the names and aliases of persons and organisations from their reference
answers and looks for each, as whole words, in the lists and rules of data/ that
were written for the project and in the strings of the C sources.  Tables that
scripts derive from public sources (data/en/LICENCES.tsv) are what they are.
names.tsv lists the exceptions, each with its reason; one that is not needed is a
fault as well.
"""
import json
import re

from errors import SHARED, TOP

# Derived by scripts from the sources in LICENCES.tsv.
DERIVED = {"persons.tsv", "bodies.tsv", "places.tsv", "lexicon.tsv", "lemmas.tsv", "LICENCES.tsv"}


def words_of(text):
    return re.findall(r"[\w&'’.-]+", text.lower())


def wanted():
    """Names and aliases of more than one letter, with their article."""
    names = {}
    for path in sorted((SHARED / "eval/gold").glob("*.json")):
        for entity in json.loads(path.read_text("utf-8")).get("entities", []) if path.stem != "identity" else []:
            if entity["kind"] in ("person", "organisation"):
                for name in [entity["name"]] + entity.get("aliases", []):
                    if len(name) > 1:
                        names.setdefault(name, path.stem)
    return names


def written():
    """Each line of our own that may name somebody: where, words."""
    for path in sorted((TOP / "data").rglob("*")):
        if path.suffix in (".tsv", ".rules") and path.name not in DERIVED:
            for i, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if not line.startswith("#"):
                    yield "%s:%d" % (path.relative_to(TOP), i), line
    for folder in ("extractor", "output", "cli", "ontology"):
        for path in sorted((TOP / folder).rglob("*.c")):
            for i, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                for string in re.findall(r'"((?:[^"\\]|\\.)*)"', line.split("//")[0]):
                    yield "%s:%d" % (path.relative_to(TOP), i), string


def word_runs(line):
    """Every run of up to eight words of a line, in lower case."""
    words = words_of(line)
    return {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, min(a + 8, len(words)) + 1)}


def main():
    if not (SHARED / "eval/gold").is_dir():
        print("1..0 # SKIP the 30 articles are not beside the tree")
        return
    excused = dict(line.rstrip("\n").split("\t", 1) for line in
                   open(TOP / "tests/quality/names.tsv", encoding="utf-8") if not line.startswith("#"))
    names = {" ".join(words_of(n)): (n, stem) for n, stem in wanted().items()}
    found = {}
    for where, line in written():
        for key in word_runs(line) & names.keys():
            found.setdefault(key, []).append(where)
    n = 0
    for key, places in sorted(found.items()):
        name, stem = names[key]
        if name not in excused:
            n += 1
            print("not ok %d - %s of %s is named at %s" % (n, name, stem, ", ".join(places[:3])))
    for name in excused:
        key = " ".join(words_of(name))
        n += 1
        print("%sok %d - %s: %s" % ("" if key in found else "not ", n, name, excused[name]))
    print("1..%d" % n)


if __name__ == "__main__":
    main()
