/* SPDX-License-Identifier: MIT */
/*
 * no_message.c - it takes it that somebody always sends.
 *
 * Must fail: output; then: ledger resumes leaks faults
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
