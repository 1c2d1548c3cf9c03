#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Trains coreference on the frozen encoder.

    coref.py --shared SHARED --base FOLDER --core CHECKPOINT --features TOOL
             --data DATA --out COREF [--epochs N] [--all]

CHECKPOINT is what train.py made, TOOL training/coref-features built here
(`make training/coref-features`), DATA the folder data/.  Every word's scores
by the core are written as CoNLL-U, TOOL finds the referents and their
features in it, so that training sees what the C program sees.  COREF holds
the tensors for export.py.
"""
import argparse
import json
import pathlib
import random
import subprocess
import tempfile
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import coref_data
import coref_score
import data
import measure
import model as network
import train

VECTOR, HIDDEN, PRODUCT = 64, 64, 32
TRAITS, LIKES = 9, 15
NAMES = (2, 3, 4, 5)  # kinds of referents that are names


# What the core says

def analyse(core, documents, cut, labels):
    """Tags, trees and names of every sentence, and the mean of the pieces of
    each word behind each layer."""
    for d in documents:
        groups = list(train.windows(d.sentences, cut, network.WINDOW))
        d.sentences, d.layers = [], []
        for i in range(0, len(groups), 8):
            batch = train.Batch(groups[i:i + 8], cut, labels)
            with torch.no_grad():
                out = core.outputs(batch.pieces, batch.shapes, batch.lengths)
                means = []
                for x in out:
                    x = x.reshape(-1, network.DIM)[batch.rows].float()
                    means.append(torch.zeros(batch.n, network.DIM).index_add_(
                        0, batch.word, x) / batch.count[:, None])
                stack = torch.stack(means)
                x = torch.einsum("tl,lnd->tnd", core.weights(), stack)
                tell(core, batch, x, labels)
            d.sentences += [s for _, _, s in batch.sentences]
            d.layers.append(stack.permute(1, 0, 2).half())
        d.layers = torch.cat(d.layers)


def tell(core, batch, x, labels):
    upos, xpos = core.tags(x[0])
    tree, names = core.tree(x[1]), core.names(x[2])
    for first, n, s in batch.sentences:
        span = slice(first, first + n)
        s.got_upos = [data.UPOS[i] for i in upos[span].argmax(1)]
        s.got_xpos = [labels["xpos"][i] for i in xpos[span].argmax(1)]
        d, h, a, b = tree[span].unbind(1)
        arcs = core.arcs(d[None], torch.cat([core.root[0][None], h])[None])[0]
        s.got_heads = [int(j) for j in measure.best_tree(arcs.numpy())]
        chosen = torch.cat([core.root[1][None], b])[s.got_heads]
        s.got_relations = [labels["relations"][i] for i in
                           core.relations(a, chosen).argmax(1)]
        s.got_spans = []
        for (p, q), g in zip(train.group_masks(), data.GROUPS):
            s.got_spans += measure.spans(measure.best_labels(
                names[span, p:q].numpy(), data.NAMES[p:q]))


def lemma_of(word, upos, xpos):
    """Enough of a lemma to tell one from many."""
    w = word.lower()
    irregular = {"men": "man", "women": "woman", "people": "person",
                 "children": "child", "feet": "foot", "lives": "life",
                 "wives": "wife"}
    if upos != "NOUN" or not xpos.endswith("NS"):
        return w
    if w in irregular:
        return irregular[w]
    for a, b in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"),
                 ("xes", "x"), ("s", "")):
        if w.endswith(a):
            return w[:-len(a)] + b
    return w + "_"


def write_conllu(documents, path):
    with open(path, "w", encoding="utf-8") as out:
        for d in documents:
            print("# newdoc id =", d.name, file=out)
            for s in d.sentences:
                spans = sorted({(a, -b, k) for a, b, k in s.got_spans})
                if spans:
                    print("# spans =", " ".join("%d-%d:%s" % (a + 1, -b, k)
                                                for a, b, k in spans), file=out)
                for i, w in enumerate(s.words):
                    print(i + 1, w, lemma_of(w, s.got_upos[i], s.got_xpos[i]),
                          s.got_upos[i], s.got_xpos[i], "_", s.got_heads[i],
                          s.got_relations[i], "_", "_", sep="\t", file=out)
                print(file=out)


def gold_answers(documents):
    """For trials without a core: GUM's own tags, trees and names."""
    for d in documents:
        at = 0
        for s in d.sentences:
            n = len(s.words)
            s.got_upos = [r[3] for r in s.rows]
            s.got_xpos = [r[4] for r in s.rows]
            s.got_heads = [int(r[6]) for r in s.rows]
            s.got_relations = [r[7] for r in s.rows]
            s.got_spans = []
            for _, head, first, end, kind, row in d.marks:
                if not at <= head < at + n or row[3] != "PROPN" or \
                        kind not in data.GUM_KINDS:
                    continue
                a, b = head - at, head - at + 1
                proper = lambda i: s.got_xpos[i].startswith("NNP") and \
                    at + i >= first and at + i < end
                while a > 0 and proper(a - 1):
                    a -= 1
                while b < n and proper(b):
                    b += 1
                s.got_spans.append((a, b, data.GUM_KINDS[kind]))
            at += n


# What the C program makes of it

def referents(tool, folder, path, documents):
    """Sets for each document `refs` (head, first, end, kind), `traits`,
    `candidates`, `likes`; returns the rows of both tables."""
    raw = subprocess.run([tool, str(folder), str(path)], check=True,
                         stdout=subprocess.PIPE).stdout
    at = 8
    rows = np.frombuffer(raw, "<u4", 2)
    pair = np.dtype([("at", "<u4"), ("rows", "<u2", (LIKES,))])
    for d in documents:
        n, = np.frombuffer(raw, "<u4", 1, at)
        at += 4
        d.refs, d.traits = [], np.zeros((n, TRAITS), np.int64)
        d.candidates, d.likes = [], []
        for i in range(n):
            d.refs.append(tuple(np.frombuffer(raw, "<u4", 4, at).tolist()))
            d.traits[i] = np.frombuffer(raw, "<u2", TRAITS, at + 16)
            at += 16 + 2 * TRAITS
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
    heads = torch.tensor([r[0] for r in d.refs])
    d.vectors = d.layers[heads]
    d.layers = None
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
    def __init__(self, trait_rows, like_rows, layers=network.LAYERS + 1):
        super().__init__()
        self.mix = nn.Parameter(torch.zeros(layers))
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
        mix = self.mix.softmax(0)
        x = torch.einsum("l,nld->nd", mix, d.vectors.float())
        v = torch.clamp(self.vector(F.dropout(x, self.drop, self.training)), -1, 1)
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


def loss_of(scorer, d):
    pair, new = scorer(d)
    n = len(d.refs)

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


def decode(scorer, d, margin=0.0):
    """For each referent (antecedent or None, how much better than new)."""
    with torch.no_grad():
        pair, new = scorer(d)
    pair, new = pair.numpy(), new.numpy()
    found, at = [], 0
    for i, c in enumerate(d.candidates):
        s = pair[at:at + len(c)]
        at += len(c)
        k = int(s.argmax()) if len(c) else -1
        gain = float(s[k] - new[i]) if k >= 0 else -1e9
        found.append((int(c[k]) if gain > margin else None, gain))
    return found


def clusters_of(d, found):
    cluster = []
    for i, (j, _) in enumerate(found):
        cluster.append(cluster[j] if j is not None else i)
    return cluster


# Measures

def conll(documents, decoded):
    total = {}
    for d, found in zip(documents, decoded):
        key, response = {}, {}
        for head, c in d.cluster.items():
            key.setdefault(c, set()).add(head)
        for i, c in enumerate(clusters_of(d, found)):
            response.setdefault(c, set()).add(d.refs[i][0])
        coref_score.add(total, coref_score.score(key.values(), response.values()))
    return total


def to_names(documents, scorer, margin):
    """(right, found, wanted): pronouns and descriptions that mean something
    that a name names; the name is the nearest one of the chain."""
    right = found_n = wanted = 0
    for d in documents:
        chain = decode(scorer, d, margin)
        named = {d.cluster[h] for h in d.named}
        for i, r in enumerate(d.refs):
            plain = r[3] < 2
            means = d.cluster.get(r[0])
            wanted += plain and means in named
            j = chain[i][0]
            while j is not None and d.refs[j][3] not in NAMES:
                j = chain[j][0]
            if plain and j is not None and d.refs[j][3] in NAMES[:3]:
                found_n += 1
                right += means is not None and \
                    means == d.cluster.get(d.refs[j][0])
    return right, found_n, wanted


def gap_counts(documents, scorer, margin):
    """(right, found, wanted, found wrongly in a third name)."""
    right = found = wanted = other = 0
    for d in documents:
        head, names, truth = d.pronoun
        wanted += any(truth)
        at = [i for i, r in enumerate(d.refs) if r[0] == head]
        if not at:
            continue
        decoded = decode(scorer, d, margin)
        cluster = clusters_of(d, decoded)
        words = d.word_list()
        mine = [r for i, r in enumerate(d.refs)
                if cluster[i] == cluster[at[0]] and r[3] in NAMES]
        hit = [any(r[0] in span or (r[1] < span[-1] + 1 and r[2] > span[0])
                   for r in mine) for span in names]
        found += sum(hit)
        right += sum(h and t for h, t in zip(hit, truth))
        other += bool(mine) and not any(hit)
    return right, found, wanted, other


def show(name, scorer, sets, margins=(-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)):
    scorer.eval()
    gum = sets["gum dev"]
    total = conll(gum, [decode(scorer, d) for d in gum])
    print(name, "conll %.4f" % coref_score.conll(total), " ".join(
        "%s %.3f/%.3f/%.3f" % (k, *coref_score.rates(c)) for k, c in total.items()))
    news = [d for d in gum if d.genre == "news"]
    for m in margins:
        line = "  margin %.1f conll %.4f" % (m, coref_score.conll(
            conll(gum, [decode(scorer, d, m) for d in gum])))
        for label, part in (("news", news), ("gum", gum)):
            r, f, w = to_names(part, scorer, m)
            line += "  %s P %.3f R %.3f (%d)" % (label, r / max(f, 1), r / max(w, 1), f)
        if sets.get("gap dev"):
            r, f, w, o = gap_counts(sets["gap dev"], scorer, m)
            line += "  gap P %.3f R %.3f (other %d)" % (r / max(f, 1), r / max(w, 1), o)
        print(line, flush=True)
    scorer.train()


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
            size += len(d.later) if not d.pronoun else 300
            if size > 12000:
                steps.append(group)
                group, size = [], 0
        steps.append(group)
    began, total = time.monotonic(), 0.0
    for i, group in enumerate(steps):
        for g in best.param_groups:
            g["lr"] = 2e-3 * min((i + 1) / 20, 1 - i / len(steps))
        losses = [x for x in (loss_of(scorer, d) for d in group) if x is not None]
        if not losses:
            continue
        loss = sum(losses) / 300
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
    corpora = args.shared / "corpora"
    sets = {"gum": list(coref_data.gum(corpora / "gum/train.conllu")),
            "gum dev": list(coref_data.gum(corpora / "gum/dev.conllu"))}
    if args.core:
        sets["gap"] = list(coref_data.gap(corpora / "gap/train.tsv"))
        sets["gap dev"] = list(coref_data.gap(corpora / "gap/dev.tsv"))
    return sets


def load_core(args):
    from safetensors.torch import load_file
    if args.core:
        saved = torch.load(args.core, weights_only=True)
        labels = saved["labels"]
        core = network.Core({k: len(v) for k, v in labels.items()})
        core.load_state_dict(saved["state"])
    else:
        labels = {"upos": data.UPOS, "xpos": ["X"], "relations": ["root"],
                  "names": data.NAMES}
        core = network.Core({k: len(v) for k, v in labels.items()})
        core.load_base(load_file(str(args.base / "model.safetensors")))
    return core.eval(), labels


def prepare(args):
    sets = read(args)
    core, labels = load_core(args)
    cut = train.Pieces(args.base)
    rows = None
    for name, documents in sets.items():
        began = time.monotonic()
        if not args.core:
            for d in documents:
                for s in d.sentences:
                    s.upos = None
        analyse(core, documents, cut, labels)
        if not args.core:
            gold_answers(documents)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "words.conllu"
            write_conllu(documents, path)
            rows = referents(args.features, args.data, path, documents)
        for d in documents:
            flatten(d)
        sets[name] = [d for d in documents if d.refs and len(d.later)]
        print(name, len(documents), "documents", sum(
            len(d.refs) for d in documents), "referents", "%.0f s" % (
                time.monotonic() - began), flush=True)
    return sets, rows


def main():
    parser = argparse.ArgumentParser()
    for name in ("shared", "base", "features", "data", "out"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--core", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
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
    show("dev", scorer, sets)
    torch.save({"state": scorer.state_dict(), "rows": rows}, args.out)


if __name__ == "__main__":
    main()
