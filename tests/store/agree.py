#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Puts queries to our store and to a store of other make: the same rows, and
each within 5 seconds."""
import csv
import glob
import io
import os
import random
import subprocess
import sys
import tempfile
import time

try:
    import pyoxigraph as ox
except ImportError:
    print("1..0 # SKIP pyoxigraph is not installed")
    sys.exit()

TOP = os.environ["TOP_SRCDIR"]
BASE = "https://example.org/entente/"
PREFIXES = "".join(f"PREFIX {p}: <{i}>\n" for p, i in (
    ("ent", "https://w3id.org/entente/ontology#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("schema", "http://schema.org/"),
    ("oa", "http://www.w3.org/ns/oa#")))


def articles(n, left_out):
    """Makes the example into n articles that share some entities, with a share
    of the statements left out."""
    chance = random.Random(7)
    with open(f"{TOP}/ontology/example.trig", encoding="utf-8") as f:
        quads = list(ox.parse(f.read(), format=ox.RdfFormat.TRIG))
    for i in range(n):
        for quad in quads:
            line = str(quad).replace(BASE + "article/riga-port",
                                     f"{BASE}article/{i}")
            line = line.replace("/otto-brandt", f"/otto-brandt-{i}")
            line = line.replace("2024-05-16", f"2024-05-{i + 1:02}")
            if chance.random() >= left_out:
                yield line + " .\n"


def queries():
    for path in sorted(glob.glob(f"{TOP}/ontology/queries/*.rq")):
        with open(path, encoding="utf-8") as f:
            yield os.path.basename(path), f.read()
    with open(f"{TOP}/tests/store/queries.txt", encoding="utf-8") as f:
        for i, text in enumerate(f.read().split("\n---\n"), 1):
            yield f"query {i}", PREFIXES + text


def rows(text):
    head, *body = csv.reader(io.StringIO(text, newline=""))
    order = sorted(range(len(head)), key=head.__getitem__)
    return [head[i] for i in order], sorted([r[i] for i in order] for r in body)


def expected(store, text):
    result = store.query(text)
    if isinstance(result, ox.QueryBoolean):
        return rows("true\n" if result else "false\n")
    return rows(result.serialize(format=ox.QueryResultsFormat.CSV).decode())


def check(number, name, store, folder, text):
    start = time.monotonic()
    done = subprocess.run(
        [os.environ["ENTENTE"], "query", "-s", folder, "-f", "csv", "-e", text],
        capture_output=True, check=False)
    took = time.monotonic() - start
    good = done.returncode == 0 and took < 5 and \
        rows(done.stdout.decode()) == expected(store, text)
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    if not good:
        print(f"# {took:.1f} s {done.stderr.decode()}")


def main():
    number = 0
    for left_out in (0, 0.15):
        with tempfile.TemporaryDirectory() as work:
            data = f"{work}/data.nq"
            with open(data, "w", encoding="utf-8") as f:
                f.writelines(articles(12, left_out))
            subprocess.run([os.environ["ENTENTE"], "load", "-s",
                            f"{work}/store", data], check=True,
                           stdout=subprocess.DEVNULL)
            store = ox.Store()
            store.load(path=data, format=ox.RdfFormat.N_QUADS)
            store.extend([ox.Quad(q.subject, q.predicate, q.object)
                          for q in list(store)])
            for name, text in queries():
                number += 1
                check(number, f"{name}, {left_out:.0%} left out", store,
                      f"{work}/store", text)
    print(f"1..{number}")


main()
