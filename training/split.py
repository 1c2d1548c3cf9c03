# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Prints the development fold of the annotated articles: training/dev.list.

    split.py ANNOTATED

A fifth of each source, near-duplicates together.  Articles that also stand in
another corpus train with it, so they are never in the fold.
"""
import collections
import csv
import hashlib
import pathlib
import sys

SAME = ("s165/s429 s033/s266 s159/s413/s415 s591/s592 s225/s231 s814/s815 "
        "s667/s688 s521/s525 s764/s790").split()
ELSEWHERE = ("UniversalDependencies/UD_English-GUM", "MEANTIME")


def main():
    rows = list(csv.DictReader(
        open(pathlib.Path(sys.argv[1]) / "SOURCES.tsv", encoding="utf-8"),
        delimiter="\t", quoting=csv.QUOTE_NONE))
    group = {number: pair.split("/")[0] for pair in SAME
             for number in pair.split("/")}
    sources = collections.defaultdict(lambda: collections.defaultdict(list))
    for row in rows:
        if not any(x in row["source"] for x in ELSEWHERE):
            key = row["stem"].split("-")[0]
            sources[row["source"]][group.get(key, key)].append(row["stem"])
    fold = []
    for groups in sources.values():
        order = sorted(groups, key=lambda k: hashlib.sha256(k.encode()).digest())
        for key in order[:round(len(order) / 5)]:
            fold += groups[key]
    print("\n".join(sorted(fold)))


if __name__ == "__main__":
    main()
