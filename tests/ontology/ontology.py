#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""The vocabulary is documented, the example conforms, broken graphs are
refused each for its reason, and the queries answer as expected."""

import csv
import glob
import hashlib
import logging
import os
import re
import subprocess
import sys

try:
    import pyoxigraph
    import pyshacl
    from rdflib import BNode, Dataset, Graph, Literal, Namespace, URIRef
    from rdflib.namespace import (DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN,
                                  XSD)
except ImportError as missing:
    print(f"1..0 # SKIP Python lacks {missing.name}")
    sys.exit(0)

TOP = os.environ["TOP_SRCDIR"]
HERE = os.path.join(TOP, "tests", "ontology")
FOLDER = os.path.join(TOP, "ontology")
ENT = Namespace("https://w3id.org/entente/ontology#")
CODE = "https://w3id.org/entente/code/"
OA = Namespace("http://www.w3.org/ns/oa#")
SHAPE = "https://w3id.org/entente/shapes#"
TABLES = {
    "articles": "article source published publisher author",
    "entities": "entity kind label article",
    "positions": "person title organisation article node",
    "events": "event type status name date place article",
    "event-roles": "event role entity",
    "agreements": "agreement type status name date place article",
    "agreement-roles": "agreement role entity",
    "relations": "type subject object date article node",
    "evidence": "subject quote start end article",
}
count = 0


def check(name, wrong):
    """Prints one result; `wrong` lists what is not as it should be."""
    global count
    count += 1
    wrong = [str(item) for item in wrong]
    print(f"{'not ok' if wrong else 'ok'} {count} - {name}")
    for item in wrong[:10]:
        print("#", item.replace("\n", " "))


def turtle(name):
    return Graph().parse(os.path.join(FOLDER, name))


def union(path):
    """All statements of a TriG file, whatever their graph."""
    data = Dataset(default_union=True)
    data.parse(path)
    graph = Graph()
    for triple in data.triples((None, None, None)):
        graph.add(triple)
    return graph


def undocumented(graph, terms, properties):
    for term in terms:
        for prop in properties:
            texts = list(graph.objects(term, prop))
            if len(texts) != 1 or not str(texts[0]).strip():
                yield f"{term} has {len(texts)} {prop}"


def own_terms(graph):
    return sorted({s for s in graph.subjects(RDF.type, None)
                   if str(s).startswith(str(ENT))})


def undeclared(graph, vocabulary):
    """Terms of ours that `graph` uses and `vocabulary` does not declare."""
    known = set(own_terms(vocabulary))
    used = {t for triple in graph for t in triple
            if isinstance(t, URIRef) and str(t).startswith(str(ENT))}
    return sorted(used - known)


def shape_list(shapes, name):
    head = shapes.value(URIRef(SHAPE + name), SH["in"])
    return {str(item) for item in shapes.items(head)}


def wrong_lists(shapes, codes):
    lists = {"role": "role", "eventStatus": "eventStatus",
             "agreementStatus": "agreementStatus",
             "datePrecision": "precision"}
    for shape, scheme in lists.items():
        listed = {str(s) for s in codes.subjects(SKOS.inScheme,
                                                 URIRef(CODE + scheme))}
        if shape_list(shapes, shape) != listed:
            yield f"shape:{shape} differs from the code list {scheme}"


def wrong_codes(codes):
    for concept in codes.subjects(RDF.type, SKOS.Concept):
        scheme = codes.value(concept, SKOS.inScheme)
        notation = codes.value(concept, SKOS.notation)
        if str(concept) != f"{scheme}/{notation}":
            yield concept


def wrong_spans(graph, text):
    """Spans of the example that are not the slice of its text."""
    for span in graph.subjects(RDF.type, ENT.TextSpan):
        values = {}
        for selector in graph.objects(span, OA.hasSelector):
            values.update({p: o for p, o in graph.predicate_objects(selector)})
        start, end = int(values[OA.start]), int(values[OA.end])
        if (text[start:end] != str(values[OA.exact])
                or not text[:start].endswith(str(values.get(OA.prefix, "")))
                or not text[end:].startswith(str(values.get(OA.suffix, "")))
                or not str(span).endswith(f"#span-{start}-{end}")):
            yield span


def violations(graph, shapes):
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes,
                                    inference="none")
    return sorted(str(shape).removeprefix(SHAPE)
                  for result in report.objects(None, SH.result)
                  for shape in report.objects(result, SH.sourceShape))


def broken(shapes):
    for path in sorted(glob.glob(os.path.join(HERE, "broken", "*.trig"))):
        with open(path, encoding="utf-8") as file:
            reason = re.match(r"# Refused by shape:(\w+): (.*)\.$",
                              file.readline().rstrip("\n"))
        found = violations(union(path), shapes)
        check(f"{os.path.basename(path)}: {reason[2]}",
              [] if found == [reason[1]] else [f"found {found}"])


def expected(name):
    path = os.path.join(HERE, "expected", name + ".csv")
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def compare(name, rows):
    """Rows may come in another order where the query leaves it open."""
    want = expected(name)
    if rows[:1] != want[:1]:
        return [f"columns {rows[:1]}"]
    return [f"{'extra' if row in rows else 'missing'} {row}"
            for row in rows[1:] + want[1:]
            if rows.count(row) != want.count(row)]


def ask_oxigraph(store, query):
    result = store.query(query, use_default_graph_as_union=True)
    header = [variable.value for variable in result.variables]
    return [header] + [["" if value is None else value.value for value in row]
                       for row in result]


def ask_entente(program, path):
    run = subprocess.run(
        [program, "query", "-d", os.path.join(FOLDER, "example.trig"), "-f",
         "csv", path], capture_output=True, check=False)
    text = run.stdout.decode("utf-8")
    return list(csv.reader(text.splitlines())), run


def queries():
    store = pyoxigraph.Store()
    store.bulk_load(path=os.path.join(FOLDER, "example.trig"),
                    format=pyoxigraph.RdfFormat.TRIG)
    program = os.environ.get("ENTENTE", "")
    has_query = os.access(program, os.X_OK) and subprocess.run(
        [program, "query", "--help"], capture_output=True,
        check=False).returncode == 0
    for path in sorted(glob.glob(os.path.join(FOLDER, "queries", "*.rq"))):
        name = os.path.basename(path)[:-3]
        with open(path, encoding="utf-8") as file:
            query = file.read()
        rows = ask_oxigraph(store, query)
        wrong = compare(name, rows)
        if name in TABLES and rows[0] != TABLES[name].split():
            wrong.append("columns are not those of the table")
        check(f"{name}.rq: pyoxigraph", wrong)
        if has_query:
            rows, run = ask_entente(program, path)
            check(f"{name}.rq: entente query",
                  compare(name, rows) if run.returncode == 0
                  else [run.stderr.decode("utf-8", "replace")])


def main():
    logging.disable(logging.WARNING)  # rdflib's, about the impossible day
    vocabulary, codes = turtle("entente.ttl"), turtle("codes.ttl")
    shapes, alignments = turtle("shapes.ttl"), turtle("alignments.ttl")
    check("every term has label, definition, example and source",
          undocumented(vocabulary, own_terms(vocabulary),
                       (RDFS.label, SKOS.definition, SKOS.example,
                        RDFS.isDefinedBy)))
    check("the vocabulary tells of itself",
          undocumented(vocabulary, vocabulary.subjects(RDF.type, OWL.Ontology),
                       (DCTERMS.title, DCTERMS.description, DCTERMS.creator,
                        DCTERMS.license, DCTERMS.modified, OWL.versionIRI,
                        OWL.versionInfo, VANN.preferredNamespacePrefix,
                        VANN.preferredNamespaceUri)))
    check("every concept has label, definition, example and notation",
          undocumented(codes, codes.subjects(RDF.type, SKOS.Concept),
                       (SKOS.prefLabel, SKOS.definition, SKOS.example,
                        SKOS.notation, SKOS.inScheme)))
    check("a concept's IRI ends with its notation", wrong_codes(codes))
    check("datatypes outside OWL 2's map are declared",
          [d for d in (XSD.date, XSD.gYear, XSD.gYearMonth)
           if (d, RDF.type, RDFS.Datatype) not in vocabulary])
    above = {o for p in (RDFS.subClassOf, RDFS.subPropertyOf)
             for o in vocabulary.objects(None, p)}
    check("all superclasses and superproperties are declared",
          [t for t in above if (t, RDF.type, None) not in vocabulary])
    check("vocabulary, codes and alignments have no blank node",
          [t for g in (vocabulary, codes, alignments) for triple in g
           for t in triple if isinstance(t, BNode)])
    check("shapes name declared terms only", undeclared(shapes, vocabulary))
    check("alignments name declared terms only",
          undeclared(alignments, vocabulary))
    check("shapes list the code lists", wrong_lists(shapes, codes))

    example = union(os.path.join(FOLDER, "example.trig"))
    with open(os.path.join(FOLDER, "example.txt"), encoding="utf-8",
              newline="") as file:
        text = file.read()
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    check("the example names declared terms only",
          undeclared(example, vocabulary))
    check("the example's spans are exact", wrong_spans(example, text))
    check("the example's hash is that of its text",
          [] if (None, ENT.textHash, Literal(digest)) in example else [digest])
    check("the example conforms", violations(example, shapes))
    check("the unbroken graph conforms",
          violations(union(os.path.join(HERE, "good.trig")), shapes))
    broken(shapes)
    queries()
    print(f"1..{count}")


main()
