#ifndef CROWSETKERNELS_H
#define CROWSETKERNELS_H

#include "CVectorKernels.h"

/// Sets of rows as bits and as rising lists: the loops that decide which rows a query's conditions leave.
///
/// A word holds 64 rows, the lowest bit of the lowest word first. All results are whole numbers: all levels give the same.

/// What a union does to the words it meets.
typedef enum {
  /// Takes their place.
  JM_JOIN_SET = 0,
  /// Adds itself.
  JM_JOIN_OR = 1,
  /// Keeps what is in both.
  JM_JOIN_AND = 2,
  /// Removes itself.
  JM_JOIN_AND_NOT = 3,
} jm_join;

/// Joins the words [first, first + count) of some bitmaps and applies their union to target[0 ..< count].
///
/// All bitmaps are read once and nothing is stored between them; none at all are the empty set.
/// O(source_count * count).
void jm_rows_join(
  uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t count, jm_join join);
void jm_rows_join_at(
  jm_level level, uint64_t *target, const uint64_t *const *sources, size_t source_count, size_t first, size_t count,
  jm_join join);

/// Sets the bits of listed rows, rising and from first_row on, until one reaches end_row; returns how many it took.
///
/// Bit 0 of words[0] is first_row. O(rows taken).
size_t jm_rows_insert(uint64_t *words, uint32_t first_row, uint32_t end_row, const uint32_t *rows, size_t count);

/// Clears them in the same way.
size_t jm_rows_remove(uint64_t *words, uint32_t first_row, uint32_t end_row, const uint32_t *rows, size_t count);

/// Lists the rows of `count` words, rising, of which bit 0 is first_row; returns how many there are.
///
/// `rows` has room for JM_LIST_MARGIN more than there are. O(count + rows).
size_t jm_rows_list(const uint64_t *words, size_t count, uint32_t first_row, uint32_t *rows);
size_t jm_rows_list_at(jm_level level, const uint64_t *words, size_t count, uint32_t first_row, uint32_t *rows);

/// What jm_rows_list may write behind its last row.
#define JM_LIST_MARGIN 64

/// Keeps those of listed rows that are in any of some bitmaps, or with `inverted` in none; returns how many.
///
/// Their order stays; `kept` may be the list and has room for all of it. O(count * source_count).
size_t jm_rows_filter(
  const uint32_t *rows, size_t count, const uint64_t *const *sources, size_t source_count, bool inverted,
  uint32_t *kept);

/// Sets in `words` a bit for each number from `lower` to `upper`, ends included, and clears the others; a NaN lies nowhere.
///
/// `words` has room for (count + 63) / 64; bits behind the last number are zero. O(count).
void jm_rows_in_range(const double *values, size_t count, double lower, double upper, uint64_t *words);
void jm_rows_in_range_at(
  jm_level level, const double *values, size_t count, double lower, double upper, uint64_t *words);

/// How many of listed rows are in a bitmap; every row lies in it. O(count).
size_t jm_rows_members(const uint32_t *rows, size_t count, const uint64_t *words);

/// Counts the elements of listed rows: row r's are elements[offsets[r] ..< offsets[r + 1]], and each adds 1 to counts[element].
///
/// An element that is `limit` or more is left out. O(count + elements).
void jm_rows_tally(
  const uint32_t *rows, size_t count, const int64_t *offsets, const uint32_t *elements, uint32_t *counts, uint32_t limit);

#endif
