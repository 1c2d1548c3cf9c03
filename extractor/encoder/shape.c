// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/text.h"
#include "extractor/encoder/core.h"

#include <unictype.h>

enum { LOWER = 1, CAPITAL, UPPER, MIXED, NUMBER, OTHER, SINGLE };

typedef enum { IS_OTHER, IS_DIGIT, IS_LOWER, IS_UPPER } letter_kind;

static letter_kind
kind_of(uint32_t c)
{
  if (c < 0x80) {
    return c >= 'a' && c <= 'z'   ? IS_LOWER
           : c >= 'A' && c <= 'Z' ? IS_UPPER
           : c >= '0' && c <= '9' ? IS_DIGIT
                                  : IS_OTHER;
  }
  if (uc_is_general_category(c, UC_CATEGORY_L)) {
    return uc_is_property(c, UC_PROPERTY_UPPERCASE) ||
                   uc_is_general_category(c, UC_CATEGORY_Lt)
               ? IS_UPPER
               : IS_LOWER;
  }
  return uc_digit_value(c) >= 0 ? IS_DIGIT : IS_OTHER;
}

uint8_t
ent_shape_of(ent_text word)
{
  size_t letters = 0, upper = 0, digits = 0;
  bool first = false;
  for (size_t at = 0; at < word.len;) {
    const letter_kind kind = kind_of(ent_utf8_next(word, &at));
    digits += kind == IS_DIGIT;
    if (kind == IS_LOWER || kind == IS_UPPER) {
      first = letters ? first : kind == IS_UPPER;
      letters++;
      upper += kind == IS_UPPER;
    }
  }
  return !letters              ? digits ? NUMBER : OTHER
         : !upper              ? LOWER
         : upper == letters    ? letters == 1 ? SINGLE : UPPER
         : first && upper == 1 ? CAPITAL
                               : MIXED;
}
