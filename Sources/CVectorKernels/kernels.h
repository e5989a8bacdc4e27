#ifndef JM_KERNELS_H
#define JM_KERNELS_H

#include "CBinaryKernels.h"
#include "CQuantizedKernels.h"

/// The scan of binary codes of one level.
typedef size_t jm_binary_scan_kernel(
  const uint8_t *, size_t, const uint32_t *, size_t, size_t, const uint64_t *, const jm_binary_query *, float, uint32_t *,
  float *);

/// What an instruction set must bring; one table a level, chosen in dispatch.c.
typedef struct {
  float (*dot_f32)(const float *, const float *, size_t);
  void (*dense_rows_dot)(const float *, size_t, size_t, const float *, float *);
  void (*sparse_rows_dot)(
    const int64_t *, const uint32_t *, const float *, size_t, size_t, const float *, float *);
  uint32_t (*crc32c)(uint32_t, const void *, size_t);
  uint64_t (*bits_count)(const uint64_t *, size_t);
  uint64_t (*bits_and_count)(const uint64_t *, const uint64_t *, size_t);
  void (*bits_and)(uint64_t *, const uint64_t *, size_t);
  void (*bits_or)(uint64_t *, const uint64_t *, size_t);
  void (*bits_and_not)(uint64_t *, const uint64_t *, size_t);
  const struct jm_quantized_kernels *quantized;
  jm_binary_scan_kernel *binary_scan;
} jm_kernels;

/// The scans of quantized rows of one level.
typedef struct jm_quantized_kernels {
  size_t (*nibble_scan)(
    const uint8_t *, size_t, const uint32_t *, size_t, size_t, const uint64_t *, const jm_nibble_query *, float,
    jm_survivors);
  void (*nibble_scan_shared)(
    const uint8_t *, jm_layout, size_t, const uint32_t *, size_t, size_t, jm_nibble_question *, size_t);
  size_t (*nibble_scan_listed)(
    const uint8_t *, size_t, const uint32_t *, const uint32_t *, size_t, const jm_nibble_query *, float,
    jm_survivors);
  void (*byte_estimates)(
    const uint8_t *, const uint8_t *, size_t, const uint32_t *, const float *, const uint32_t *, size_t,
    const jm_byte_query *, float *, float *);
  void (*listed_rows_dot)(const float *, size_t, const uint32_t *, size_t, const float *, float *);
} jm_quantized_kernels;

extern const jm_kernels jm_kernels_scalar;
extern const jm_quantized_kernels jm_quantized_scalar;
extern jm_binary_scan_kernel jm_binary_scan_scalar;
#if defined(__x86_64__)
extern const jm_kernels jm_kernels_avx2;
extern const jm_kernels jm_kernels_avx512;
extern const jm_quantized_kernels jm_quantized_avx2;
extern jm_binary_scan_kernel jm_binary_scan_avx2;
extern jm_binary_scan_kernel jm_binary_scan_avx512;
extern const jm_quantized_kernels jm_quantized_avx512;
#elif defined(__aarch64__)
extern const jm_kernels jm_kernels_neon;
#endif

/// Bodies that every level compiles for itself: inlined into a function with a target attribute, they take on its
/// instruction set. A fused multiply-add rounds once everywhere, so the result does not depend on which.
#define JM_SHARED static inline __attribute__((always_inline, unused))

#define JM_DOT_LANES 16
#define JM_SPARSE_LANES 8

/// The fixed reduction tree over a power of two of lanes.
JM_SHARED float jm_shared_reduce(float *lanes, size_t count) {
  for (size_t half = count / 2; half > 0; half /= 2) {
    for (size_t lane = 0; lane < half; lane++) lanes[lane] = lanes[lane] + lanes[lane + half];
  }
  return lanes[0];
}

JM_SHARED float jm_shared_dot(const float *first, const float *second, size_t count) {
  float lanes[JM_DOT_LANES] = {0};
  size_t index = 0;
  for (; index + JM_DOT_LANES <= count; index += JM_DOT_LANES) {
    for (size_t lane = 0; lane < JM_DOT_LANES; lane++) {
      lanes[lane] = __builtin_fmaf(first[index + lane], second[index + lane], lanes[lane]);
    }
  }
  for (size_t lane = 0; index < count; index++, lane++) {
    lanes[lane] = __builtin_fmaf(first[index], second[index], lanes[lane]);
  }
  return jm_shared_reduce(lanes, JM_DOT_LANES);
}

JM_SHARED float jm_shared_sparse_row(
  const uint32_t *columns, const float *values, size_t count, const float *vector) {
  float lanes[JM_SPARSE_LANES] = {0};
  for (size_t index = 0; index < count; index++) {
    float *lane = &lanes[index % JM_SPARSE_LANES];
    *lane = __builtin_fmaf(values[index], vector[columns[index]], *lane);
  }
  return jm_shared_reduce(lanes, JM_SPARSE_LANES);
}

JM_SHARED void jm_shared_and(uint64_t *target, const uint64_t *other, size_t count) {
  for (size_t index = 0; index < count; index++) target[index] &= other[index];
}

JM_SHARED void jm_shared_or(uint64_t *target, const uint64_t *other, size_t count) {
  for (size_t index = 0; index < count; index++) target[index] |= other[index];
}

JM_SHARED void jm_shared_and_not(uint64_t *target, const uint64_t *other, size_t count) {
  for (size_t index = 0; index < count; index++) target[index] &= ~other[index];
}

#endif
