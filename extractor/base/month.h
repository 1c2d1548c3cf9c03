// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_MONTH_H
#define ENT_MONTH_H

/// Makes lengths of months in the Gregorian calendar.

#include <stdint.h>

/// Returns the days of `month`, 1 to 12; year 0 is a leap year, so it serves
/// where the year is unknown.
static inline unsigned
ent_month_days(uint64_t year, unsigned month)
{
  static const unsigned char days[] = {31, 28, 31, 30, 31, 30,
                                       31, 31, 30, 31, 30, 31};
  const int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

#endif
