#include <string.h>

#include "CQuantizedKernels.h"

/// Whole numbers in the order of the floats.
static inline uint32_t ordered(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits & 0x80000000u ? ~bits : bits | 0x80000000u;
}

static inline float restored(uint32_t key) {
  uint32_t bits = key & 0x80000000u ? key & 0x7FFFFFFFu : ~key;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

/// Bins of a histogram.
#define BINS 2048

/// Keys among which the one looked for is, and which of them it is, 1 for the greatest.
typedef struct {
  uint32_t least;
  uint32_t greatest;
  size_t rank;
} key_range;

static key_range whole(const float *values, size_t count, size_t rank) {
  key_range range = {UINT32_MAX, 0, rank};
  for (size_t index = 0; index < count; index++) {
    uint32_t key = ordered(values[index]);
    range.least = key < range.least ? key : range.least;
    range.greatest = key > range.greatest ? key : range.greatest;
  }
  return range;
}

/// Narrows a range down to one bin of its histogram.
///
/// Bins are as wide as spreads the keys of the range over all of them: values of nearly one size, as the best ones are, would
/// else fall into a few bins, each waiting for the one before to be counted.
static key_range narrowed(const float *values, size_t count, key_range range) {
  uint32_t width = range.greatest - range.least, shift = 0;
  while (width >> shift >= BINS) shift++;
  uint32_t histogram[BINS] = {0};
  for (size_t index = 0; index < count; index++) {
    uint32_t place = ordered(values[index]) - range.least;
    if (place <= width) histogram[place >> shift]++;
  }
  uint32_t bin = width >> shift;
  while (histogram[bin] < range.rank) range.rank -= histogram[bin--];
  range.least += bin << shift;
  // No key but a NaN's comes near the greatest whole number, so that this stays below it.
  uint32_t last = range.least + ((1u << shift) - 1);
  range.greatest = last < range.greatest ? last : range.greatest;
  return range;
}

float jm_select_greatest(const float *values, size_t count, size_t rank) {
  key_range range = whole(values, count, rank);
  while (range.least < range.greatest) range = narrowed(values, count, range);
  return restored(range.least);
}

float jm_select_about(const float *values, size_t count, size_t rank) {
  key_range range = whole(values, count, rank);
  if (range.least < range.greatest) range = narrowed(values, count, range);
  return restored(range.least);
}
