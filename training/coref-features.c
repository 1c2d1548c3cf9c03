// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints what training/coref.py learns from:
///
///   coref-features DATA FILE.conllu
///
/// Reads words, tags, trees, names (`# spans = start-end:LABEL …`, words from
/// 1, end inclusive) and documents (`# newdoc`) of CoNLL-U.  Little-endian:
/// rows of traits and of likenesses, then for each document u32 referents, and
/// for each referent u32 head, first, end (words of the document), kind, u16
/// traits, u32 candidates, and for each u32 its number and u16 likenesses.

#include "extractor/base/data.h"
#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "extractor/mention/coref.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1 << 20, COLUMNS = 10 };

typedef struct {
  const ent_names *names;
  ent_arena *arena;
  ENT_VECTOR(ent_token) tokens;
  ENT_VECTOR(ent_sentence) sentences;
  ENT_VECTOR(ent_label_span) labels;
  uint32_t first; ///< First token of the sentence that is read
  uint32_t paragraph;
} reading;

static ent_shape
shape_of(ent_text form)
{
  bool upper = false, lower = false, first = false;
  for (size_t i = 0; i < form.len; i++) {
    const char c = form.data[i];
    upper |= c >= 'A' && c <= 'Z' && i > 0;
    first |= c >= 'A' && c <= 'Z' && i == 0;
    lower |= c >= 'a' && c <= 'z';
  }
  return first && upper && !lower ? ENT_SHAPE_UPPER
         : first && upper         ? ENT_SHAPE_MIXED
         : first                  ? ENT_SHAPE_CAPITAL
         : lower                  ? ENT_SHAPE_LOWER
                                  : ENT_SHAPE_OTHER;
}

static void
word_read(reading *r, char *const *columns)
{
  ent_token *const t = ENT_PUSH(r->arena, &r->tokens);
  const char *const head = columns[6];
  t->form = ent_arena_copy(r->arena, columns[1], strlen(columns[1]));
  t->lower = ent_text_lower(r->arena, t->form);
  t->lemma = ent_text_lower(r->arena, ent_text_from(columns[2]));
  t->upos = ent_upos_find(ent_text_from(columns[3]));
  t->xpos = ent_arena_copy(r->arena, columns[4], strlen(columns[4]));
  t->relation = ent_arena_copy(r->arena, columns[7], strlen(columns[7]));
  t->head = strcmp(head, "0") == 0
                ? ENT_NO_TOKEN
                : r->first + (uint32_t)strtoul(head, NULL, 10) - 1;
  t->shape = shape_of(t->form);
  t->sentence = (uint32_t)r->sentences.n;
}

/// Reads "2-3:PERSON 7-7:PLACE" for the sentence that follows.
static void
spans_read(reading *r, char *text)
{
  for (char *at = strtok(text, " \n"); at; at = strtok(NULL, " \n")) {
    unsigned first, last;
    char label[32];
    if (sscanf(at, "%u-%u:%31s", &first, &last, label) == 3) {
      ent_label_span *const l = ENT_PUSH(r->arena, &r->labels);
      l->first = r->first + first - 1;
      l->end = r->first + last;
      l->label = ent_arena_copy(r->arena, label, strlen(label));
    }
  }
}

static void
sentence_end(reading *r)
{
  if (r->tokens.n > r->first) {
    ent_sentence *const s = ENT_PUSH(r->arena, &r->sentences);
    s->first = r->first;
    s->end = (uint32_t)r->tokens.n;
    s->paragraph = r->paragraph;
    r->first = s->end;
  }
}

static void
number_write(uint32_t value)
{
  fwrite(&value, sizeof value, 1, stdout);
}

static void
document_write(reading *r)
{
  static uint16_t rows[ENT_COREF_CANDIDATES][ENT_COREF_LIKES];
  uint32_t candidates[ENT_COREF_CANDIDATES];
  uint16_t traits[ENT_COREF_TRAITS];
  const ent_document document = {
      .tokens = r->tokens.items,
      .n_tokens = (uint32_t)r->tokens.n,
      .sentences = r->sentences.items,
      .n_sentences = (uint32_t)r->sentences.n,
      .labels = r->labels.items,
      .n_labels = (uint32_t)r->labels.n,
  };
  const ent_referents *const all =
      ent_referents_find(r->names, &document, r->arena);
  number_write(all->n);
  for (uint32_t i = 0; i < all->n; i++) {
    const ent_referent *const m = &all->items[i];
    const uint32_t n = ent_coref_candidates(all, i, candidates);
    number_write(m->head);
    number_write(m->first);
    number_write(m->end);
    number_write(m->kind);
    ent_coref_traits(all, i, traits);
    fwrite(traits, sizeof traits, 1, stdout);
    ent_coref_likes(all, i, candidates, n, rows);
    number_write(n);
    for (uint32_t k = 0; k < n; k++) {
      number_write(candidates[k]);
      fwrite(rows[k], sizeof rows[k], 1, stdout);
    }
  }
  const ent_names *const names = r->names;
  ent_arena *const arena = r->arena;
  ent_arena_reset(arena);
  *r = (reading){.names = names, .arena = arena};
}

static void
file_read(reading *r, FILE *file, char *line)
{
  static const char spans[] = "# spans = ";
  while (fgets(line, LINE, file)) {
    char *columns[COLUMNS] = {line};
    uint32_t n = 1;
    line[strcspn(line, "\n")] = '\0';
    if (strncmp(line, "# newdoc", 8) == 0 && r->tokens.n) {
      document_write(r);
    } else if (strncmp(line, "# newpar", 8) == 0) {
      r->paragraph++;
    } else if (strncmp(line, spans, sizeof spans - 1) == 0) {
      spans_read(r, line + sizeof spans - 1);
    } else if (!*line) {
      sentence_end(r);
    }
    for (char *at = line; *line != '#' && n < COLUMNS && *at; at++) {
      if (*at == '\t') {
        *at = '\0';
        columns[n++] = at + 1;
      }
    }
    if (n == COLUMNS && !strpbrk(columns[0], "-.")) {
      word_read(r, columns);
    }
  }
  sentence_end(r);
  if (r->tokens.n) {
    document_write(r);
  }
}

int
main(int argc, char **argv)
{
  ent_error error = {.status = ENT_OK};
  ent_arena *const arena = ent_arena_new();
  reading r = {.arena = ent_arena_new()};
  FILE *const file = argc == 3 ? fopen(argv[2], "r") : NULL;
  char *const line = malloc(LINE);
  if (!arena || !r.arena || !file || !line ||
      ent_names_load(arena, argv[1], &r.names, &error) != ENT_OK) {
    fprintf(stderr, "cannot read: %s\n", error.message);
    return 1;
  }
  number_write(ent_coref_trait_rows());
  number_write(ent_coref_like_rows());
  file_read(&r, file, line);
  fclose(file);
  free(line);
  ent_arena_free(r.arena);
  ent_arena_free(arena);
  return fflush(stdout) != 0;
}
