// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Tries a user's rules on their examples, and lists the rules in use.

#include "cli/command.h"
#include "cli/report.h"
#include "extractor/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  bool all;
  const char *data;
} settings;

static const ent_option options[] = {
    {'a', "all", NULL, ENT_OPTION_FLAG, offsetof(settings, all),
     "check the shipped rules too, as they are with those of DIR"},
    {0, "data", "DIR", ENT_OPTION_TEXT, offsetof(settings, data),
     "read word lists and the shipped rules from DIR"},
    {0},
};

typedef struct {
  size_t checked;
  size_t faults;
} counts;

/// Tells of what is wrong with a rule.
static void
verdict_take(void *user, const ent_verdict *v)
{
  counts *const c = (counts *)user;
  const int id = (int)v->rule.id.len;
  const int got = (int)v->got.len;
  char place[1024];
  snprintf(place, sizeof place, "%s:%" PRIu64, v->rule.path, v->line);
  c->checked += v->nearmiss;
  c->faults += v->kind != ENT_VERDICT_GOOD;
  switch (v->kind) {
  case ENT_VERDICT_GOOD:
    break;
  case ENT_VERDICT_FAILS:
    ent_problem_report(place, "%.*s: the example gives '%.*s', not '%.*s'", id,
                       v->rule.id.data, got, got ? v->got.data : "",
                       (int)v->want.len, v->want.data);
    break;
  case ENT_VERDICT_UNUSED:
    ent_problem_report(place,
                       "%.*s: unused: its example gives the same "
                       "without it",
                       id, v->rule.id.data);
    break;
  case ENT_VERDICT_SHADOWED:
    ent_problem_report(place, "%.*s: shadowed: %.*s takes its example", id,
                       v->rule.id.data, (int)v->other.len, v->other.data);
    break;
  case ENT_VERDICT_MATCHES:
    ent_problem_report(place, "%.*s: the near miss matches: it gives '%.*s'",
                       id, v->rule.id.data, got, got ? v->got.data : "");
    break;
  }
}

static int
rules_check(const ent_context *context, bool all)
{
  counts c = {0, 0};
  ent_error error = {0};
  if (ent_rules_check(context, all, verdict_take, &c, &error) != ENT_OK) {
    ent_error_report(&error);
    return ENT_EXIT_FAILED;
  }
  printf("rules checked: %zu, faults: %zu\n", c.checked, c.faults);
  const int status = ent_stdout_finish();
  return c.faults ? ENT_EXIT_FAILED : status;
}

/// Prints the rules in the order in which they win.
static int
rules_list(const ent_context *context)
{
  for (size_t i = 0; i < ent_rules_count(context->rules); i++) {
    const ent_rule_entry r = ent_rules_at(context->rules, i);
    printf("%-7s  %.2f  %-11.*s  %-28.*s  %s:%" PRIu64 "\n",
           r.folder ? "own" : "shipped", r.confidence, (int)r.makes.len,
           r.makes.data, (int)r.id.len, r.id.data, r.path, r.line);
  }
  return ent_stdout_finish();
}

/// Checks the arguments; says what is wrong with them and returns false.
static bool
arguments_check(const ent_command *self, const settings *asked, int n,
                char **argv, bool *list)
{
  *list = n > 0 && strcmp(argv[0], "list") == 0;
  if (n == 0 || (!*list && strcmp(argv[0], "check") != 0)) {
    ent_usage_report(self, "needs 'check DIR' or 'list'");
  } else if (n == 1 && !*list && !asked->all) {
    ent_usage_report(self, "check needs DIR, the rules to check");
  } else if (n > 2) {
    ent_usage_report(self, "takes one DIR, not '%s' too", argv[2]);
  } else if (*list && asked->all) {
    ent_usage_report(self, "--all has no meaning with list");
  } else {
    return true;
  }
  return false;
}

static int
run(const ent_command *self, int argc, char **argv)
{
  settings asked = {0};
  ent_error error = {0};
  ent_context *context = NULL;
  bool list;
  int first;
  int status = ent_options_parse(self, argc, argv, &asked, &first);
  if (status != ENT_OPTIONS_GOOD) {
    return status;
  }
  const int n = argc - first;
  if (!arguments_check(self, &asked, n, argv + first, &list)) {
    return ENT_EXIT_FAILED;
  }
  if (ent_context_new_with_rules(asked.data, n == 2 ? argv[first + 1] : NULL,
                                 &context, &error) != ENT_OK) {
    ent_error_report(&error);
    return ENT_EXIT_FAILED;
  }
  status = list ? rules_list(context) : rules_check(context, asked.all);
  ent_context_free(context);
  return status;
}

const ent_command ent_command_rules = {
    .name = "rules",
    .summary = "check and list rules",
    .arguments = "check|list [DIR]",
    .actions = "check list",
    .detail = "'check DIR' reads the rules of folder DIR after the shipped "
              "ones, as 'entente extract --rules' does, tries each on its "
              "example and its near miss, and prints a line for each that is "
              "wrong, unused or shadowed by another rule. 'list' prints the "
              "rules, with those of DIR: which are DIR's own, confidence, what "
              "they make, id, file and line; of two that match at one place "
              "the first in the list wins.",
    .options = options,
    .run = run,
};
