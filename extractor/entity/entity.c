// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/entity/entity.h"

#include "extractor/base/text.h"
#include "extractor/entity/group.h"
#include "ontology/terms.h"

#include <string.h>

static const ent_mention *
first_mention(const ent_forms *forms, uint32_t form)
{
  return &forms->mentions->items[forms->forms.items[form].first];
}

static size_t
letters_of(ent_text name)
{
  return ent_utf8_count(name);
}

/// Says whether `a` is the fuller form.
static bool
is_fuller(const ent_form *a, const ent_form *b)
{
  if (a->words.n != b->words.n) {
    return a->words.n > b->words.n;
  }
  return letters_of(a->name) > letters_of(b->name);
}

static ent_text
path_make(ent_arena *arena, ent_kind kind, ent_text name)
{
  static const char *const folders[] = {"person/", "organization/", "place/"};
  const ent_text folded = ent_text_fold(arena, name);
  const size_t n = strlen(folders[kind]);
  char *const bytes = (char *)ent_arena_alloc(arena, n + folded.len + 1);
  memcpy(bytes, folders[kind], n);
  memcpy(bytes + n, folded.data, folded.len);
  return (ent_text){bytes, n + folded.len};
}

static ent_text
class_iri(ent_arena *arena, ent_text class_name)
{
  const ent_text base = ENT_TEXT(ENT_NS_ENT);
  char *const bytes =
      (char *)ent_arena_alloc(arena, base.len + class_name.len + 1);
  memcpy(bytes, base.data, base.len);
  memcpy(bytes + base.len, class_name.data, class_name.len);
  return (ent_text){bytes, base.len + class_name.len};
}

/// The forms of one group while its entity is made.
typedef struct {
  ENT_VECTOR(ent_text) names;
  uint32_t fullest;
} group;

static void
alias_add(ent_arena *arena, group *g, ent_text name)
{
  for (size_t i = 0; i < g->names.n; i++) {
    if (ent_text_equal(g->names.items[i], name)) {
      return;
    }
  }
  *ENT_PUSH(arena, &g->names) = name;
}

static ent_entity
entity_make(const ent_forms *forms, const group *g)
{
  const ent_form *const form = &forms->forms.items[g->fullest];
  ent_entity e = {.kind = form->kind, .name = form->name};
  ent_text *const aliases =
      ENT_ARENA_ARRAY(forms->arena, ent_text, g->names.n + 1);
  for (size_t i = 0; i < g->names.n; i++) {
    if (!ent_text_equal(g->names.items[i], e.name)) {
      aliases[e.n_aliases++] = g->names.items[i];
    }
  }
  e.aliases = aliases;
  e.path = path_make(forms->arena, e.kind, e.name);
  return e;
}

static void
entity_learn(ent_arena *arena, ent_entity *e, const ent_form *form)
{
  if (!e->class_iri.data && form->class_name.data) {
    e->class_iri = class_iri(arena, form->class_name);
  }
  if (!e->country[0]) {
    memcpy(e->country, form->country, sizeof e->country);
  }
}

/// Says whether a place stands as the subject of a verb.
static bool
is_acting(const ent_mentions *mentions, const ent_mention *m)
{
  const ent_document *const d = mentions->document;
  const ent_sentence *const s = &d->sentences[m->sentence];
  return m->end < s->end &&
         (d->tokens[m->end].upos == ENT_UPOS_VERB ||
          d->tokens[m->end].upos == ENT_UPOS_AUX) &&
         (m->first == s->first || d->tokens[m->first - 1].upos != ENT_UPOS_ADP);
}

/// Collects, in the order of the text, the name forms of each group.
static group *
groups_collect(const ent_forms *forms, uint32_t *entity_of, uint32_t *n)
{
  group *const groups =
      ENT_ARENA_ARRAY(forms->arena, group, forms->forms.n + 1);
  *n = 0;
  for (uint32_t f = 0; f < forms->forms.n; f++) {
    entity_of[f] = ENT_NONE;
  }
  for (uint32_t f = 0; f < forms->forms.n; f++) {
    const uint32_t root = ent_forms_root(forms, f);
    if (entity_of[root] == ENT_NONE) {
      entity_of[root] = (*n)++;
      groups[entity_of[root]].fullest = f;
    }
    group *const g = &groups[entity_of[root]];
    if (is_fuller(&forms->forms.items[f], &forms->forms.items[g->fullest])) {
      g->fullest = f;
    }
    entity_of[f] = entity_of[root];
  }
  return groups;
}

ent_entities *
ent_entities_make(const ent_names *names, ent_mentions *mentions,
                  ent_arena *arena)
{
  ent_forms *const forms = ent_forms_make(names, mentions, arena);
  ent_forms_merge(forms);
  ent_entities *const result = ENT_ARENA_ARRAY(arena, ent_entities, 1);
  uint32_t *const entity_of =
      ENT_ARENA_ARRAY(arena, uint32_t, forms->forms.n + 1);
  group *const groups = groups_collect(forms, entity_of, &result->n);
  const ent_text text = mentions->document->article->text;
  for (uint32_t i = 0; i < mentions->n; i++) {
    ent_mention *const m = &mentions->items[i];
    if (forms->form_of[i] != ENT_NONE) {
      m->entity = entity_of[forms->form_of[i]];
      alias_add(arena, &groups[m->entity], ent_text_slice(text, m->name));
    }
  }
  result->items = ENT_ARENA_ARRAY(arena, ent_entity, result->n + 1u);
  uint8_t *const genders = ENT_ARENA_ARRAY(arena, uint8_t, result->n + 1u);
  bool *const acting = ENT_ARENA_ARRAY(arena, bool, result->n + 1u);
  for (uint32_t e = 0; e < result->n; e++) {
    result->items[e] = entity_make(forms, &groups[e]);
  }
  for (uint32_t f = (uint32_t)forms->forms.n; f-- > 0;) {
    const ent_form *const form = &forms->forms.items[f];
    ent_entity *const e = &result->items[entity_of[f]];
    entity_learn(arena, e, form);
    e->first = first_mention(forms, f)->name;
    genders[entity_of[f]] = form->gender ? form->gender : genders[entity_of[f]];
  }
  for (uint32_t i = 0; i < mentions->n; i++) {
    const ent_mention *const m = &mentions->items[i];
    if (m->entity != ENT_NONE && m->kind == ENT_MENTION_PLACE) {
      acting[m->entity] |= is_acting(mentions, m);
    }
  }
  ent_references_resolve(names, mentions, result, genders, acting, arena);
  return result;
}
