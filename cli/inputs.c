// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/inputs.h"

#include "cli/report.h"
#include "cli/value.h"
#include "entente/graph.h"
#include "extractor/article/article.h"
#include "extractor/article/columns.h"
#include "extractor/base/text.h"

#include <string.h>

static bool
base_check(const ent_command *command, const char *given, ent_text *base)
{
  ent_error error = {0};
  *base = ent_text_from(given ? given : ENT_DEFAULT_BASE);
  if (ent_base_check(*base, &error) == ENT_OK) {
    return true;
  }
  ent_usage_report(command, "--base '%s': %s", given, error.message);
  return false;
}

static bool
map_check(const ent_command *command, const char *map)
{
  ent_error error = {0};
  if (ent_columns_check(map, &error) == ENT_OK) {
    return true;
  }
  ent_usage_report(command, "%s", error.message);
  return false;
}

static bool
size_check(const ent_command *command, const char *given, uint64_t *bytes)
{
  if (!ent_value_bytes(command, "max-bytes", given, bytes)) {
    return false;
  }
  if (*bytes > ENT_ARTICLE_MAX_BYTES) {
    ent_usage_report(command, "--max-bytes takes at most 1G, not '%s'", given);
    return false;
  }
  return true;
}

bool
ent_inputs_check(const ent_command *command, const ent_inputs *inputs,
                 size_t n_inputs, ent_text *base, ent_read_options *reading)
{
  if (n_inputs == 0) {
    ent_usage_report(command, "needs an INPUT, '-' for standard input");
    return false;
  }
  *reading = (ent_read_options){
      .map = inputs->map,
      .id = inputs->id,
      .data_dir = inputs->data,
      .any_language = inputs->language && !strcmp(inputs->language, "any")};
  return base_check(command, inputs->base, base) &&
         map_check(command, inputs->map) &&
         size_check(command, inputs->max_bytes, &reading->max_bytes);
}
