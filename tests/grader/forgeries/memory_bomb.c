/* SPDX-License-Identifier: MIT */
/*
 * memory_bomb.c - takes all memory there is.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <stdlib.h>
#include <string.h>

struct gen *fibonacci(void)
{
	for (;;) {
		char *block = malloc(1 << 20);

		if (block)
			memset(block, 1, 1 << 20);
	}
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
