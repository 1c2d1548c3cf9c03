#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Scores words and sentences cut from raw text against UD treebanks, as the
CoNLL 2018 shared task does: spans of the text without blanks; the words inside
a multiword token match the same words in order.

  tokens.py                      as a test: gum dev against the floor
  tokens.py [-v] FILE.conllu...  scores of those files; -v shows differences"""

import collections
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FLOORS = {"words": 0.995, "sentences": 0.95}


class Document:
    """Raw text of a document, its sentences as lists of words."""

    def __init__(self, name):
        self.name = name
        self.text = ""
        self.sentences = []


def word_parts(rows):
    """(surface, words) of each token: several words for a range."""
    end = 0
    for row in rows:
        number = row[0]
        if "-" in number:
            first, end = map(int, number.split("-"))
            yield row[1], [r[1] for r in rows if r[0].isdigit()
                           and first <= int(r[0]) <= end]
        elif "." not in number and int(number) > end:
            yield row[1], [row[1]]


def documents(path):
    """Raw text: `# text` lines, a blank between sentences, an empty line
    before a new paragraph."""
    document, rows, text, paragraph = None, [], "", False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if document:
                yield document
            document = Document(line.split("=")[-1].strip())
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if document.text:
                document.text += "\n\n" if paragraph else " "
            document.text += text
            document.sentences.append(list(word_parts(rows)))
            rows, paragraph = [], False
    yield document


def bare(text):
    return re.sub(r"\s+", "", text)


def gold_spans(document):
    """Words as (start, end, form) without blanks; several words of one token
    share its span unless they are cut out of it."""
    words, sentences, at = [], [], 0
    for sentence in document.sentences:
        start = at
        for surface, parts in sentence:
            surface = bare(surface)
            end = at + len(surface)
            if len(parts) > 1 and "".join(parts) == surface:
                for part in parts:
                    words.append((at, at + len(part), part))
                    at += len(part)
            else:
                words.extend((at, end, part) for part in parts)
            at = end
        sentences.append((start, at))
    return words, sentences


def own_spans(text, lines):
    """The same from "start<TAB>end" lines of bytes."""
    raw = text.encode()
    # bytes to characters without blanks
    place, chars, byte = {}, 0, 0
    for char in text:
        place[byte] = chars
        byte += len(char.encode())
        chars += not char.isspace()
    place[byte] = chars
    words, sentences, first = [], [], None
    for line in lines:
        if line:
            start, end = map(int, line.split("\t"))
            words.append((place[start], place[end],
                          bare(raw[start:end].decode())))
            first = place[start] if first is None else first
        elif first is not None:
            sentences.append((first, words[-1][1]))
            first = None
    return words, sentences


def run(program, docs):
    """Lines of each document."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for n, document in enumerate(docs):
            path = pathlib.Path(folder) / ("%05d.txt" % n)
            path.write_text(document.text, encoding="utf-8")
            paths.append(str(path))
        out = subprocess.run([program, "annotate", "--tokens", *paths], check=True,
                             stdout=subprocess.PIPE).stdout.decode()
    return [part.split("\n")[1:] for part in out.split("# ")[1:]]


class Score:
    def __init__(self):
        self.gold = self.own = self.both = 0

    def add(self, gold, own):
        left = collections.Counter(gold)
        right = collections.Counter(own)
        self.gold += len(gold)
        self.own += len(own)
        self.both += sum((left & right).values())

    @property
    def f1(self):
        return 2 * self.both / max(1, self.gold + self.own)


def show(document, gold, own, kind):
    text = bare(document.text)
    want, got = set(x[:2] for x in gold), set(x[:2] for x in own)
    for start, end in sorted(want ^ got):
        print(kind, "-" if (start, end) in want else "+",
              "%s[%s]%s" % (text[max(0, start - 20):start], text[start:end]
                            if kind == "word" or end - start < 60 else
                            text[start:start + 25] + " … " + text[end - 25:end],
                            text[end:end + 15]))


def score(program, path, verbose=False):
    words, sentences = Score(), Score()
    docs = list(documents(path))
    for document, lines in zip(docs, run(program, docs)):
        gold_words, gold_sentences = gold_spans(document)
        own_words, own_sentences = own_spans(document.text, lines)
        words.add(gold_words, own_words)
        sentences.add(gold_sentences, own_sentences)
        if verbose:
            show(document, gold_words, own_words, "word")
            show(document, gold_sentences, own_sentences, "sentence")
    return {"words": words.f1, "sentences": sentences.f1}


def main():
    program = os.environ.get("ENTENTE", "entente")
    if len(sys.argv) > 1:
        for path in sys.argv[1:]:
            if path == "-v":
                continue
            figures = score(program, path, "-v" in sys.argv)
            print(path, *("%s %.4f" % f for f in figures.items()))
        return
    dev = pathlib.Path(os.environ.get("SHARED", "")) / "corpora/gum/dev.conllu"
    if not dev.exists():
        print("1..0 # SKIP the treebank is not beside the tree")
        return
    for n, (name, value) in enumerate(score(program, dev).items(), 1):
        print("%s %d - %s %.4f, floor %.3f" %
              ("ok" if value >= FLOORS[name] else "not ok", n, name, value,
               FLOORS[name]))
    print("1..%d" % len(FLOORS))


if __name__ == "__main__":
    main()
