/* SPDX-License-Identifier: MIT */
/*
 * as_list.c - all numbers are made at the first next, and then handed out.
 *
 * Must fail: peak; then: slope
 * Prediction: three: half of the largest long is rounded down, so twice that is
 */
#include "range.h"

#include <errno.h>
#include <stdlib.h>

struct numbers {
	long start, stop, step;
	teller *tell;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;
	long number = my->start, *list = NULL, count = 0;

	my->tell("starting");
	if (my->step == 0)
		return gen_raise(self, EINVAL);
	while (my->step > 0 ? number < my->stop : number > my->stop) {
		long *more = realloc(list, (size_t)(count + 1) * sizeof *list);

		if (!more) {
			free(list);
			return gen_raise(self, ENOMEM);
		}
		list = more;
		list[count++] = number;
		if (__builtin_add_overflow(number, my->step, &number))
			break; /* no long, so not before stop */
	}
	for (long i = 0; i < count; i++)
		if (!gen_yield(self, &list[i])) {
			my->tell("leaving");
			free(list);
			return NULL;
		}
	free(list);
	my->tell("done");
	return NULL;
}

struct gen *countdown(long from, teller *tell)
{
	return range(from, -1, -1, tell);
}

struct gen *range(long start, long stop, long step, teller *tell)
{
	return gen_call(numbers, .start = start, .stop = stop, .step = step,
			.tell = tell);
}
