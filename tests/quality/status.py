#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""status.py [--show]: how many events of status.tsv, none of which took place,
are stored as held (an agreement: as signed).  Each case is an article of its
own.  A line a class: name, wrong, cases; --show prints the wrong ones."""
import collections
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(os.environ.get("TOP_SRCDIR", ".")) / "tests" / "quality"
ENTENTE = os.environ.get("ENTENTE", "./entente")
MOST = 0.06  # lower it with every gain


def cases():
    for line in open(HERE / "status.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def stored(folder, texts):
    """Numbers of the texts -> kinds of what they are said to have held."""
    articles, tables = folder / "articles", folder / "tables"
    articles.mkdir()
    for i, text in enumerate(texts):
        (articles / ("%03d.txt" % i)).write_text(text + "\n", "utf-8")
    subprocess.run([ENTENTE, "extract", "-t", "tables", "-o", tables, articles], check=True)
    held = collections.defaultdict(set)
    for name, status in (("events", "held"), ("agreements", "signed")):
        for row in csv.DictReader(open(tables / (name + ".csv"), encoding="utf-8")):
            if row["status"] == status:
                number = int(row["article"].rsplit("/", 1)[1])
                held[number].add(row["type"] if name == "events" else "Signing")
    return held


def main():
    all_cases = list(cases())
    with tempfile.TemporaryDirectory() as folder:
        held = stored(pathlib.Path(folder), [text for _, _, text in all_cases])
    wrong, count = collections.Counter(), collections.Counter()
    for i, (group, kind, text) in enumerate(all_cases):
        count[group] += 1
        wrong[group] += kind in held[i]
        if "--show" in sys.argv and kind in held[i]:
            print("%s\t%s\t%s" % (group, kind, text))
    for group in count:
        print("# %s\t%d\t%d" % (group, wrong[group], count[group]))
    total, n = sum(wrong.values()), len(all_cases)
    good = n >= 200 and total <= MOST * n
    print("%sok 1 - %d of %d events that were not are stored as held" % ("" if good else "not ", total, n))
    print("1..1")


main()
