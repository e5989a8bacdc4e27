#ifndef JM_BINARY_H
#define JM_BINARY_H

#include "quantized.h"

/// What every level's scan of binary codes shares.

/// Which of a block's rows take part: those that exist and that a filter wants.
JM_SHARED uint64_t jm_shared_wanted(const uint64_t *filter, size_t first, size_t count) {
  uint64_t wanted = count >= 64 ? ~(uint64_t)0 : ((uint64_t)1 << count) - 1;
  return filter ? wanted & filter[first / 64] : wanted;
}

/// The estimate of a row from the sum of its nibbles.
JM_SHARED float jm_shared_binary_estimate(const jm_binary_query *query, uint32_t sum, uint32_t scalars) {
  return __builtin_fmaf(
    jm_shared_scale(scalars), __builtin_fmaf(query->step, (float)sum, query->offset), query->centre);
}

/// Keeps those of a block's rows that are wanted and reach the threshold, of which `sums` are known.
JM_SHARED size_t jm_shared_binary_keep(
  const jm_binary_query *query, const uint32_t *scalars, size_t first, uint64_t wanted, const uint16_t sums[64],
  float threshold, uint32_t *rows, float *estimates, size_t kept) {
  for (; wanted; wanted &= wanted - 1) {
    size_t place = (size_t)__builtin_ctzll(wanted);
    float estimate = jm_shared_binary_estimate(query, sums[place], scalars[first + place]);
    float error = jm_shared_error(scalars[first + place]);
    rows[kept] = (uint32_t)(first + place);
    estimates[kept] = estimate;
    kept += __builtin_fmaf(query->spread, error, estimate) >= threshold;
  }
  return kept;
}

#endif
