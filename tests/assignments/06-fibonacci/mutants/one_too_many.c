/* SPDX-License-Identifier: MIT */
/*
 * one_too_many.c - first() asks for an item, and then looks whether it may.
 *
 * Must fail: ledger; then: resumes
 * Prediction: ten times: first() does not ask for an eleventh.
 */
#include "fibonacci.h"

#include <limits.h>

static const void *numbers(struct gen *self, void *no_args)
{
	unsigned long long a = 0, b = 1, sum;

	(void)no_args;
	while (gen_yield(self, &a)) {
		if (a > b) /* b was the sum that did not fit */
			return NULL;
		sum = a + b;
		a = b;
		b = sum;
	}
	return NULL;
}

struct gen *fibonacci(void)
{
	return gen_new(numbers, NULL, 0);
}

struct take {
	struct iter *up;
	long count;
};

static const void *take(struct gen *self, void *args)
{
	struct take *my = args;
	const void *item;

	long left = my->count;

	while ((item = iter_next(my->up)) && left-- > 0)
		if (!gen_yield(self, item))
			return NULL;
	return gen_raise(self, item ? 0 : iter_error(my->up));
}

struct gen *first(struct iter *up, long count)
{
	return gen_adopt(gen_call(take, .up = up, .count = count), up);
}
