#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Scores the 30 articles and compares with the recorded floor (floor.tsv)."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

shared = pathlib.Path(os.environ.get("SHARED", ""))
if not (shared / "eval" / "score.py").exists():
    print("1..0 # SKIP the reference answers are not beside the tree")
    sys.exit(0)
here = pathlib.Path(os.environ["TOP_SRCDIR"]) / "tests" / "quality"
with tempfile.TemporaryDirectory() as folder:
    tables = pathlib.Path(folder) / "tables"
    subprocess.run([os.environ["ENTENTE"], "extract", "-t", "tables", "-o", tables, shared / "articles"], check=True)
    out = subprocess.run([sys.executable, shared / "eval" / "score.py", shared / "eval" / "gold", tables, "--articles",
                          shared / "articles", "--json"], check=True, stdout=subprocess.PIPE).stdout
scores = json.loads(out)
floors = [line.rstrip("\n").split("\t") for line in open(here / "floor.tsv", encoding="utf-8") if line[0] not in "#\n"]
for n, (name, figure, floor) in enumerate(floors, 1):
    value = scores.get(name, {}).get(figure, 0.0)
    good = value >= float(floor)
    print("%s %d - %s %s %.3f, floor %s" % ("ok" if good else "not ok", n, name, figure, value, floor))
print("1..%d" % len(floors))
