#include "shared_scan.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,avx2,fma")))
#define INLINE static inline __attribute__((always_inline))

/// Queries whose sums stay in registers together.
#define TOGETHER 4
/// How far ahead codes are fetched, in bytes.
#define AHEAD 4096

/// A row that is not there.
static const uint8_t nothing[64] __attribute__((aligned(64)));

/// Lines of a step: the first block's, then the second's.
typedef struct {
  const uint8_t *first;
  const uint8_t *second;
} step_lines;

/// Puts sixteen bytes of rows r, r + 4, r + 8 and r + 12 side by side.
TARGET INLINE __m512i gather(const uint8_t *const rows[16], size_t row, size_t byte) {
  __m512i lanes = _mm512_castsi128_si512(_mm_loadu_si128((const __m128i *)(rows[row] + byte)));
  lanes = _mm512_mask_broadcast_i32x4(lanes, 0x00F0, _mm_loadu_si128((const __m128i *)(rows[row + 4] + byte)));
  lanes = _mm512_mask_broadcast_i32x4(lanes, 0x0F00, _mm_loadu_si128((const __m128i *)(rows[row + 8] + byte)));
  return _mm512_mask_broadcast_i32x4(lanes, 0xF000, _mm_loadu_si128((const __m128i *)(rows[row + 12] + byte)));
}

/// Turns `bytes` bytes, a multiple of 16, of sixteen rows into lines of a block.
TARGET INLINE void turn(const uint8_t *const rows[16], size_t bytes, uint8_t *lines) {
  for (size_t byte = 0; byte < bytes; byte += 16) {
    __m512i a = gather(rows, 0, byte), b = gather(rows, 1, byte), c = gather(rows, 2, byte),
            d = gather(rows, 3, byte);
    __m512i ab = _mm512_unpacklo_epi32(a, b), AB = _mm512_unpackhi_epi32(a, b);
    __m512i cd = _mm512_unpacklo_epi32(c, d), CD = _mm512_unpackhi_epi32(c, d);
    uint8_t *line = lines + byte * 16;
    _mm512_store_si512(line, _mm512_unpacklo_epi64(ab, cd));
    _mm512_store_si512(line + 64, _mm512_unpackhi_epi64(ab, cd));
    _mm512_store_si512(line + 128, _mm512_unpacklo_epi64(AB, CD));
    _mm512_store_si512(line + 192, _mm512_unpackhi_epi64(AB, CD));
  }
}

TARGET INLINE __m512i every(const int8_t *bytes) {
  int32_t word;
  __builtin_memcpy(&word, bytes, 4);
  return _mm512_set1_epi32(word);
}

TARGET INLINE __m512i low_half(__m512i codes) { return _mm512_and_si512(codes, _mm512_set1_epi8(15)); }

TARGET INLINE __m512i high_half(__m512i codes) { return low_half(_mm512_srli_epi16(codes, 4)); }

/// Adds `lines` lines' products with one query, from its byte `start` on, to a sum of sixteen rows.
TARGET INLINE __m512i add_products_of_one(
  const uint8_t *block, size_t lines, size_t start, const jm_nibble_query *query, __m512i sum) {
  // Four sums that do not wait for each other; the lines in their order, which is what is fetched ahead best.
  __m512i second = _mm512_setzero_si512(), third = second, fourth = second;
  for (size_t line = 0; line < lines; line += 2) {
    const int8_t *low = query->low + start + 4 * line, *high = query->high + start + 4 * line;
    __m512i even = _mm512_load_si512(block + 64 * line), odd = _mm512_load_si512(block + 64 * line + 64);
    sum = _mm512_dpbusd_epi32(sum, low_half(even), every(low));
    second = _mm512_dpbusd_epi32(second, high_half(even), every(high));
    third = _mm512_dpbusd_epi32(third, low_half(odd), every(low + 4));
    fourth = _mm512_dpbusd_epi32(fourth, high_half(odd), every(high + 4));
  }
  return _mm512_add_epi32(_mm512_add_epi32(sum, second), _mm512_add_epi32(third, fourth));
}

/// Adds `lines` lines' products with `number` queries, from byte `start` of each on, to their sums of 32 rows.
TARGET INLINE void add_products(
  step_lines step, size_t lines, size_t start, const jm_nibble_query *const queries[TOGETHER], const size_t number,
  __m512i sums[TOGETHER][2]) {
  if (number == 1) {
    sums[0][0] = add_products_of_one(step.first, lines, start, queries[0], sums[0][0]);
    sums[0][1] = add_products_of_one(step.second, lines, start, queries[0], sums[0][1]);
    return;
  }
  for (size_t line = 0; line < lines; line++) {
    __m512i first = _mm512_load_si512(step.first + 64 * line), second = _mm512_load_si512(step.second + 64 * line);
    __m512i first_low = low_half(first), first_high = high_half(first);
    __m512i second_low = low_half(second), second_high = high_half(second);
    for (size_t i = 0; i < number; i++) {
      __m512i low = every(queries[i]->low + start + 4 * line), high = every(queries[i]->high + start + 4 * line);
      sums[i][0] = _mm512_dpbusd_epi32(sums[i][0], first_low, low);
      sums[i][1] = _mm512_dpbusd_epi32(sums[i][1], second_low, low);
      sums[i][0] = _mm512_dpbusd_epi32(sums[i][0], first_high, high);
      sums[i][1] = _mm512_dpbusd_epi32(sums[i][1], second_high, high);
    }
  }
}

/// Scalars of sixteen rows, the same for every query.
typedef struct {
  __m512i rows;
  __m512 scale;
  __m512 error;
} row_scalars;

/// Bounds of sixteen rows; the arithmetic is that of jm_shared_keep.
typedef struct {
  __m512 estimate;
  __m512 error;
  uint32_t reach;
} row_bounds;

TARGET INLINE row_bounds bounds(
  const jm_nibble_query *query, float threshold, __m512i sums, const row_scalars *scalars, uint32_t wanted) {
  row_bounds found;
  __m512 product = _mm512_fmadd_ps(
    _mm512_set1_ps(query->factor), _mm512_cvtepi32_ps(sums), _mm512_set1_ps(query->offset));
  found.estimate = _mm512_mul_ps(scalars->scale, product);
  found.error = _mm512_fmadd_ps(_mm512_set1_ps(query->norm), scalars->error, _mm512_set1_ps(query->slack));
  found.reach = _mm512_mask_cmp_ps_mask(
    (__mmask16)wanted, _mm512_add_ps(found.estimate, found.error), _mm512_set1_ps(threshold), _CMP_GE_OQ);
  return found;
}

TARGET INLINE size_t store(const jm_survivors *out, size_t kept, const row_bounds *found, __m512i rows) {
  __mmask16 reach = (__mmask16)found->reach;
  _mm512_storeu_si512(out->rows + kept, _mm512_maskz_compress_epi32(reach, rows));
  _mm512_storeu_ps(out->estimates + kept, _mm512_maskz_compress_ps(reach, found->estimate));
  _mm512_storeu_ps(out->errors + kept, _mm512_maskz_compress_ps(reach, found->error));
  return kept + (size_t)__builtin_popcount(found->reach);
}

/// Keeps those of a step's rows that are wanted and reach the threshold.
TARGET INLINE void keep(
  jm_nibble_question *question, const __m512i sums[2], const row_scalars scalars[2], uint32_t wanted) {
  const jm_nibble_query *query = question->query;
  row_bounds first = bounds(query, question->threshold, sums[0], &scalars[0], wanted & 0xFFFF);
  row_bounds second = bounds(query, question->threshold, sums[1], &scalars[1], wanted >> 16);
  // One question for both: of sixteen rows one stays about every second time, which no processor foresees.
  if ((first.reach | second.reach) == 0) return;
  size_t kept = store(&question->out, question->kept, &first, scalars[0].rows);
  question->kept = second.reach == 0 ? kept : store(&question->out, kept, &second, scalars[1].rows);
}

/// A step of rows, for the queries that want some of them.
typedef struct {
  size_t row;
  uint32_t present;
  const uint32_t *scalars;
  size_t active;
  jm_nibble_question *questions[JM_SHARED_QUERIES];
  uint32_t wanted[JM_SHARED_QUERIES];
} step_rows;

/// A tile of a step for `number` questions from `first` on; sums go from tile to tile through `sums`.
TARGET INLINE void work(
  const step_rows *rows, step_lines step, size_t lines, size_t start, bool begins, bool ends, size_t first,
  const size_t number, const row_scalars scalars[2], int32_t (*kept_sums)[JM_STEP]) {
  const jm_nibble_query *queries[TOGETHER];
  __m512i sums[TOGETHER][2];
  for (size_t i = 0; i < number; i++) {
    queries[i] = rows->questions[first + i]->query;
    sums[i][0] = begins ? _mm512_setzero_si512() : _mm512_load_si512(kept_sums[first + i]);
    sums[i][1] = begins ? _mm512_setzero_si512() : _mm512_load_si512(kept_sums[first + i] + 16);
  }
  add_products(step, lines, start, queries, number, sums);
  if (!ends) {
    for (size_t i = 0; i < number; i++) {
      _mm512_store_si512(kept_sums[first + i], sums[i][0]);
      _mm512_store_si512(kept_sums[first + i] + 16, sums[i][1]);
    }
    return;
  }
  for (size_t i = 0; i < number; i++) keep(rows->questions[first + i], sums[i], scalars, rows->wanted[first + i]);
}

/// What a step's rows have in common for every query.
TARGET INLINE void read_scalars(const step_rows *rows, row_scalars scalars[2]) {
  const __m512i lanes = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  for (size_t half = 0; half < 2; half++) {
    __m512i words = _mm512_maskz_loadu_epi32((__mmask16)(rows->present >> 16 * half), rows->scalars + 16 * half);
    scalars[half].rows = _mm512_add_epi32(_mm512_set1_epi32((int)(rows->row + 16 * half)), lanes);
    scalars[half].scale = _mm512_castsi512_ps(_mm512_slli_epi32(words, 16));
    scalars[half].error = _mm512_castsi512_ps(_mm512_and_si512(words, _mm512_set1_epi32((int)0xFFFF0000u)));
  }
}

/// Fetches the codes that follow these a step later, while these are worked on.
TARGET INLINE void fetch_ahead(const uint8_t *codes, size_t bytes) {
  for (size_t byte = 0; byte < bytes; byte += 64) _mm_prefetch((const char *)codes + byte + AHEAD, _MM_HINT_T0);
}

/// Scans for at most JM_SHARED_QUERIES queries.
TARGET INLINE void scan(
  const uint8_t *plane, const bool in_blocks, const size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count) {
  const size_t end = first_row + row_count, tile_bytes = 4 * JM_TILE_LINES;
  int32_t sums[JM_SHARED_QUERIES][JM_STEP] __attribute__((aligned(64)));
  uint8_t turned[JM_STEP * 4 * JM_TILE_LINES] __attribute__((aligned(64)));
  for (size_t row = first_row; row < end; row += JM_STEP) {
    step_rows rows = {row, jm_shared_present(end - row), scalars + row, 0, {0}, {0}};
    for (size_t i = 0; i < count; i++) {
      uint32_t wanted = jm_shared_wanted(&questions[i], row, rows.present);
      rows.questions[rows.active] = &questions[i];
      rows.wanted[rows.active] = wanted;
      rows.active += wanted != 0;
    }
    if (rows.active == 0) continue;
    row_scalars both[2];
    read_scalars(&rows, both);
    for (size_t start = 0; start < row_bytes; start += tile_bytes) {
      size_t bytes = row_bytes - start < tile_bytes ? row_bytes - start : tile_bytes;
      step_lines step;
      if (in_blocks) {
        step.first = plane + row * row_bytes + 16 * start;
        // A step of one block reads it twice.
        step.second = end - row > 16 ? step.first + 16 * row_bytes : step.first;
        if (count > 1) fetch_ahead(step.first, 32 * bytes);
      } else {
        const uint8_t *starts[JM_STEP];
        for (size_t i = 0; i < JM_STEP; i++) {
          const uint8_t *code = plane + (row + i) * row_bytes + start;
          starts[i] = row + i < end ? code : nothing;
          _mm_prefetch((const char *)code + AHEAD, _MM_HINT_T0);
        }
        turn(starts, bytes, turned);
        turn(starts + 16, bytes, turned + 16 * bytes);
        step = (step_lines){turned, turned + 16 * bytes};
      }
      bool begins = start == 0, ends = start + bytes == row_bytes;
      size_t first = 0;
      for (; first + 4 <= rows.active; first += 4)
        work(&rows, step, bytes / 4, start, begins, ends, first, 4, both, sums);
      switch (rows.active - first) {
      case 3: work(&rows, step, bytes / 4, start, begins, ends, first, 3, both, sums); break;
      case 2: work(&rows, step, bytes / 4, start, begins, ends, first, 2, both, sums); break;
      case 1: work(&rows, step, bytes / 4, start, begins, ends, first, 1, both, sums); break;
      default: break;
      }
    }
  }
}

TARGET void jm_shared_scan_avx512(
  const uint8_t *plane, jm_layout layout, size_t row_bytes, const uint32_t *scalars, size_t first_row,
  size_t row_count, jm_nibble_question *questions, size_t count) {
  for (size_t i = 0; i < count; i++) questions[i].kept = 0;
  for (size_t first = 0; first < count; first += JM_SHARED_QUERIES) {
    size_t number = count - first < JM_SHARED_QUERIES ? count - first : JM_SHARED_QUERIES;
    jm_nibble_question *some = questions + first;
    if (layout == JM_LAYOUT_BLOCKS && row_bytes == 64)
      scan(plane, true, 64, scalars, first_row, row_count, some, number);
    else if (layout == JM_LAYOUT_BLOCKS)
      scan(plane, true, row_bytes, scalars, first_row, row_count, some, number);
    else if (row_bytes == 64)
      scan(plane, false, 64, scalars, first_row, row_count, some, number);
    else
      scan(plane, false, row_bytes, scalars, first_row, row_count, some, number);
  }
}

#endif
