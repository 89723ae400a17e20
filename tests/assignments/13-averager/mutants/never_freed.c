/* SPDX-License-Identifier: MIT */
/*
 * never_freed.c - average_of() forgets its averager.
 *
 * Must fail: leaks
 * Prediction: four times: to get to the first yield, and for each number; for
 */
#include "averager.h"

#include <errno.h>

static const void *body(struct gen *self, void *no_args)
{
	double average = 0, count = 0;
	const double *number;

	(void)no_args;
	while (gen_yield(self, count > 0 ? &average : NULL)) {
		number = gen_sent(self);
		if (!number)
			continue;
		count++;
		average += (*number - average) / count;
	}
	return NULL;
}

struct gen *averager(void)
{
	return gen_new(body, NULL, 0);
}

int average_of(struct iter *numbers, double *average)
{
	struct gen *g = averager();
	const double *last = NULL;

	if (!gen_next(g)) /* to its first yield */
		return gen_error(g);
	gen_each (const double *, number, numbers)
		last = gen_send(g, number);
	if (iter_error(numbers))
		return iter_error(numbers);
	if (!last)
		return ENODATA;
	*average = *last;
	return 0;
}
