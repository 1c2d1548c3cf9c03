#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
#
# python.sh SCRIPT: runs a test in Python, with the validators if there.
venv=$TOP_BUILDDIR/tests/venv/bin/python3
[ -x "$venv" ] || venv=$TOP_SRCDIR/tests/venv/bin/python3
[ -x "$venv" ] || venv=python3
exec "$venv" "$@"
