#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# A user's own rules: what they make, what checking them says.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

own=$TOP_SRCDIR/examples/ceasefire
passes 'the example is right' rules check "$own"
grep -qx 'rules checked: 1, faults: 0' out
ok 'and counted'
passes 'the rules are listed' rules list "$own"
head -n 1 out | grep -qE \
  '^own +0\.80 +Ceasefire +ceasefire.declared +.*ceasefire.rules:5$'
ok 'own rules first, with file and line'
[ "$(grep -c '^shipped ' out)" -ge 20 ]
ok 'then the shipped ones'
passes 'the shipped rules alone' rules list
! grep -q '^own' out
ok 'have none of their own'

passes 'a new kind of event' extract --rules "$own" -o new.nq "$own/truce.txt"
grep -q 'rdf-syntax-ns#type> <https://example.org/my-terms#Ceasefire>' new.nq &&
  grep -q 'rdf-syntax-ns#type> <https://w3id.org/entente/ontology#Event>' new.nq
ok 'is an event'
passes 'its words are at their place' verify -d new.nq "$own/truce.txt"
passes 'tables of it' extract --rules "$own" -t tables -o new "$own/truce.txt"
grep -q ',Ceasefire,held,' new/events.csv
ok 'name its kind'
passes 'the query of events' query -d new.nq -f csv \
  "$TOP_SRCDIR/ontology/queries/events.rq"
tr -d '\r' <out | sort >asked && tr -d '\r' <new/events.csv | sort |
  cmp -s - asked
ok 'gives the table'

# rule ID TRIGGER EXAMPLE GIVES NEARMISS: writes one that makes a Ceasefire.
rule() {
  printf 'rule %s\nmakes Ceasefire\ntrigger %s\n' "$1" "$2"
  printf 'role participant subject AGENT required\n'
  printf 'example %s\ngives %s\nnearmiss %s\n' "$3" "$4" "$5"
}

declared='Latvia declared a ceasefire in Riga.'
feared='Latvia feared a ceasefire in Riga.'
held='event Ceasefire | held'
mkdir mine
cp "$own/ceasefire.ttl" mine
# try TEXT: makes it the rules of `mine`.
try() {
  printf '# entente-rules 1\n%s\n' "$1" >mine/a.rules
}

try "$(rule a 'declare *3 ceasefire' "$declared" "$held" "$feared")"
passes 'a rule that is right' rules check mine
try "$(rule a 'declare *3 ceasefire' "$declared" 'event Ceasefire | planned' "$feared")"
fails 1 'mine/a.rules:6: a: the example gives .*held.*, not .*planned' \
  'example that gives something else' rules check mine
try "$(rule a 'declare *3 ceasefire' "$declared" "$held" "$declared")"
fails 1 'mine/a.rules:8: a: the near miss matches' 'near miss that matches' \
  rules check mine
try "$(rule a 'proclaim *3 ceasefire' "$declared" "$held" "$feared")"
fails 1 'mine/a.rules:6: a: unused' 'unused rule' rules check mine
try "$(rule a 'declare *3 ceasefire' "$declared" "$held" "$feared"
  rule b 'declare a ceasefire' "$declared" "$held" "$feared")"
fails 1 'mine/a.rules:13: b: shadowed: a takes' 'shadowed rule' rules check mine
grep -qx 'rules checked: 2, faults: 1' out
ok 'faults are counted'

try "$(rule met.mine 'met with' 'Anna Berzina met with Karl Weiss.' \
  'event Meeting | held' 'Anna Berzina met a bear.' | sed 's/Ceasefire/Meeting/')"
passes 'a rule that goes before a shipped one' rules check mine
fails 1 'events.rules:[0-9]+: meeting.met: shadowed: met.mine takes' \
  'shipped rule that is shadowed' rules check --all mine

cat >mine/a.rules <<'END'
# entente-rules 1
rule twins
makes twinnedWith
trigger NAMED_PLACE:subject is twinned with NAMED_PLACE:object
example Riga is twinned with Hamburg.
gives relation twinnedWith | Riga | Hamburg
nearmiss Riga is far from Hamburg.
END
cat >mine/twins.ttl <<'END'
@prefix owl: <http://www.w3.org/2002/07/owl#> .
<https://example.org/my-terms#twinnedWith> a owl:ObjectProperty .
END
echo 'Riga is twinned with Hamburg.' >twins.txt
passes 'a new relation' rules check mine
passes 'is read' extract --rules mine -o twins.nq twins.txt
grep -q 'place/riga> <https://example.org/my-terms#twinnedWith> <.*place/hamburg>' \
  twins.nq
ok 'and written'

try 'rule a
makes Armistice'
fails 1 'mine/a.rules:3: .*Armistice' 'unknown term' rules check mine
fails 1 'mine/a.rules:3: .*Armistice' 'unknown term in list' rules list mine
fails 1 'mine/a.rules:3: .*Armistice' 'unknown term in extract' \
  extract --rules mine "$own/truce.txt"
try 'list a = b, $a'
fails 1 'mine/a.rules:2: .*refers to itself' 'list of itself' rules check mine
printf 'my:Ceasefire a' >>mine/ceasefire.ttl
fails 1 'mine/ceasefire.ttl:1[0-9]: ' 'Turtle with a mistake' rules check mine

fails 1 "needs 'check DIR' or 'list'" 'no action' rules
fails 1 "needs 'check DIR' or 'list'" 'unknown action' rules chek mine
fails 1 'check needs DIR' 'no folder' rules check
fails 1 "not 'x' too" 'two folders' rules check mine x
fails 1 'no meaning with list' 'all with list' rules list --all
fails 1 '^entente: nowhere: .*No such file' 'missing folder' rules check nowhere
mkdir empty
fails 1 '^entente: empty: no rules' 'folder without rules' rules check empty
entente rules list >/dev/full 2>err
failed "$?" 1 'standard output: cannot write' 'list to a full disk'
plan
