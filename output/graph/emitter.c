// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "output/graph/emitter.h"

#include "extractor/base/text.h"

#include <string.h>

static uint64_t
hash_of(const ent_emitted *s)
{
  uint64_t h = ent_text_hash(ENT_HASH_SEED, s->subject);
  h = ent_text_hash(h, s->predicate);
  h = ent_text_hash(h, s->object.value) * 0x9e3779b97f4a7c15u;
  return h ^ h >> 32;
}

static bool
is_same(const ent_emitted *a, const ent_emitted *b)
{
  return a->hash == b->hash && a->object.kind == b->object.kind &&
         ent_text_equal(a->subject, b->subject) &&
         ent_text_equal(a->predicate, b->predicate) &&
         ent_text_equal(a->object.value, b->object.value) &&
         ent_text_equal(a->object.datatype, b->object.datatype) &&
         ent_text_equal(a->object.lang, b->object.lang);
}

/// Finds the slot of `s`, or the free one where it belongs.
static ent_emitted *
slot_of(const ent_emitter *e, const ent_emitted *s)
{
  size_t i = (size_t)s->hash & (e->room - 1);
  while (e->slots[i].subject.data && !is_same(&e->slots[i], s)) {
    i = (i + 1) & (e->room - 1);
  }
  return &e->slots[i];
}

static void
grow(ent_emitter *e)
{
  ent_emitted *const old = e->slots;
  const size_t n = e->room;
  e->room = n ? n * 2 : 512;
  e->slots = ENT_ARENA_ARRAY(e->arena, ent_emitted, e->room);
  for (size_t i = 0; i < n; i++) {
    if (old[i].subject.data) {
      *slot_of(e, &old[i]) = old[i];
    }
  }
}

void
ent_emitter_begin(ent_emitter *emitter, ent_arena *arena, ent_text graph)
{
  emitter->arena = arena;
  emitter->graph = graph;
  emitter->status = ENT_OK;
  emitter->n = 0;
  emitter->room = 0;
  grow(emitter);
}

static void
emit(ent_emitter *e, ent_text subject, ent_text predicate, ent_term object)
{
  ent_emitted s = {subject, predicate, object, 0};
  if (e->status != ENT_OK) {
    return;
  }
  s.hash = hash_of(&s);
  ent_emitted *slot = slot_of(e, &s);
  if (slot->subject.data) {
    return;
  }
  *slot = s;
  if (++e->n * 2 > e->room) {
    grow(e);
  }
  const ent_statement statement = {{.kind = ENT_TERM_IRI, .value = subject},
                                   {.kind = ENT_TERM_IRI, .value = predicate},
                                   object,
                                   {.kind = ENT_TERM_IRI, .value = e->graph}};
  e->status = e->fn(e->user, &statement, e->error);
}

void
ent_emit_iri(ent_emitter *emitter, ent_text subject, ent_text predicate,
             ent_text object)
{
  emit(emitter, subject, predicate,
       (ent_term){.kind = ENT_TERM_IRI, .value = object});
}

void
ent_emit_text(ent_emitter *emitter, ent_text subject, ent_text predicate,
              ent_text text)
{
  if (text.len) {
    emit(emitter, subject, predicate,
         (ent_term){.kind = ENT_TERM_LITERAL, .value = text});
  }
}

void
ent_emit_english(ent_emitter *emitter, ent_text subject, ent_text predicate,
                 ent_text text)
{
  if (text.len) {
    emit(emitter, subject, predicate,
         (ent_term){
             .kind = ENT_TERM_LITERAL, .value = text, .lang = ENT_TEXT("en")});
  }
}

void
ent_emit_typed(ent_emitter *emitter, ent_text subject, ent_text predicate,
               ent_text lexical, ent_text datatype)
{
  emit(emitter, subject, predicate,
       (ent_term){
           .kind = ENT_TERM_LITERAL, .value = lexical, .datatype = datatype});
}
