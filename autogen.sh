#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
set -eu
cd "$(dirname "$0")"
autoreconf --install
