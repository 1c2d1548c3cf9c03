#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Learns data/en/lemmas.tsv, by which words get their lemmas.

    lemmas.py CORPORA DATA_EN [--score]

CORPORA holds gum/ and ewt-propbank/ in CoNLL-U.  For each class of words (UPOS
and Penn tag) it learns what becomes of endings: the longest known ending of a
word says how many letters to cut and what to add.  Words for which that is
wrong become exceptions.  --score writes nothing and prints the accuracy on gum
dev, with the tags of the corpus and without exceptions from ewt-propbank.
"""
import argparse
import collections
import pathlib
import re

LONGEST = 5  # letters of an ending
CURLY = str.maketrans("’‘", "''")


def words(path):
    """(form, lemma, class) of each word of a CoNLL-U file."""
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) >= 10 and cells[0].isdigit() and cells[2] != "_" and \
                cells[4] != "GW":
            yield cells[1], cells[2], cells[3] + " " + cells[4]


def lower(form):
    return form.lower().translate(CURLY)


def edit(form, lemma):
    """What makes the lemma of the form: "letters to cut", "letters to add"."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def apply(form, rule):
    return form[:len(form) - rule[0]] + rule[1]


class Lemmas:
    """Keeps the case of classes in `cased`; `endings` and `exceptions` map
    (class, ending or form) to an edit and a lemma."""

    def __init__(self, known):
        self.known = known
        self.cased, self.endings, self.exceptions = set(), {}, {}

    def base(self, form, kind):
        """The form that rules and exceptions are looked up with."""
        keep = kind in self.cased or \
            (form != form.lower() and lower(form) not in self.known)
        return form if keep else lower(form)

    def rule(self, kind, form):
        low = lower(form)
        for n in range(min(LONGEST, len(low) - 1), -1, -1):
            found = self.endings.get((kind, low[len(low) - n:]))
            if found:
                return found
        return (0, "")

    def lemma(self, form, kind):
        for key in (form, lower(form)):
            if (kind, key) in self.exceptions:
                return self.exceptions[kind, key]
        if re.fullmatch(r"\d[\d,]*", form):
            return form.replace(",", "")
        return apply(self.base(form, kind), self.rule(kind, form))


def types_of(corpus):
    """The most frequent lemma of each (form, class)."""
    counts = collections.defaultdict(collections.Counter)
    for form, lemma, kind in corpus:
        counts[form, kind][lemma] += 1
    return {key: (found.most_common(1)[0][0], sum(found.values()))
            for key, found in sorted(counts.items())}


def adjective(form, known):
    """The adjective of a comparative or superlative, if it is known."""
    for ending in ("iest", "ier", "est", "er", "st", "r"):
        stem = form[:-len(ending)]
        if form.endswith(ending) and len(stem) > 2:
            tries = [stem + "y"] if ending[0] == "i" else [stem, stem[:-1]] \
                if stem[-1] == stem[-2] else [stem]
            for base in tries:
                if "JJ" in known.get(base, ("",))[0]:
                    return base
    return None


def lexicon_types(known):
    """Types that the lexicon tells of, by tag."""
    for form, (tags, verb, noun) in known.items():
        for tag in re.findall(r"([A-Z]+):", tags) if form.islower() else ():
            lemma = {"VB": verb, "NN": noun, "JJ": adjective(form, known),
                     "RB": adjective(form, known)}.get(tag[:2])
            upos = {"VB": "VERB", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV"}
            if lemma and tag[2:] in ("Z", "D", "N", "G", "S", "R"):
                yield (form, upos[tag[:2]] + " " + tag), (lemma, 1)


def learn_case(lemmas, types):
    votes = collections.defaultdict(int)
    for (form, kind), (lemma, n) in types.items():
        if form != form.lower() and form[1:] == form[1:].lower():
            votes[kind] += n if lemma[:1] == form[:1] else -n
    lemmas.cased = {kind for kind, vote in votes.items()
                    if vote > 0 and kind != "PRON PRP"}


def learn_endings(lemmas, types):
    """Keeps an ending that two words or more have, and whose edit is another
    than that of the shorter ending."""
    seen = collections.defaultdict(collections.Counter)
    for (form, kind), (lemma, _) in types.items():
        base = form if kind in lemmas.cased else lower(form)
        rule = edit(base, lemma if kind in lemmas.cased else lemma.lower())
        if rule[0] > LONGEST or not base.isalpha() and "-" not in base:
            continue
        low = lower(form)
        for n in range(min(LONGEST, len(low) - 1) + 1):
            seen[kind, low[len(low) - n:]][rule] += 1
    for key in sorted(seen, key=lambda k: (len(k[1]), k)):
        rule, n = max(seen[key].items(), key=lambda r: (r[1], r[0]))
        kind, ending = key
        before = (0, "")
        for m in range(1, len(ending) + 1):
            before = lemmas.endings.get((kind, ending[m:]), None)
            if before:
                break
        if ending.isascii() and rule != (before or (0, "")) and n >= 2 and \
                rule[0] <= len(ending):
            lemmas.endings[key] = rule


def learn_exceptions(lemmas, types):
    lower_first = sorted(types.items(), key=lambda t: not t[0][0].islower())
    for (form, kind), (lemma, n) in lower_first:
        got = lemmas.lemma(form, kind)
        if re.search(r" |\d,\d", form + lemma) or got == lemma or \
                (n < 3 and got.lower() == lemma.lower()):
            continue
        if not re.search(r"[a-z]", form):  # headings in capitals
            if form != "I" and len(form) > 1 and form.isalpha():
                continue
        lemmas.exceptions[kind, form] = lemma


def learn(known, corpora):
    types = dict(lexicon_types(known))
    for path in reversed(corpora):  # the first says how capitals are kept
        types.update(types_of(word for word in words(path)
                              if path == corpora[0] or word[0].islower()))
    for (form, kind), found in list(types.items()):
        for a, b in (("VBD", "VBN"), ("VBN", "VBD")):
            types.setdefault((form, kind.replace(a, b)), found)
    lemmas = Lemmas(known)
    learn_case(lemmas, types)
    learn_endings(lemmas, types)
    learn_exceptions(lemmas, types)
    return lemmas


def score(lemmas, path):
    right = total = 0
    wrong = collections.Counter()
    for form, lemma, kind in words(path):
        got = lemmas.lemma(form, kind)
        total += 1
        right += got == lemma
        if got != lemma:
            wrong[form, kind, lemma, got] += 1
    print("lemmas\t%.4f" % (right / total))
    for key, n in wrong.most_common(60):
        print("#", n, *key)


def write(lemmas, path):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write("# entente-lemmas 1\n"
                  "# Made by training/lemmas.py; licences in LICENCES.tsv.\n"
                  "# cased, class; ending, class, ending, letters to cut, "
                  "letters to add; word, class, form, lemma.\n"
                  "# class: UPOS and Penn tag.  A word first, then the longest "
                  "ending.\n")
        for kind in sorted(lemmas.cased):
            out.write("cased\t%s\n" % kind)
        for (kind, ending), (cut, add) in sorted(lemmas.endings.items()):
            out.write("ending\t%s\t%s\t%d\t%s\n" % (kind, ending, cut, add))
        for (kind, form), lemma in sorted(lemmas.exceptions.items()):
            out.write("word\t%s\t%s\t%s\n" % (kind, form, lemma))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--score", action="store_true")
    args = parser.parse_args()
    known = {}
    for line in open(args.data / "lexicon.tsv", encoding="utf-8"):
        if not line.startswith("# "):
            form, *cells = line.rstrip("\n").split("\t")
            known[form] = cells
    corpora = [args.corpora / "gum/train.conllu",
               args.corpora / "ewt-propbank/dev.conllup"]
    lemmas = learn(known, corpora)
    if args.score:
        print("endings", len(lemmas.endings), "exceptions", len(lemmas.exceptions))
        score(lemmas, args.corpora / "gum/dev.conllu")
    else:
        write(lemmas, args.data / "lemmas.tsv")


if __name__ == "__main__":
    main()
