#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# venv.sh FOLDER [REQUIREMENTS]: installs what the file lists: unless given, the
# validators of other make that some tests use.  Without them, or without a
# network, those tests are skipped.
set -eu
folder=$1
list=${2:-$(dirname "$0")/requirements.txt}
if [ -f "$folder/done" ] && cmp -s "$list" "$folder/done"; then
  exit 0
fi
python3 -m venv "$folder" &&
  "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$list" &&
  cp "$list" "$folder/done"
