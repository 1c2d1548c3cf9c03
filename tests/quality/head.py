#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Compares what heads of articles say with reference answers.

usage: head.py HEADS GOLD ARTICLES [--show]

HEADS is the program built from heads.c, GOLD a folder of reference answers,
ARTICLES the folder of their texts.
"""

import json
import pathlib
import subprocess
import sys

FIELDS = ("published", "publisher", "author")


def main():
    heads, gold, articles = sys.argv[1:4]
    show = "--show" in sys.argv
    out = subprocess.run([heads, articles], check=True, capture_output=True,
                         text=True).stdout
    found = {}
    for line in out.splitlines():
        stem, *values = line.split("\t")
        found[stem] = dict(zip(FIELDS, values))
    totals = {f: [0, 0, 0] for f in FIELDS}
    for path in sorted(pathlib.Path(gold).glob("*.json")):
        answer = json.loads(path.read_text())
        if path.stem not in found:
            continue
        for field in FIELDS:
            want = (answer.get(field) or "").casefold()
            have = found[path.stem][field].casefold()
            t = totals[field]
            t[0] += want == have != ""
            t[1] += have != ""
            t[2] += want != ""
            if show and want != have:
                print(f"{path.stem}: {field}: want {want!r}, have {have!r}")
    totals["all"] = [sum(t[i] for t in totals.values()) for i in range(3)]
    for field, (right, have, want) in totals.items():
        p = right / have if have else 1.0
        r = right / want if want else 1.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        print(f"{field}\tprecision {p:.3f}\trecall {r:.3f}\tF1 {f1:.3f}"
              f"\t({right} right, {have} found, {want} wanted)")


main()
