/* SPDX-License-Identifier: MIT */
/* batched_sum.h - what you write in batched_sum.c. */
#ifndef BATCHED_SUM_H
#define BATCHED_SUM_H

#include <generator.h>
#include <generator/pipeline.h> /* struct batch */

/*
 * batched_squares - the squares of 0, 1, 2 ... n - 1, size of them at a time.
 *
 * An item is a struct batch of long long.  The last batch has what is left; none
 * is empty, so that of no numbers (n is 0 or less) there is no batch.  All
 * batches use the same buffer, the only memory that it takes: one that is kept
 * must be copied.
 *
 * Errors     EINVAL if size is 0, ENOMEM if there is none for a batch: it then
 *            ends without an item.  NULL if it cannot be made at all.
 */
struct gen *batched_squares(long n, size_t size);

/*
 * sum_batches - the sum of all numbers in all batches.
 *
 *   batches   an iterator over struct batch of long long; borrowed.  Those that
 *             others make may be empty.
 *   sum       becomes the sum; is left alone if there is an error
 *
 * Returns    0, or the error with which the batches ended.
 */
int sum_batches(struct iter *batches, long long *sum);

#endif
