#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq,avx2,fma")))

/// Adds lane l + 4, l + 2, l + 1 to lane l in turn: the end of both reduction trees.
TARGET static inline float reduce8(__m256 lanes) {
  __m128 four = _mm_add_ps(_mm256_castps256_ps128(lanes), _mm256_extractf128_ps(lanes, 1));
  __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

TARGET static inline float dot_f32_inline(const float *first, const float *second, size_t count) {
  __m512 lanes = _mm512_setzero_ps();
  size_t index = 0;
  for (; index + 16 <= count; index += 16) {
    lanes = _mm512_fmadd_ps(_mm512_loadu_ps(first + index), _mm512_loadu_ps(second + index), lanes);
  }
  if (index < count) {
    __mmask16 mask = (__mmask16)((1u << (count - index)) - 1);
    // Lanes outside the mask keep their value, its zero's sign included.
    lanes = _mm512_mask3_fmadd_ps(
      _mm512_maskz_loadu_ps(mask, first + index), _mm512_maskz_loadu_ps(mask, second + index), lanes, mask);
  }
  return reduce8(_mm256_add_ps(_mm512_castps512_ps256(lanes), _mm512_extractf32x8_ps(lanes, 1)));
}

TARGET static float dot_f32(const float *first, const float *second, size_t count) {
  return dot_f32_inline(first, second, count);
}

TARGET static void dense_rows_dot(
  const float *rows, size_t row_count, size_t dimension, const float *vector, float *scores) {
  for (size_t row = 0; row < row_count; row++) {
    scores[row] = dot_f32_inline(rows + row * dimension, vector, dimension);
  }
}

TARGET static inline float sparse_row(
  const uint32_t *columns, const float *values, size_t count, const float *vector) {
  __m256 lanes = _mm256_setzero_ps();
  size_t index = 0;
  for (; index + 8 <= count; index += 8) {
    __m256i column = _mm256_loadu_si256((const __m256i *)(columns + index));
    lanes = _mm256_fmadd_ps(_mm256_loadu_ps(values + index), _mm256_i32gather_ps(vector, column, 4), lanes);
  }
  if (index < count) {
    __mmask8 mask = (__mmask8)((1u << (count - index)) - 1);
    __m256i column = _mm256_maskz_loadu_epi32(mask, columns + index);
    __m256 gathered = _mm256_mmask_i32gather_ps(_mm256_setzero_ps(), mask, column, vector, 4);
    lanes = _mm256_mask3_fmadd_ps(_mm256_maskz_loadu_ps(mask, values + index), gathered, lanes, mask);
  }
  return reduce8(lanes);
}

TARGET static void sparse_rows_dot(
  const int64_t *offsets, const uint32_t *columns, const float *values, size_t first_row, size_t row_count,
  const float *vector, float *scores) {
  for (size_t row = 0; row < row_count; row++) {
    int64_t start = offsets[first_row + row];
    size_t count = (size_t)(offsets[first_row + row + 1] - start);
    scores[row] = sparse_row(columns + start, values + start, count, vector);
  }
}

/// The instruction is the same at both x86 levels.
static uint32_t crc32c(uint32_t crc, const void *bytes, size_t count) {
  return jm_kernels_avx2.crc32c(crc, bytes, count);
}

TARGET static uint64_t bits_count(const uint64_t *words, size_t count) {
  __m512i total = _mm512_setzero_si512();
  for (size_t index = 0; index < count; index += 8) {
    size_t left = count - index;
    __mmask8 mask = left >= 8 ? 0xff : (__mmask8)((1u << left) - 1);
    total = _mm512_add_epi64(total, _mm512_popcnt_epi64(_mm512_maskz_loadu_epi64(mask, words + index)));
  }
  return (uint64_t)_mm512_reduce_add_epi64(total);
}

TARGET static uint64_t bits_and_count(const uint64_t *first, const uint64_t *second, size_t count) {
  __m512i total = _mm512_setzero_si512();
  for (size_t index = 0; index < count; index += 8) {
    size_t left = count - index;
    __mmask8 mask = left >= 8 ? 0xff : (__mmask8)((1u << left) - 1);
    __m512i both = _mm512_and_si512(
      _mm512_maskz_loadu_epi64(mask, first + index), _mm512_maskz_loadu_epi64(mask, second + index));
    total = _mm512_add_epi64(total, _mm512_popcnt_epi64(both));
  }
  return (uint64_t)_mm512_reduce_add_epi64(total);
}

TARGET static void bits_and(uint64_t *target, const uint64_t *other, size_t count) {
  jm_shared_and(target, other, count);
}
TARGET static void bits_or(uint64_t *target, const uint64_t *other, size_t count) {
  jm_shared_or(target, other, count);
}
TARGET static void bits_and_not(uint64_t *target, const uint64_t *other, size_t count) {
  jm_shared_and_not(target, other, count);
}

const jm_kernels jm_kernels_avx512 = {
  dot_f32, dense_rows_dot, sparse_rows_dot, crc32c, bits_count, bits_and_count, bits_and, bits_or, bits_and_not,
  &jm_quantized_avx512, jm_binary_scan_avx512,
};
#endif
