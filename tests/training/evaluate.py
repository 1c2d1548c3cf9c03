#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Known values of the scores of CoNLL-U (training/evaluate.py)."""
import os
import subprocess
import sys
import tempfile

FOLDER = os.path.join(os.environ["TOP_SRCDIR"], "training")
sys.path.insert(0, FOLDER)
import evaluate  # noqa: E402

done = 0


def check(name, good):
    global done
    done += 1
    print("%s %d - %s" % ("ok" if good else "not ok", done, name))


def conllu(*sentences):
    """Lines of "form upos head relation misc", or "1-2 form"."""
    for s in sentences:
        number = 0
        for line in s.split("\n"):
            cells = line.split()
            if line.startswith("#"):
                yield line
            elif len(cells) == 2:
                yield "\t".join(cells + ["_"] * 8)
            else:
                number += 1
                form, upos, head, relation, misc = cells
                yield "\t".join([str(number), form, form.lower(), upos, "_",
                                 "_", head, relation, "_", misc])
        yield ""


def figures(gold, got):
    return dict(evaluate.evaluate(list(evaluate.documents(gold)),
                                  list(evaluate.documents(got))))


GOLD = ("# newdoc id = a\n"
        "Anna PROPN 2 nsubj NE=B-PERSON|Entity=(1-person)\n"
        "waits VERB 0 root _\n"
        "in ADP 4 case _\n"
        "Riga PROPN 2 obl:tmod NE=B-PLACE|Entity=(2-place)\n"
        ". PUNCT 2 punct _",
        "She PRON 4 nsubj Entity=(1-person)\n"
        "2-3 cannot\n"
        "can AUX 4 aux _\n"
        "not PART 4 advmod _\n"
        "go VERB 0 root _\n"
        "there ADV 4 advmod Entity=(2-place)")

same = figures(conllu(*GOLD), conllu(*GOLD))
check("the same is 100", set(same.values()) == {100.0})
check("all that is marked has a figure", {
    "words", "sentences", "upos", "lemmas", "uas", "las", "uas-p", "las-p",
    "names.person", "names.place", "names.all", "coref.muc.f1",
    "coref.conll"} <= set(same) and "xpos" not in same)

# Ten words against nine, of which eight are the same.
one = GOLD[1].replace("2-3 cannot\ncan AUX 4 aux _\nnot PART 4 advmod _",
                      "cannot AUX 3 aux _").replace(" 4 ", " 3 ")
n = figures(conllu(*GOLD), conllu(GOLD[0], one))
check("a word that is not cut costs both",
      n["words"] == round(100 * 2 * 8 / (10 + 9), 2))
check("heads are those of words that are the same",
      n["uas"] == n["las"] == n["words"] and n["upos"] == n["words"])
check("a sentence is where it begins and ends", n["sentences"] == 100)

flat = (GOLD[0] + "\n" + GOLD[1].replace(" 0 root", " 2 conj")
        .replace("2-3", "7-8").replace(" 4 ", " 9 "),)
n = figures(conllu(*GOLD), conllu(*flat))
check("two sentences in one", n["sentences"] == 0 and n["words"] == 100)
check("a root that hangs on another word", n["uas"] == 90)

n = figures(conllu(*GOLD), conllu(
    GOLD[0].replace("obl:tmod", "obl").replace("2 punct", "4 punct"), GOLD[1]))
check("subtypes are cut, punctuation counts",
      (n["uas"], n["las"], n["uas-p"], n["las-p"]) == (90, 90, 100, 100))

n = figures(conllu(*GOLD), conllu(GOLD[0].replace("B-PLACE", "B-PERSON"), GOLD[1]))
check("a name of another kind", (
    n["names.person"], n["names.place"], n["names.precision"],
    n["names.recall"], n["names.all"]) == (66.67, 0, 50, 50, 50))
n = figures(conllu(*GOLD), conllu(
    GOLD[0].replace("in ADP 4 case _", "in ADP 4 case NE=B-PLACE")
    .replace("B-PLACE|", "I-PLACE|"), GOLD[1]))
check("a name that begins too early", n["names.place"] == 0
      and n["names.all"] == 50)
iob = ["1\tAnna\tB-PER", "2\twaits\tO", "3\tin\tO", "4\tRiga\tB-LOC",
       "5\t.\tO", "", "1\tShe\tO", "2\tcan\tO", "3\tnot\tO", "4\tgo\tO",
       "5\tthere\tO"]
n = figures(iob, conllu(*GOLD))
check("a file of names alone", n == {
    "words": 100.0, "sentences": 100.0, "names.person": 100.0,
    "names.place": 100.0, "names.precision": 100.0, "names.recall": 100.0,
    "names.all": 100.0})

# Two links; one is found, and its thing is all of what is found.
n = figures(conllu(*GOLD), conllu(GOLD[0], GOLD[1].replace(
    "Entity=(2-place)", "_")))
check("one of two links", (n["coref.muc.precision"], n["coref.muc.recall"],
                           n["coref.b3.recall"], n["coref.ceafe.precision"],
                           n["coref.ceafe.recall"]) == (100, 50, 50, 100, 50)
      and n["coref.conll"] == 66.67)
wide = GOLD[0].replace("in ADP 4 case _", "in ADP 4 case Entity=(2-place") \
    .replace("Entity=(2-place)\n.", "Entity=2)\n.")
check("mentions are the same if their heads are",
      figures(conllu(*GOLD), conllu(wide, GOLD[1]))["coref.conll"] == 100)
told = "# global.Entity = eid-etype-head\n" + wide.replace(
    "(2-place", "(2-place-1").replace("(1-person)", "(1-person-1)")
check("a head that is told counts more than the tree", figures(
    conllu(*GOLD), conllu(told, GOLD[1].replace("place)", "place-1)").replace(
        "person)", "person-1)")))["coref.muc.recall"] == 50)

try:
    figures(conllu(*GOLD), conllu(GOLD[0]))
    check("another text is refused", False)
except ValueError:
    check("another text is refused", True)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "gold.conllu")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(conllu(*GOLD)) + "\n")
    out = subprocess.run([sys.executable, FOLDER + "/evaluate.py", path, path],
                         check=True, stdout=subprocess.PIPE).stdout.decode()
    check("a line a figure", "words\t100.00\n" in out and
          all(len(line.split("\t")) == 2 for line in out.splitlines()))
print("1..%d" % done)
