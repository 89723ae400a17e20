/* SPDX-License-Identifier: MIT */
/*
 * never_ends.c - what is there to stop it?
 *
 * Must fail: output; then: peak slope resumes
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

	for (long number = 0; my->count >= 0; number++)
		if (!gen_yield(self, &number))
			return NULL;
	return NULL;
}

struct gen *@NAME@(long count)
{
	return gen_call(numbers, .count = count);
}
