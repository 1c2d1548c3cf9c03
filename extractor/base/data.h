// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_DATA_H
#define ENT_DATA_H

/// Finds the folder with word lists, rules and models.

#include <stddef.h>

/// Lends `given`, or if it is NULL the value of ENTENTE_DATA, else the folder
/// "data" beside the running program, written to `path`, else the installed
/// one.
const char *
ent_data_dir(const char *given, char *path, size_t room);

#endif
