#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# ./autogen.sh          generates configure, for packagers
# ./autogen.sh demo     installs what is needed, builds, runs the examples
# ./autogen.sh check    the same preparation, then all tests
set -eu
cd "$(dirname "$0")"

say() {
  printf '%s\n' "$*"
}

die() {
  printf 'autogen.sh: %s\n' "$*" >&2
  exit 1
}

# Prints the packages of packages.txt that serve the given purposes.
packages() {
  for purpose in "$@"; do
    sed -n "s/^\([^# ][^ ]*\) *\[$purpose\].*/\1/p" packages.txt
  done
}

# Installs those of the named packages that are missing.
install_packages() {
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || die \
    "this system has no apt-get; Entente needs: $(packages "$@" | tr '\n' ' ')
(names of Debian 12). Install their like, then: ./autogen.sh && ./configure && make"
  missing=
  for package in $(packages "$@"); do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
      grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  sudo=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
      die "become root or install sudo to install:$missing"
    sudo=sudo
  fi
  say "Installing:$missing"
  log=$(mktemp)
  if ! { $sudo apt-get update &&
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y \
      --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "apt-get failed; install by hand:$missing"
  fi
  rm -f "$log"
}

generate() {
  mkdir -p m4
  autoreconf --install
}

# Generates if an input is newer, configures once, builds.
build() {
  if [ ! -x configure ] || [ -n "$(find . -name demo -prune -o \
    \( -name configure.ac -o -name Makefile.am -o -name local.mk \) \
    -newer configure -print)" ]; then
    say "Generating configure"
    generate >autogen.log 2>&1 || { cat autogen.log >&2; die "autoreconf failed"; }
  fi
  if [ ! -f config.status ] || [ configure -nt config.status ]; then
    say "Configuring"
    ./configure --quiet >configure.log 2>&1 ||
      { tail -n 20 configure.log >&2; die "configure failed; see config.log"; }
  fi
  say "Building"
  make --no-print-directory -s -j"$(nproc)" all >make.log 2>&1 ||
    { tail -n 30 make.log >&2; die "make failed; see make.log"; }
}

demo() {
  install_packages build run
  build
  rm -rf demo
  mkdir -p demo
  say "Extracting examples/articles"
  ./entente extract -o demo/graph.nq examples/articles
  ./entente load -s demo/store demo/graph.nq
  for query in who-signed-what who-held-what; do
    say ""
    sed -n '/SPDX/d; /^# ./ { s/^# //p; q }' "ontology/queries/$query.rq"
    COLUMNS=${COLUMNS:-132} ./entente query -s demo/store -f table "ontology/queries/$query.rq"
  done
  say ""
  say "The statements lie in demo/graph.nq, the store in demo/store, the queries in ontology/queries."
  say "Next: ./entente extract YOUR-FOLDER > graph.nq    ./entente help"
}

check() {
  install_packages build run test
  build
  sh tests/venv.sh tests/venv || true
  status=0
  make --no-print-directory -s -j"$(nproc)" check >check.log 2>&1 || status=1
  sh tests/summary.sh . || status=1
  return "$status"
}

case "${1-}" in
"") generate ;;
demo) demo ;;
check) check ;;
-h | --help | help) sed -n '5,7s/^# //p' "$0" ;;
*) die "unknown argument \"$1\"; try ./autogen.sh --help" ;;
esac
