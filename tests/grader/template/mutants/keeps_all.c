/* SPDX-License-Identifier: MIT */
/*
 * keeps_all.c - a list of all items before the first.
 *
 * Must fail: peak; then: slope faults
 *
 * Prediction: the answer, and why.
 */
#include "@NAME@.h"

#include <stdlib.h>

struct numbers {
	long count;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;

	long *all = calloc((size_t)my->count + 1, sizeof *all);

	for (long n = 0; all && n < my->count; n++)
		all[n] = n;
	for (long n = 0; all && n < my->count; n++)
		if (!gen_yield(self, &all[n]))
			break;
	free(all);
	return NULL;
}

struct gen *@NAME@(long count)
{
	return gen_call(numbers, .count = count);
}
