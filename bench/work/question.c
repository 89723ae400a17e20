/* SPDX-License-Identifier: MIT */
/*
 * work - 64 samples that take n steps to load, and nothing to use.
 *
 * The consumer only waits.  Do two workers take half as long as one?
 */
#include "../work.h"

static const long sizes[] = { 1L << 12, 1L << 14, 1L << 16, 0 };
/* What it needs are pairs, and those come from duels. */
static const long quick[] = { 0 };

static uint64_t sum(long n)
{
	uint64_t sum = 0;

	work_steps = n;
	for (uint64_t i = 0; i < WORK_SAMPLES; i++)
		sum += work(i);
	return sum;
}

static uint64_t items(long n)
{
	(void)n;
	return WORK_SAMPLES;
}

QUESTION = {
	.name = "work",
	.asks = "64 samples that take n steps to load, and none to use",
	.unit = "sample",
	.of = "steps",
	.sizes = sizes,
	.quick = quick,
	.baseline = "worker",
	.duel = 1L << 16,
	.clock = true,
	.expect = sum,
	.items = items,
};
