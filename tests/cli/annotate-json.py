#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""annotate -t json: tells what CoNLL-U tells, as JSON."""
import json
import os
import pathlib
import re
import subprocess
import tempfile

ENTENTE = os.environ["ENTENTE"]
ARTICLES = os.path.join(os.environ["TOP_SRCDIR"], "examples/articles")
HOSTILE = 'The "Univérsity\\ of Riga" 𝒳\x01\x1f\x7f\u2028 waits.\nA\ttab.\n'
done = 0


def check(name, good):
    global done
    done += 1
    print("%s %d - %s" % ("ok" if good else "not ok", done, name))


def annotate(*arguments):
    return subprocess.run([ENTENTE, "annotate", *map(str, arguments)],
                          check=True, stdout=subprocess.PIPE).stdout


def objects(*arguments):
    raw = annotate("-t", "json", *arguments).decode("utf-8")
    assert raw.endswith("\n")
    return [json.loads(line) for line in raw[:-1].split("\n")]


def columns(o):
    """The object as the columns and comments of CoNLL-U."""
    for s in o["sentences"]:
        yield "# spans = " + " ".join("%d-%d:%s" % (
            x["first"], x["last"], x["label"]) for x in s["spans"])
        for i, t in enumerate(s["tokens"]):
            name = ["%s-%s" % ("B" if x["first"] == i + 1 else "I", x["label"])
                    for x in s["spans"] if x["outermost"] and
                    x["first"] <= i + 1 <= x["last"]]
            yield [str(i + 1), t["form"], t["lemma"], t["upos"],
                   t["xpos"] or "_", str(t.get("head", "_")),
                   t.get("relation", "_"), "".join(name),
                   str(t["start"]), str(t["end"])]


def conllu(text):
    spans = "# spans = "
    for line in text.split("\n"):
        cells = line.split("\t")
        if line.startswith("# spans"):
            spans = line
        elif len(cells) == 10 and cells[0].isdigit():
            if cells[0] == "1":
                yield spans
                spans = "# spans = "
            misc = dict(x.split("=", 1) for x in cells[9].split("|"))
            yield [*cells[:5], *cells[6:8], misc.get("NE", ""), misc["Start"],
                   misc["End"]]


def mentions(o):
    return sorted("%s %d %s" % (c["id"], m["head"] - m["first"] + 1, m["kind"])
                  for c in o.get("coreference", ()) for m in c["mentions"])


def entities(text):
    return sorted("%s %s %s" % (e, head, kind) for e, kind, head in
                  re.findall(r"\((e\d+)-(\w+)-(\d+)", text))


found = objects(ARTICLES)
told = annotate("--offsets", ARTICLES).decode("utf-8")
check("an object an article", len(found) == told.count("# newdoc") > 1)
check("offsets give the forms", all(
    o["text"][t["start"]:t["end"]] == t["form"]
    for o in found for s in o["sentences"] for t in s["tokens"]))
check("tokens and spans are those of CoNLL-U", [
    row for o in found for row in columns(o)] == list(conllu(told)))
check("so is what means the same", [mentions(o) for o in found] == [
    entities(part) for part in told.split("# newdoc")[1:]])
check("heads of mentions stand in them", all(
    m["first"] <= m["head"] <= m["last"] <=
    len(o["sentences"][m["sentence"] - 1]["tokens"])
    for o in found for c in o.get("coreference", ()) for m in c["mentions"]))
check("the same bytes from four threads",
      annotate("-t", "json", "-j", "4", ARTICLES) ==
      annotate("-t", "json", ARTICLES))
check("without coreference",
      all("coreference" not in o for o in objects("--no-coref", ARTICLES)))
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / 'a "quoted" name.txt'
    path.write_text(HOSTILE, encoding="utf-8", newline="")
    o, = objects(path)
    check("quotes, controls and planes", o["text"] == HOSTILE and
          o["id"] == 'a "quoted" name' and all(
              HOSTILE[t["start"]:t["end"]] == t["form"]
              for s in o["sentences"] for t in s["tokens"]))
    path.write_text("# newdoc id = x\n1\tRiga\n2\twaits\n\n1\tYes\n\n"
                    "# newdoc id = y\n1\tNo\n", encoding="utf-8")
    check("words that are given", [
        (o["id"], [[t["form"] for t in s["tokens"]] for s in o["sentences"]])
        for o in objects("--pretokenised", path)] == [
            ("x", [["Riga", "waits"], ["Yes"]]), ("y", [["No"]])])
print("1..%d" % done)
