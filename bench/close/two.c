/* SPDX-License-Identifier: MIT */
/* By hand: the sample that is wanted, and one that was begun. */
#include "../work.h"

static uint64_t two(long n)
{
	uint64_t first;

	work_steps = n;
	first = work(0);
	bench_seen(work(1));
	return first;
}

BENCH = {
	.question = "close",
	.name = "two",
	.role = "floor",
	.label = "two by hand",
	.run = two,
};
