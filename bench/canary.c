/* SPDX-License-Identifier: MIT */
/*
 * canary.c - is somebody else on this core?
 *
 * A loop that keeps every execution port busy, because that is what a neighbour
 * on the same core takes away; the best of three, because an interrupt is not
 * a neighbour.  It begins at a cache line in every program: else it would take
 * another time in each, and say nothing.
 */
#include "bench.h"

#include <time.h>

static double cpu_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

__attribute__((aligned(64))) double bench_canary(void)
{
	enum { STEPS = 20000 };
	double best = 0;

	for (int trial = 0; trial < 3; trial++) {
		double start = cpu_ns(), took;
		uint64_t sum = 0;

		for (long i = 0; i < STEPS; i++)
			sum = bench_seen(sum + bench_square(i));
		took = (cpu_ns() - start) / STEPS;
		if (trial == 0 || took < best)
			best = took;
	}
	return best;
}
