/* SPDX-License-Identifier: MIT */
/*
 * live - n generators are alive at once: resume each of them once, in turn.
 *
 * The i-th yields the square of i, for ever.  Who was resumed last is the last
 * to be resumed again, so that with many of them their state, their stacks
 * above all, is no longer in a cache.
 */
#include "../numbers.h"

static const long sizes[] = {
	1, 10, 100, 1000, 10000, 30000, 100000, 1000000, 0
};
/* And 1000, in duels. */
static const long quick[] = { 1, 100, 10000, 0 };

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "live",
	.asks = "one square from each of n generators in turn",
	.unit = "generator",
	.of = "generators",
	.sizes = sizes,
	.quick = quick,
	.baseline = "iterator",
	.duel = 1000,
	.expect = squares_sum,
	.items = items,
};
