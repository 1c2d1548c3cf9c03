// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/kernel.h"

#include "config.h"

#include <stdlib.h>

#define HAS(set) __builtin_cpu_supports(set)

extern const ent_kernel ent_kernel_0, ent_kernel_1, ent_kernel_2, ent_kernel_3;

const ent_kernel *
ent_kernel_at(unsigned level)
{
#ifdef ENT_X86_64
  __builtin_cpu_init();
  const int v3 = HAS("avx2") && HAS("bmi") && HAS("bmi2") && HAS("fma");
  const int v4 = v3 && HAS("avx512f") && HAS("avx512bw") && HAS("avx512cd") &&
                 HAS("avx512dq") && HAS("avx512vl");
  const ent_kernel *const kernels[] = {
      &ent_kernel_0, v3 ? &ent_kernel_1 : NULL, v4 ? &ent_kernel_2 : NULL,
      v4 && HAS("avx512vnni") ? &ent_kernel_3 : NULL};
#else
  const ent_kernel *const kernels[ENT_LEVEL_MAX + 1] = {&ent_kernel_0};
#endif
  return level <= ENT_LEVEL_MAX ? kernels[level] : NULL;
}

const ent_kernel *
ent_kernel_best(void)
{
  const char *const most = getenv("ENTENTE_LEVEL");
  uint8_t level = most ? (uint8_t)(most[0] - '0') : ENT_LEVEL_MAX;
  while (!ent_kernel_at(level)) {
    level--;
  }
  return ent_kernel_at(level);
}
