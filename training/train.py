# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Trains the core.

    train.py --shared SHARED --tokens FILE --base FOLDER --out CHECKPOINT
             [--all] [--minutes N] [--seed N]

SHARED holds corpora/ and annotated/; FILE the words of the annotated articles
as `make tokens` cuts them; FOLDER the base model (model.safetensors,
tokenizer.json, vocab.txt).  Without --all, development parts are kept out and
measured.  A run that was stopped goes on from CHECKPOINT.part.
"""
import argparse
import functools
import os
import pathlib
import random
import time

import torch
import torch.nn.functional as F

import data
import measure
import model as network

HERE = pathlib.Path(__file__).parent
BATCH = 1024            # pieces of a step
RATE, HEAD_RATE, DECAY = 2.2e-4, 1.3e-3, 0.9
# Of the loss of each group of labels beside that of tags and trees
WEIGHTS = {"name": 2.5, "inner": 2.5, "title": 2.5, "date": 2.5, "event": 5.0,
           "plan": 0.5}
MASKED = 0.1            # part of the words that are hidden, shape aside
EVERY = 600             # seconds between checkpoints

# corpus -> times that it is read
TIMES = {"gum": 16, "ewt": 12, "annotated": 8, "uner": 10, "redocred": 2,
         "crossner": 3, "wnut": 2, "gmb": 1}
SENTENCES_GMB = 6000


class Pieces:
    """Word pieces of words, by the reference tokeniser."""

    def __init__(self, folder):
        from tokenizers import Tokenizer
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}
        self.unknown = self.tokenizer.token_to_id("[UNK]")
        self.first = self.tokenizer.token_to_id("[CLS]")
        self.last = self.tokenizer.token_to_id("[SEP]")
        self.mask = [self.tokenizer.token_to_id("[MASK]")]

    def __call__(self, word):
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = ids or [self.unknown]
        return self.known[word]


def read(shared, tokens, everything):
    """corpus -> documents to train on."""
    corpora = shared / "corpora"
    gazetteers = corpora / "gazetteers"
    dev = set((HERE / "dev.list").read_text().split())
    table = gazetteers / "countries_names_demonyms.tsv"
    sets = {
        "gum": list(data.gum(corpora / "gum/train.conllu")),
        "annotated": [d for d in data.annotated(
            shared / "annotated", tokens, data.places(gazetteers))
            if everything or d[0] not in dev],
        "uner": list(data.uner(corpora / "uner-ewt/train.iob2")),
        "redocred": list(data.redocred(corpora / "redocred/dev.json",
                                       data.demonyms(table))),
        "crossner": [d for f in sorted((corpora / "crossner").glob("*/*.txt"))
                     for d in data.crossner(f)],
        "wnut": list(data.wnut(corpora / "wnut17/train.conll")),
        "gmb": list(data.gmb(corpora / "gmb-ner/train.tsv"))[:SENTENCES_GMB // 8],
    }
    if everything:
        sets["gum"] += list(data.gum(corpora / "gum/dev.conllu"))
        sets["ewt"] = list(data.treebank(corpora / "ewt-propbank/dev.conllup",
                                         data.ewt_relation))
        sets["uner"] += list(data.uner(corpora / "uner-ewt/dev.iob2"))
    return {k: [d for _, d in v] for k, v in sets.items()}


def windows(document, cut, most):
    """Packs consecutive sentences into windows of at most `most` pieces; a
    longer sentence is cut off."""
    window, used = [], 2
    for s in document:
        size = 0
        for n, word in enumerate(s.words):
            size += len(cut(word))
            if size > network.WINDOW - 2:
                size -= len(cut(word))
                s = shorten(s, n)
                break
        if window and used + size > most:
            yield window
            window, used = [], 2
        if s.words:
            window.append(s)
            used += size
    if window:
        yield window


def shorten(s, n):
    part = data.Sentence(s.words[:n])
    part.names = s.names[:n]
    if s.upos:
        part.upos, part.xpos = s.upos[:n], s.xpos[:n]
    return part


class Batch:
    """Windows as tensors, and what is known of their words."""

    def __init__(self, group, cut, labels, rng=None):
        longest = max(sum(len(cut(w)) for s in win for w in s.words)
                      for win in group) + 2
        longest = -(-longest // 16) * 16  # few shapes, so products are reused
        b = len(group)
        self.pieces = torch.zeros(b, longest, dtype=torch.long)
        self.shapes = torch.zeros(b, longest, dtype=torch.long)
        self.lengths = torch.zeros(b, dtype=torch.long)
        rows, word, count, self.sentences = [], [], [], []
        n = 0
        for i, win in enumerate(group):
            # A word's case is no sure thing: headlines, feeds
            force = rng.choice((3, 1)) if rng and rng.random() < 0.04 else None
            ids, shapes = [cut.first], [0]
            for s in win:
                self.sentences.append((n, len(s.words), s))
                for w in s.words:
                    shape = data.shape_of(w)
                    if force and shape in (1, 2, 3, 4, 7):
                        shape = force
                    hidden = rng and rng.random() < MASKED
                    cuts = cut.mask if hidden else cut(w)
                    for piece in cuts:
                        rows.append(i * longest + len(ids))
                        word.append(n)
                        ids.append(piece)
                        shapes.append(shape)
                    count.append(len(cuts))
                    n += 1
            ids.append(cut.last)
            shapes.append(0)
            self.pieces[i, :len(ids)] = torch.tensor(ids)
            self.shapes[i, :len(ids)] = torch.tensor(shapes)
            self.lengths[i] = len(ids)
        self.n = n
        self.rows, self.word = torch.tensor(rows), torch.tensor(word)
        self.count = torch.tensor(count, dtype=torch.float)
        self.targets(labels)

    def targets(self, labels):
        xpos = {x: i for i, x in enumerate(labels["xpos"])}
        relation = {x: i for i, x in enumerate(labels["relations"])}
        self.upos = torch.full((self.n,), -100)
        self.xpos = torch.full((self.n,), -100)
        self.allowed = torch.tensor([bits_of(x) for _, _, s in self.sentences
                                     for x in s.names])
        self.trees = []
        for first, n, s in self.sentences:
            span = slice(first, first + n)
            if s.upos:
                self.upos[span] = torch.tensor(s.upos)
                self.xpos[span] = torch.tensor([xpos.get(x, -100) for x in s.xpos])
            if s.heads:
                self.trees.append((first, n, s.heads, [
                    relation.get(x, relation.get(x.split(":")[0], -100))
                    for x in s.relations]))


def known_loss(scores, targets):
    """Mean cross-entropy of the words whose target is known; 0 if none is."""
    known = (targets != -100).sum().clamp(min=1)
    return F.cross_entropy(scores, targets, ignore_index=-100,
                           reduction="sum") / known


def tree_loss(core, tree, trees):
    """Cross-entropy of heads and of relations at the true heads."""
    s, longest = len(trees), max(n for _, n, _, _ in trees)
    rows = torch.zeros(s, longest, dtype=torch.long)
    known = torch.zeros(s, longest, dtype=torch.bool)
    heads = torch.zeros(s, longest, dtype=torch.long)
    relations = torch.full((s, longest), -100)
    for i, (first, n, h, r) in enumerate(trees):
        rows[i, :n] = torch.arange(first, first + n)
        known[i, :n] = True
        heads[i, :n] = torch.tensor(h) + 1
        relations[i, :n] = torch.tensor(r)
    d, h, a, b = tree[rows].unbind(2)
    with_root = lambda x, r: torch.cat([r.expand(s, 1, -1), x], 1)
    arcs = core.arcs(d, with_root(h, core.root[0]))
    allowed = torch.cat([torch.ones(s, 1, dtype=torch.bool), known], 1)
    arcs = arcs.masked_fill(~allowed[:, None, :], -1e4)
    arc = F.cross_entropy(arcs[known], heads[known])
    chosen = torch.gather(with_root(b, core.root[1]), 1,
                          heads[..., None].expand(-1, -1, network.TREE))
    scores = core.relations(a[known], chosen[known])
    return arc + known_loss(scores, relations[known])


@functools.lru_cache(None)
def bits_of(labels):
    """Whether each label is in a set."""
    return [labels >> i & 1 == 1 for i in range(len(data.NAMES))]


def group_masks():
    masks, at = [], 0
    for g in data.GROUPS:
        n = sum(x.startswith(g + ":") for x in data.NAMES)
        masks.append((at, at + n))
        at += n
    return masks


def names_loss(scores, allowed):
    """−log of the probability of the allowed labels, by groups."""
    loss = 0.0
    for group, (a, b) in zip(data.GROUPS, group_masks()):
        part, ok = scores[:, a:b], allowed[:, a:b]
        known = ~ok.all(1)
        if known.any():
            part, ok = part[known], ok[known]
            loss = loss + WEIGHTS[group] * (
                part.logsumexp(1) -
                part.masked_fill(~ok, -1e4).logsumexp(1)).mean()
    return loss


def loss_of(core, batch):
    with torch.autocast("cpu", torch.bfloat16):
        outputs = core.outputs(batch.pieces, batch.shapes, batch.lengths)
    x = core.words(outputs, batch.rows, batch.word, batch.n, batch.count)
    loss = 0.0
    known = batch.upos != -100
    if known.any():
        upos, xpos = core.tags(x[0][known])
        loss = loss + known_loss(upos, batch.upos[known]) + \
            0.5 * known_loss(xpos, batch.xpos[known])
    if batch.trees:
        loss = loss + tree_loss(core, core.tree(x[1]), batch.trees)
    return loss + names_loss(core.names(x[2]), batch.allowed)


def plan(sets, cut, rng):
    """All steps: lists of windows of about BATCH pieces, like lengths
    together."""
    size = lambda win: -(-(sum(len(cut(w)) for s in win for w in s.words) +
                           2) // 16) * 16
    chosen = []
    for name in sorted(sets):
        for _ in range(TIMES[name]):
            for document in sets[name]:
                most = rng.choice((32, 64, 96, 128, 128, 128))
                start = rng.randrange(3) if most < 128 else 0
                for win in windows(document[:start], cut, most):
                    chosen.append((size(win), win))
                for win in windows(document[start:], cut, most):
                    chosen.append((size(win), win))
    rng.shuffle(chosen)
    steps = []
    for i in range(0, len(chosen), 512):  # like lengths within 512 windows
        step, longest = [], 0
        for n, win in sorted(chosen[i:i + 512], key=lambda x: x[0]):
            if step and max(longest, n) * (len(step) + 1) > BATCH:
                steps.append(step)
                step, longest = [], 0
            step.append(win)
            longest = max(longest, n)
        steps.append(step)
    rng.shuffle(steps)
    return steps


def optimiser(core):
    groups = []
    for name, p in core.named_parameters():
        if not p.requires_grad:
            continue
        parts = name.split(".")
        if parts[0] == "layers":
            rate = RATE * DECAY ** (network.LAYERS - 1 - int(parts[1]))
        elif parts[0] in ("position", "norm"):
            rate = RATE * DECAY ** network.LAYERS
        else:
            rate = HEAD_RATE
        groups.append({"params": [p], "lr": rate, "top": rate,
                       "weight_decay": 0.01 if p.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def run(core, steps, cut, labels, out, seed):
    """Trains, in checkpoints that resume; returns the seconds it took."""
    best = optimiser(core)
    start, spent, part = 0, 0.0, pathlib.Path(str(out) + ".part")
    if part.exists():
        saved = torch.load(part, weights_only=True)
        core.load_state_dict(saved["state"])
        best.load_state_dict(saved["optimiser"])
        start, spent = saved["step"], saved["seconds"]
        print("go on at step", start, flush=True)
    began = shown = kept = time.monotonic()
    total, seen = 0.0, 0
    warm = max(1, len(steps) // 16)
    core.train()
    for i in range(start, len(steps)):
        torch.manual_seed(seed * 1000003 + i)
        rng = random.Random(seed * 1000003 + i)
        factor = min((i + 1) / warm, (len(steps) - i) / (len(steps) - warm))
        for g in best.param_groups:
            g["lr"] = g["top"] * max(factor, 0.0)
        batch = Batch(steps[i], cut, labels, rng)
        loss = loss_of(core, batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(core.parameters(), 1.0)
        best.step()
        best.zero_grad(set_to_none=True)
        if not torch.isfinite(loss):
            raise SystemExit("the loss of step %d is no number" % (i + 1))
        total, seen = total + loss.item(), seen + int(batch.lengths.sum())
        now = time.monotonic()
        if now - shown > 60 or i + 1 == len(steps):
            print("step %d of %d, %.0f s, loss %.3f, %.0f pieces/s" % (
                i + 1, len(steps), spent + now - began, total, seen / (now - shown)),
                flush=True)
            total, seen, shown = 0.0, 0, now
        if now - kept > EVERY:
            torch.save({"state": core.state_dict(), "step": i + 1,
                        "optimiser": best.state_dict(),
                        "seconds": spent + now - began}, str(part) + ".new")
            os.replace(str(part) + ".new", part)
            kept = now
    if part.exists():
        part.unlink()
    return spent + time.monotonic() - began


def labels_of(sets):
    """Label lists, in the order of the file."""
    xpos, relations = {}, {}
    for document in sets["gum"]:
        for s in document:
            for x in s.xpos:
                xpos[x] = xpos.get(x, 0) + 1
            for r in s.relations:
                relations[r] = relations.get(r, 0) + 1
    keep = {r if n >= 20 else r.split(":")[0] for r, n in relations.items()}
    keep |= {r.split(":")[0] for r in relations}
    return {"upos": data.UPOS, "xpos": sorted(xpos),
            "relations": sorted(keep), "names": data.NAMES}


def main():
    parser = argparse.ArgumentParser()
    for name in ("shared", "tokens", "base", "out"):
        parser.add_argument("--" + name, type=pathlib.Path, required=True)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shrink", type=float, default=1.0,
                        help="for trials: a part of the steps")
    args = parser.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(args.seed)
    cut = Pieces(args.base)
    sets = read(args.shared, args.tokens, args.all)
    labels = labels_of(sets)
    for name, documents in sets.items():
        print(name, len(documents), "documents", sum(
            len(s.words) for d in documents for s in d), "words", flush=True)
    from safetensors.torch import load_file
    core = network.Core({k: len(v) for k, v in labels.items()})
    core.load_base(load_file(str(args.base / "model.safetensors")))
    steps = plan(sets, cut, random.Random(args.seed))
    steps = steps[:int(len(steps) * args.shrink)]
    seconds = run(core, steps, cut, labels, args.out, args.seed)
    core.eval()
    scores = {} if args.all else measure.measure(
        core, args.shared, args.tokens, cut, labels)
    about = [("licence", "CC BY-SA 4.0"), ("made by", "training/train.py"),
             ("steps", str(len(steps))), ("seed", str(args.seed)),
             ("data", "all" if args.all else "without development parts")]
    torch.save({"state": core.state_dict(), "labels": labels,
                "vocabulary": (args.base / "vocab.txt").read_text(
                    encoding="utf-8").split("\n")[:30522],
                "about": about, "scores": scores}, args.out)
    log(args, sets, len(steps), seconds, scores)


def log(args, sets, steps, seconds, scores):
    """Appends the run to LOG.md."""
    words = ", ".join("%s %d × %d" % (name, TIMES[name], sum(
        len(s.words) for d in documents for s in d))
        for name, documents in sets.items())
    rows = ["\n## core, %s, seed %d\n" % (
        "all data" if args.all else "without development parts", args.seed),
        "Readings × words: %s.  %d steps of %d pieces, rates %g and %g, "
        "%.0f minutes, %s.\n" % (words, steps, BATCH, RATE, HEAD_RATE,
                                 seconds / 60, "PyTorch " + torch.__version__)]
    if scores:
        rows += ["| figure | |", "|---|---|"]
        rows += ["| %s | %s |" % row for row in scores.items()]
    text = "\n".join(rows) + "\n"
    print(text)
    with open(HERE / "LOG.md", "a", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
