#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""annotate.py ENTENTE ARTICLES: speed of `entente annotate` whole, in one
thread: words and articles a second of processor time without start-up, what
coreference adds, start-up, and peak memory.  One line a figure: name, value,
unit, separated by tabs."""
import argparse
import os
import pathlib
import subprocess
import tempfile


def once(entente, inputs, arguments, environment, output="/dev/null"):
    """Processor time and peak memory of one run."""
    command = [entente, "annotate", "--jobs=1", *arguments, "--output=" + output, str(inputs)]
    process = subprocess.Popen(command, env={**os.environ, **environment})
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("annotate.py: failed: " + " ".join(command))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def run(entente, folder, arguments=(), environment={}, output="/dev/null"):
    """The same with and without articles; start-up is what a text of one word takes."""
    with tempfile.TemporaryDirectory() as empty:
        (pathlib.Path(empty) / "a.txt").write_text("Yes.\n", "utf-8")
        start, _ = once(entente, empty, arguments, environment)
    whole, memory = once(entente, folder, arguments, environment, output)
    return {"cpu": whole - start, "start": start, "memory": memory}


def sizes(path):
    """Articles and words of CoNLL-U."""
    articles = words = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            articles += line.startswith("# newdoc")
            words += line.split("\t", 1)[0].isdigit()
    return articles, words


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("entente", metavar="ENTENTE")
    parser.add_argument("articles", metavar="ARTICLES")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.conllu")
        whole = run(asked.entente, asked.articles, output=out)
        articles, words = sizes(out)
        alone = run(asked.entente, asked.articles, ["--no-coref"])
    print("annotate.words\t%.0f\twords/s" % (words / whole["cpu"]))
    print("annotate.articles\t%.1f\tarticles/s" % (articles / whole["cpu"]))
    print("annotate.coreference\t%.1f\tpercent" % (100 * (whole["cpu"] / alone["cpu"] - 1)))
    print("annotate.start\t%.0f\tms" % (1e3 * whole["start"]))
    print("annotate.memory\t%d\tKiB" % whole["memory"])


if __name__ == "__main__":
    main()
