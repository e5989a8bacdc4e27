#ifndef CVECTORKERNELS_H
#define CVECTORKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Every SIMD loop of the package, each in one fixed shape so that all instruction sets return the same bytes.
///
/// A function without a level runs at the best level of the machine, found once at run time; the `_at` twin runs at a
/// stated level, which must be available (see jm_level_available). All of them are safe to call from any thread.
/// "Same bytes" holds for finite inputs and results; where a NaN arises, only that it is one.

/// An instruction set that the kernels are written for.
typedef enum {
  /// Plain C; the reference the others are tested against.
  JM_LEVEL_SCALAR = 0,
  /// x86-64 with AVX2, FMA, POPCNT and SSE4.2.
  JM_LEVEL_AVX2 = 1,
  /// x86-64 with AVX-512 F, BW, DQ, VL, VNNI, VBMI2 and VPOPCNTDQ beside AVX2's.
  JM_LEVEL_AVX512 = 2,
  /// 64-bit ARM with NEON and the CRC32 instructions.
  JM_LEVEL_NEON = 3,
} jm_level;

/// Whether this machine runs a level. The scalar one always is available.
bool jm_level_available(jm_level level);

/// The level that the functions without one use.
jm_level jm_level_best(void);

/// The dot product of two f32 vectors.
///
/// Shape: element i joins lane i mod 16 by a fused multiply-add, in rising i; then lane l takes lane l + 8, l + 4,
/// l + 2, l + 1 in turn. O(count).
float jm_dot_f32(const float *first, const float *second, size_t count);
float jm_dot_f32_at(jm_level level, const float *first, const float *second, size_t count);

/// The dot product, in the shape of jm_dot_f32, of each of `row_count` rows of `dimension` values with one vector.
///
/// `rows` is row-major and may be unaligned to anything beyond a float. O(row_count * dimension).
void jm_dense_rows_dot(const float *rows, size_t row_count, size_t dimension, const float *vector, float *scores);
void jm_dense_rows_dot_at(
  jm_level level, const float *rows, size_t row_count, size_t dimension, const float *vector, float *scores);

/// The dot products of the sparse rows [first_row, first_row + row_count) with one dense vector.
///
/// Row r holds the values [offsets[r], offsets[r + 1]) of `values`, whose columns stand at the same places of
/// `columns`; every column must be below the vector's length, which must be at most 2^31. scores[0] is for first_row.
/// Shape: the j-th value of a row joins lane j mod 8 by a fused multiply-add; then lane l takes lane l + 4, l + 2, l + 1
/// in turn. O(values of these rows).
void jm_sparse_rows_dot(
  const int64_t *offsets, const uint32_t *columns, const float *values, size_t first_row, size_t row_count,
  const float *vector, float *scores);
void jm_sparse_rows_dot_at(
  jm_level level, const int64_t *offsets, const uint32_t *columns, const float *values, size_t first_row,
  size_t row_count, const float *vector, float *scores);

/// CRC-32C (Castagnoli polynomial 0x1EDC6F41, reflected; RFC 3720 appendix B.4) of bytes that follow those whose
/// checksum is `crc`; 0 to begin. O(count).
uint32_t jm_crc32c(uint32_t crc, const void *bytes, size_t count);
uint32_t jm_crc32c_at(jm_level level, uint32_t crc, const void *bytes, size_t count);

/// How many bits are set in `count` words. O(count).
uint64_t jm_bits_count(const uint64_t *words, size_t count);
uint64_t jm_bits_count_at(jm_level level, const uint64_t *words, size_t count);

/// How many bits are set in both of two runs of words. O(count).
uint64_t jm_bits_and_count(const uint64_t *first, const uint64_t *second, size_t count);
uint64_t jm_bits_and_count_at(jm_level level, const uint64_t *first, const uint64_t *second, size_t count);

/// Keeps in `target` what is set in `other` too. O(count).
void jm_bits_and(uint64_t *target, const uint64_t *other, size_t count);
void jm_bits_and_at(jm_level level, uint64_t *target, const uint64_t *other, size_t count);

/// Sets in `target` what is set in `other`. O(count).
void jm_bits_or(uint64_t *target, const uint64_t *other, size_t count);
void jm_bits_or_at(jm_level level, uint64_t *target, const uint64_t *other, size_t count);

/// Clears in `target` what is set in `other`. O(count).
void jm_bits_and_not(uint64_t *target, const uint64_t *other, size_t count);
void jm_bits_and_not_at(jm_level level, uint64_t *target, const uint64_t *other, size_t count);

/// Asks the system to map memory in large pages, so that rows read here and there need not have their addresses looked up
/// each time; `start` is a multiple of a page's size. Without effect where the system has no such pages.
void jm_prefer_large_pages(void *start, size_t bytes);

#include "CBinaryKernels.h"
#include "CQuantizedKernels.h"
#include "CRowSetKernels.h"

#endif
