/* SPDX-License-Identifier: MIT */
/* What a generator is without generators: a thread that stops after each item
 * until it is asked for the next.  Each item is two turns of the scheduler. */
#include "../numbers.h"

BENCH = {
	.question = "squares",
	.name = "thread",
	.role = "thread",
	.label = "a thread, in turns",
	.run = thread_squares_sum,
	.most = 1000,
};
