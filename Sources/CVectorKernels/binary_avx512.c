#include "binary.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")))
#define INLINE static inline __attribute__((always_inline))

/// What the two nibbles of each of 64 bytes add.
TARGET INLINE __m512i look_up(const uint8_t *table, const uint8_t *line) {
  const __m512i mask = _mm512_set1_epi8(15);
  __m512i bytes = _mm512_loadu_si512(line);
  __m512i low = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)table));
  __m512i high = _mm512_broadcast_i32x4(_mm_loadu_si128((const void *)(table + 16)));
  return _mm512_add_epi8(
    _mm512_shuffle_epi8(low, _mm512_and_si512(bytes, mask)),
    _mm512_shuffle_epi8(high, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), mask)));
}

/// Keeps those of sixteen rows that are wanted and reach the threshold.
TARGET INLINE size_t keep(
  const jm_binary_query *query, __m256i sums, const uint32_t *scalars, size_t first, __mmask16 wanted,
  float threshold, uint32_t *rows, float *estimates, size_t kept) {
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  __m512i words = _mm512_maskz_loadu_epi32(wanted, scalars + first);
  __m512 factor = _mm512_castsi512_ps(_mm512_slli_epi32(words, 16));
  __m512 error = _mm512_castsi512_ps(_mm512_and_si512(words, _mm512_set1_epi32((int)0xFFFF0000u)));
  __m512 total = _mm512_cvtepi32_ps(_mm512_cvtepu16_epi32(sums));
  total = _mm512_fmadd_ps(_mm512_set1_ps(query->step), total, _mm512_set1_ps(query->offset));
  __m512 estimate = _mm512_fmadd_ps(factor, total, _mm512_set1_ps(query->centre));
  __m512 most = _mm512_fmadd_ps(_mm512_set1_ps(query->spread), error, estimate);
  __mmask16 reached = _mm512_mask_cmp_ps_mask(wanted, most, _mm512_set1_ps(threshold), _CMP_GE_OQ);
  if (reached == 0) return kept;
  __m512i numbers = _mm512_add_epi32(_mm512_set1_epi32((int)first), lanes);
  _mm512_storeu_si512(rows + kept, _mm512_maskz_compress_epi32(reached, numbers));
  _mm512_storeu_ps(estimates + kept, _mm512_maskz_compress_ps(reached, estimate));
  return kept + (size_t)__builtin_popcount(reached);
}

TARGET INLINE size_t scan(
  const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates) {
  size_t kept = 0, end = first_row + row_count;
  for (size_t first = first_row; first < end; first += 64) {
    uint64_t wanted = jm_shared_wanted(filter, first, end - first);
    if (wanted == 0) continue;
    const uint8_t *block = plane + first * (bits / 8);
    __m512i even = _mm512_setzero_si512(), odd = _mm512_setzero_si512();
    for (size_t line = 0; line < bits / 8; line += 2) {
      // Four nibbles of at most 63 each fit a byte; even and odd rows are added up apart, in 16 bits.
      __m512i four = _mm512_add_epi8(
        look_up(query->table + 32 * line, block + 64 * line),
        look_up(query->table + 32 * line + 32, block + 64 * line + 64));
      even = _mm512_add_epi16(even, _mm512_and_si512(four, _mm512_set1_epi16(0xFF)));
      odd = _mm512_add_epi16(odd, _mm512_srli_epi16(four, 8));
    }
    __m512i low = _mm512_unpacklo_epi16(even, odd), high = _mm512_unpackhi_epi16(even, odd);
    // Each quarter holds sixteen rows: eight of `low`, then eight of `high`.
    __m512i pairs[2] = {
      _mm512_permutex2var_epi64(low, _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11), high),
      _mm512_permutex2var_epi64(low, _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15), high),
    };
    for (int quarter = 0; quarter < 4; quarter++) {
      __m512i pair = pairs[quarter / 2];
      __m256i sums = quarter % 2 ? _mm512_extracti64x4_epi64(pair, 1) : _mm512_castsi512_si256(pair);
      kept = keep(
        query, sums, scalars, first + 16 * (size_t)quarter, (__mmask16)(wanted >> 16 * quarter), threshold, rows,
        estimates, kept);
    }
  }
  return kept;
}

TARGET size_t jm_binary_scan_avx512(
  const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates) {
  // A known length lets the loop be unrolled.
  return bits == 128 ? scan(plane, 128, scalars, first_row, row_count, filter, query, threshold, rows, estimates)
                     : scan(plane, bits, scalars, first_row, row_count, filter, query, threshold, rows, estimates);
}

#endif
