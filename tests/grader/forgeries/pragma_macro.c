/* SPDX-License-Identifier: MIT */
/*
 * pragma_macro.c - a warning that a macro of the system's turns off.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <limits.h>
#include <sys/cdefs.h>

/* clang-format off */
__glibc_macro_warning1(GCC diagnostic ignored "-Wunused-function")

static void unused(void)
{
}

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
