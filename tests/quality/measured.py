# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""What the measures of the core share: the program, the corpora, the floors."""
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(os.environ.get("TOP_SRCDIR", "."))
SHARED = pathlib.Path(os.environ.get("SHARED", TOP / "../shared"))
ENTENTE = os.environ.get("ENTENTE", "./entente")
sys.path.insert(0, str(TOP / "training"))


def annotate(*arguments):
    """Lines of CoNLL-U."""
    done = subprocess.run([ENTENTE, "annotate", *map(str, arguments)],
                          check=True, stdout=subprocess.PIPE)
    return done.stdout.decode("utf-8").split("\n")


def report(found, form, floors, only_figures):
    """Prints each figure, or tests those that the file `floors` names."""
    if only_figures:
        for name, value in found.items():
            print("%s\t%s" % (name, form % value))
        return
    rows = [line.split("\t") for line in
            open(TOP / "tests/quality" / floors, encoding="utf-8")
            if not line.startswith("#")]
    for i, (name, floor) in enumerate(rows):
        good = found[name] >= float(floor)
        print("%sok %d - %s %s" % ("" if good else "not ", i + 1, name,
                                   form % found[name]))
    print("1..%d" % len(rows))
