// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Which forms of a name are the same thing.

#include "extractor/base/table.h"
#include "extractor/base/text.h"
#include "extractor/entity/group.h"
#include "extractor/mention/names.h"

#include <string.h>

/// Articles with more forms are lists; comparing all pairs would be slow.
enum { MOST_FORMS = 600 };

/// Words of a body's name that are compared.
enum { MOST_WORDS = 16 };

static bool
is_same_word(ent_text a, ent_text b)
{
  return ent_text_equal(a, b) ||
         (a.len == 1 && b.len && a.data[0] == b.data[0]); // an initial
}

/// Says whether the words of `part` stand in `whole` in their order.
static bool
is_part(const ent_form *part, const ent_form *whole)
{
  size_t at = 0;
  for (size_t i = 0; i < part->words.n; i++) {
    while (at < whole->words.n &&
           !is_same_word(part->words.items[i], whole->words.items[at])) {
      at++;
    }
    if (at == whole->words.n) {
      return false;
    }
    at++;
  }
  return true;
}

/// Says whether the genders may be of one person.  A given name may be another
/// people's name for the other gender, an honorific may not.
static bool
may_be_one(const ent_form *a, const ent_form *b, bool strict)
{
  return !a->gender || !b->gender || a->gender == b->gender ||
         (!strict && !(a->honored && b->honored));
}

static bool
same_person(const ent_form *part, const ent_form *whole, bool strict)
{
  const ent_text last = whole->words.items[whole->words.n - 1];
  if (!may_be_one(part, whole, strict)) {
    return false;
  }
  if (part->words.n > 1) {
    return is_part(part, whole) &&
           ent_text_equal(part->words.items[part->words.n - 1], last);
  }
  return is_part(part, whole) && part->words.items[0].len > 1;
}

/// Says whether a phrase is "Ltd", "Inc" …; `phrase` may be NULL.
static bool
is_form_of_law(const ent_phrase *phrase)
{
  return phrase && phrase->uses >> ENT_USE_SUFFIX & 1u;
}

/// Says whether a word alone tells nothing of a body: "Company", "Group".
static bool
is_plain(const ent_forms *forms, ent_text word)
{
  const ent_phrase *const phrase = ent_phrase_find(forms->names, word);
  return ent_text_equal(word, ENT_TEXT("holding")) ||
         ent_text_equal(word, ENT_TEXT("incorporated")) ||
         is_form_of_law(phrase) ||
         (phrase && phrase->uses >> ENT_USE_BODY & 1u &&
          phrase->body_class.data &&
          ent_text_equal(phrase->body_class, ENT_TEXT("Company")));
}

/// Says whether a word behind a short name of a body leaves it the same; behind
/// an acronym only a form of law does: "NASA" is not "NASA Television".
static bool
adds_nothing(const ent_forms *forms, const ent_form *part, ent_text word)
{
  return part->acronym ? is_form_of_law(ent_phrase_find(forms->names, word))
                       : is_plain(forms, word);
}

static bool
is_of(ent_text word)
{
  return ent_text_equal(word, ENT_TEXT("of")) ||
         ent_text_equal(word, ENT_TEXT("for")) ||
         ent_text_equal(word, ENT_TEXT("and"));
}

/// A body's name without the country it belongs to.
typedef struct {
  ent_text words[MOST_WORDS];
  size_t n;
  char country[3];
} core;

/// Appends a word, or a letter with its stop ("U.S."), to what may name a
/// country; returns its new length, 0 if there is no room.
static size_t
country_extend(char *bytes, size_t len, size_t room, ent_text word)
{
  const bool letter = word.len == 1;
  if (len + word.len + 2 > room) {
    return 0;
  }
  if (len && !(letter && bytes[len - 1] == '.')) {
    bytes[len++] = ' ';
  }
  memcpy(bytes + len, word.data, word.len);
  len += word.len;
  if (letter) {
    bytes[len++] = '.';
  }
  return len;
}

/// Returns how many words from `i` name a country or a nation; 0 if none do.
static size_t
country_words(const ent_forms *forms, const ent_form *form, size_t i, core *c)
{
  char bytes[64];
  size_t len = 0;
  size_t found = 0;
  for (size_t k = i; k < form->words.n && k < i + 4; k++) {
    len = country_extend(bytes, len, sizeof bytes, form->words.items[k]);
    if (!len) {
      break;
    }
    const ent_phrase *const phrase =
        ent_phrase_find(forms->names, (ent_text){bytes, len});
    if (phrase && phrase->country[0]) {
      memcpy(c->country, phrase->country, sizeof c->country);
      found = k + 1 - i;
    }
  }
  return found;
}

static core
core_make(const ent_forms *forms, const ent_form *form)
{
  core c = {.n = 0};
  for (size_t i = 0; i < form->words.n && c.n < MOST_WORDS;) {
    const size_t n = country_words(forms, form, i, &c);
    if (!n && !is_of(form->words.items[i])) {
      c.words[c.n++] = form->words.items[i];
    }
    i += n ? n : 1;
  }
  return c;
}

/// "Culture Ministry" is the "Ministry of Culture" and the "Ministry of
/// Culture of Latvia".
static bool
same_words(const ent_forms *forms, const ent_form *a, const ent_form *b)
{
  const core x = core_make(forms, a);
  const core y = core_make(forms, b);
  const bool one = x.n == 1 && x.country[0] && y.country[0];
  if (x.n != y.n || (x.n < 2 && !one) || a->words.n > b->words.n ||
      (x.country[0] && y.country[0] &&
       memcmp(x.country, y.country, sizeof x.country) != 0)) {
    return false;
  }
  for (size_t i = 0; i < x.n; i++) {
    size_t j = 0;
    while (j < y.n && !ent_text_equal(x.words[i], y.words[j])) {
      j++;
    }
    if (j == y.n) {
      return false;
    }
  }
  return true;
}

/// Says whether `part` begins `whole` and the rest tells nothing.
static bool
is_short_body(const ent_forms *forms, const ent_form *part,
              const ent_form *whole)
{
  if (part->words.n >= whole->words.n ||
      (part->words.n == 1 && is_plain(forms, part->words.items[0]))) {
    return false;
  }
  for (size_t i = 0; i < whole->words.n; i++) {
    const bool same =
        i < part->words.n &&
        ent_text_equal(part->words.items[i], whole->words.items[i]);
    if (!same && (i < part->words.n ||
                  !adds_nothing(forms, part, whole->words.items[i]))) {
      return false;
    }
  }
  return true;
}

/// "Black Sea Office" is the "Black Sea Office of the Coastal Union".
static bool
is_unit(const ent_form *part, const ent_form *whole)
{
  if (part->words.n < 2 || part->words.n + 1 >= whole->words.n ||
      (!ent_text_equal(whole->words.items[part->words.n], ENT_TEXT("of")) &&
       !ent_text_equal(whole->words.items[part->words.n], ENT_TEXT("in")))) {
    return false;
  }
  for (size_t i = 0; i < part->words.n; i++) {
    if (!ent_text_equal(part->words.items[i], whole->words.items[i])) {
      return false;
    }
  }
  return true;
}

/// "Altamira" is "Grupo Altamira".
static bool
is_rest(const ent_forms *forms, const ent_form *part, const ent_form *whole)
{
  if (whole->words.n != part->words.n + 1) {
    return false;
  }
  for (size_t i = 0; i < part->words.n; i++) {
    if (!ent_text_equal(part->words.items[i], whole->words.items[i + 1])) {
      return false;
    }
  }
  const ent_phrase *const head =
      ent_phrase_find(forms->names, whole->words.items[0]);
  return head &&
         head->uses & (ENT_USE_BIT(ENT_USE_BODY) | ENT_USE_BIT(ENT_USE_LEAD)) &&
         !is_plain(forms, part->words.items[0]);
}

/// "Heart Centre" is the "Salzburg Heart Centre": two words or more that end
/// in the head of a body's name.
static bool
is_tail(const ent_forms *forms, const ent_form *part, const ent_form *whole)
{
  const size_t gap = whole->words.n - part->words.n;
  if (part->words.n < 2 || part->words.n >= whole->words.n ||
      is_of(whole->words.items[gap - 1])) {
    return false;
  }
  for (size_t i = 0; i < part->words.n; i++) {
    if (is_of(part->words.items[i]) ||
        !ent_text_equal(part->words.items[i], whole->words.items[gap + i])) {
      return false;
    }
  }
  const ent_phrase *const head =
      ent_phrase_find(forms->names, whole->words.items[whole->words.n - 1]);
  return head && head->uses >> ENT_USE_BODY & 1u;
}

/// Says whether a word of its own is a body or names no place, company or well
/// known body: what it may be short for is told by the article.
static bool
is_telling(const ent_forms *forms, ent_text word)
{
  const ent_phrase *const phrase = ent_phrase_find(forms->names, word);
  return word.len > 2 && !is_plain(forms, word) &&
         !(phrase &&
           (phrase->uses &
                (ENT_USE_BIT(ENT_USE_CITY) | ENT_USE_BIT(ENT_USE_TOWN) |
                 ENT_USE_BIT(ENT_USE_COMPANY) | ENT_USE_BIT(ENT_USE_KNOWN) |
                 ENT_USE_BIT(ENT_USE_BODY)) ||
            phrase->country[0] || phrase->place_country[0]));
}

/// Says whether an article has a body of the one word.
static bool
is_body_word(const ent_forms *forms, ent_text word)
{
  for (size_t i = 0; i < forms->forms.n; i++) {
    const ent_form *const f = &forms->forms.items[i];
    if (f->kind == ENT_ORGANIZATION && f->words.n == 1 &&
        ent_text_equal(f->words.items[0], word)) {
      return true;
    }
  }
  return false;
}

/// "Harbin", said later, and "BPU Harbin" are the "Harbin Research Centre" of
/// the BPU: the first word of a body's name that has a head.
static bool
is_front(const ent_forms *forms, const ent_form *part, const ent_form *whole)
{
  const size_t n = whole->words.n;
  const ent_text *const words = part->words.items;
  if (n < 3 || part->words.n > 2 || part->first < whole->first ||
      !ent_text_equal(words[part->words.n - 1], whole->words.items[0]) ||
      !is_telling(forms, whole->words.items[0]) ||
      (part->words.n == 2 && !is_body_word(forms, words[0]))) {
    return false;
  }
  const ent_phrase *const head =
      ent_phrase_find(forms->names, whole->words.items[n - 1]);
  return head && head->uses >> ENT_USE_BODY & 1u;
}

/// Says whether the letters of `acronym` are the initials of `whole`; small
/// words may be left out.
static bool
is_initials(const ent_form *acronym, const ent_form *whole)
{
  const ent_text letters = acronym->folded;
  size_t at = 0;
  if (whole->words.n < 2 || acronym->words.n != 1) {
    return false;
  }
  for (size_t i = 0; i < whole->words.n; i++) {
    const ent_text word = whole->words.items[i];
    if (at < letters.len && word.data[0] == letters.data[at]) {
      at++;
    } else if (!is_of(word) && word.len > 3) {
      return false;
    }
  }
  return at == letters.len && at > 1;
}

/// Says whether `second` stands in brackets right behind `first`.
static bool
is_bracketed(const ent_forms *forms, const ent_mention *first,
             const ent_mention *second)
{
  const ent_token *const tokens = forms->mentions->document->tokens;
  return second->first == first->end + 1 &&
         second->sentence == first->sentence &&
         ent_text_equal(tokens[first->end].form, ENT_TEXT("("));
}

static bool
same_body(const ent_forms *forms, const ent_form *part, const ent_form *whole)
{
  if (part->acronym && !whole->acronym && is_initials(part, whole)) {
    return true;
  }
  if (part->acronym && !whole->acronym) {
    const ent_phrase *const phrase =
        ent_phrase_find(forms->names, ent_text_lower(forms->arena, part->name));
    if (phrase && phrase->long_form.data &&
        ent_text_equal(ent_text_fold(forms->arena, phrase->long_form),
                       whole->folded)) {
      return true;
    }
  }
  return is_short_body(forms, part, whole) || same_words(forms, part, whole) ||
         is_unit(part, whole) || is_tail(forms, part, whole) ||
         is_rest(forms, part, whole) || is_front(forms, part, whole);
}

static bool
is_same(const ent_forms *forms, const ent_form *part, const ent_form *whole,
        bool strict)
{
  if (part->kind != whole->kind) {
    return false;
  }
  switch (part->kind) {
  case ENT_PERSON:
    return (part->words.n < whole->words.n ||
            (part->words.n == whole->words.n &&
             part->folded.len < whole->folded.len)) &&
           same_person(part, whole, strict);
  case ENT_ORGANIZATION:
    return same_body(forms, part, whole);
  default:
    return part->country[0] && part->country[0] == whole->country[0] &&
           part->country[1] == whole->country[1];
  }
}

/// The form that `part` is short for: the last one that was first named before
/// it, else the first one after it.
static uint32_t
whole_find(const ent_forms *forms, uint32_t part, bool strict)
{
  const ent_form *const p = &forms->forms.items[part];
  uint32_t best = ENT_NONE;
  for (uint32_t i = 0; i < forms->forms.n; i++) {
    const ent_form *const whole = &forms->forms.items[i];
    if (i == part || !is_same(forms, p, whole, strict) ||
        ent_forms_root(forms, i) == part) {
      continue;
    }
    if (best == ENT_NONE || whole->first < p->first) {
      best = i;
    }
  }
  return best;
}

/// Says whether the body in brackets is the one named inside the longer name
/// before it: "Council of the Baltic Union (BU)".
static bool
is_inner(const ent_forms *forms, uint32_t whole, uint32_t inner,
         uint32_t bracket)
{
  const ent_mention *const m = forms->mentions->items;
  const ent_form *const f = forms->forms.items;
  const ent_form *const acronym = &f[forms->form_of[bracket]];
  return m[inner].inside == whole && m[inner].end == m[whole].end &&
         is_initials(acronym, &f[forms->form_of[inner]]) &&
         !is_initials(acronym, &f[forms->form_of[whole]]);
}

/// Joins a name with the one in brackets behind it.
static void
brackets_merge(ent_forms *forms)
{
  const ent_mentions *const m = forms->mentions;
  uint32_t last = ENT_NONE;
  uint32_t inner = ENT_NONE;
  for (uint32_t i = 0; i < m->n; i++) {
    const uint32_t form = forms->form_of[i];
    if (form == ENT_NONE) {
      continue;
    }
    if (m->items[i].inside != ENT_NONE) {
      inner = i;
      continue;
    }
    if (last != ENT_NONE && inner != ENT_NONE &&
        is_inner(forms, last, inner, i)) {
      last = inner;
    }
    if (last != ENT_NONE &&
        is_bracketed(forms, &m->items[last], &m->items[i])) {
      const uint32_t a = ent_forms_root(forms, forms->form_of[last]);
      const uint32_t b = ent_forms_root(forms, form);
      const ent_form *const x = &forms->forms.items[a];
      const ent_form *const y = &forms->forms.items[b];
      if (a != b && x->kind == ENT_ORGANIZATION && y->kind == x->kind &&
          x->acronym != y->acronym) {
        forms->forms.items[x->acronym ? a : b].parent = x->acronym ? b : a;
      }
    }
    last = i;
  }
}

void
ent_forms_merge(ent_forms *forms)
{
  brackets_merge(forms);
  for (uint32_t i = 0; forms->forms.n <= MOST_FORMS && i < forms->forms.n;
       i++) {
    if (ent_forms_root(forms, i) != i) {
      continue;
    }
    uint32_t whole = whole_find(forms, i, true);
    if (whole == ENT_NONE) {
      whole = whole_find(forms, i, false);
    }
    if (whole != ENT_NONE && ent_forms_root(forms, whole) != i) {
      forms->forms.items[i].parent = ent_forms_root(forms, whole);
    }
  }
}
