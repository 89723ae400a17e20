/* SPDX-License-Identifier: MIT */
/*
 * batched_sum.c - many squares for each resumption.
 *
 * Prediction:
 */
#include "batched_sum.h"

struct gen *batched_squares(long n, size_t size)
{
	/* TODO: a body that fills a buffer of size numbers, and lends it as a
	 * struct batch; again, until n squares are made. */
	(void)n;
	(void)size;
	return NULL;
}

int sum_batches(struct iter *batches, long long *sum)
{
	/* TODO: a loop over the batches, and in it one over the numbers. */
	(void)batches;
	(void)sum;
	return 0;
}
