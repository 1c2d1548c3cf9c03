# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Reads corpora that mark what means the same thing."""
import csv
import re
import xml.etree.ElementTree as tree

import data


class Document:
    """`sentences` hold words; `cluster` tells of a word that heads a marked
    mention which thing it means.  What is not marked means nothing else
    (`whole`), or may mean anything."""

    def __init__(self, name, genre, sentences, whole=True):
        self.name, self.genre, self.whole = name, genre, whole
        self.sentences = sentences
        self.cluster, self.named = {}, set()
        self.pronoun = None  # of gap: (head, candidates, right ones)

    def word_list(self):
        return [w for s in self.sentences for w in s.words]


def gum(path):
    for name, meta, sentences in data.conllu(path):
        document = []
        for rows in sentences:
            s = data.Sentence([r[1] for r in rows])
            s.rows = rows
            document.append(s)
        d = Document(name, meta.get("genre", ""), document)
        starts, at = [], 0
        for s in document:
            starts.append(at)
            at += len(s.words)
        size = {}
        marks = list(gum_marks(document, starts))
        for cluster, head, first, end, kind, rows in marks:
            size[cluster] = size.get(cluster, 0) + 1
        # of mentions with one head the one that is spoken of again
        for cluster, head, first, end, kind, row in marks:
            if head not in d.cluster or size[cluster] > size[d.cluster[head]]:
                d.cluster[head] = cluster
            if row[3] == "PROPN" and kind in ("person", "organization", "place"):
                d.named.add(head)
        d.marks = marks
        yield d


def gum_marks(document, starts):
    """(cluster, head, first, end, kind, row of the head)."""
    rows = [r for s in document for r in s.rows]
    heads = [at + int(r[6]) - 1 if r[6] != "0" else -1
             for at, s in zip(starts, document) for r in s.rows]
    open_ = {}
    for i, row in enumerate(rows):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", m.group(1) if m else ""):
            key = part.strip("()").split("-")[0].split("[")[0]
            if part[0] == "(":
                open_.setdefault(key, []).append((i, part.strip("()").split("-")))
            if part[-1] == ")" and open_.get(key):
                first, fields = open_[key].pop()
                at = next((k for k in range(first, i + 1)
                           if not first <= heads[k] <= i), first)
                yield key, at, first, i + 1, fields[1], rows[at]


TOKEN = re.compile(
    r"[A-Z]\.(?:[A-Z]\.)+|(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|Rev|Gen|Col|Lt|Sgt|Prof|Gov|Sen|Rep|vs|No)\."
    r"|\b[A-Z]\.(?=\s)|['’](?:s|S|re|ve|ll|d|m)\b|n['’]t\b|\w+?(?=n['’]t\b)"
    r"|\w+(?:[.,]\d+)+|\w+(?:-\w+)*|\.\.\.|\S")


def sentences_of(text):
    """Words with their places: a rough cut, for training only."""
    words, sentences = [], []
    for m in TOKEN.finditer(text):
        words.append((m.group(), m.start(), m.end()))
        follows = text[m.end():m.end() + 2]
        if m.group() in (".", "!", "?") and (
                re.match(r"\s[\w\"'“(]?", follows) and not follows[1:].islower()
                or not follows):
            sentences.append(words)
            words = []
    if words:
        sentences.append(words)
    return sentences


def gap(path):
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t",
                              quoting=csv.QUOTE_NONE):
        cut = sentences_of(row["Text"])
        d = Document(row["ID"], "gap", [data.Sentence([w for w, _, _ in s])
                                        for s in cut], False)
        words = [w for s in cut for w in s]

        def span(name):
            a = int(row[name + "-offset"])
            b = a + len(row[name])
            return [i for i, (_, s, e) in enumerate(words) if s < b and e > a]
        names = [span("A"), span("B")]
        right = [row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"]
        at = span("Pronoun")
        if at and all(names):
            d.pronoun = (at[0], names, right)
            yield d


def meantime(folder):
    for path in sorted(folder.rglob("*.xml")):
        root = tree.parse(path).getroot()
        sentences, place, at = [], {}, 0
        for t in root.iter("token"):
            n = int(t.get("sentence"))
            while len(sentences) <= n:
                sentences.append([])
            sentences[n].append(t.text)
        order = {}
        for t in root.iter("token"):
            order.setdefault(int(t.get("sentence")), []).append(t.get("t_id"))
        for n in sorted(order):
            for t in order[n]:
                place[t] = at
                at += 1
        # full annotation covers the first sentences only
        spans = {}
        for e in root.iter("ENTITY_MENTION"):
            ids = [place[a.get("t_id")] for a in e.findall("token_anchor")]
            if ids:
                spans[e.get("m_id")] = (min(ids), max(ids) + 1,
                                        e.get("syntactic_type"))
        cluster = {}
        for link in root.iter("REFERS_TO"):
            target = link.find("target").get("m_id")
            for s in link.findall("source"):
                if s.get("m_id") in spans:
                    cluster[s.get("m_id")] = target
        d = Document(path.stem, "meantime", [data.Sentence(s) for s in
                                             sentences[:6] if s], True)
        d.spans = [(a, b, cluster.get(m, "alone" + m), kind)
                   for m, (a, b, kind) in spans.items()]
        yield d
