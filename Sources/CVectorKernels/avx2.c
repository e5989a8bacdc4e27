#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define TARGET __attribute__((target("avx2,fma,popcnt,sse4.2")))

/// Adds lane l + 4, l + 2, l + 1 to lane l in turn: the end of both reduction trees.
TARGET static inline float reduce8(__m256 lanes) {
  __m128 four = _mm_add_ps(_mm256_castps256_ps128(lanes), _mm256_extractf128_ps(lanes, 1));
  __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

/// A mask of the first `count` of eight lanes; `count` may be outside 0 to 8.
TARGET static inline __m256i first_lanes(int count) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(count), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

/// One multiply-add of the lanes in the mask only: adding 0 x 0 to the others would turn their −0 into +0.
TARGET static inline __m256 masked_add(const float *first, const float *second, __m256i mask, __m256 lanes) {
  __m256 sum = _mm256_fmadd_ps(_mm256_maskload_ps(first, mask), _mm256_maskload_ps(second, mask), lanes);
  return _mm256_blendv_ps(lanes, sum, _mm256_castsi256_ps(mask));
}

TARGET static inline float dot_f32_inline(const float *first, const float *second, size_t count) {
  __m256 low = _mm256_setzero_ps(), high = _mm256_setzero_ps();
  size_t index = 0;
  for (; index + 16 <= count; index += 16) {
    low = _mm256_fmadd_ps(_mm256_loadu_ps(first + index), _mm256_loadu_ps(second + index), low);
    high = _mm256_fmadd_ps(_mm256_loadu_ps(first + index + 8), _mm256_loadu_ps(second + index + 8), high);
  }
  int left = (int)(count - index);
  if (left > 0) {
    low = masked_add(first + index, second + index, first_lanes(left), low);
    if (left > 8) high = masked_add(first + index + 8, second + index + 8, first_lanes(left - 8), high);
  }
  return reduce8(_mm256_add_ps(low, high));
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
  int left = (int)(count - index);
  if (left > 0) {
    __m256i mask = first_lanes(left);
    __m256i column = _mm256_maskload_epi32((const int *)(columns + index), mask);
    __m256 gathered =
      _mm256_mask_i32gather_ps(_mm256_setzero_ps(), vector, column, _mm256_castsi256_ps(mask), 4);
    __m256 sum = _mm256_fmadd_ps(_mm256_maskload_ps(values + index, mask), gathered, lanes);
    lanes = _mm256_blendv_ps(lanes, sum, _mm256_castsi256_ps(mask));
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

TARGET static uint32_t crc32c(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *cursor = bytes;
  uint64_t state = (uint32_t)~crc;
  for (; count >= 8; cursor += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, cursor, 8);
    state = _mm_crc32_u64(state, word);
  }
  uint32_t rest = (uint32_t)state;
  for (; count > 0; cursor++, count--) rest = _mm_crc32_u8(rest, *cursor);
  return ~rest;
}

/// Counts bits of 32 bytes by a table lookup a nibble and sums them in four 64-bit lanes (Muła, Kurz and Lemire 2018,
/// doi:10.1093/comjnl/bxx046, section 3).
TARGET static inline __m256i count_bits(__m256i words) {
  const __m256i table = _mm256_setr_epi8(
    0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(15);
  __m256i low = _mm256_shuffle_epi8(table, _mm256_and_si256(words, nibble));
  __m256i high = _mm256_shuffle_epi8(table, _mm256_and_si256(_mm256_srli_epi16(words, 4), nibble));
  return _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256());
}

TARGET static inline uint64_t sum4(__m256i lanes) {
  uint64_t parts[4];
  _mm256_storeu_si256((__m256i *)parts, lanes);
  return parts[0] + parts[1] + parts[2] + parts[3];
}

TARGET static uint64_t bits_count(const uint64_t *words, size_t count) {
  __m256i total = _mm256_setzero_si256();
  size_t index = 0;
  for (; index + 4 <= count; index += 4) {
    total = _mm256_add_epi64(total, count_bits(_mm256_loadu_si256((const __m256i *)(words + index))));
  }
  uint64_t sum = sum4(total);
  for (; index < count; index++) sum += (uint64_t)__builtin_popcountll(words[index]);
  return sum;
}

TARGET static uint64_t bits_and_count(const uint64_t *first, const uint64_t *second, size_t count) {
  __m256i total = _mm256_setzero_si256();
  size_t index = 0;
  for (; index + 4 <= count; index += 4) {
    __m256i both = _mm256_and_si256(
      _mm256_loadu_si256((const __m256i *)(first + index)), _mm256_loadu_si256((const __m256i *)(second + index)));
    total = _mm256_add_epi64(total, count_bits(both));
  }
  uint64_t sum = sum4(total);
  for (; index < count; index++) sum += (uint64_t)__builtin_popcountll(first[index] & second[index]);
  return sum;
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

const jm_kernels jm_kernels_avx2 = {
  dot_f32, dense_rows_dot, sparse_rows_dot, crc32c, bits_count, bits_and_count, bits_and, bits_or, bits_and_not,
  &jm_quantized_avx2, jm_binary_scan_avx2,
};
#endif
