#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Derives data/en/lexicon.tsv by counting.

    make-lexicon.py CORPORA DATA_EN

Counts words and Penn tags in the tagged corpora gum, masc-tagged and gmb-ner
(train parts).  lexicon.tsv: word, its tags with counts, verb lemma, noun
lemma.  Words are kept as written; the first word of a sentence is counted
lower-cased where the lower-case form occurs elsewhere.
"""
import collections
import pathlib
import re
import sys

PENN = set("CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ "
           "RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB . , : "
           "`` '' ( ) $ #".split())
FIX = {"-LRB-": "(", "-RRB-": ")", "LRB": "(", "RRB": ")", "HYPH": ":", "NFP": ":",
       "AFX": "JJ", "ADD": "NNP", "XX": "FW", ";": ":", "GW": "FW", "LS": "CD", "#": "SYM"}


def gum(path):
    sentence = []
    for line in path.open(encoding="utf-8"):
        if not line.strip():
            if sentence:
                yield sentence
            sentence = []
        elif line[0].isdigit():
            f = line.split("\t")
            if f[0].isdigit():
                sentence.append((f[1], f[4], f[2]))
    if sentence:
        yield sentence


def gmb(path):
    sentence = []
    for line in path.open(encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if len(f) < 3:
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append((f[0], f[1], None))
    if sentence:
        yield sentence


def masc(folder):
    skip = ("spam", "twitter", "email")
    for path in sorted(folder.rglob("*.txt")):
        if path.name in ("LICENSE.txt", "categories.txt") or any(s in str(path).lower() for s in skip):
            continue
        for line in path.open(encoding="utf-8", errors="replace"):
            words = [w.rsplit("_", 1) for w in line.split() if "_" in w]
            if words:
                yield [(w, t, None) for w, t in words if w]


def tag_of(tag):
    tag = FIX.get(tag, tag)
    return tag if tag in PENN else None


def join_hyphens(sentence):
    """Joins "high - level" of UD to one token, as our tokenizer has it."""
    out, i = [], 0
    while i < len(sentence):
        w, t, l = sentence[i]
        while i + 2 < len(sentence) and sentence[i + 1][0] == "-" and sentence[i + 1][1] == "HYPH":
            w += "-" + sentence[i + 2][0]
            t = sentence[i + 2][1] if sentence[i + 2][1] not in ("VBN", "VBG") else "JJ"
            l = None
            i += 2
        out.append((w, t, l))
        i += 1
    return out


def main():
    corpora, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    sentences = []
    for weight, source in ((3, gum(corpora / "gum/train.conllu")), (1, gmb(corpora / "gmb-ner/train.tsv")),
                           (1, masc(corpora / "masc-tagged"))):
        for s in source:
            s = join_hyphens(s)
            s = [(w.replace("’", "'"), tag_of(t), l) for w, t, l in s]
            if all(t for _, t, _ in s):
                sentences.append((weight, s))
    lower = collections.Counter()
    for weight, s in sentences:
        for i, (w, _, _) in enumerate(s):
            if w.islower():
                lower[w] += weight
    lex = collections.defaultdict(collections.Counter)
    lemma = {"V": collections.defaultdict(collections.Counter), "N": collections.defaultdict(collections.Counter)}
    for weight, s in sentences:
        for i, (w, t, l) in enumerate(s):
            key = w
            if i == 0 and not w.islower() and lower[w.lower()] > 1 and t not in ("NNP", "NNPS"):
                key = w.lower()
            lex[key][t] += weight
            if l and t[0] in "VN" and t not in ("NNP", "NNPS"):
                lemma[t[0]][w.lower()][l.lower()] += 1
    verbs = {w for w, tags in lex.items() if w.islower() and tags["VB"] + tags["VBP"] >= 2}
    nouns = {w for w, tags in lex.items() if w.islower() and tags["NN"] >= 2}

    def regular(w, ending, known):
        if not w.endswith(ending):
            return None
        stem = w[: -len(ending)]
        tries = [stem + "e", stem]
        if len(stem) > 2 and stem[-1] == stem[-2]:
            tries = [stem[:-1], stem, stem + "e"]
        if stem.endswith("i"):
            tries = [stem[:-1] + "y"] + tries
        if ending == "s":
            tries = [stem]
            if w.endswith("ies"):
                tries = [w[:-3] + "y"] + tries
            elif w.endswith("es"):
                tries = [w[:-1], w[:-2]]
        found = [x for x in tries if x in known]
        return max(found, key=lambda x: (lower[x], x)) if found else None

    with open(out / "lexicon.tsv", "w", encoding="utf-8") as f:
        f.write("# entente-lexicon 1\n# word, tag:count …, verb lemma, noun lemma; made by data/make-lexicon.py\n")
        for w in sorted(lex):
            tags = lex[w]
            total = sum(tags.values())
            if total < 3 or not re.search(r"[A-Za-z]", w) or "\t" in w or w.startswith("#"):
                continue
            if re.fullmatch(r"[^a-z]*\d.*", w):
                continue
            kept = [(t, c) for t, c in tags.most_common() if c >= 0.02 * total][:5]
            kept.sort(key=lambda x: (-x[1], x[0]))
            verb = noun = ""
            if any(t[0] == "V" for t, _ in kept) and w.islower():
                best = lemma["V"].get(w)
                verb = (best.most_common(1)[0][0] if best else w if w in verbs else
                        regular(w, "ing", verbs) or regular(w, "ed", verbs) or regular(w, "s", verbs) or w)
            if any(t in ("NN", "NNS") for t, _ in kept) and w.islower():
                best = lemma["N"].get(w)
                noun = (best.most_common(1)[0][0] if best else
                        (regular(w, "s", nouns) if tags["NNS"] > tags["NN"] else None) or w)
            f.write("%s\t%s\t%s\t%s\n" % (w, ",".join("%s:%d" % x for x in kept), "" if verb == w else verb,
                                        "" if noun == w else noun))

main()
