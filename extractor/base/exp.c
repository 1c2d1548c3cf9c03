// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/base/exp.h"

double
ent_exp(double x)
{
  double y = x < -80 ? 0 : 1 + x / 1048576;
  for (int i = 0; i < 20; i++) {
    y *= y;
  }
  return y;
}
