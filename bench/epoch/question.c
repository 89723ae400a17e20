/* SPDX-License-Identifier: MIT */
/*
 * epoch - what is the sum of the tutorial's 100 numbers, in batches of n?
 *
 * Loading is nothing here, and a loader's whole life is short: to make it, its
 * first batch, and its end are what is seen.
 */
#include "../numbers.h"

#include "../load.h"

static const long sizes[] = { 10, 50, 0 };
static const long quick[] = { 10, 0 };

static uint64_t sum(long n)
{
	(void)n;
	return squares_sum(LOADED_EPOCH);
}

static uint64_t items(long n)
{
	(void)n;
	return LOADED_EPOCH;
}

QUESTION = {
	.name = "epoch",
	.asks = "the sum of 100 numbers, loaded in batches of n",
	.unit = "number",
	.of = "numbers in a batch",
	.sizes = sizes,
	.quick = quick,
	.baseline = "loader",
	.duel = 10,
	.clock = true,
	.expect = sum,
	.items = items,
};
