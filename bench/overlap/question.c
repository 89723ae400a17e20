/* SPDX-License-Identifier: MIT */
/*
 * overlap - 64 batches of one sample, which takes n steps to load, and n to use.
 *
 * When does a worker pay?  It can save half of the time, and it takes some to
 * start it and to hand batches over.
 */
#include "../work.h"

static const long sizes[] = { 1L << 6,  1L << 8,  1L << 10, 1L << 12,
			      1L << 14, 1L << 16, 1L << 18, 0 };
static const long quick[] = { 1L << 8, 1L << 12, 1L << 16, 0 };

static uint64_t sum(long n)
{
	uint64_t sum = 0;

	work_steps = n;
	for (uint64_t i = 0; i < WORK_SAMPLES; i++)
		sum += work(work(i));
	return sum;
}

static uint64_t items(long n)
{
	(void)n;
	return WORK_SAMPLES;
}

QUESTION = {
	.name = "overlap",
	.asks = "64 samples that take n steps to load, and n to use",
	.unit = "sample",
	.of = "steps",
	.sizes = sizes,
	.quick = quick,
	.baseline = "ideal",
	.duel = 1L << 16,
	.clock = true,
	.expect = sum,
	.items = items,
};
