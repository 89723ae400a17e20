/* SPDX-License-Identifier: MIT */
/*
 * @NAME@.c - the numbers below a count.
 *
 * Prediction: the answer, and why.
 */
#include "@NAME@.h"

struct numbers {
	long count;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;

	for (long number = 0; number < my->count; number++)
		if (!gen_yield(self, &number))
			return NULL;
	return NULL;
}

struct gen *@NAME@(long count)
{
	return gen_call(numbers, .count = count);
}
