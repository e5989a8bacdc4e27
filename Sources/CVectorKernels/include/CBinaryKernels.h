#ifndef CBINARYKERNELS_H
#define CBINARYKERNELS_H

#include "CVectorKernels.h"

/// Scans of binary codes: a bit a rotated coordinate, sixty-four rows side by side.
///
/// A block of 64 rows is `bits / 8` lines of 64 bytes, a byte a row: bit b of line l is the sign of coordinate 8 l + b, set
/// where it is not negative. `bits` is a multiple of 16, at most 4096. The last block of a plane is whole; what stands behind
/// the last row is never kept. A row's word of scalars holds factor and error as bfloat16, the factor in the low half.
///
/// A query is a table of 16 bytes a nibble of the code: what each of its sixteen patterns adds, 0 to 63. A row's sum of them
/// becomes factor * (step * sum + offset) + centre, its estimate; spread * error is what is added to it where rows are
/// chosen. All levels give the same bytes.

/// A query against binary codes.
typedef struct {
  /// 16 bytes a nibble, bits / 4 of them, each at most 63.
  const uint8_t *table;
  float step;
  float offset;
  float centre;
  float spread;
} jm_binary_query;

/// Scans rows [first_row, first_row + row_count), first_row a multiple of 64, and keeps those whose estimate plus spread
/// reaches `threshold`.
///
/// `filter` has a bit a row of the whole plane or is NULL. `rows` and `estimates` have room for row_count + 16. Returns how
/// many are kept, in rising order. O(row_count * bits / 4), sixty-four rows at a time.
size_t jm_binary_scan(
  const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates);
size_t jm_binary_scan_at(
  jm_level level, const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates);

/// How many rounds a rotation has.
#define JM_ROTATION_ROUNDS 4

/// Turns a vector of `count` coordinates, a multiple of 64, in place by a random rotation that `signs` decides:
/// JM_ROTATION_ROUNDS * count / 64 random words.
///
/// Each round flips signs and takes a Walsh-Hadamard transform of the first or, in turn, the last coordinates, as many as the
/// greatest power of two has; lengths and inner products stay but for rounding. O(count log count).
void jm_rotate(float *vector, size_t count, const uint64_t *signs);

/// How rows become binary codes.
typedef struct {
  size_t dimension;
  /// Coordinates of one rotation: the dimension rounded up to a multiple of 64.
  size_t width;
  size_t bits;
  /// Signs of as many rotations as the bits need, one after the other.
  const uint64_t *signs;
  /// What is taken from each row first, `dimension` values, or NULL.
  const float *mean;
} jm_binary_coder;

/// Codes rows, the first of which begins a block: fills the blocks of the plane and a word of scalars a row.
///
/// With a mean, the scalars are those of RaBitQ (doi:10.1145/3654970): factor |r|^2 / sum |r_i| over the rotated rest r, and
/// the standard error of the estimate for a query of length 1. Without, codes are plain signs: factor 1, error 0.
/// `scratch` has room for bits + width floats. O(row_count * bits * log bits).
void jm_binary_codes(
  const float *rows, size_t row_count, const jm_binary_coder *coder, float *scratch, uint8_t *plane, uint32_t *scalars);

#endif
