#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# verify finds all evidence at its place, and says so if one letter is not.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

write_articles good
for quotes in full short none; do
  entente extract --quotes "$quotes" -o "$quotes.nq" good
  passes "quotes $quotes" verify -d "$quotes.nq" good
done
grep -q 'TextQuoteSelector' full.nq
ok 'there was something to verify'
entente extract -t trig -o full.trig good
passes 'TriG' verify -d full.trig good
entente extract --base http://a.example/ -o base.nq good
passes 'another base' verify --base http://a.example/ -d base.nq good
entente verify -d full.nq good 2>err >out
[ $? -eq 0 ] && [ ! -s out ]
ok 'nothing is printed when all is well'

# changed NAME EXPRESSION: a graph that sed has changed is found out.
changed() {
  sed "$2" full.nq >changed.nq
  ! cmp -s full.nq changed.nq
  ok "$1: the graph is changed"
  entente verify -d changed.nq good 2>err >out
  [ $? -eq 1 ] && [ -s err ] && ! grep -vq '^entente: ' err
  ok "$1: is found out"
}
changed 'one letter of a quote' '/#exact>/s/met/mit/'
changed 'one letter of a prefix' '/#prefix>/s/[a-z]\("[^"]*\)$/#\1/'
changed 'one letter of a suffix' '/#suffix>/s/[a-z]\("[^"]*\)$/#\1/'
sed '/#prefix>/d' full.nq >bare.nq
entente verify -d bare.nq good 2>err
[ $? -eq 1 ] && grep -q 'has a prefix that' err
ok 'a prefix that was taken away'
changed 'a quote that is moved' '/#start>/s/"\([0-9]*\)"/"\12"/'
sed '/#quoteHash>/{p;s/#quoteHash> "[^"]*"/#exact> "not there"/;s,<[^<]*#exact>,<http://www.w3.org/ns/oa#exact>,}' \
  none.nq >both.nq
entente verify -d both.nq good >out 2>err
[ $? -eq 1 ] && grep -q 'has other words' err
ok 'a quote beside a hash'
changed 'the hash of a text' '/textHash>/s/"./"z/'

sed 's/Berzina/Barzina/' good/talks.txt >x && mkdir other &&
  cp good/signing.txt other && cp x other/talks.txt
entente verify -d full.nq other >out 2>err
[ $? -eq 1 ] && grep -q '^entente: .*talks' err
ok 'an article that has changed'

fails 2 'missing\.txt: .*No such file' 'missing input' verify -d full.nq good \
  missing.txt
fails 1 'missing\.nq: .*No such file' 'missing graph' verify -d missing.nq good
fails 1 'needs -d FILE' 'no graph' verify good
fails 1 'needs an INPUT' 'no input' verify -d full.nq
: >none.nq
fails 1 'none\.nq: tells of none of the articles' 'graph of nothing' verify \
  -d none.nq good
head -c 1000 full.nq >cut.nq
fails 1 'cut\.nq:[0-9]*: ' 'truncated graph' verify -d cut.nq good
plan
