/* SPDX-License-Identifier: MIT */
/*
 * first - which of TOTAL squares is the first that is at least the n-th?
 *
 * What laziness is for: only n of them have to be looked at.  They rise, so
 * the answer is the n-th itself.
 */
#include "../numbers.h"

static const long sizes[] = { 1, 10, 100, 1000, 10000, 100000, 0 };

static uint64_t nth(long n)
{
	return bench_square(n - 1);
}

static uint64_t items(long n)
{
	return (uint64_t)n;
}

QUESTION = {
	.name = "first",
	.asks = "the first of 100 000 squares that is at least the n-th",
	.unit = "square",
	.of = "squares looked at",
	.sizes = sizes,
	.baseline = "eager",
	.duel = 100,
	.expect = nth,
	.items = items,
};
