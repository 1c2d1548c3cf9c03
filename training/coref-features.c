// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Prints what training/coref.py learns from:
///
///   coref-features DATA FILE.conllu
///
/// Reads documents (`# newdoc`) of words in sentences from CoNLL-U and analyses
/// them.  Little-endian: u32 rows of traits and of likenesses and numbers of a
/// word's vector; then for each document u32 referents, and for each of them
/// u32 head, first, end (words of the document), kind, u16 traits, the f32 of
/// the head's vector, u32 candidates, and for each of those u32 its number and
/// u16 likenesses.

#include "extractor/base/text.h"
#include "extractor/base/vector.h"
#include "extractor/mention/coref.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 1 << 20 };

typedef struct {
  const ent_language *language;
  const ent_names *names;
  ent_arena *arena; ///< Of one document
  ENT_VECTOR(char) text;
  ENT_VECTOR(ent_span) words;
  ENT_VECTOR(uint32_t) ends;
  float *vectors;
  uint32_t n_vector;
} reading;

static void
number_write(uint32_t value)
{
  fwrite(&value, sizeof value, 1, stdout);
}

static void
word_read(reading *r, const char *word, size_t len)
{
  ent_span *const span = ENT_PUSH(r->arena, &r->words);
  span->start = (uint32_t)r->text.n;
  for (size_t i = 0; i < len; i++) {
    *ENT_PUSH(r->arena, &r->text) = word[i];
  }
  span->end = (uint32_t)r->text.n;
  *ENT_PUSH(r->arena, &r->text) = ' ';
}

static void
sentence_end(reading *r)
{
  const uint32_t n = (uint32_t)r->words.n;
  if (n > (r->ends.n ? r->ends.items[r->ends.n - 1] : 0)) {
    *ENT_PUSH(r->arena, &r->ends) = n;
  }
}

/// Keeps the vectors of words; ent_scores_fn.
static void
vectors_take(void *user, uint32_t first, uint32_t end, const ent_scores *scores)
{
  reading *const r = (reading *)user;
  (void)first;
  (void)end;
  r->n_vector = scores->n_word;
  if (!r->vectors) {
    r->vectors =
        ENT_ARENA_ARRAY(r->arena, float, r->words.n *(size_t)r->n_vector);
  }
  memcpy(r->vectors + (size_t)scores->first * r->n_vector, scores->word,
         sizeof(float) * scores->n * r->n_vector);
}

static void
vectors_make(reading *r, const ent_document *document)
{
  ent_text *const words = ENT_ARENA_ARRAY(r->arena, ent_text, r->words.n);
  ent_word_range *const sentences =
      ENT_ARENA_ARRAY(r->arena, ent_word_range, r->ends.n);
  for (uint32_t i = 0; i < document->n_tokens; i++) {
    words[i] = document->tokens[i].form;
  }
  for (uint32_t i = 0; i < document->n_sentences; i++) {
    sentences[i] = (ent_word_range){document->sentences[i].first,
                                    document->sentences[i].end};
  }
  ent_encoder_run(document->encoder, words, sentences, document->n_sentences,
                  r->arena, vectors_take, r);
}

static void
referent_write(const reading *r, const ent_referents *all, uint32_t i)
{
  static uint16_t rows[ENT_COREF_CANDIDATES][ENT_COREF_LIKES];
  uint32_t candidates[ENT_COREF_CANDIDATES];
  uint16_t traits[ENT_COREF_TRAITS];
  const ent_referent *const m = &all->items[i];
  const uint32_t n = ent_coref_candidates(all, i, candidates);
  number_write(m->head);
  number_write(m->first);
  number_write(m->end);
  number_write(m->kind);
  ent_coref_traits(all, i, traits);
  fwrite(traits, sizeof traits, 1, stdout);
  fwrite(r->vectors + (size_t)m->head * r->n_vector, sizeof(float), r->n_vector,
         stdout);
  ent_coref_likes(all, i, candidates, n, rows);
  number_write(n);
  for (uint32_t k = 0; k < n; k++) {
    number_write(candidates[k]);
    fwrite(rows[k], sizeof rows[k], 1, stdout);
  }
}

/// Analyses and writes the document that was read; ent_arena_guard().
static void
document_write(void *user)
{
  static bool begun;
  reading *const r = (reading *)user;
  const ent_article article = {
      .id = ENT_TEXT("words"),
      .text = {r->text.items, r->text.n},
  };
  const ent_document *const document =
      ent_document_of_words(r->language, &article, r->words.items,
                            r->ends.items, (uint32_t)r->ends.n, r->arena);
  const ent_referents *const all =
      ent_referents_find(r->names, document, r->arena);
  vectors_make(r, document);
  if (!begun) {
    number_write(ent_coref_trait_rows());
    number_write(ent_coref_like_rows());
    number_write(r->n_vector);
    begun = true;
  }
  number_write(all->n);
  for (uint32_t i = 0; i < all->n; i++) {
    referent_write(r, all, i);
  }
}

static bool
document_end(reading *r)
{
  sentence_end(r);
  if (r->words.n && ent_arena_guard(r->arena, document_write, r) != ENT_OK) {
    return false;
  }
  const reading next = {
      .language = r->language, .names = r->names, .arena = r->arena};
  ent_arena_reset(r->arena);
  *r = next;
  return true;
}

static bool
file_read(reading *r, FILE *file, char *line)
{
  bool good = true;
  while (good && fgets(line, LINE, file)) {
    const size_t id = strspn(line, "0123456789");
    if (strncmp(line, "# newdoc", 8) == 0) {
      good = document_end(r);
    } else if (*line == '\n') {
      sentence_end(r);
    } else if (id && line[id] == '\t') {
      word_read(r, line + id + 1, strcspn(line + id + 1, "\t\n"));
    }
  }
  return good && document_end(r);
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
      ent_language_load(arena, argv[1], &r.language, &error) != ENT_OK ||
      ent_names_load(arena, argv[1], &r.names, &error) != ENT_OK) {
    fprintf(stderr, "cannot read: %s\n", error.message);
    free(line);
    return 1;
  }
  const bool good = file_read(&r, file, line);
  fclose(file);
  free(line);
  ent_language_free(r.language);
  ent_arena_free(r.arena);
  ent_arena_free(arena);
  return fflush(stdout) != 0 || !good;
}
