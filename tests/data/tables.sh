#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# The derived tables are what data/make-tables.py and data/make-lexicon.py make.
corpora=${SHARED:-/nowhere}/corpora
if ! [ -r "$corpora/gazetteers/cities.tsv" ]; then
  echo '1..0 # SKIP the corpora are not beside the tree'
  exit 0
fi
out=$(mktemp -d) || exit 99
trap 'rm -rf "$out"' EXIT
python3 "${TOP_SRCDIR:?}/data/make-tables.py" "$corpora/gazetteers" "$out" ||
  exit 99
python3 "$TOP_SRCDIR/data/make-lexicon.py" "$corpora" "$out" || exit 99
n=0
for table in places persons bodies lexicon; do
  n=$((n + 1))
  if cmp -s "$out/$table.tsv" "$TOP_SRCDIR/data/en/$table.tsv"; then
    echo "ok $n - $table.tsv is as derived"
  else
    echo "not ok $n - $table.tsv is as derived"
  fi
done
echo "1..$n"
