// SPDX-FileCopyrightText: 2026 The Entente authors
// SPDX-License-Identifier: Apache-2.0

#include "extractor/encoder/product.h"

#include "extractor/base/error.h"

#include <dnnl.h>
#include <stdbool.h>
#include <stdlib.h>

// Of the OpenMP runtime that oneDNN uses; clang comes without its header.
void
omp_set_num_threads(int n);
int
omp_get_max_threads(void);

/// Rows of a product, the most first: what remains goes to the next.
#define SIZES 4
static const size_t rows_of[SIZES] = {32, 16, 8, ENT_PRODUCT_ROWS};

typedef struct {
  dnnl_primitive_t primitive;
  dnnl_memory_desc_t x, sums, scratch;
} sized;

struct ent_product {
  dnnl_engine_t engine;
  dnnl_memory_t packed;
  void *data; ///< of `packed`
  const int8_t *weights;
  size_t rows, columns;
  size_t scratch;
  sized sizes[SIZES];
};

static bool
matrix(dnnl_memory_desc_t *desc, size_t rows, size_t columns,
       dnnl_data_type_t type, dnnl_format_tag_t order)
{
  const dnnl_dims_t shape = {(dnnl_dim_t)rows, (dnnl_dim_t)columns};
  return dnnl_memory_desc_init_by_tag(desc, 2, shape, type, order) ==
         dnnl_success;
}

/// Makes the primitive of one size for weights in that order, which it may
/// choose if it is any.
static bool
size_make(ent_product *p, size_t rows, sized *s, dnnl_memory_desc_t *order)
{
  dnnl_matmul_desc_t desc;
  dnnl_primitive_attr_t attr = NULL;
  dnnl_primitive_desc_t made = NULL;
  const bool good =
      matrix(&s->x, rows, p->rows, dnnl_u8, dnnl_ab) &&
      matrix(&s->sums, rows, p->columns, dnnl_s32, dnnl_ab) &&
      !dnnl_matmul_desc_init(&desc, &s->x, order, NULL, &s->sums) &&
      !dnnl_primitive_attr_create(&attr) &&
      !dnnl_primitive_attr_set_scratchpad_mode(attr,
                                               dnnl_scratchpad_mode_user) &&
      !dnnl_primitive_desc_create(&made, &desc, attr, p->engine, NULL) &&
      !dnnl_primitive_create(&s->primitive, made);
  if (good) {
    *order = *dnnl_primitive_desc_query_md(made, dnnl_query_weights_md, 0);
    s->scratch =
        *dnnl_primitive_desc_query_md(made, dnnl_query_scratchpad_md, 0);
    const size_t need = dnnl_memory_desc_get_size(&s->scratch);
    p->scratch = need > p->scratch ? need : p->scratch;
  }
  dnnl_primitive_desc_destroy(made);
  dnnl_primitive_attr_destroy(attr);
  return good;
}

/// Brings the weights into the order `to`.
static bool
weights_pack(ent_product *p, dnnl_stream_t stream, const dnnl_memory_desc_t *to)
{
  dnnl_memory_desc_t from;
  dnnl_memory_t plain = NULL;
  dnnl_primitive_desc_t made = NULL;
  dnnl_primitive_t reorder = NULL;
  const size_t size = dnnl_memory_desc_get_size(to);
  p->data = aligned_alloc(64, (size + 63) / 64 * 64);
  bool good = p->data && matrix(&from, p->rows, p->columns, dnnl_s8, dnnl_ab) &&
              !dnnl_memory_create(&p->packed, to, p->engine, p->data) &&
              !dnnl_memory_create(&plain, &from, p->engine,
                                  (void *)(uintptr_t)p->weights) &&
              !dnnl_reorder_primitive_desc_create(&made, &from, p->engine, to,
                                                  p->engine, NULL) &&
              !dnnl_primitive_create(&reorder, made);
  if (good) {
    const dnnl_exec_arg_t args[] = {{DNNL_ARG_FROM, plain},
                                    {DNNL_ARG_TO, p->packed}};
    good = !dnnl_primitive_execute(reorder, stream, 2, args) &&
           !dnnl_stream_wait(stream);
  }
  dnnl_primitive_destroy(reorder);
  dnnl_primitive_desc_destroy(made);
  dnnl_memory_destroy(plain);
  return good;
}

static bool
product_make(ent_product *p)
{
  dnnl_memory_desc_t order;
  dnnl_stream_t stream = NULL;
  bool good =
      matrix(&order, p->rows, p->columns, dnnl_s8, dnnl_format_tag_any) &&
      !dnnl_engine_create(&p->engine, dnnl_cpu, 0) &&
      !dnnl_stream_create(&stream, p->engine, 0);
  for (size_t i = 0; good && i < SIZES; i++) {
    good = size_make(p, rows_of[i], &p->sizes[i], &order);
  }
  good = good && weights_pack(p, stream, &order);
  dnnl_stream_destroy(stream);
  return good;
}

ent_status
ent_product_new(const int8_t *weights, size_t rows, size_t columns,
                ent_product **product, ent_error *error)
{
  ent_product *p = calloc(1, sizeof *p);
  const int threads = omp_get_max_threads();
  bool good = p != NULL;
  if (p) {
    p->weights = weights;
    p->rows = rows;
    p->columns = columns;
    omp_set_num_threads(1);
    good = product_make(p);
    omp_set_num_threads(threads);
  }
  if (!good) {
    ent_product_free(p);
    return ent_fail(error, ENT_ERR_MEMORY, NULL, 0, ENT_NO_OFFSET,
                    "oneDNN cannot make a product of %zu by %zu", rows,
                    columns);
  }
  *product = p;
  return ENT_OK;
}

void
ent_product_free(ent_product *p)
{
  if (p) {
    for (size_t i = 0; i < SIZES; i++) {
      dnnl_primitive_destroy(p->sizes[i].primitive);
    }
    dnnl_memory_destroy(p->packed);
    dnnl_engine_destroy(p->engine);
    free(p->data);
    free(p);
  }
}

size_t
ent_product_scratch(const ent_product *p)
{
  return p->scratch;
}

static bool
size_run(const ent_product *p, const sized *s, const uint8_t *x, int32_t *sums,
         void *scratch)
{
  dnnl_memory_t in = NULL, out = NULL, room = NULL;
  dnnl_stream_t stream = NULL;
  bool good =
      !dnnl_stream_create(&stream, p->engine, 0) &&
      !dnnl_memory_create(&in, &s->x, p->engine, (void *)(uintptr_t)x) &&
      !dnnl_memory_create(&out, &s->sums, p->engine, sums) &&
      !dnnl_memory_create(&room, &s->scratch, p->engine, scratch);
  if (good) {
    const dnnl_exec_arg_t args[] = {{DNNL_ARG_SRC, in},
                                    {DNNL_ARG_WEIGHTS, p->packed},
                                    {DNNL_ARG_DST, out},
                                    {DNNL_ARG_SCRATCHPAD, room}};
    good = !dnnl_primitive_execute(s->primitive, stream, 4, args) &&
           !dnnl_stream_wait(stream);
  }
  dnnl_memory_destroy(room);
  dnnl_memory_destroy(out);
  dnnl_memory_destroy(in);
  dnnl_stream_destroy(stream);
  return good;
}

/// Multiplies without help, where oneDNN has no memory for its handles.
static void
rows_multiply(const ent_product *p, const uint8_t *x, size_t n, int32_t *sums)
{
  for (size_t r = 0; r < n; r++) {
    int32_t *out = sums + r * p->columns;
    for (size_t c = 0; c < p->columns; c++) {
      out[c] = 0;
    }
    for (size_t i = 0; i < p->rows; i++) {
      const int32_t q = x[r * p->rows + i];
      for (size_t c = 0; c < p->columns; c++) {
        out[c] += q * p->weights[i * p->columns + c];
      }
    }
  }
}

void
ent_product_run(const ent_product *p, const uint8_t *x, size_t n, int32_t *sums,
                void *scratch)
{
  const int threads = omp_get_max_threads();
  omp_set_num_threads(1);
  size_t r = 0;
  for (size_t i = 0; i < SIZES; i++) {
    for (; n - r >= rows_of[i]; r += rows_of[i]) {
      const uint8_t *in = x + r * p->rows;
      int32_t *out = sums + r * p->columns;
      if (!size_run(p, &p->sizes[i], in, out, scratch)) {
        rows_multiply(p, in, rows_of[i], out);
      }
    }
  }
  omp_set_num_threads(threads);
}

unsigned
ent_product_level(void)
{
  const dnnl_cpu_isa_t isa = dnnl_get_effective_cpu_isa();
  if (isa == dnnl_cpu_isa_all ||
      (isa & dnnl_cpu_isa_avx512_core_vnni) == dnnl_cpu_isa_avx512_core_vnni) {
    return 3;
  }
  if ((isa & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core) {
    return 2;
  }
  return (isa & dnnl_cpu_isa_avx2) == dnnl_cpu_isa_avx2;
}
