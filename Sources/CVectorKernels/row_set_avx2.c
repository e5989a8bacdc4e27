#include "row_set.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,fma,popcnt,sse4.2")))

TARGET static inline __m256i load(const uint64_t *words) { return _mm256_loadu_si256((const __m256i *)words); }

TARGET static inline void apply(uint64_t *target, __m256i sum, jm_join join) {
  switch (join) {
  case JM_JOIN_OR:
    sum = _mm256_or_si256(load(target), sum);
    break;
  case JM_JOIN_AND:
    sum = _mm256_and_si256(load(target), sum);
    break;
  case JM_JOIN_AND_NOT:
    sum = _mm256_andnot_si256(sum, load(target));
    break;
  default:
    break;
  }
  _mm256_storeu_si256((__m256i *)target, sum);
}

TARGET static void join(
  uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t count, jm_join join) {
  size_t index = 0;
  for (; index + 16 <= count; index += 16) {
    __m256i a = _mm256_setzero_si256(), b = a, c = a, d = a;
    for (size_t source = 0; source < source_count; source++) {
      const uint64_t *words = sources[source] + first + index;
      a = _mm256_or_si256(a, load(words));
      b = _mm256_or_si256(b, load(words + 4));
      c = _mm256_or_si256(c, load(words + 8));
      d = _mm256_or_si256(d, load(words + 12));
    }
    apply(target + index, a, join);
    apply(target + index + 4, b, join);
    apply(target + index + 8, c, join);
    apply(target + index + 12, d, join);
  }
  jm_shared_join(target, sources, source_count, first, index, count, join);
}

/// Eight rows of a word at a time without a branch on their number: what is written behind the last is written over.
TARGET static size_t list(const uint64_t *words, size_t count, uint32_t first_row, uint32_t *rows) {
  size_t listed = 0;
  for (size_t index = 0; index < count; index++) {
    uint64_t word = words[index];
    uint32_t base = first_row + 64 * (uint32_t)index;
    uint32_t *next = rows + listed;
    listed += (size_t)__builtin_popcountll(word);
    while (word != 0) {
      for (int place = 0; place < 8; place++) {
        next[place] = base + (uint32_t)__builtin_ctzll(word | (uint64_t)1 << 63);
        word &= word - 1;
      }
      next += 8;
    }
  }
  return listed;
}

TARGET static void in_range(const double *values, size_t count, double lower, double upper, uint64_t *words) {
  const __m256d low = _mm256_set1_pd(lower), high = _mm256_set1_pd(upper);
  for (size_t start = 0; start < count; start += 64) {
    if (count - start < 64) {
      words[start / 64] = jm_shared_range_word(values + start, count - start, lower, upper);
      return;
    }
    uint64_t word = 0;
    for (size_t index = 0; index < 64; index += 4) {
      __m256d four = _mm256_loadu_pd(values + start + index);
      __m256d inside = _mm256_and_pd(_mm256_cmp_pd(four, low, _CMP_GE_OQ), _mm256_cmp_pd(four, high, _CMP_LE_OQ));
      word |= (uint64_t)_mm256_movemask_pd(inside) << index;
    }
    words[start / 64] = word;
  }
}

const jm_row_set_kernels jm_row_set_avx2 = {join, list, in_range};
#endif
