#include "shared_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,fma,popcnt")))
#define INLINE static inline __attribute__((always_inline))

/// Queries whose sums stay in registers together.
#define TOGETHER 4
/// Rows a register holds sums of.
#define LANES 8

TARGET INLINE __m256i every(const int8_t *bytes) {
  int32_t word;
  __builtin_memcpy(&word, bytes, 4);
  return _mm256_set1_epi32(word);
}

/// Sums of eight rows, whose lines begin at `lines`, for `number` queries.
TARGET INLINE void add_up(
  const uint8_t *lines, size_t row_bytes, const jm_nibble_query *const queries[TOGETHER], const size_t number,
  __m256i sums[TOGETHER]) {
  const __m256i mask = _mm256_set1_epi8(15), ones = _mm256_set1_epi16(1);
  for (size_t i = 0; i < number; i++) sums[i] = _mm256_setzero_si256();
  for (size_t start = 0; start < row_bytes; start += 16) {
    // Sixteen products of at most 15 x 128 each stay within 16 bits.
    __m256i narrow[TOGETHER];
    for (size_t i = 0; i < number; i++) narrow[i] = _mm256_setzero_si256();
    for (size_t byte = start; byte < start + 16; byte += 4) {
      __m256i packed = _mm256_load_si256((const __m256i *)(lines + 16 * byte));
      __m256i low = _mm256_and_si256(packed, mask);
      __m256i high = _mm256_and_si256(_mm256_srli_epi16(packed, 4), mask);
      for (size_t i = 0; i < number; i++) {
        narrow[i] = _mm256_add_epi16(narrow[i], _mm256_maddubs_epi16(low, every(queries[i]->low + byte)));
        narrow[i] = _mm256_add_epi16(narrow[i], _mm256_maddubs_epi16(high, every(queries[i]->high + byte)));
      }
    }
    for (size_t i = 0; i < number; i++) {
      sums[i] = _mm256_add_epi32(sums[i], _mm256_madd_epi16(narrow[i], ones));
    }
  }
}

/// Keeps those of eight rows that are wanted and reach the threshold.
TARGET INLINE void keep(
  jm_nibble_question *question, size_t row, __m256i sums, __m256i words, const uint32_t *scalars, uint32_t wanted) {
  const jm_nibble_query *query = question->query;
  __m256 scale = _mm256_castsi256_ps(_mm256_slli_epi32(words, 16));
  __m256 error = _mm256_castsi256_ps(_mm256_and_si256(words, _mm256_set1_epi32((int)0xFFFF0000u)));
  __m256 estimate = _mm256_mul_ps(
    scale, _mm256_fmadd_ps(
             _mm256_set1_ps(query->factor), _mm256_cvtepi32_ps(sums), _mm256_set1_ps(query->offset)));
  error = _mm256_fmadd_ps(_mm256_set1_ps(query->norm), error, _mm256_set1_ps(query->slack));
  __m256 reaches = _mm256_cmp_ps(_mm256_add_ps(estimate, error), _mm256_set1_ps(question->threshold), _CMP_GE_OQ);
  uint32_t left = (uint32_t)_mm256_movemask_ps(reaches) & wanted;
  if (left == 0) return;
  int32_t each[LANES];
  _mm256_storeu_si256((__m256i *)each, sums);
  for (; left != 0; left &= left - 1) {
    size_t lane = (size_t)__builtin_ctz(left);
    question->kept = jm_shared_keep(
      query, (uint32_t)(row + lane), each[lane], scalars[row + lane], question->threshold, question->out,
      question->kept);
  }
}

/// Eight rows for `number` questions.
TARGET INLINE void work(
  const uint8_t *lines, size_t row_bytes, const uint32_t *scalars, size_t row, __m256i words,
  jm_nibble_question *const *questions, const uint32_t *wanted, const size_t number) {
  const jm_nibble_query *queries[TOGETHER];
  __m256i sums[TOGETHER];
  for (size_t i = 0; i < number; i++) queries[i] = questions[i]->query;
  add_up(lines, row_bytes, queries, number, sums);
  for (size_t i = 0; i < number; i++) keep(questions[i], row, sums[i], words, scalars, wanted[i]);
}

/// Scans blocks for at most JM_SHARED_QUERIES queries.
TARGET static void scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  jm_nibble_question *questions, size_t count) {
  size_t end = first_row + row_count;
  for (size_t row = first_row; row < end; row += LANES) {
    uint32_t present = end - row >= LANES ? 0xFF : (1u << (end - row)) - 1;
    jm_nibble_question *asking[JM_SHARED_QUERIES];
    uint32_t wanted[JM_SHARED_QUERIES];
    size_t active = 0;
    for (size_t i = 0; i < count; i++) {
      asking[active] = &questions[i];
      wanted[active] = jm_shared_wanted(&questions[i], row, present);
      active += wanted[active] != 0;
    }
    if (active == 0) continue;
    uint32_t each[LANES] = {0};
    for (size_t lane = 0; lane < LANES && row + lane < end; lane++) each[lane] = scalars[row + lane];
    __m256i words = _mm256_loadu_si256((const __m256i *)each);
    const uint8_t *lines = plane + row / JM_BLOCK_ROWS * JM_BLOCK_ROWS * row_bytes + row % JM_BLOCK_ROWS * 4;
    size_t i = 0;
    for (; i + 4 <= active; i += 4) work(lines, row_bytes, scalars, row, words, asking + i, wanted + i, 4);
    for (; i < active; i++) work(lines, row_bytes, scalars, row, words, asking + i, wanted + i, 1);
  }
}

void jm_shared_scan_avx2(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count) {
  for (size_t i = 0; i < count; i++) questions[i].kept = 0;
  if (layout == JM_LAYOUT_ROWS) {
    // One after the other: what a row costs more is little here, and the codes are near.
    for (size_t i = 0; i < count; i++) {
      jm_nibble_question *asked = &questions[i];
      asked->kept = jm_quantized_avx2.nibble_scan(
        plane, row_bytes, scalars, first_row, row_count, asked->filter, asked->query, asked->threshold, asked->out);
    }
    return;
  }
  for (size_t first = 0; first < count; first += JM_SHARED_QUERIES) {
    size_t number = count - first < JM_SHARED_QUERIES ? count - first : JM_SHARED_QUERIES;
    scan(plane, row_bytes, scalars, first_row, row_count, questions + first, number);
  }
}

#endif
