#ifndef CQUANTIZEDKERNELS_H
#define CQUANTIZEDKERNELS_H

#include "CVectorKernels.h"

/// Scans of quantized rows: cheap estimates of inner products with errors that bound them.
///
/// A row of D values (D a multiple of 64) is D unsigned codes of 8 bits around 128, times a scale. The codes' upper four
/// bits are the coarse plane, the lower four the fine one. In a plane, 32 bytes hold 64 values: byte b of chunk c holds
/// value 64 c + b in its low half and value 64 c + 32 + b in its high half, so that a row of either plane is D / 2 bytes.
/// A query's bytes come apart in the same way: `low` for low halves, `high` for high halves, D / 2 each.
///
/// Sums are of whole numbers and exact; estimates and errors have one fixed shape: all levels give the same bytes.

/// A query against the coarse plane: estimate = scale * (factor * sum + offset), error = norm * error + slack.
typedef struct {
  const int8_t *low;
  const int8_t *high;
  float factor;
  float offset;
  /// The query's length, rounded up.
  float norm;
  /// What the query's own rounding adds for any row.
  float slack;
} jm_nibble_query;

/// A query against both planes, of 14 bits: value = 128 * coarse + fine.
typedef struct {
  const int8_t *coarse_low;
  const int8_t *coarse_high;
  const int8_t *fine_low;
  const int8_t *fine_high;
  double factor;
  double offset;
  float norm;
  float slack;
} jm_byte_query;

/// Where rows go that may be among the best: the row, its estimate and its error, at the same place of each array.
typedef struct {
  uint32_t *rows;
  float *estimates;
  float *errors;
} jm_survivors;

/// Scans rows [first_row, first_row + row_count) of the coarse plane and keeps those whose estimate plus error reaches
/// `threshold`.
///
/// `scalars` has a word a row: scale and error as bfloat16, the scale in the low half. `filter` has a bit a row of the
/// whole plane, bit first_row first used, or is NULL; first_row is a multiple of 64 where it is not. `out` has room for
/// row_count + 16 rows. Returns how many are kept, in rising order. O(row_count * row_bytes).
size_t jm_nibble_scan(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out);
size_t jm_nibble_scan_at(
  jm_level level, const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_nibble_query *query, float threshold, jm_survivors out);

/// How a coarse plane lies in memory.
typedef enum {
  /// A row after the other.
  JM_LAYOUT_ROWS = 0,
  /// Blocks of 16 rows, the last one filled up with zeros: line c of a block holds bytes 4 c to 4 c + 3 of each of its
  /// rows, so that a register adds up sixteen rows at once. Begins at a multiple of 64 bytes.
  JM_LAYOUT_BLOCKS = 1,
} jm_layout;

/// A query among several that share a scan: what it wants and what it keeps, each as jm_nibble_scan takes it.
typedef struct {
  const jm_nibble_query *query;
  const uint64_t *filter;
  float threshold;
  jm_survivors out;
  /// How many rows the scan kept.
  size_t kept;
} jm_nibble_question;

/// Scans rows of the coarse plane for several queries at once: each row's codes are read and taken apart once.
///
/// Each question is answered as by jm_nibble_scan, whatever the others are; first_row is a multiple of 64.
/// O(row_count * row_bytes * count).
void jm_nibble_scan_shared(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count);
void jm_nibble_scan_shared_at(
  jm_level level, const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars,
  size_t first_row, size_t row_count, jm_nibble_question *questions, size_t count);

/// Lays rows out in blocks: `blocks` has row_bytes * row_count bytes, the count rounded up to a multiple of 16.
/// O(row_count * row_bytes).
void jm_nibble_blocks(const uint8_t *plane, size_t row_bytes, size_t row_count, uint8_t *blocks);

/// jm_nibble_scan for listed rows, in the order of the list; `out.rows` may be the list. O(count * row_bytes).
size_t jm_nibble_scan_listed(
  const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out);
size_t jm_nibble_scan_listed_at(
  jm_level level, const uint8_t *plane, size_t row_bytes, const uint32_t *scalars, const uint32_t *rows, size_t count,
  const jm_nibble_query *query, float threshold, jm_survivors out);

/// Estimates listed rows by both planes: estimates[i] and errors[i] are of rows[i].
///
/// `scalars` holds the scale, `fine_errors` the error of the full codes, one a row. O(count * row_bytes).
void jm_byte_estimates(
  const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars, const float *fine_errors,
  const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates, float *errors);
void jm_byte_estimates_at(
  jm_level level, const uint8_t *coarse, const uint8_t *fine, size_t row_bytes, const uint32_t *scalars,
  const float *fine_errors, const uint32_t *rows, size_t count, const jm_byte_query *query, float *estimates,
  float *errors);

/// The dot product, in the shape of jm_dot_f32, of listed rows with one vector: scores[i] is of rows[i].
void jm_listed_rows_dot(
  const float *matrix, size_t dimension, const uint32_t *rows, size_t count, const float *vector, float *scores);
void jm_listed_rows_dot_at(
  jm_level level, const float *matrix, size_t dimension, const uint32_t *rows, size_t count, const float *vector,
  float *scores);

/// Codes rows: fills the planes (row_bytes a row, a multiple of 32 whose double is at least `dimension`), the scalars and the
/// errors of the full codes; returns the greatest length of a row with the greater of its errors.
///
/// Every error is an upper bound: it covers the rounding of the f32 dot product and of the estimates too. Values must be
/// finite. The same bytes at any level and in any split of the rows. O(row_count * dimension).
double jm_quantize_rows(
  const float *rows, size_t row_count, size_t dimension, size_t row_bytes, uint8_t *coarse, uint8_t *fine,
  uint32_t *scalars, float *fine_errors);

/// The place of the first value that is infinite or no number; `count` when there is none. O(count).
size_t jm_first_not_finite(const float *values, size_t count);

/// The `rank`-th greatest of `count` values, 1 for the greatest; none may be NaN, and 1 <= rank <= count.
///
/// By histograms over the bits of the values, each over what one bin of the last held: O(count), no order is made. −0 counts as
/// less than +0.
float jm_select_greatest(const float *values, size_t count, size_t rank);

/// A number that at least `rank` of the values reach, and of those that do few more: by one histogram, of at most 2,048 bins
/// between the least and the greatest. Not above what jm_select_greatest returns. O(count).
float jm_select_about(const float *values, size_t count, size_t rank);

#endif
