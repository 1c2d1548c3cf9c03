#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# venv.sh FOLDER: installs the validators of other make that some tests use.
# Without them, or without a network, those tests are skipped.
set -eu
here=$(dirname "$0")
folder=$1
if [ -f "$folder/done" ] && cmp -s "$here/requirements.txt" "$folder/done"; then
  exit 0
fi
python3 -m venv "$folder" &&
  "$folder/bin/pip" install --quiet --disable-pip-version-check \
    -r "$here/requirements.txt" &&
  cp "$here/requirements.txt" "$folder/done"
