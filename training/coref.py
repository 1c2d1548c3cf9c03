#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Trains coreference on the frozen encoder.

    coref.py --shared SHARED --features TOOL --data DATA --model MODEL
             --out MODEL2

TOOL is training/coref-features built here (`make training/coref-features`),
DATA the folder data/, MODEL the weights that export.py wrote.  TOOL finds the
referents, their features and the words' vectors, so that training sees what
the program sees.  MODEL2 is MODEL with the weights of coreference.
"""
import argparse
import math
import pathlib
import random
import struct
import subprocess
import tempfile
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import coref_data
import coref_score
import export
import model as network

VECTOR, HIDDEN, PRODUCT = 64, 64, 32
TRAITS, LIKES = 9, 15
NAMES = (2, 3, 4, 5)  # kinds of referents that are names


# What the C program makes of it

def tensors_of(path):
    """(name, type, rows, columns, data) of each tensor of a weights file."""
    raw = path.read_bytes()
    n, = struct.unpack_from("<I", raw, 12)
    found = []
    for i in range(n):
        name, kind, rows, columns, _, at, size = struct.unpack_from(
            "<48sIIIIQQ", raw, 64 + 96 * i)
        found.append((name.rstrip(b"\0").decode(), kind, rows, columns,
                      raw[at:at + size]))
    return [t for t in found if not t[0].startswith(("head/word", "coref/"))]


def identity_write(path, out):
    """The weights with vectors that are the mix itself."""
    w = export.Writer()
    w.tensors = tensors_of(path)
    layer = nn.Linear(network.DIM, network.DIM)
    layer.weight.data.copy_(torch.eye(network.DIM))
    layer.bias.data.zero_()
    w.linear("head/word", layer)
    w.write(out)


def referents(args, documents):
    """Sets for each document `refs` (head, first, end, kind), `traits`,
    `vectors`, `candidates`, `likes`; returns the rows of both tables."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "en").mkdir()
        for item in (args.data / "en").iterdir():
            if item.name != "core.model":
                (folder / "en" / item.name).symlink_to(item.resolve())
        identity_write(args.model, folder / "en" / "core.model")
        with open(folder / "words.conllu", "w", encoding="utf-8") as out:
            for d in documents:
                print("# newdoc id =", d.name, file=out)
                for s in d.sentences:
                    for i, w in enumerate(s.words):
                        print(i + 1, w, sep="\t", file=out)
                    print(file=out)
        raw = subprocess.run([args.features.resolve(), folder, folder / "words.conllu"],
                             check=True, stdout=subprocess.PIPE).stdout
    at = 12
    rows = np.frombuffer(raw, "<u4", 3)
    wide = int(rows[2])
    pair = np.dtype([("at", "<u4"), ("rows", "<u2", (LIKES,))])
    for d in documents:
        n, = np.frombuffer(raw, "<u4", 1, at)
        at += 4
        d.refs, d.traits = [], np.zeros((n, TRAITS), np.int64)
        d.vectors = np.zeros((n, wide), np.float32)
        d.candidates, d.likes = [], []
        for i in range(n):
            d.refs.append(tuple(np.frombuffer(raw, "<u4", 4, at).tolist()))
            d.traits[i] = np.frombuffer(raw, "<u2", TRAITS, at + 16)
            at += 16 + 2 * TRAITS
            d.vectors[i] = np.frombuffer(raw, "<f4", wide, at)
            at += 4 * wide
            m, = np.frombuffer(raw, "<u4", 1, at)
            pairs = np.frombuffer(raw, pair, m, at + 4)
            at += 4 + m * pair.itemsize
            d.candidates.append(pairs["at"].astype(np.int64))
            d.likes.append(pairs["rows"].astype(np.int16))
    assert at == len(raw)
    return int(rows[0]), int(rows[1])


def flatten(d):
    """Pairs of a document as tensors, sorted by the later referent."""
    n = [len(c) for c in d.candidates]
    d.later = torch.tensor(np.repeat(np.arange(len(n)), n))
    d.earlier = torch.tensor(np.concatenate(d.candidates) if n else [])
    d.pairs = torch.tensor(np.concatenate(d.likes)) if n else None
    d.traits = torch.tensor(d.traits)
    d.vectors = torch.tensor(d.vectors)
    d.right, d.allowed, d.new = targets(d)


def targets(d):
    """Masks over pairs, and over referents whether "new" is right: 0 wrong, 1
    right, −1 leave the referent out."""
    later, earlier = d.later.tolist(), d.earlier.tolist()
    if d.pronoun:
        return gap_targets(d, later, earlier)
    cluster = [d.cluster.get(r[0], -1 - i) for i, r in enumerate(d.refs)]
    right = torch.tensor([cluster[a] == cluster[b]
                          for a, b in zip(later, earlier)], dtype=torch.bool)
    new = torch.ones(len(d.refs), dtype=torch.long)
    new[d.later[right]] = 0
    if not d.whole:
        for i, r in enumerate(d.refs):
            if r[0] not in d.cluster:
                new[i] = -1
    return right, torch.ones(len(later), dtype=torch.bool), new


def gap_targets(d, later, earlier):
    head, names, truth = d.pronoun
    new = torch.full((len(d.refs),), -1)
    right = torch.zeros(len(later), dtype=torch.bool)
    allowed = torch.zeros(len(later), dtype=torch.bool)
    at = [i for i, r in enumerate(d.refs) if r[0] == head]
    words = d.word_list()
    of = [{i for i, r in enumerate(d.refs) if r[0] in span and r[3] in NAMES}
          for span in names]
    if not at:
        return right, allowed, new
    true = {i for s, t in zip(of, truth) if t for i in s}
    last = {words[span[-1]].lower() for span, t in zip(names, truth) if t}
    for k, (a, b) in enumerate(zip(later, earlier)):
        if a != at[0]:
            continue
        r = d.refs[b]
        if any(truth):
            same = r[3] in NAMES and bool(
                last & {w.lower() for w in words[r[1]:r[2]]})
            right[k] = b in true or same
            allowed[k] = r[3] in NAMES
        else:
            allowed[k] = True
            right[k] = not any(b in s for s in of)
    if right.any():
        new[at[0]] = 0 if any(truth) else 1
    return right, allowed, new


# The scorer, as extractor/mention/coref.c computes it

class Scorer(nn.Module):
    def __init__(self, trait_rows, like_rows):
        super().__init__()
        self.vector = nn.Linear(network.DIM, VECTOR)
        self.later = nn.Linear(VECTOR, HIDDEN)
        self.earlier = nn.Linear(VECTOR, HIDDEN, bias=False)
        self.product = nn.Linear(PRODUCT, HIDDEN, bias=False)
        self.later_traits = nn.Embedding(trait_rows, HIDDEN)
        self.earlier_traits = nn.Embedding(trait_rows, HIDDEN)
        self.likes = nn.Embedding(like_rows, HIDDEN)
        self.pair = nn.Linear(HIDDEN, 1, bias=False)
        self.alone = nn.Linear(VECTOR, HIDDEN)
        self.alone_traits = nn.Embedding(trait_rows, HIDDEN)
        self.new = nn.Linear(HIDDEN, 1)
        for e in (self.later_traits, self.earlier_traits, self.likes,
                  self.alone_traits):
            nn.init.normal_(e.weight, std=0.1)
        self.drop = 0.3

    def forward(self, d):
        """Scores of pairs, and of "new" for each referent."""
        x = F.dropout(d.vectors, self.drop, self.training)
        v = torch.clamp(self.vector(x), -1, 1)
        v = v + (torch.round(v * 127) / 127 - v).detach()
        u = F.dropout(v, self.drop, self.training)
        h = self.later(u)[d.later] + self.earlier(u)[d.earlier] + \
            self.later_traits(d.traits).sum(1)[d.later] + \
            self.earlier_traits(d.traits).sum(1)[d.earlier] + \
            self.product(u[d.later, :PRODUCT] * u[d.earlier, :PRODUCT]) + \
            F.embedding_bag(d.pairs.long(), self.likes.weight, mode="sum")
        h = F.dropout(torch.relu(h), self.drop, self.training)
        alone = torch.relu(self.alone(u) + self.alone_traits(d.traits).sum(1))
        alone = F.dropout(alone, self.drop, self.training)
        return self.pair(h)[:, 0], self.new(alone)[:, 0]


class Joined:
    """Documents as one, with the pairs that are learnt from."""

    def __init__(self, documents):
        parts, at = [], 0
        for d in documents:
            use = (d.new >= 0)[d.later]
            parts.append((d.vectors, d.traits, d.pairs[use], d.later[use] + at,
                          d.earlier[use] + at, d.right[use], d.allowed[use],
                          d.new))
            at += len(d.refs)
        (self.vectors, self.traits, self.pairs, self.later, self.earlier,
         self.right, self.allowed, self.new) = map(torch.cat, zip(*parts))


def loss_of(scorer, d):
    pair, new = scorer(d)
    n = len(d.new)

    def total(mask, with_new):
        """log Σ e^score by referent."""
        s = torch.where(mask, pair, torch.full_like(pair, -1e4))
        top = torch.full((n,), -1e4).scatter_reduce(
            0, d.later, s.detach(), "amax", include_self=True)
        top = torch.maximum(top, new.detach())
        e = torch.zeros(n).index_add(0, d.later, torch.exp(s - top[d.later]) * mask)
        e = e + torch.exp(new - top) * with_new
        return torch.log(e + 1e-20) + top
    use = d.new >= 0
    if not use.any():
        return None
    right = total(d.right, (d.new == 1).float())
    every = total(d.allowed | d.right, torch.ones(n))
    return (every - right)[use].sum()


def decode(scorer, d, least=None):
    """The cluster of each referent, as extractor/mention/coref.c chooses."""
    least = least or LEAST
    with torch.no_grad():
        pair, new = scorer(d)
    pair, new = pair.tolist(), new.tolist()
    cluster, named, at = [], set(), 0
    for i, candidates in enumerate(d.candidates):
        scores = pair[at:at + len(candidates)]
        at += len(candidates)
        top = max(scores + [new[i]])
        parts = [math.exp(x - top) for x in scores]
        whole = sum(parts) + math.exp(new[i] - top)
        sums = {}
        for j, x in zip(candidates, parts):
            sums[cluster[j]] = sums.get(cluster[j], 0.0) + x / whole
        best = max(sums, key=sums.get) if sums else i
        kind = d.refs[i][3]
        sort = 0 if kind in NAMES else 1 if best in named and kind < 2 else 2
        cluster.append(best if sums.get(best, 0.0) > least[sort] else i)
        if kind in NAMES:
            named.add(cluster[i])
    return cluster


# Measures

def conll(documents, decoded):
    total = {}
    for d, clusters in zip(documents, decoded):
        key, response = {}, {}
        for head, c in d.cluster.items():
            key.setdefault(c, set()).add(head)
        for r, c in zip(d.refs, clusters):
            response.setdefault(c, set()).add(r[0])
        coref_score.add(total, coref_score.score(key.values(), response.values()))
    return total


def to_names(documents, decoded):
    """(right, found, wanted): pronouns and descriptions in a cluster with a
    name; right if they mean what most of its names mean."""
    right = found = wanted = 0
    for d, clusters in zip(documents, decoded):
        names = {}
        for r, c in zip(d.refs, clusters):
            if r[3] in NAMES:
                names.setdefault(c, []).append(d.cluster.get(r[0]))
        means = {c: max(sorted(set(map(str, x))), key=list(map(str, x)).count)
                 for c, x in names.items()}
        named = {d.cluster[h] for h in d.named}
        for r, c in zip(d.refs, clusters):
            if r[3] > 1:
                continue
            truth = d.cluster.get(r[0])
            wanted += truth in named
            found += c in means
            right += c in means and truth is not None and str(truth) == means[c]
    return right, found, wanted


def gap_counts(documents, decoded):
    """(right, found, wanted, resolved to a third name only)."""
    right = found = wanted = other = 0
    for d, clusters in zip(documents, decoded):
        head, names, truth = d.pronoun
        wanted += any(truth)
        mine = {c for r, c in zip(d.refs, clusters) if r[0] == head}
        same = [r for r, c in zip(d.refs, clusters)
                if c in mine and r[3] in NAMES]
        hit = [any(r[1] <= span[-1] and r[2] > span[0] for r in same)
               for span in names]
        found += sum(hit)
        right += sum(h and t for h, t in zip(hit, truth))
        other += bool(same) and not any(hit)
    return right, found, wanted, other


def show(scorer, sets, least=None):
    gum = sets["gum dev"]
    decoded = [decode(scorer, d, least) for d in gum]
    total = conll(gum, decoded)
    text = "\n| figure | precision | recall | F1 |\n|---|---|---|---|\n"
    text += "| gum dev: CoNLL | | | %.4f |\n" % coref_score.conll(total)
    for name, c in total.items():
        text += "| gum dev: %s | %.3f | %.3f | %.3f |\n" % (
            name, *coref_score.rates(c))
    news = [(d, c) for d, c in zip(gum, decoded) if d.genre == "news"]
    for label, part in (("gum news", news), ("gum", list(zip(gum, decoded)))):
        r, f, w = to_names(*zip(*part))
        text += "| %s dev: to names (%d) | %.3f | %.3f | |\n" % (
            label, f, r / max(f, 1), r / max(w, 1))
    gap = sets["gap dev"]
    r, f, w, o = gap_counts(gap, [decode(scorer, d, least) for d in gap])
    return text + "| gap dev: to names (%d; %d to a third) | %.3f | %.3f | |\n" % (
        f, o, r / max(f, 1), r / max(w, 1))


def fit(scorer, sets, epochs, seed):
    documents = [d for name in ("gum", "gap", "meantime")
                 for d in sets.get(name, [])]
    best = torch.optim.AdamW(scorer.parameters(), lr=2e-3, weight_decay=1e-3)
    rng = random.Random(seed)
    torch.manual_seed(seed)
    steps = []
    for _ in range(epochs):
        order = documents[:]
        rng.shuffle(order)
        group, size = [], 0
        for d in order:
            group.append(d)
            size += int((d.new >= 0)[d.later].sum()) + 50
            if size > 12000:
                steps.append(group)
                group, size = [], 0
        steps.append(group)
    began, total = time.monotonic(), 0.0
    for i, group in enumerate(steps):
        for g in best.param_groups:
            g["lr"] = 2e-3 * min((i + 1) / 20, 1 - i / len(steps))
        loss = loss_of(scorer, Joined(group))
        if loss is None:
            continue
        loss = loss / 300
        loss.backward()
        nn.utils.clip_grad_norm_(scorer.parameters(), 5.0)
        best.step()
        best.zero_grad(set_to_none=True)
        total += loss.item()
        if (i + 1) % max(1, len(steps) // 10) == 0:
            print("step %d of %d, %.0f s, loss %.3f" % (
                i + 1, len(steps), time.monotonic() - began, total), flush=True)
            total = 0.0


def read(args):
    """Corpora by name; with --all the development parts are learnt from."""
    corpora = args.shared / "corpora"
    return {"gum": list(coref_data.gum(corpora / "gum/train.conllu")),
            "gum dev": list(coref_data.gum(corpora / "gum/dev.conllu")),
            "gap": list(coref_data.gap(corpora / "gap/train.tsv")),
            "gap dev": list(coref_data.gap(corpora / "gap/dev.tsv"))}


def prepare(args):
    sets = read(args)
    rows = None
    for name, documents in sets.items():
        began = time.monotonic()
        rows = referents(args, documents)
        for d in documents:
            flatten(d)
        sets[name] = [d for d in documents if len(d.later)]
        print(name, len(documents), "documents", sum(
            len(d.refs) for d in documents), "referents", "%.0f s" % (
                time.monotonic() - began), flush=True)
    return sets, rows


LEAST = (0.5, 0.66, 0.4)  # names; others where a name stands; others


def write(scorer, args):
    """The weights file with coreference in it."""
    w = export.Writer()
    w.tensors = tensors_of(args.model)
    s = {k: v.detach().numpy() for k, v in scorer.state_dict().items()}
    w.linear("head/word", scorer.vector)
    for name in ("later", "earlier", "product", "alone"):
        w.floats("coref/" + name, s[name + ".weight"].T)
    for name in ("later", "alone"):
        w.floats("coref/%s.bias" % name, s[name + ".bias"])
    for name in ("later", "earlier", "alone"):
        w.floats("coref/%s.traits" % name, s[name + "_traits.weight"])
    w.floats("coref/likes", s["likes.weight"])
    w.floats("coref/pair", s["pair.weight"])
    w.floats("coref/new", s["new.weight"])
    w.floats("coref/new.bias", s["new.bias"])
    w.floats("coref/least", np.array(LEAST))
    w.write(args.out)


def main():
    parser = argparse.ArgumentParser()
    for name in ("shared", "features", "data", "model", "out"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path,
                        help="for trials: what the program makes of the corpora")
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.keep and args.keep.exists():
        sets, rows = torch.load(args.keep, weights_only=False)
    else:
        sets, rows = prepare(args)
        if args.keep:
            torch.save((sets, rows), args.keep)
    torch.manual_seed(args.seed)
    scorer = Scorer(*rows)
    fit(scorer, sets, args.epochs, args.seed)
    scorer.eval()
    text = "\n## coreference, seed %d\n\n%d readings of gum train and gap " \
        "train, least probabilities %s.\n%s" % (
            args.seed, args.epochs, LEAST, show(scorer, sets))
    print(text)
    with open(pathlib.Path(__file__).parent / "LOG.md", "a",
              encoding="utf-8") as file:
        file.write(text)
    write(scorer, args)


if __name__ == "__main__":
    main()
