#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# --jobs: the same bytes, the same lines and the same exit status for any number
# of threads.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

# same NAME ARGUMENT...: extract does the same with 1 to 7 threads.
same() {
  name=$1
  shift
  entente extract "$@" >one 2>one.err
  echo "status $?" >>one.err
  for jobs in 1 2 4 7 0; do
    entente extract -j "$jobs" "$@" >many 2>many.err
    echo "status $?" >>many.err
    cmp -s one many && cmp -s one.err many.err
    ok "$name, $jobs"
  done
}

examples=$TOP_SRCDIR/examples
same 'the examples' "$examples/articles" "$examples/feeds"
[ -s one ]
ok 'something is written'
same 'TriG' -t trig "$examples/articles"
same 'RDF/XML' -t rdfxml --drop-graphs "$examples/articles"
if [ -d "${SHARED:-}/articles" ]; then
  same 'the 30 articles' "$SHARED/articles"
else
  skip 'the 30 articles' 'they are not beside the tree'
fi

for jobs in 1 7; do
  entente extract -j "$jobs" -t tables -o "tables.$jobs" "$examples/articles"
done
cat tables.1/*.csv >one && cat tables.7/*.csv | cmp -s one -
ok 'tables'

# Articles between others that are left out, and notes.
mkdir mixed
for i in $(seq 10 40); do
  write_articles "mixed/$i"
  printf 'caf\351 \201\n' >"mixed/$i/b.txt"
  : >"mixed/$i/u.txt"
  printf 'text,date\n"Riga is a city.",soon\n,2024-01-01\n' >"mixed/$i/v.csv"
done
same 'what is left out' mixed
[ "$(grep -c '^entente: ' one.err)" -gt 60 ]
ok 'much is told'
same 'control characters' -t rdfxml --drop-graphs mixed
same 'nothing but bad inputs' mixed/10/b.txt mixed/11/u.txt
same 'nothing there' missing.txt
same 'an article too long' --max-bytes 100 mixed
same 'a failed output' -o /dev/full mixed
grep -q 'No space left' one.err
ok 'which is told'

for bad in -1 x 257 1K '' 99999999999999999999; do
  fails 1 "--jobs takes a number from 0 to 256, not '$bad'" "-j '$bad'" \
    extract -j "$bad" mixed
done
plan
