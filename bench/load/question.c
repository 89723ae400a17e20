/* SPDX-License-Identifier: MIT */
/*
 * load - what is the sum of LOADED numbers, loaded in batches of n?
 *
 * Nothing is cheaper to load than a number, so this is what a loader itself
 * costs, and where its workers are a loss: handing over a batch takes longer
 * than loading it, unless it is large.  The baseline is a loop for this alone.
 */
#include "../numbers.h"

#include "../load.h"

static const long sizes[] = { 16, 64, 256, 1024, 4096, 16384, 0 };
static const long quick[] = { 64, 256, 4096, 0 };

static uint64_t sum(long n)
{
	(void)n;
	return squares_sum(LOADED);
}

static uint64_t items(long n)
{
	(void)n;
	return LOADED;
}

QUESTION = {
	.name = "load",
	.asks = "the sum of 100 000 numbers, loaded in batches of n",
	.unit = "number",
	.of = "numbers in a batch",
	.sizes = sizes,
	.quick = quick,
	.baseline = "loop",
	.duel = 256,
	.clock = true,
	.expect = sum,
	.items = items,
};
