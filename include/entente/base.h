// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENTENTE_BASE_H
#define ENTENTE_BASE_H

/// Makes the small values that every stage shares: statuses, errors, texts
/// and spans.  Nothing here allocates.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ENT_API __attribute__((visibility("default")))
#define ENT_NODISCARD __attribute__((warn_unused_result))
#define ENT_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define ENT_API
#define ENT_NODISCARD
#define ENT_PRINTF(fmt, args)
#endif

/// Says how a call ended.  `ENT_OK` is 0; results are set only then.
typedef enum {
  ENT_OK = 0,
  ENT_ERR_MEMORY,      ///< An allocation failed
  ENT_ERR_IO,          ///< Reading, writing, opening or closing failed
  ENT_ERR_ENCODING,    ///< Not UTF-8, and not certainly something else
  ENT_ERR_SYNTAX,      ///< Malformed CSV, JSON, RDF, rule or query
  ENT_ERR_ARGUMENT,    ///< An option or base IRI that cannot be used
  ENT_ERR_LIMIT,       ///< Larger or longer than a documented limit
  ENT_ERR_DUPLICATE,   ///< A second input with the same IRI
  ENT_ERR_UNSUPPORTED, ///< Known, but not possible here
  ENT_ERR_STORE,       ///< The store is locked or corrupt
  ENT_ERR_STOPPED      ///< A callback asked to stop
} ent_status;

/// Lends UTF-8 bytes; not terminated, never owned.  An absent text has
/// `data == NULL`.
typedef struct {
  const char *data;
  size_t len; ///< bytes
} ent_text;

/// Points into an article's text: bytes, end exclusive.  Empty if
/// `start == end`.
typedef struct {
  uint32_t start;
  uint32_t end;
} ent_span;

#define ENT_NO_OFFSET UINT64_MAX

/// Tells what went wrong in one line.  The first to notice fills it; nobody
/// overwrites it.  Zero it before use.
typedef struct {
  ent_status status;
  char source[256];  ///< File or input, "" if none; cut at its start if long
  uint64_t line;     ///< From 1; 0 if it has no meaning
  uint64_t offset;   ///< Byte offset, or ENT_NO_OFFSET
  char message[512]; ///< What is wrong and what to do, without a newline
} ent_error;

#ifdef __cplusplus
}
#endif

#endif
