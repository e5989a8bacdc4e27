#include "shared_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,fma,popcnt")))
#define INLINE static inline __attribute__((always_inline))

/// How many rows of a list are fetched ahead.
#define AHEAD 48

TARGET INLINE __m256i load(const void *bytes, size_t index) {
  return _mm256_loadu_si256((const void *)((const char *)bytes + index));
}

TARGET INLINE int32_t add_up(__m256i lanes) {
  __m128i four = _mm_add_epi32(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
  __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4E));
  return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xB1)));
}

TARGET INLINE int32_t nibble_sum(const uint8_t *row, size_t row_bytes, const jm_nibble_query *query) {
  const __m256i mask = _mm256_set1_epi8(15), ones = _mm256_set1_epi16(1);
  __m256i sums = _mm256_setzero_si256();
  for (size_t index = 0; index < row_bytes; index += 32) {
    __m256i packed = load(row, index);
    __m256i low = _mm256_maddubs_epi16(_mm256_and_si256(packed, mask), load(query->low, index));
    __m256i high = _mm256_maddubs_epi16(
      _mm256_and_si256(_mm256_srli_epi16(packed, 4), mask), load(query->high, index));
    // Two products of at most 15 x 127 each stay far within 16 bits.
    sums = _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_add_epi16(low, high), ones));
  }
  return add_up(sums);
}

/// Asks for bytes to be brought near. Into the second cache: it has many more requests under way than the first.
TARGET INLINE void fetch(const void *row, size_t bytes) {
  for (size_t line = 0; line < bytes; line += 64) _mm_prefetch((const char *)row + line, _MM_HINT_T1);
}

TARGET static size_t nibble_scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out) {
  size_t kept = 0;
  for (size_t row = first_row; row < first_row + row_count; row++) {
    if (filter && !(filter[row / 64] >> row % 64 & 1)) continue;
    int32_t sum = nibble_sum(plane + row * row_bytes, row_bytes, query);
    kept = jm_shared_keep(query, (uint32_t)row, sum, scalars[row], threshold, out, kept);
  }
  return kept;
}

TARGET static size_t nibble_scan_listed(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out) {
  size_t kept = 0;
  for (size_t index = 0; index < count; index++) {
    if (index + AHEAD < count) {
      fetch(plane + rows[index + AHEAD] * row_bytes, row_bytes);
      fetch(scalars + rows[index + AHEAD], 4);
    }
    uint32_t row = rows[index];
    int32_t sum = nibble_sum(plane + row * row_bytes, row_bytes, query);
    kept = jm_shared_keep(query, row, sum, scalars[row], threshold, out, kept);
  }
  return kept;
}

/// Products of 32 unsigned and signed bytes, widened first: a pair of them may exceed 16 bits.
TARGET INLINE __m256i products(__m256i codes, const int8_t *query) {
  __m256i first = _mm256_madd_epi16(
    _mm256_cvtepu8_epi16(_mm256_castsi256_si128(codes)),
    _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)query)));
  __m256i second = _mm256_madd_epi16(
    _mm256_cvtepu8_epi16(_mm256_extracti128_si256(codes, 1)),
    _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(query + 16))));
  return _mm256_add_epi32(first, second);
}

TARGET static void byte_estimates(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars, const float *fine_errors,
  const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates, float *errors) {
  const __m256i mask = _mm256_set1_epi8(15);
  for (size_t index = 0; index < count; index++) {
    if (index + AHEAD < count) {
      fetch(coarse + rows[index + AHEAD] * row_bytes, row_bytes);
      fetch(fine + rows[index + AHEAD] * row_bytes, row_bytes);
      fetch(fine_errors + rows[index + AHEAD], 4);
      fetch(scalars + rows[index + AHEAD], 4);
    }
    size_t row = rows[index];
    __m256i first = _mm256_setzero_si256(), second = _mm256_setzero_si256();
    for (size_t byte = 0; byte < row_bytes; byte += 32) {
      __m256i upper = load(coarse + row * row_bytes, byte), lower = load(fine + row * row_bytes, byte);
      __m256i low = _mm256_or_si256(
        _mm256_slli_epi16(_mm256_and_si256(upper, mask), 4), _mm256_and_si256(lower, mask));
      __m256i high = _mm256_or_si256(
        _mm256_andnot_si256(mask, upper), _mm256_and_si256(_mm256_srli_epi16(lower, 4), mask));
      first = _mm256_add_epi32(first, products(low, query->coarse_low + byte));
      first = _mm256_add_epi32(first, products(high, query->coarse_high + byte));
      second = _mm256_add_epi32(second, products(low, query->fine_low + byte));
      second = _mm256_add_epi32(second, products(high, query->fine_high + byte));
    }
    int32_t sums[2] = {add_up(first), add_up(second)};
    estimates[index] = jm_shared_byte_estimate(query, sums, jm_shared_scale(scalars[row]));
    errors[index] = __builtin_fmaf(query->norm, fine_errors[row], query->slack);
  }
}

TARGET static void listed_rows_dot(
  const float *matrix, size_t dimension, const uint32_t *rows, size_t count, const float *vector, float *scores) {
  const size_t ahead = 8;
  for (size_t index = 0; index < count; index++) {
    if (index + ahead < count) fetch(matrix + rows[index + ahead] * dimension, dimension * 4);
    scores[index] = jm_kernels_avx2.dot_f32(matrix + rows[index] * dimension, vector, dimension);
  }
}

const jm_quantized_kernels jm_quantized_avx2 = {
  nibble_scan, jm_shared_scan_avx2, nibble_scan_listed, byte_estimates, listed_rows_dot};

#endif
