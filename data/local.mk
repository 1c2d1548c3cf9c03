# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
nobase_dist_pkgdata_DATA += data/en/language.tsv data/en/lemmas.tsv \
  data/en/lexicon.tsv
EXTRA_DIST += data/make-lexicon.py training/lemmas.py
EXTRA_DIST += data/en/README.md PRIVACY.md
