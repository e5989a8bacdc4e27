#include "kernels.h"

#if defined(__aarch64__)
#include <arm_neon.h>
#include <string.h>

static inline float dot_f32_inline(const float *first, const float *second, size_t count) {
  float32x4_t lanes[4] = {vdupq_n_f32(0), vdupq_n_f32(0), vdupq_n_f32(0), vdupq_n_f32(0)};
  size_t index = 0;
  for (; index + 16 <= count; index += 16) {
    for (size_t part = 0; part < 4; part++) {
      lanes[part] =
        vfmaq_f32(lanes[part], vld1q_f32(first + index + 4 * part), vld1q_f32(second + index + 4 * part));
    }
  }
  if (index < count) {
    float spilled[JM_DOT_LANES];
    for (size_t part = 0; part < 4; part++) vst1q_f32(spilled + 4 * part, lanes[part]);
    for (size_t lane = 0; index < count; index++, lane++) {
      spilled[lane] = __builtin_fmaf(first[index], second[index], spilled[lane]);
    }
    for (size_t part = 0; part < 4; part++) lanes[part] = vld1q_f32(spilled + 4 * part);
  }
  float32x4_t four = vaddq_f32(vaddq_f32(lanes[0], lanes[2]), vaddq_f32(lanes[1], lanes[3]));
  float32x2_t two = vadd_f32(vget_low_f32(four), vget_high_f32(four));
  return vget_lane_f32(two, 0) + vget_lane_f32(two, 1);
}

static float dot_f32(const float *first, const float *second, size_t count) {
  return dot_f32_inline(first, second, count);
}

static void dense_rows_dot(
  const float *rows, size_t row_count, size_t dimension, const float *vector, float *scores) {
  for (size_t row = 0; row < row_count; row++) {
    scores[row] = dot_f32_inline(rows + row * dimension, vector, dimension);
  }
}

// NEON has no gather; the shared body compiles to single fused multiply-adds here.
static void sparse_rows_dot(
  const int64_t *offsets, const uint32_t *columns, const float *values, size_t first_row, size_t row_count,
  const float *vector, float *scores) {
  for (size_t row = 0; row < row_count; row++) {
    int64_t start = offsets[first_row + row];
    size_t count = (size_t)(offsets[first_row + row + 1] - start);
    scores[row] = jm_shared_sparse_row(columns + start, values + start, count, vector);
  }
}

__attribute__((target("crc"))) static uint32_t crc32c(uint32_t crc, const void *bytes, size_t count) {
  const uint8_t *cursor = bytes;
  crc = ~crc;
  for (; count >= 8; cursor += 8, count -= 8) {
    uint64_t word;
    memcpy(&word, cursor, 8);
    crc = __builtin_arm_crc32cd(crc, word);
  }
  for (; count > 0; cursor++, count--) crc = __builtin_arm_crc32cb(crc, *cursor);
  return ~crc;
}

static inline uint64_t count_bits(uint64x2_t words) {
  return vaddlvq_u8(vcntq_u8(vreinterpretq_u8_u64(words)));
}

static uint64_t bits_count(const uint64_t *words, size_t count) {
  uint64_t total = 0;
  size_t index = 0;
  for (; index + 2 <= count; index += 2) total += count_bits(vld1q_u64(words + index));
  if (index < count) total += (uint64_t)__builtin_popcountll(words[index]);
  return total;
}

static uint64_t bits_and_count(const uint64_t *first, const uint64_t *second, size_t count) {
  uint64_t total = 0;
  size_t index = 0;
  for (; index + 2 <= count; index += 2) {
    total += count_bits(vandq_u64(vld1q_u64(first + index), vld1q_u64(second + index)));
  }
  if (index < count) total += (uint64_t)__builtin_popcountll(first[index] & second[index]);
  return total;
}

static void bits_and(uint64_t *target, const uint64_t *other, size_t count) { jm_shared_and(target, other, count); }
static void bits_or(uint64_t *target, const uint64_t *other, size_t count) { jm_shared_or(target, other, count); }
static void bits_and_not(uint64_t *target, const uint64_t *other, size_t count) {
  jm_shared_and_not(target, other, count);
}

const jm_kernels jm_kernels_neon = {
  dot_f32, dense_rows_dot, sparse_rows_dot, crc32c, bits_count, bits_and_count, bits_and, bits_or, bits_and_not,
  // NEON is what plain loops are compiled to on every 64-bit ARM, and sums of whole numbers are free in their order.
  &jm_quantized_scalar, jm_binary_scan_scalar,
};
#endif
