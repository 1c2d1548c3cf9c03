// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_INPUTS_H
#define ENT_INPUTS_H

/// Makes what ent_articles_each() wants from the options that all commands
/// that read articles have.

#include "cli/option.h"
#include "entente/extract.h"

#define ENT_DEFAULT_BASE "https://example.org/entente/"

/// What these options set.
typedef struct {
  const char *base;
  const char *map;
  const char *id;
  const char *max_bytes;
  const char *language;
  const char *data;
} ent_inputs;

/// Rows of the option table, for a member `inputs` of struct `settings`.
#define ENT_INPUT_OPTIONS(settings)                                            \
  {'b',                                                                        \
   "base",                                                                     \
   "IRI",                                                                      \
   ENT_OPTION_TEXT,                                                            \
   offsetof(settings, inputs.base),                                            \
   "every IRI begins with IRI, which ends with '/'; " ENT_DEFAULT_BASE         \
   " unless given"},                                                           \
      ENT_READING_OPTIONS(settings)

/// Those of them that do not ask for a graph.
#define ENT_READING_OPTIONS(settings)                                          \
  {'m',                                                                        \
   "map",                                                                      \
   "NAMES",                                                                    \
   ENT_OPTION_TEXT,                                                            \
   offsetof(settings, inputs.map),                                             \
   "names of the fields in CSV and JSON, such as "                             \
   "title=headline,text=body,date=published; other fields go by their "        \
   "usual names"},                                                             \
      {0,                                                                      \
       "id",                                                                   \
       "ID",                                                                   \
       ENT_OPTION_TEXT,                                                        \
       offsetof(settings, inputs.id),                                          \
       "name of the article on standard input"},                               \
      {0,                                                                      \
       "max-bytes",                                                            \
       "N",                                                                    \
       ENT_OPTION_TEXT,                                                        \
       offsetof(settings, inputs.max_bytes),                                   \
       "skip articles longer than N bytes; K, M or G may follow; 16M unless "  \
       "given"},                                                               \
      {0,                                                                      \
       "language",                                                             \
       "en|any",                                                               \
       ENT_OPTION_TEXT,                                                        \
       offsetof(settings, inputs.language),                                    \
       "any: read articles that are not in English as well, which are "        \
       "skipped unless given"},                                                \
  {                                                                            \
    0, "data", "DIR", ENT_OPTION_TEXT, offsetof(settings, inputs.data),        \
        "read word lists and rules from DIR"                                   \
  }

/// Checks them; says what is wrong and returns false.  Sets `*base` and
/// `*reading`, but for who is told what is skipped.
bool
ent_inputs_check(const ent_command *command, const ent_inputs *inputs,
                 size_t n_inputs, ent_text *base, ent_read_options *reading);

#endif
