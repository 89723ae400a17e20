/* SPDX-License-Identifier: MIT */
/*
 * forks.c - forks, and forks.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <unistd.h>

struct gen *fibonacci(void)
{
	for (;;)
		if (fork() < 0)
			break;
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
