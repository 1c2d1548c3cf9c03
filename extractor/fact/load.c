// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/error.h"
#include "extractor/base/text.h"
#include "extractor/fact/rule.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FILE (1u << 20)

// What the loader knows while it reads one line.
typedef struct {
  ent_arena *arena;
  ent_rules *rules;
  char path[4096];
  uint64_t line;
  ent_rule *rule; // the rule that key lines belong to
  ent_error *error;
} loader;

typedef ent_status (*key_fn)(loader *l, ent_text value);

static ent_status
refuse(const loader *l, const char *what, ent_text value)
{
  return ent_fail(l->error, ENT_ERR_SYNTAX, l->path, l->line, ENT_NO_OFFSET,
                  "%s: %.*s", what, (int)(value.len < 80 ? value.len : 80),
                  value.data ? value.data : "");
}

/// Takes the part of `*rest` before `stop`, trimmed, and leaves the rest.
static ent_text
part_take(ent_text *rest, char stop)
{
  const char *at =
      rest->len ? (const char *)memchr(rest->data, stop, rest->len) : NULL;
  const size_t n = at ? (size_t)(at - rest->data) : rest->len;
  const ent_text part = {rest->data, n};
  rest->data += at ? n + 1 : n;
  rest->len -= at ? n + 1 : n;
  return ent_text_trim(part);
}

/// Takes the next word of `*rest`; empty at the end.
static ent_text
word_take(ent_text *rest)
{
  *rest = ent_text_trim(*rest);
  return part_take(rest, ' ');
}

static uint32_t
word_id(loader *l, ent_text word)
{
  return *ent_map_at(l->rules->words, word,
                     (uint32_t)ent_map_size(l->rules->words) + 1);
}

/// Appends the words of `entry`, or their parts at hyphens, to `list`.
static void
entry_add(loader *l, ent_list *list, ent_text entry, bool parts)
{
  *ENT_PUSH(l->arena, &list->entries) = (uint32_t)list->words.n;
  for (ent_text w = word_take(&entry); w.len; w = word_take(&entry)) {
    while (parts && w.len > 1) {
      const char *at = (const char *)memchr(w.data, '-', w.len);
      const size_t n = !at ? w.len : at == w.data ? 1 : (size_t)(at - w.data);
      *ENT_PUSH(l->arena, &list->words) = word_id(l, (ent_text){w.data, n});
      w = (ent_text){w.data + n, w.len - n};
    }
    if (w.len) {
      *ENT_PUSH(l->arena, &list->words) = word_id(l, w);
    }
  }
}

/// Reads "NAME = entry, entry of words, …".  A word with hyphens is one token
/// of a text or several: "co-founder", "president-elect".
static ent_status
list_read(loader *l, ent_text value)
{
  const ent_text name = part_take(&value, '=');
  if (!name.len || !value.len) {
    return refuse(l, "a list needs a name, '=' and words", name);
  }
  if (ent_map_get(l->rules->list_names, name, NULL)) {
    return refuse(l, "list defined twice", name);
  }
  ent_map_set(l->rules->list_names, name, (uint32_t)l->rules->lists.n);
  ent_list *const list = ENT_PUSH(l->arena, &l->rules->lists);
  list->name = name;
  while (value.len) {
    const ent_text entry = part_take(&value, ',');
    if (!entry.len) {
      return refuse(l, "empty entry in list", name);
    }
    entry_add(l, list, entry, false);
    if (entry.len > 1 && memchr(entry.data, '-', entry.len)) {
      entry_add(l, list, entry, true);
    }
  }
  *ENT_PUSH(l->arena, &list->entries) = (uint32_t)list->words.n;
  return ENT_OK;
}

static ent_status
list_find(loader *l, ent_text name, uint32_t *index)
{
  if (!ent_map_get(l->rules->list_names, name, index)) {
    return refuse(l, "no such list (define it above the rule)", name);
  }
  return ENT_OK;
}

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
  static const char *const names[] = {
      "X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
      "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};
  for (uint32_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (ent_text_equal(name, ent_text_from(names[i]))) {
      *upos = i;
      return true;
    }
  }
  return false;
}

/// Reads what an alternative is without its part of speech: word, =form,
/// $list, <UPOS>, KIND, *N, CAPITALS, QUOTED.
static ent_status
atom_kind_read(loader *l, ent_text text, ent_atom *atom)
{
  const ent_text rest = {text.data + 1, text.len ? text.len - 1 : 0};
  if (!text.len) {
    return refuse(l, "empty alternative", text);
  }
  if (text.data[0] == '$') {
    atom->kind = ENT_ATOM_LIST;
    return list_find(l, rest, &atom->value);
  }
  if (text.data[0] == '=') {
    *atom = (ent_atom){ENT_ATOM_FORM, word_id(l, rest), 0};
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
               : refuse(l, "no such part of speech", text);
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
      return refuse(l, "no such kind", text);
    } else {
      *atom = (ent_atom){ENT_ATOM_WORD, word_id(l, text), 0};
    }
  }
  return ENT_OK;
}

/// Reads one alternative, with "/UPOS" behind a word or list.
static ent_status
atom_read(loader *l, ent_text text, ent_atom *atom)
{
  ent_text upos = text;
  const ent_text word = part_take(&upos, '/');
  const ent_status status = atom_kind_read(l, word, atom);
  if (!status && upos.len) {
    if (!upos_of(upos, &atom->upos)) {
      return refuse(l, "no such part of speech", text);
    }
    atom->upos++;
  }
  return status;
}

/// Checks that the vocabulary has what `slot` fills.
static ent_status
slot_check(loader *l, ent_text slot)
{
  if (ent_text_equal(slot, ENT_TEXT("name")) ||
      ent_vocabulary_concept(l->rules->vocabulary, ENT_TEXT("role"), slot) ||
      ent_vocabulary_find(l->rules->vocabulary, ENT_TERM_PROPERTY, slot)) {
    return ENT_OK;
  }
  return refuse(l, "no such role or property in the vocabulary", slot);
}

/// Reads "a|$b|KIND:slot?", "KIND:slot+" or "!a".
static ent_status
element_read(loader *l, ent_text text, ent_element *element)
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
    alternatives = part_take(&text, ':');
    if (text.len > 1 && text.data[text.len - 1] == '+') {
      element->extends = true;
      text.len--;
    }
    element->slot = text;
    const ent_status status = slot_check(l, text);
    if (status) {
      return status;
    }
  }
  ENT_VECTOR(ent_atom) atoms = {0};
  do {
    const ent_text one = part_take(&alternatives, '|');
    const ent_status status = atom_read(l, one, ENT_PUSH(l->arena, &atoms));
    if (status) {
      return status;
    }
  } while (alternatives.len);
  element->atoms = atoms.items;
  element->n = atoms.n;
  return ENT_OK;
}

static ent_status
trigger_read(loader *l, ent_text value)
{
  ENT_VECTOR(ent_element) elements = {0};
  for (ent_text w = word_take(&value); w.len; w = word_take(&value)) {
    const ent_status status = element_read(l, w, ENT_PUSH(l->arena, &elements));
    if (status) {
      return status;
    }
  }
  if (!elements.n || elements.items[0].negative || elements.items[0].optional) {
    return refuse(l, "a trigger begins with a word, list or kind", value);
  }
  ent_pattern *const p = ENT_PUSH(l->arena, &l->rules->patterns);
  p->items = elements.items;
  p->n = elements.n;
  p->rule = (uint32_t)l->rules->rules.n - 1;
  return ENT_OK;
}

static ent_status
where_read(loader *l, ent_text text, ent_where *where)
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
  return refuse(l, "no such place of an argument", text);
}

/// Reads "SLOT WHERE|WHERE KIND|KIND [required|either]".
static ent_status
argument_read(loader *l, ent_text value)
{
  ENT_VECTOR(ent_argument)
  all = {l->rule->arguments, l->rule->n_arguments, l->rule->n_arguments};
  ent_argument *const a = ENT_PUSH(l->arena, &all);
  l->rule->arguments = all.items;
  l->rule->n_arguments = all.n;
  a->slot = word_take(&value);
  ent_text places = word_take(&value);
  ent_text kinds = word_take(&value);
  const ent_text last = word_take(&value);
  ent_status status = slot_check(l, a->slot);
  while (!status && places.len) {
    if (a->n_where == sizeof a->where / sizeof *a->where) {
      return refuse(l, "more than four places of an argument", places);
    }
    status = where_read(l, part_take(&places, '|'), &a->where[a->n_where++]);
  }
  while (!status && kinds.len) {
    const ent_text kind = part_take(&kinds, '|');
    const uint32_t things = thing_of(kind);
    a->things |= things;
    status = things ? ENT_OK : refuse(l, "no such kind", kind);
  }
  if (!status && (!a->n_where || !a->things)) {
    status = refuse(l, "an argument needs a slot, a place and a kind", a->slot);
  }
  if (!status && last.len) {
    a->required = ent_text_equal(last, ENT_TEXT("required"));
    a->either = ent_text_equal(last, ENT_TEXT("either"));
    status = a->required || a->either
                 ? ENT_OK
                 : refuse(l, "expected 'required' or 'either'", last);
  }
  return status;
}

/// Tells what kind of node a class is, by its superclasses.
static bool
node_of(const ent_vocabulary *vocabulary, const ent_vocabulary_term *term,
        ent_node *node)
{
  for (int depth = 0; term && depth < 16; depth++) {
    if (ent_text_equal(term->local, ENT_TEXT("Event"))) {
      *node = ENT_NODE_EVENT;
      return true;
    }
    if (ent_text_equal(term->local, ENT_TEXT("Agreement"))) {
      *node = ENT_NODE_AGREEMENT;
      return true;
    }
    if (ent_text_equal(term->local, ENT_TEXT("Tenure"))) {
      *node = ENT_NODE_POSITION;
      return true;
    }
    term = term->parent.data
               ? ent_vocabulary_find(vocabulary, ENT_TERM_CLASS, term->parent)
               : NULL;
  }
  return false;
}

static ent_status
makes_read(loader *l, ent_text value)
{
  const ent_vocabulary *const v = l->rules->vocabulary;
  l->rule->makes = ent_vocabulary_find(v, ENT_TERM_CLASS, value);
  if (l->rule->makes) {
    return node_of(v, l->rule->makes, &l->rule->node)
               ? ENT_OK
               : refuse(l, "no event, agreement or tenure", value);
  }
  l->rule->node = ENT_NODE_RELATION;
  l->rule->makes = ent_vocabulary_find(v, ENT_TERM_PROPERTY, value);
  return l->rule->makes
             ? ENT_OK
             : refuse(l, "the vocabulary has no such class or property", value);
}

static ent_status
status_read(loader *l, ent_text value)
{
  const bool agreement = l->rule->makes && l->rule->node == ENT_NODE_AGREEMENT;
  l->rule->status = value;
  return ent_vocabulary_concept(l->rules->vocabulary,
                                agreement ? ENT_TEXT("agreementStatus")
                                          : ENT_TEXT("eventStatus"),
                                value)
             ? ENT_OK
             : refuse(l, "the vocabulary has no such status", value);
}

static ent_status
confidence_read(loader *l, ent_text value)
{
  char *end;
  l->rule->confidence = strtod(value.data, &end);
  return end == value.data + value.len && l->rule->confidence > 0 &&
                 l->rule->confidence <= 1
             ? ENT_OK
             : refuse(l, "confidence is above 0 and at most 1", value);
}

static ent_status
merges_read(loader *l, ent_text value)
{
  l->rule->to_last = ent_text_equal(value, ENT_TEXT("last"));
  l->rule->only_merges =
      l->rule->to_last || ent_text_equal(value, ENT_TEXT("only"));
  return l->rule->only_merges ? ENT_OK
                              : refuse(l, "expected 'only' or 'last'", value);
}

static ent_status
example_read(loader *l, ent_text value)
{
  l->rule->example = value;
  return ENT_OK;
}

static ent_status
gives_read(loader *l, ent_text value)
{
  l->rule->gives = value;
  return ENT_OK;
}

static ent_status
nearmiss_read(loader *l, ent_text value)
{
  l->rule->nearmiss = value;
  return ENT_OK;
}

/// Checks that the rule that ends here is whole.
static ent_status
rule_finish(loader *l)
{
  const ent_rule *const r = l->rule;
  if (!r) {
    return ENT_OK;
  }
  const size_t n = l->rules->patterns.n;
  if (!r->makes || !r->example.len || !r->gives.len || !r->nearmiss.len || !n ||
      l->rules->patterns.items[n - 1].rule + 1 != l->rules->rules.n) {
    return refuse(l,
                  "the rule before this line lacks makes, trigger, example, "
                  "gives or nearmiss",
                  r->id);
  }
  return ENT_OK;
}

static ent_status
rule_read(loader *l, ent_text value)
{
  const ent_status status = rule_finish(l);
  if (status) {
    return status;
  }
  if (!value.len || ent_map_get(l->rules->ids, value, NULL)) {
    return refuse(l, "rule id missing or defined twice", value);
  }
  ent_map_set(l->rules->ids, value, (uint32_t)l->rules->rules.n);
  l->rule = ENT_PUSH(l->arena, &l->rules->rules);
  l->rule->id = value;
  l->rule->confidence = 0.5;
  return ENT_OK;
}

static ent_status
line_read(loader *l, ent_text line)
{
  static const struct {
    const char *key;
    key_fn read;
    bool in_rule;
  } keys[] = {
      {"list", list_read, false},       {"rule", rule_read, false},
      {"makes", makes_read, true},      {"trigger", trigger_read, true},
      {"role", argument_read, true},    {"status", status_read, true},
      {"merges", merges_read, true},    {"confidence", confidence_read, true},
      {"example", example_read, true},  {"gives", gives_read, true},
      {"nearmiss", nearmiss_read, true}};
  ent_text value = ent_text_trim(line);
  const ent_text key = word_take(&value);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (ent_text_equal(key, ent_text_from(keys[i].key))) {
      if (keys[i].in_rule && !l->rule) {
        return refuse(l, "key before the first rule", key);
      }
      return keys[i].read(l, ent_text_trim(value));
    }
  }
  return refuse(l, "unknown key", key);
}

/// Joins a line that ends with a comma with the next ones.
static ent_text
line_join(loader *l, ent_text line, ent_text *rest)
{
  while (ent_text_ends(ent_text_trim(line), ENT_TEXT(",")) && rest->len) {
    const ent_text more = part_take(rest, '\n');
    l->line++;
    char *const joined =
        ENT_ARENA_ARRAY(l->arena, char, line.len + more.len + 2);
    memcpy(joined, line.data, line.len);
    joined[line.len] = ' ';
    memcpy(joined + line.len + 1, more.data, more.len);
    line = (ent_text){joined, line.len + more.len + 1};
  }
  return line;
}

static ent_status
file_read(loader *l)
{
  ent_text rest;
  ent_status status =
      ent_file_read(l->arena, l->path, MAX_FILE, &rest, l->error);
  if (status) {
    return status;
  }
  l->line = 1;
  const ent_text head = part_take(&rest, '\n');
  if (!ent_text_equal(head, ENT_TEXT("# entente-rules 1"))) {
    return refuse(l, "expected '# entente-rules 1'", head);
  }
  while (!status && rest.len) {
    l->line++;
    ent_text line = part_take(&rest, '\n');
    if (!line.len || line.data[0] == '#') {
      continue;
    }
    status = line_read(l, line_join(l, line, &rest));
  }
  if (!status) {
    status = rule_finish(l);
  }
  l->rule = NULL;
  return status;
}

/// Adds pattern `p` to the index under whatever its first element accepts.
static void
pattern_index(loader *l, uint32_t p)
{
  ent_rules *const rules = l->rules;
  const ent_element *const first = &rules->patterns.items[p].items[0];
  for (size_t i = 0; i < first->n; i++) {
    const ent_atom atom = first->atoms[i];
    if (atom.kind == ENT_ATOM_WORD || atom.kind == ENT_ATOM_FORM) {
      *ENT_PUSH(l->arena, &rules->by_word[atom.value]) = p;
    } else if (atom.kind == ENT_ATOM_LIST) {
      const ent_list *const list = &rules->lists.items[atom.value];
      for (size_t e = 0; e + 1 < list->entries.n; e++) {
        const uint32_t word = list->words.items[list->entries.items[e]];
        ent_indices *const at = &rules->by_word[word];
        if (!at->n || at->items[at->n - 1] != p) {
          *ENT_PUSH(l->arena, at) = p;
        }
      }
    } else if (atom.kind == ENT_ATOM_MENTION) {
      for (uint32_t bit = 0; bit < 10; bit++) {
        if (atom.value & 1u << bit) {
          *ENT_PUSH(l->arena, &rules->by_thing[bit]) = p;
        }
      }
    }
  }
}

static int
rules_only(const struct dirent *entry)
{
  const size_t n = strlen(entry->d_name);
  return n > 6 && !strcmp(entry->d_name + n - 6, ".rules");
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
  return strcmp((*a)->d_name, (*b)->d_name);
}

static ent_status
folder_read(loader *l, const char *rules_dir)
{
  struct dirent **entries = NULL;
  const int n = scandir(rules_dir, &entries, rules_only, by_name);
  if (n <= 0) {
    free(entries);
    return ent_fail(l->error, ENT_ERR_IO, rules_dir, 0, ENT_NO_OFFSET,
                    "no rules: expected a folder with *.rules files");
  }
  ent_status status = ENT_OK;
  for (int i = 0; i < n; i++) {
    snprintf(l->path, sizeof l->path, "%s/%s", rules_dir, entries[i]->d_name);
    if (!status) {
      status = file_read(l);
    }
    free(entries[i]);
  }
  free(entries);
  return status;
}

ent_status
ent_rules_load(ent_arena *arena, const char *rules_dir,
               const ent_vocabulary *vocabulary, const ent_rules **rules,
               ent_error *error)
{
  ent_rules *const made = ENT_ARENA_ARRAY(arena, ent_rules, 1);
  made->words = ent_map_new(arena);
  made->list_names = ent_map_new(arena);
  made->ids = ent_map_new(arena);
  made->vocabulary = vocabulary;
  loader l = {.arena = arena, .rules = made, .error = error};
  const ent_status status = folder_read(&l, rules_dir);
  if (status) {
    return status;
  }
  made->by_word =
      ENT_ARENA_ARRAY(arena, ent_indices, ent_map_size(made->words) + 1);
  for (uint32_t p = 0; p < made->patterns.n; p++) {
    pattern_index(&l, p);
  }
  *rules = made;
  return ENT_OK;
}

const ent_list *
ent_rules_list(const ent_rules *rules, const char *name)
{
  uint32_t index;
  return ent_map_get(rules->list_names, ent_text_from(name), &index)
             ? &rules->lists.items[index]
             : NULL;
}
