#include <math.h>
#include <string.h>

#include "CQuantizedKernels.h"

/// The least bfloat16 that is not below a value of 0 or more.
static uint32_t bfloat16_above(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (bits + 0xFFFFu) >> 16;
}

static float from_bfloat16(uint32_t half) {
  uint32_t bits = half << 16;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/// Puts two codes of four bits where the planes have values `index` of a row.
static inline void put(uint8_t *coarse, uint8_t *fine, size_t index, uint32_t code) {
  size_t byte = index / 64 * 32 + index % 32;
  uint32_t shift = index % 64 < 32 ? 0 : 4;
  coarse[byte] |= (uint8_t)(code >> 4 << shift);
  fine[byte] |= (uint8_t)((code & 15) << shift);
}

/// The least scale whose codes reach the row's greatest value; rows all but zero are coded as zero.
static uint32_t scale_of(const float *row, size_t dimension) {
  float greatest = 0;
  for (size_t index = 0; index < dimension; index++) {
    float size = fabsf(row[index]);
    greatest = size > greatest ? size : greatest;
  }
  return greatest < 1e-30f ? 0 : bfloat16_above(greatest / 127.0f);
}

double jm_quantize_rows(
  const float *rows, size_t row_count, size_t dimension, size_t row_bytes, uint8_t *coarse, uint8_t *fine,
  uint32_t *scalars, float *fine_errors) {
  // What rounding of the f32 dot product and of the estimates can add, as shares of the row's length.
  double dot_share = ((double)dimension / 16 + 16) * 0x1p-23;
  double estimate_share = sqrt((double)dimension) * 0x1p-20;
  double greatest_norm = 0;
  memset(coarse, 0, row_count * row_bytes);
  memset(fine, 0, row_count * row_bytes);
  for (size_t number = 0; number < row_count; number++) {
    const float *row = rows + number * dimension;
    uint32_t half = scale_of(row, dimension);
    float scale = from_bfloat16(half);
    float inverse = scale > 0 ? 1 / scale : 0;
    double norm = 0, coarse_error = 0, fine_error = 0;
    for (size_t index = 0; index < row_bytes * 2; index++) {
      // Values behind the row's end are zeros with codes of their own: the coarse plane's middle is not zero.
      float value = index < dimension ? row[index] : 0;
      float code = nearbyintf(value * inverse) + 128;
      uint32_t clamped = code < 0 ? 0 : code > 255 ? 255 : (uint32_t)code;
      put(coarse + number * row_bytes, fine + number * row_bytes, index, clamped);
      double fine_rest = value - (double)scale * ((double)clamped - 128);
      double coarse_rest = value - (double)scale * (16.0 * (clamped >> 4) - 120.5);
      norm += (double)value * value;
      fine_error += fine_rest * fine_rest;
      if (index < dimension) coarse_error += coarse_rest * coarse_rest;
    }
    norm = sqrt(norm);
    coarse_error = sqrt(coarse_error) * (1 + 0x1p-20) + norm * (dot_share + estimate_share);
    fine_error = sqrt(fine_error) * (1 + 0x1p-20) + norm * dot_share * 2;
    scalars[number] = half | bfloat16_above((float)(coarse_error * (1 + 0x1p-22)) + 1e-37f) << 16;
    fine_errors[number] = (float)(fine_error * (1 + 0x1p-22)) + 1e-37f;
    // Either coded row may be the longer one: a number half-way between two codes can be a coarse code itself.
    double reach = norm + (coarse_error > fine_error ? coarse_error : fine_error);
    greatest_norm = reach > greatest_norm ? reach : greatest_norm;
  }
  return greatest_norm;
}

size_t jm_first_not_finite(const float *values, size_t count) {
  for (size_t index = 0; index < count; index++) {
    if (!isfinite(values[index])) return index;
  }
  return count;
}
