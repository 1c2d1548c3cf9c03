#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Articles made to be slow: 60 KB of one thing take seconds, not minutes.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

# repeated TEXT: prints a head, then TEXT again and again, 60,000 bytes.
repeated() {
  printf 'Title\n\nRiga, 3 May 2024. Anna Berzina met Karl Oks.\n\n'
  awk -v text="$1" 'BEGIN {
    for (n = 0; n < 60000; n += length(text)) printf "%s", text }'
}

# quick NAME TEXT: reads it in time.
# HOSTILE_SECONDS gives more time to a build that is slow by itself.
quick() {
  repeated "$2" >hostile.txt
  timeout "${HOSTILE_SECONDS:-60}" "$ENTENTE" extract -o out.nq hostile.txt 2>err && [ -s out.nq ]
  ok "$1"
}

quick 'a word of capitals' A
quick 'capitals' 'A '
quick 'quotes' '"'
quick 'apostrophes' "'"
quick 'brackets' '('
quick 'brackets and names' '(Abc '
quick 'full stops' '.'
quick 'lines of one word' 'Anna\n'
quick 'lines of addresses' 'a@bcd.efgh.ijk\n'
quick 'titles without names' 'Ministry of '
quick 'names and names' 'Anna Berzina and '
quick 'digits' '1'
awk 'BEGIN { for (n = 0; n < 8000; n++) printf "date 2024-06-30 "
             print "x\nRiga is a city." }' >dates.txt
timeout "${HOSTILE_SECONDS:-60}" "$ENTENTE" extract -o out.nq dates.txt
ok 'dates in front'
plan
