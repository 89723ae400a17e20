/* SPDX-License-Identifier: MIT */
/*
 * depth - STAGED squares pass through n stages that add 1 each; what is their
 * sum?
 *
 * How much does one more stage cost?
 */
#include "../numbers.h"

static const long sizes[] = { 1, 2, 3, 4, 6, 8, 12, MOST_STAGES, 0 };
static const long quick[] = { 1, 2, 4, 8, MOST_STAGES, 0 };

static uint64_t sum(long n)
{
	return squares_sum(STAGED) + STAGED * (uint64_t)n;
}

static uint64_t items(long n)
{
	(void)n;
	return STAGED;
}

QUESTION = {
	.name = "depth",
	.asks = "the sum of 10 000 squares behind n stages",
	.unit = "square",
	.of = "stages",
	.sizes = sizes,
	.quick = quick,
	.baseline = "eager",
	.duel = 4,
	.expect = sum,
	.items = items,
};
