/* SPDX-License-Identifier: MIT */
/*
 * checks_at_once.c - a step of 0 is refused before anything has run.
 *
 * Must fail: output; then: ledger
 * Prediction: three: half of the largest long is rounded down, so twice that is
 */
#include "range.h"

#include <errno.h>

struct numbers {
	long start, stop, step;
	teller *tell;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;
	long number = my->start;

	my->tell("starting");
	while (my->step > 0 ? number < my->stop : number > my->stop) {
		if (!gen_yield(self, &number)) {
			my->tell("leaving");
			return NULL;
		}
		if (__builtin_add_overflow(number, my->step, &number))
			break; /* no long, so not before stop */
	}
	my->tell("done");
	return NULL;
}

struct gen *countdown(long from, teller *tell)
{
	return range(from, -1, -1, tell);
}

struct gen *range(long start, long stop, long step, teller *tell)
{
	if (step == 0)
		return NULL;
	return gen_call(numbers, .start = start, .stop = stop, .step = step,
			.tell = tell);
}
