// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/kernel.h"

#include "config.h"

extern const ent_kernel ent_kernel_0;

#ifdef ENT_X86_64
extern const ent_kernel ent_kernel_1, ent_kernel_2, ent_kernel_3;

static int
has_v3(void)
{
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("fma");
}

static int
has_v4(void)
{
  return has_v3() && __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") &&
         __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl");
}

const ent_kernel *
ent_kernel_at(unsigned level)
{
  __builtin_cpu_init();
  switch (level) {
  case 0:
    return &ent_kernel_0;
  case 1:
    return has_v3() ? &ent_kernel_1 : NULL;
  case 2:
    return has_v4() ? &ent_kernel_2 : NULL;
  case 3:
    return has_v4() && __builtin_cpu_supports("avx512vnni") ? &ent_kernel_3
                                                            : NULL;
  default:
    return NULL;
  }
}
#else
const ent_kernel *
ent_kernel_at(unsigned level)
{
  return level == 0 ? &ent_kernel_0 : NULL;
}
#endif
