// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

/// Tests output/graph/term.c, lexical.c and output/write/.

#include "entente/graph.h"
#include "extractor/base/text.h"
#include "output/graph/term.h"
#include "tests/unit/tap.h"

#include <stdlib.h>
#include <string.h>

#define S "http://example.org/s"
#define P "http://example.org/p"
#define G "http://example.org/g"

static ent_term
iri(const char *text)
{
  return (ent_term){.kind = ENT_TERM_IRI, .value = ent_text_from(text)};
}

static ent_term
plain(const char *text)
{
  return (ent_term){.kind = ENT_TERM_LITERAL, .value = ent_text_from(text)};
}

static ent_term
typed(const char *text, const char *datatype)
{
  ent_term t = plain(text);
  t.datatype = ent_text_from(datatype);
  return t;
}

static ent_statement
statement(ent_term object)
{
  return (ent_statement){iri(S), iri(P), object, iri(G)};
}

/// Writes statements in a format; frees with free().  NULL if refused, and
/// then checks that nothing was added.
static char *
written(const char *format, const ent_statement *s, size_t n)
{
  char *text = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&text, &size);
  ent_writer *writer = NULL;
  ent_error error = {0};
  assert(stream);
  assert(ent_writer_new(ent_format_find(format), stream, &writer, &error) ==
         ENT_OK);
  ent_status status = ENT_OK;
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    status = ent_writer_statement(writer, &s[i], &error);
  }
  assert((status == ENT_OK) == (error.message[0] == '\0'));
  if (status == ENT_OK) {
    assert(ent_writer_finish(writer, &error) == ENT_OK);
  }
  ent_writer_free(writer);
  fclose(stream);
  if (status != ENT_OK) {
    assert(size == 0);
    free(text);
    text = NULL;
  }
  return text;
}

static bool
object_is(ent_term object, const char *expected)
{
  const ent_statement s = statement(object);
  char *text = written("nquads", &s, 1);
  if (!text) {
    return expected == NULL;
  }
  char want[512];
  snprintf(want, sizeof want, "<" S "> <" P "> %s <" G "> .\n",
           expected ? expected : "");
  const bool same = strcmp(text, want) == 0;
  if (!same) {
    printf("# %s# %s", text, want);
  }
  free(text);
  return same;
}

static void
iris_follow_rfc_3987(void)
{
  static const char *const good[] = {
      "http://example.org/",
      "urn:x:y",
      "http://[::1]:80/",
      "a:",
      "http://[2001:db8::7]/c?one",
      "http://u:p@h:8080/?q#f",
      "http://example.org/%C3%A4",
      "http://example.org/\xc3\xa4",
      "http://example.org/a?\xee\x80\x80",
      "tag:a@b.c,2024:d",
      ("scheme:!$%25&'()*+,-./0123456789:/@ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
       "abcdefghijklmnopqrstuvwxyz~?#"),
      "http://example.org/\xf0\x9f\x98\x80",
      "http://h:/",
      "http:///x"};
  static const char *const bad[] = {"",
                                    "x",
                                    "/a",
                                    "//h/a",
                                    ":a",
                                    "1:a",
                                    "-a:b",
                                    "http://e/ a",
                                    "http://e/<",
                                    "http://e/>",
                                    "http://e/\"",
                                    "http://e/{",
                                    "http://e/}",
                                    "http://e/|",
                                    "http://e/^",
                                    "http://e/`",
                                    "http://e/\\",
                                    "http://e/\x01",
                                    "http://e/\x7f",
                                    "http://e/%",
                                    "http://e/%4",
                                    "http://e/%4g",
                                    "http://e/#a#b",
                                    "http://e/[",
                                    "http://e/a]",
                                    "http://[::1/",
                                    "http://[]/",
                                    "http://h:8a/",
                                    "http://a@b@c/",
                                    "http://e/\xc2\x80",
                                    "http://e/\xee\x80\x80",
                                    "http://e/\xef\xbf\xbe",
                                    "http://e/\xef\xb7\x90",
                                    "http://e/#\xee\x80\x80",
                                    "http://e/\xc3",
                                    "http://e/\xed\xa0\x80",
                                    "http://e/a\nb",
                                    "http://[::1]x/"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ent_error error = {0};
    const ent_status status = ent_iri_check(ent_text_from(good[i]), &error);
    if (status != ENT_OK) {
      printf("# %s: %s\n", good[i], error.message);
    }
    assert(status == ENT_OK);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_error error = {0};
    const ent_status status = ent_iri_check(ent_text_from(bad[i]), &error);
    if (status == ENT_OK) {
      printf("# taken: %s\n", bad[i]);
    }
    assert(status != ENT_OK && error.message[0]);
  }
  assert(ent_iri_check((ent_text){"http://e/\0", 10}, NULL) != ENT_OK);
  assert(ent_iri_check((ent_text){NULL, 0}, NULL) != ENT_OK);
}

static void
lexical_forms_follow_xml_schema(void)
{
  static const struct {
    const char *type;
    const char *good;
    const char *bad;
  } rows[] = {
      {"date", "2024-02-29", "2015-02-30"},
      {"date", "2000-02-29Z", "1900-02-29"},
      {"date", "-0044-03-15", "0000-01-01"},
      {"date", "12024-12-31+14:00", "2024-12-31+14:30"},
      {"date", "2024-01-01-05:00", "2024-13-01"},
      {"date", "2024-04-30", "2024-04-31"},
      {"date", "2024-01-31", "2024-1-31"},
      {"date", "2024-01-31", " 2024-01-31"},
      {"date", "2024-01-31", "2024-01-31T"},
      {"date", "2024-01-31", "012024-01-31"},
      {"gYearMonth", "2024-05", "2024-00"},
      {"gYearMonth", "2024-05", "2024-05-01"},
      {"gYear", "2024", "abc"},
      {"gYear", "-0001", "24"},
      {"gYear", "2024Z", ""},
      {"dateTime", "2024-05-01T12:00:00.5Z", "2024-05-01"},
      {"dateTime", "2024-05-01T12:00:00", "2024-05-01T25:00:00"},
      {"decimal", "12500000.0", "1e5"},
      {"decimal", "-.5", "."},
      {"decimal", "+5", "+-5"},
      {"decimal", "5.", "5,0"},
      {"integer", "-12", "1.0"},
      {"integer", "+0", "-+5"},
      {"nonNegativeInteger", "0", "-1"},
      {"boolean", "true", "TRUE"},
      {"anyURI", "what ever", NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const ent_text type = ent_text_from(rows[i].type);
    assert(ent_lexical_right(type, ent_text_from(rows[i].good)));
    assert(!rows[i].bad ||
           !ent_lexical_right(type, ent_text_from(rows[i].bad)));
  }
}

static void
literals_are_escaped_or_refused(void)
{
  assert(object_is(plain(""), "\"\""));
  assert(object_is(plain("a"), "\"a\""));
  assert(object_is(plain("say \"hi\" to C:\\ now and then"),
                   "\"say \\\"hi\\\" to C:\\\\ now and then\""));
  assert(object_is(plain("\t\n\r\b\f\x01\x1f\x7f"),
                   "\"\\t\\n\\r\\b\\f\\u0001\\u001F\\u007F\""));
  assert(object_is(
      plain("z\xc3\xbcrich \xe2\x80\x9cquoted\xe2\x80\x9d \xf0\x9f\x98\x80"),
      "\"z\xc3\xbcrich \xe2\x80\x9cquoted\xe2\x80\x9d \xf0\x9f\x98\x80\""));
  assert(object_is(plain("\xef\xbf\xbe"), "\"\xef\xbf\xbe\""));
  assert(object_is(plain("\xed\xa0\x80"), NULL));
  assert(object_is(plain("twelve bytes \xff"), NULL));
  assert(object_is(plain("cut \xe2\x80"), NULL));
  assert(object_is(plain("\xc0\xaf"), NULL));
  ent_term nul = plain("");
  nul.value = (ent_text){"a\0b", 3};
  assert(object_is(nul, NULL));
  ent_term absent = {.kind = ENT_TERM_LITERAL};
  assert(object_is(absent, "\"\""));
}

static void
tags_and_datatypes_are_checked(void)
{
  ent_term t = plain("Chief");
  t.lang = ent_text_from("en-gb");
  assert(object_is(t, "\"Chief\"@en-gb"));
  static const char *const bad[] = {"",   "EN",        "en-",   "e n",
                                    "1a", "abcdefghi", "en--gb"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    t.lang = ent_text_from(bad[i]);
    assert(object_is(t, NULL));
  }
  assert(object_is(typed("a", ENT_XSD "string"), "\"a\""));
  assert(object_is(typed("2024", ENT_XSD "gYear"),
                   "\"2024\"^^<" ENT_XSD "gYear>"));
  assert(object_is(typed("2015-02-30", ENT_XSD "date"), NULL));
  assert(object_is(typed("a", ENT_RDF "langString"), NULL));
  assert(object_is(typed("a", "not absolute"), NULL));
  ent_statement s = statement(plain("a"));
  s.subject = plain("a");
  assert(written("nquads", &s, 1) == NULL);
  s = statement(plain("a"));
  s.graph = plain("a");
  assert(written("nquads", &s, 1) == NULL);
}

static void
a_refused_statement_leaves_no_byte(void)
{
  char *text = NULL;
  size_t size = 0;
  FILE *stream = open_memstream(&text, &size);
  ent_writer *writer = NULL;
  assert(ent_writer_new(ent_format_find("trig"), stream, &writer, NULL) ==
         ENT_OK);
  ent_statement s = statement(plain("a"));
  assert(ent_writer_statement(writer, &s, NULL) == ENT_OK);
  s.subject = iri("http://example.org/other");
  s.object = plain("\xff");
  assert(ent_writer_statement(writer, &s, NULL) == ENT_ERR_ENCODING);
  s = statement(plain("b"));
  assert(ent_writer_statement(writer, &s, NULL) == ENT_OK);
  assert(ent_writer_finish(writer, NULL) == ENT_OK);
  ent_writer_free(writer);
  fclose(stream);
  assert(strstr(text, "\"a\" , \"b\" .\n}\n") && !strstr(text, "other"));
  free(text);
}

static void
turtle_groups_and_shortens(void)
{
  const char *ent = "https://w3id.org/entente/ontology#";
  char class_iri[64];
  char property[64];
  snprintf(class_iri, sizeof class_iri, "%sVisit", ent);
  snprintf(property, sizeof property, "%sconfidence", ent);
  const ent_statement s[] = {
      {iri(G "#visit-1"), iri(ENT_RDF "type"), iri(class_iri), iri(G)},
      {iri(G "#visit-1"), iri(property), typed("0.9", ENT_XSD "decimal"),
       iri(G)},
      {iri(G "#visit-1"), iri(property), typed("1.", ENT_XSD "decimal"),
       iri(G)},
      {iri(G), iri(property), typed("2024-05", ENT_XSD "gYearMonth"), iri(G)},
      {iri(S),
       iri(P),
       iri("urn:x"),
       {ENT_TERM_IRI, {NULL, 0}, {NULL, 0}, {NULL, 0}}},
  };
  char *text = written("trig", s, 5);
  const char *body = strstr(text, "\n@base");
  const char *want =
      "\n@base <" G "> .\n\n<" G "> {\n<#visit-1>\n  a ent:Visit ;\n"
      "  ent:confidence 0.9 , \"1.\"^^xsd:decimal .\n\n<>\n"
      "  ent:confidence \"2024-05\"^^xsd:gYearMonth .\n}\n"
      "\n<" S ">\n  <" P "> <urn:x> .\n";
  const char *top = "@prefix ent: <https://w3id.org/entente/ontology#> .\n"
                    "@prefix xsd: <" ENT_XSD "> .\n";
  assert(body && strcmp(body, want) == 0);
  assert((size_t)(body - text) == strlen(top) &&
         strncmp(text, top, strlen(top)) == 0);
  free(text);
  text = written("turtle", s, 5);
  assert(text && !strchr(strstr(text, "\n@base"), '{'));
  free(text);
}

static void
much_turtle_declares_all_prefixes(void)
{
  enum { MANY = 12000 };
  static ent_statement s[MANY];
  for (size_t i = 0; i < MANY; i++) {
    s[i] = statement(plain(i % 2 ? "one more" : "another"));
  }
  char *text = written("turtle", s, MANY);
  size_t n = 0;
  for (const char *at = text; (at = strstr(at, "@prefix ")); at++) {
    n++;
  }
  assert(n == 16 && strncmp(text, "@prefix ", 8) == 0);
  assert(strlen(text) > (size_t)MANY * 10);
  free(text);
}

static void
rdfxml_refuses_what_xml_cannot_hold(void)
{
  ent_statement s = statement(plain("a & b < c \xc3\xa4\r\n"));
  char *text = written("rdfxml", &s, 1);
  assert(text && strstr(text, "a &amp; b &lt; c \xc3\xa4&#xD;\n"));
  free(text);
  static const char *const bad[] = {"\x01", "\x0b", "\xef\xbf\xbf"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    s.object = plain(bad[i]);
    ent_writer *writer = NULL;
    ent_error error = {0};
    FILE *null = fopen("/dev/null", "w");
    assert(ent_writer_new(ent_format_find("rdfxml"), null, &writer, &error) ==
           ENT_OK);
    assert(ent_writer_statement(writer, &s, &error) == ENT_ERR_UNSUPPORTED);
    assert(error.message[0]);
    ent_writer_free(writer);
    fclose(null);
  }
  s = statement(plain("a"));
  s.predicate = iri("http://example.org/123");
  ent_writer *writer = NULL;
  assert(ent_writer_new(ent_format_find("rdfxml"), stdout, &writer, NULL) ==
         ENT_OK);
  assert(ent_writer_statement(writer, &s, NULL) == ENT_ERR_UNSUPPORTED);
  ent_writer_free(writer);
}

static void
a_full_disk_is_reported(void)
{
  for (size_t i = 0; ent_format_at(i); i++) {
    FILE *full = fopen("/dev/full", "w");
    if (!full) {
      continue;
    }
    ent_writer *writer = NULL;
    ent_error error = {0};
    const ent_statement s = statement(plain("a"));
    ent_status status = ent_writer_new(ent_format_at(i), full, &writer, &error);
    for (int k = 0; k < 9000 && status == ENT_OK; k++) {
      status = ent_writer_statement(writer, &s, &error);
    }
    if (status == ENT_OK) {
      status = ent_writer_finish(writer, &error);
    }
    assert(status == ENT_ERR_IO && error.message[0]);
    assert(ent_writer_finish(writer, NULL) == ENT_ERR_IO);
    ent_writer_free(writer);
    fclose(full);
  }
}

/// Gathers what a reader gives, as N-Quads.
static ent_status
reread(const char *text, size_t len, const char *format, char **out,
       ent_error *error)
{
  size_t size = 0;
  FILE *in = fmemopen((void *)(uintptr_t)text, len, "r");
  FILE *stream = open_memstream(out, &size);
  ent_writer *writer = NULL;
  assert(in && stream);
  assert(ent_writer_new(ent_format_find("nquads"), stream, &writer, NULL) ==
         ENT_OK);
  const ent_status status =
      ent_statements_read(in, "test.nq", ent_format_find(format),
                          ent_writer_statement, writer, error);
  assert(ent_writer_finish(writer, NULL) == ENT_OK);
  ent_writer_free(writer);
  fclose(stream);
  fclose(in);
  return status;
}

static void
nquads_are_read(void)
{
  static const struct {
    const char *in;
    const char *out;
  } rows[] = {
      {"# nothing\n\n  \t\n#", ""},
      {"<http://e/s><http://e/p><http://e/o><http://e/g>.",
       "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n"},
      {"  <http://e/s>\t<http://e/p>  \"x\" . # note\r\n"
       "<http://e/s> <http://e/p> \"y\" .\r<http://e/s> <http://e/p> \"z\" .",
       "<http://e/s> <http://e/p> \"x\" .\n<http://e/s> <http://e/p> \"y\" .\n"
       "<http://e/s> <http://e/p> \"z\" .\n"},
      {"<http://e/\\u0053> <http://e/p> \"\\u00e4\\U0001F600\\t\\\"\\'\\\\\" .",
       "<http://e/S> <http://e/p> \"\xc3\xa4\xf0\x9f\x98\x80\\t\\\"'\\\\\" "
       ".\n"},
      {"<http://e/s> <http://e/p> \"x\"@EN-Gb .",
       "<http://e/s> <http://e/p> \"x\"@en-gb .\n"},
      {"<http://e/s> <http://e/p> \"x\"^^<http://e/t> <http://e/g> .",
       "<http://e/s> <http://e/p> \"x\"^^<http://e/t> <http://e/g> .\n"},
      {"_:a <http://e/p> _:b.c _:a.",
       "<urn:entente:blank:a> <http://e/p> "
       "<urn:entente:blank:b.c> <urn:entente:blank:a> .\n"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    char *out = NULL;
    ent_error error = {0};
    const ent_status status =
        reread(rows[i].in, strlen(rows[i].in), "nquads", &out, &error);
    if (status != ENT_OK || strcmp(out, rows[i].out) != 0) {
      printf("# %zu: %s\n# %s", i, error.message, out);
    }
    assert(status == ENT_OK && strcmp(out, rows[i].out) == 0);
    free(out);
  }
}

static void
malformed_nquads_are_refused(void)
{
  static const char *const bad[] = {
      "<http://e/s> <http://e/p> .",
      "<http://e/s> <http://e/p> \"x\"",
      "<http://e/s> <http://e/p> \"x .",
      "<http://e/s> <http://e/p> <http://e/o .",
      "<http://e/s> <http://e/p> \"x\" . x",
      "<http://e/s> <http://e/p> \"x\" <http://e/g> <http://e/h> .",
      "<http://e/s> \"p\" \"x\" .",
      "\"s\" <http://e/p> \"x\" .",
      "<http://e/s> _:p \"x\" .",
      "<http://e/s> <http://e/p> \"x\" \"g\" .",
      "<http://e/s> <http://e/p> 'x' .",
      "<http://e/s> <http://e/p> 1 .",
      "<http://e/s> <http://e/p> \"\\u12\" .",
      "<http://e/s> <http://e/p> \"\\u0000\" .",
      "<http://e/s> <http://e/p> \"\\uD800\" .",
      "<http://e/s> <http://e/p> \"\\U00110000\" .",
      "<http://e/s> <http://e/p> \"\\x\" .",
      "<http://e/s> <http://e/p> \"\\",
      "<http://e/s> <http://e/p> \"x\"@ .",
      "<http://e/s> <http://e/p> \"x\"@1 .",
      "<http://e/s> <http://e/p> \"x\"@en- .",
      "<http://e/s> <http://e/p> \"x\"^<http://e/t> .",
      "<http://e/s> <http://e/p> \"x\"^^xsd:date .",
      "<s> <http://e/p> \"x\" .",
      "<http://e/\\u0020> <http://e/p> \"x\" .",
      "<http://e/\\n> <http://e/p> \"x\" .",
      "<http://e/a b> <http://e/p> \"x\" .",
      "@prefix e: <http://e/> .",
      "_: <http://e/p> \"x\" .",
      "_:-a <http://e/p> \"x\" .",
      "<http://e/s> <http://e/p> \"\xff\" .",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    char text[256];
    snprintf(text, sizeof text, "# first\n%s\n", bad[i]);
    char *out = NULL;
    ent_error error = {0};
    const ent_status status =
        reread(text, strlen(text), "nquads", &out, &error);
    if (status == ENT_OK || error.line != 2) {
      printf("# %s: line %u %s\n", bad[i], (unsigned)error.line, error.message);
    }
    assert(status == ENT_ERR_SYNTAX || status == ENT_ERR_ENCODING);
    assert(error.line == 2 && strcmp(error.source, "test.nq") == 0);
    free(out);
  }
  char *out = NULL;
  ent_error error = {0};
  assert(reread("\0\n", 2, "nquads", &out, &error) == ENT_ERR_SYNTAX);
  free(out);
}

static void
a_long_literal_passes(void)
{
  const size_t len = 3000000;
  char *text = malloc(len + 1);
  assert(text);
  memset(text, 'x', len);
  memset(text + len / 2, '"', 1000);
  text[len] = '\0';
  const ent_statement s = statement(plain(text));
  char *out = written("nquads", &s, 1);
  char *again = NULL;
  assert(out && reread(out, strlen(out), "nquads", &again, NULL) == ENT_OK);
  assert(strcmp(out, again) == 0);
  free(again);
  free(out);
  free(text);
}

int
main(void)
{
  RUN(iris_follow_rfc_3987);
  RUN(lexical_forms_follow_xml_schema);
  RUN(literals_are_escaped_or_refused);
  RUN(tags_and_datatypes_are_checked);
  RUN(a_refused_statement_leaves_no_byte);
  RUN(turtle_groups_and_shortens);
  RUN(much_turtle_declares_all_prefixes);
  RUN(rdfxml_refuses_what_xml_cannot_hold);
  RUN(a_full_disk_is_reported);
  RUN(nquads_are_read);
  RUN(malformed_nquads_are_refused);
  RUN(a_long_literal_passes);
  return DONE();
}
