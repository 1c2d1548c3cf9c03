// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#ifndef ENT_TAP_H
#define ENT_TAP_H

/// Prints the Test Anything Protocol, version 12: call each test with RUN(),
/// use plain assert() inside, end main with DONE().

#include <assert.h>
#include <stdio.h>

static int tap_count;

#define RUN(test)                                                              \
  do {                                                                         \
    test();                                                                    \
    printf("ok %d - %s\n", ++tap_count, #test);                                \
    fflush(stdout);                                                            \
  } while (0)

#define SKIP(name, why) printf("ok %d - %s # SKIP %s\n", ++tap_count, name, why)

#define DONE() (printf("1..%d\n", tap_count), 0)

#endif
