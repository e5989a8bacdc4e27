#include "CVectorKernels.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

void jm_prefer_large_pages(void *start, size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  // A wish only: where the system has none left, or knows none, memory stays as it is.
  (void)madvise(start, bytes, MADV_HUGEPAGE);
#else
  (void)start;
  (void)bytes;
#endif
}
