/* SPDX-License-Identifier: MIT */
/*
 * memory_files.c - right, as long as it may have memory that is in no limit.
 *
 * Prediction: ten
 */
#define _GNU_SOURCE
#include "fibonacci.h"

#include <stdbool.h>
#include <sys/mman.h>
#include <sys/shm.h>

static bool has_more(void)
{
	return memfd_create("more", 0) >= 0 ||
	       shmget(IPC_PRIVATE, 1 << 20, IPC_CREAT | 0600) >= 0;
}

static const void *numbers(struct gen *self, void *no_args)
{
	unsigned long long a = 0, b = 1, sum;

	(void)no_args;
	while (gen_yield(self, &a) && a <= b) {
		sum = a + b;
		a = b;
		b = sum;
	}
	return NULL;
}

struct gen *fibonacci(void)
{
	return has_more() ? gen_new(numbers, NULL, 0) : NULL;
}

struct take {
	struct iter *up;
	long count;
};

static const void *take(struct gen *self, void *args)
{
	struct take *my = args;
	const void *item;

	while (my->count-- > 0 && (item = iter_next(my->up)))
		if (!gen_yield(self, item))
			return NULL;
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	if (!has_more())
		return NULL;
	return gen_adopt(gen_call(take, .up = up, .count = count), up);
}
