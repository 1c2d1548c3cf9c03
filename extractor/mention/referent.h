// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_REFERENT_H
#define ENT_REFERENT_H

/// Names the values of a referent's fields.

#include "extractor/base/table.h"
#include "extractor/base/vector.h"
#include "extractor/mention/coref.h"

/// Classes of pronouns; 0: none.
enum {
  ENT_PRONOUN_I = 1,
  ENT_PRONOUN_WE,
  ENT_PRONOUN_YOU,
  ENT_PRONOUN_HE,
  ENT_PRONOUN_SHE,
  ENT_PRONOUN_IT,
  ENT_PRONOUN_THEY,
  ENT_PRONOUN_SELF,
  ENT_PRONOUN_THIS, ///< From here on: demonstratives
  ENT_PRONOUN_THAT,
  ENT_PRONOUN_THESE,
  ENT_PRONOUNS
};

/// Gender of a person whose sex is not told, beside ENT_MALE to ENT_NEUTER.
enum { ENT_REFERENT_HUMAN = 4, ENT_REFERENT_GENDERS };

enum {
  ENT_REFERENT_NUMBERS = 3,
  ENT_REFERENT_ARTICLES = 7,
  ENT_REFERENT_ROLES = 17
};

enum {
  ENT_REFERENT_QUOTED = 1,    ///< Stands between quotation marks
  ENT_REFERENT_PREDICATE = 2, ///< "is the capital"
  ENT_REFERENT_JOINED = 4,    ///< "and others" follow
  ENT_REFERENT_SPEAKER = 8    ///< Says something
};

#endif
