#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Compares the dates that are found with those of datetime-specs.

usage: dates.py [--show]

A record is right if each date or range of days that it expects is: one of the
dates found shares words with it and has the days of one of its readings.

- A reading without days (a season, "Feb 30") asks for nothing.
- The end of a range of the corpus is the day behind the last.  Of a span from
  one date to another it is the first day of the later one, which the corpus
  leaves out and we take in, so there either may be the last.
- A range open on one side ("since August") is right if the date that bounds it
  is: it begins or ends there.
- A span may be found as two dates, of its beginning and of its end: this is
  how facts want "director from 2010 to 2015".  --strict counts it as wrong.

The program built from dates.c lies in TOP_BUILDDIR.
"""

import datetime
import json
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(os.environ.get("TOP_SRCDIR", "."))
BUILD = pathlib.Path(os.environ.get("TOP_BUILDDIR", "."))
SHARED = pathlib.Path(os.environ.get("SHARED", TOP / "../shared"))
FILES = ("DateTimeModel", "DateParser", "DatePeriodParser")
TYPES = ("date", "daterange", "datetimeV2.date", "datetimeV2.daterange")
FLOOR = 0.90


def day_add(day, days):
    try:
        at = datetime.date.fromisoformat(day) + datetime.timedelta(days)
    except (ValueError, OverflowError):
        return ""
    return at.isoformat()


def values(result):
    """Yields (timex, first day, last day or end) of each reading."""
    resolution = result.get("Resolution")
    if resolution:
        for v in resolution["values"]:
            if v.get("value"):
                yield v["timex"], v["value"], v["value"]
            else:
                yield v["timex"], v.get("start"), v.get("end")
        return
    value = result.get("Value") or {}
    for side in ("PastResolution", "FutureResolution"):
        v = value.get(side) or {}
        if v.get("date"):
            yield value["Timex"], v["date"], v["date"]
        else:
            yield value["Timex"], v.get("startDate"), v.get("endDate")


def is_day(text):
    return bool(text) and text[:4].isdigit() and text != "0001-01-01"


def wanted(record):
    """The expected dates of a record: (first byte, byte behind, readings)."""
    text = record["Input"]
    for result in record["Results"] or ():
        if (result.get("TypeName") or result.get("Type")) not in TYPES:
            continue
        readings = [r for r in values(result) if is_day(r[1]) or is_day(r[2])]
        start = result["Start"]
        end = start + len(result["Text"])
        if readings:
            yield (len(text[:start].encode()), len(text[:end].encode()),
                   readings)


def bounds(date, day):
    """Does the date begin or end at the day?"""
    return day in (date[3], date[4], day_add(date[4], 1))


def whole(date, reading):
    """Has the date the days of the reading?"""
    timex, first, end = reading
    last = date[5] or date[4]
    if not is_day(first) or not is_day(end):
        return bounds(date, first if is_day(first) else end)
    if date[3] != first:
        return False
    if first == end:
        return last == end
    if date[5] and end in (last[:8] + "01", last[:5] + "01-01"):
        return True  # the later end of "2014-2018"
    return day_add(last, 1) == end or (timex.startswith("(") and last == end)


def ends(dates, reading):
    """Are first and last day of the reading there as two dates?"""
    timex, first, end = reading
    return (timex.startswith("(") and len(dates) == 2 and is_day(first) and
            is_day(end) and dates[0][3] == first and bounds(dates[1], end))


def judge(found, want, strict):
    start, end, readings = want
    near = [d for d in found if d[0] < end and d[1] > start]
    return (any(whole(d, r) for d in near for r in readings) or
            (not strict and any(ends(near, r) for r in readings)))


def dates_find(records):
    lines = []
    for r in records:
        day = ((r.get("Context") or {}).get("ReferenceDateTime") or "")[:10]
        text = r["Input"]
        for c in "\n\r\t":
            text = text.replace(c, " ")
        lines.append(day + "\t" + text)
    out = subprocess.run([BUILD / "tests/quality/dates", TOP / "data"],
                         check=True, capture_output=True,
                         input=("\n".join(lines) + "\n").encode()).stdout
    found = [[] for _ in records]
    for line in out.decode().splitlines():
        n, start, end, *days = line.split("\t")
        found[int(n) - 1].append((int(start), int(end), *days))
    return found


def show(record, want, found):
    day = ((record.get("Context") or {}).get("ReferenceDateTime") or "")[:10]
    raw = record["Input"].encode()
    print(f"# {day} {record['Input']}")
    for start, end, readings in want:
        print(f"#   want {raw[start:end].decode()!r}: "
              + " | ".join(f"{a}..{b}" for _, a, b in readings))
    for d in found:
        print(f"#   have {raw[d[0]:d[1]].decode()!r}: {d[3]}..{d[5] or d[4]}")


def main():
    folder = SHARED / "corpora/datetime-specs"
    if not folder.is_dir():
        print("1..0 # SKIP no datetime-specs corpus")
        return
    strict = "--strict" in sys.argv
    right = total = 0
    for name in FILES:
        records = json.loads((folder / f"{name}.json").read_text("utf-8-sig"))
        here = [0, 0]
        for record, found in zip(records, dates_find(records)):
            want = list(wanted(record))
            if not want:
                continue
            good = all(judge(found, w, strict) for w in want)
            here[0] += good
            here[1] += 1
            if not good and "--show" in sys.argv:
                show(record, want, found)
        right += here[0]
        total += here[1]
        print(f"# {name}: {here[0]} of {here[1]}, {here[0] / here[1]:.3f}")
    share = right / total
    print(f"{'ok' if share >= FLOOR else 'not ok'} 1 - records read right: "
          f"{right} of {total}, {share:.3f}")
    print("1..1")


main()
