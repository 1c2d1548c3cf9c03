// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_COMMAND_H
#define ENT_COMMAND_H

/// Lists the commands, one cmd_*.c each.

#include "cli/option.h"

extern const ent_command ent_command_extract;
extern const ent_command ent_command_annotate;
extern const ent_command ent_command_load;
extern const ent_command ent_command_query;
extern const ent_command ent_command_verify;
extern const ent_command ent_command_ontology;
extern const ent_command ent_command_rules;

#endif
