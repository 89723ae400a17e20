/* SPDX-License-Identifier: MIT */
/*
 * start - how soon is the first batch there, of n numbers?
 *
 * What a loader does before it, and what it takes to stop after it, is the cost
 * of an epoch that has no samples.  It should not depend on n.
 */
#include "start.h"

static const long sizes[] = { 10000, 1000000, 0 };
static const long quick[] = { 1000000, 0 };

static uint64_t first(long n)
{
	(void)n;
	return FIRST;
}

static uint64_t items(long n)
{
	(void)n;
	return 1;
}

QUESTION = {
	.name = "start",
	.asks = "the first 64 of n numbers loaded, and nothing else",
	.unit = "batch",
	.of = "numbers to be loaded",
	.sizes = sizes,
	.quick = quick,
	.baseline = "loader",
	.duel = 1000000,
	.clock = true,
	.expect = first,
	.items = items,
};
