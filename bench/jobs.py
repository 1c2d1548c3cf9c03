#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
"""jobs.py [--pairs N] [--jobs N] ENTENTE COMMAND ARTICLES: how many times as
fast N threads are as one, by turns, start-up taken out.  One line a figure:
name, value, unit, separated by tabs; each the median.  `wall` says what a user
gains if the machine is free; `cpu`, what the work costs more in N threads, holds
on a busy machine too."""
import argparse
import os
import pathlib
import statistics
import subprocess
import tempfile
import time


def run(entente, command, inputs, jobs):
    """Seconds on the clock and of processors."""
    start = time.monotonic()
    process = subprocess.Popen([entente, command, "--jobs=%d" % jobs, "--output=/dev/null", str(inputs)])
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit("jobs.py: entente %s failed" % command)
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime


def net(entente, command, folder, empty, jobs):
    start, whole = run(entente, command, empty, jobs), run(entente, command, folder, jobs)
    return whole[0] - start[0], whole[1] - start[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=2)
    for name in ("entente", "command", "articles"):
        parser.add_argument(name, metavar=name.upper())
    asked = parser.parse_args()
    wall, cpu = [], []
    with tempfile.TemporaryDirectory() as empty:
        (pathlib.Path(empty) / "a.txt").write_text("Yes.\n", "utf-8")
        for pair in range(asked.pairs):
            order = (1, asked.jobs) if pair % 2 == 0 else (asked.jobs, 1)
            took = {jobs: net(asked.entente, asked.command, asked.articles, empty, jobs) for jobs in order}
            wall.append(took[1][0] / took[asked.jobs][0])
            cpu.append(took[asked.jobs][1] / took[1][1])
    print("jobs.%s.%d.wall\t%.2f\tratio" % (asked.command, asked.jobs, statistics.median(wall)))
    print("jobs.%s.%d.cpu\t%.2f\tratio" % (asked.command, asked.jobs, statistics.median(cpu)))


main()
