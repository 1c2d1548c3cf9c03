// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_VALUE_H
#define ENT_VALUE_H

/// Makes values from the arguments of options.  Each says what is wrong with
/// its argument, as `command`, and returns false.

#include "cli/option.h"

#include <stdint.h>

/// Reads a whole number above 0; NULL leaves `*number` as it is.
bool
ent_value_number(const ent_command *command, const char *option,
                 const char *text, uint64_t *number);

/// Reads a size in bytes, such as "16M"; NULL leaves `*bytes` as it is.
bool
ent_value_bytes(const ent_command *command, const char *option,
                const char *text, uint64_t *bytes);

/// Reads a number of threads, 0 to 256; NULL gives 1.
bool
ent_value_jobs(const ent_command *command, const char *option, const char *text,
               unsigned *jobs);

#endif
