#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Measures `entente annotate` on development parts of the corpora beside the
tree.

    core.py [--figures] [--articles LIST]

With --figures it prints a line a figure: name, value, parted by a tab; without,
a test for each floor of core.tsv.  gum dev with its own words: tags, lemmas and
trees (subtypes of relations cut; `-p`: without punctuation); gum dev from raw
text: words, sentences and what stands on them, aligned as the CoNLL 2018 shared
task does; uner-ewt dev with its own words: exact names; annotated articles of
LIST (training/dev.list) from raw text: exact names in our scheme.
"""
import argparse
import collections
import json
import pathlib
import sys
import tempfile

from measured import SHARED, TOP, annotate, report

import data
import evaluate
from data import KINDS


def documents(*arguments):
    return {d.name: d for d in evaluate.documents(annotate(*arguments))}


def treebank(path):
    """Figures of a treebank with its own words."""
    n = collections.Counter()
    got = documents("--pretokenised", path)
    for gold in evaluate.read(path):
        n += evaluate.compare(gold, got[gold.name])[0]
    assert n["words"] == n["gold_words"] == n["got_words"]
    return ((name, value) for name, value in evaluate.tree_figures(n)
            if name not in ("words", "sentences"))


def raw_text(path):
    """(id, text) of the documents of a treebank."""
    name, paragraphs = None, []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc"):
            if name:
                yield name, "\n\n".join(paragraphs) + "\n"
            name, paragraphs = line.split("=")[-1].strip(), []
        elif line.startswith("# newpar") and "block" not in line:
            paragraphs.append("")
        elif line.startswith("# text = "):
            if not paragraphs:
                paragraphs.append("")
            text = line[9:].rstrip("\n")
            paragraphs[-1] += (" " if paragraphs[-1] else "") + text
    yield name, "\n\n".join(paragraphs) + "\n"


def from_raw(path):
    """Figures of a treebank from its text."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in raw_text(path):
            (pathlib.Path(folder) / (name + ".txt")).write_text(
                text, encoding="utf-8", newline="")
        got = documents(folder)
    n = collections.Counter()
    for gold in evaluate.read(path):
        n += evaluate.compare(gold, got[gold.name])[0]
    return ((name, value) for name, value in evaluate.tree_figures(n)
            if name in ("words", "sentences", "upos", "uas", "las"))


def uner(path):
    counts = {}
    got = [s for d in documents("--pretokenised", path).values()
           for s in d.sentences]
    gold = [s for d in evaluate.read(path) for s in d.sentences]
    assert [len(s) for s in gold] == [len(s) for s in got]
    for g, s in zip(gold, got):
        evaluate.count_spans(counts, KINDS.values(), evaluate.names_of(g),
                             evaluate.names_of(s))
    return evaluate.name_figures(counts)


def gold_names(gold):
    """name -> kind and whether it counts.  Names of events and agreements take
    the places inside them."""
    names = {}
    for e in gold["entities"]:
        for name in [e["name"], *e["aliases"]]:
            if not names.get(name, ("", False))[1]:
                names[name] = KINDS[e["kind"]], not e.get("optional")
    for item in gold["events"] + gold["agreements"]:
        name = item.get("name") or ""
        if data.is_proper(name):
            names.setdefault(name, ("", False))
    return names


def annotated(stems):
    folder = SHARED / "annotated"
    paths = [folder / "articles" / (s + ".txt") for s in stems]
    found_all = documents("--offsets", *paths)
    counts = {}
    for stem, path in zip(stems, paths):
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        gold = json.loads((folder / "gold" / (stem + ".json")).read_text())
        found = data.occurrences(text, gold_names(gold))
        want = {(a, b, kind) for a, b, (kind, counts_) in found if counts_}
        passed = {(a, b) for a, b, (_, counts_) in found if not counts_}
        sentences = found_all[stem].sentences if stem in found_all else ()
        got = {(int(evaluate.attribute(s[a].misc, "Start")),
                int(evaluate.attribute(s[b - 1].misc, "End")), kind)
               for s in sentences for a, b, kind in evaluate.names_of(s)}
        evaluate.count_spans(counts, KINDS.values(), want,
                             {s for s in got if s[:2] not in passed})
    return evaluate.name_figures(counts)


def figures(articles):
    gum = SHARED / "corpora/gum/dev.conllu"
    for prefix, found in (
            ("gum.", treebank(gum)), ("raw.", from_raw(gum)),
            ("uner.", uner(SHARED / "corpora/uner-ewt/dev.iob2")),
            ("ours.", annotated(articles.read_text().split()))):
        for name, value in found:
            yield prefix + name, value


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--articles", type=pathlib.Path,
                        default=TOP / "training/dev.list")
    args = parser.parse_args()
    if not (SHARED / "corpora/gum").is_dir():
        print("1..0 # SKIP no corpora beside the tree")
        return
    if not (TOP / "data/en/core.model").exists():
        print("1..0 # SKIP no trained core in the tree")
        return
    found = dict(figures(args.articles))
    report(found, "%s", "core.tsv", args.figures)


if __name__ == "__main__":
    sys.exit(main())
