/* SPDX-License-Identifier: MIT */
/*
 * close - the first of 64 samples that take n steps to load, and no other.
 *
 * Who breaks off waits for what workers are at, and for nothing else: a sample
 * is loaded, and another one may have been begun.
 */
#include "../work.h"

static const long sizes[] = { 1L << 12, 1L << 16, 0 };
/* What it needs are pairs, and those come from duels. */
static const long quick[] = { 0 };

static uint64_t first(long n)
{
	work_steps = n;
	return work(0);
}

static uint64_t items(long n)
{
	(void)n;
	return 1;
}

QUESTION = {
	.name = "close",
	.asks = "the first of 64 samples that take n steps to load, and no "
		"other",
	.unit = "loader",
	.of = "steps",
	.sizes = sizes,
	.quick = quick,
	.baseline = "two",
	.duel = 1L << 16,
	.clock = true,
	.expect = first,
	.items = items,
};
