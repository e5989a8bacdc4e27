#include <math.h>
#include <string.h>

#include "CBinaryKernels.h"

/// The bfloat16 nearest to a value.
static uint32_t bfloat16(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return (bits + 0x7FFFu + (bits >> 16 & 1)) >> 16;
}

/// The Walsh-Hadamard transform of `count` values, a power of two, scaled so that lengths stay.
static void transform(float *values, size_t count) {
  for (size_t half = 1; half < count; half *= 2) {
    for (size_t start = 0; start < count; start += 2 * half) {
      for (size_t index = start; index < start + half; index++) {
        float first = values[index], second = values[index + half];
        values[index] = first + second;
        values[index + half] = first - second;
      }
    }
  }
  float scale = 1 / sqrtf((float)count);
  for (size_t index = 0; index < count; index++) values[index] *= scale;
}

void jm_rotate(float *vector, size_t count, const uint64_t *signs) {
  size_t power = 64;
  while (2 * power <= count) power *= 2;
  for (size_t round = 0; round < JM_ROTATION_ROUNDS; round++, signs += count / 64) {
    for (size_t index = 0; index < count; index++) {
      uint32_t bits;
      memcpy(&bits, vector + index, sizeof bits);
      bits ^= (uint32_t)(signs[index / 64] >> index % 64 & 1) << 31;
      memcpy(vector + index, &bits, sizeof bits);
    }
    transform(round % 2 == 0 ? vector : vector + count - power, power);
  }
}

/// The scalars of a row whose rotated rest is known.
static uint32_t scalars_of(const float *rest, size_t count) {
  double square = 0, sum = 0;
  for (size_t index = 0; index < count; index++) {
    square += (double)rest[index] * rest[index];
    sum += fabs((double)rest[index]);
  }
  if (!(sum > 0)) return 0;
  // The cosine of the rest and its code; the share of its length that the code misses, spread over count - 1 directions.
  double cosine = sum / sqrt(square * (double)count);
  double missed = cosine < 1 ? sqrt(1 - cosine * cosine) / cosine : 0;
  double error = sqrt(square / (double)(count > 1 ? count - 1 : 1)) * missed;
  return bfloat16((float)(square / sum)) | bfloat16((float)error) << 16;
}

void jm_binary_codes(
  const float *rows, size_t row_count, const jm_binary_coder *coder, float *scratch, uint8_t *plane, uint32_t *scalars) {
  float *rotated = scratch, *rest = scratch + coder->bits;
  size_t words = JM_ROTATION_ROUNDS * coder->width / 64;
  memset(plane, 0, (row_count + 63) / 64 * 64 * (coder->bits / 8));
  for (size_t row = 0; row < row_count; row++) {
    const float *values = rows + row * coder->dimension;
    for (size_t start = 0; start < coder->bits; start += coder->width) {
      for (size_t index = 0; index < coder->width; index++) {
        float value = index < coder->dimension ? values[index] : 0;
        rest[index] = index < coder->dimension && coder->mean ? value - coder->mean[index] : value;
      }
      jm_rotate(rest, coder->width, coder->signs + start / coder->width * words);
      size_t taken = coder->bits - start < coder->width ? coder->bits - start : coder->width;
      memcpy(rotated + start, rest, taken * sizeof(float));
    }
    uint8_t *block = plane + row / 64 * 64 * (coder->bits / 8) + row % 64;
    for (size_t index = 0; index < coder->bits; index++) {
      block[index / 8 * 64] |= (uint8_t)((rotated[index] >= 0) << index % 8);
    }
    scalars[row] = coder->mean ? scalars_of(rotated, coder->bits) : bfloat16(1);
  }
}
