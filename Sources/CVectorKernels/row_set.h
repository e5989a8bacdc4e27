#ifndef JM_ROW_SET_H
#define JM_ROW_SET_H

#include "CRowSetKernels.h"
#include "kernels.h"

/// What an instruction set brings for sets of rows; one table a level, chosen in row_set.c.
typedef struct {
  void (*join)(uint64_t *, const uint64_t *const *, size_t, size_t, size_t, jm_join);
  size_t (*list)(const uint64_t *, size_t, uint32_t, uint32_t *);
  void (*in_range)(const double *, size_t, double, double, uint64_t *);
} jm_row_set_kernels;

extern const jm_row_set_kernels jm_row_set_scalar;
#if defined(__x86_64__)
extern const jm_row_set_kernels jm_row_set_avx2;
extern const jm_row_set_kernels jm_row_set_avx512;
#endif

JM_SHARED uint64_t jm_shared_joined(uint64_t word, uint64_t sum, jm_join join) {
  switch (join) {
  case JM_JOIN_OR:
    return word | sum;
  case JM_JOIN_AND:
    return word & sum;
  case JM_JOIN_AND_NOT:
    return word & ~sum;
  default:
    return sum;
  }
}

/// Words [from, count) of a union, one at a time: all of the scalar level, the rest of the others.
JM_SHARED void jm_shared_join(
  uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t from, size_t count,
  jm_join join) {
  for (size_t index = from; index < count; index++) {
    uint64_t sum = 0;
    for (size_t source = 0; source < source_count; source++) sum |= sources[source][first + index];
    target[index] = jm_shared_joined(join == JM_JOIN_SET ? 0 : target[index], sum, join);
  }
}

/// The rows of one word, one at a time.
JM_SHARED size_t jm_shared_list_word(uint64_t word, uint32_t first_row, uint32_t *rows) {
  size_t count = 0;
  for (; word != 0; word &= word - 1) rows[count++] = first_row + (uint32_t)__builtin_ctzll(word);
  return count;
}

/// One word of a range, of up to 64 numbers.
JM_SHARED uint64_t jm_shared_range_word(const double *values, size_t count, double lower, double upper) {
  uint64_t word = 0;
  for (size_t index = 0; index < count; index++) {
    word |= (uint64_t)(values[index] >= lower && values[index] <= upper) << index;
  }
  return word;
}

#endif
