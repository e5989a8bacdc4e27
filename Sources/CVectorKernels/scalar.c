#include "kernels.h"

// Plain C: the reference that every other level must equal byte for byte.

static float dot_f32(const float *first, const float *second, size_t count) {
  return jm_shared_dot(first, second, count);
}

static void dense_rows_dot(
  const float *rows, size_t row_count, size_t dimension, const float *vector, float *scores) {
  for (size_t row = 0; row < row_count; row++) scores[row] = dot_f32(rows + row * dimension, vector, dimension);
}

static void sparse_rows_dot(
  const int64_t *offsets, const uint32_t *columns, const float *values, size_t first_row, size_t row_count,
  const float *vector, float *scores) {
  for (size_t row = 0; row < row_count; row++) {
    int64_t start = offsets[first_row + row];
    size_t count = (size_t)(offsets[first_row + row + 1] - start);
    scores[row] = jm_shared_sparse_row(columns + start, values + start, count, vector);
  }
}

// The remainders of every nibble: sixteen words stay in one cache line, where a table of bytes would take sixteen, and
// need no code that builds them.
static const uint32_t nibble_remainders[16] = {
  0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
  0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
};

static uint32_t crc32c(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *cursor = bytes;
  crc = ~crc;
  for (size_t index = 0; index < count; index++) {
    crc ^= cursor[index];
    crc = (crc >> 4) ^ nibble_remainders[crc & 15];
    crc = (crc >> 4) ^ nibble_remainders[crc & 15];
  }
  return ~crc;
}

static uint64_t bits_count(const uint64_t *words, size_t count) {
  uint64_t total = 0;
  for (size_t index = 0; index < count; index++) total += (uint64_t)__builtin_popcountll(words[index]);
  return total;
}

static uint64_t bits_and_count(const uint64_t *first, const uint64_t *second, size_t count) {
  uint64_t total = 0;
  for (size_t index = 0; index < count; index++) {
    total += (uint64_t)__builtin_popcountll(first[index] & second[index]);
  }
  return total;
}

static void bits_and(uint64_t *target, const uint64_t *other, size_t count) { jm_shared_and(target, other, count); }
static void bits_or(uint64_t *target, const uint64_t *other, size_t count) { jm_shared_or(target, other, count); }
static void bits_and_not(uint64_t *target, const uint64_t *other, size_t count) {
  jm_shared_and_not(target, other, count);
}

const jm_kernels jm_kernels_scalar = {
  dot_f32, dense_rows_dot, sparse_rows_dot, crc32c, bits_count, bits_and_count, bits_and, bits_or, bits_and_not,
  &jm_quantized_scalar, jm_binary_scan_scalar,
};
