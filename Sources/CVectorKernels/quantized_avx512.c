#include "shared_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")))
#define INLINE static inline __attribute__((always_inline))

/// How many rows of a list are fetched ahead.
#define AHEAD 48

/// Bytes of a row from `index` on, 64 or, at its end, 32.
TARGET INLINE __m512i load(const void *bytes, size_t index, size_t count) {
  const char *start = (const char *)bytes + index;
  return count - index >= 64 ? _mm512_loadu_si512(start) : _mm512_zextsi256_si512(_mm256_loadu_si256((const void *)start));
}

/// Asks for bytes to be brought near. Into the second cache: it has many more requests under way than the first.
TARGET INLINE void fetch(const void *row, size_t bytes) {
  for (size_t line = 0; line < bytes; line += 64) _mm_prefetch((const char *)row + line, _MM_HINT_T1);
}

TARGET INLINE __m512i nibble_sums(const uint8_t *row, size_t row_bytes, const jm_nibble_query *query) {
  const __m512i mask = _mm512_set1_epi8(15);
  __m512i sums = _mm512_setzero_si512();
  for (size_t index = 0; index < row_bytes; index += 64) {
    __m512i packed = load(row, index, row_bytes);
    sums = _mm512_dpbusd_epi32(sums, _mm512_and_si512(packed, mask), load(query->low, index, row_bytes));
    __m512i high = _mm512_and_si512(_mm512_srli_epi16(packed, 4), mask);
    sums = _mm512_dpbusd_epi32(sums, high, load(query->high, index, row_bytes));
  }
  return sums;
}

/// Adds up each of sixteen vectors: lane i of the result is the sum of rows[i].
TARGET INLINE __m512i add_up(__m512i rows[16]) {
  __m512i pairs[8], fours[4];
  for (int i = 0; i < 8; i++) {
    __m512i a = rows[2 * i], b = rows[2 * i + 1];
    pairs[i] = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
  }
  for (int i = 0; i < 4; i++) {
    __m512i a = pairs[2 * i], b = pairs[2 * i + 1];
    fours[i] = _mm512_add_epi32(_mm512_unpacklo_epi64(a, b), _mm512_unpackhi_epi64(a, b));
  }
  __m512i first = _mm512_add_epi32(
    _mm512_shuffle_i32x4(fours[0], fours[1], 0x88), _mm512_shuffle_i32x4(fours[0], fours[1], 0xDD));
  __m512i second = _mm512_add_epi32(
    _mm512_shuffle_i32x4(fours[2], fours[3], 0x88), _mm512_shuffle_i32x4(fours[2], fours[3], 0xDD));
  return _mm512_add_epi32(
    _mm512_shuffle_i32x4(first, second, 0x88), _mm512_shuffle_i32x4(first, second, 0xDD));
}

/// Keeps those of sixteen rows that are wanted and reach the threshold.
TARGET INLINE size_t keep(
  const jm_nibble_query *query, __m512i rows, __m512i sums, __m512i scalars, __mmask16 wanted, float threshold,
  jm_survivors out, size_t kept) {
  __m512 scale = _mm512_castsi512_ps(_mm512_slli_epi32(scalars, 16));
  __m512 error = _mm512_castsi512_ps(_mm512_and_si512(scalars, _mm512_set1_epi32((int)0xFFFF0000u)));
  __m512 estimate = _mm512_mul_ps(
    scale, _mm512_fmadd_ps(
             _mm512_set1_ps(query->factor), _mm512_cvtepi32_ps(sums), _mm512_set1_ps(query->offset)));
  error = _mm512_fmadd_ps(_mm512_set1_ps(query->norm), error, _mm512_set1_ps(query->slack));
  __mmask16 kept_rows = _mm512_mask_cmp_ps_mask(
    wanted, _mm512_add_ps(estimate, error), _mm512_set1_ps(threshold), _CMP_GE_OQ);
  if (kept_rows == 0) return kept;
  // Stored whole: a compressing store to memory is many times slower.
  _mm512_storeu_si512(out.rows + kept, _mm512_maskz_compress_epi32(kept_rows, rows));
  _mm512_storeu_ps(out.estimates + kept, _mm512_maskz_compress_ps(kept_rows, estimate));
  _mm512_storeu_ps(out.errors + kept, _mm512_maskz_compress_ps(kept_rows, error));
  return kept + (size_t)__builtin_popcount(kept_rows);
}

TARGET INLINE size_t scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out) {
  size_t kept = 0, end = first_row + row_count;
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (size_t row = first_row; row < end; row += 16) {
    __mmask16 wanted = end - row >= 16 ? 0xFFFF : (__mmask16)((1u << (end - row)) - 1);
    __mmask16 present = wanted;
    if (filter) wanted &= (__mmask16)(filter[row / 64] >> row % 64);
    if (wanted == 0) continue;
    __m512i rows[16];
    if (present == 0xFFFF) {
      for (size_t i = 0; i < 16; i++) rows[i] = nibble_sums(plane + (row + i) * row_bytes, row_bytes, query);
    } else {
      for (size_t i = 0; i < 16; i++) {
        rows[i] = present >> i & 1 ? nibble_sums(plane + (row + i) * row_bytes, row_bytes, query)
                                   : _mm512_setzero_si512();
      }
    }
    kept = keep(
      query, _mm512_add_epi32(_mm512_set1_epi32((int)row), lanes), add_up(rows),
      _mm512_maskz_loadu_epi32(present, scalars + row), wanted, threshold, out, kept);
  }
  return kept;
}

TARGET static size_t nibble_scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out) {
  // A known length keeps the query in registers.
  return row_bytes == 64
           ? scan(plane, 64, scalars, first_row, row_count, filter, query, threshold, out)
           : scan(plane, row_bytes, scalars, first_row, row_count, filter, query, threshold, out);
}

TARGET INLINE size_t scan_listed(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *list, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out) {
  size_t kept = 0;
  for (size_t index = 0; index < count; index += 16) {
    size_t present = count - index < 16 ? count - index : 16;
    __mmask16 wanted = (__mmask16)((1u << present) - 1);
    for (size_t i = index + AHEAD; i < index + AHEAD + 16 && i < count; i++) {
      fetch(plane + list[i] * row_bytes, row_bytes);
      fetch(scalars + list[i], 4);
    }
    __m512i rows[16];
    for (size_t i = 0; i < 16; i++) {
      rows[i] = i < present ? nibble_sums(plane + list[index + i] * row_bytes, row_bytes, query)
                            : _mm512_setzero_si512();
    }
    __m512i numbers = _mm512_maskz_loadu_epi32(wanted, list + index);
    __m512i words = _mm512_mask_i32gather_epi32(_mm512_setzero_si512(), wanted, numbers, scalars, 4);
    kept = keep(query, numbers, add_up(rows), words, wanted, threshold, out, kept);
  }
  return kept;
}

TARGET static size_t nibble_scan_listed(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out) {
  return row_bytes == 64 ? scan_listed(plane, 64, scalars, rows, count, query, threshold, out)
                         : scan_listed(plane, row_bytes, scalars, rows, count, query, threshold, out);
}

TARGET INLINE void byte_sums(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const jm_byte_query *query, int32_t sums[2]) {
  const __m512i mask = _mm512_set1_epi8(15);
  __m512i first = _mm512_setzero_si512(), second = _mm512_setzero_si512();
  for (size_t index = 0; index < row_bytes; index += 64) {
    __m512i upper = load(coarse, index, row_bytes), lower = load(fine, index, row_bytes);
    __m512i low = _mm512_or_si512(
      _mm512_slli_epi16(_mm512_and_si512(upper, mask), 4), _mm512_and_si512(lower, mask));
    __m512i high = _mm512_or_si512(
      _mm512_andnot_si512(mask, upper), _mm512_and_si512(_mm512_srli_epi16(lower, 4), mask));
    first = _mm512_dpbusd_epi32(first, low, load(query->coarse_low, index, row_bytes));
    first = _mm512_dpbusd_epi32(first, high, load(query->coarse_high, index, row_bytes));
    second = _mm512_dpbusd_epi32(second, low, load(query->fine_low, index, row_bytes));
    second = _mm512_dpbusd_epi32(second, high, load(query->fine_high, index, row_bytes));
  }
  sums[0] = _mm512_reduce_add_epi32(first);
  sums[1] = _mm512_reduce_add_epi32(second);
}

TARGET static void byte_estimates(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars, const float *fine_errors,
  const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates, float *errors) {
  for (size_t index = 0; index < count; index++) {
    if (index + AHEAD < count) {
      size_t ahead = rows[index + AHEAD];
      fetch(coarse + ahead * row_bytes, row_bytes);
      fetch(fine + ahead * row_bytes, row_bytes);
      fetch(fine_errors + ahead, 4);
      fetch(scalars + ahead, 4);
    }
    size_t row = rows[index];
    int32_t sums[2];
    byte_sums(coarse + row * row_bytes, fine + row * row_bytes, row_bytes, query, sums);
    estimates[index] = jm_shared_byte_estimate(query, sums, jm_shared_scale(scalars[row]));
    errors[index] = __builtin_fmaf(query->norm, fine_errors[row], query->slack);
  }
}

TARGET static void listed_rows_dot(
  const float *matrix, size_t dimension, const uint32_t *rows, size_t count, const float *vector, float *scores) {
  const size_t ahead = 8;
  for (size_t index = 0; index < count; index++) {
    if (index + ahead < count) fetch(matrix + rows[index + ahead] * dimension, dimension * 4);
    scores[index] = jm_kernels_avx512.dot_f32(matrix + rows[index] * dimension, vector, dimension);
  }
}

const jm_quantized_kernels jm_quantized_avx512 = {
  nibble_scan, jm_shared_scan_avx512, nibble_scan_listed, byte_estimates, listed_rows_dot};

#endif
