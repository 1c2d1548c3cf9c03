# SPDX-FileCopyrightText: 2026 The Entente authors
# SPDX-License-Identifier: Apache-2.0
bin_PROGRAMS += entente
entente_SOURCES = cli/main.c cli/command.h cli/option.c cli/option.h \
  cli/help.c cli/help.h cli/report.c cli/report.h cli/output.c \
  cli/output.h cli/progress.c cli/progress.h cli/value.c cli/value.h \
  cli/graphs.c cli/graphs.h cli/inputs.c cli/inputs.h cli/cmd_extract.c cli/cmd_load.c cli/cmd_query.c \
  cli/cmd_verify.c cli/cmd_rules.c cli/cmd_ontology.c cli/cmd_annotate.c cli/conllu.c \
  cli/conllu.h cli/given.c cli/given.h cli/json.c cli/json.h cli/marks.c cli/marks.h
entente_LDADD = libcore.la $(ENT_LIBS)
EXTRA_DIST += cli/README.md .clang-format

completiondir = $(datadir)/bash-completion/completions
dist_completion_DATA = cli/completion/entente
