#include "binary.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline))

/// What the two nibbles of each of 32 bytes add.
TARGET INLINE __m256i look_up(const uint8_t *table, __m256i bytes) {
  const __m256i mask = _mm256_set1_epi8(15);
  __m256i low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)table));
  __m256i high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const void *)(table + 16)));
  return _mm256_add_epi8(
    _mm256_shuffle_epi8(low, _mm256_and_si256(bytes, mask)),
    _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), mask)));
}

/// The sums of 32 rows.
TARGET INLINE void sum(const uint8_t *block, size_t bits, const uint8_t *table, uint16_t sums[32]) {
  __m256i even = _mm256_setzero_si256(), odd = _mm256_setzero_si256();
  for (size_t line = 0; line < bits / 8; line += 2) {
    // Four nibbles of at most 63 each fit a byte.
    __m256i four = _mm256_add_epi8(
      look_up(table + 32 * line, _mm256_loadu_si256((const void *)(block + 64 * line))),
      look_up(table + 32 * line + 32, _mm256_loadu_si256((const void *)(block + 64 * line + 64))));
    even = _mm256_add_epi16(even, _mm256_and_si256(four, _mm256_set1_epi16(0xFF)));
    odd = _mm256_add_epi16(odd, _mm256_srli_epi16(four, 8));
  }
  __m256i low = _mm256_unpacklo_epi16(even, odd), high = _mm256_unpackhi_epi16(even, odd);
  _mm256_storeu_si256((void *)sums, _mm256_permute2x128_si256(low, high, 0x20));
  _mm256_storeu_si256((void *)(sums + 16), _mm256_permute2x128_si256(low, high, 0x31));
}

/// Which of eight rows reach the threshold, and their estimates.
TARGET INLINE uint64_t reach(
  const jm_binary_query *query, const uint16_t sums[8], const uint32_t *scalars, float threshold, float estimates[8]) {
  __m256i words = _mm256_loadu_si256((const void *)scalars);
  __m256 factor = _mm256_castsi256_ps(_mm256_slli_epi32(words, 16));
  __m256 error = _mm256_castsi256_ps(_mm256_and_si256(words, _mm256_set1_epi32((int)0xFFFF0000u)));
  __m256 total = _mm256_cvtepi32_ps(_mm256_cvtepu16_epi32(_mm_loadu_si128((const void *)sums)));
  total = _mm256_fmadd_ps(_mm256_set1_ps(query->step), total, _mm256_set1_ps(query->offset));
  __m256 estimate = _mm256_fmadd_ps(factor, total, _mm256_set1_ps(query->centre));
  _mm256_storeu_ps(estimates, estimate);
  __m256 most = _mm256_fmadd_ps(_mm256_set1_ps(query->spread), error, estimate);
  return (uint64_t)_mm256_movemask_ps(_mm256_cmp_ps(most, _mm256_set1_ps(threshold), _CMP_GE_OQ));
}

TARGET size_t jm_binary_scan_avx2(
  const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates) {
  size_t kept = 0, end = first_row + row_count;
  for (size_t first = first_row; first < end; first += 64) {
    uint64_t wanted = jm_shared_wanted(filter, first, end - first);
    if (wanted == 0) continue;
    const uint8_t *block = plane + first * (bits / 8);
    uint16_t sums[64];
    sum(block, bits, query->table, sums);
    sum(block + 32, bits, query->table, sums + 32);
    if (end - first < 64) {
      // The scalars end with the last row.
      kept = jm_shared_binary_keep(query, scalars, first, wanted, sums, threshold, rows, estimates, kept);
      continue;
    }
    float values[64];
    uint64_t reached = 0;
    for (size_t place = 0; place < 64; place += 8) {
      reached |= reach(query, sums + place, scalars + first + place, threshold, values + place) << place;
    }
    for (reached &= wanted; reached; reached &= reached - 1) {
      size_t place = (size_t)__builtin_ctzll(reached);
      rows[kept] = (uint32_t)(first + place);
      estimates[kept++] = values[place];
    }
  }
  return kept;
}

#endif
