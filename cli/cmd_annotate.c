// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Writes the words of texts with tags, trees, names and coreference.

#include "cli/command.h"
#include "cli/conllu.h"
#include "cli/given.h"
#include "cli/inputs.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/value.h"
#include "extractor/base/arena.h"
#include "extractor/base/data.h"
#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/language/document.h"
#include "extractor/mention/coref.h"
#include "extractor/pool.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  const char *type;
  bool given;
  bool offsets;
  bool tokens;
  bool alone;
  const char *output;
  ent_inputs inputs;
  const char *jobs;
} settings;

static const ent_option options[] = {
    {'t', "type", "conllu|json", ENT_OPTION_TEXT, offsetof(settings, type),
     "write CoNLL-U, or JSON Lines: an object an article; conllu unless given"},
    {'p', "pretokenised", NULL, ENT_OPTION_FLAG, offsetof(settings, given),
     "take words and sentences as given: inputs are CoNLL-U, or have a word a "
     "line and an empty line behind each sentence"},
    {0, "offsets", NULL, ENT_OPTION_FLAG, offsetof(settings, offsets),
     "write Start= and End= in MISC: code points of the text"},
    {0, "tokens", NULL, ENT_OPTION_FLAG, offsetof(settings, tokens),
     "write only where each word starts and ends, in bytes, an empty line "
     "behind each sentence; needs no trained core"},
    {0, "no-coref", NULL, ENT_OPTION_FLAG, offsetof(settings, alone),
     "do not look for what means the same thing: no Entity="},
    {'o', "output", "FILE", ENT_OPTION_TEXT, offsetof(settings, output),
     "write to FILE, which is replaced only when all is written"},
    ENT_READING_OPTIONS(settings),
    {'j', "jobs", "N", ENT_OPTION_TEXT, offsetof(settings, jobs),
     "work on N articles at once, which changes no byte of the output; 1 "
     "unless given, 0: one for each processor"},
    {0},
};

/// One run.
typedef struct {
  settings asked;
  bool json;
  ent_read_options reading;
  unsigned jobs;
  ent_arena *arena; // of the language
  const ent_language *language;
  const ent_names *names; // NULL: no coreference
  ent_output *output;
  FILE *stream;
  ent_given given; // with --pretokenised
  uint64_t written;
  uint64_t skipped;
} job;

/// Says that an input is left out.
static void
skip(void *user, const ent_error *error)
{
  ((job *)user)->skipped++;
  ent_error_report(error);
}

/// Says what is worth knowing, but not of other files in a folder.
static void
note(void *user, const ent_error *error)
{
  (void)user;
  if (error->status != ENT_ERR_UNSUPPORTED) {
    ent_error_report(error);
  }
}

static ent_status
stream_check(const job *j, ent_error *error)
{
  return ferror(j->stream)
             ? ent_fail(error, ENT_ERR_IO, "", 0, ENT_NO_OFFSET,
                        "cannot write: %s", strerror(errno ? errno : EIO))
             : ENT_OK;
}

/// What is written of an article.
typedef struct {
  const ent_document *document;
  ent_marks *marks;         // NULL: none
  const ent_points *points; // NULL: not asked for
} annotation;

static const annotation *
annotation_make(const job *j, const ent_document *document, ent_arena *arena)
{
  annotation *const t = ENT_ARENA_ARRAY(arena, annotation, 1);
  t->document = document;
  if (j->asked.offsets || j->json) {
    ent_points *const points = ENT_ARENA_ARRAY(arena, ent_points, 1);
    *points = ent_points_make(arena, document->article->text);
    t->points = points;
  }
  if (j->names) {
    t->marks = ent_marks_make(ent_coref_run(j->names, document, arena), arena);
  }
  return t;
}

static const void *
document_make(const void *shared, const ent_article *article, ent_arena *arena)
{
  const job *const j = (const job *)shared;
  return annotation_make(j,
                         j->asked.tokens
                             ? ent_document_cut(j->language, article, arena)
                             : ent_document_make(j->language, article, arena),
                         arena);
}

static void
tokens_write(FILE *stream, const ent_document *d)
{
  fprintf(stream, "# %.*s\n", (int)d->article->id.len, d->article->id.data);
  for (uint32_t s = 0; s < d->n_sentences; s++) {
    for (uint32_t i = d->sentences[s].first; i < d->sentences[s].end; i++) {
      fprintf(stream, "%" PRIu32 "\t%" PRIu32 "\n", d->tokens[i].span.start,
              d->tokens[i].span.end);
    }
    putc('\n', stream);
  }
}

static ent_status
document_take(void *user, const void *result, ent_error *error)
{
  job *const j = (job *)user;
  const annotation *const t = (const annotation *)result;
  if (j->asked.tokens) {
    tokens_write(j->stream, t->document);
  } else if (j->json) {
    ent_json_document(t->document, t->points, t->marks, j->stream);
  } else {
    ent_conllu c = {.document = t->document,
                    .stream = j->stream,
                    .marks = t->marks,
                    .points = t->points};
    ent_conllu_document(&c);
  }
  j->written++;
  return stream_check(j, error);
}

static const void *
given_make(const void *shared, const ent_article *article, ent_arena *arena)
{
  const job *const j = (const job *)shared;
  const ent_given *const g = &j->given;
  return annotation_make(j,
                         ent_document_of_words(j->language, article, g->words,
                                               g->ends, g->n_sentences, arena),
                         arena);
}

/// Writes the lines of the input again, with the columns of words filled.
static void
given_write(const job *j, const annotation *t)
{
  const ent_given *const g = &j->given;
  ent_conllu c = {.document = t->document,
                  .stream = j->stream,
                  .marks = t->marks,
                  .points = t->points};
  uint32_t id = 0;
  uint32_t sentence = 0;
  bool told = false;
  for (size_t i = 0; i < g->n_lines; i++) {
    const ent_given_line *const l = &g->lines[i];
    if (!told && (i > 0 || !l->newdoc)) { // behind "# newdoc"
      ent_conllu_global(&c);
      told = true;
    }
    if (l->begins && sentence < t->document->n_sentences) {
      ent_conllu_spans(&c, sentence++);
    }
    if (l->word != ENT_NONE) {
      ent_conllu_token(&c, l->word, ++id,
                       l->space_after ? ENT_TEXT("")
                                      : ENT_TEXT("SpaceAfter=No"));
    } else if (l->line.len) {
      ent_given_line_write(l, j->stream);
    } else if (id) {
      putc('\n', j->stream);
      id = 0;
    }
  }
  if (id) {
    putc('\n', j->stream);
  }
}

static ent_status
given_take(void *user, const void *result, ent_error *error)
{
  job *const j = (job *)user;
  const annotation *const t = (const annotation *)result;
  if (j->json) {
    ent_json_document(t->document, t->points, t->marks, j->stream);
  } else {
    given_write(j, t);
  }
  j->written++;
  return stream_check(j, error);
}

/// One input of words while it is read and written.
typedef struct {
  job *job;
  ent_given_reader *reader;
  ent_arena *arena;
  ent_status status;
  ent_error *error;
} giving;

/// Writes what an input has, a stretch at a time.
static void
given_each(void *user)
{
  giving *const g = (giving *)user;
  job *const j = g->job;
  const ent_work work = {given_make, j, given_take, j};
  for (;;) {
    ent_arena_reset(g->arena);
    g->status = ent_given_read(g->reader, g->arena, &j->given, g->error);
    if (g->status != ENT_OK || j->given.n_lines == 0) {
      return;
    }
    g->status = ent_work_do(&work, &j->given.article, g->error);
    if (g->status != ENT_OK) {
      return;
    }
  }
}

static ent_status
given_annotate(job *j, const char *path, FILE *stream, ent_error *error)
{
  giving g = {j, ent_given_reader_new(stream, path), ent_arena_new(), ENT_OK,
              error};
  ent_status status = ENT_ERR_MEMORY;
  if (g.reader && g.arena) {
    status = ent_arena_guard(g.arena, given_each, &g);
    status = status == ENT_OK ? g.status : status;
  }
  ent_arena_free(g.arena);
  ent_given_reader_free(g.reader);
  return status;
}

/// Reads one file of words, or standard input.
static ent_status
given_open(job *j, const char *path, ent_error *error)
{
  const bool standard = strcmp(path, "-") == 0;
  struct stat found;
  FILE *const stream = standard ? stdin : fopen(path, "rb");
  if (!stream || fstat(fileno(stream), &found) != 0) {
    ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET, "cannot read: %s",
             strerror(errno));
  } else if (S_ISDIR(found.st_mode)) {
    ent_fail(error, ENT_ERR_IO, path, 0, ENT_NO_OFFSET,
             "is a folder; --pretokenised reads files");
  } else {
    (void)given_annotate(j, standard ? "standard input" : path, stream, error);
  }
  if (stream && !standard) {
    fclose(stream);
  }
  return error->status;
}

/// What loading needs, handed through ent_arena_guard().
typedef struct {
  job *job;
  ent_status status;
  ent_error *error;
} loading;

static void
load(void *user)
{
  loading *const l = (loading *)user;
  job *const j = l->job;
  char beside[4096];
  const char *dir = ent_data_dir(j->asked.inputs.data, beside, sizeof beside);
  l->status = (j->asked.tokens ? ent_language_load_words
               : j->asked.alone
                   ? ent_language_load_trees
                   : ent_language_load)(j->arena, dir, &j->language, l->error);
  if (l->status == ENT_OK && !j->asked.tokens && !j->asked.alone) {
    l->status = ent_names_load(j->arena, dir, &j->names, l->error);
  }
}

/// Reads all inputs and writes the result.
static ent_status
job_run(job *j, const char *const *inputs, size_t n, ent_error *error)
{
  loading l = {j, ENT_OK, error};
  ent_status status = ent_arena_guard(j->arena, load, &l);
  status = status == ENT_OK ? l.status : status;
  if (status == ENT_OK) {
    status = ent_output_open(j->output, j->asked.output, &j->stream, error);
  }
  if (status == ENT_OK && !j->asked.given) {
    const ent_work work = {document_make, j, document_take, j};
    status = ent_pool_run(&work, inputs, n, &j->reading, j->jobs, NULL, error);
  }
  for (size_t i = 0; status == ENT_OK && j->asked.given && i < n; i++) {
    status = given_open(j, inputs[i], error);
  }
  if (status == ENT_OK && !j->written && !j->skipped) {
    status = ent_fail(error, ENT_ERR_SYNTAX, inputs[0], 0, ENT_NO_OFFSET,
                      j->asked.given ? "no word found" : "no article found");
  }
  // Without an article the earlier file is worth more.
  if (status == ENT_OK && j->written) {
    status = ent_output_commit(j->output, error);
  }
  return ent_output_blame(j->asked.output, status, error);
}

static bool
job_check(const ent_command *self, job *j)
{
  ent_text base;
  if (j->asked.tokens && (j->asked.given || j->asked.type)) {
    ent_usage_report(self, "--tokens has no meaning with --%s",
                     j->asked.given ? "pretokenised" : "type");
    return false;
  }
  j->json = j->asked.type && strcmp(j->asked.type, "json") == 0;
  if (!ent_inputs_check(self, &j->asked.inputs, 1, &base, &j->reading) ||
      !ent_value_jobs(self, "jobs", j->asked.jobs, &j->jobs)) {
    return false;
  }
  j->reading.id = j->reading.id ? j->reading.id : "stdin";
  j->reading.on_skip = skip;
  j->reading.on_note = note;
  j->reading.skip_user = j;
  return true;
}

static int
run(const ent_command *self, int argc, char **argv)
{
  static const char *const standard[] = {"-"};
  job j = {0};
  ent_error error = {0};
  int first;
  const int bad = ent_options_parse(self, argc, argv, &j.asked, &first);
  if (bad != ENT_OPTIONS_GOOD) {
    return bad;
  }
  if (!job_check(self, &j)) {
    return ENT_EXIT_FAILED;
  }
  j.arena = ent_arena_new();
  j.output = ent_output_new();
  ent_status status = ENT_ERR_MEMORY;
  if (j.arena && j.output) {
    const bool any = first < argc;
    status = job_run(&j, any ? (const char *const *)argv + first : standard,
                     any ? (size_t)(argc - first) : 1, &error);
  }
  if (status != ENT_OK) {
    ent_error_report(&error);
  }
  ent_output_free(j.output);
  ent_language_free(j.language);
  ent_arena_free(j.arena);
  return ent_exit_status(status, j.skipped, j.written);
}

const ent_command ent_command_annotate = {
    .name = "annotate",
    .summary = "write words with tags, trees, names and coreference",
    .arguments = "[INPUT]...",
    .detail = "Reads articles from files, folders and standard input, as "
              "'entente extract' does, and writes CoNLL-U: sentences, words, "
              "lemmas, UPOS and Penn tags, heads and relations of UD v2, and "
              "in MISC the names, as NE=B-PERSON, and what means the same "
              "thing, as Entity=(e1-person-1); '# spans = 1-2:PERSON' tells "
              "all spans. With --type=json it writes the same as JSON. With "
              "--pretokenised it reads words instead, and "
              "keeps them.",
    .options = options,
    .run = run,
};
