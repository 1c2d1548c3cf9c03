// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/article/columns.h"
#include "extractor/article/reading.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <string.h>

static const ent_reader *const readers[] = {
    &ent_reader_text, &ent_reader_csv,        &ent_reader_tsv,
    &ent_reader_json, &ent_reader_json_lines,
};

/// Returns the last ".ext" of `name`: at most six letters and digits, the
/// first a letter; its end if it has none.
static const char *
extension(const char *name)
{
  const char *dot = strrchr(name, '.');
  const char *const end = name + strlen(name);
  if (!dot || dot == name || end - dot < 2 || end - dot > 7 ||
      (dot[1] >= '0' && dot[1] <= '9') || strchr(dot, '/')) {
    return end;
  }
  return dot;
}

ent_text
ent_name_stem(const char *name)
{
  return (ent_text){name, (size_t)(extension(name) - name)};
}

const ent_reader *
ent_reader_find(const char *name)
{
  const ent_text found = ent_text_from(extension(name));
  for (size_t i = 0; found.len && i < sizeof readers / sizeof *readers; i++) {
    const char *at = readers[i]->extensions;
    while (*at) {
      const size_t len = strcspn(at, " ");
      if (len == found.len && ent_ascii_starts(found, (ent_text){at, len})) {
        return readers[i];
      }
      at += len + strspn(at + len, " ");
    }
  }
  return NULL;
}

void
ent_reading_skip(ent_reading *reading, const ent_error *why)
{
  reading->skipped++;
  if (reading->options->on_skip) {
    reading->options->on_skip(reading->options->skip_user, why);
  }
}

void
ent_reading_note(ent_reading *reading, const ent_error *what)
{
  if (reading->options->on_note) {
    reading->options->on_note(reading->options->skip_user, what);
  }
}

void
ent_input_skip(ent_input *input, const ent_error *why)
{
  ent_reading_skip(input->reading, why);
}

/// One record on its way to an article.
typedef struct {
  ent_input *input;
  const ent_record *record;
  ent_article article;
  ent_status status;
  ent_error error;
} making;

/// Puts the place of the record into the error, where it has none.
static void
place_set(making *m)
{
  const bool row = m->record->row > 0;
  if (m->error.source[0] == '\0') {
    ent_error placed = {0};
    ent_fail(&placed, m->error.status, m->input->path, m->record->line,
             row ? m->record->offset : m->error.offset, "%s", m->error.message);
    m->error = placed;
  }
}

static void
fail(making *m, ent_status status, const char *message)
{
  m->status =
      ent_fail(&m->error, status, NULL, 0, ENT_NO_OFFSET, "%s", message);
}

/// Decodes a short field; absent if it is empty.
static ent_text
field_decode(making *m, ent_field field)
{
  ent_text text = {NULL, 0};
  const ent_text raw = m->record->values[field];
  if (m->status == ENT_OK && raw.data) {
    m->status = ent_decode(m->input->arena, raw, &text, &m->error);
  }
  text = text.data ? ent_text_trim(text) : text;
  return text.len ? text : (ent_text){NULL, 0};
}

/// Makes "<input>/<id or row>", or the input's own id.
static ent_text
id_make(making *m)
{
  const ent_text base = m->input->id;
  if (m->record->row == 0) {
    return base;
  }
  ent_text own = field_decode(m, ENT_FIELD_ID);
  char number[24];
  if (!own.data) {
    char *at = number + sizeof number;
    for (uint64_t n = m->record->row; n || at == number + sizeof number;
         n /= 10) {
      *--at = (char)('0' + n % 10);
    }
    own = (ent_text){at, (size_t)(number + sizeof number - at)};
  }
  char *id = (char *)ent_arena_alloc(m->input->arena, base.len + own.len + 2);
  memcpy(id, base.data, base.len);
  id[base.len] = '/';
  memcpy(id + base.len + 1, own.data, own.len);
  return (ent_text){id, base.len + own.len + 1};
}

/// Reads the date; one that cannot be read is told, once an input.
static void
date_set(making *m, ent_text date)
{
  ent_input *input = m->input;
  ent_head_day day = {0, 0, 0};
  if (ent_date_read(input->words, date, m->record->order, &day)) {
    ent_head_day_write(day, m->article.published);
  }
  if (!m->article.published[0] && !input->dates_noted) {
    bool open = false;
    ent_date_order_find(date, &open);
    ent_error what = {0};
    ent_fail(&what, ENT_ERR_SYNTAX, input->path, m->record->line,
             m->record->offset, "dates such as \"%.*s\" %s; write YYYY-MM-DD",
             (int)(date.len < 40 ? date.len : 40), date.data,
             open ? "are ambiguous and left out"
                  : "cannot be read and are left out");
    ent_reading_note(input->reading, &what);
    input->dates_noted = true;
  }
}

/// Refuses a text in another language.
static void
language_check(making *m)
{
  const ent_tongues *const tongues = m->input->reading->tongues;
  if (m->status == ENT_OK && tongues) {
    const ent_text name = ent_tongue_of(tongues, m->article.text);
    if (name.len) {
      m->status =
          ent_fail(&m->error, ENT_ERR_UNSUPPORTED, NULL, 0, ENT_NO_OFFSET,
                   "is in %.*s and only English is read; give "
                   "--language=any to read it all the same",
                   (int)name.len, name.data);
    }
  }
}

/// Fills the article from the record and its text's head.
static void
article_make(void *user)
{
  making *m = (making *)user;
  ent_arena *arena = m->input->arena;
  ent_article *a = &m->article;
  const ent_text raw = m->record->values[ENT_FIELD_TEXT];
  if (raw.len > m->input->max_bytes) {
    fail(m, ENT_ERR_LIMIT, "the article is longer than allowed");
    return;
  }
  m->status = ent_decode(arena, raw, &a->text, &m->error);
  if (m->status == ENT_OK && ent_text_trim(a->text).len == 0) {
    fail(m, ENT_ERR_SYNTAX, "is empty: there is no text to read");
  }
  language_check(m);
  a->id = id_make(m);
  a->source = m->input->name;
  a->title = field_decode(m, ENT_FIELD_TITLE);
  a->publisher = field_decode(m, ENT_FIELD_PUBLISHER);
  a->author = field_decode(m, ENT_FIELD_AUTHOR);
  a->url = field_decode(m, ENT_FIELD_URL);
  const ent_text date = field_decode(m, ENT_FIELD_DATE);
  if (m->status != ENT_OK) {
    return;
  }
  if (date.data) {
    date_set(m, date);
  }
  ent_head_read(m->input->words, arena, a);
}

/// Reports a second article with the same id.
static void
id_claim(void *user)
{
  making *m = (making *)user;
  uint32_t *seen = ent_map_at(m->input->reading->ids, m->article.id, 0);
  if (*seen) {
    m->status =
        ent_fail(&m->error, ENT_ERR_DUPLICATE, NULL, 0, ENT_NO_OFFSET,
                 "another article has the id \"%.*s\"; rename one",
                 (int)(m->article.id.len < 200 ? m->article.id.len : 200),
                 m->article.id.data);
  }
  *seen = 1;
}

ent_status
ent_input_emit(ent_input *input, const ent_record *record, ent_error *error)
{
  making m;
  memset(&m, 0, sizeof m);
  m.input = input;
  m.record = record;
  m.error.offset = ENT_NO_OFFSET;
  if (ent_arena_guard(input->arena, article_make, &m) != ENT_OK) {
    fail(&m, ENT_ERR_LIMIT, "needs more memory than one article may take");
  }
  if (m.status == ENT_OK &&
      ent_arena_guard(input->reading->run, id_claim, &m) != ENT_OK) {
    return ent_fail(error, ENT_ERR_MEMORY, input->path, 0, ENT_NO_OFFSET,
                    "out of memory");
  }
  ent_status status = ENT_OK;
  if (m.status == ENT_OK) {
    status = input->reading->fn(input->reading->user, &m.article, error);
  } else {
    place_set(&m);
    ent_input_skip(input, &m.error);
  }
  ent_arena_reset(input->arena);
  return status;
}

ent_status
ent_reading_stream(ent_reading *reading, const ent_reader *reader,
                   ent_stream *stream, const char *path, ent_text id,
                   ent_text name, ent_error *error)
{
  if (ent_utf8_check(id) < id.len) {
    ent_error why = {0};
    ent_fail(&why, ENT_ERR_ENCODING, path, 0, ENT_NO_OFFSET,
             "the file's name is not UTF-8; rename it");
    ent_reading_skip(reading, &why);
    return ENT_OK;
  }
  ent_input input = {reading,
                     stream,
                     path,
                     id,
                     name,
                     reading->options->map,
                     reading->max_bytes,
                     reading->words,
                     reading->article,
                     0,
                     false,
                     false,
                     ""};
  const ent_status status = reader->read(&input, error);
  ent_columns_note(&input);
  ent_arena_reset(reading->article);
  return status;
}
