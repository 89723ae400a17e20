/* SPDX-License-Identifier: MIT */
/*
 * batch - what is the sum of BATCHED squares, handed over n at a time?
 *
 * A resumption costs the same for one item and for many; how many does it take
 * until it is no longer felt?  A batch of all of them is a list.
 */
#include "../numbers.h"

static const long sizes[] = { 1,     2,     4,     8,       16,   32,   64,
			      128,   256,   512,   1024,    2048, 4096, 8192,
			      16384, 32768, 65536, BATCHED, 0 };
static const long quick[] = { 1,    4,     16,    64,      256, 1024,
			      4096, 16384, 65536, BATCHED, 0 };

static uint64_t sum(long n)
{
	(void)n;
	return squares_sum(BATCHED);
}

static uint64_t items(long n)
{
	(void)n;
	return BATCHED;
}

QUESTION = {
	.name = "batch",
	.asks = "the sum of 200 000 squares, n at a time",
	.unit = "square",
	.of = "squares in a batch",
	.sizes = sizes,
	.quick = quick,
	.baseline = "eager",
	.duel = 64,
	.expect = sum,
	.items = items,
};
