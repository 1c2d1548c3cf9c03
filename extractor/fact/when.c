// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Reads when an event takes place: the nearest date of its sentence that
/// speaks of it, or the day of what was told before.

#include "extractor/base/text.h"
#include "extractor/fact/draft.h"

#include <string.h>

// Tokens left of a trigger in which a word makes it a backdrop; how far a
// date may stand behind it then; sentences back to the event that a sentence
// goes on from; cost of a verb between date and trigger, and of a bare year;
// tokens around a trigger that are looked at, in sentences without end.
enum {
  BACKDROP = 8,
  ATTACHED = 6,
  BACK = 6,
  BORDER_COST = 12,
  YEAR_COST = 6,
  WINDOW = 120
};

static const ent_sentence *
sentence_of(const ent_scene *s, uint32_t token)
{
  return &s->document->sentences[s->document->tokens[token].sentence];
}

/// Does the sentence only mention what the trigger names, while it tells of
/// something else: "currently on a visit to Oslo, met …"?
static bool
is_backdrop(const ent_scene *s, uint32_t first)
{
  const uint32_t begin = sentence_of(s, first)->first;
  for (uint32_t t = first; t > begin && first - t < BACKDROP; t--) {
    if (ent_scene_lists(s, "backdrop-words", t - 1, first)) {
      return true;
    }
  }
  return false;
}

/// Is the date the head of a line that runs into the text: "9 June 2024 The
/// minister …"?
static bool
is_dateline(const ent_scene *s, const ent_mention *m)
{
  const ent_sentence *const sentence = sentence_of(s, m->first);
  return m->first == sentence->first && m->end - m->first > 2 &&
         m->end < sentence->end &&
         s->document->tokens[m->end].upos != ENT_UPOS_PUNCT &&
         strcmp(m->date.value, s->document->article->published) == 0;
}

/// Does the date belong to the next noun alone: "today's announcement"?
static bool
is_possessive(const ent_scene *s, const ent_mention *m)
{
  return m->end < s->document->n_tokens &&
         ent_scene_lists(s, "possessive-marks", m->end, m->end + 1);
}

static bool
is_stopped(const ent_scene *s, const ent_mention *m)
{
  return m->first > sentence_of(s, m->first)->first &&
         ent_scene_lists(s, "date-stops", m->first - 1, m->first);
}

/// Do tokens `a..b` between the days of a visit and a trigger lead over to
/// what it is for: "to Oslo, June 3 to 5, where she will attend …"?
static bool
is_purpose(const ent_scene *s, uint32_t a, uint32_t b)
{
  for (uint32_t t = a; t < b; t++) {
    if (ent_scene_lists(s, "purpose-words", t, b)) {
      return true;
    }
  }
  return false;
}

/// Tells how far a date stands from a trigger: tokens between them, more if
/// a verb stands between, UINT32_MAX if it says something else.
static uint32_t
date_distance(const ent_scene *s, const ent_mention *m, uint32_t first,
              uint32_t end, bool lasting, bool backdrop)
{
  if (m->kind != ENT_MENTION_DATE || !m->date.value[0] ||
      m->inside != ENT_NONE || is_stopped(s, m) || is_dateline(s, m) ||
      (m->date.last[0] && !lasting)) {
    return UINT32_MAX;
  }
  const bool before = m->end <= first;
  const uint32_t a = before ? m->end : end;
  const uint32_t b = before ? first : m->first;
  if (a >= b) {
    return 0;
  }
  const bool border = ent_scene_border(s, a, b);
  if ((backdrop && (before || border || b - a > ATTACHED)) ||
      (before && m->date.last[0] && is_purpose(s, a, b))) {
    return UINT32_MAX;
  }
  if (is_possessive(s, m) && (!before || b - a > ATTACHED)) {
    return UINT32_MAX;
  }
  return b - a + (border ? BORDER_COST : 0) +
         (m->date.precision == ENT_PRECISION_YEAR ? YEAR_COST : 0);
}

ent_date
ent_scene_date(const ent_scene *scene, uint32_t first, uint32_t end,
               bool lasting)
{
  const ent_sentence *const sentence = sentence_of(scene, first);
  const bool backdrop = is_backdrop(scene, first);
  ent_date best = {0};
  uint32_t least = UINT32_MAX;
  const uint32_t from =
      first - sentence->first > WINDOW ? first - WINDOW : sentence->first;
  const uint32_t to =
      sentence->end - end > WINDOW ? end + WINDOW : sentence->end;
  for (uint32_t m = scene->first_at[from];
       m < scene->mentions->n && scene->mentions->items[m].first < to; m++) {
    const uint32_t distance = date_distance(scene, &scene->mentions->items[m],
                                            first, end, lasting, backdrop);
    if (distance < least) {
      least = distance;
      best = scene->mentions->items[m].date;
    }
  }
  return best;
}

/// Does the sentence go on from what was told before: "After the talks …",
/// "… the highlight of the visit"?
static bool
is_sequel(const ent_scene *s, const ent_sentence *sentence, uint32_t first)
{
  const uint32_t from =
      first - sentence->first > WINDOW ? first - WINDOW : sentence->first;
  const uint32_t to =
      sentence->end - first > WINDOW ? first + WINDOW : sentence->end;
  if (ent_scene_lists(s, "sequel-words", sentence->first, sentence->end)) {
    return true;
  }
  for (uint32_t t = from; t < to; t++) {
    if (ent_scene_lists(s, "sequel-phrases", t, sentence->end)) {
      return true;
    }
  }
  return false;
}

ent_date
ent_scene_sequel_date(const ent_scene *s, uint32_t first)
{
  const ent_sentence *const sentence = sentence_of(s, first);
  const uint32_t now = s->document->tokens[first].sentence;
  if (!is_sequel(s, sentence, first)) {
    return (ent_date){0};
  }
  for (uint32_t m = s->first_at[sentence->first]; m > 0; m--) {
    const ent_mention *const date = &s->mentions->items[m - 1];
    if (now - date->sentence > BACK) {
      break;
    }
    if (date->kind == ENT_MENTION_DATE && date->inside == ENT_NONE &&
        date->date.precision == ENT_PRECISION_DAY && !date->date.last[0] &&
        !is_stopped(s, date)) {
      return date->date;
    }
  }
  return (ent_date){0};
}

ent_date
ent_scene_named_year(const ent_scene *scene, uint32_t first, uint32_t end)
{
  ent_date date = {0};
  for (uint32_t t = first; t < end; t++) {
    const ent_token *const token = &scene->document->tokens[t];
    const char *const c = token->form.data;
    if (token->form.len == 4 && (c[0] == '1' || c[0] == '2') &&
        (c[1] == '9' || c[1] == '0') && c[2] >= '0' && c[2] <= '9' &&
        c[3] >= '0' && c[3] <= '9') {
      date.precision = ENT_PRECISION_YEAR;
      date.words = token->span;
      memcpy(date.value, c, 4);
      memcpy(date.earliest, c, 4);
      memcpy(date.earliest + 4, "-01-01", 6);
      memcpy(date.latest, c, 4);
      memcpy(date.latest + 4, "-12-31", 6);
    }
  }
  return date;
}
