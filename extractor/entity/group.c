// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/entity/group.h"

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/mention/names.h"

#include <string.h>

static bool
makes_entity(const ent_mentions *mentions, const ent_mention *m)
{
  if (m->kind > ENT_MENTION_PLACE) {
    return false;
  }
  return m->inside == ENT_NONE ||
         mentions->items[m->inside].kind == ENT_MENTION_AMOUNT;
}

static ent_kind
kind_of(ent_mention_kind kind)
{
  return kind == ENT_MENTION_PERSON         ? ENT_PERSON
         : kind == ENT_MENTION_ORGANIZATION ? ENT_ORGANIZATION
                                            : ENT_PLACE;
}

/// Drops "the" before a name.
static ent_text
article_drop(ent_text name)
{
  const bool the = ent_text_starts(name, ENT_TEXT("the ")) ||
                   ent_text_starts(name, ENT_TEXT("The "));
  return the && name.len > 4 ? (ent_text){name.data + 4, name.len - 4} : name;
}

/// Words of two spellings, to the American one.
static ent_text
spelling(ent_text word)
{
  static const char *const pairs[][2] = {
      {"organisation", "organization"},
      {"organisations", "organizations"},
      {"centre", "center"},
      {"programme", "program"},
      {"defence", "defense"},
      {"labour", "labor"},
      {"co", "company"},
      {"corp", "corporation"},
      {"inc", "incorporated"},
      {"ltd", "limited"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (ent_text_equal(word, ent_text_from(pairs[i][0]))) {
      return ent_text_from(pairs[i][1]);
    }
  }
  return word;
}

/// Tells whether a form that ends in "City" is the name of a city of the
/// tables: "Kuwait City" is not Kuwait.
static bool
is_known_city(const ent_forms *forms, const ent_form *form)
{
  const ent_phrase *const phrase =
      ent_phrase_find(forms->names, ent_text_lower(forms->arena, form->name));
  return phrase && phrase->place_country[0];
}

/// Splits the folded name at its hyphens; "the" and "city" say nothing.
static void
words_split(const ent_forms *forms, ent_form *form)
{
  ent_arena *const arena = forms->arena;
  ent_text rest = form->folded;
  while (rest.len) {
    size_t n = ent_text_find(rest, ENT_TEXT("-"), 0);
    n = n == SIZE_MAX ? rest.len : n;
    const ent_text word = {rest.data, n};
    const bool city = form->kind == ENT_PLACE && n == rest.len &&
                      form->words.n && ent_text_equal(word, ENT_TEXT("city")) &&
                      !is_known_city(forms, form);
    if (n && !city && !ent_text_equal(word, ENT_TEXT("the"))) {
      *ENT_PUSH(arena, &form->words) = spelling(word);
    }
    n = n < rest.len ? n + 1 : n;
    rest = (ent_text){rest.data + n, rest.len - n};
  }
}

/// Joins kind and words: forms with the same key are the same.
static ent_text
key_make(ent_arena *arena, const ent_form *form)
{
  char *const bytes = (char *)ent_arena_alloc(arena, form->folded.len * 2 + 8);
  size_t len = 0;
  bytes[len++] = (char)('0' + (int)form->kind);
  for (size_t i = 0; i < form->words.n; i++) {
    bytes[len++] = '-';
    memcpy(bytes + len, form->words.items[i].data, form->words.items[i].len);
    len += form->words.items[i].len;
  }
  return (ent_text){bytes, len};
}

static void
form_learn(const ent_forms *forms, ent_form *form, const ent_mention *m)
{
  const ent_token *const first = &forms->mentions->document->tokens[m->first];
  const bool honored = m->gender && m->name.start > first->span.start;
  form->class_name = form->class_name.data ? form->class_name : m->class_name;
  if (!form->gender || (honored && !form->honored)) {
    form->gender = m->gender;
    form->honored = honored;
  }
  if (!form->country[0]) {
    memcpy(form->country, m->country, sizeof form->country);
  }
}

static ent_form
form_make(ent_forms *forms, uint32_t mention)
{
  const ent_mention *const m = &forms->mentions->items[mention];
  const ent_token *const t = &forms->mentions->document->tokens[m->first];
  const ent_text text = forms->mentions->document->article->text;
  ent_form form = {.kind = kind_of(m->kind),
                   .name = article_drop(ent_text_slice(text, m->name)),
                   .first = mention,
                   .parent = (uint32_t)forms->forms.n};
  form.folded = ent_text_fold(forms->arena, form.name);
  words_split(forms, &form);
  form.acronym = m->end - m->first == 1 && t->shape != ENT_SHAPE_CAPITAL &&
                 form.name.len < 12;
  return form;
}

static uint32_t
form_add(ent_forms *forms, ent_map *index, uint32_t mention)
{
  const ent_form form = form_make(forms, mention);
  if (!form.words.n) {
    return ENT_NONE;
  }
  const ent_text key = key_make(forms->arena, &form);
  const uint32_t at = *ent_map_at(index, key, (uint32_t)forms->forms.n);
  if (at == forms->forms.n) {
    *ENT_PUSH(forms->arena, &forms->forms) = form;
  }
  form_learn(forms, &forms->forms.items[at], &forms->mentions->items[mention]);
  return at;
}

/// Finds the form of a body inside a longer name, if it also stands alone.
static uint32_t
form_inside(ent_forms *forms, const ent_map *index, uint32_t mention)
{
  const ent_mention *const m = &forms->mentions->items[mention];
  uint32_t at = ENT_NONE;
  if (m->kind == ENT_MENTION_ORGANIZATION && m->inside != ENT_NONE) {
    const ent_form form = form_make(forms, mention);
    ent_map_get(index, key_make(forms->arena, &form), &at);
  }
  return at;
}

ent_forms *
ent_forms_make(const ent_names *names, const ent_mentions *mentions,
               ent_arena *arena)
{
  ent_forms *const forms = ENT_ARENA_ARRAY(arena, ent_forms, 1);
  ent_map *const index = ent_map_new(arena);
  forms->mentions = mentions;
  forms->names = names;
  forms->arena = arena;
  forms->form_of = ENT_ARENA_ARRAY(arena, uint32_t, mentions->n + 1u);
  for (uint32_t i = 0; i < mentions->n; i++) {
    forms->form_of[i] = makes_entity(mentions, &mentions->items[i])
                            ? form_add(forms, index, i)
                            : ENT_NONE;
  }
  for (uint32_t i = 0; i < mentions->n; i++) {
    if (forms->form_of[i] == ENT_NONE) {
      forms->form_of[i] = form_inside(forms, index, i);
    }
  }
  return forms;
}

uint32_t
ent_forms_root(const ent_forms *forms, uint32_t form)
{
  while (forms->forms.items[form].parent != form) {
    form = forms->forms.items[form].parent;
  }
  return form;
}
