#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# annotate: CoNLL-U of texts and of words that are given.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

# shape FILE: each line is a comment, empty, or ten columns; ids go up by one;
# heads stand in the sentence, one of them 0.
shape() {
  awk -F '\t' '
    /^#/ { if (n) bad = 1; next }
    $0 == "" { if (!n || roots != 1 || most > n) bad = 1
               n = roots = most = 0; next }
    NF != 10 { bad = 1 }
    $1 ~ /-/ { next }
    { if ($1 != ++n) bad = 1
      if ($7 == "0") roots++
      if ($7 + 0 > most) most = $7 + 0
      for (i = 1; i <= 10; i++) if ($i == "") bad = 1 }
    END { exit bad || n > 0 || NR == 0 }' "$1"
}

write_articles articles
printf 'The mayor cannot come. "We don'"'"'t know," Ms. Kalna said.\n' >one.txt

passes 'a folder' annotate articles
shape out
ok 'its CoNLL-U is sound'
[ "$(grep -c '^# newdoc id = ' out)" -eq 2 ]
ok 'each article is a document'
cp out want
entente annotate -j 4 -o many articles && cmp -s many want
ok 'the same bytes from four threads'
entente annotate <one.txt >out 2>err && [ ! -s err ] && shape out
ok 'standard input'
printf '# text = The mayor cannot come.\n' >want
grep '^# text' out | head -n 1 | cmp -s - want
ok 'text'
grep -q "$(printf '\tdon.t\t_')" out
ok 'a word and its clitic are a range'
passes 'offsets' annotate --offsets one.txt
grep -q "$(printf '\tmayor\t.*Start=4|End=9')" out
ok 'offsets count code points'
passes 'tokens' annotate --tokens one.txt
printf '# one\n0\t3\n4\t9\n' >want
head -n 3 out | cmp -s - want
ok 'tokens are bytes'

# words NAME FORMAT: the same words in another form have the same columns.
words() {
  printf "$2" >given
  passes "$1" annotate --pretokenised given
  shape out
  ok "$1: sound"
  grep -v '^#' out | cut -f 1-8 >columns
  [ -s first ] || cp columns first
  cmp -s columns first
  ok "$1: the same"
}
words 'bare words' 'Riga\nwaits\n.\n\nWe\ndo\nn'"'"'t\n'
words 'an index before' '1\tRiga\n2\twaits\n3\t.\n\n1\tWe\n2\tdo\n3\tn'"'"'t\n\n'
words 'tags behind' 'Riga\tB-LOC\nwaits\tO\n.\tO\n\nWe\tO\ndo\tO\nn'"'"'t\tO\n'
words 'blanks' 'Riga NNP O\r\nwaits VBZ O\r\n. . O\r\n\r\n\r\nWe PRP O\r\ndo VBP O\r\nn'"'"'t RB O\r\n'

cat >given <<'END'
# newdoc id = a
# sent_id = a-1
# spans = 1-4:EVENT
# global.Entity = other
# text = Riga doesn't wait
1	Riga	_	_	_	_	_	_	_	Entity=(1)
2-3	doesn't	_	_	_	_	_	_	_	_
2	does	_	_	_	_	_	_	_	_
3	n't	_	_	_	_	_	_	_	_
3.1	not	_	_	_	_	_	_	_	_
4	wait	_	_	_	_	_	_	_	Gloss=x|SpaceAfter=No

END
passes 'CoNLL-U' annotate -p given
shape out
ok 'CoNLL-U: sound'
grep '^[#2]' given | grep -v "$(printf '^2\t')" | grep -v '^# spans\|^# global' >want
grep '^[#2]' out | grep -v "$(printf '^2\t')" | grep -v '^# spans\|^# global' |
  cmp -s - want
ok 'CoNLL-U: comments and ranges stay'
[ "$(grep -c '^3\.1' out)" -eq 0 ] && [ "$(grep -c 'Entity=\|Gloss=' out)" -eq 0 ] &&
  [ "$(grep -c SpaceAfter=No out)" -eq 1 ]
ok 'CoNLL-U: of MISC only SpaceAfter'

! grep -q '^# spans.*EVENT\|^# global.*other' out
ok 'CoNLL-U: spans and what Entity= holds are made anew'
if [ -e "${ENTENTE_DATA:-}/en/core.model" ]; then
  passes 'spans' annotate --pretokenised given
  grep -A 1 '^# spans = 1-1:PLACE$' out | grep -q '^1.Riga.*NE=B-PLACE'
  ok 'spans stand before the words'
  # Outermost names are those of the spans that no other name holds.
  entente annotate articles | awk '
    /^# spans = / { for (i = 4; i <= NF; i++) told[$i] = 1; next }
    $0 == "" { delete told; next }
    match($0, /NE=B-[A-Z]*/) {
      label = substr($0, RSTART + 5, RLENGTH - 5)
      for (last in told)
        if (last ~ "^" $1 "-[0-9]+:" label "$") { found++; next }
      bad = 1 }
    END { exit bad || !found }'
  ok 'each name is a span'
else
  skip 'spans' 'no trained core in the tree'
fi

printf '1\tRiga\n\n2\t\377\n' >bad
fails 1 'bad:3: not UTF-8' 'words that are not UTF-8' annotate -p bad
fails 1 'is a folder' 'a folder of words' annotate -p articles
fails 1 'cannot read: No such file' 'no such file' annotate -p none
: >empty
fails 1 'no word found' 'no words' annotate -p empty
fails 1 '.' 'no article' annotate empty
fails 1 'no meaning' 'tokens of tokens' annotate -p --tokens given
fails 1 'no meaning' 'tokens as JSON' annotate -t json --tokens one.txt
fails 1 'conllu|json' 'no such type' annotate -t xml one.txt
fails 1 'cannot write' 'a full disk' annotate -o /dev/full articles

awk 'BEGIN { for (i = 0; i < 3000; i++) print "word" i }' >long
passes 'a sentence of 3000 words' annotate -p long
shape out
ok 'its tree has one root'
plan
