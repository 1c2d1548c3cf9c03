# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
EXTRA_DIST += training/LOG.md training/Makefile training/coref.py \
  training/coref_data.py training/coref_score.py training/data.py \
  training/dev.list training/evaluate.py training/export.py training/measure.py training/model.py \
  training/requirements.txt training/roles.py training/split.py \
  training/train.py
nobase_dist_pkgdata_DATA += data/en/core.model data/en/MODEL.md
