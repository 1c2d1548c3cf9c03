#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Trains data/en/names.model, the weights by which names are told.

    names.py TOOL DATA ANNOTATED UNER OUT [--hold N]

TOOL is training/names-features built here (`make training/names-features`),
DATA the folder data/, ANNOTATED a folder with articles/ and gold/, UNER the
train.iob2 of UNER English-EWT.  Needs python-crfsuite 0.9.  L-BFGS with an L1
term: deterministic, and most weights become zero.  --hold N leaves every Nth
article out and prints span scores on those.
"""
import argparse
import collections
import itertools
import json
import pathlib
import re
import subprocess
import tempfile

import pycrfsuite

KINDS = {"person": "PER", "organisation": "ORG", "place": "LOC"}
PARAMS = {"c1": 0.25, "c2": 0.005, "max_iterations": 150,
          "feature.minfreq": 2, "feature.possible_transitions": True}
LEAST = 0.02  # weights below it are dropped


def gold_names(gold):
    names = {}
    for e in gold["entities"]:
        for name in [e["name"]] + list(e["aliases"]):
            names.setdefault(name, KINDS[e["kind"]])
    for key, label in (("events", "EVT"), ("agreements", "AGR")):
        for item in gold[key]:
            name = item.get("name")
            if name and re.search(r"(^| )(\d+\S* )?[A-Z]\w+", name) and \
                    re.match(r"[A-Z0-9]", name) and " " in name:
                names.setdefault(name, label)
    return names


def article_spans(text, gold):
    """Every place where a name stands, longer names first, as byte spans."""
    names = gold_names(gold)
    taken, spans = bytearray(len(text)), []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + \
            r"(?!\w)"
        for m in re.finditer(pattern, text):
            if any(taken[m.start():m.end()]):
                continue
            taken[m.start():m.end()] = b"\1" * (m.end() - m.start())
            spans.append((len(text[:m.start()].encode()),
                          len(text[:m.end()].encode()), names[name]))
    return spans


def joined(words, tags):
    """(text, spans) of a tokenised sentence: no blank before a comma."""
    text, spans, start = "", [], None
    for word, tag in list(zip(words, tags)) + [("", "O")]:
        if start and not tag.startswith("I-"):
            spans.append((start[0], len(text.encode()), start[1]))
            start = None
        if text and word not in (",", ".", ";", ":", "?", "!", ")", "'s", "%",
                                 "’s") and not text.endswith("("):
            text += " "
        if tag.startswith("B-"):
            start = (len(text.encode()), tag[2:])
        text += word
    return text, spans


def columns(path, word, tag):
    """(words, tags) of each sentence of a file with one token a line."""
    words, tags = [], []
    for row in open(path, encoding="utf-8"):
        cells = row.rstrip("\n").split("\t")
        if len(cells) > 1 and not row.startswith("# "):
            words.append(cells[word])
            tags.append(cells[tag])
        elif words and not row.strip():
            yield words, tags
            words, tags = [], []
    if words:
        yield words, tags


def documents(uner):
    """(name, text, spans): twenty sentences each."""
    text, spans, n = "", [], 0
    for words, tags in columns(uner, 1, 2):
        line, found = joined(words, tags)
        base = len(text.encode())
        spans += [(base + a, base + b, k) for a, b, k in found]
        text += line + "\n\n"
        n += 1
        if n % 20 == 0:
            yield "u%05d" % n, text, spans
            text, spans = "", []
    yield "u%05d" % n, text, spans


def tool_sentences(tool, data, folder):
    """Yields (stem, tokens) per sentence; a token: start, end, features."""
    run = subprocess.run([tool, data, str(folder)], check=True,
                         stdout=subprocess.PIPE)
    stem, tokens = None, []
    for line in run.stdout.decode("utf-8").split("\n"):
        if line.startswith("# "):
            stem = line[2:]
        elif not line:
            if tokens:
                yield stem, tokens
            tokens = []
        else:
            start, end, *features = line.split("\t")
            tokens.append((int(start), int(end), features))


def label(tokens, spans):
    labels = ["O"] * len(tokens)
    for start, end, kind in spans:
        mark = "B-"
        for i, (s, e, _) in enumerate(tokens):
            if s < end and e > start:
                labels[i] = mark + kind
                mark = "I-"
    return labels


def spans_of(labels):
    out, start = set(), None
    for i, x in enumerate(labels + ["O"]):
        if start is not None and not x.startswith("I-"):
            out.add((start, i, labels[start][2:]))
            start = None
        if x != "O" and start is None:
            start = i
    return out


def weights_write(model, out):
    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    info = tagger.info()
    features = collections.defaultdict(dict)
    for (name, lab), w in info.state_features.items():
        if abs(w) >= LEAST:
            features[name][lab] = w
    between = collections.defaultdict(dict)
    for (a, b), w in info.transitions.items():
        between[a][b] = w
    labels = ["O"] + [m + k for k in ("PER", "ORG", "LOC", "EVT", "AGR")
                      for m in ("B-", "I-")]
    for a in labels:  # no name goes on that did not begin
        for b in labels:
            if b.startswith("I-") and a[2:] != b[2:]:
                between[a][b] = -50.0
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        file.write("# entente-names-model 1\n")
        file.write("# Made by training/names.py.  Rows: feature, then "
                   "label:weight in thousandths; '> label': transitions.\n")
        for name, row in [("> " + a, between[a]) for a in labels] + \
                sorted(features.items()):
            file.write(name + "".join(
                "\t%s:%d" % (b, round(1000 * row[b])) for b in sorted(row)) +
                "\n")
    return len(features)


def main():
    parser = argparse.ArgumentParser()
    for name in ("tool", "data", "annotated", "uner", "out"):
        parser.add_argument(name)
    parser.add_argument("--hold", type=int, default=0)
    args = parser.parse_args()
    annotated = pathlib.Path(args.annotated)
    folder = tempfile.TemporaryDirectory()
    gold, held = {}, set()
    for path in sorted((annotated / "articles").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        gold[path.stem] = article_spans(
            text, json.loads((annotated / "gold" /
                              (path.stem + ".json")).read_text()))
        if args.hold and int(path.stem[1:4]) % args.hold == 0:
            held.add(path.stem)
    for name, text, spans in documents(args.uner):
        (pathlib.Path(folder.name) / (name + ".txt")).write_text(
            text, encoding="utf-8")
        gold[name] = spans
    trainer, test = pycrfsuite.Trainer(verbose=False), []
    trainer.set_params(PARAMS)
    n = 0
    for path, tokens in itertools.chain(
            tool_sentences(args.tool, args.data, annotated / "articles"),
            tool_sentences(args.tool, args.data, folder.name)):
        inside = [s for s in gold[path]
                  if s[0] < tokens[-1][1] and s[1] > tokens[0][0]]
        labels = label(tokens, inside)
        xs = [t[2] for t in tokens]
        if path in held:
            test.append((xs, labels))
        else:
            trainer.append(xs, labels)
            n += len(xs)
    model = str(pathlib.Path(folder.name) / "model")
    trainer.train(model)
    print("tokens", n, "loss", trainer.logparser.last_iteration["loss"])
    print("features", weights_write(model, args.out))
    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    tp, fp, fn = (collections.Counter() for _ in range(3))
    for xs, labels in test:
        want, got = spans_of(labels), spans_of(tagger.tag(xs))
        for s in want | got:
            (tp if s in want & got else fp if s in got else fn)[s[2]] += 1
    for k in sorted(tp):
        p, r = tp[k] / (tp[k] + fp[k]), tp[k] / (tp[k] + fn[k])
        print("%s\tP %.3f\tR %.3f\tF1 %.3f" % (k, p, r, 2 * p * r / (p + r)))


if __name__ == "__main__":
    main()
