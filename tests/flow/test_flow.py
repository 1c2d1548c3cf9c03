#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the whole flow over the examples, and over the 30 articles if they are
there: articles to statements to store to answers, checked from outside."""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

ENTENTE = os.environ["ENTENTE"]
TOP = pathlib.Path(os.environ["TOP_SRCDIR"])
EXAMPLES = TOP / "examples" / "articles"
ARTICLES = pathlib.Path(os.environ.get("SHARED", "")) / "articles"
QUERIES = TOP / "ontology" / "queries"
NINE = "articles entities positions events event-roles agreements agreement-roles relations evidence".split()
count = 0


def ok(good, name, detail=""):
    global count
    count += 1
    print("%s %d - %s" % ("ok" if good else "not ok", count, name))
    for line in str(detail).splitlines()[:20] if not good else []:
        print("# " + line)


def skip(name, why):
    global count
    count += 1
    print("ok %d - %s # SKIP %s" % (count, name, why))


def run(*args, status=0, **more):
    done = subprocess.run([ENTENTE, *map(str, args)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    if status is not None and done.returncode != status:
        raise SystemExit("Bail out! entente %s: exit %d: %s" % (" ".join(map(str, args)), done.returncode,
                                                                done.stderr.decode()[:500]))
    return done


def inputs(folder):
    return [folder] if folder == EXAMPLES else sorted(folder.glob("*.txt"))


def rows(path):
    with open(path, newline="", encoding="utf-8") as f:
        return sorted(set(tuple(r) for r in csv.reader(f)))


def graphs(nquads):
    found = {}
    for line in nquads.splitlines(keepends=True):
        found.setdefault(line.rsplit(b" ", 2)[-2], []).append(line)
    return found


def same_bytes(folder, name, work):
    """Two runs; another order of arguments."""
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in (".txt", ".csv", ".tsv", ".jsonl")]
    first, second = run("extract", *files).stdout, run("extract", *files).stdout
    ok(first == second, name + ": two runs give the same bytes")
    other = run("extract", *reversed(files)).stdout
    ok(graphs(first) == graphs(other), name + ": another order gives the same bytes per graph")
    ok(sorted(first.splitlines()) == sorted(other.splitlines()), name + ": and the same lines as a whole")


def evidence(folder, name, work):
    """verify accepts what extract wrote and finds one changed letter."""
    graph = work / (name + ".nq")
    for quotes in ("full", "short", "none"):
        run("extract", "--quotes", quotes, "-o", graph, *inputs(folder))
        done = run("verify", "-d", graph, *inputs(folder), status=None)
        ok(done.returncode == 0, "%s: verify accepts --quotes %s" % (name, quotes), done.stderr.decode())
    run("extract", "-o", graph, *inputs(folder))
    lines = graph.read_text("utf-8").splitlines(keepends=True)
    at = [i for i, line in enumerate(lines) if "annotation" in line or "/oa#exact>" in line or "oa#exact" in line]
    step = max(1, len(at) // 25)
    missed = []
    for i in at[::step]:
        head, quote, tail = re.match(r'(.*?> ")(.*)(" ?.*)$', lines[i], re.S).groups()
        letter = next((k for k, c in enumerate(quote) if c.isalpha() and quote[k - 1:k] != "\\"), None)
        if letter is None:
            continue
        changed = quote[:letter] + ("x" if quote[letter] != "x" else "y") + quote[letter + 1:]
        broken = work / "broken.nq"
        broken.write_text("".join(lines[:i] + [head + changed + tail] + lines[i + 1:]), "utf-8")
        done = run("verify", "-d", broken, *inputs(folder), status=None)
        if done.returncode != 1 or not done.stderr.strip() + done.stdout.strip():
            missed.append(lines[i])
    ok(at and not missed, "%s: verify finds one changed letter of a quote" % name, "".join(missed) or "no quotes")


def tables_equal_queries(folder, name, work):
    """The nine queries over the embedded store give the rows of -t tables."""
    graph, store, tables, answers = (work / (name + x) for x in (".nq", "-store", "-tables", "-answers"))
    run("extract", "-o", graph, *inputs(folder))
    run("extract", "-t", "tables", "-o", tables, *inputs(folder))
    run("load", "-s", store, graph)
    slow = []
    for query in NINE:
        start = time.monotonic()
        run("query", "-s", store, "-f", "csv", "-o", answers, QUERIES / (query + ".rq"))
        if time.monotonic() - start > 5:
            slow.append("%s: %.1f s" % (query, time.monotonic() - start))
    for query in NINE:
        a, b = rows(tables / (query + ".csv")), rows(answers / (query + ".csv"))
        ok(a == b and len(a) > 1, "%s: %s is the same by table and by query" % (name, query),
           "only in table: %s\nonly in query: %s" % (sorted(set(a) - set(b))[:3], sorted(set(b) - set(a))[:3]))
    ok(not slow, name + ": each query takes under 5 s", "\n".join(slow))


def python_validators():
    try:
        import pyoxigraph, pyshacl, rdflib  # noqa: F401
        return True
    except ImportError:
        return False


def strict_parser(folder, name, work):
    import pyoxigraph
    graph = work / (name + ".nq")
    run("extract", "-o", graph, *inputs(folder))
    read = lambda path, form: set(pyoxigraph.parse(path=str(path), format=form))
    try:
        quads = read(graph, pyoxigraph.RdfFormat.N_QUADS)
        ok(len(quads) == len(graph.read_text("utf-8").splitlines()), name + ": pyoxigraph loads every N-Quad, none twice")
    except Exception as error:
        ok(False, name + ": pyoxigraph loads every N-Quad, none twice", error)
        return
    for form, rdf, option in (("trig", pyoxigraph.RdfFormat.TRIG, []),
                              ("turtle", pyoxigraph.RdfFormat.TURTLE, ["--drop-graphs"]),
                              ("rdfxml", pyoxigraph.RdfFormat.RDF_XML, ["--drop-graphs"])):
        other = work / (name + "." + form)
        run("extract", "-t", form, "-o", other, *option, *inputs(folder))
        mine = read(other, rdf)
        wanted = quads if not option else set(pyoxigraph.Quad(q.subject, q.predicate, q.object) for q in quads)
        ok(mine == wanted, "%s: %s read back equals the N-Quads" % (name, form),
           list(mine ^ wanted)[:5])


def shapes(folder, name, work):
    import pyshacl
    import rdflib
    graph = work / (name + ".nq")
    data = rdflib.Graph()
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(str(graph), format="nquads")
    for s, p, o, _ in dataset.quads():
        data.add((s, p, o))
    conforms, _, text = pyshacl.validate(data, shacl_graph=str(TOP / "ontology" / "shapes.ttl"),
                                         ont_graph=str(TOP / "ontology" / "entente.ttl"), inference="none")
    ok(conforms, name + ": conforms to the shapes", text)


def main():
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        sets = [(EXAMPLES, "examples")]
        if ARTICLES.is_dir():
            sets.append((ARTICLES, "articles"))
        for folder, name in sets:
            same_bytes(folder, name, work)
            evidence(folder, name, work)
            if python_validators():
                strict_parser(folder, name, work)
                shapes(folder, name, work)
            else:
                skip(name + ": validators of other make", "pyoxigraph, pyshacl, rdflib are not installed")
        tables_equal_queries(EXAMPLES, "examples", work)
        own = TOP / "examples" / "ceasefire"
        run("extract", "--rules", own, "-o", work / "own.nq", own / "truce.txt")
        if python_validators():
            shapes(own, "own", work)
        else:
            skip("own: conforms to the shapes", "pyshacl is not installed")
        if not ARTICLES.is_dir():
            skip("the 30 articles", "they are not beside the tree")
    finally:
        shutil.rmtree(work)
    print("1..%d" % count)


main()
