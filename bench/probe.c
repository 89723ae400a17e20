/* SPDX-License-Identifier: MIT */
/*
 * probe.c - is this machine busy?  A fifth of a second of canaries.
 *
 *	probe
 *
 * Prints, with tabs between: the slowest canary in times of the fastest, how
 * often the kernel took the CPU away per millisecond, and seconds on the clock
 * per second of CPU time.
 */
#include "bench.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int main(void)
{
	double wall = seconds(CLOCK_MONOTONIC), fast = 1e9, slow = 0;
	struct rusage used;

	do {
		double canary = bench_canary();

		fast = canary < fast ? canary : fast;
		slow = canary > slow ? canary : slow;
	} while (seconds(CLOCK_MONOTONIC) - wall < 0.2);
	wall = seconds(CLOCK_MONOTONIC) - wall;
	getrusage(RUSAGE_SELF, &used);
	printf("%.2f\t%.2f\t%.2f\n", slow / fast,
	       (double)used.ru_nivcsw / wall / 1000,
	       wall / seconds(CLOCK_PROCESS_CPUTIME_ID));
	return 0;
}
