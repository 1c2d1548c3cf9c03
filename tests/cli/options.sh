#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
# Options good and bad; help, man pages and completion as the tables have them.
. "${TOP_SRCDIR:?}/tests/cli/cli.sh"

commands=$(entente --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
[ "$(echo "$commands" | wc -l)" -ge 2 ]
ok 'help lists the commands'

entente --version | grep -qx 'entente [0-9][0-9.]*'
ok 'version'
[ "$(entente -V)" = "$(entente --version)" ]
ok 'version in one letter'

for command in $commands; do
  entente "$command" --help >long && entente help "$command" >helped &&
    entente "$command" -h >short && cmp -s long helped && cmp -s long short &&
    head -n 1 long | grep -q "^Usage: entente $command "
  ok "help of $command"
  [ "$(awk 'length > 79' long | wc -l)" -eq 0 ]
  ok "help of $command fits a terminal"
done

fails 1 "needs a command; try 'entente --help'" 'no command'
fails 1 "unknown command 'nonsense'; try" 'unknown command' nonsense
fails 1 "did you mean 'query'" 'command misspelt' qurey
fails 1 "unknown option '--bogus'; try 'entente --help'" 'unknown option' \
  --bogus
for command in $commands; do
  fails 1 "$command: unknown option '--bogus'; try 'entente $command --help'" \
    "unknown option of $command" "$command" --bogus
  fails 1 "unknown option '-Z'" "unknown letter of $command" "$command" -Z
done
fails 1 "did you mean '--help'" 'option misspelt' help --hepl
fails 1 'not ASCII' 'letter that is not ASCII' help -é
fails 1 'takes no argument' 'flag with an argument' --version=1
fails 1 '--roff needs an argument' 'option without its argument' --roff
entente --help >/dev/full 2>err
failed "$?" 1 'standard output: cannot write: No space left' 'help to a full disk'

entente ontology >/dev/full 2>err
failed "$?" 1 'standard output: cannot write: No space left' \
  'ontology to a full disk'

# section PAGE: prints its OPTIONS.
section() {
  awk '/^\.SH/ { inside = /OPTIONS/ } inside' "$1"
}

for command in entente $commands; do
  page=$TOP_SRCDIR/man/entente-$command.1
  [ "$command" != entente ] || page=$TOP_SRCDIR/man/entente.1
  entente --roff "$command" >want && section "$page" >got && cmp -s want got
  ok "man page of $command has the options of its table"
  if command -v man >/dev/null && command -v groff >/dev/null; then
    said=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 \
      -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
    [ -z "$said" ]
    ok "man page of $command is sound"
  else
    skip "man page of $command is sound" 'no man or groff'
  fi
done

completion=$TOP_SRCDIR/cli/completion/entente
entente --completion | cmp -s - "$completion"
ok 'completion is that of the option tables'

# complete WORD...: prints what bash offers for the last word.
complete_words() {
  bash -c '. "$1"; shift; COMP_WORDS=(entente "$@"); COMP_CWORD=$#
    compopt() { :; }; _entente; printf "%s\n" "${COMPREPLY[@]}"' \
    bash "$completion" "$@"
}

if command -v bash >/dev/null; then
  for command in $commands; do
    entente "$command" --help | grep -oE '^  ( |-[a-z],) +--[a-z-]+' |
      grep -oE -e '--[a-z-]+' | sort >want
    complete_words "$command" -- | sort >got
    [ -s want ] && cmp -s want got
    ok "completion lists every option of $command"
  done
  [ "$(complete_words '' | sort | tr '\n' ' ')" = \
    "$(echo "$commands" | sort | tr '\n' ' ')" ]
  ok 'completion lists the commands'
else
  skip 'completion in bash' 'no bash'
fi
plan
