#include "row_set.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vpopcntdq,avx512vbmi2,avx2,fma,popcnt")))

TARGET static inline void apply(uint64_t *target, __m512i sum, jm_join join) {
  switch (join) {
  case JM_JOIN_OR:
    sum = _mm512_or_si512(_mm512_loadu_si512(target), sum);
    break;
  case JM_JOIN_AND:
    sum = _mm512_and_si512(_mm512_loadu_si512(target), sum);
    break;
  case JM_JOIN_AND_NOT:
    sum = _mm512_andnot_si512(sum, _mm512_loadu_si512(target));
    break;
  default:
    break;
  }
  _mm512_storeu_si512(target, sum);
}

TARGET static void join(
  uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t count, jm_join join) {
  size_t index = 0;
  for (; index + 32 <= count; index += 32) {
    __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
    for (size_t source = 0; source < source_count; source++) {
      const uint64_t *words = sources[source] + first + index;
      a = _mm512_or_si512(a, _mm512_loadu_si512(words));
      b = _mm512_or_si512(b, _mm512_loadu_si512(words + 8));
      c = _mm512_or_si512(c, _mm512_loadu_si512(words + 16));
      d = _mm512_or_si512(d, _mm512_loadu_si512(words + 24));
    }
    apply(target + index, a, join);
    apply(target + index + 8, b, join);
    apply(target + index + 16, c, join);
    apply(target + index + 24, d, join);
  }
  for (; index + 8 <= count; index += 8) {
    __m512i sum = _mm512_setzero_si512();
    for (size_t source = 0; source < source_count; source++) {
      sum = _mm512_or_si512(sum, _mm512_loadu_si512(sources[source] + first + index));
    }
    apply(target + index, sum, join);
  }
  jm_shared_join(target, sources, source_count, first, index, count, join);
}

/// Rows of 16 places of a word, of which only the first may count.
TARGET static inline void widen(__m128i places, __m512i base, uint32_t *rows) {
  _mm512_storeu_si512(rows, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(places)));
}

/// The places of a word's bits come together in one instruction; they are widened sixteen at a time without asking how many
/// there are, since what is written behind the last is written over.
TARGET static size_t list(const uint64_t *words, size_t count, uint32_t first_row, uint32_t *rows) {
  uint8_t numbers[64];
  for (int place = 0; place < 64; place++) numbers[place] = (uint8_t)place;
  const __m512i all = _mm512_loadu_si512(numbers);
  size_t listed = 0;
  for (size_t index = 0; index < count; index++) {
    uint64_t word = words[index];
    if (word == 0) continue;
    int members = __builtin_popcountll(word);
    uint32_t *next = rows + listed;
    __m512i places = _mm512_maskz_compress_epi8(word, all);
    __m512i base = _mm512_set1_epi32((int)(first_row + 64 * (uint32_t)index));
    widen(_mm512_castsi512_si128(places), base, next);
    if (members > 16) {
      widen(_mm512_extracti32x4_epi32(places, 1), base, next + 16);
      if (members > 32) {
        widen(_mm512_extracti32x4_epi32(places, 2), base, next + 32);
        widen(_mm512_extracti32x4_epi32(places, 3), base, next + 48);
      }
    }
    listed += (size_t)members;
  }
  return listed;
}

TARGET static void in_range(const double *values, size_t count, double lower, double upper, uint64_t *words) {
  const __m512d low = _mm512_set1_pd(lower), high = _mm512_set1_pd(upper);
  for (size_t start = 0; start < count; start += 64) {
    uint64_t word = 0;
    for (size_t index = 0; index < 64 && start + index < count; index += 8) {
      size_t left = count - start - index;
      __mmask8 present = left >= 8 ? 0xff : (__mmask8)((1u << left) - 1);
      __m512d eight = _mm512_maskz_loadu_pd(present, values + start + index);
      __mmask8 inside = _mm512_mask_cmp_pd_mask(present, eight, low, _CMP_GE_OQ);
      word |= (uint64_t)_mm512_mask_cmp_pd_mask(inside, eight, high, _CMP_LE_OQ) << index;
    }
    words[start / 64] = word;
  }
}

const jm_row_set_kernels jm_row_set_avx512 = {join, list, in_range};
#endif
