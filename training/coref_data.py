# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Reads corpora that mark what means the same thing."""
import csv
import re
import xml.etree.ElementTree as tree

import data
import evaluate


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
        marks = list(gum_marks(document, starts))
        d.cluster = evaluate.clusters_by_head([m for m, _ in marks])
        d.named = {m.head for m, row in marks if row[3] == "PROPN" and
                   m.kind in ("person", "organization", "place")}
        yield d


def gum_marks(document, starts):
    """Mentions with the rows of their heads in the tree."""
    rows = [r for s in document for r in s.rows]
    heads = [at + int(r[6]) - 1 if r[6] != "0" else -1
             for at, s in zip(starts, document) for r in s.rows]
    for key, fields, first, end in evaluate.entity_marks(r[9] for r in rows):
        at = evaluate.head_of(heads, first, end)
        yield evaluate.Mention(key, fields[1], first, end, at), rows[at]


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
