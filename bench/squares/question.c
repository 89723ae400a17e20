/* SPDX-License-Identifier: MIT */
/*
 * squares - what is the sum of the first n squares, 0 * 0 + 1 * 1 + ...?
 *
 * The tutorial's question, where the work per item is as small as it gets, so
 * that what is measured is the cost of handing items over.  Sums wrap around
 * at 2^64, for all contenders alike.  The sizes are dense around 4194304,
 * where a list of 8-byte items is 32 MiB: the most that glibc's malloc
 * recycles.
 */
#include "../numbers.h"

static const long sizes[] = { 10,      30,      100,      300,     1000,
			      3000,    10000,   30000,    100000,  300000,
			      1000000, 2000000, 3000000,  4000000, 4194304,
			      5000000, 7000000, 10000000, 0 };
/* Large n take most of a quick run's time: just those around the cliff. */
static const long quick[] = { 10,      100,     1000,    10000, 100000,
			      1000000, 4000000, 4194304, 0 };

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "squares",
	.asks = "the sum of n squares",
	.unit = "square",
	.of = "squares",
	.sizes = sizes,
	.quick = quick,
	.baseline = "eager",
	.duel = 10000,
	.expect = squares_sum,
	.items = items,
};
