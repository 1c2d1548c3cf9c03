# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Measures a core in PyTorch on development parts: what the C program must
reach within 0.3 points."""
import json

import numpy as np
import torch

import data
import model as network


def best_tree(scores):
    """Heads (0 the root, j + 1 word j) of the best tree with one root
    (Chu and Liu 1965, Edmonds 1967); `scores` is [n][n + 1]."""
    n = scores.shape[0]
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:, :] = scores
    np.fill_diagonal(full, -np.inf)
    heads = edmonds(full)
    roots = [i for i in range(1, n + 1) if heads[i] == 0]
    if len(roots) > 1:
        best = -np.inf
        for root in roots:
            one = full.copy()
            one[1:, 0] = -np.inf
            one[root, 0] = full[root, 0]
            tree = edmonds(one)
            value = sum(full[i, tree[i]] for i in range(1, n + 1))
            if value > best:
                best, heads = value, tree
    return heads[1:]


def edmonds(scores):
    n = scores.shape[0]
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    rest = [i for i in range(n) if not inside[i]]
    k = len(rest)
    small = np.full((k + 1, k + 1), -np.inf)
    small[:k, :k] = scores[np.ix_(rest, rest)]
    into = scores[np.ix_(cycle, rest)] - \
        scores[cycle, heads[cycle]][:, None]
    out = scores[np.ix_(rest, cycle)]
    small[k, :k] = into.max(0)
    small[:k, k] = out.max(1)
    small[0, :] = -np.inf
    tree = edmonds(small)
    result = heads.copy()
    for i in range(1, k):
        result[rest[i]] = cycle[out[i].argmax()] if tree[i] == k else rest[tree[i]]
    enter = rest[tree[k]]
    broken = cycle[into[:, tree[k]].argmax()]
    result[broken] = enter
    result[0] = 0
    return result


def find_cycle(heads):
    state = [0] * len(heads)
    for i in range(1, len(heads)):
        path, j = [], i
        while j and not state[j]:
            state[j] = 1
            path.append(j)
            j = heads[j]
        if j and state[j] == 1 and j in path:
            return np.array(path[path.index(j):])
        for p in path:
            state[p] = 2
    return None


def best_labels(scores, names):
    """BIOES labels of one group: the best valid sequence (Viterbi)."""
    kinds = [x.split(":")[1] for x in names]
    mark = [x[0] for x in kinds]
    k = len(kinds)
    legal = np.full((k, k), -np.inf)
    for i in range(k):
        for j in range(k):
            opened = mark[i] in "BI"
            if (opened and mark[j] in "IE" and kinds[i][2:] == kinds[j][2:]) or \
                    (not opened and mark[j] in "OBS"):
                legal[i, j] = 0
    starts = np.array([0 if m in "OBS" else -np.inf for m in mark])
    ends = np.array([0 if m in "OES" else -np.inf for m in mark])
    now, back = scores[0] + starts, []
    for row in scores[1:]:
        step = now[:, None] + legal
        back.append(step.argmax(0))
        now = step.max(0) + row
    path = [int((now + ends).argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return [kinds[i] for i in reversed(path)]


def spans(labels):
    found, start = [], None
    for i, x in enumerate(labels):
        if x[0] in "BS":
            start = i
        if x[0] in "ES":
            found.append((start, i + 1, x[2:]))
    return found


def predict(core, document, cut, labels):
    """Adds `got_…` to each sentence."""
    import train
    groups = list(train.windows(document, cut, network.WINDOW))
    for i in range(0, len(groups), 16):
        batch = train.Batch(groups[i:i + 16], cut, labels)
        with torch.no_grad():
            out = core.outputs(batch.pieces, batch.shapes, batch.lengths)
            x = core.words(out, batch.rows, batch.word, batch.n, batch.count)
            upos, xpos = core.tags(x[0])
            tree, names = core.tree(x[1]), core.names(x[2])
        for first, n, s in batch.sentences:
            span = slice(first, first + n)
            s.got_upos = upos[span].argmax(1).tolist()
            s.got_xpos = xpos[span].argmax(1).tolist()
            d, h, a, b = tree[span].unbind(1)
            arcs = core.arcs(d[None], torch.cat([core.root[0][None], h])[None])[0]
            s.got_heads = [int(j) - 1 for j in best_tree(arcs.detach().numpy())]
            chosen = torch.cat([core.root[1][None], b])[
                [j + 1 for j in s.got_heads]]
            with torch.no_grad():
                s.got_relations = core.relations(a, chosen).argmax(1).tolist()
            s.got_names = {}
            for (p, q), g in zip(train.group_masks(), data.GROUPS):
                s.got_names[g] = spans(best_labels(
                    names[span, p:q].numpy(), data.NAMES[p:q]))
    return [s for group in groups for s in group]


def f1(tp, fp, fn):
    return round(2 * tp / max(1, 2 * tp + fp + fn), 4)


def measure_trees(core, path, cut, labels):
    count = dict.fromkeys(("n", "upos", "xpos", "uas", "las", "m", "uas_", "las_"), 0)
    plain = [x.split(":")[0] for x in labels["relations"]]
    for _, document in data.treebank(path):
        for s in predict(core, document, cut, labels):
            if not s.heads:
                continue
            for i in range(len(s.words)):
                count["n"] += 1
                count["upos"] += s.got_upos[i] == s.upos[i]
                count["xpos"] += labels["xpos"][s.got_xpos[i]] == s.xpos[i]
                head = s.got_heads[i] == s.heads[i]
                both = head and plain[s.got_relations[i]] == \
                    s.relations[i].split(":")[0]
                count["uas"] += head
                count["las"] += both
                if s.upos[i] != data.UPOS.index("PUNCT"):
                    count["m"] += 1
                    count["uas_"] += head
                    count["las_"] += both
    n, m = count["n"], count["m"]
    return {"upos": round(100 * count["upos"] / n, 2),
            "xpos": round(100 * count["xpos"] / n, 2),
            "uas": round(100 * count["uas"] / n, 2),
            "las": round(100 * count["las"] / n, 2),
            "uas without punctuation": round(100 * count["uas_"] / m, 2),
            "las without punctuation": round(100 * count["las_"] / m, 2)}


def measure_uner(core, path, cut, labels):
    counts = {}
    for _, document in data.uner(path):
        for s in predict(core, document, cut, labels):
            want = {x for x in spans_allowed(s) if x[2] != "?"}
            got = {x for x in s.got_names["name"]
                   if x[2] in ("PERSON", "ORGANISATION", "PLACE")}
            add(counts, want, got)
    return scores_of("uner ", counts)


def spans_allowed(s, group="name"):
    """Spans that a sentence's single labels of a group tell."""
    labels = []
    for bits in s.names:
        one = [n for n in data.NAMES if n.startswith(group + ":") and
               data.BIT[n] & bits]
        outside = group + ":O" in one
        labels.append("O" if outside or len(one) != 1 else
                      one[0][len(group) + 1:])
    return spans(labels)


def add(counts, want, got):
    for kind in {x[2] for x in want | got}:
        w = {x for x in want if x[2] == kind}
        g = {x for x in got if x[2] == kind}
        c = counts.setdefault(kind, [0, 0, 0])
        c[0] += len(w & g)
        c[1] += len(g - w)
        c[2] += len(w - g)


def scores_of(prefix, counts):
    result = {prefix + k.lower(): f1(*c) for k, c in sorted(counts.items())}
    result[prefix + "all"] = f1(*map(sum, zip(*counts.values()))) if counts else 0
    return result


def measure_annotated(core, shared, tokens, cut, labels, dev):
    """Names in our scheme; optional ones are passed over."""
    counts, others, events = {}, {}, [0, 0, 0, 0]
    folder = shared / "annotated"
    for stem, document in data.annotated(folder, tokens,
                                         data.places(shared / "corpora/gazetteers")):
        if stem not in dev:
            continue
        gold = json.loads((folder / "gold" / (stem + ".json")).read_text())
        optional = {n for e in gold["entities"] if e.get("optional")
                    for n in [e["name"]] + list(e["aliases"])}
        for s in predict(core, document, cut, labels):
            free = {" ".join(o.split()) for o in optional}
            want = {x for x in spans_allowed(s)}
            skip = {x[:2] for x in want if join(s, x) in map(squeeze, free)}
            got = set(s.got_names["name"])
            three = ("PERSON", "ORGANISATION", "PLACE")
            pick = lambda x: {y for y in x if y[:2] not in skip and y[2] in three}
            add(counts, pick(want), pick(got))
            rest = lambda x: {y for y in x if y[2] not in three}
            add(others, rest(want), rest(got))
            add_events(events, s)
    result = scores_of("ours ", counts)
    result["events found"] = round(events[0] / max(1, events[1]), 4)
    result["events right"] = round(events[2] / max(1, events[3]), 4)
    result.update(scores_of("ours other ", others))
    return result


def add_events(count, s):
    """Counts words that tell of events: found, wanted, right, said.  What
    touches none but stands where there may be one is passed over."""
    want, got = spans_allowed(s, "event"), s.got_names["event"]
    meet = lambda x, y: x[0] < y[1] and y[0] < x[1] and x[2] == y[2]
    sure = lambda x: all(bits & data.ALL["event"] != data.ALL["event"]
                         for bits in s.names[x[0]:x[1]])
    right = sum(any(meet(x, y) for y in want) for x in got)
    count[0] += sum(any(meet(x, y) for y in got) for x in want)
    count[1] += len(want)
    count[2] += right
    count[3] += right + sum(sure(x) and not any(meet(x, y) for y in want)
                            for x in got)


def squeeze(text):
    return "".join(text.split())


def join(s, x):
    return "".join(s.words[x[0]:x[1]])


def measure(core, shared, tokens, cut, labels):
    import train
    corpora = shared / "corpora"
    dev = set((train.HERE / "dev.list").read_text().split())
    result = measure_trees(core, corpora / "gum/dev.conllu", cut, labels)
    result.update({"ewt " + k: v for k, v in measure_trees(
        core, corpora / "ewt-propbank/dev.conllup", cut, labels).items()})
    result.update(measure_uner(core, corpora / "uner-ewt/dev.iob2", cut, labels))
    result.update(measure_annotated(core, shared, tokens, cut, labels, dev))
    return result
