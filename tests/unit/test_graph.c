// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Tests output/graph/: the graph of ontology/example.txt is example.trig.

#include "entente/graph.h"
#include "extractor/base/text.h"
#include "ontology/terms.h"
#include "output/graph/nodes.h"
#include "tests/unit/example.h"
#include "tests/unit/tap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BASE ENT_TEXT("https://example.org/entente/")

static ent_arena *arena;
static const ent_facts *facts;

typedef struct {
  char *text;
  size_t size;
  FILE *stream;
  ent_writer *writer;
} output;

static void
output_begin(output *o, const char *format)
{
  o->stream = open_memstream(&o->text, &o->size);
  assert(o->stream);
  assert(ent_writer_new(ent_format_find(format), o->stream, &o->writer, NULL) ==
         ENT_OK);
}

static void
output_end(output *o)
{
  assert(ent_writer_finish(o->writer, NULL) == ENT_OK);
  ent_writer_free(o->writer);
  fclose(o->stream);
}

/// Writes the graph of `f`; free with free().
static char *
graph_of(const ent_facts *f, ent_quotes quotes, const char *format)
{
  output o = {0};
  ent_error error = {0};
  output_begin(&o, format);
  const ent_status status = ent_facts_each_statement(
      f, BASE, quotes, ent_writer_statement, o.writer, &error);
  if (status != ENT_OK) {
    printf("# %s\n", error.message);
  }
  assert(status == ENT_OK);
  output_end(&o);
  return o.text;
}

static int
compare(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/// Sorts the lines of `text` and returns them joined; frees `text`.
static char *
sorted(char *text)
{
  char *lines[8192];
  size_t n = 0;
  const size_t size = strlen(text) + 2;
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
    assert(n < sizeof lines / sizeof *lines);
    lines[n++] = line;
  }
  qsort(lines, n, sizeof *lines, compare);
  char *joined = calloc(1, size);
  assert(joined);
  size_t used = 0;
  for (size_t i = 0; i < n; i++) {
    assert(i == 0 || strcmp(lines[i], lines[i - 1]) != 0);
    used += (size_t)snprintf(joined + used, size - used, "%s\n", lines[i]);
  }
  free(text);
  return joined;
}

/// Prints the first lines in which sorted texts differ.
static bool
is_same(const char *a, const char *b)
{
  while (*a || *b) {
    const size_t na = strcspn(a, "\n");
    const size_t nb = strcspn(b, "\n");
    if (na != nb || memcmp(a, b, na) != 0) {
      printf("# made     %.*s\n# expected %.*s\n", (int)na, a, (int)nb, b);
      return false;
    }
    a += na + (a[na] != '\0');
    b += nb + (b[nb] != '\0');
  }
  return true;
}

/// Reads RDF and writes it as N-Quads.
static char *
requads(FILE *in, const char *format)
{
  output o = {0};
  ent_error error = {0};
  output_begin(&o, "nquads");
  const ent_status status =
      ent_statements_read(in, "test", ent_format_find(format),
                          ent_writer_statement, o.writer, &error);
  if (status != ENT_OK) {
    printf("# line %u: %s\n", (unsigned)error.line, error.message);
  }
  assert(status == ENT_OK);
  output_end(&o);
  return o.text;
}

static void
the_example_is_the_example(void)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/ontology/example.trig", getenv("TOP_SRCDIR"));
  FILE *in = fopen(path, "r");
  assert(in);
  char *expected = sorted(requads(in, "trig"));
  char *made = sorted(graph_of(facts, ENT_QUOTES_FULL, "nquads"));
  fclose(in);
  assert(is_same(made, expected));
  free(made);
  free(expected);
}

static void
trig_and_turtle_say_what_nquads_say(void)
{
  static const char *const formats[] = {"trig", "turtle"};
  for (size_t i = 0; i < 2; i++) {
    char *text = graph_of(facts, ENT_QUOTES_FULL, formats[i]);
    FILE *in = fmemopen(text, strlen(text), "r");
    char *made = sorted(requads(in, formats[i]));
    char *quads = graph_of(facts, ENT_QUOTES_FULL, "nquads");
    const char *graph = " <https://example.org/entente/article/riga-port> .\n";
    for (char *at = quads; i == 1 && (at = strstr(at, graph));) {
      char *rest = at + strlen(graph);
      memcpy(at, " .\n", 3);
      memmove(at + 3, rest, strlen(rest) + 1);
    }
    quads = sorted(quads);
    assert(is_same(made, quads));
    fclose(in);
    free(text);
    free(made);
    free(quads);
  }
}

static void
nodes_of_one_name_get_numbers(void)
{
  ent_facts f = *facts;
  ent_happening events[3];
  ent_position held[3];
  for (size_t i = 0; i < 3; i++) {
    events[i] = facts->events[0];
    held[i] = facts->positions[0];
  }
  held[1].person = 1;
  f.events = events;
  f.n_events = 3;
  f.positions = held;
  f.n_positions = 2;
  ent_nodes nodes = ent_nodes_make(arena, &f, BASE);
  assert(ent_text_ends(nodes.events[0], ENT_TEXT("#visit-128")));
  assert(ent_text_ends(nodes.events[1], ENT_TEXT("#visit-128-2")));
  assert(ent_text_ends(nodes.events[2], ENT_TEXT("#visit-128-3")));
  // two holders of one title: named after where their names stand
  assert(ent_text_ends(nodes.tenures[0], ENT_TEXT("#tenure-20")));
  assert(ent_text_ends(nodes.tenures[1], ENT_TEXT("#tenure-181")));
  f.n_positions = 3;
  nodes = ent_nodes_make(arena, &f, BASE);
  assert(ent_text_ends(nodes.tenures[2], ENT_TEXT("#tenure-20-2")));
}

static void
ids_are_percent_encoded(void)
{
  const ent_text iri =
      ent_article_iri(arena, BASE, ENT_TEXT("2024/a b~%\xc3\xa4?#.x"));
  assert(ent_text_equal(iri, ENT_TEXT("https://example.org/entente/article/"
                                      "2024/a%20b~%25%C3%A4%3F%23.x")));
}

static void
bases_are_checked(void)
{
  static const char *const bad[] = {
      "",           "x/",           "http://e",
      "http://e/#", "http://e/?a/", "http://e/a b/",
      "http://e/#/"};
  assert(ent_base_check(BASE, NULL) == ENT_OK);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_error error = {0};
    assert(ent_base_check(ent_text_from(bad[i]), &error) != ENT_OK);
    assert(error.message[0]);
  }
}

static void
points_count_code_points(void)
{
  char text[400];
  size_t len = 0;
  size_t expected[400];
  size_t n = 0;
  static const char *const letters[] = {"a", "\xc3\xa4", "\xe2\x82\xac",
                                        "\xf0\x9f\x98\x80"};
  for (size_t i = 0; len < 380; i++) {
    const char *letter = letters[(i * 7 + i / 5) % 4];
    expected[n++] = len;
    memcpy(text + len, letter, strlen(letter));
    len += strlen(letter);
  }
  const ent_points p = ent_points_make(arena, (ent_text){text, len});
  for (size_t i = 0; i < n; i++) {
    assert(ent_points_at(&p, expected[i]) == i);
    assert(ent_points_byte(&p, i) == expected[i]);
    assert(ent_points_back(&p, expected[i], 5) == expected[i < 5 ? 0 : i - 5]);
    assert(ent_points_forward(&p, expected[i], 5) ==
           (i + 5 < n ? expected[i + 5] : len));
  }
  assert(ent_points_at(&p, len) == n && ent_points_byte(&p, n) == len);
  assert(ent_points_byte(&p, n + 1) == SIZE_MAX);
  assert(ent_points_back(&p, len, 1) == expected[n - 1]);
  const ent_points none = ent_points_make(arena, (ent_text){"", 0});
  assert(ent_points_at(&none, 0) == 0 && ent_points_byte(&none, 0) == 0);
}

static void
short_quotes_hold_the_trigger(void)
{
  char text[2000];
  size_t len = 0;
  for (int i = 0; i < 150; i++) {
    len += (size_t)snprintf(text + len, sizeof text - len, "w\xc3\xb6rd%d ", i);
  }
  const ent_points p = ent_points_make(arena, (ent_text){text, len});
  for (uint32_t start = 0; start + 20 < len; start++) {
    const ent_evidence e = {
        {0, (uint32_t)len},
        {(uint32_t)ent_points_back(&p, start, 0), start + 20}};
    if (((unsigned char)text[start] & 0xc0) == 0x80 ||
        ((unsigned char)text[start + 20] & 0xc0) == 0x80) {
      continue;
    }
    const ent_span s = ent_evidence_span(&p, &e, ENT_QUOTES_SHORT);
    assert(s.start <= start && s.end >= start + 20);
    assert(ent_points_at(&p, s.end) - ent_points_at(&p, s.start) <= 120);
    assert(s.start == start || s.start == 0 || text[s.start - 1] == ' ');
    assert(s.end == start + 20 || s.end == len || text[s.end] == ' ');
  }
  const ent_evidence all = {{0, (uint32_t)len}, {10, (uint32_t)len}};
  const ent_span s = ent_evidence_span(&p, &all, ENT_QUOTES_SHORT);
  assert(ent_points_at(&p, s.end) - ent_points_at(&p, s.start) <= 120);
}

/// Tells whether `value` holds a word of four letters or more of the text.
static bool
holds_word(ent_text value)
{
  size_t n = 0;
  for (size_t i = 0; i <= value.len; i++) {
    if (i < value.len && isalpha((unsigned char)value.data[i])) {
      n++;
      continue;
    }
    const ent_text word = {value.data + i - n, n};
    if (n > 3 && ent_text_find(facts->article->text, word, 0) != SIZE_MAX) {
      return true;
    }
    n = 0;
  }
  return false;
}

/// Expects words of the text only where names, titles and dates stand.
static ent_status
expect_no_words(void *user, const ent_statement *s, ent_error *error)
{
  static const char *const names[] = {ENT_RDFS_LABEL,
                                      ENT_SKOS_ALT_LABEL,
                                      ENT_SCHEMA_HEADLINE,
                                      ENT_PROPERTY_NAME,
                                      ENT_PROPERTY_POSITION_TITLE,
                                      ENT_PROPERTY_DATE_TEXT,
                                      ENT_PROPERTY_PUBLISHER_NAME,
                                      ENT_PROPERTY_AUTHOR_NAME,
                                      ENT_PROPERTY_SOURCE_FILE,
                                      ENT_PROPERTY_RULE};
  (void)error;
  ++*(int *)user;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (ent_text_equal(s->predicate.value, ent_text_from(names[i]))) {
      return ENT_OK;
    }
  }
  assert(s->object.kind == ENT_TERM_IRI || !holds_word(s->object.value));
  return ENT_OK;
}

static void
quotes_can_be_left_out(void)
{
  int n = 0;
  assert(ent_facts_each_statement(facts, BASE, ENT_QUOTES_NONE, expect_no_words,
                                  &n, NULL) == ENT_OK);
  assert(n > 100);
  assert(holds_word(ENT_TEXT("xx Thursday")) && !holds_word(ENT_TEXT("zebra")));
  char *none = graph_of(facts, ENT_QUOTES_NONE, "nquads");
  assert(strstr(none, "ontology#quoteHash> \"") && !strstr(none, "oa#exact") &&
         !strstr(none, "oa#prefix"));
  char *brief = graph_of(facts, ENT_QUOTES_SHORT, "nquads");
  char *full = graph_of(facts, ENT_QUOTES_FULL, "nquads");
  assert(strcmp(brief, full) == 0); // no sentence has 120 code points
  free(none);
  free(brief);
  free(full);
}

static void
decimals_are_canonical(void)
{
  static const char *const rows[][2] = {{"12500000", "\"12500000.0\""},
                                        {"1.50", "\"1.5\""},
                                        {"3.", "\"3.0\""},
                                        {"0.00", "\"0.0\""},
                                        {"1e6", NULL},
                                        {"", NULL}};
  ent_facts f = *facts;
  ent_happening agreement = facts->agreements[0];
  f.agreements = &agreement;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    agreement.amount = ent_text_from(rows[i][0]);
    char *text = graph_of(&f, ENT_QUOTES_NONE, "nquads");
    const char *amount = strstr(text, "#amount> ");
    assert(rows[i][1] ? amount && strncmp(amount + 9, rows[i][1],
                                          strlen(rows[i][1])) == 0
                      : !amount);
    free(text);
  }
}

/// Tells whether entity `i` is a polity if it has `role` in the only event.
static bool
is_polity(uint32_t i, const char *role)
{
  ent_facts f = *facts;
  ent_role part = {ent_text_from(role), i, ENT_NONE, ENT_NONE};
  ent_happening event = facts->events[0];
  event.roles = &part;
  event.n_roles = 1;
  event.place = event.part_of = ENT_NONE;
  f.events = &event;
  f.n_events = 1;
  f.n_positions = f.n_relations = f.n_agreements = 0;
  char *text = graph_of(&f, ENT_QUOTES_NONE, "nquads");
  const bool found = strstr(text, "ontology#Polity>") != NULL;
  free(text);
  return found;
}

static void
countries_that_are_agents_are_polities(void)
{
  uint32_t latvia = 0;
  uint32_t riga = 0;
  for (uint32_t i = 0; i < facts->n_entities; i++) {
    latvia = facts->entities[i].country[0] ? i : latvia;
    riga = ent_text_ends(facts->entities[i].path, ENT_TEXT("/riga")) ? i : riga;
  }
  static const char *const roles[] = {"participant", "organiser", "recipient",
                                      "party", "signatory"};
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    assert(is_polity(latvia, roles[i]));
    assert(!is_polity(riga, roles[i]));
  }
  assert(!is_polity(latvia, "visited") && !is_polity(latvia, "founded"));
}

static ent_status
stop_at(void *user, const ent_statement *s, ent_error *error)
{
  (void)s;
  (void)error;
  return --*(int *)user == 0 ? ENT_ERR_STOPPED : ENT_OK;
}

static void
a_callback_can_stop(void)
{
  for (int n = 1; n < 100; n += 7) {
    int left = n;
    assert(ent_facts_each_statement(facts, BASE, ENT_QUOTES_FULL, stop_at,
                                    &left, NULL) == ENT_ERR_STOPPED);
    assert(left == 0);
  }
}

static void
run_all(void *user)
{
  (void)user;
  facts = example_facts(arena);
  if (!facts) {
    return;
  }
  RUN(the_example_is_the_example);
  RUN(trig_and_turtle_say_what_nquads_say);
  RUN(nodes_of_one_name_get_numbers);
  RUN(ids_are_percent_encoded);
  RUN(bases_are_checked);
  RUN(points_count_code_points);
  RUN(short_quotes_hold_the_trigger);
  RUN(quotes_can_be_left_out);
  RUN(decimals_are_canonical);
  RUN(countries_that_are_agents_are_polities);
  RUN(a_callback_can_stop);
}

int
main(void)
{
  arena = ent_arena_new();
  const ent_status status = ent_arena_guard(arena, run_all, NULL);
  ent_arena_free(arena);
  if (!facts) {
    printf("1..0 # SKIP ontology/example.txt is not there\n");
    return 0;
  }
  return status == ENT_OK ? DONE() : 1;
}
