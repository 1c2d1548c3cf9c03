#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Trains roles of events and positions on the frozen encoder.

    roles.py --shared SHARED --features TOOL --data DATA --model MODEL
             --out MODEL2 [--all]

TOOL is training/role-features built here (`make training/role-features`),
DATA the folder data/, MODEL weights with coreference.  TOOL reads the annotated
articles as `entente extract` does and prints anchors (cues and titles),
mentions, what tells whether one fills a role in the other, and the words'
vectors, so that training sees what the program sees.  MODEL2 is MODEL with the
weights of roles.  Without --all the articles of dev.list are kept out and
measured.
"""
import argparse
import json
import pathlib
import random
import re
import struct
import subprocess
import tempfile
import time
import unicodedata

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import coref
import data
import export
import model as network

VECTOR, HIDDEN, PRODUCT, FEATURES = 64, 64, 32, 11
HERE = pathlib.Path(__file__).parent

ROLES = ("participant", "visited", "organiser", "recipient", "founded", "party",
         "signatory", "place", "holder", "at")
# kind of anchor -> roles that it has
OF_KIND = {"Meeting": "participant place", "Visit": "participant visited",
           "Signing": "participant place",
           "Gathering": "participant organiser place",
           "Appointment": "participant organiser place",
           "Award": "recipient organiser place",
           "Founding": "founded organiser participant place",
           "Agreement": "party signatory place", "Title": "holder at"}
EPOCHS, RATE, GROUP, DROP = 12, 2e-3, 8, 0.3


# What the C program makes of the articles

class Reader:
    def __init__(self, raw):
        self.raw, self.at = raw, 0

    def numbers(self, n, kind="<u4"):
        found = np.frombuffer(self.raw, kind, n, self.at)
        self.at += found.nbytes
        return found

    def number(self):
        return int(self.numbers(1)[0])

    def text(self):
        n = self.number()
        self.at += n
        return self.raw[self.at - n:self.at].decode("utf-8")


class Article:
    """`pairs` has a row for each anchor and mention near it: their numbers and
    features; those of anchor i are rows `first[i]` to `first[i + 1]`."""

    def __init__(self, r, wide):
        self.stem = r.text().rsplit("/", 1)[-1]
        self.entities = []
        for _ in range(r.number()):
            kind = r.number()
            self.entities.append((kind, [r.text() for _ in range(r.number())]))
        self.mentions, vectors = [], []
        for _ in range(r.number()):
            self.mentions.append(tuple(r.numbers(3).tolist()))
            vectors.append(r.numbers(wide, "<f4"))
        stack = lambda x: torch.tensor(np.array(x, np.float32)).view(-1, wide)
        self.mention_vectors = stack(vectors)
        self.anchors, vectors, pairs, self.first = [], [], [], [0]
        row = np.dtype([("mention", "<u4"), ("rows", "<u2", (FEATURES,))])
        for i in range(r.number()):
            self.anchors.append((r.text(), *r.numbers(2).tolist()))
            vectors.append(r.numbers(wide, "<f4"))
            found = r.numbers(r.number(), row)
            pairs.append(np.concatenate([
                np.full((len(found), 1), i), found["mention"][:, None],
                found["rows"]], 1).astype(np.int64))
            self.first.append(self.first[-1] + len(found))
        self.anchor_vectors = stack(vectors)
        self.pairs = torch.tensor(np.concatenate(pairs)) if pairs else None


def articles(args):
    """What TOOL makes of the annotated articles; rows of its table."""
    with tempfile.TemporaryDirectory() as folder:
        identity = pathlib.Path(folder) / "identity.model"
        coref.identity_write(args.model, identity)
        linked = pathlib.Path(folder) / "data"
        (linked / "en").mkdir(parents=True)
        for item in (args.data / "en").iterdir():
            if item.name != "core.model":
                (linked / "en" / item.name).symlink_to(item.resolve())
        (linked / "en" / "core.model").symlink_to(args.model.resolve())
        raw = subprocess.run([args.features.resolve(), linked, identity,
                              args.shared / "annotated/articles"], check=True,
                             stdout=subprocess.PIPE).stdout
    r = Reader(raw)
    rows, wide = r.number(), r.number()
    found = []
    while r.at < len(raw):
        found.append(Article(r, wide))
    return found, rows


# What is right

def folded(name):
    """A name for comparison, as score.py does it."""
    name = unicodedata.normalize("NFKD", name).casefold()
    name = "".join(c for c in name if not unicodedata.combining(c))
    words = re.sub("[^0-9a-z\u0080-\uffff]+", " ", name.replace("'", "")).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"]) else words)


def aligned(article, gold):
    """Gold entity of each of the program's, or None."""
    kinds = {"person": 0, "organisation": 1, "place": 2}
    pairs = []
    for i, (kind, names) in enumerate(article.entities):
        mine = {folded(n) for n in names}
        for e in gold["entities"]:
            shared = mine & {folded(n) for n in [e["name"]] + list(e["aliases"])}
            if shared:
                size = max(len(n.split()) for n in shared)
                pairs.append((size + 0.5 * (kind == kinds[e["kind"]]), i, e["id"]))
    found, used = [None] * len(article.entities), set()
    for _, i, e in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if found[i] is None and e not in used:
            found[i] = e
            used.add(e)
    return found


class Frame:
    """What some anchors tell of: who is wanted in which role, `asked` where
    that is known, both [entities][roles], and how many were lost before."""

    def __init__(self, kind, anchors, known, optional):
        n = len(known)
        self.kind, self.anchors, self.known, self.lost = kind, anchors, known, 0
        self.wanted = torch.zeros(n, len(ROLES))
        self.asked = torch.zeros(n, len(ROLES))
        self.asked[:, [ROLES.index(r) for r in OF_KIND[kind].split()]] = 1
        self.asked[[i for i, e in enumerate(known) if e in optional]] = 0

    def part(self, role, entities, sure):
        """The first of the entities fills a role, the others may."""
        if role not in OF_KIND[self.kind].split():
            return
        at = [self.known.index(e) for e in entities if e in self.known]
        column = ROLES.index(role)
        for i in at:
            good = sure and self.known[i] == entities[0] and \
                bool(self.asked[i, column] or self.wanted[i, column])
            if not self.wanted[i, column]:
                self.wanted[i, column] = good
                self.asked[i, column] = good
        self.lost += sure and not at


def touching(article, kinds, spans):
    """Numbers of the anchors of some kinds that touch spans of bytes."""
    return [i for i, a in enumerate(article.anchors) if a[0] in kinds and
            any(a[1] < end and start < a[2] for start, end in spans)]


def targets(article, shared):
    """Sets `frames` of one article, and `lost`: roles in what has no anchor."""
    folder = shared / "annotated"
    gold = json.loads((folder / "gold" / (article.stem + ".json")).read_text())
    text = (folder / "articles" / (article.stem + ".txt")).read_text("utf-8")
    span = lambda a, b: (len(text[:a].encode()), len(text[:b].encode()))
    known = aligned(article, gold)
    optional = {e["id"] for e in gold["entities"] if e.get("optional")}
    article.frames, article.lost = [], {}
    event_frames(article, gold, text, span, known, optional)
    title_frames(article, gold, text, span, known, optional)


def event_frames(article, gold, text, span, known, optional):
    for event, kind in data.told(gold):
        if event.get("optional"):
            continue
        anchors = touching(article, [kind], [
            span(a, b) for a, b in data.triggers(text, event)])
        parts = [(p["role"], [p["entity"]] + list(p.get("or", [])),
                  not p.get("optional")) for p in event["roles"]]
        if event.get("place"):
            parts.append(("place", [event["place"]], True))
        if not anchors:
            article.lost[kind] = article.lost.get(kind, 0) + len(parts)
            continue
        frame = Frame(kind, anchors, known, optional)
        for role, entities, sure in parts:
            frame.part(role, entities, sure and entities[0] not in optional)
        article.frames.append(frame)


def title_frames(article, gold, text, span, known, optional):
    """Each title that the quote of a position holds; two positions may share
    one."""
    frames = {}
    for p in gold["positions"]:
        quote, at = data.find(text, p.get("quote") or "")
        spans = [span(at + a, at + b) for a, b, _ in data.occurrences(
            quote, {p["title"]: 1}, flags=re.I)] if quote else []
        anchors = touching(article, ["Title"], spans)
        if not anchors:
            continue
        key = tuple(anchors[:1])
        frame = frames.setdefault(key, Frame("Title", anchors[:1], known, optional))
        sure = not p.get("optional") and p["person"] not in optional
        frame.part("holder", [p["person"]], sure)
        if p.get("organisation"):
            frame.part("at", [p["organisation"]],
                       sure and p["organisation"] not in optional)
        elif p.get("optional"):
            frame.asked[:, ROLES.index("at")] = 0
    article.frames += frames.values()


# The scorer, as extractor/fact/role.c computes it

class Scorer(nn.Module):
    def __init__(self, rows):
        super().__init__()
        self.vector = nn.Linear(network.DIM, VECTOR)
        self.cue = nn.Linear(VECTOR, HIDDEN)
        self.mention = nn.Linear(VECTOR, HIDDEN, bias=False)
        self.product = nn.Linear(PRODUCT, HIDDEN, bias=False)
        self.features = nn.Embedding(rows, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(ROLES))
        nn.init.normal_(self.features.weight, std=0.1)

    def short(self, x):
        """Vectors as the program keeps them."""
        x = F.dropout(x, DROP, self.training)
        v = torch.clamp(self.vector(x), -1, 1)
        v = v + (torch.round(v * 127) / 127 - v).detach()
        return F.dropout(v, DROP, self.training)

    def forward(self, article):
        """The best scores of each frame's anchors with an entity's mentions:
        [frames][entities][roles]."""
        anchor = self.short(article.anchor_vectors)
        m = self.short(article.mention_vectors)
        rows, frame = article.rows, article.row_frames
        a, b = article.pairs[rows, 0], article.pairs[rows, 1]
        h = self.cue(anchor)[a] + self.mention(m)[b] + self.product(
            anchor[a, :PRODUCT] * m[b, :PRODUCT]) + F.embedding_bag(
                article.pairs[rows, 2:], self.features.weight, mode="sum")
        scores = self.out(F.dropout(torch.relu(h), DROP, self.training))
        owner = frame * len(article.entities) + article.owners[b]
        best = torch.full((len(article.frames) * len(article.entities),
                           len(ROLES)), -20.0)
        return best.scatter_reduce(
            0, owner[:, None].expand_as(scores), scores, "amax").view(
                len(article.frames), -1, len(ROLES))


def prepare(article):
    """Sets the rows of pairs that frames ask for, and the frame of each."""
    rows, frames = [], []
    for n, f in enumerate(article.frames):
        for i in f.anchors:
            rows += range(article.first[i], article.first[i + 1])
            frames += [n] * (article.first[i + 1] - article.first[i])
    article.rows = torch.tensor(rows, dtype=torch.long)
    article.row_frames = torch.tensor(frames, dtype=torch.long)
    article.owners = torch.tensor([m[0] for m in article.mentions])
    article.wanted = torch.stack([f.wanted for f in article.frames])
    article.asked = torch.stack([f.asked for f in article.frames])


def loss_of(scorer, article):
    return (F.binary_cross_entropy_with_logits(
        scorer(article), article.wanted, reduction="none") * article.asked).sum()


def fit(scorer, documents, seed):
    best = torch.optim.AdamW(scorer.parameters(), lr=RATE, weight_decay=1e-3)
    rng = random.Random(seed)
    steps = []
    for _ in range(EPOCHS):
        order = documents[:]
        rng.shuffle(order)
        steps += [order[i:i + GROUP] for i in range(0, len(order), GROUP)]
    began, total = time.monotonic(), 0.0
    for i, group in enumerate(steps):
        for g in best.param_groups:
            g["lr"] = RATE * min((i + 1) / 20, 1 - i / len(steps))
        loss = sum(loss_of(scorer, a) for a in group) / (10 * len(group))
        loss.backward()
        nn.utils.clip_grad_norm_(scorer.parameters(), 5.0)
        best.step()
        best.zero_grad(set_to_none=True)
        total += float(loss)
        if (i + 1) % max(1, len(steps) // 10) == 0:
            print("step %d of %d, %.0f s, loss %.3f" % (
                i + 1, len(steps), time.monotonic() - began, total), flush=True)
            total = 0.0


def show(scorer, documents):
    """A table of what roles are right at some probabilities."""
    counts = {}
    levels = (0.2, 0.3, 0.4, 0.5, 0.6, 0.8)
    for a in documents:
        with torch.no_grad():
            p = scorer(a).sigmoid()
        for i, f in enumerate(a.frames):
            keys = OF_KIND[f.kind].split() if f.kind == "Title" else [f.kind]
            for key in keys:
                part = slice(None) if key == f.kind else [ROLES.index(key)]
                for least in levels:
                    c = counts.setdefault((key, least), [0, 0, 0])
                    got = (p[i][:, part] >= least) & (f.asked[:, part] > 0)
                    c[0] += int((got & (f.wanted[:, part] > 0)).sum())
                    c[1] += int(got.sum())
                    c[2] += int(f.wanted[:, part].sum()) + \
                        (f.lost if key == f.kind else 0)
    text = "\n| kind or role | at | precision | recall | F1 |\n|---|---|---|---|---|\n"
    for (key, least), (right, got, want) in sorted(counts.items()):
        text += "| %s | %.1f | %.3f | %.3f | %.3f |\n" % (
            key, least, right / max(1, got), right / max(1, want),
            2 * right / max(1, got + want))
    return text


def write(scorer, args):
    """The weights file with roles in it; `head/word` gets more columns."""
    kept = {t[0]: t for t in coref_tensors(args.model)}
    w = export.Writer()
    s = {k: v.detach().numpy() for k, v in scorer.state_dict().items()}
    w.linear("head/word", scorer.vector)
    for name in ("cue", "mention", "product", "out"):
        w.floats("role/" + name, s[name + ".weight"].T)
    for name in ("cue", "out"):
        w.floats("role/%s.bias" % name, s[name + ".bias"])
    w.floats("role/features", s["features.weight"])
    more = {t[0]: t for t in w.tensors}
    for name in ("head/word", "head/word.columns"):
        more[name] = beside(kept[name], more[name])
    w.tensors = list({**kept, **more}.values())
    w.write(args.out)


def beside(a, b):
    """A tensor with the columns that coreference made of `a`, then those of
    `b`."""
    name, kind, rows, columns, raw = a
    both = VECTOR + b[3]
    if kind == export.S8:  # in blocks of 16 columns
        return name, kind, rows, both, raw[:rows * VECTOR] + b[4]
    x = np.frombuffer(raw, "<f4").reshape(rows, columns)[:, :VECTOR]
    y = np.frombuffer(b[4], "<f4").reshape(rows, b[3])
    return name, kind, rows, both, np.ascontiguousarray(
        np.concatenate([x, y], 1)).tobytes()


def coref_tensors(path):
    """All tensors of a weights file but those of roles."""
    raw = path.read_bytes()
    n, = struct.unpack_from("<I", raw, 12)
    for i in range(n):
        name, kind, rows, columns, _, at, size = struct.unpack_from(
            "<48sIIIIQQ", raw, 64 + 96 * i)
        name = name.rstrip(b"\0").decode()
        if not name.startswith("role/"):
            yield name, kind, rows, columns, raw[at:at + size]


def main():
    parser = argparse.ArgumentParser()
    for name in ("shared", "features", "data", "model", "out"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    documents, rows = articles(args)
    for a in documents:
        targets(a, args.shared)
    documents = [a for a in documents if a.frames and a.mentions]
    for a in documents:
        prepare(a)
    dev = set((HERE / "dev.list").read_text().split())
    held = [a for a in documents if a.stem in dev]
    learnt = [a for a in documents if args.all or a.stem not in dev]
    scorer = Scorer(rows)
    fit(scorer, learnt, args.seed)
    scorer.eval()
    text = "\n## roles, %s, seed %d\n\n%d readings of %d annotated articles.\n" % (
        "all data" if args.all else "without dev.list", args.seed, EPOCHS,
        len(learnt))
    if not args.all:
        text += show(scorer, held)
    print(text)
    with open(HERE / "LOG.md", "a", encoding="utf-8") as file:
        file.write(text)
    write(scorer, args)


if __name__ == "__main__":
    main()
