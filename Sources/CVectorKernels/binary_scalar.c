#include "binary.h"

size_t jm_binary_scan_scalar(
  const uint8_t *plane, size_t bits, const uint32_t *scalars, size_t first_row, size_t row_count,
  const uint64_t *filter, const jm_binary_query *query, float threshold, uint32_t *rows, float *estimates) {
  size_t kept = 0, end = first_row + row_count;
  for (size_t first = first_row; first < end; first += 64) {
    uint64_t wanted = jm_shared_wanted(filter, first, end - first);
    if (wanted == 0) continue;
    const uint8_t *block = plane + first * (bits / 8);
    // At most 1024 nibbles of at most 63 each: within 16 bits.
    uint16_t sums[64] = {0};
    for (size_t line = 0; line < bits / 8; line++) {
      const uint8_t *table = query->table + 32 * line;
      for (size_t place = 0; place < 64; place++) {
        uint8_t byte = block[64 * line + place];
        sums[place] = (uint16_t)(sums[place] + table[byte & 15] + table[16 + (byte >> 4)]);
      }
    }
    kept = jm_shared_binary_keep(query, scalars, first, wanted, sums, threshold, rows, estimates, kept);
  }
  return kept;
}
