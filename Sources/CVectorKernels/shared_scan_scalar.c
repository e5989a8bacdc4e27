#include <string.h>

#include "shared_scan.h"

/// The sum of a row that lies in blocks.
static int32_t block_sum(const uint8_t *blocks, size_t row_bytes, size_t row, const jm_nibble_query *query) {
  const uint8_t *lines = blocks + row / JM_BLOCK_ROWS * JM_BLOCK_ROWS * row_bytes + row % JM_BLOCK_ROWS * 4;
  int32_t sum = 0;
  for (size_t byte = 0; byte < row_bytes; byte += 4) {
    sum += jm_shared_nibble_row(lines + byte * JM_BLOCK_ROWS, 4, query->low + byte, query->high + byte);
  }
  return sum;
}

void jm_shared_scan_scalar(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count) {
  for (size_t number = 0; number < count; number++) {
    jm_nibble_question *question = &questions[number];
    size_t kept = 0;
    for (size_t row = first_row; row < first_row + row_count; row++) {
      if (question->filter && !(question->filter[row / 64] >> row % 64 & 1)) continue;
      int32_t sum = layout == JM_LAYOUT_BLOCKS
                      ? block_sum(plane, row_bytes, row, question->query)
                      : jm_shared_nibble_row(
                          plane + row * row_bytes, row_bytes, question->query->low, question->query->high);
      kept = jm_shared_keep(
        question->query, (uint32_t)row, sum, scalars[row], question->threshold, question->out, kept);
    }
    question->kept = kept;
  }
}

void jm_nibble_blocks(const uint8_t *plane, size_t row_bytes, size_t row_count, uint8_t *blocks) {
  for (size_t first = 0; first < row_count; first += JM_BLOCK_ROWS) {
    uint8_t *block = blocks + first * row_bytes;
    for (size_t lane = 0; lane < JM_BLOCK_ROWS; lane++) {
      size_t row = first + lane;
      for (size_t byte = 0; byte < row_bytes; byte += 4) {
        uint8_t *target = block + byte * JM_BLOCK_ROWS + lane * 4;
        if (row < row_count) memcpy(target, plane + row * row_bytes + byte, 4);
        else memset(target, 0, 4);
      }
    }
  }
}
