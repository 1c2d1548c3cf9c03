#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# fresh.sh [demo|check]...: runs the README's commands in an empty Debian 12
# root, so that nothing installed by hand helps.  Needs root and mmdebstrap.
# ENT_MIRROR names another mirror than the one apt uses.  ENT_SHARED=FOLDER is
# copied beside the tree, for the tests that read articles there.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT INT TERM
[ $# -gt 0 ] || set -- demo demo check

sources=/etc/apt/sources.list
[ -s "$sources" ] || sources=/etc/apt/sources.list.d/debian.sources
mmdebstrap --quiet --variant=minbase --include=ca-certificates \
  --aptopt="Acquire::Languages none" bookworm "$root/debian" \
  ${ENT_MIRROR:-"$sources"} >"$root/log" 2>&1 || {
  tail -n 20 "$root/log" >&2
  exit 1
}
for file in /etc/apt/apt.conf.d/*proxy* /etc/apt/auth.conf /etc/apt/apt.conf \
  /etc/resolv.conf /etc/ssl/certs/ca-certificates.crt; do
  [ -f "$file" ] && install -D -m 644 "$file" "$root/debian$file"
done
mkdir -p "$root/debian/src/entente"
git -C "$top" archive HEAD | tar -x -C "$root/debian/src/entente"
[ -z "${ENT_SHARED-}" ] || cp -rL "$ENT_SHARED" "$root/debian/src/shared"
status=0
for command in "$@"; do
  start=$(date +%s)
  chroot "$root/debian" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    HOME=/root LC_ALL=C.UTF-8 PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
    ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} \
    sh -c "mount -t proc proc /proc 2>/dev/null; cd /src/entente && ./autogen.sh $command" ||
    status=1
  umount "$root/debian/proc" 2>/dev/null || true
  echo "fresh: ./autogen.sh $command took $(($(date +%s) - start)) s"
done
exit "$status"
