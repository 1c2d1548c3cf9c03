// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads triggers and roles of rules.

#include "extractor/base/text.h"
#include "extractor/fact/load.h"

#include <string.h>

#define MAX_ALTERNATIVES 32 // of one element; longer ones are lists

static uint32_t
thing_of(ent_text name)
{
  static const struct {
    const char *name;
    uint32_t things;
  } known[] = {
      {"PERSON", ENT_THING_PERSON},
      {"ORGANISATION", ENT_THING_ORGANIZATION},
      {"PLACE", ENT_THING_PLACE},
      {"BODY", ENT_THING_ORGANIZATION | ENT_THING_PLACE},
      {"AGENT", ENT_THING_PERSON | ENT_THING_ORGANIZATION | ENT_THING_PLACE},
      {"EVENT", ENT_THING_EVENT},
      {"AGREEMENT", ENT_THING_AGREEMENT},
      {"TITLE", ENT_THING_TITLE},
      {"NATIONALITY", ENT_THING_NATIONALITY},
      {"DATE", ENT_THING_DATE},
      {"AMOUNT", ENT_THING_AMOUNT},
      {"NAMED_ORGANISATION", ENT_THING_ORGANIZATION | ENT_THING_NAMED},
      {"NAMED_PLACE", ENT_THING_PLACE | ENT_THING_NAMED},
      {"COUNTRY", ENT_THING_COUNTRY},
      {"NAMED_PERSON", ENT_THING_PERSON | ENT_THING_NAMED},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (ent_text_equal(name, ent_text_from(known[i].name))) {
      return known[i].things;
    }
  }
  return 0;
}

static bool
upos_of(ent_text name, uint32_t *upos)
{
  const ent_upos found = ent_upos_find(name);
  *upos = (uint32_t)found;
  return ent_text_equal(name, ent_text_from(ent_upos_name(found)));
}

/// Reads what an alternative is without its part of speech: word, =form,
/// $list, <UPOS>, KIND, *N, CAPITALS, QUOTED.
static ent_status
atom_kind_read(ent_loader *l, ent_text text, ent_atom *atom)
{
  const ent_text rest = {text.data + 1, text.len ? text.len - 1 : 0};
  if (!text.len) {
    return ent_loader_refuse(l, "empty alternative", text);
  }
  if (text.data[0] == '$') {
    atom->kind = ENT_ATOM_LIST;
    return ent_loader_list(l, rest, &atom->value);
  }
  if (text.data[0] == '=') {
    *atom = (ent_atom){ENT_ATOM_FORM, ent_loader_number(l, rest), 0};
    return ENT_OK;
  }
  if (text.data[0] == '*' && rest.len == 1 && rest.data[0] >= '1' &&
      rest.data[0] <= '9') {
    *atom = (ent_atom){ENT_ATOM_GAP, (uint32_t)(rest.data[0] - '0'), 0};
    return ENT_OK;
  }
  if (text.data[0] == '<' && text.data[text.len - 1] == '>') {
    atom->kind = ENT_ATOM_UPOS;
    return upos_of((ent_text){rest.data, rest.len - 1}, &atom->value)
               ? ENT_OK
               : ent_loader_refuse(l, "no such part of speech", text);
  }
  atom->value = thing_of(text);
  atom->kind = ENT_ATOM_MENTION;
  if (!atom->value) {
    const bool upper = text.len > 2 && text.data[0] >= 'A' &&
                       text.data[0] <= 'Z' && text.data[1] >= 'A' &&
                       text.data[1] <= 'Z';
    if (ent_text_equal(text, ENT_TEXT("CAPITALS"))) {
      atom->kind = ENT_ATOM_PHRASE;
    } else if (ent_text_equal(text, ENT_TEXT("QUOTED"))) {
      atom->kind = ENT_ATOM_QUOTED;
    } else if (upper) {
      return ent_loader_refuse(l, "no such kind", text);
    } else {
      *atom = (ent_atom){ENT_ATOM_WORD, ent_loader_number(l, text), 0};
    }
  }
  return ENT_OK;
}

/// Reads one alternative, with "/UPOS" behind a word or list.
static ent_status
atom_read(ent_loader *l, ent_text text, ent_atom *atom)
{
  ent_text upos = text;
  const ent_text word = ent_loader_part(&upos, '/');
  const ent_status status = atom_kind_read(l, word, atom);
  if (!status && upos.len) {
    if (!upos_of(upos, &atom->upos)) {
      return ent_loader_refuse(l, "no such part of speech", text);
    }
    atom->upos++;
  }
  return status;
}

ent_status
ent_loader_slot(const ent_loader *l, ent_node node, ent_text slot)
{
  enum { MOST = 4 };
  static const char *const known[][MOST] = {
      [ENT_NODE_EVENT] = {"name", "place", "date"},
      [ENT_NODE_AGREEMENT] = {"name", "place", "date"},
      [ENT_NODE_POSITION] = {"holder", "positionTitle", "organization",
                             "place"},
      [ENT_NODE_RELATION] = {"subject", "object", "date"}};
  for (size_t i = 0; i < MOST && known[node][i]; i++) {
    if (ent_text_equal(slot, ent_text_from(known[node][i]))) {
      return ENT_OK;
    }
  }
  if ((node == ENT_NODE_EVENT || node == ENT_NODE_AGREEMENT) &&
      ent_vocabulary_concept(l->rules->vocabulary, ENT_TEXT("role"), slot)) {
    return ENT_OK;
  }
  return ent_loader_refuse(l, "what the rule makes has no such slot", slot);
}

/// Reads "a|$b|KIND".
static ent_status
atoms_read(ent_loader *l, ent_text text, ent_element *element)
{
  ENT_VECTOR(ent_atom) atoms = {0};
  bool more = true;
  for (ent_text rest = text; more;) {
    more = rest.len && memchr(rest.data, '|', rest.len);
    if (atoms.n == MAX_ALTERNATIVES) {
      return ent_loader_refuse(l, "more than 32 alternatives; make it a list",
                               text);
    }
    const ent_text one = ent_loader_part(&rest, '|');
    const ent_status status = atom_read(l, one, ENT_PUSH(l->arena, &atoms));
    if (status) {
      return status;
    }
  }
  element->atoms = atoms.items;
  element->n = atoms.n;
  return ENT_OK;
}

/// Reads "a|$b|KIND:slot?", "KIND:slot+" or "!a".
static ent_status
element_read(ent_loader *l, ent_text text, ent_element *element)
{
  if (text.len > 1 && text.data[0] == '!') {
    element->negative = true;
    text = (ent_text){text.data + 1, text.len - 1};
  }
  if (text.len > 1 && text.data[text.len - 1] == '?') {
    element->optional = true;
    text.len--;
  }
  ent_text alternatives = text;
  if (text.len > 1 && memchr(text.data, ':', text.len)) {
    alternatives = ent_loader_part(&text, ':');
    if (text.len > 1 && text.data[text.len - 1] == '+') {
      element->extends = true;
      text.len--;
    }
    element->slot = text;
    const ent_status status = ent_loader_slot(l, l->rule->node, text);
    if (status) {
      return status;
    }
  }
  return atoms_read(l, alternatives, element);
}

/// Tells whether matches can be found by an element: by its first word or
/// mention.
static bool
begins(const ent_element *e)
{
  bool known = !e->negative && !e->optional;
  for (size_t i = 0; i < e->n; i++) {
    const ent_atom_kind kind = e->atoms[i].kind;
    known = known && (kind == ENT_ATOM_WORD || kind == ENT_ATOM_FORM ||
                      kind == ENT_ATOM_LIST || kind == ENT_ATOM_MENTION);
  }
  return known;
}

ent_status
ent_loader_trigger(ent_loader *l, ent_text value)
{
  ENT_VECTOR(ent_element) elements = {0};
  ent_text rest = value;
  for (ent_text w = ent_loader_word(&rest); w.len; w = ent_loader_word(&rest)) {
    if (elements.n == ENT_MAX_ELEMENTS) {
      return ent_loader_refuse(l, "a trigger has at most 24 elements", value);
    }
    const ent_status status = element_read(l, w, ENT_PUSH(l->arena, &elements));
    if (status) {
      return status;
    }
  }
  if (!elements.n || !begins(&elements.items[0])) {
    return ent_loader_refuse(l, "a trigger begins with a word, list or kind",
                             value);
  }
  *ENT_PUSH(l->arena, &l->rule->triggers) =
      (ent_pattern){elements.items, elements.n, 0};
  return ENT_OK;
}

static ent_status
where_read(ent_loader *l, ent_text text, ent_where *where)
{
  static const struct {
    const char *name;
    ent_where_kind kind;
  } known[] = {{"subject", ENT_WHERE_SUBJECT},
               {"object", ENT_WHERE_OBJECT},
               {"possessor", ENT_WHERE_POSSESSOR},
               {"preceding", ENT_WHERE_PRECEDING},
               {"following", ENT_WHERE_FOLLOWING}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (ent_text_equal(text, ent_text_from(known[i].name))) {
      where->kind = known[i].kind;
      return ENT_OK;
    }
  }
  if (ent_text_starts(text, ENT_TEXT("after:")) && text.len > 6) {
    where->kind = ENT_WHERE_AFTER;
    return atom_read(l, (ent_text){text.data + 6, text.len - 6},
                     &where->preposition);
  }
  return ent_loader_refuse(l, "no such place of an argument", text);
}

ent_status
ent_loader_role(ent_loader *l, ent_text value)
{
  ENT_VECTOR(ent_argument)
  all = {l->rule->arguments, l->rule->n_arguments, l->rule->n_arguments};
  ent_argument *const a = ENT_PUSH(l->arena, &all);
  l->rule->arguments = all.items;
  l->rule->n_arguments = all.n;
  a->slot = ent_loader_word(&value);
  ent_text places = ent_loader_word(&value);
  ent_text kinds = ent_loader_word(&value);
  const ent_text last = ent_text_trim(value);
  ent_status status = ent_loader_slot(l, l->rule->node, a->slot);
  while (!status && places.len) {
    if (a->n_where == sizeof a->where / sizeof *a->where) {
      return ent_loader_refuse(l, "more than four places of an argument",
                               places);
    }
    status =
        where_read(l, ent_loader_part(&places, '|'), &a->where[a->n_where++]);
  }
  while (!status && kinds.len) {
    const ent_text kind = ent_loader_part(&kinds, '|');
    const uint32_t things = thing_of(kind);
    a->things |= things;
    status = things ? ENT_OK : ent_loader_refuse(l, "no such kind", kind);
  }
  if (!status && (!a->n_where || !a->things)) {
    status = ent_loader_refuse(
        l, "an argument needs a slot, a place and a kind", a->slot);
  }
  if (!status && last.len) {
    a->required = ent_text_equal(last, ENT_TEXT("required"));
    a->either = ent_text_equal(last, ENT_TEXT("either"));
    status =
        a->required || a->either
            ? ENT_OK
            : ent_loader_refuse(l, "expected 'required' or 'either'", last);
  }
  return status;
}
