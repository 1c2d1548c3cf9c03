// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads folders of rule files: lists, rules, and what a later folder changes
/// in those of the earlier ones.

#include "extractor/fact/load.h"

#include "extractor/base/error.h"
#include "extractor/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FILE (1u << 20)
#define MAX_LIST (1u << 16) // words

static ent_status
refuse_at(const ent_loader *l, uint64_t line, const char *what, ent_text value)
{
  return ent_fail(l->error, ENT_ERR_SYNTAX, l->path, line, ENT_NO_OFFSET,
                  "%s: %.*s", what, (int)(value.len < 80 ? value.len : 80),
                  value.data ? value.data : "");
}

ent_status
ent_loader_refuse(const ent_loader *l, const char *what, ent_text value)
{
  return refuse_at(l, l->line, what, value);
}

ent_text
ent_loader_part(ent_text *rest, char stop)
{
  const char *at =
      rest->len ? (const char *)memchr(rest->data, stop, rest->len) : NULL;
  const size_t n = at ? (size_t)(at - rest->data) : rest->len;
  const ent_text part = {rest->data, n};
  rest->data += at ? n + 1 : n;
  rest->len -= at ? n + 1 : n;
  return ent_text_trim(part);
}

ent_text
ent_loader_word(ent_text *rest)
{
  const ent_text text = ent_text_trim(*rest);
  size_t n = 0;
  while (n < text.len && !memchr(" \t\n\r", text.data[n], 4)) {
    n++;
  }
  *rest = (ent_text){text.data + n, text.len - n};
  return (ent_text){text.data, n};
}

uint32_t
ent_loader_number(ent_loader *l, ent_text word)
{
  return *ent_map_at(l->rules->words, word,
                     (uint32_t)ent_map_size(l->rules->words) + 1);
}

ent_status
ent_loader_list(const ent_loader *l, ent_text name, uint32_t *index)
{
  return ent_map_get(l->rules->list_names, name, index)
             ? ENT_OK
             : ent_loader_refuse(l, "no such list above this line", name);
}

/// Appends the words of `entry`, or their parts at hyphens, to `list`.
static void
entry_add(ent_loader *l, ent_list *list, ent_text entry, bool parts)
{
  *ENT_PUSH(l->arena, &list->entries) = (uint32_t)list->words.n;
  for (ent_text w = ent_loader_word(&entry); w.len;
       w = ent_loader_word(&entry)) {
    while (parts && w.len > 1) {
      const char *at = (const char *)memchr(w.data, '-', w.len);
      const size_t n = !at ? w.len : at == w.data ? 1 : (size_t)(at - w.data);
      *ENT_PUSH(l->arena, &list->words) =
          ent_loader_number(l, (ent_text){w.data, n});
      w = (ent_text){w.data + n, w.len - n};
    }
    if (w.len) {
      *ENT_PUSH(l->arena, &list->words) = ent_loader_number(l, w);
    }
  }
}

/// Appends all entries that the list `name` has so far.
static ent_status
entries_copy(ent_loader *l, ent_list *list, ent_text name)
{
  uint32_t index;
  if (ent_text_equal(name, list->name) &&
      !ent_map_get(l->rules->list_names, name, NULL)) {
    return ent_loader_refuse(l, "the list refers to itself", name);
  }
  const ent_status status = ent_loader_list(l, name, &index);
  if (status) {
    return status;
  }
  const ent_list *const from = &l->rules->lists.items[index];
  for (size_t e = 0; e + 1 < from->entries.n; e++) {
    *ENT_PUSH(l->arena, &list->entries) = (uint32_t)list->words.n;
    for (uint32_t w = from->entries.items[e]; w < from->entries.items[e + 1];
         w++) {
      *ENT_PUSH(l->arena, &list->words) = from->words.items[w];
    }
  }
  return ENT_OK;
}

/// Reads one entry.  A word with hyphens is one token of a text or several:
/// "co-founder", "president-elect".
static ent_status
entry_read(ent_loader *l, ent_list *list, ent_text entry)
{
  if (!entry.len) {
    return ent_loader_refuse(l, "empty entry in list", list->name);
  }
  if (entry.data[0] == '$' && entry.len > 1) {
    const ent_status status =
        entries_copy(l, list, (ent_text){entry.data + 1, entry.len - 1});
    if (status) {
      return status;
    }
  } else {
    entry_add(l, list, entry, false);
    if (entry.len > 1 && memchr(entry.data, '-', entry.len)) {
      entry_add(l, list, entry, true);
    }
  }
  return list->words.n <= MAX_LIST
             ? ENT_OK
             : ent_loader_refuse(l, "a list has at most 65536 words",
                                 list->name);
}

/// Reads "NAME = entry, entry of words, $OTHER, …".  A later folder's list
/// stands in for the earlier one, also in the rules that use it already.
static ent_status
list_read(ent_loader *l, ent_text value)
{
  ent_list list = {.folder = l->folder};
  list.name = ent_loader_part(&value, '=');
  if (!list.name.len || !value.len) {
    return ent_loader_refuse(l, "a list needs a name, '=' and words",
                             list.name);
  }
  uint32_t at;
  const bool known = ent_map_get(l->rules->list_names, list.name, &at);
  if (known && l->rules->lists.items[at].folder == l->folder) {
    return ent_loader_refuse(l, "list defined twice", list.name);
  }
  while (value.len) {
    const ent_status status =
        entry_read(l, &list, ent_loader_part(&value, ','));
    if (status) {
      return status;
    }
  }
  *ENT_PUSH(l->arena, &list.entries) = (uint32_t)list.words.n;
  if (known) {
    l->rules->lists.items[at] = list;
  } else {
    ent_map_set(l->rules->list_names, list.name, (uint32_t)l->rules->lists.n);
    *ENT_PUSH(l->arena, &l->rules->lists) = list;
  }
  return ENT_OK;
}

/// Begins a rule; a later folder's stands in for the earlier one of its id.
static ent_status
rule_read(ent_loader *l, ent_text value)
{
  ent_rule rule = {.id = value,
                   .path = l->path,
                   .line = l->line,
                   .folder = l->folder,
                   .home = l->folder,
                   .confidence = 0.5};
  uint32_t at = (uint32_t)l->rules->rules.n;
  if (!value.len) {
    return ent_loader_refuse(l, "a rule needs an id", value);
  }
  if (ent_map_get(l->ids, value, &at)) {
    l->rule = &l->rules->rules.items[at];
    rule.home = l->rule->home;
    if (l->rule->folder == l->folder) {
      return ent_loader_refuse(l, "rule id used twice", value);
    }
  } else {
    ent_map_set(l->ids, value, at);
    l->rule = ENT_PUSH(l->arena, &l->rules->rules);
  }
  *l->rule = rule;
  l->keys = 0;
  return ENT_OK;
}

/// Reads "drop ID": the rule of an earlier folder is forgotten.
static ent_status
drop_read(ent_loader *l, ent_text value)
{
  uint32_t at;
  if (!ent_map_get(l->ids, value, &at) ||
      l->rules->rules.items[at].folder == l->folder) {
    return ent_loader_refuse(l, "no such rule of an earlier folder to drop",
                             value);
  }
  l->rules->rules.items[at].makes = NULL;
  l->rules->rules.items[at].folder = l->folder;
  return ENT_OK;
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

/// Tells whether a property relates two entities: three of ours, and any of
/// a user's own.
static bool
relates(const ent_vocabulary_term *term)
{
  return !ent_vocabulary_builtin(term->iri) ||
         ent_text_equal(term->local, ENT_TEXT("memberOf")) ||
         ent_text_equal(term->local, ENT_TEXT("partOf")) ||
         ent_text_equal(term->local, ENT_TEXT("locatedIn"));
}

static ent_status
makes_read(ent_loader *l, ent_text value)
{
  const ent_vocabulary *const v = l->rules->vocabulary;
  ent_rule *const r = l->rule;
  r->makes = ent_vocabulary_find(v, ENT_TERM_CLASS, value);
  if (r->makes) {
    return node_of(v, r->makes, &r->node)
               ? ENT_OK
               : ent_loader_refuse(
                     l, "no subclass of Event, Agreement or Tenure", value);
  }
  r->node = ENT_NODE_RELATION;
  r->makes = ent_vocabulary_find(v, ENT_TERM_PROPERTY, value);
  if (!r->makes) {
    return ent_loader_refuse(
        l, "neither the vocabulary nor a .ttl beside the rules has the term",
        value);
  }
  return relates(r->makes)
             ? ENT_OK
             : ent_loader_refuse(l, "no relation between entities", value);
}

static ent_status
status_read(ent_loader *l, ent_text value)
{
  l->rule->status = value;
  return ent_vocabulary_concept(l->rules->vocabulary,
                                l->rule->node == ENT_NODE_AGREEMENT
                                    ? ENT_TEXT("agreementStatus")
                                    : ENT_TEXT("eventStatus"),
                                value)
             ? ENT_OK
             : ent_loader_refuse(l, "the vocabulary has no such status", value);
}

/// Reads a number above 0 and at most 1.
static bool
share_read(ent_text word, double *share)
{
  char *end = NULL;
  *share = word.len ? strtod(word.data, &end) : 0;
  return word.len && end == word.data + word.len && *share > 0 && *share <= 1;
}

static ent_status
confidence_read(ent_loader *l, ent_text value)
{
  return share_read(value, &l->rule->confidence)
             ? ENT_OK
             : ent_loader_refuse(l, "confidence is above 0 and at most 1",
                                 value);
}

static ent_status
merges_read(ent_loader *l, ent_text value)
{
  l->rule->to_last = ent_text_equal(value, ENT_TEXT("last"));
  l->rule->only_merges =
      l->rule->to_last || ent_text_equal(value, ENT_TEXT("only"));
  return l->rule->only_merges
             ? ENT_OK
             : ent_loader_refuse(l, "expected 'only' or 'last'", value);
}

/// Adds what a cue must tell, or puts it in the place of an earlier folder's.
static ent_status
cue_set(ent_loader *l, const ent_cue_rule *cue)
{
  for (size_t i = 0; i < l->rules->cues.n; i++) {
    ent_cue_rule *const old = &l->rules->cues.items[i];
    if (ent_text_equal(old->kind, cue->kind)) {
      if (old->folder == l->folder) {
        return ent_loader_refuse(l, "cue of a kind given twice", cue->kind);
      }
      *old = *cue;
      return ENT_OK;
    }
  }
  *ENT_PUSH(l->arena, &l->rules->cues) = *cue;
  return ENT_OK;
}

/// Reads "KIND PROBABILITY SLOT …"; a later folder's stands in for the earlier
/// one.
static ent_status
cue_read(ent_loader *l, ent_text value)
{
  ent_cue_rule cue = {.kind = ent_loader_word(&value), .folder = l->folder};
  const ent_text least = ent_loader_word(&value);
  const ent_vocabulary_term *const term =
      ent_vocabulary_find(l->rules->vocabulary, ENT_TERM_CLASS, cue.kind);
  ent_node node;
  if (!term || !node_of(l->rules->vocabulary, term, &node) ||
      node != ENT_NODE_EVENT) {
    return ent_loader_refuse(l, "no subclass of Event", cue.kind);
  }
  if (!share_read(least, &cue.least)) {
    return ent_loader_refuse(l, "a probability is above 0 and at most 1",
                             least);
  }
  for (ent_text slot = ent_loader_word(&value); slot.len;
       slot = ent_loader_word(&value)) {
    const ent_status status = ent_loader_slot(l, ENT_NODE_EVENT, slot);
    if (status) {
      return status;
    }
    *ENT_PUSH(l->arena, &cue.slots) = slot;
  }
  return cue_set(l, &cue);
}

static ent_status
example_read(ent_loader *l, ent_text value)
{
  l->rule->example = value;
  l->rule->example_line = l->line;
  return ENT_OK;
}

static ent_status
gives_read(ent_loader *l, ent_text value)
{
  l->rule->gives = value;
  return ENT_OK;
}

static ent_status
nearmiss_read(ent_loader *l, ent_text value)
{
  l->rule->nearmiss = value;
  l->rule->nearmiss_line = l->line;
  return ENT_OK;
}

// What a key asks of its rule.
enum {
  IN_RULE = 1,
  ONCE = 2,     // not twice in a rule
  NEEDED = 4,   // in every rule
  HAPPENING = 8 // only where an event or agreement is made
};

static const struct {
  const char *name;
  ent_status (*read)(ent_loader *l, ent_text value);
  unsigned asks;
} keys[] = {
    {"list", list_read, 0},
    {"cue", cue_read, 0},
    {"rule", rule_read, 0},
    {"drop", drop_read, 0},
    {"makes", makes_read, IN_RULE | ONCE | NEEDED},
    {"trigger", ent_loader_trigger, IN_RULE | NEEDED},
    {"role", ent_loader_role, IN_RULE | HAPPENING},
    {"status", status_read, IN_RULE | ONCE | HAPPENING},
    {"merges", merges_read, IN_RULE | ONCE | HAPPENING},
    {"confidence", confidence_read, IN_RULE | ONCE},
    {"example", example_read, IN_RULE | ONCE | NEEDED},
    {"gives", gives_read, IN_RULE | ONCE | NEEDED},
    {"nearmiss", nearmiss_read, IN_RULE | ONCE | NEEDED},
};

/// Checks that the rule that ends here is whole.
static ent_status
rule_finish(ent_loader *l)
{
  char what[64];
  const ent_rule *const r = l->rule;
  for (size_t i = 0; r && i < sizeof keys / sizeof *keys; i++) {
    if ((keys[i].asks & NEEDED) && !(l->keys >> i & 1)) {
      snprintf(what, sizeof what, "rule without '%s'", keys[i].name);
      return refuse_at(l, r->line, what, r->id);
    }
  }
  l->rule = NULL;
  return ENT_OK;
}

/// Checks that the line of key `i` may stand where it stands.
static ent_status
key_check(ent_loader *l, size_t i, ent_text value)
{
  const unsigned asks = keys[i].asks;
  const ent_text name = ent_text_from(keys[i].name);
  if (!(asks & IN_RULE)) {
    return rule_finish(l);
  }
  if (!l->rule) {
    return ent_loader_refuse(l, "key outside a rule", name);
  }
  if (!value.len) {
    return ent_loader_refuse(l, "nothing behind the key", name);
  }
  if (!l->rule->makes && keys[i].read != makes_read) {
    return ent_loader_refuse(l, "'makes' comes first, not this key", name);
  }
  if ((asks & HAPPENING) && l->rule->node != ENT_NODE_EVENT &&
      l->rule->node != ENT_NODE_AGREEMENT) {
    return ent_loader_refuse(l, "only events and agreements have this", name);
  }
  if ((asks & ONCE) && (l->keys >> i & 1)) {
    return ent_loader_refuse(l, "key given twice in one rule", name);
  }
  l->keys |= 1u << i;
  return ENT_OK;
}

static ent_status
line_read(ent_loader *l, ent_text line)
{
  ent_text value = line;
  const ent_text key = ent_loader_word(&value);
  value = ent_text_trim(value);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (ent_text_equal(key, ent_text_from(keys[i].name))) {
      const ent_status status = key_check(l, i, value);
      return status ? status : keys[i].read(l, value);
    }
  }
  return ent_loader_refuse(l, "unknown key", key);
}

/// Takes a line of `*rest`, with the next ones if it ends with a comma.
static ent_text
line_take(ent_loader *l, ent_text *rest)
{
  ent_text line = ent_loader_part(rest, '\n');
  ent_text last = line;
  l->line = l->next++;
  while (ent_text_ends(last, ENT_TEXT(",")) && line.data[0] != '#' &&
         rest->len) {
    last = ent_loader_part(rest, '\n');
    line.len = (size_t)(last.data + last.len - line.data);
    l->next++;
  }
  return line;
}

static ent_status
file_read(ent_loader *l)
{
  ent_text rest;
  ent_status status =
      ent_file_read(l->arena, l->path, MAX_FILE, &rest, l->error);
  if (status) {
    return status;
  }
  l->next = 1;
  const ent_text head = line_take(l, &rest);
  if (!ent_text_equal(head, ENT_TEXT("# entente-rules 1"))) {
    return ent_loader_refuse(l, "expected '# entente-rules 1'", head);
  }
  while (!status && rest.len) {
    const ent_text line = line_take(l, &rest);
    if (line.len && line.data[0] != '#') {
      status = line_read(l, line);
    }
  }
  return status ? status : rule_finish(l);
}

static ent_status
folder_read(ent_loader *l, const char *folder)
{
  const char **paths;
  size_t n;
  if (!ent_folder_files(l->arena, folder, ".rules", &paths, &n) || n == 0) {
    return ent_fail(l->error, ENT_ERR_IO, folder, 0, ENT_NO_OFFSET,
                    "no rules: expected a folder with *.rules files");
  }
  ent_status status = ENT_OK;
  for (size_t i = 0; !status && i < n; i++) {
    l->path = paths[i];
    status = file_read(l);
  }
  return status;
}

/// Puts the rules in the order in which they win: what a later folder adds
/// comes before what it found, and each folder's as they were read.
static void
rules_order(ent_loader *l, size_t n_folders)
{
  ent_rules *const rules = l->rules;
  const ent_rule *const read = rules->rules.items;
  const size_t n = rules->rules.n;
  rules->rules.items = NULL;
  rules->rules.n = rules->rules.room = 0;
  for (size_t folder = n_folders; folder-- > 0;) {
    for (size_t i = 0; i < n; i++) {
      if (read[i].home != folder || !read[i].makes) {
        continue;
      }
      for (size_t t = 0; t < read[i].triggers.n; t++) {
        ent_pattern *const p = ENT_PUSH(l->arena, &rules->patterns);
        *p = read[i].triggers.items[t];
        p->rule = (uint32_t)rules->rules.n;
      }
      *ENT_PUSH(l->arena, &rules->rules) = read[i];
    }
  }
}

/// Adds pattern `p` to the index under whatever its first element accepts.
static void
pattern_index(ent_loader *l, uint32_t p)
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

ent_status
ent_rules_load(ent_arena *arena, const char *const *folders, size_t n_folders,
               const ent_vocabulary *vocabulary, const ent_rules **rules,
               ent_error *error)
{
  ent_rules *const made = ENT_ARENA_ARRAY(arena, ent_rules, 1);
  made->words = ent_map_new(arena);
  made->list_names = ent_map_new(arena);
  made->vocabulary = vocabulary;
  ent_loader l = {
      .arena = arena, .rules = made, .ids = ent_map_new(arena), .error = error};
  for (size_t i = 0; i < n_folders; i++) {
    l.folder = (uint32_t)i;
    const ent_status status = folder_read(&l, folders[i]);
    if (status) {
      return status;
    }
  }
  rules_order(&l, n_folders);
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

const ent_cue_rule *
ent_rules_cue(const ent_rules *rules, ent_text kind)
{
  for (size_t i = 0; i < rules->cues.n; i++) {
    if (ent_text_equal(rules->cues.items[i].kind, kind)) {
      return &rules->cues.items[i];
    }
  }
  return NULL;
}

const ent_rules *
ent_rules_without(const ent_rules *rules, size_t rule, bool alone,
                  ent_arena *arena)
{
  ent_rules *const made = ENT_ARENA_ARRAY(arena, ent_rules, 1);
  const ent_rule *const from = rules->rules.items;
  *made = *rules;
  made->rules.items = ENT_ARENA_ARRAY(arena, ent_rule, rules->rules.n);
  for (size_t i = 0; i < rules->rules.n; i++) {
    ent_rule *const r = &made->rules.items[i];
    *r = from[i];
    if ((i == rule) != alone && r->node == from[rule].node) {
      r->node = ENT_NODE_NONE;
    }
  }
  return made;
}

size_t
ent_rules_count(const ent_rules *rules)
{
  return rules->rules.n;
}

ent_rule_entry
ent_rules_at(const ent_rules *rules, size_t i)
{
  const ent_rule *const r = &rules->rules.items[i];
  return (ent_rule_entry){.id = r->id,
                          .path = r->path,
                          .line = r->line,
                          .makes = r->makes->local,
                          .confidence = r->confidence,
                          .folder = r->folder};
}
