#include "kernels.h"

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
// The kernel's HWCAP_CRC32; not every C library's header names it.
#define JM_HWCAP_CRC32 (1UL << 7)
#endif

bool jm_level_available(jm_level level) {
  switch (level) {
  case JM_LEVEL_SCALAR:
    return true;
#if defined(__x86_64__)
  case JM_LEVEL_AVX2:
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("popcnt")
           && __builtin_cpu_supports("sse4.2");
  case JM_LEVEL_AVX512:
    return jm_level_available(JM_LEVEL_AVX2) && __builtin_cpu_supports("avx512f")
           && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
           && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vpopcntdq")
           && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vbmi2");
#elif defined(__aarch64__) && defined(__linux__)
  case JM_LEVEL_NEON:
    return (getauxval(AT_HWCAP) & JM_HWCAP_CRC32) != 0;
#elif defined(__aarch64__)
  case JM_LEVEL_NEON:
    return true;  // every 64-bit Apple processor has both
#endif
  default:
    return false;
  }
}

static const jm_kernels *kernels_at(jm_level level) {
  switch (level) {
#if defined(__x86_64__)
  case JM_LEVEL_AVX2:
    return &jm_kernels_avx2;
  case JM_LEVEL_AVX512:
    return &jm_kernels_avx512;
#elif defined(__aarch64__)
  case JM_LEVEL_NEON:
    return &jm_kernels_neon;
#endif
  default:
    return &jm_kernels_scalar;
  }
}

jm_level jm_level_best(void) {
  // Found once; two threads that both look find the same, so a relaxed store is enough.
  static int found = -1;
  int level = __atomic_load_n(&found, __ATOMIC_RELAXED);
  if (level < 0) {
    level = JM_LEVEL_SCALAR;
    for (int candidate = JM_LEVEL_AVX2; candidate <= JM_LEVEL_NEON; candidate++) {
      if (jm_level_available((jm_level)candidate)) level = candidate;
    }
    __atomic_store_n(&found, level, __ATOMIC_RELAXED);
  }
  return (jm_level)level;
}

static const jm_kernels *best(void) { return kernels_at(jm_level_best()); }

float jm_dot_f32(const float *first, const float *second, size_t count) {
  return best()->dot_f32(first, second, count);
}
float jm_dot_f32_at(jm_level level, const float *first, const float *second, size_t count) {
  return kernels_at(level)->dot_f32(first, second, count);
}

void jm_dense_rows_dot(const float *rows, size_t row_count, size_t dimension, const float *vector, float *scores) {
  best()->dense_rows_dot(rows, row_count, dimension, vector, scores);
}
void jm_dense_rows_dot_at(
  jm_level level, const float *rows, size_t row_count, size_t dimension, const float *vector, float *scores) {
  kernels_at(level)->dense_rows_dot(rows, row_count, dimension, vector, scores);
}

void jm_sparse_rows_dot(
  const int64_t *offsets, const uint32_t *columns, const float *values, size_t first_row, size_t row_count,
  const float *vector, float *scores) {
  best()->sparse_rows_dot(offsets, columns, values, first_row, row_count, vector, scores);
}
void jm_sparse_rows_dot_at(
  jm_level level, const int64_t *offsets, const uint32_t *columns, const float *values, size_t first_row,
  size_t row_count, const float *vector, float *scores) {
  kernels_at(level)->sparse_rows_dot(offsets, columns, values, first_row, row_count, vector, scores);
}

uint32_t jm_crc32c(uint32_t crc, const void *bytes, size_t count) { return best()->crc32c(crc, bytes, count); }
uint32_t jm_crc32c_at(jm_level level, uint32_t crc, const void *bytes, size_t count) {
  return kernels_at(level)->crc32c(crc, bytes, count);
}

uint64_t jm_bits_count(const uint64_t *words, size_t count) { return best()->bits_count(words, count); }
uint64_t jm_bits_count_at(jm_level level, const uint64_t *words, size_t count) {
  return kernels_at(level)->bits_count(words, count);
}

uint64_t jm_bits_and_count(const uint64_t *first, const uint64_t *second, size_t count) {
  return best()->bits_and_count(first, second, count);
}
uint64_t jm_bits_and_count_at(jm_level level, const uint64_t *first, const uint64_t *second, size_t count) {
  return kernels_at(level)->bits_and_count(first, second, count);
}

void jm_bits_and(uint64_t *target, const uint64_t *other, size_t count) { best()->bits_and(target, other, count); }
void jm_bits_and_at(jm_level level, uint64_t *target, const uint64_t *other, size_t count) {
  kernels_at(level)->bits_and(target, other, count);
}

void jm_bits_or(uint64_t *target, const uint64_t *other, size_t count) { best()->bits_or(target, other, count); }
void jm_bits_or_at(jm_level level, uint64_t *target, const uint64_t *other, size_t count) {
  kernels_at(level)->bits_or(target, other, count);
}

void jm_bits_and_not(uint64_t *target, const uint64_t *other, size_t count) {
  best()->bits_and_not(target, other, count);
}
void jm_bits_and_not_at(jm_level level, uint64_t *target, const uint64_t *other, size_t count) {
  kernels_at(level)->bits_and_not(target, other, count);
}

size_t jm_nibble_scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out) {
  return best()->quantized->nibble_scan(
    plane, row_bytes, scalars, first_row, row_count, filter, query, threshold, out);
}
size_t jm_nibble_scan_at(
  jm_level level, const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out) {
  return kernels_at(level)->quantized->nibble_scan(
    plane, row_bytes, scalars, first_row, row_count, filter, query, threshold, out);
}

void jm_nibble_scan_shared(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count) {
  best()->quantized->nibble_scan_shared(
    plane, layout, row_bytes, scalars, first_row, row_count, questions, count);
}
void jm_nibble_scan_shared_at(
  jm_level level, const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars,
  size_t first_row, size_t row_count, jm_nibble_question *questions, size_t count) {
  kernels_at(level)->quantized->nibble_scan_shared(
    plane, layout, row_bytes, scalars, first_row, row_count, questions, count);
}

size_t jm_nibble_scan_listed(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out) {
  return best()->quantized->nibble_scan_listed(plane, row_bytes, scalars, rows, count, query, threshold, out);
}
size_t jm_nibble_scan_listed_at(
  jm_level level, const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out) {
  return kernels_at(level)->quantized->nibble_scan_listed(
    plane, row_bytes, scalars, rows, count, query, threshold, out);
}

void jm_byte_estimates(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars, const float *fine_errors,
  const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates, float *errors) {
  best()->quantized->byte_estimates(
    coarse, fine, row_bytes, scalars, fine_errors, rows, count, query, estimates, errors);
}
void jm_byte_estimates_at(
  jm_level level, const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars,
  const float *fine_errors, const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates,
  float *errors) {
  kernels_at(level)->quantized->byte_estimates(
    coarse, fine, row_bytes, scalars, fine_errors, rows, count, query, estimates, errors);
}

void jm_listed_rows_dot(
  const float *matrix, size_t dimension, const uint32_t *rows, size_t count, const float *vector, float *scores) {
  best()->quantized->listed_rows_dot(matrix, dimension, rows, count, vector, scores);
}
void jm_listed_rows_dot_at(
  jm_level level, const float *matrix, size_t dimension, const uint32_t *rows, size_t count, const float *vector,
  float *scores) {
  kernels_at(level)->quantized->listed_rows_dot(matrix, dimension, rows, count, vector, scores);
}

size_t jm_binary_scan(
  const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates) {
  return best()->binary_scan(
    plane, bits, scalars, first_row, row_count, filter, query, threshold, rows, estimates);
}
size_t jm_binary_scan_at(
  jm_level level, const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates) {
  return kernels_at(level)->binary_scan(
    plane, bits, scalars, first_row, row_count, filter, query, threshold, rows, estimates);
}
