/* SPDX-License-Identifier: MIT */
/*
 * generator/consume.h - what stands at the end of a pipeline: functions that
 * ask for items and make one value of them.
 *
 *	GEN_AUTO struct iter *p = iter_lines("access.log");
 *	size_t lines = iter_count(p);
 *
 *	if (iter_error(p))
 *		errx(1, "%s", (const char *)iter_detail(p));
 *
 * Rules of all of them:
 *
 *  - The iterator stays the caller's: it is neither closed nor freed, and what
 *    was not asked for is still there.
 *  - They stop as soon as the answer is known.  The item that decides it is the
 *    last one they ask for.
 *  - An error of the iterator looks like its end.  Ask iter_error() whether the
 *    answer is about all items, or about those that came before an error.
 *  - test() and the like must not be NULL unless it is said that they may.
 */
#ifndef GENERATOR_CONSUME_H
#define GENERATOR_CONSUME_H

#include <generator/iter.h>

#ifdef __cplusplus
extern "C" {
#endif

/* iter_count - how many items there are. */
size_t iter_count(struct iter *it);

/*
 * iter_sum - the sum of what value() says of each item.
 *
 * Whole numbers, such as bytes, are exact up to 2 to the power of 53.
 */
double iter_sum(struct iter *it, double (*value)(const void *item, void *ctx),
		void *ctx);

/*
 * iter_first - the first item that test() accepts; NULL if there is none.
 *
 *   test   NULL: any item will do
 *
 * Lifetime   the item is the iterator's: valid until it is asked for another.
 */
const void *iter_first(struct iter *it,
		       bool (*test)(const void *item, void *ctx), void *ctx);

/*
 * iter_any, iter_all - does test() accept an item?  Does it accept all?
 *
 * Returns    of no items, false and true.  An iter_all() of true may have seen
 *            an error in place of the end.
 */
bool iter_any(struct iter *it, bool (*test)(const void *item, void *ctx),
	      void *ctx);
bool iter_all(struct iter *it, bool (*test)(const void *item, void *ctx),
	      void *ctx);

/*
 * iter_min, iter_max - copy the least, or the greatest, item.
 *
 *   compare   as for qsort(3).  Of equal items the first one counts.
 *   result    size bytes of it become that item; untouched if there is none.
 *             What an item points to is not copied.
 *
 * Returns    whether there was an item.
 */
bool iter_min(struct iter *it, int (*compare)(const void *a, const void *b),
	      void *result, size_t size);
bool iter_max(struct iter *it, int (*compare)(const void *a, const void *b),
	      void *result, size_t size);

#ifdef __cplusplus
}
#endif
#endif
