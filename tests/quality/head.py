#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Compares what heads of articles say with reference answers.

usage: head.py [GOLD ARTICLES [--show]]

GOLD is a folder of reference answers, ARTICLES the folder of their texts.
Without them it tests the figures on the annotated articles against a floor.
The program built from heads.c lies in TOP_BUILDDIR.
"""

import json
import os
import pathlib
import subprocess
import sys

FIELDS = ("published", "publisher", "author")
# precision and recall
FLOOR = {"published": (0.99, 0.98), "publisher": (0.98, 0.55),
         "author": (0.94, 0.95), "all": (0.98, 0.85)}


def heads_read(articles):
    program = pathlib.Path(os.environ.get("TOP_BUILDDIR", "."))
    out = subprocess.run([program / "tests/quality/heads", articles],
                         check=True, capture_output=True, text=True).stdout
    heads = {}
    for line in out.splitlines():
        stem, *values = line.split("\t")
        heads[stem] = dict(zip(FIELDS, values))
    return heads


def compare(gold, articles, show):
    """Counts (right, found, wanted) for each field."""
    heads = heads_read(articles)
    totals = {f: [0, 0, 0] for f in FIELDS}
    for path in sorted(pathlib.Path(gold).glob("*.json")):
        answer = json.loads(path.read_text())
        if "entities" not in answer:
            continue  # identity across articles
        for field in FIELDS:
            want = (answer.get(field) or "").casefold()
            have = heads.get(path.stem, {}).get(field, "").casefold()
            t = totals[field]
            t[0] += want == have != ""
            t[1] += have != ""
            t[2] += want != ""
            if show and want != have:
                print(f"# {path.stem}: {field}: want {want!r}, have {have!r}")
    totals["all"] = [sum(t[i] for t in totals.values()) for i in range(3)]
    return totals


def rates(right, found, wanted):
    p = right / found if found else 1.0
    r = right / wanted if wanted else 1.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def main():
    if len(sys.argv) > 2:
        gold, articles = sys.argv[1:3]
    else:
        shared = pathlib.Path(os.environ.get("SHARED", "../shared"))
        gold, articles = (shared / "annotated" / n for n in
                          ("gold", "articles"))
        if not gold.is_dir():
            print("1..0 # SKIP the annotated articles are not here")
            return
    totals = compare(gold, articles, "--show" in sys.argv)
    for n, (field, counts) in enumerate(totals.items(), 1):
        p, r, f1 = rates(*counts)
        low = FLOOR[field]
        fine = len(sys.argv) > 2 or (p >= low[0] and r >= low[1])
        print(f"{'ok' if fine else 'not ok'} {n} - {field}: precision {p:.3f},"
              f" recall {r:.3f}, F1 {f1:.3f}, {counts}")
    print(f"1..{len(totals)}")


main()
