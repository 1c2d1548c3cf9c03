#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Scores CoNLL-U against CoNLL-U of the same text.

    evaluate.py GOLD SYSTEM

Prints a line a figure: name, value, parted by a tab.  Words, sentences, tags,
lemmas and trees are F1 as the CoNLL 2018 shared task defines it: over words
aligned by their letters, subtypes of relations cut, punctuation included; `-p`:
gold punctuation left out.  Names are F1 of exact spans, of the kinds that GOLD
has, from NE= in MISC, or from files of "id TAB word TAB IOB2".  Coreference is
CoNLL F1 from Entity= in MISC: singletons left out, mentions the same if their
heads are; the head is what "global.Entity" names so, else that of the tree.
What GOLD does not mark has no figure.
"""
import argparse
import collections
import re

import coref_score

Word = collections.namedtuple("Word", "form lemma upos xpos head relation misc "
                              "start end joined")
Document = collections.namedtuple("Document", "name sentences fields letters")
Mention = collections.namedtuple("Mention", "cluster kind first end head")
KINDS = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "PLACE"}


# Reading

def bare(text):
    return re.sub(r"\s", "", text)


def word_of(cells, span, joined):
    if len(cells) < 10:
        return Word(cells[1], "_", "_", "_", -1, "_", "NE=" + cells[2], *span,
                    joined)
    head = int(cells[6]) if cells[6].isdigit() else -1
    return Word(*cells[1:5], head, cells[7].split(":")[0], cells[9], *span,
                joined)


def documents(lines):
    """Documents of CoNLL-U.  `start` and `end` count letters of the document,
    which are all but blanks; the words of a multiword token share its."""
    d, words, until, span, fields = Document(None, [], [], []), [], 0, None, []
    at = 0
    for line in [*lines, ""]:
        cells = line.rstrip("\n").split("\t")
        if line.startswith("# newdoc"):
            if d.sentences:
                yield d
            d, at = Document(line.split("=")[-1].strip(), [], fields, []), 0
        elif line.startswith("# global.Entity"):
            fields[:] = line.split("=")[-1].strip().split("-")
        elif not line.strip() and words:
            d.sentences.append(words)
            words, until = [], 0
        elif line.startswith("#") or len(cells) < 3 or "." in cells[0]:
            continue
        else:
            ids = cells[0].split("-")
            joined = len(ids) == 1 and int(ids[0]) <= until
            if not joined:
                letters = bare(cells[1])
                span = at, at + len(letters)
                at = span[1]
                d.letters.append(letters)
            if len(ids) == 2:
                until = int(ids[1])
            else:
                words.append(word_of(cells, span, joined))
    if d.sentences:
        yield d


def read(path):
    with open(path, encoding="utf-8") as lines:
        return list(documents(lines))


def attribute(misc, key):
    for part in misc.split("|"):
        if part.startswith(key + "="):
            return part[len(key) + 1:]
    return "O"


def iob_spans(marks):
    """(first, end, kind) of IOB2 marks."""
    start = None
    for i, mark in enumerate([*marks, "O"]):
        if start is not None and not mark.startswith("I-"):
            kind = marks[start][2:]
            yield start, i, KINDS.get(kind, kind)
            start = None
        if mark.startswith("B-"):
            start = i


def names_of(sentence):
    return set(iob_spans([attribute(w.misc, "NE") for w in sentence]))


def entity_marks(miscs):
    """(cluster, fields, first, end) of Entity=, by their ends."""
    waiting = {}
    for i, misc in enumerate(miscs):
        for part in re.findall(r"\([^()]*\)?|[^()]+\)",
                               attribute(misc, "Entity")):
            fields = part.strip("()").split("-")
            key = fields[0].split("[")[0]
            if part[0] == "(":
                waiting.setdefault(key, []).append((i, fields))
            if part[-1] == ")" and waiting.get(key):
                first, fields = waiting[key].pop()
                yield key, fields, first, i + 1


def head_of(heads, first, end):
    """The first word of a span whose head is outside."""
    return next((i for i in range(first, end) if not first <= heads[i] < end),
                first)


def heads_of(sentences):
    """Heads as indices over all sentences; the root's is -1."""
    heads = []
    for s in sentences:
        first = len(heads)
        heads += [first + w.head - 1 if w.head > 0 else w.head - 1 for w in s]
    return heads


def mentions(document):
    """Mentions of a document; words count over its sentences."""
    heads = heads_of(document.sentences)
    at = document.fields.index("head") if "head" in document.fields else 99
    miscs = [w.misc for s in document.sentences for w in s]
    found = []
    for key, fields, first, end in entity_marks(miscs):
        told = at < len(fields) and fields[at].isdigit()
        found.append(Mention(
            key, fields[1] if len(fields) > 1 else "", first, end,
            first + int(fields[at]) - 1 if told else
            head_of(heads, first, end)))
    return found


def clusters_by_head(marks):
    """head -> cluster; of mentions with one head the one that is spoken of
    more often."""
    size = collections.Counter(m.cluster for m in marks)
    found = {}
    for m in marks:
        if m.head not in found or size[m.cluster] > size[found[m.head]]:
            found[m.head] = m.cluster
    return found


# Aligning

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


def whole(found):
    """All documents as one."""
    sentences, letters = [], []
    at = 0
    for d in found:
        for s in d.sentences:
            sentences.append([w._replace(start=w.start + at, end=w.end + at)
                              for w in s])
        letters += d.letters
        at += sum(map(len, d.letters))
    return Document(None, sentences, [], letters)


# Scoring

def percent(right, total):
    return round(100 * right / total, 2) if total else 0.0


def f1(right, got, want):
    return percent(2 * right, got + want)


def compare(gold, got):
    """Counts of sentences, words and what stands on words, and the pairs of
    words that are the same."""
    n = collections.Counter()
    spans = [{(s[0].start, s[-1].end) for s in d.sentences} for d in (gold, got)]
    n.update(sentences=len(spans[0] & spans[1]),
             gold_sentences=len(gold.sentences), got_sentences=len(got.sentences))
    flat = [[w for s in d.sentences for w in s] for d in (gold, got)]
    heads = heads_of(gold.sentences), heads_of(got.sentences)
    pairs = list(align(*flat))
    other = dict(pairs)
    met = {j for _, j in pairs}
    n.update(words=len(pairs), gold_words=len(flat[0]), got_words=len(flat[1]),
             gold_plain=sum(w.upos != "PUNCT" for w in flat[0]),
             got_plain=sum(w.upos != "PUNCT" for j, w in enumerate(flat[1])
                           if j not in met))
    for i, j in pairs:
        g, s = flat[0][i], flat[1][j]
        # both roots, or the same word
        head = other.get(heads[0][i], heads[0][i] if heads[0][i] < 0 else None) \
            == heads[1][j]
        both = head and g.relation == s.relation
        n.update(upos=g.upos == s.upos, xpos=g.xpos == s.xpos,
                 lemmas=g.lemma in ("_", s.lemma), uas=head, las=both)
        if g.upos != "PUNCT":
            n.update({"got_plain": 1, "uas-p": head, "las-p": both})
    return n, pairs


def tree_figures(n):
    """(name, F1) of what compare() counted."""
    yield "words", f1(n["words"], n["got_words"], n["gold_words"])
    yield "sentences", f1(n["sentences"], n["got_sentences"],
                          n["gold_sentences"])
    for name in ("upos", "xpos", "lemmas", "uas", "las"):
        yield name, f1(n[name], n["got_words"], n["gold_words"])
    for name in ("uas-p", "las-p"):
        yield name, f1(n[name], n["got_plain"], n["gold_plain"])


def count_spans(counts, kinds, gold, got):
    """Adds to `counts`, kind -> [right, got, wanted]."""
    for kind in kinds:
        g = {s for s in gold if s[2] == kind}
        s = {s for s in got if s[2] == kind}
        row = counts.setdefault(kind, [0, 0, 0])
        for i, n in enumerate((len(g & s), len(s), len(g))):
            row[i] += n


def name_figures(counts):
    for kind, (right, got, want) in counts.items():
        yield kind.lower(), f1(right, got, want)
    right, got, want = map(sum, zip(*counts.values()))
    yield "precision", percent(right, got)
    yield "recall", percent(right, want)
    yield "all", f1(right, got, want)


def placed_names(document, place):
    """Names of all sentences, by what `place` gives for first and last word."""
    at = 0
    for s in document.sentences:
        for first, end, kind in names_of(s):
            yield place(at + first), place(at + end - 1), kind
        at += len(s)


def placed_clusters(found, place):
    clusters, at = {}, 0
    for number, d in enumerate(found):
        for head, cluster in clusters_by_head(mentions(d)).items():
            clusters.setdefault((number, cluster), set()).add(place(at + head))
        at += sum(map(len, d.sentences))
    return clusters.values()


def coref_figures(total):
    for name, counts in total.items():
        for rate, value in zip(("precision", "recall", "f1"),
                               coref_score.rates(counts)):
            yield name + "." + rate, round(100 * value, 2)
    yield "conll", round(100 * coref_score.conll(total), 2)


def evaluate(gold, got):
    """(name, figure) of two lists of documents of one text."""
    a, b = whole(gold), whole(got)
    if "".join(a.letters) != "".join(b.letters):
        raise ValueError("the texts are not the same")
    n, pairs = compare(a, b)
    words = [w for s in a.sentences for w in s]
    silent = {name for name, empty in (
        ("upos", "_"), ("xpos", "_"), ("lemma", "_"), ("head", -1))
        if all(getattr(w, name) == empty for w in words)}
    for name, value in tree_figures(n):
        of = {"lemmas": "lemma"}.get(name, "head" if "as" in name else name)
        if of not in silent:
            yield name, value
    back = {j: i for i, j in pairs}
    place = lambda j: back.get(j, ("own", j))  # noqa: E731
    want = set(placed_names(a, lambda i: i))
    if want:
        counts = {}
        count_spans(counts, sorted({s[2] for s in want}), want,
                    set(placed_names(b, place)))
        for name, value in name_figures(counts):
            yield "names." + name, value
    key = placed_clusters(gold, lambda i: i)
    if key:
        for name, value in coref_figures(coref_score.score(
                key, placed_clusters(got, place))):
            yield "coref." + name, value


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", metavar="GOLD")
    parser.add_argument("system", metavar="SYSTEM")
    asked = parser.parse_args()
    try:
        for name, value in evaluate(read(asked.gold), read(asked.system)):
            print("%s\t%.2f" % (name, value))
    except (OSError, ValueError) as error:
        raise SystemExit("evaluate.py: %s" % error)


if __name__ == "__main__":
    main()
