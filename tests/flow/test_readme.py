#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the commands that README.md shows and compares what they print.

In a block ```console a line "$ COMMAND" is run, and the lines below it are
what it prints; "..." stands for any lines.  Blocks run in order in one empty
folder that sees examples/, ontology/ and, for ```console shared, the articles
and reference answers beside the tree.  --update writes what was printed into
README.md, first 20 lines of each.  Packages listed there must be those of
packages.txt."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(os.environ.get("TOP_SRCDIR", "."))
ENTENTE = pathlib.Path(os.environ["ENTENTE"])
SHARED = pathlib.Path(os.environ.get("SHARED", ""))
README = TOP / "README.md"
BLOCK = re.compile(r"^```(console(?: shared)?)\n(.*?)^```$", re.S | re.M)


def run(command, folder):
    path = "%s:%s" % (ENTENTE.parent, os.environ["PATH"])
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=dict(os.environ, PATH=path, LC_ALL="C.UTF-8"),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode("utf-8").replace("\r\n", "\n").rstrip("\n")


def fits(wanted, got):
    parts = [re.escape(p) for p in re.split(r"^\.\.\.$", wanted, flags=re.M)]
    return re.fullmatch(".*".join(parts), got, re.S) is not None


def parts(body):
    """Yields (command, what it prints)."""
    for piece in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, printed = piece.partition("\n")
        yield command, printed.rstrip("\n")


def main():
    text = README.read_text("utf-8")
    update = "--update" in sys.argv
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, target in (("examples", TOP / "examples"), ("ontology", TOP / "ontology"), ("shared", SHARED)):
            if target.exists():
                os.symlink(target.resolve(), pathlib.Path(folder) / name)
        for kind, body in BLOCK.findall(text):
            made = ""
            for command, printed in parts(body):
                count += 1
                if kind.endswith("shared") and not (SHARED / "eval").is_dir():
                    print("ok %d - %s # SKIP the articles are not beside the tree" % (count, command))
                    continue
                got = run(command, folder)
                good = fits(printed, got)
                print("%s %d - %s" % ("ok" if good else "not ok", count, command))
                if not good:
                    print("\n".join("# " + line for line in got.splitlines()[:40]))
                lines = got.splitlines()
                made += "$ %s\n%s" % (command, "".join(x + "\n" for x in lines[:20]) + ("...\n" if len(lines) > 20 else ""))
            if update and made:
                text = text.replace(body, made)
    packages = re.findall(r"^([a-z]\S*) +\[", (TOP / "packages.txt").read_text("utf-8"), re.M)
    count += 1
    missing = [p for p in packages if not re.search(r"(^|[\s`])%s($|[\s`,])" % re.escape(p), text, re.M)]
    print("%s %d - README names every package of packages.txt" % ("not ok" if missing else "ok", count))
    print("\n".join("# " + p for p in missing) + "\n" * bool(missing) + "1..%d" % count)
    if update:
        README.write_text(text, "utf-8")


main()
