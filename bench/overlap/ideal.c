/* SPDX-License-Identifier: MIT */
/* Half of the work: that of the first load, and of all uses.  What the loads
 * give is known beforehand. */
#include "overlap.h"

static uint64_t loaded[BATCHES];

static void prepare(long n)
{
	overlap_steps = n;
	for (uint64_t i = 0; i < BATCHES; i++)
		loaded[i] = overlap_work(i);
}

static uint64_t ideal(long n)
{
	uint64_t sum = 0;

	overlap_steps = n;
	bench_seen(overlap_work(0));
	for (int i = 0; i < BATCHES; i++)
		sum += overlap_work(loaded[i]);
	return sum;
}

BENCH = {
	.question = "overlap",
	.name = "ideal",
	.role = "floor",
	.label = "uses alone",
	.prepare = prepare,
	.run = ideal,
};
