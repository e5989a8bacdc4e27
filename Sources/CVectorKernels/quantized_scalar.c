#include "shared_scan.h"

static size_t nibble_scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out) {
  return jm_shared_nibble_scan(plane, row_bytes, scalars, first_row, row_count, filter, query, threshold, out);
}

static size_t nibble_scan_listed(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out) {
  return jm_shared_nibble_scan_listed(plane, row_bytes, scalars, rows, count, query, threshold, out);
}

static void byte_estimates(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars, const float *fine_errors,
  const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates, float *errors) {
  jm_shared_byte_estimates(coarse, fine, row_bytes, scalars, fine_errors, rows, count, query, estimates, errors);
}

static void listed_rows_dot(
  const float *matrix, size_t dimension, const uint32_t *rows, size_t count, const float *vector, float *scores) {
  for (size_t index = 0; index < count; index++) {
    scores[index] = jm_shared_dot(matrix + rows[index] * dimension, vector, dimension);
  }
}

const jm_quantized_kernels jm_quantized_scalar = {
  nibble_scan, jm_shared_scan_scalar, nibble_scan_listed, byte_estimates, listed_rows_dot};
