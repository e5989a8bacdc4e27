#include "row_set.h"

// Plain C, which the other levels are tested against, and the choice between them.

static void join(
  uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t count, jm_join how) {
  jm_shared_join(target, sources, source_count, first, 0, count, how);
}

static size_t list(const uint64_t *words, size_t count, uint32_t first_row, uint32_t *rows) {
  size_t listed = 0;
  for (size_t index = 0; index < count; index++) {
    listed += jm_shared_list_word(words[index], first_row + 64 * (uint32_t)index, rows + listed);
  }
  return listed;
}

static void in_range(const double *values, size_t count, double lower, double upper, uint64_t *words) {
  for (size_t start = 0; start < count; start += 64) {
    size_t length = count - start < 64 ? count - start : 64;
    words[start / 64] = jm_shared_range_word(values + start, length, lower, upper);
  }
}

const jm_row_set_kernels jm_row_set_scalar = {join, list, in_range};

static const jm_row_set_kernels *kernels_at(jm_level level) {
  switch (level) {
#if defined(__x86_64__)
  case JM_LEVEL_AVX2:
    return &jm_row_set_avx2;
  case JM_LEVEL_AVX512:
    return &jm_row_set_avx512;
#endif
  // NEON is what plain loops are compiled to on every 64-bit ARM.
  default:
    return &jm_row_set_scalar;
  }
}

void jm_rows_join(
  uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t count, jm_join how) {
  kernels_at(jm_level_best())->join(target, sources, source_count, first, count, how);
}
void jm_rows_join_at(
  jm_level level, uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t count,
  jm_join how) {
  kernels_at(level)->join(target, sources, source_count, first, count, how);
}

size_t jm_rows_list(const uint64_t *words, size_t count, uint32_t first_row, uint32_t *rows) {
  return kernels_at(jm_level_best())->list(words, count, first_row, rows);
}
size_t jm_rows_list_at(jm_level level, const uint64_t *words, size_t count, uint32_t first_row, uint32_t *rows) {
  return kernels_at(level)->list(words, count, first_row, rows);
}

void jm_rows_in_range(const double *values, size_t count, double lower, double upper, uint64_t *words) {
  kernels_at(jm_level_best())->in_range(values, count, lower, upper, words);
}
void jm_rows_in_range_at(
  jm_level level, const double *values, size_t count, double lower, double upper, uint64_t *words) {
  kernels_at(level)->in_range(values, count, lower, upper, words);
}

// Bound by the latency of memory, not by instructions: the same at every level.

size_t jm_rows_insert(uint64_t *words, uint32_t first_row, uint32_t end_row, const uint32_t *rows, size_t count) {
  size_t taken = 0;
  for (; taken < count && rows[taken] < end_row; taken++) {
    uint32_t place = rows[taken] - first_row;
    words[place / 64] |= (uint64_t)1 << place % 64;
  }
  return taken;
}

size_t jm_rows_remove(uint64_t *words, uint32_t first_row, uint32_t end_row, const uint32_t *rows, size_t count) {
  size_t taken = 0;
  for (; taken < count && rows[taken] < end_row; taken++) {
    uint32_t place = rows[taken] - first_row;
    words[place / 64] &= ~((uint64_t)1 << place % 64);
  }
  return taken;
}

size_t jm_rows_filter(
  const uint32_t *rows, size_t count, const uint64_t *const *sources, size_t source_count, bool inverted,
  uint32_t *kept) {
  size_t found = 0;
  for (size_t index = 0; index < count; index++) {
    uint32_t row = rows[index];
    uint64_t sum = 0;
    for (size_t source = 0; source < source_count; source++) sum |= sources[source][row / 64];
    kept[found] = row;
    found += (sum >> row % 64 & 1) != inverted;
  }
  return found;
}

size_t jm_rows_members(const uint32_t *rows, size_t count, const uint64_t *words) {
  size_t members = 0;
  for (size_t index = 0; index < count; index++) members += words[rows[index] / 64] >> rows[index] % 64 & 1;
  return members;
}

// Rows far apart wait for memory twice, for where their elements begin and for these: both are asked for ahead.
enum { JM_TALLY_AHEAD = 16 };

void jm_rows_tally(
  const uint32_t *rows, size_t count, const int64_t *offsets, const uint32_t *elements, uint32_t *counts,
  uint32_t limit) {
  for (size_t index = 0; index < count; index++) {
    if (index + 2 * JM_TALLY_AHEAD < count) __builtin_prefetch(offsets + rows[index + 2 * JM_TALLY_AHEAD]);
    if (index + JM_TALLY_AHEAD < count) __builtin_prefetch(elements + offsets[rows[index + JM_TALLY_AHEAD]]);
    int64_t end = offsets[rows[index] + 1];
    for (int64_t place = offsets[rows[index]]; place < end; place++) {
      if (elements[place] < limit) counts[elements[place]]++;
    }
  }
}
