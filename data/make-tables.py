#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Derives the large tables of data/en from published gazetteers.

    make-tables.py GAZETTEERS DATA_EN

GAZETTEERS is a folder with the tables that data/en/LICENCES.tsv names.
Mechanical: size filters below, nothing added by hand; two runs give the same
bytes.  Small tables (name-words.tsv, organizations.tsv) are written by hand.
"""
import csv
import pathlib
import re
import sys
import unicodedata

MIN_CITY = 50000       # inhabitants
MIN_BIRTHS = 2000      # of a given name
MIN_SHARE = 0.0015     # per cent of the people who bear a surname
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’.&-]+"
                   r"( [A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff'’.&-]+)*$")


def rows(path):
    csv.field_size_limit(10 ** 7)
    with open(path, encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def plain(text):
    """Folds diacritics: texts often write Bogota for Bogotá."""
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if not unicodedata.combining(c))


def write(path, kind, syntax, lines):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("# entente-%s 1\n" % kind)
        file.write("# Made by data/make-tables.py; licences in LICENCES.tsv.\n")
        file.write("# %s\n" % syntax)
        for line in lines:
            file.write("\t".join(line) + "\n")


class Places:
    """One row for each name and kind; the first code given stays."""

    def __init__(self):
        self.seen = {}

    def add(self, name, kind, code):
        name = re.sub(r"\s+", " ", name).strip()
        if len(name) < 3 or not LATIN.match(name):
            return
        self.seen.setdefault((kind, name), code)
        self.seen.setdefault((kind, plain(name)), code)


def country_names(row):
    yield row["common"]
    yield row["official"]
    for name in row["altSpellings"].split("|"):
        if len(name) > 3 and name[0].isupper():
            yield name


def make_places(folder):
    places = Places()
    states = rows(folder / "countries_names_demonyms.tsv")
    for row in sorted(states, key=lambda r: r["unMember"] != "true"):
        code = row["iso2"]
        for name in country_names(row):
            places.add(name, "country", code)
        for name in {row["demonym_m"], row["demonym_f"]}:
            for one in re.split(r"[,/] ?| or ", name):
                places.add(one, "nation", code)
        for name in re.split(r"[,|] ?", row["capital"]):
            if row["unMember"] == "true":
                places.add(name, "capital", code)
    for row in rows(folder / "country_codes.tsv"):
        code = row["iso2"]
        for field in ("name", "official_name", "unterm_short", "unterm_formal"):
            places.add(re.sub(r"^the ", "", re.sub(r" ?\(.*", "", row[field])),
                       "country", code)
    for row in rows(folder / "regions_wikidata.tsv"):
        code = row["iso2"]
        places.add(row["name_en"], "country" if code else "area", code or "-")
    for row in rows(folder / "admin1.tsv"):
        places.add(row["name"], "region", row["code"][:2])
    for row in rows(folder / "cities.tsv"):
        if int(row["population"] or 0) < MIN_CITY and row["feature"] != "PPLC":
            continue
        size = "city" if int(row["population"] or 0) >= 200000 or \
            row["feature"] == "PPLC" else "town"
        for name in (row["name_en"], row["name"]):
            places.add(name, size, row["country"])
    above = {"city": "capital", "town": "city"}
    return sorted([n, k, c] for (k, n), c in places.seen.items()
                  if (above.get(k), n) not in places.seen)


def make_persons(folder):
    given, sex, family = set(), {}, set()
    for row in rows(folder / "given_names_us.tsv"):
        f, m = int(row["female_births"]), int(row["male_births"])
        if f + m < MIN_BIRTHS:
            continue
        given.add(row["name"])
        if f > 20 * m:
            sex[row["name"]] = "f"
        elif m > 20 * f:
            sex[row["name"]] = "m"
    for row in rows(folder / "surnames_us1990.tsv"):
        if float(row["percent"]) >= MIN_SHARE:
            family.add(row["surname"].lower())
    return sorted([n, ("g" if n in given else "") + ("s" if n in family else ""),
                   sex.get(n, "-")] for n in given | family)


COMPANY = re.compile(r"\b(compan|corporation|airline|manufactur|conglomerate|"
                     r"retailer|broadcaster|operator|insurer)", re.I)
HEAD = re.compile(r"\b(universit|college|institut|school|academy|council|bank|"
                  r"agency|ministry|authority|department|company|corporation|"
                  r"limited|ltd|inc|group|police)", re.I)
BODY = re.compile(r"\b(agency|ministry|department of|authority|government)\b",
                  re.I)


def make_bodies(folder):
    bodies = {}
    for row in rows(folder / "universities.tsv"):
        name = re.sub(r" ?\(.*", "", row["name"])
        if " " in name and LATIN.match(name) and not HEAD.search(name):
            bodies.setdefault(name, "university")
    for row in rows(folder / "organisations_nsi.tsv"):
        name = row["label"]
        words = name.split()
        if not row["wikidata"] or not LATIN.match(name) or len(words) > 6:
            continue
        if not name[0].isupper() or len(name) < 4 or HEAD.search(name):
            continue
        kind = "company" if COMPANY.search(row["description"]) else \
            "body" if BODY.search(row["description"]) else None
        if kind and (len(words) > 1 or kind == "company"):
            bodies.setdefault(name, kind)
    return sorted([n, k] for n, k in bodies.items())


def main():
    folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    write(out / "places.tsv", "places",
          "name, kind (country, nation, region, area, capital, city, town), "
          "ISO 3166-1 code or -", make_places(folder))
    write(out / "persons.tsv", "persons",
          "name in lower case, g(iven) and s(urname), sex (m, f, -)",
          make_persons(folder))
    write(out / "bodies.tsv", "bodies",
          "name, kind (university, company, body)", make_bodies(folder))


if __name__ == "__main__":
    main()
