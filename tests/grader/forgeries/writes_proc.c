/* SPDX-License-Identifier: MIT */
/*
 * writes_proc.c - opens what sets up the kernel, and this process, for writing.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

static bool works(void)
{
	return open("/proc/sys/kernel/core_pattern", O_WRONLY) >= 0 ||
	       open("/proc/self/oom_score_adj", O_WRONLY) >= 0;
}

static const void *numbers(struct gen *self, void *no_args)
{
	unsigned long long pair[2] = { 0, 1 };

	(void)no_args;
	for (int at = 0; gen_yield(self, &pair[at]); at ^= 1)
		pair[at] += pair[at ^ 1];
	return NULL;
}

/* Right, as far as small numbers go - if it works. */
struct gen *fibonacci(void)
{
	return works() ? gen_new(numbers, NULL, 0) : NULL;
}

struct take {
	struct iter *up;
	long count;
};

static const void *take(struct gen *self, void *args)
{
	struct take *my = args;
	const void *item;

	for (long left = works() ? my->count : 1; left > 0; left--) {
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
