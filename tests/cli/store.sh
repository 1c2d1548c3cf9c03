#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Stores and queries: what works, and what is refused in one line with the store
# as it was.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

base=https://example.org/entente
# quads ARTICLE LABEL...: prints the graph of an article with labels.
quads() {
  graph=$1
  shift
  for label; do
    printf '%s "%b" <%s/article/%s> .\n' \
      "<$base/person/x> <http://www.w3.org/2000/01/rdf-schema#label>" \
      "$label" "$base" "$graph"
  done
}
quads a 'Anna Berzina' 'A. \\"B\\", C' >a.nq
quads b 'Paul Keller' >b.nq
quads a 'Anna' >a2.nq
echo 'SELECT DISTINCT ?l WHERE { ?s ?p ?l } ORDER BY ?l' >labels.rq
echo 'SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }' >count.rq

# store_is TEXT NAME: compares the labels in the store, one a line.
store_is() {
  printf "$1" >want
  entente query -s store -f csv labels.rq 2>err | tr -d '\r' | tail -n +2 >got
  cmp -s want got
  ok "$2"
  [ "$result" -eq 0 ] || sed 's/^/# /' got err
}

fails 1 'absent\.nq: .*No such file' 'first load of nothing' load -s store \
  absent.nq
[ ! -e store ]
ok 'first load of nothing: no store is made'
passes 'load two files' load -s store a.nq b.nq
store_is '"A. ""B"", C"\nAnna Berzina\nPaul Keller\n' 'both are there'
passes 'load again' load -s store b.nq a.nq
store_is '"A. ""B"", C"\nAnna Berzina\nPaul Keller\n' 'nothing has changed'
passes 'load a new version' load -s store a2.nq
store_is 'Anna\nPaul Keller\n' 'its graph is replaced as a whole'
tar -cf before.tar store

# refused PATTERN NAME ARGUMENT...: load fails and the store is as it was.
refused() {
  pattern=$1 name=$2
  shift 2
  fails 1 "$pattern" "$name" load -s store "$@"
  tar -cf after.tar store
  [ "$(tar -xOf before.tar | cksum)" = "$(tar -xOf after.tar | cksum)" ]
  ok "$name: store is as it was"
}

refused 'absent\.nq: .*No such file' 'missing file' b.nq absent.nq
mkdir folder.nq
refused 'folder\.nq:.*[Dd]irectory' 'folder as input' folder.nq
printf '<http://a.example/s> <p> "x" .\n' >broken.nq
refused 'broken\.nq:1: ' 'malformed line' a.nq broken.nq
printf '%s' "$(quads c 'cut')" | head -c 90 >cut.nq
refused 'cut\.nq:1: ' 'truncated file' cut.nq
printf '<http://a.example/s> <http://a.example/p> "x" .\n' >plain.nq
refused 'plain\.nq: .*graph' 'statement without a graph' plain.nq
refused "'a.csv' ends neither in .nq nor .trig;" 'unknown ending' a.csv
refused "'a.ttl' ends neither in .nq nor .trig;" 'Turtle has no graphs' a.ttl
for i in $(seq 1 101); do quads "n$i" "Name $i"; done >many.nq
refused 'server|Fuseki|Oxigraph' 'more than 100 articles' many.nq
fails 1 "needs -s STORE.*try 'entente load --help'" 'no store named' load a.nq
fails 1 'needs a FILE' 'nothing to load' load -s store
echo no store >file
fails 1 'file: this is a file' 'file as store' load -s file a.nq
fails 1 'server|Fuseki|Oxigraph' 'too much for a new store' load -s fresh many.nq
[ ! -e fresh ] && [ -z "$(ls -- *.lock 2>/dev/null)" ]
ok 'no store is made, no lock stays behind'
mkdir -p alien && echo mine >alien/notes
fails 1 'alien: ' 'foreign folder as store' load -s alien a.nq
[ "$(ls alien)" = notes ]
ok 'foreign folder is as it was'
fails 1 'x/store' 'no folder for the store' load -s x/store a.nq

# Two writers: the second is refused while the first is at work.
mkfifo slow.nq
"$ENTENTE" load -s store slow.nq 2>first &
writer=$!
exec 3>slow.nq
fails 1 'store: .*(lock|writing|another|other)' 'second writer' load -s store \
  a.nq
cat b.nq >&3
exec 3>&-
wait "$writer"
[ $? -eq 0 ] && [ ! -s first ]
ok 'first writer goes on'
store_is 'Anna\nPaul Keller\n' 'store of the first writer'

mkfifo slower.nq
"$ENTENTE" load -s store slower.nq 2>/dev/null &
writer=$!
exec 3>slower.nq
quads a Killed >&3
kill -9 "$writer"
wait "$writer" 2>/dev/null
exec 3>&-
store_is 'Anna\nPaul Keller\n' 'a killed writer leaves the store as it was'
passes 'the next writer is let in' load -s store a2.nq

cp -r store corrupt
for part in $(find corrupt -type f -size +1k); do
  head -c 600 /dev/zero | tr '\0' 'x' |
    dd of="$part" bs=1 conv=notrunc status=none
done
fails 1 'corrupt: ' 'query of a corrupt store' query -s corrupt labels.rq
fails 1 'corrupt: ' 'load into a corrupt store' load -s corrupt a.nq

# Queries.
passes 'query of files' query -d a.nq -d b.nq -f csv labels.rq
[ "$(tail -n +2 out | tr -d '\r' | tail -n 1)" = 'Paul Keller' ]
ok 'query of files sees all of them'
entente query -s store -f csv - <labels.rq >out 2>err
[ $? -eq 0 ] && grep -q Anna out
ok 'query from standard input'
for format in table csv json xml; do
  passes "$format" query -s store -f "$format" labels.rq
  grep -q 'Paul Keller' out
  ok "$format has the answer"
done
passes 'ASK' query -s store -e 'ASK { ?s ?p "Anna" }'
passes 'CONSTRUCT' query -s store -e 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }'
passes 'results to a folder' query -s store -o results labels.rq count.rq
[ "$(ls results | tr '\n' ' ')" = 'count.csv labels.csv ' ]
ok 'each result has its file'
cp results/labels.csv earlier.csv

# badly PATTERN NAME TEXT: the query fails, the earlier result is kept.
badly() {
  pattern=$1 name=$2
  shift 2
  echo "$1" >labels.rq
  shift
  fails 1 "$pattern" "$name" query -s store -o results "$@" labels.rq
  cmp -s earlier.csv results/labels.csv
  ok "$name: earlier result is kept"
  [ ! -s out ]
  ok "$name: nothing is printed"
}
badly 'labels\.rq:[12]: ' 'malformed query' 'SELECT ?x WHERE { ?x'
badly 'labels\.rq: ' 'empty query' ''
badly 'labels\.rq:.*Update' 'update instead of a query' 'DROP ALL'
for i in $(seq 1 90); do quads "$i" "Name $i" "Other $i"; done >names.nq
echo 'SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i .
  ?j ?k ?l . ?m ?n ?o . FILTER(?c > ?f && ?i > ?l && ?o > ?l) }' >endless.rq
fails 1 'endless\.rq: .*second' 'endless query' query -d names.nq --timeout 1 \
  endless.rq
if grep -q 'define ENT_SANITIZERS' "${TOP_BUILDDIR:?}/config.h"; then
  skip 'query that takes memory' 'sanitizers take terabytes of addresses'
else
  fails 1 'endless\.rq: .*(memory|megabyte|MB)' 'query that takes memory' \
    query -d names.nq --memory 1 endless.rq
fi
mv labels.rq bad.rq
echo 'ASK { ?s ?p ?o }' >good.rq
fails 1 'bad\.rq:' 'one malformed query of two' query -s store -f csv bad.rq \
  good.rq
grep -q true out
ok 'the other is answered'

fails 1 'absent\.rq: .*No such file' 'missing query' query -s store absent.rq
fails 1 '\.: .*[Dd]irectory' 'folder as query' query -s store .
head -c 2000000 /dev/zero >zeros.rq
fails 1 'zeros\.rq: ' 'huge query' query -s store zeros.rq
fails 1 'absent: ' 'missing store' query -s absent good.rq
[ ! -e absent ]
ok 'a query makes no store'
fails 1 'absent\.nq: .*No such file' 'missing file to query' query \
  -d absent.nq good.rq
fails 1 'broken\.nq:1: ' 'malformed file to query' query -d broken.nq good.rq
fails 1 'needs -s STORE or -d FILE' 'nothing to query' query good.rq
fails 1 'not both' 'store and file' query -s store -d a.nq good.rq
fails 1 'once only' 'graph and query from standard input' query -d - -
fails 1 'needs a QUERY' 'no query' query -s store
fails 1 'two queries would write to one file' 'two results of one name' query \
  -s store -o results good.rq ./good.rq
fails 1 '--timeout takes a whole number' 'malformed time' query -s store \
  --timeout soon good.rq
fails 1 '--format takes one of' 'unknown format' query -s store -f yaml good.rq
fails 1 'file: is no folder' 'file as folder of results' query -s store \
  -o file good.rq
entente query -s store -f csv good.rq >/dev/full 2>err
failed "$?" 1 'No space left' 'results to a full disk'
[ -z "$(find . -name '.entente*')" ]
ok 'no temporary file is left'
plan
