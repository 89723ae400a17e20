/* SPDX-License-Identifier: MIT */
/* Half of the work: that of the first load, and of all uses.  What the loads
 * give is known beforehand. */
#include "../work.h"

static uint64_t loaded[WORK_SAMPLES];

static void prepare(long n)
{
	work_steps = n;
	for (uint64_t i = 0; i < WORK_SAMPLES; i++)
		loaded[i] = work(i);
}

static uint64_t ideal(long n)
{
	uint64_t sum = 0;

	work_steps = n;
	bench_seen(work(0));
	for (int i = 0; i < WORK_SAMPLES; i++)
		sum += work(loaded[i]);
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
