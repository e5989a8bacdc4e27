#ifndef JM_QUANTIZED_H
#define JM_QUANTIZED_H

#include "kernels.h"

/// What every level's scan of quantized rows shares: the arithmetic of one bound, in one shape.

/// The scale and error of a row: two bfloat16 in one word, the scale in the low half.
JM_SHARED float jm_shared_scale(uint32_t scalars) {
  union { uint32_t bits; float value; } word = {scalars << 16};
  return word.value;
}

JM_SHARED float jm_shared_error(uint32_t scalars) {
  union { uint32_t bits; float value; } word = {scalars & 0xFFFF0000u};
  return word.value;
}

/// Keeps a row whose upper bound reaches the threshold; returns how many are kept.
JM_SHARED size_t jm_shared_keep(
  const jm_nibble_query *query, uint32_t row, int32_t sum, uint32_t scalars, float threshold, jm_survivors out,
  size_t kept) {
  float estimate = jm_shared_scale(scalars) * __builtin_fmaf(query->factor, (float)sum, query->offset);
  float error = __builtin_fmaf(query->norm, jm_shared_error(scalars), query->slack);
  out.rows[kept] = row;
  out.estimates[kept] = estimate;
  out.errors[kept] = error;
  return kept + (estimate + error >= threshold);
}

JM_SHARED int32_t jm_shared_nibble_row(const uint8_t *row, size_t row_bytes, const int8_t *low, const int8_t *high) {
  int32_t sum = 0;
  for (size_t index = 0; index < row_bytes; index++) {
    sum += (int32_t)low[index] * (row[index] & 15) + (int32_t)high[index] * (row[index] >> 4);
  }
  return sum;
}

/// The two integer sums of a row's full codes with the coarse and fine bytes of a query.
JM_SHARED void jm_shared_byte_row(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const jm_byte_query *query, int32_t sums[2]) {
  sums[0] = sums[1] = 0;
  for (size_t index = 0; index < row_bytes; index++) {
    int32_t low = (coarse[index] & 15) << 4 | (fine[index] & 15);
    int32_t high = (coarse[index] & 0xF0) | fine[index] >> 4;
    sums[0] += query->coarse_low[index] * low + query->coarse_high[index] * high;
    sums[1] += query->fine_low[index] * low + query->fine_high[index] * high;
  }
}

/// The estimate of a row from its two sums.
JM_SHARED float jm_shared_byte_estimate(const jm_byte_query *query, const int32_t sums[2], float scale) {
  // 128 times the first sum may exceed 32 bits.
  double sum = 128.0 * sums[0] + sums[1];
  return (float)(scale * __builtin_fma(query->factor, sum, query->offset));
}

/// The scans as plain loops, which a level without its own takes as they are.
JM_SHARED size_t jm_shared_nibble_scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out) {
  size_t kept = 0;
  for (size_t row = first_row; row < first_row + row_count; row++) {
    if (filter && !(filter[row / 64] >> row % 64 & 1)) continue;
    int32_t sum = jm_shared_nibble_row(plane + row * row_bytes, row_bytes, query->low, query->high);
    kept = jm_shared_keep(query, (uint32_t)row, sum, scalars[row], threshold, out, kept);
  }
  return kept;
}

JM_SHARED size_t jm_shared_nibble_scan_listed(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out) {
  size_t kept = 0;
  for (size_t index = 0; index < count; index++) {
    uint32_t row = rows[index];
    int32_t sum = jm_shared_nibble_row(plane + row * row_bytes, row_bytes, query->low, query->high);
    kept = jm_shared_keep(query, row, sum, scalars[row], threshold, out, kept);
  }
  return kept;
}

JM_SHARED void jm_shared_byte_estimates(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars, const float *fine_errors,
  const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates, float *errors) {
  for (size_t index = 0; index < count; index++) {
    size_t row = rows[index];
    int32_t sums[2];
    jm_shared_byte_row(coarse + row * row_bytes, fine + row * row_bytes, row_bytes, query, sums);
    estimates[index] = jm_shared_byte_estimate(query, sums, jm_shared_scale(scalars[row]));
    errors[index] = __builtin_fmaf(query->norm, fine_errors[row], query->slack);
  }
}

#endif
