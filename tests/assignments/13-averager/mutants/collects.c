/* SPDX-License-Identifier: MIT */
/*
 * collects.c - average_of() collects all numbers before it sends the first.
 *
 * Must fail: peak; then: slope
 * Prediction: four times: to get to the first yield, and for each number; for
 */
#include "averager.h"

#include <errno.h>
#include <stdlib.h>

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
	GEN_AUTO struct gen *g = averager();
	const double *last = NULL;
	double *all = NULL;
	size_t count = 0;

	if (!gen_next(g)) /* to its first yield */
		return gen_error(g);
	gen_each (const double *, number, numbers) {
		double *more = realloc(all, (count + 1) * sizeof *all);

		if (!more) {
			free(all);
			return ENOMEM;
		}
		all = more;
		all[count++] = *number;
	}
	for (size_t i = 0; i < count; i++)
		last = gen_send(g, &all[i]);
	free(all);
	if (iter_error(numbers))
		return iter_error(numbers);
	if (!last)
		return ENODATA;
	*average = *last;
	return 0;
}
