/* SPDX-License-Identifier: MIT */
/*
 * endless_loop.c - never comes back.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

static volatile int forever = 1;

struct gen *fibonacci(void)
{
	while (forever)
		;
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
