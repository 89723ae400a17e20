/* SPDX-License-Identifier: MIT */
/*
 * nest - NESTED squares come through n generators that yield from each other;
 * what is their sum?
 *
 * The generators are made beforehand, so that what is measured is the way of
 * an item alone.  The baseline has one of them, whatever n is: each ratio is
 * how many times as long the way is when it is longer.
 */
#include "../numbers.h"

#include "nest.h"

static const long sizes[] = { 1, 10, MOST_NESTED, 0 };

static uint64_t sum(long n)
{
	(void)n;
	return squares_sum(NESTED);
}

static uint64_t items(long n)
{
	(void)n;
	return NESTED;
}

QUESTION = {
	.name = "nest",
	.asks = "the sum of 1000 squares, yielded from n deep",
	.unit = "square",
	.of = "generators",
	.sizes = sizes,
	.baseline = "shallow",
	.duel = MOST_NESTED,
	.expect = sum,
	.items = items,
};
