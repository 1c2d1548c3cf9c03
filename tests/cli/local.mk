# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
script_tests += tests/cli/options.sh tests/cli/extract.sh tests/cli/bad-input.sh \
  tests/cli/tables.sh tests/cli/verify.sh tests/cli/hostile.sh tests/cli/store.sh \
  tests/cli/jobs.sh tests/cli/rules.sh tests/cli/machines.sh tests/cli/annotate.sh tests/cli/annotate-json.py
EXTRA_DIST += tests/cli/cli.sh
