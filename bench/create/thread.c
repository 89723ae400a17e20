/* SPDX-License-Identifier: MIT */
/* A thread for each, which is told to stop and joined. */
#include "../numbers.h"
#include "create.h"

#include <limits.h>

static uint64_t take(long start)
{
	struct thread_squares squares;
	uint64_t sum = 0;

	thread_squares_start(&squares, start, LONG_MAX);
	for (int k = 0; k < TAKEN; k++)
		sum = bench_seen(sum + *thread_squares_next(&squares));
	thread_squares_stop(&squares);
	return sum;
}

static uint64_t thread(long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + take(i));
	return sum;
}

BENCH = {
	.question = "create",
	.name = "thread",
	.role = "thread",
	.label = "a thread for each",
	.run = thread,
	.most = 100,
};
