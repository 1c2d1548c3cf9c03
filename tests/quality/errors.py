#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""errors.py SET [--class CLASS] [--cause CAUSE] [--trees] [--limit N]

Prints each wrong and each missed fact with its words and its cause, then how
often each cause is.  SET is "dev" (the articles of training/dev.list), "train"
(the other annotated ones) or "gold" (the 30).  Facts and classes are those of
the scorer beside the reference answers.

  cause        of a missed fact                   of a wrong fact
  name         an entity of it is not found       an entity of it is none
  kind         the entity has another kind        (the same)
  event        its event is not found             its event is none
  type         its event has another type         (the same)
  status, date, place, role, title, …             that part of it alone
"""
import argparse
import collections
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(os.environ.get("TOP_SRCDIR", "."))
SHARED = pathlib.Path(os.environ.get("SHARED", TOP / "../shared"))
ENTENTE = os.environ.get("ENTENTE", "./entente")


def scorer():
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def chosen(name):
    """Folders of articles and answers, and the stems."""
    if name == "gold":
        gold = SHARED / "eval/gold"
        return SHARED / "articles", gold, sorted(p.stem for p in gold.glob("*.json") if p.stem != "identity")
    dev = set((TOP / "training/dev.list").read_text().split())
    gold = SHARED / "annotated/gold"
    return SHARED / "annotated/articles", gold, sorted(
        p.stem for p in gold.glob("*.json") if (p.stem in dev) == (name == "dev"))


def extracted(score, articles, stems, folder):
    """What the program says of each article, and the rows of evidence of each node."""
    tables = pathlib.Path(folder) / "tables"
    subprocess.run([ENTENTE, "extract", "-t", "tables", "-o", tables] + [articles / (s + ".txt") for s in stems],
                   check=True)
    system, rows = score.read_csv_results(tables)
    evidence = collections.defaultdict(list)
    for _, row in rows:
        evidence[row["subject"]].append(row)
    return system, evidence


class Study:
    """The errors of one article."""

    def __init__(self, score, stem, gold, system):
        self.stem, self.gold, self.system = stem, gold, system
        tally = score.Tally()
        self.entity = score.score_article(stem, gold, system, tally)
        self.misses = tally.misses
        self.norm = score.norm
        self.found = set(self.entity.values())
        self.names = {e["id"]: e["name"] for e in gold["entities"]}
        self.items = {x["id"]: x for x in gold["events"] + gold["agreements"]}
        self.types = {(what, cls, f[0]): f[1] for what, _, cls, f in self.misses if cls in ("event", "agreement")}

    def entity_cause(self, sort, fact):
        other = {f[0] for what, _, cls, f in self.misses if cls.startswith("entity") and what != sort}
        return "kind" if fact[0] in other else "name"

    def argument_cause(self, sort, cls, fact):
        whole = cls.split()[0]
        if (sort, whole, fact[0]) in self.types:
            return "type" if ("wrong" if sort == "missed" else "missed", whole, fact[0]) in self.types else whole
        if sort == "missed" and fact[1] not in ("status", "date", "name"):
            roles = {x for r in self.items[fact[0]].get("roles", []) for x in [r["entity"]]}
            ids = {i for i, n in self.names.items() if n == fact[2]} & (roles | {self.items[fact[0]].get("place")})
            if ids and not ids & self.found:
                return "name"
        return fact[1] if fact[1] in ("status", "date", "place", "name") else "role"

    def event_cause(self, sort, cls, fact):
        if ("wrong" if sort == "missed" else "missed", cls, fact[0]) in self.types:
            return "type"
        return "event" if cls == "event" else cls

    def cause(self, sort, cls, fact):
        if cls.startswith("entity"):
            return self.entity_cause(sort, fact)
        if cls.endswith("argument"):
            return self.argument_cause(sort, cls, fact)
        if cls in ("event", "agreement"):
            return self.event_cause(sort, cls, fact)
        if cls == "position":
            return fact[1]
        return cls if cls != "article" else fact[0]

    def words(self, sort, cls, fact, evidence):
        """The quote of the fact's item, in the answers or of the program."""
        item = self.items.get(fact[0]) if isinstance(fact[0], str) else None
        if item and item.get("quote"):
            return "%s: %s" % (item["type"], item["quote"])
        if isinstance(fact[0], str) and fact[0].startswith("s:"):
            for node, rows in evidence.items():
                if ("s:" + node[-40:]) == fact[0]:
                    return " | ".join(row["quote"] for row in rows)
        for p in self.gold["positions"] + self.gold["relations"]:
            if cls == "position" and p.get("title") == fact[3] and self.names.get(p["person"]) == fact[2] or \
                    cls == "relation" and fact[:3] == (p.get("type"), self.names.get(p.get("subject")),
                                                       self.names.get(p.get("object"))):
                return p.get("quote", "")
        return ""


def tree(articles, stem, words):
    """The trees of the sentences that hold the words."""
    out = subprocess.run([ENTENTE, "annotate", "--no-coref", articles / (stem + ".txt")], check=True,
                         stdout=subprocess.PIPE).stdout.decode("utf-8")
    return "\n\n".join(s for s in out.split("\n\n") if words and "# text = " in s and
                       words.split(": ", 1)[-1][:40] in s)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=("dev", "train", "gold"))
    parser.add_argument("--class", dest="only")
    parser.add_argument("--cause")
    parser.add_argument("--trees", action="store_true")
    parser.add_argument("--limit", type=int, default=10 ** 9)
    args = parser.parse_args()
    score = scorer()
    articles, folder, stems = chosen(args.set)
    count = collections.Counter()
    with tempfile.TemporaryDirectory() as scratch:
        system, evidence = extracted(score, articles, stems, scratch)
    for stem in stems:
        study = Study(score, stem, json.loads((folder / (stem + ".json")).read_text("utf-8")),
                      system.get(stem, {"entities": []}))
        for sort, _, cls, fact in sorted(study.misses, key=str):
            cause = study.cause(sort, cls, fact)
            count[cls, sort, cause] += 1
            if args.only not in (None, cls) or args.cause not in (None, cause) or args.limit <= 0:
                continue
            args.limit -= 1
            words = " ".join(study.words(sort, cls, fact, evidence).split())
            print("%s\t%s\t%s\t%s\t%s\t%s" % (sort, cls, cause, stem[:24], fact, words))
            if args.trees:
                print(tree(articles, stem, words))
    print("\nclass\tsort\tcause\tcount")
    for (cls, sort, cause), n in count.most_common():
        print("%s\t%s\t%s\t%d" % (cls, sort, cause, n))


if __name__ == "__main__":
    main()
