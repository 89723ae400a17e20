/* SPDX-License-Identifier: MIT */
/*
 * resume - what is the sum of n squares, handed over one by one?
 *
 * What one resumption costs: ours, and those of the peers that a C or C++
 * programmer could take instead.  The baseline is our generator with a stack,
 * so that each ratio is how many times as long another one takes.
 */
#include "../numbers.h"

static const long sizes[] = { 1000, 10000, 0 };
static const long quick[] = { 1000, 0 }; /* and 10000, in duels */

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "resume",
	.asks = "n resumptions, a square from each, summed",
	.unit = "value",
	.of = "values",
	.sizes = sizes,
	.quick = quick,
	.baseline = "stackful",
	.duel = 10000,
	.expect = squares_sum,
	.items = items,
};
