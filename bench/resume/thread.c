/* SPDX-License-Identifier: MIT */
/* What a generator is without generators: a thread that stops after each item
 * until it is asked for the next.  Each item is two turns of the scheduler. */
#include "../numbers.h"

static uint64_t thread(long n)
{
	struct thread_squares squares;
	const uint64_t *square;
	uint64_t sum = 0;

	thread_squares_start(&squares, 0, n);
	while ((square = thread_squares_next(&squares)))
		sum = bench_seen(sum + *square);
	thread_squares_stop(&squares);
	return sum;
}

BENCH = {
	.question = "resume",
	.name = "thread",
	.role = "thread",
	.label = "a thread, in turns",
	.run = thread,
	.most = 1000,
};
