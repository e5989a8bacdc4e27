#ifndef JM_SHARED_SCAN_H
#define JM_SHARED_SCAN_H

#include "quantized.h"

/// Scans that several queries share, a function a level, each in a file of its own.

/// Rows of a block.
#define JM_BLOCK_ROWS 16
/// Rows that are worked on at a time: two blocks.
#define JM_STEP 32
/// Queries that share a scan at most; more go in several.
#define JM_SHARED_QUERIES 16
/// Lines of a block that are worked on at a time, so that what is kept for it stays small whatever the rows' length.
#define JM_TILE_LINES 16

void jm_shared_scan_scalar(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count);
#if defined(__x86_64__)
void jm_shared_scan_avx2(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count);
void jm_shared_scan_avx512(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count);
#endif

/// Bits of a step of rows that exist, `rows` of them from its first one on.
JM_SHARED uint32_t jm_shared_present(size_t rows) { return rows >= JM_STEP ? 0xFFFFFFFFu : (1u << rows) - 1; }

/// Those of `present`, bits of the rows from `row` on that do not go beyond its word of 64, that a question wants.
JM_SHARED uint32_t jm_shared_wanted(const jm_nibble_question *question, size_t row, uint32_t present) {
  return question->filter ? (uint32_t)(question->filter[row / 64] >> row % 64) & present : present;
}

#endif
