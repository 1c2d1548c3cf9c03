// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/json.h"

#include "cli/conllu.h"
#include "extractor/base/text.h"

#include <inttypes.h>

/// Writes a string, which is valid UTF-8 (RFC 8259, section 7).
static void
string_write(FILE *stream, ent_text text)
{
  putc('"', stream);
  for (size_t from = 0; from < text.len;) {
    size_t end = from;
    while (end < text.len && (unsigned char)text.data[end] >= ' ' &&
           text.data[end] != '"' && text.data[end] != '\\') {
      end++;
    }
    fwrite(text.data + from, 1, end - from, stream);
    if (end < text.len) {
      const unsigned char c = (unsigned char)text.data[end++];
      fprintf(stream, c < ' ' ? "\\u%04x" : "\\%c", c);
    }
    from = end;
  }
  putc('"', stream);
}

/// Writes a member, behind the one before it.
static void
member_write(FILE *stream, const char *name, ent_text value)
{
  fprintf(stream, ",\"%s\":", name);
  string_write(stream, value);
}

static uint32_t
id_of(const ent_document *d, uint32_t token)
{
  return token - d->sentences[d->tokens[token].sentence].first + 1;
}

static void
range_write(FILE *stream, const ent_document *d, uint32_t first, uint32_t end)
{
  fprintf(stream, "\"first\":%" PRIu32 ",\"last\":%" PRIu32, id_of(d, first),
          id_of(d, end - 1));
}

static void
points_write(FILE *stream, const ent_points *points, ent_span span)
{
  fprintf(stream, "\"start\":%" PRIu32 ",\"end\":%" PRIu32,
          ent_points_at(points, span.start), ent_points_at(points, span.end));
}

static void
token_write(FILE *stream, const ent_document *d, const ent_points *points,
            const ent_token *t)
{
  putc('{', stream);
  points_write(stream, points, t->span);
  member_write(stream, "form", t->form);
  member_write(stream, "lemma", t->lemma);
  member_write(stream, "upos", ent_text_from(ent_upos_name(t->upos)));
  member_write(stream, "xpos", t->xpos);
  if (t->relation.len) {
    fprintf(stream, ",\"head\":%" PRIu32,
            t->head == ENT_NO_TOKEN ? 0 : id_of(d, t->head));
    member_write(stream, "relation", t->relation);
  }
  putc('}', stream);
}

static void
sentence_write(FILE *stream, const ent_document *d, uint32_t index,
               const ent_points *points, uint32_t *label)
{
  const ent_sentence *const s = &d->sentences[index];
  putc('{', stream);
  points_write(stream, points,
               (ent_span){d->tokens[s->first].span.start,
                          d->tokens[s->end - 1].span.end});
  fputs(",\"tokens\":[", stream);
  for (uint32_t i = s->first; i < s->end; i++) {
    fputs(i > s->first ? "," : "", stream);
    token_write(stream, d, points, &d->tokens[i]);
  }
  fputs("],\"spans\":[", stream);
  for (const char *before = "";
       *label < d->n_labels && d->labels[*label].first < s->end;
       ++*label, before = ",") {
    const ent_label_span *const l = &d->labels[*label];
    fprintf(stream, "%s{", before);
    range_write(stream, d, l->first, l->end);
    member_write(stream, "label", l->label);
    fprintf(stream, ",\"outermost\":%s}",
            ent_conllu_is_name(l) ? "true" : "false");
  }
  fputs("]}", stream);
}

/// Writes a thing, from its first referent on.
static void
thing_write(FILE *stream, const ent_document *d, const ent_marks *m,
            uint32_t referent)
{
  fprintf(stream, "{\"id\":\"e%" PRIu32 "\",\"mentions\":[",
          m->number[referent]);
  for (uint32_t i = referent; i != ENT_NONE; i = m->next[i]) {
    const ent_referent *const r = &m->referents->items[i];
    fprintf(stream, "%s{\"sentence\":%" PRIu32 ",", i == referent ? "" : ",",
            d->tokens[r->first].sentence + 1);
    range_write(stream, d, r->first, r->end);
    fprintf(stream, ",\"head\":%" PRIu32 ",\"kind\":\"%s\"}", id_of(d, r->head),
            ent_marks_kind(r));
  }
  fputs("]}", stream);
}

void
ent_json_document(const ent_document *d, const ent_points *points,
                  const ent_marks *marks, FILE *stream)
{
  uint32_t label = 0;
  fputs("{\"id\":", stream);
  string_write(stream, d->article->id);
  member_write(stream, "text", d->article->text);
  fputs(",\"sentences\":[", stream);
  for (uint32_t s = 0; s < d->n_sentences; s++) {
    fputs(s ? "," : "", stream);
    sentence_write(stream, d, s, points, &label);
  }
  putc(']', stream);
  if (marks) {
    const char *before = "";
    fputs(",\"coreference\":[", stream);
    for (uint32_t i = 0; i < marks->referents->n; i++) {
      if (marks->number[i] && marks->referents->items[i].cluster == i) {
        fputs(before, stream);
        thing_write(stream, d, marks, i);
        before = ",";
      }
    }
    putc(']', stream);
  }
  fputs("}\n", stream);
}
