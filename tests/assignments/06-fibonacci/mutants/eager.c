/* SPDX-License-Identifier: MIT */
/*
 * eager.c - first() collects all items before it hands out the first.
 *
 * Must fail: ledger; then: peak slope faults
 * Prediction: ten
 */
#include "fibonacci.h"

#include <stdlib.h>

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
	unsigned long long *items = NULL;
	const unsigned long long *item;
	long n = 0;

	while (n < my->count && (item = iter_next(my->up))) {
		items = realloc(items, (size_t)(n + 1) * sizeof *items);
		items[n++] = *item;
	}
	for (long i = 0; i < n; i++)
		if (!gen_yield(self, &items[i]))
			break;
	free(items);
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	return gen_adopt(gen_call(take, .up = up, .count = count), up);
}
