#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Measures `entente annotate` on development parts of the corpora beside the
tree.

    core.py [--figures] [--articles LIST]

With --figures it prints a line a figure: name, value, parted by a tab; without,
a test for each floor of core.tsv.  gum dev with its own words: tags, lemmas and
trees (subtypes of relations cut; `-p`: without punctuation); gum dev from raw
text: words, sentences and what stands on them, aligned as the CoNLL 2018 shared
task does; uner-ewt dev with its own words: exact names; annotated articles of
LIST (training/dev.list) from raw text: exact names in our scheme.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(os.environ.get("TOP_SRCDIR", "."))
SHARED = pathlib.Path(os.environ.get("SHARED", TOP / "../shared"))
ENTENTE = os.environ.get("ENTENTE", "./entente")
KINDS = {"person": "PERSON", "organisation": "ORGANISATION", "place": "PLACE"}
UNER = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "PLACE"}

Word = collections.namedtuple("Word", "form lemma upos xpos head relation misc "
                              "start end joined")


def annotate(*arguments):
    done = subprocess.run([ENTENTE, "annotate", *map(str, arguments)], check=True,
                          stdout=subprocess.PIPE)
    return done.stdout.decode("utf-8").split("\n")


def documents(lines):
    """(id, sentences of words) of CoNLL-U.  `start` and `end` count letters of
    the document without blanks; the words of a multiword token share its."""
    name, sentences, words, at, until, span = None, [], [], 0, 0, None
    for line in lines:
        cells = line.split("\t")
        if line.startswith("# newdoc"):
            if sentences:
                yield name, sentences
            name, sentences, at = line.split("=")[-1].strip(), [], 0
        elif not line.strip() and words:
            sentences.append(words)
            words, until = [], 0
        elif line.startswith("#") or len(cells) < 10 or "." in cells[0]:
            continue
        elif "-" in cells[0]:
            until = int(cells[0].split("-")[1])
            span = at, at + len(re.sub(r"\s", "", cells[1]))
            at = span[1]
        else:
            joined = int(cells[0]) <= until
            if not joined:
                span = at, at + len(re.sub(r"\s", "", cells[1]))
                at = span[1]
            head = int(cells[6]) if cells[6].isdigit() else -1
            words.append(Word(cells[1], cells[2], cells[3], cells[4], head,
                              cells[7].split(":")[0], cells[9], *span, joined))
    if sentences:
        yield name, sentences


def percent(right, total):
    return round(100 * right / total, 2) if total else 0.0


def f1(right, got, want):
    return percent(2 * right, got + want)


def treebank(path):
    """Figures of a treebank with its own words."""
    gold = [s for _, d in documents(open(path, encoding="utf-8")) for s in d]
    got = [s for _, d in documents(annotate("--pretokenised", path)) for s in d]
    assert [len(s) for s in gold] == [len(s) for s in got]
    n = collections.Counter()
    for g, s in ((g, s) for gs, ss in zip(gold, got) for g, s in zip(gs, ss)):
        head = g.head == s.head
        both = head and g.relation == s.relation
        n.update(words=1, upos=g.upos == s.upos, xpos=g.xpos == s.xpos,
                 lemmas=g.lemma in ("_", s.lemma), uas=head, las=both)
        if g.upos != "PUNCT":
            n.update(plain=1, uasp=head, lasp=both)
    for name in ("upos", "xpos", "lemmas", "uas", "las"):
        yield "gum." + name, percent(n[name], n["words"])
    yield "gum.uas-p", percent(n["uasp"], n["plain"])
    yield "gum.las-p", percent(n["lasp"], n["plain"])


def longest_common(a, b):
    """Pairs of indices of a longest common subsequence."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            table[i][j] = table[i + 1][j + 1] + 1 if a[i] == b[j] else \
                max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, got):
    """Pairs of words: those with the same span; in stretches that multiword
    tokens cover, a longest common subsequence of forms."""
    i = j = 0
    while i < len(gold) and j < len(got):
        a, b = gold[i], got[j]
        if a.joined or b.joined:
            end = max(a.end if a.joined else 0, b.end if b.joined else 0)
            p, q, grown = i, j, True
            while grown:
                grown = False
                while p < len(gold) and gold[p].start < end:
                    if gold[p].joined and gold[p].end > end:
                        end, grown = gold[p].end, True
                    p += 1
                while q < len(got) and got[q].start < end:
                    if got[q].joined and got[q].end > end:
                        end, grown = got[q].end, True
                    q += 1
            for x, y in longest_common([w.form.lower() for w in gold[i:p]],
                                       [w.form.lower() for w in got[j:q]]):
                yield i + x, j + y
            i, j = p, q
        elif (a.start, a.end) == (b.start, b.end):
            yield i, j
            i, j = i + 1, j + 1
        elif a.start <= b.start:
            i += 1
        else:
            j += 1


def raw_text(path):
    """(id, text) of the documents of a treebank."""
    name, paragraphs = None, []
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newdoc"):
            if name:
                yield name, "\n\n".join(paragraphs) + "\n"
            name, paragraphs = line.split("=")[-1].strip(), []
        elif line.startswith("# newpar") and "block" not in line:
            paragraphs.append("")
        elif line.startswith("# text = "):
            if not paragraphs:
                paragraphs.append("")
            text = line[9:].rstrip("\n")
            paragraphs[-1] += (" " if paragraphs[-1] else "") + text
    yield name, "\n\n".join(paragraphs) + "\n"


def from_raw(path):
    """Figures of a treebank from its text."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in raw_text(path):
            (pathlib.Path(folder) / (name + ".txt")).write_text(
                text, encoding="utf-8", newline="")
        got_all = dict(documents(annotate(folder)))
    n = collections.Counter()
    for name, gold in documents(open(path, encoding="utf-8")):
        got = got_all[name]
        spans = [{(s[0].start, s[-1].end) for s in side} for side in (gold, got)]
        n.update(sentences=len(spans[0] & spans[1]), gold_s=len(gold),
                 got_s=len(got))
        flat, heads = [], []
        for side in (gold, got):
            flat.append([w for s in side for w in s])
            heads.append([first + w.head - 1 if w.head > 0 else -1
                          for s, first in with_first(side) for w in s])
        pairs = list(align(*flat))
        other = dict(pairs)
        n.update(words=len(pairs), gold_w=len(flat[0]), got_w=len(flat[1]))
        for i, j in pairs:
            g, s = flat[0][i], flat[1][j]
            head = (heads[0][i] < 0 and heads[1][j] < 0) or \
                (heads[0][i] >= 0 and heads[1][j] >= 0 and
                 other.get(heads[0][i]) == heads[1][j])
            n.update(upos=g.upos == s.upos, uas=head,
                     las=head and g.relation == s.relation)
    yield "raw.words", f1(n["words"], n["got_w"], n["gold_w"])
    yield "raw.sentences", f1(n["sentences"], n["got_s"], n["gold_s"])
    for name in ("upos", "uas", "las"):
        yield "raw." + name, f1(n[name], n["got_w"], n["gold_w"])


def with_first(sentences):
    first = 0
    for s in sentences:
        yield s, first
        first += len(s)


def iob_spans(marks):
    """(first, end, kind) of IOB2 marks."""
    start = None
    for i, mark in enumerate([*marks, "O"]):
        if start is not None and not mark.startswith("I-"):
            yield start, i, marks[start][2:]
            start = None
        if mark.startswith("B-"):
            start = i


def attribute(misc, key):
    for part in misc.split("|"):
        if part.startswith(key + "="):
            return part[len(key) + 1:]
    return "O"


def names_of(sentence):
    return {s for s in iob_spans([attribute(w.misc, "NE") for w in sentence])
            if s[2] in KINDS.values()}


def name_figures(prefix, counts):
    total = collections.Counter()
    for kind in ("PERSON", "ORGANISATION", "PLACE"):
        right, got, want = counts[kind]
        total.update(right=right, got=got, want=want)
        yield prefix + kind.lower(), f1(right, got, want)
    yield prefix + "precision", percent(total["right"], total["got"])
    yield prefix + "recall", percent(total["right"], total["want"])
    yield prefix + "all", f1(total["right"], total["got"], total["want"])


def count(counts, gold, got):
    for kind in KINDS.values():
        g = {s for s in gold if s[2] == kind}
        s = {s for s in got if s[2] == kind}
        for i, n in enumerate((len(g & s), len(s), len(g))):
            counts[kind][i] += n


def uner(path):
    gold, marks = [], []
    for line in [*open(path, encoding="utf-8"), ""]:
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 2 and not line.startswith("#"):
            mark = cells[2]
            marks.append(mark[:2] + UNER[mark[2:]] if mark[2:] in UNER else "O")
        elif marks and not line.strip():
            gold.append(marks)
            marks = []
    got = [s for _, d in documents(annotate("--pretokenised", path)) for s in d]
    assert [len(s) for s in gold] == [len(s) for s in got]
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for marks, sentence in zip(gold, got):
        count(counts, set(iob_spans(marks)), names_of(sentence))
    return name_figures("uner.", counts)


def occurrences(text, names):
    """(start, end, value) of names as whole words, longer ones first."""
    taken = bytearray(len(text))
    for name in sorted(names, key=lambda n: (-len(n), n)):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + \
            r"(?!\w)"
        for m in re.finditer(pattern, text) if name.split() else ():
            if not any(taken[m.start():m.end()]):
                taken[m.start():m.end()] = b"\1" * (m.end() - m.start())
                yield m.start(), m.end(), names[name]


def gold_names(gold):
    """name -> kind and whether it counts.  Names of events and agreements take
    the places inside them."""
    names = {}
    for e in gold["entities"]:
        for name in [e["name"], *e["aliases"]]:
            if not names.get(name, ("", False))[1]:
                names[name] = KINDS[e["kind"]], not e.get("optional")
    for item in gold["events"] + gold["agreements"]:
        name = item.get("name") or ""
        if " " in name and re.match(r"[A-Z0-9]", name) and \
                re.search(r"(^| )(\d+\S* )?[A-Z]\w+", name):
            names.setdefault(name, ("", False))
    return names


def annotated(stems):
    folder = SHARED / "annotated"
    paths = [folder / "articles" / (s + ".txt") for s in stems]
    got_all = dict(documents(annotate("--offsets", *paths)))
    counts = collections.defaultdict(lambda: [0, 0, 0])
    for stem, path in zip(stems, paths):
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        gold = json.loads((folder / "gold" / (stem + ".json")).read_text())
        found = list(occurrences(text, gold_names(gold)))
        want = {(a, b, kind) for a, b, (kind, counts_) in found if counts_}
        passed = {(a, b) for a, b, (_, counts_) in found if not counts_}
        got = {(int(attribute(s[a].misc, "Start")),
                int(attribute(s[b - 1].misc, "End")), kind)
               for s in got_all.get(stem, ()) for a, b, kind in names_of(s)}
        count(counts, want, {s for s in got if s[:2] not in passed})
    return name_figures("ours.", counts)


def figures(articles):
    gum = SHARED / "corpora/gum/dev.conllu"
    yield from treebank(gum)
    yield from from_raw(gum)
    yield from uner(SHARED / "corpora/uner-ewt/dev.iob2")
    yield from annotated(articles.read_text().split())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--articles", type=pathlib.Path,
                        default=TOP / "training/dev.list")
    args = parser.parse_args()
    if not (SHARED / "corpora/gum").is_dir():
        print("1..0 # SKIP no corpora beside the tree")
        return
    if not (TOP / "data/en/core.model").exists():
        print("1..0 # SKIP no trained core in the tree")
        return
    found = dict(figures(args.articles))
    if args.figures:
        for name, value in found.items():
            print("%s\t%s" % (name, value))
        return
    floors = [line.split("\t") for line in
              open(TOP / "tests/quality/core.tsv", encoding="utf-8")
              if not line.startswith("#")]
    for i, (name, floor) in enumerate(floors):
        good = found[name] >= float(floor)
        print("%sok %d - %s %s" % ("" if good else "not ", i + 1, name,
                                   found[name]))
    print("1..%d" % len(floors))


if __name__ == "__main__":
    sys.exit(main())
