// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/fact/role.h"
#include "tests/unit/facts.h"
#include "tests/unit/tap.h"

static ent_context *context;
static ent_arena *arena;

#define TEXT                                                                   \
  "Anna Berzina, director of the Baltic Port Union, met with Karl Weiss in "   \
  "Riga on Monday. They spoke about ferries."

/// Looks at TEXT as a run does.
static const ent_scene *
scene_make(void)
{
  ent_article *const article = ENT_ARENA_ARRAY(arena, ent_article, 1);
  article->text = ENT_TEXT(TEXT);
  article->body = (ent_span){0, sizeof TEXT - 1};
  const ent_document *const d =
      ent_document_make(context->language, article, arena);
  ent_mentions *const mentions = ent_mentions_find(context->names, d, arena);
  const ent_entities *const entities =
      ent_entities_make(context->names, mentions, arena);
  return ent_scene_make(context->rules, mentions, entities, arena);
}

static bool
is_named(const ent_scene *scene, uint32_t entity, const char *name)
{
  return ent_text_equal(scene->entities->items[entity].name,
                        ent_text_from(name));
}

static void
anchors_are_cues_and_titles(void)
{
  const ent_anchors found = ent_anchors_find(scene_make());
  assert(found.cues.n >= 1 && found.titles.n == 1);
  assert(ent_text_equal(ent_anchor_kind(&found.cues.items[0]),
                        ENT_TEXT("Meeting")));
  assert(ent_text_equal(ent_anchor_kind(&found.titles.items[0]),
                        ENT_TEXT("Title")));
  for (size_t i = 1; i < found.cues.n; i++) {
    assert(found.cues.items[i - 1].first <= found.cues.items[i].first);
  }
}

static void
anchors_are_found_by_token(void)
{
  ent_anchor_list list = {0};
  assert(ent_anchors_from(&list, 3) == 0);
  for (uint32_t i = 0; i < 4; i++) {
    *ENT_PUSH(arena, &list) = (ent_anchor){0, 2 * i, 2 * i + 1, i};
  }
  assert(ent_anchors_from(&list, 0) == 0 && ent_anchors_from(&list, 1) == 1);
  assert(ent_anchors_from(&list, 6) == 3 && ent_anchors_from(&list, 7) == 4);
}

static void
features_are_rows_of_the_table(void)
{
  const ent_scene *const s = scene_make();
  const ent_anchors found = ent_anchors_find(s);
  uint16_t rows[ENT_ROLE_FEATURES];
  for (uint32_t m = 0; m < s->mentions->n; m++) {
    if (!ent_role_can(s, m)) {
      continue;
    }
    ent_role_features(s, &found.cues.items[0], m, rows);
    for (size_t i = 0; i < ENT_ROLE_FEATURES; i++) {
      assert(rows[i] < ent_role_rows());
      assert(i == 0 || rows[i - 1] < rows[i]);
    }
  }
}

static void
holders_and_participants_are_likely(void)
{
  const ent_scene *const s = scene_make();
  const ent_anchors found = ent_anchors_find(s);
  ent_roles *const roles = ent_roles_new(s);
  assert(roles);
  const ent_role_guesses holders =
      ent_roles_find(roles, &found.titles.items[0], 0.5f);
  assert(holders.n > 0 && is_named(s, holders.items[0].entity, "Anna Berzina"));
  const ent_role_guesses met =
      ent_roles_find(roles, &found.cues.items[0], 0.5f);
  size_t persons = 0;
  for (size_t i = 0; i < met.n; i++) {
    const ent_role_guess *const g = &met.items[i];
    assert(g->p >= 0.5f && g->p <= 1 && g->mention < s->mentions->n);
    assert(i == 0 || met.items[i - 1].entity <= g->entity);
    persons += is_named(s, g->entity, "Anna Berzina") ||
               is_named(s, g->entity, "Karl Weiss");
  }
  assert(persons == 2);
}

static void
without_vectors_there_are_no_roles(void)
{
  ent_scene s = *scene_make();
  ent_document d = *s.document;
  d.n_vector = ENT_WORD_DIM;
  s.document = &d;
  assert(!ent_roles_new(&s));
}

int
main(void)
{
  context = facts_load();
  arena = ent_arena_new();
  assert(arena);
  RUN(anchors_are_cues_and_titles);
  RUN(anchors_are_found_by_token);
  RUN(features_are_rows_of_the_table);
  RUN(holders_and_participants_are_likely);
  RUN(without_vectors_there_are_no_roles);
  ent_arena_free(arena);
  ent_context_free(context);
  return DONE();
}
