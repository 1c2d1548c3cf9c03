#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Readers of other make take every file of the ontology.
cd "${TOP_SRCDIR:?}/ontology" || exit 1

count=0
report() { # STATUS NAME
  count=$((count + 1))
  if [ "$1" -eq 0 ]; then echo "ok $count - $2"
  else echo "not ok $count - $2"; fi
}

for tool in serdi rapper roqet; do
  command -v $tool >/dev/null || missing="$missing $tool"
done
if [ -n "${missing:-}" ]; then
  echo "1..0 # SKIP not installed:$missing"
  exit 0
fi

for file in *.ttl example.trig; do
  syntax=turtle
  [ "$file" = "${file%.trig}" ] || syntax=trig
  serdi -e -i $syntax "$file" >/dev/null
  report $? "serdi reads $file"
  rapper -q -c -i $syntax "$file"
  report $? "rapper reads $file"
done
for file in queries/*.rq; do
  roqet -q -n "$file" 2>/dev/null
  report $? "roqet parses $file"
done
echo "1..$count"
