#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Trains roles of events on the frozen encoder.

    roles.py --shared SHARED --features TOOL --data DATA --model MODEL
             --out MODEL2 [--all]

TOOL is training/role-features built here (`make training/role-features`),
DATA the folder data/, MODEL weights with coreference.  TOOL reads the annotated
articles as `entente extract` does and prints cues, mentions, what tells whether
one fills a role in the other, and the words' vectors, so that training sees
what the program sees.  MODEL2 is MODEL with the weights of roles.  Without
--all the articles of dev.list are kept out and measured.
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
         "signatory", "place")
# kind of event -> roles that it has
OF_KIND = {"Meeting": "participant place", "Visit": "participant visited",
           "Signing": "participant place",
           "Gathering": "participant organiser place",
           "Appointment": "participant organiser place",
           "Award": "recipient organiser place",
           "Founding": "founded organiser participant place",
           "Agreement": "party signatory place"}
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
    def __init__(self, r, wide):
        self.stem = r.text().rsplit("/", 1)[-1]
        self.entities = []
        for _ in range(r.number()):
            kind = r.number()
            self.entities.append((kind, [r.text() for _ in range(r.number())]))
        self.cues, cues = [], []
        for _ in range(r.number()):
            kind = r.text()
            score, planned = r.numbers(2, "<f4").tolist()
            self.cues.append((kind, *r.numbers(2).tolist(), score, planned))
            cues.append(r.numbers(wide, "<f4"))
        self.mentions, mentions = [], []
        for _ in range(r.number()):
            self.mentions.append(tuple(r.numbers(3).tolist()))
            mentions.append(r.numbers(wide, "<f4"))
        n = len(self.cues), len(self.mentions)
        self.pairs = torch.tensor(r.numbers(n[0] * n[1] * FEATURES, "<u2").astype(
            np.int64)).view(*n, FEATURES)
        stack = lambda x: torch.tensor(np.array(x, np.float32)).view(-1, wide)
        self.cue_vectors, self.mention_vectors = stack(cues), stack(mentions)


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
        raw = subprocess.run([args.features, linked, identity,
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


def targets(article, shared):
    """Sets `events`: (kind, numbers of cues, [entities][roles] wanted, and
    what is asked), of those that are not optional and have cues."""
    folder = shared / "annotated"
    gold = json.loads((folder / "gold" / (article.stem + ".json")).read_text())
    text = (folder / "articles" / (article.stem + ".txt")).read_text("utf-8")
    entity = aligned(article, gold)
    optional = {e["id"] for e in gold["entities"] if e.get("optional")}
    article.events, article.missed = [], 0
    for event, kind in data.told(gold):
        spans = [(len(text[:a].encode()), len(text[:b].encode()))
                 for a, b in data.triggers(text, event)]
        cues = [i for i, c in enumerate(article.cues) if c[0] == kind and
                any(c[1] < b and a < c[2] for a, b in spans)]
        allowed = OF_KIND[kind].split()
        parts = [p for p in event["roles"] if p["role"] in allowed]
        if event.get("place") and "place" in allowed:
            parts.append({"role": "place", "entity": event["place"]})
        if event.get("optional"):
            continue
        if not cues:
            article.missed += len(parts)
            continue
        wanted = np.zeros((len(entity), len(ROLES)), np.float32)
        asked = np.zeros_like(wanted)
        asked[:, [ROLES.index(r) for r in allowed]] = 1
        asked[[i for i, e in enumerate(entity) if e in optional]] = 0
        there = set()
        for p in parts:
            role = ROLES.index(p["role"])
            for e in [p["entity"]] + list(p.get("or", [])):
                if e in entity:
                    sure = e == p["entity"] and not p.get("optional") and \
                        e not in optional
                    wanted[entity.index(e), role] = sure
                    asked[entity.index(e), role] = sure
                    there.add(id(p))
        lost = sum(id(p) not in there and not p.get("optional") for p in parts)
        article.events.append((kind, cues, torch.tensor(wanted),
                               torch.tensor(asked), lost))


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

    def forward(self, article, cues):
        """Scores [cues][mentions][roles]."""
        c = self.short(article.cue_vectors[cues])
        m = self.short(article.mention_vectors)
        h = self.cue(c)[:, None] + self.mention(m)[None] + self.product(
            c[:, None, :PRODUCT] * m[None, :, :PRODUCT])
        pairs = article.pairs[cues]
        h = h + F.embedding_bag(pairs.view(-1, FEATURES), self.features.weight,
                                mode="sum").view(*pairs.shape[:2], HIDDEN)
        h = F.dropout(torch.relu(h), DROP, self.training)
        return self.out(h)


def by_entity(scores, article):
    """The best of all cues and of an entity's mentions: [entities][roles]."""
    best = scores.amax(0)
    owner = torch.tensor([m[0] for m in article.mentions])
    result = torch.full((len(article.entities), len(ROLES)), -20.0)
    return result.scatter_reduce(0, owner[:, None].expand_as(best), best, "amax")


def loss_of(scorer, article):
    total = 0.0
    for kind, cues, wanted, asked, _ in article.events:
        got = by_entity(scorer(article, cues), article)
        total = total + (F.binary_cross_entropy_with_logits(
            got, wanted, reduction="none") * asked).sum()
    return total


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
        loss = sum(loss_of(scorer, a) for a in group) / sum(
            len(a.events) for a in group)
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
    scorer.eval()
    for a in documents:
        for kind, cues, wanted, asked, lost in a.events:
            with torch.no_grad():
                p = by_entity(scorer(a, cues), a).sigmoid()
            for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.8):
                for key in (kind, "all"):
                    c = counts.setdefault((key, least), [0, 0, 0])
                    got = (p >= least) & (asked > 0)
                    c[0] += int((got & (wanted > 0)).sum())
                    c[1] += int(got.sum())
                    c[2] += int(wanted.sum()) + lost
    text = "\n| kind | at | precision | recall | F1 |\n|---|---|---|---|---|\n"
    for (key, least), (right, got, want) in sorted(counts.items()):
        if key == "all" or least == 0.4:
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
    dev = set((HERE / "dev.list").read_text().split())
    held = [a for a in documents if a.stem in dev and a.events]
    learnt = [a for a in documents
              if a.events and a.mentions and (args.all or a.stem not in dev)]
    scorer = Scorer(rows)
    fit(scorer, learnt, args.seed)
    text = "\n## roles, %s, seed %d\n\n%d readings of %d annotated articles.\n" % (
        "all data" if args.all else "without dev.list", args.seed, EPOCHS,
        len(learnt))
    if not args.all:
        text += show(scorer, held)
    print(text)
    with open(HERE / "LOG.md", "a", encoding="utf-8") as file:
        file.write(text)
    scorer.eval()
    write(scorer, args)


if __name__ == "__main__":
    main()
