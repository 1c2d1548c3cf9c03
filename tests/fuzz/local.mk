# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# One target per reader.  replay.c runs each on its corpus in `make check`;
# --enable-fuzz (with clang) builds fuzz_* for libFuzzer beside them.
fuzz_targets =
fuzz_reader = tests/fuzz/reader.c tests/fuzz/reader.h

unit_tests += tests/fuzz/replay_text
tests_fuzz_replay_text_SOURCES = tests/fuzz/fuzz_text.c $(fuzz_reader) \
  tests/fuzz/replay.c
tests_fuzz_replay_text_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"text"'
fuzz_targets += tests/fuzz/fuzz_text
tests_fuzz_fuzz_text_SOURCES = tests/fuzz/fuzz_text.c $(fuzz_reader)
tests_fuzz_fuzz_text_LDFLAGS = -fsanitize=fuzzer

unit_tests += tests/fuzz/replay_csv
tests_fuzz_replay_csv_SOURCES = tests/fuzz/fuzz_csv.c $(fuzz_reader) \
  tests/fuzz/replay.c
tests_fuzz_replay_csv_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"csv"'
fuzz_targets += tests/fuzz/fuzz_csv
tests_fuzz_fuzz_csv_SOURCES = tests/fuzz/fuzz_csv.c $(fuzz_reader)
tests_fuzz_fuzz_csv_LDFLAGS = -fsanitize=fuzzer

unit_tests += tests/fuzz/replay_json
tests_fuzz_replay_json_SOURCES = tests/fuzz/fuzz_json.c $(fuzz_reader) \
  tests/fuzz/replay.c
tests_fuzz_replay_json_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"json"'
fuzz_targets += tests/fuzz/fuzz_json
tests_fuzz_fuzz_json_SOURCES = tests/fuzz/fuzz_json.c $(fuzz_reader)
tests_fuzz_fuzz_json_LDFLAGS = -fsanitize=fuzzer

unit_tests += tests/fuzz/replay_json_lines
tests_fuzz_replay_json_lines_SOURCES = tests/fuzz/fuzz_json_lines.c $(fuzz_reader) \
  tests/fuzz/replay.c
tests_fuzz_replay_json_lines_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"json-lines"'
fuzz_targets += tests/fuzz/fuzz_json_lines
tests_fuzz_fuzz_json_lines_SOURCES = tests/fuzz/fuzz_json_lines.c $(fuzz_reader)
tests_fuzz_fuzz_json_lines_LDFLAGS = -fsanitize=fuzzer

unit_tests += tests/fuzz/replay_turtle
tests_fuzz_replay_turtle_SOURCES = tests/fuzz/fuzz_turtle.c tests/fuzz/replay.c
tests_fuzz_replay_turtle_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"turtle"'
fuzz_targets += tests/fuzz/fuzz_turtle
tests_fuzz_fuzz_turtle_SOURCES = tests/fuzz/fuzz_turtle.c
tests_fuzz_fuzz_turtle_LDFLAGS = -fsanitize=fuzzer
EXTRA_DIST += tests/fuzz/corpus/turtle/late-nul.trig \
  tests/fuzz/corpus/turtle/terms.trig

if FUZZ
noinst_PROGRAMS += $(fuzz_targets)
endif
EXTRA_PROGRAMS += $(fuzz_targets)

EXTRA_DIST += tests/fuzz/corpus/csv/broken.csv \
  tests/fuzz/corpus/csv/feed.csv \
  tests/fuzz/corpus/csv/semicolon.csv \
  tests/fuzz/corpus/csv/tabs.csv \
  tests/fuzz/corpus/json-lines/feed.jsonl \
  tests/fuzz/corpus/json/array.json \
  tests/fuzz/corpus/json/object.json \
  tests/fuzz/corpus/json/several.json \
  tests/fuzz/corpus/text/bom.txt \
  tests/fuzz/corpus/text/cp1252.txt \
  tests/fuzz/corpus/text/disclaimer.txt \
  tests/fuzz/corpus/text/feed.txt \
  tests/fuzz/corpus/text/menafn.txt \
  tests/fuzz/corpus/text/release.txt \
  tests/fuzz/corpus/text/utf16be.txt \
  tests/fuzz/corpus/text/utf16le.txt \
  tests/fuzz/dict/csv.dict \
  tests/fuzz/dict/json.dict \
  tests/fuzz/dict/text.dict
