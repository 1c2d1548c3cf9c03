// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/conllu.h"

#include "extractor/base/text.h"

#include <inttypes.h>

/// Writes `text`; what would break the line becomes a blank.
static void
text_write(FILE *stream, ent_text text)
{
  for (size_t from = 0; from < text.len;) {
    size_t end = from;
    while (end < text.len && (unsigned char)text.data[end] >= ' ') {
      end++;
    }
    fwrite(text.data + from, 1, end - from, stream);
    if (end < text.len) {
      putc(' ', stream);
      end++;
    }
    from = end;
  }
}

bool
ent_conllu_is_name(const ent_label_span *span)
{
  return !span->inner && !ent_text_equal(span->label, ENT_TEXT("TITLE")) &&
         !ent_text_equal(span->label, ENT_TEXT("DATE"));
}

static void
column_write(FILE *stream, ent_text text)
{
  putc('\t', stream);
  text_write(stream, text.len ? text : ENT_TEXT("_"));
}

/// Finds the outermost name that token `i` is in, or NULL.
static const ent_label_span *
name_find(ent_conllu *c, uint32_t i)
{
  const ent_document *const d = c->document;
  while (c->name < d->n_labels && (d->labels[c->name].end <= i ||
                                   !ent_conllu_is_name(&d->labels[c->name]))) {
    c->name++;
  }
  return c->name < d->n_labels && d->labels[c->name].first <= i
             ? &d->labels[c->name]
             : NULL;
}

static void
misc_write(ent_conllu *c, uint32_t i, ent_text misc)
{
  const ent_label_span *const name = name_find(c, i);
  const ent_span span = c->document->tokens[i].span;
  bool any = misc.len > 0;
  putc('\t', c->stream);
  text_write(c->stream, misc);
  if (name) {
    fprintf(c->stream, "%sNE=%c-%.*s", any ? "|" : "",
            name->first == i ? 'B' : 'I', (int)name->label.len,
            name->label.data);
    any = true;
  }
  if (c->marks) {
    any |= ent_marks_write(c->marks, i, !any, c->stream);
  }
  if (c->points) {
    fprintf(c->stream, "%sStart=%" PRIu32 "|End=%" PRIu32, any ? "|" : "",
            ent_points_at(c->points, span.start),
            ent_points_at(c->points, span.end));
    any = true;
  }
  fputs(any ? "\n" : "_\n", c->stream);
}

void
ent_conllu_token(ent_conllu *c, uint32_t i, uint32_t id, ent_text misc)
{
  const ent_document *const d = c->document;
  const ent_token *const t = &d->tokens[i];
  fprintf(c->stream, "%" PRIu32, id);
  column_write(c->stream, t->form);
  column_write(c->stream, t->lemma);
  column_write(c->stream, ent_text_from(ent_upos_name(t->upos)));
  column_write(c->stream, t->xpos);
  if (t->relation.len) {
    const uint32_t first = d->sentences[t->sentence].first;
    fprintf(c->stream, "\t_\t%" PRIu32,
            t->head == ENT_NO_TOKEN ? 0 : t->head - first + 1);
  } else {
    fputs("\t_\t_", c->stream);
  }
  column_write(c->stream, t->relation);
  fputs("\t_", c->stream);
  misc_write(c, i, misc);
}

void
ent_conllu_spans(ent_conllu *c, uint32_t index)
{
  const ent_document *const d = c->document;
  const ent_sentence *const s = &d->sentences[index];
  const uint32_t first = c->span;
  for (; c->span < d->n_labels && d->labels[c->span].first < s->end;
       c->span++) {
    const ent_label_span *const l = &d->labels[c->span];
    fprintf(c->stream, "%s%" PRIu32 "-%" PRIu32 ":%.*s",
            c->span == first ? "# spans = " : " ", l->first - s->first + 1,
            l->end - s->first, (int)l->label.len, l->label.data);
  }
  if (c->span > first) {
    putc('\n', c->stream);
  }
}

static bool
is_joined(const ent_document *d, uint32_t i)
{
  return i < d->n_tokens && !d->tokens[i].space_before &&
         d->tokens[i - 1].span.end == d->tokens[i].span.start;
}

static bool
is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (unsigned char)c >= 0x80;
}

/// Says whether token `i` is one orthographic word with the one before it:
/// "do" "n't", "can" "not", "Riga" "'s".
static bool
is_clitic(const ent_document *d, uint32_t i, uint32_t end)
{
  const ent_token *const t = &d->tokens[i];
  if (i >= end || !is_joined(d, i) || t->upos == ENT_UPOS_PUNCT ||
      t->upos == ENT_UPOS_SYM || t->shape == ENT_SHAPE_NUMBER) {
    return false;
  }
  const ent_text before = d->tokens[i - 1].lower;
  const bool apostrophe = t->lower.data[0] == '\'';
  return is_letter(before.data[before.len - 1])
             ? apostrophe || is_letter(t->lower.data[0])
             : apostrophe && d->tokens[i - 1].shape == ENT_SHAPE_NUMBER;
}

static ent_text
space_after(const ent_document *d, uint32_t i)
{
  return is_joined(d, i + 1) ? ENT_TEXT("SpaceAfter=No") : ENT_TEXT("");
}

/// Writes `# text`: the words, one blank where the text has white space.
static void
words_write(FILE *stream, const ent_document *d, const ent_sentence *s)
{
  fputs("# text = ", stream);
  for (uint32_t i = s->first; i < s->end; i++) {
    if (i > s->first && !is_joined(d, i)) {
      putc(' ', stream);
    }
    text_write(stream, d->tokens[i].form);
  }
  putc('\n', stream);
}

/// Writes the line of a multiword token if one begins at `i`; returns the end
/// of its words.
static uint32_t
range_write(FILE *stream, const ent_document *d, const ent_sentence *s,
            uint32_t i)
{
  uint32_t end = i + 1;
  while (is_clitic(d, end, s->end)) {
    end++;
  }
  if (end > i + 1) {
    const ent_span span = {d->tokens[i].span.start,
                           d->tokens[end - 1].span.end};
    fprintf(stream, "%" PRIu32 "-%" PRIu32, i - s->first + 1, end - s->first);
    column_write(stream, ent_text_slice(d->article->text, span));
    fputs("\t_\t_\t_\t_\t_\t_\t_", stream);
    column_write(stream, space_after(d, end - 1));
    putc('\n', stream);
  }
  return end;
}

static void
sentence_write(ent_conllu *c, uint32_t index)
{
  const ent_document *const d = c->document;
  const ent_sentence *const s = &d->sentences[index];
  if (index == 0 || d->sentences[index - 1].paragraph != s->paragraph) {
    fputs("# newpar\n", c->stream);
  }
  fputs("# sent_id = ", c->stream);
  text_write(c->stream, d->article->id);
  fprintf(c->stream, "-%" PRIu32 "\n", index + 1);
  words_write(c->stream, d, s);
  ent_conllu_spans(c, index);
  uint32_t range = s->first; // end of the last multiword token, or of its one
  for (uint32_t i = s->first; i < s->end; i++) {
    const bool alone = i >= range;
    if (alone) {
      range = range_write(c->stream, d, s, i);
    }
    ent_conllu_token(c, i, i - s->first + 1,
                     alone && range == i + 1 ? space_after(d, i)
                                             : ENT_TEXT(""));
  }
  putc('\n', c->stream);
}

void
ent_conllu_global(const ent_conllu *c)
{
  if (c->marks) {
    fputs("# global.Entity = eid-etype-head\n", c->stream);
  }
}

void
ent_conllu_document(ent_conllu *c)
{
  if (c->document->n_sentences) {
    fputs("# newdoc id = ", c->stream);
    text_write(c->stream, c->document->article->id);
    putc('\n', c->stream);
    ent_conllu_global(c);
  }
  for (uint32_t i = 0; i < c->document->n_sentences; i++) {
    sentence_write(c, i);
  }
}
