/* SPDX-License-Identifier: MIT */
/*
 * sleeps.c - waits for the judge to lose its patience.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <time.h>

struct gen *fibonacci(void)
{
	struct timespec long_time = { .tv_sec = 1000 };

	nanosleep(&long_time, NULL);
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
