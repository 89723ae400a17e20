/* SPDX-License-Identifier: MIT */
/*
 * one_more.c - the count itself is an item, too.
 *
 * Must fail: output; then: resumes
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

	for (long number = 0; number <= my->count; number++)
		if (!gen_yield(self, &number))
			return NULL;
	return NULL;
}

struct gen *@NAME@(long count)
{
	return gen_call(numbers, .count = count);
}
