# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# One target per reader, and one for all stages.  replay.c runs each on its
# corpus in `make check`;
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

unit_tests += tests/fuzz/replay_extract
tests_fuzz_replay_extract_SOURCES = tests/fuzz/fuzz_extract.c $(fuzz_reader) \
  tests/fuzz/replay.c
tests_fuzz_replay_extract_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"extract"' \
  -DFUZZ_CHANGES=400
fuzz_targets += tests/fuzz/fuzz_extract
tests_fuzz_fuzz_extract_SOURCES = tests/fuzz/fuzz_extract.c $(fuzz_reader)
tests_fuzz_fuzz_extract_LDFLAGS = -fsanitize=fuzzer

unit_tests += tests/fuzz/replay_nquads
tests_fuzz_replay_nquads_SOURCES = tests/fuzz/fuzz_nquads.c tests/fuzz/replay.c
tests_fuzz_replay_nquads_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"nquads"'
fuzz_targets += tests/fuzz/fuzz_nquads
tests_fuzz_fuzz_nquads_SOURCES = tests/fuzz/fuzz_nquads.c
tests_fuzz_fuzz_nquads_LDFLAGS = -fsanitize=fuzzer

unit_tests += tests/fuzz/replay_sparql
tests_fuzz_replay_sparql_SOURCES = tests/fuzz/fuzz_sparql.c tests/fuzz/replay.c
tests_fuzz_replay_sparql_CPPFLAGS = $(AM_CPPFLAGS) -DFUZZ_CORPUS='"sparql"'
fuzz_targets += tests/fuzz/fuzz_sparql
tests_fuzz_fuzz_sparql_SOURCES = tests/fuzz/fuzz_sparql.c
tests_fuzz_fuzz_sparql_LDFLAGS = -fsanitize=fuzzer

if FUZZ
noinst_PROGRAMS += $(fuzz_targets)
endif
EXTRA_PROGRAMS += $(fuzz_targets)

EXTRA_DIST += tests/fuzz/corpus/csv/broken.csv \
  tests/fuzz/corpus/csv/feed.csv \
  tests/fuzz/corpus/csv/semicolon.csv \
  tests/fuzz/corpus/csv/tabs.csv \
  tests/fuzz/corpus/extract/company.txt \
  tests/fuzz/corpus/extract/signs.txt \
  tests/fuzz/corpus/extract/treaty.txt \
  tests/fuzz/corpus/extract/visit.txt \
  tests/fuzz/corpus/json-lines/feed.jsonl \
  tests/fuzz/corpus/json/array.json \
  tests/fuzz/corpus/json/object.json \
  tests/fuzz/corpus/json/several.json \
  tests/fuzz/corpus/nquads/graphs.trig \
  tests/fuzz/corpus/nquads/terms.nq \
  tests/fuzz/corpus/sparql/group.sparql \
  tests/fuzz/corpus/sparql/paths.sparql \
  tests/fuzz/corpus/sparql/strings.sparql \
  tests/fuzz/corpus/text/bom.txt \
  tests/fuzz/corpus/text/cp1252.txt \
  tests/fuzz/corpus/text/disclaimer.txt \
  tests/fuzz/corpus/text/feed.txt \
  tests/fuzz/corpus/text/menafn.txt \
  tests/fuzz/corpus/text/release.txt \
  tests/fuzz/corpus/text/utf16be.txt \
  tests/fuzz/corpus/text/utf16le.txt \
  tests/fuzz/dict/csv.dict \
  tests/fuzz/dict/extract.dict \
  tests/fuzz/dict/json.dict \
  tests/fuzz/dict/nquads.dict \
  tests/fuzz/dict/sparql.dict \
  tests/fuzz/dict/text.dict
