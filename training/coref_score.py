# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Scores of coreference: MUC (Vilain et al. 1995), B3 (Bagga and Baldwin
1998), CEAFe (Luo 2005) and their mean F1, as CoNLL 2012 defines them.

Clusters are sets of mentions; a mention is anything that can be compared.
Each score is (hits of recall, out of, hits of precision, out of), so that
those of documents can be added up."""


def without_singletons(clusters):
    return [set(c) for c in clusters if len(c) > 1]


def index(clusters):
    return {m: i for i, c in enumerate(clusters) for m in c}


def muc_half(key, response):
    where = index(response)
    hits = total = 0
    for cluster in key:
        parts = {where.get(m, ("alone", m)) for m in cluster}
        hits += len(cluster) - len(parts)
        total += len(cluster) - 1
    return hits, total


def b3_half(key, response):
    where = index(response)
    hits = total = 0
    for cluster in key:
        counts = {}
        for m in cluster:
            if m in where:
                counts[where[m]] = counts.get(where[m], 0) + 1
        hits += sum(n * n for n in counts.values()) / len(cluster)
        total += len(cluster)
    return hits, total


def best_matching(weights, n, m):
    """Greatest sum of weights[i][j] over one-to-one pairs (Kuhn 1955, in the
    O(n³) form with potentials); absent pairs weigh 0."""
    if n > m:
        turned = {}
        for i, row in weights.items():
            for j, w in row.items():
                turned.setdefault(j, {})[i] = w
        return best_matching(turned, m, n)
    inf = float("inf")
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    match = [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, back, used = [inf] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], inf, 0
            row = weights.get(i0 - 1, {})
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -row.get(j - 1, 0.0) - u[i0] - v[j]
                if cost < least[j]:
                    least[j], back[j] = cost, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[back[j0]]
            j0 = back[j0]
    return sum(weights.get(match[j] - 1, {}).get(j - 1, 0.0)
               for j in range(1, m + 1) if match[j])


def ceafe(key, response):
    where = index(response)
    weights = {}
    for i, cluster in enumerate(key):
        common = {}
        for m in cluster:
            if m in where:
                common[where[m]] = common.get(where[m], 0) + 1
        for j, n in common.items():
            weights.setdefault(i, {})[j] = \
                2.0 * n / (len(cluster) + len(response[j]))
    best = sum(best_of_part(weights, part) for part in parts_of(weights))
    return best, len(key), best, len(response)


def parts_of(weights):
    """Rows of `weights` in parts that share no column."""
    by_column, seen = {}, set()
    for i, row in weights.items():
        for j in row:
            by_column.setdefault(j, []).append(i)
    for i in weights:
        if i not in seen:
            seen.add(i)
            part = [i]
            for k in part:
                for m in (m for j in weights[k] for m in by_column[j]):
                    if m not in seen:
                        seen.add(m)
                        part.append(m)
            yield part


def best_of_part(weights, part):
    columns = {}
    rows = {}
    for n, i in enumerate(part):
        rows[n] = {columns.setdefault(j, len(columns)): w
                   for j, w in weights[i].items()}
    return best_matching(rows, len(rows), len(columns))


def score(key, response):
    """name -> counts, singletons left out."""
    key, response = without_singletons(key), without_singletons(response)
    return {"muc": muc_half(key, response) + muc_half(response, key),
            "b3": b3_half(key, response) + b3_half(response, key),
            "ceafe": ceafe(key, response)}


def add(total, counts):
    for name, c in counts.items():
        total[name] = tuple(map(sum, zip(total.get(name, (0, 0, 0, 0)), c)))


def rates(counts):
    """(precision, recall, F1)."""
    hit, n, right, m = counts
    r, p = hit / n if n else 0.0, right / m if m else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def conll(total):
    return sum(rates(total[name])[2] for name in ("muc", "b3", "ceafe")) / 3
