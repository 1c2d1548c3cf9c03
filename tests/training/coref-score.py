#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Known values of the scores of coreference (training/coref_score.py)."""
import itertools
import os
import random
import sys

sys.path.insert(0, os.path.join(os.environ["TOP_SRCDIR"], "training"))
import coref_score as score  # noqa: E402

done = 0


def check(name, good):
    global done
    done += 1
    print("%s %d - %s" % ("ok" if good else "not ok", done, name))


def near(counts, precision, recall):
    p, r, _ = score.rates(counts)
    return abs(p - precision) < 1e-6 and abs(r - recall) < 1e-6


# The example of Luo 2005, table 1: twelve mentions, three entities
key = [set("12345"), set("67"), set("89ABC")]
first = [set("12345"), set("6789ABC")]
second = [set("1234589ABC"), set("67")]
a, b = score.score(key, first), score.score(key, second)
check("MUC of two merged clusters, either way",
      near(a["muc"], 9 / 10, 1) and near(b["muc"], 9 / 10, 1))
check("B3 punishes the greater mistake more",
      near(a["b3"], 16 / 21, 1) and near(b["b3"], 7 / 12, 1))
check("CEAFe", near(a["ceafe"], (1 + 10 / 12) / 2, (1 + 10 / 12) / 3)
      and near(b["ceafe"], (1 + 10 / 15) / 2, (1 + 10 / 15) / 3))
same = score.score(key, key)
check("the same is 1", abs(score.conll(same) - 1) < 1e-9)
check("singletons are left out",
      score.score(key + [{"x"}], key + [{"y"}]) == same)
check("nothing found is 0", score.conll(score.score(key, [])) == 0)

rng = random.Random(1)
good = True
for _ in range(200):
    n, m = rng.randint(1, 5), rng.randint(1, 5)
    w = {i: {j: rng.random() for j in range(m) if rng.random() < 0.6}
         for i in range(n)}
    rows, columns = range(max(n, m)), range(max(n, m))
    most = max(sum(w.get(i, {}).get(j, 0) for i, j in zip(rows, p))
               for p in itertools.permutations(columns))
    good = good and abs(score.best_matching(w, n, m) - most) < 1e-9
check("the best matching is that of all permutations", good)

good = True
for _ in range(100):
    n = rng.randint(4, 30)
    key, response = {}, {}
    for mention in range(n):
        key.setdefault(rng.randint(0, n // 3), set()).add(mention)
        response.setdefault(rng.randint(0, n // 3), set()).add(mention)
    key, response = list(key.values()), list(response.values())
    w = {i: {j: 2 * len(k & r) / (len(k) + len(r))
             for j, r in enumerate(response)} for i, k in enumerate(key)}
    whole = score.best_matching(w, len(key), len(response))
    good = good and abs(score.ceafe(key, response)[0] - whole) < 1e-9
check("parts match as the whole does", good)
print("1..%d" % done)
