#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""understanding.py [--figures]: what score.py beside the reference answers does
not tell of the articles of training/dev.list.

  evidence.overlap  of the events, agreements and positions that match an answer,
                    how many have a quote that overlaps the answer's, per cent
  planned.not-held  of the planned events that match, how many are not stored as held
  planned.found     of the planned events of the answers, how many match

With --figures it prints a line a figure: name, value, parted by a tab; without,
a test for each floor of understanding.tsv.
"""
import argparse
import collections
import json
import re
import tempfile

from errors import chosen, extracted, scorer
from measured import report


class Recorder:
    """Keeps the alignments that the scorer makes of one article: entities,
    positions, agreements, events."""

    def __init__(self, score):
        self.made, self.assign = [], score.assign
        score.assign = self

    def __call__(self, pairs):
        self.made.append(self.assign(pairs))
        return self.made[-1]

    def take(self):
        made, self.made = self.made, []
        return made


def span_of(text, quote):
    """Where a quote stands, blanks apart; None if nowhere."""
    words = [re.escape(w) for w in (quote or "").split()]
    found = re.search(r"\s+".join(words), text) if words else None
    return found.span() if found else None


def overlaps(text, quote, evidence):
    """1 or 0, or None if the answer has no quote that stands in the text."""
    want = span_of(text, quote)
    return None if want is None else int(any(int(e["start"]) < want[1] and want[0] < int(e["end"]) for e in evidence))


def article_count(n, text, gold, system, evidence, alignments):
    """Adds one article to the counts `n`."""
    _, positions, agreements, events = alignments
    pairs = [(gold["positions"][i], system["positions"][j]["node"]) for j, i in positions.items()]
    for al, what in ((agreements, "agreements"), (events, "events")):
        by = {g["id"]: g for g in gold.get(what, [])}
        pairs += [(by[g], s) for s, g in al.items()]
    for g, node in pairs:
        hit = overlaps(text, g.get("quote"), evidence[node])
        n["quotes"] += hit is not None
        n["overlaps"] += hit or 0
    of = {g: s for s, g in events.items()}
    status = {s["id"]: s["status"] for s in system.get("events", [])}
    for g in gold["events"]:
        if g["status"] == "planned" and not g.get("optional"):
            n["planned"] += 1
            n["found"] += g["id"] in of
            n["as held"] += g["id"] in of and status[of[g["id"]]] == "held"


def figures():
    score = scorer()
    recorder = Recorder(score)
    articles, folder, stems = chosen("dev")
    n = collections.Counter()
    with tempfile.TemporaryDirectory() as scratch:
        system, evidence = extracted(score, articles, stems, scratch)
    for stem in stems:
        gold = json.loads((folder / (stem + ".json")).read_text("utf-8"))
        found = system.get(stem, {"entities": []})
        score.score_article(stem, gold, found, score.Tally())
        article_count(n, (articles / (stem + ".txt")).read_text("utf-8"), gold, found, evidence, recorder.take())
    print("# %d quotes, %d planned events, %d of them found" % (n["quotes"], n["planned"], n["found"]))
    return {"evidence.overlap": 100 * n["overlaps"] / n["quotes"],
            "planned.not-held": 100 - 100 * n["as held"] / n["found"],
            "planned.found": 100 * n["found"] / n["planned"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", action="store_true")
    asked = parser.parse_args()
    if not chosen("dev")[1].is_dir():
        print("1..0 # SKIP the annotated articles are not beside the tree")
        return
    report(figures(), "%.1f", "understanding.tsv", asked.figures)


if __name__ == "__main__":
    main()
