// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/fact/line.h"

#include "extractor/base/text.h"

/// The lines so far, and the bytes of the one under way.
typedef struct {
  const ent_facts *facts;
  ent_arena *arena;
  ent_lines lines;
  ENT_VECTOR(char) bytes;
} maker;

/// Adds `text` with `before` in front of it; nothing if it is absent or empty.
static void
put(maker *m, const char *before, ent_text text)
{
  for (; text.len && *before; before++) {
    *ENT_PUSH(m->arena, &m->bytes) = *before;
  }
  for (size_t i = 0; i < text.len; i++) {
    *ENT_PUSH(m->arena, &m->bytes) = text.data[i];
  }
}

static void
line_end(maker *m, const ent_source *source)
{
  const ent_text text = ent_arena_copy(m->arena, m->bytes.items, m->bytes.n);
  *ENT_PUSH(m->arena, &m->lines) = (ent_line){text, source};
  m->bytes.n = 0;
}

static ent_text
name_of(const maker *m, uint32_t entity)
{
  return entity == ENT_NONE ? (ent_text){NULL, 0}
                            : m->facts->entities[entity].name;
}

static void
happening_put(maker *m, const char *what, const ent_happening *h)
{
  put(m, what, h->type);
  put(m, " | ", h->status);
  put(m, " | name=", h->name);
  for (size_t i = 0; i < h->n_roles; i++) {
    const ent_role *const r = &h->roles[i];
    put(m, " | ", r->role);
    put(m, "=",
        r->entity != ENT_NONE ? name_of(m, r->entity)
                              : m->facts->agreements[r->agreement].type);
  }
  put(m, " | place=", name_of(m, h->place));
  put(m, " | date=", ent_text_from(h->date.value));
  line_end(m, &h->source);
}

ent_lines
ent_lines_make(const ent_facts *facts, ent_arena *arena)
{
  maker m = {.facts = facts, .arena = arena};
  for (size_t i = 0; i < facts->n_positions; i++) {
    const ent_position *const p = &facts->positions[i];
    put(&m, "position ", name_of(&m, p->person));
    put(&m, " | ", p->title);
    put(&m, " | ", name_of(&m, p->organization));
    line_end(&m, &p->source);
  }
  for (size_t i = 0; i < facts->n_events; i++) {
    happening_put(&m, "event ", &facts->events[i]);
  }
  for (size_t i = 0; i < facts->n_agreements; i++) {
    happening_put(&m, "agreement ", &facts->agreements[i]);
  }
  for (size_t i = 0; i < facts->n_relations; i++) {
    const ent_relation *const r = &facts->relations[i];
    put(&m, "relation ", r->type);
    put(&m, " | ", name_of(&m, r->subject));
    put(&m, " | ", name_of(&m, r->object));
    put(&m, " | ", ent_text_from(r->date.value));
    line_end(&m, &r->source);
  }
  return m.lines;
}

static bool
line_has(ent_text line, ent_text want)
{
  const ent_text bar = ENT_TEXT(" | ");
  for (size_t at = 0; at < want.len;) {
    size_t end = ent_text_find(want, bar, at);
    end = end == SIZE_MAX ? want.len : end;
    const ent_text part = {want.data + at, end - at};
    if (ent_text_find(line, part, 0) == SIZE_MAX) {
      return false;
    }
    at = end + bar.len;
  }
  return true;
}

const ent_line *
ent_lines_find(const ent_lines *lines, ent_text want)
{
  for (size_t i = 0; i < lines->n; i++) {
    if (line_has(lines->items[i].text, want)) {
      return &lines->items[i];
    }
  }
  return NULL;
}
