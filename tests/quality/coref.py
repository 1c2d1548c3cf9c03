#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Measures Entity= of `entente annotate` on development parts of the corpora
beside the tree.

    coref.py [--figures]

With --figures it prints a line a figure: name, value, parted by a tab; without,
a test for each floor of coref.tsv.  gum dev with its own words: CoNLL F1 (MUC,
B3, CEAFe; mentions are the same if their heads are; singletons left out), and
how many pronouns and descriptions that stand with a name mean what it means.
gap dev from raw text: the same of its pronouns and names.
"""
import argparse
import csv
import pathlib
import sys
import tempfile

from measured import SHARED, TOP, annotate, report

import coref_data
import coref_score
import evaluate

NAMES = {"person", "organization", "place"}
PLAIN = {"pronoun", "noun"}


def gum(figures):
    path = SHARED / "corpora/gum/dev.conllu"
    total, counts = {}, {}
    got = annotate("--pretokenised", path)
    for d, own in zip(coref_data.gum(path), evaluate.documents(got)):
        assert own.name == d.name
        assert [len(s) for s in own.sentences] == [len(s.words) for s in
                                                   d.sentences]
        found = evaluate.mentions(own)
        key, response = {}, {}
        for head, c in d.cluster.items():
            key.setdefault(c, set()).add(head)
        for m in found:
            response.setdefault(m.cluster, set()).add(m.head)
        coref_score.add(total, coref_score.score(key.values(), response.values()))
        for part in ["gum"] + (["news"] if d.genre == "news" else []):
            n = counts.setdefault(part, [0, 0, 0])
            for k, x in enumerate(to_names(d, found)):
                n[k] += x
    for name, value in evaluate.coref_figures(total):
        figures["gum." + name] = value
    for part, (right, n, wanted) in counts.items():
        figures[part + ".precision"] = 100 * right / max(1, n)
        figures[part + ".recall"] = 100 * right / max(1, wanted)
        figures[part + ".resolved"] = n


def to_names(d, found):
    """(right, resolved, wanted): pronouns and descriptions in a cluster with
    a name; right if they mean what most of its names mean."""
    names = {}
    for c, kind, _, _, head in found:
        if kind in NAMES:
            names.setdefault(c, []).append(str(d.cluster.get(head)))
    means = {c: max(sorted(set(x)), key=x.count) for c, x in names.items()}
    named = {d.cluster[h] for h in d.named}
    rows = [row for s in d.sentences for row in s.rows]
    wanted = sum(c in named and rows[h][3] in ("PRON", "DET", "NOUN")
                 for h, c in d.cluster.items())
    plain = [m for m in found if m.kind in PLAIN and m.cluster in means]
    right = sum(str(d.cluster.get(m.head, "nothing")) == means[m.cluster]
                for m in plain)
    return right, len(plain), wanted


def gap(figures):
    rows = list(csv.DictReader(open(SHARED / "corpora/gap/dev.tsv",
                                    encoding="utf-8"), delimiter="\t",
                               quoting=csv.QUOTE_NONE))
    with tempfile.TemporaryDirectory() as folder:
        for row in rows:
            (pathlib.Path(folder) / (row["ID"] + ".txt")).write_text(
                row["Text"] + "\n", encoding="utf-8")
        got = {d.name: d for d in
               evaluate.documents(annotate("--offsets", folder))}
    right = n = wanted = another = 0
    for row in rows:
        found = evaluate.mentions(got[row["ID"]])
        places = [tuple(int(evaluate.attribute(w.misc, k))
                        for k in ("Start", "End"))
                  for s in got[row["ID"]].sentences for w in s]

        def span(name):
            a = int(row[name + "-offset"])
            return a, a + len(row[name])

        def meets(m, place):
            return places[m.first][0] < place[1] and places[m.end - 1][1] > place[0]
        truth = [row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"]
        a, b = span("Pronoun")
        mine = {m.cluster for m in found if m.kind == "pronoun" and
                places[m.head][0] < b and places[m.head][1] > a}
        same = [m for m in found if m.cluster in mine and m.kind in NAMES]
        hit = [any(meets(m, span(x)) for m in same) for x in "AB"]
        wanted += any(truth)
        n += sum(hit)
        right += sum(h and t for h, t in zip(hit, truth))
        another += bool(same) and not any(hit)
    figures["gap.precision"] = 100 * right / max(1, n)
    figures["gap.recall"] = 100 * right / max(1, wanted)
    figures["gap.resolved"] = n
    figures["gap.another"] = another


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", action="store_true")
    args = parser.parse_args()
    if not (SHARED / "corpora/gap").is_dir():
        print("1..0 # SKIP no corpora beside the tree")
        return
    model = TOP / "data/en/core.model"
    if not model.exists() or b"coref/later" not in model.read_bytes():
        print("1..0 # SKIP no trained coreference in the tree")
        return
    figures = {}
    gum(figures)
    gap(figures)
    report(figures, "%.1f", "coref.tsv", args.figures)


if __name__ == "__main__":
    sys.exit(main())
