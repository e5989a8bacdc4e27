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

float jm_select_greatest(const float *values, size_t count, size_t rank) {
  static const int shifts[] = {21, 10, 0};
  static const uint32_t sizes[] = {2048, 2048, 1024};
  uint32_t prefix = 0, mask = 0;
  for (int digit = 0; digit < 3; digit++) {
    uint32_t histogram[2048] = {0};
    uint32_t digits = sizes[digit] - 1;
    for (size_t index = 0; index < count; index++) {
      uint32_t key = ordered(values[index]);
      // Counted without a branch: in the first round all take part, later few.
      histogram[key >> shifts[digit] & digits] += (key & mask) == prefix;
    }
    uint32_t bin = digits;
    while (histogram[bin] < rank) rank -= histogram[bin--];
    prefix |= bin << shifts[digit];
    mask |= digits << shifts[digit];
  }
  return restored(prefix);
}
