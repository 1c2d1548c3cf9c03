# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Reads the corpora into documents of sentences with what each of them marks.

A sentence has words and, where its corpus marks them, tags, heads, relations
and, for each group of name labels, the set of labels that each word may have
(one where the corpus is sure, all where it says nothing).
"""
import csv
import json
import re

import evaluate

UPOS = ("X ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT "
        "SCONJ SYM VERB").split()
GROUPS = {"name": ("PERSON", "ORGANISATION", "PLACE", "EVENT", "AGREEMENT"),
          "inner": ("PERSON", "ORGANISATION", "PLACE"),
          "title": ("TITLE",), "date": ("DATE",),
          "event": ("Meeting", "Visit", "Signing", "Gathering", "Appointment",
                    "Award", "Founding", "Agreement"),
          "plan": ("Planned",)}
NAMES = [g + ":" + label for g, kinds in GROUPS.items() for label in
         ["O"] + [p + "-" + k for k in kinds for p in "BIES"]]
BIT = {name: 1 << i for i, name in enumerate(NAMES)}
ALL = {g: sum(BIT[n] for n in NAMES if n.startswith(g + ":")) for g in GROUPS}
ANY = sum(ALL.values())


def labels_of(group, kinds):
    """The set of all labels of some kinds."""
    return sum(BIT["%s:%s-%s" % (group, p, k)] for k in kinds for p in "BIES")


class Sentence:
    """`names` holds sets as bits; heads count from 0, the root is -1."""

    def __init__(self, words):
        self.words = words
        self.upos = self.xpos = self.heads = self.relations = None
        self.names = [ANY] * len(words)

    def allow(self, i, group, allowed):
        self.names[i] = self.names[i] & ~ALL[group] | allowed

    def outside(self, group, also=0):
        """No word is marked in this group, or has one of the labels `also`."""
        for i in range(len(self.words)):
            self.allow(i, group, BIT[group + ":O"] | also)

    def span(self, group, first, end, kind):
        for i in range(first, end):
            mark = "S" if end == first + 1 else "B" if i == first else \
                "E" if i == end - 1 else "I"
            self.allow(i, group, BIT["%s:%s-%s" % (group, mark, kind)])


def shape_of(word):
    """The encoder's shapes (extractor/encoder/README.md)."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 5 if any(c.isdigit() for c in word) else 6
    upper = [c.isupper() or c.istitle() for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 7 if len(letters) == 1 else 3
    return 2 if upper[0] and not any(upper[1:]) else 4


# Treebanks

def conllu(path):
    """Yields documents: (id, metadata, sentences with rows)."""
    name, meta, sentences, rows = None, {}, [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            if sentences:
                yield name, meta, sentences
            name, meta, sentences = line.split("=")[-1].strip(), {}, []
        elif line.startswith("# meta::"):
            key, _, value = line[8:].partition("=")
            meta[key.strip()] = value.strip()
        elif line and line[0] != "#":
            cells = line.split("\t")
            if cells[0].isdigit():
                rows.append(cells)
        elif not line and rows:
            sentences.append(rows)
            rows = []
    if rows:
        sentences.append(rows)
    if sentences:
        yield name, meta, sentences


def treebank(path, relation=lambda r: r):
    """Documents with tags and trees."""
    for name, _, sentences in conllu(path):
        document = []
        for rows in sentences:
            s = Sentence([r[1] for r in rows])
            s.upos = [UPOS.index(r[3]) for r in rows]
            s.xpos = [r[4] for r in rows]
            s.heads = [int(r[6]) - 1 for r in rows]
            s.relations = [relation(r[7]) for r in rows]
            s.rows = rows
            document.append(s)
        yield name, document


GUM_KINDS = {"person": "PERSON", "organization": "ORGANISATION",
             "place": "PLACE", "event": "EVENT"}


def gum_mentions(document):
    """Mentions (sentence, first, end, type, head word) of a GUM document;
    those that cross a sentence are left out."""
    found = []
    for n, s in enumerate(document):
        for _, fields, first, end in evaluate.entity_marks(
                [row[9] for row in s.rows]):
            head = fields[5].split(",")[0] if len(fields) > 5 else "1"
            at = first + int(head) - 1 if head.isdigit() else first
            found.append((n, first, end, fields[1], min(at, end - 1),
                          "-".join(fields[7:])))
    return found


def gum(path):
    """GUM: trees, and names as far as its mentions tell them.

    A mention with a proper noun as head is a name of its kind with or without
    words around (titles, places), so its words may carry several labels."""
    for name, document in treebank(path):
        for s in document:
            s.outside("name")
            proper = [u == UPOS.index("PROPN") for u in s.upos]
            for i, p in enumerate(proper):
                if p:  # a proper noun outside all mentions: who knows
                    s.allow(i, "name", ALL["name"])
            s.outside("date")
            gum_dates(s)
        mentions = sorted(gum_mentions(document), key=lambda m: m[1] - m[2])
        for n, first, end, kind, head, link in mentions:
            s = document[n]
            if s.rows[head][3] != "PROPN" and not s.rows[head][4].startswith("NNP"):
                continue
            gum_name(s, first, end, kind, head)
        yield name, document


def gum_name(s, first, end, kind, head):
    """The run of proper nouns around the head of a mention."""
    a, b = head, head + 1
    flat = lambda i: s.rows[i][4].startswith("NNP") or \
        s.rows[i][4] in ("HYPH",) or s.rows[i][1] in ("'s", "&", "of")
    while a > first and flat(a - 1):
        a -= 1
    while b < end and flat(b):
        b += 1
    while a < head and not s.rows[a][4].startswith("NNP"):
        a += 1
    while b > head + 1 and not s.rows[b - 1][4].startswith("NNP"):
        b -= 1
    allowed = labels_of("name", [GUM_KINDS[kind]]) if kind in GUM_KINDS else \
        ALL["name"]
    for i in range(a, b):
        sure = i >= head and kind in GUM_KINDS
        s.allow(i, "name", allowed if sure and i == head else
                allowed | BIT["name:O"])


def gum_dates(s):
    start = None
    for i, row in enumerate(s.rows):
        m = re.search(r"(?:^|\|)XML=([^|]*)", row[9])
        marks = m.group(1) if m else ""
        if "<date" in marks:
            start = i
        if "</date>" in marks and start is not None:
            s.span("date", start, i + 1, "DATE")
            start = None


# Names, one word a line

def columns(path, word, tag, separator=None):
    """Yields (words, IOB2 tags) of sentences."""
    words, tags = [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        cells = line.split(separator)
        if line.startswith("# ") and "\t" not in line:
            if line.startswith("# newdoc"):
                yield None
            continue
        if len(cells) > max(word, tag):
            words.append(cells[word])
            tags.append(cells[tag])
        elif words:
            yield words, tags
            words, tags = [], []
    if words:
        yield words, tags


def spans(tags):
    """(first, end, kind) of IOB2 tags."""
    start = None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, i, tags[start][2:]
            start = None
        if start is None and tag != "O":
            start = i


def names_file(path, word, tag, kinds, size=8, separator=None, silent=()):
    """Documents of names: `kinds` maps the corpus' classes to ours; what is
    not in it may be anything, unless it stands for nothing (None)."""
    document, n = [], 0
    unmarked = labels_of("name", silent) if silent else 0
    for item in columns(path, word, tag, separator):
        if item is None or len(document) >= size:
            if document:
                n += 1
                yield "%d" % n, document
            document = []
        if item is None:
            continue
        words, tags = item
        s = Sentence(words)
        for i, word in enumerate(words):  # no name of any kind in lower case
            capital = word != word.lower()
            s.allow(i, "name", BIT["name:O"] | (unmarked if capital else 0))
        for first, end, kind in spans(tags):
            ours = kinds.get(kind, "?")
            if ours == "?":
                for i in range(first, end):
                    s.allow(i, "name", ALL["name"])
            elif ours:
                s.span("name", first, end, ours)
        document.append(s)
    if document:
        yield "%d" % (n + 1), document


def uner(path):
    return names_file(path, 1, 2, {"PER": "PERSON", "ORG": "ORGANISATION",
                                   "LOC": "PLACE"}, 20, "\t",
                      ("EVENT", "AGREEMENT"))


CROSSNER = {"person": "PERSON", "organisation": "ORGANISATION",
            "politicalparty": "ORGANISATION", "university": "ORGANISATION",
            "band": "ORGANISATION", "location": "PLACE", "country": "PLACE",
            "event": "EVENT", "election": "EVENT", "conference": "EVENT"}
CROSSNER.update(dict.fromkeys(("politician", "writer", "scientist",
                               "researcher", "musicalartist"), "PERSON"))


def crossner(path):
    return names_file(path, 0, 1, CROSSNER, 1, "\t")


def wnut(path):
    return names_file(path, 0, 1, {"person": "PERSON", "location": "PLACE",
                                   "corporation": "ORGANISATION"}, 1, "\t")


def gmb(path, size=8):
    """GMB: sure of dates only; its names carry titles and acting countries."""
    document, n = [], 0
    for item in columns(path, 0, 2, "\t"):
        words, tags = item
        s = Sentence(words)
        s.outside("name")
        s.outside("date")
        for first, end, kind in spans(tags):
            if kind == "tim":
                s.span("date", first, end, "DATE")
            allowed = {"geo": labels_of("name", ["PLACE"]),
                       "org": labels_of("name", ["ORGANISATION", "PLACE"]),
                       "per": labels_of("name", ["PERSON"]) | BIT["name:O"],
                       "gpe": BIT["name:O"], "tim": BIT["name:O"]}
            for i in range(first, end):
                s.allow(i, "name", allowed.get(kind, ALL["name"]))
        document.append(s)
        if len(document) == size:
            n += 1
            yield "%d" % n, document
            document = []


def redocred(path, demonyms):
    """Re-DocRED: names and dates of Wikipedia; nationality words are no
    names."""
    kinds = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "PLACE"}
    for item in json.load(open(path, encoding="utf-8")):
        document = [Sentence(words) for words in item["sents"]]
        for s in document:
            s.outside("name")
            s.outside("date")
        for entity in item["vertexSet"]:
            for m in entity:
                s = document[m["sent_id"]]
                first, end = m["pos"]
                if m["type"] == "TIME":
                    s.span("date", first, end, "DATE")
                elif m["type"] in kinds and \
                        " ".join(s.words[first:end]).lower() not in demonyms:
                    s.span("name", first, end, kinds[m["type"]])
                elif m["type"] == "MISC":
                    for i in range(first, end):
                        s.allow(i, "name", ALL["name"])
        yield item["title"], document


def demonyms(path):
    """Nationality words of countries_names_demonyms.tsv, lower case."""
    found = set()
    for row in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        for key in ("demonym_m", "demonym_f"):
            found.update(x.strip().lower() for x in re.split("[;,|/]", row[key]))
    return found


def places(folder):
    """Names of countries and of cities of 100,000 or more people."""
    found = set()
    for row in csv.DictReader(open(folder / "cities.tsv", encoding="utf-8"),
                              delimiter="\t"):
        if int(row.get("population") or 0) >= 100000:
            found.add(row["name"])
    for row in csv.DictReader(open(folder / "countries_names_demonyms.tsv",
                                   encoding="utf-8"), delimiter="\t"):
        found.update((row["common"], row["official"], row["capital"]))
    return {x for x in found if len(x) > 3 and x[0].isupper()}


# Annotated articles

KINDS = {"person": "PERSON", "organisation": "ORGANISATION", "place": "PLACE"}


def article_tokens(path):
    """Yields (stem, sentences of (start, end) bytes)."""
    stem, sentences, tokens = None, [], []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# "):
            if stem:
                yield stem, sentences + ([tokens] if tokens else [])
            stem, sentences, tokens = line[2:], [], []
        elif line:
            tokens.append(tuple(map(int, line.split("\t")[:2])))
        elif tokens:
            sentences.append(tokens)
            tokens = []
    if stem:
        yield stem, sentences + ([tokens] if tokens else [])


def occurrences(text, names, taken=None, flags=0):
    """Where names stand in the text as whole words, longer names first, in
    characters: (start, end, value)."""
    taken = bytearray(len(text)) if taken is None else taken
    found = []
    for name in sorted(names, key=lambda n: (-len(n), n)):
        if not name.split():
            continue
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
        for m in re.finditer(pattern, text, flags):
            if not any(taken[m.start():m.end()]):
                taken[m.start():m.end()] = b"\1" * (m.end() - m.start())
                found.append((m.start(), m.end(), names[name]))
    return found


def is_proper(name):
    return bool(re.match(r"[A-Z0-9]", name) and " " in name and
                re.search(r"(^| )(\d+\S* )?[A-Z]\w+", name))


def article_names(gold):
    """name -> kind, in our scheme."""
    names = {}
    for e in gold["entities"]:
        for name in [e["name"]] + list(e["aliases"]):
            names.setdefault(name, KINDS[e["kind"]])
    for key, label in (("events", "EVENT"), ("agreements", "AGREEMENT")):
        for item in gold[key]:
            if item.get("name") and is_proper(item["name"]):
                names.setdefault(item["name"], label)
    return names


class Cover:
    """Sets labels of the words that spans of characters cover."""

    def __init__(self, text, sentences, document):
        offset, at = [], 0
        for c in text:
            offset.append(at)
            at += len(c.encode("utf-8"))
        offset.append(at)
        self.bytes_of = offset
        self.first = {}
        self.words = []
        for n, tokens in enumerate(sentences):
            for i, (start, end) in enumerate(tokens):
                self.words.append((start, end, n, i))
        self.document = document

    def words_in(self, start, end):
        a, b = self.bytes_of[start], self.bytes_of[end]
        lo, hi = 0, len(self.words)
        while lo < hi:
            mid = (lo + hi) // 2
            if self.words[mid][1] <= a:
                lo = mid + 1
            else:
                hi = mid
        found = []
        while lo < len(self.words) and self.words[lo][0] < b:
            found.append(self.words[lo])
            lo += 1
        return found

    def span(self, group, start, end, kind):
        """Marks the words; a span that crosses a sentence is left out."""
        words = self.words_in(start, end)
        if words and words[0][2] == words[-1][2]:
            s = self.document[words[0][2]]
            s.span(group, words[0][3], words[-1][3] + 1, kind)

    def allow(self, group, start, end, allowed):
        for _, _, n, i in self.words_in(start, end):
            self.document[n].allow(i, group, allowed)


def annotated(folder, tokens, known_places):
    """Annotated articles: names in our scheme, places inside names, titles, and
    the words that tell of events and agreements."""
    stems = trigger_stems(folder)
    for stem, sentences in article_tokens(tokens):
        raw = (folder / "articles" / (stem + ".txt")).read_bytes()
        text = raw.decode("utf-8")
        gold = json.loads((folder / "gold" / (stem + ".json")).read_text())
        document = []
        for tokens_ in sentences:
            s = Sentence([raw[a:b].decode("utf-8", "replace") for a, b in tokens_])
            for group in ("name", "inner", "title"):
                s.outside(group)
            document.append(s)
        cover = Cover(text, sentences, document)
        names = article_names(gold)
        outer = occurrences(text, names)
        for start, end, kind in outer:
            cover.span("name", start, end, kind)
            if kind != "PERSON":
                inner_names(cover, text, start, end, names, known_places)
        article_titles(cover, text, gold)
        article_events(cover, text, gold, stems)
        yield stem, document


LITTLE = set("the and for with from his her into their its has have had was were "
             "been will are not off out".split())
# From this article on, all places that name an event are marked.
WHOLE = 636


def told(gold):
    """Events and agreements with their kind, optional ones first."""
    return sorted([(e, e["type"]) for e in gold["events"]] +
                  [(a, "Agreement") for a in gold["agreements"]],
                  key=lambda x: not x[0].get("optional"))


def stem_of(word):
    """A word without its ending, so that "visit", "visited" and "visiting" fall
    together; None for one that tells of nothing by itself."""
    word = re.sub("(ings?|ed|es|s|d|ments?|ions?|al)$", "", word.lower())[:6]
    return None if len(word) < 3 or word in LITTLE else word


def trigger_stems(folder):
    """stem -> kinds of events that words of that stem tell of."""
    found = {}
    for path in sorted((folder / "gold").glob("*.json")):
        for e, kind in told(json.loads(path.read_text())):
            for word in (e.get("trigger") or "").split():
                found.setdefault(stem_of(word), set()).add(kind)
    found.pop(None, None)
    return found


def triggers(text, event):
    """Where an event is told: (start, end) of its trigger, in characters."""
    for place in [event] + event.get("also", []):
        quote, at = find(text, place.get("quote") or "")
        word, inside = find(quote, place.get("trigger") or "")
        if word:
            yield at + inside, at + inside + len(word)


def find(text, part):
    """The words of `part` as they stand in the text, and where."""
    pattern = r"\s+".join(map(re.escape, part.split()))
    m = re.search(pattern, text) if pattern else None
    return (m.group(), m.start()) if m else ("", 0)


def article_events(cover, text, gold, stems):
    """Words that tell of events; what may be another mention of one, or tells
    of an optional one, may be anything."""
    whole = int(re.match(r"s?(\d+)", gold["article"]).group(1)) >= WHOLE
    kinds = {kind for _, kind in told(gold)}
    title = re.match(r"\s*(date \S+\s+)?", text).end()
    title = (title, max(title, text.find("\n", title)))
    for s in cover.document:
        s.outside("event")
        for i, word in enumerate(s.words):
            if not whole and stems.get(stem_of(word), set()) & kinds:
                s.allow(i, "event", ALL["event"])
    if not whole:
        cover.allow("event", *title, ALL["event"])
    for event, kind in told(gold):
        for start, end in triggers(text, event):
            if event.get("optional"):
                cover.allow("event", start, end, ALL["event"])
                continue
            cover.span("event", start, end, kind)
            if event["status"] == "planned":
                cover.span("plan", start, end, "Planned")
            else:
                cover.allow("plan", start, end, BIT["plan:O"])


def inner_names(cover, text, start, end, names, known_places):
    """Places, bodies and persons inside a longer name."""
    inside = text[start:end]
    inner = {n: k for n, k in names.items()
             if len(n) < len(inside) and n in inside and k in KINDS.values()}
    words = inside.split()
    for i in range(len(words)):
        for j in range(i + 1, min(i + 4, len(words) + 1)):
            phrase = " ".join(words[i:j]).strip(",.;")
            if phrase in known_places and len(phrase) < len(inside):
                inner.setdefault(phrase, "PLACE")
    for a, b, kind in occurrences(inside, inner):
        cover.span("inner", start + a, start + b, kind)


def article_titles(cover, text, gold):
    """Titles where their quotes tell them; the same words elsewhere may be
    one or not."""
    titles = {p["title"]: "TITLE" for p in gold["positions"] if p.get("title")}
    for start, end, _ in occurrences(text, titles, flags=re.I):
        cover.allow("title", start, end, ALL["title"])
    for p in gold["positions"]:
        quote = p.get("quote") or ""
        at = text.find(quote) if quote else -1
        while at >= 0:
            for a, b, _ in occurrences(quote, {p["title"]: "TITLE"}, flags=re.I):
                cover.span("title", at + a, at + b, "TITLE")
            at = text.find(quote, at + 1)


def ewt_relation(relation):
    """EWT's relations of an older UD state in today's names."""
    return {"obl:tmod": "obl:unmarked", "obl:npmod": "obl:unmarked",
            "nmod:tmod": "nmod:unmarked",
            "nmod:npmod": "nmod:unmarked"}.get(relation, relation)
