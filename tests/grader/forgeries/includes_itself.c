/* SPDX-License-Identifier: MIT */
/*
 * includes_itself.c - the same by an #include that stands before the macro.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#ifndef AGAIN
#define AGAIN
#include "fibonacci.c"
#include "fibonacci.h"
#include <limits.h>
#include <stdlib.h>
#else
#include <sys/cdefs.h>
/* clang-format off */
#define labs(x) nothing; __CONCAT(__as, m__)("nop"); long labs(x)
#endif

#ifdef INT_MAX

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

	for (long left = my->count; left > 0; left--) {
		item = iter_next(my->up);
		if (!item)
			return gen_raise(self, iter_error(my->up));
		if (!gen_yield(self, item))
			return NULL;
	}
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	return gen_adopt(gen_call(take, .up = up, .count = count), up);
}
#endif
