/* SPDX-License-Identifier: MIT */
/*
 * on_heap.c - the result is in memory that nobody frees.
 *
 * Must fail: leaks; then: faults
 * Prediction: NULL: it waits behind the third mean, and has not returned yet.
 */
#include "running_mean.h"

#include <errno.h>
#include <stdlib.h>

struct means {
	struct iter *up;
};

static const void *means(struct gen *self, void *args)
{
	const struct means *my = args;
	double mean = 0, count = 0, *result;

	gen_each (const double *, number, my->up) {
		count++;
		mean += (*number - mean) / count;
		if (!gen_yield(self, &mean))
			return NULL;
	}
	if (iter_error(my->up))
		return gen_raise_with(self, iter_error(my->up),
				      iter_detail(my->up));
	if (count < 1)
		return NULL;
	result = malloc(sizeof *result);
	if (!result)
		return gen_raise(self, ENOMEM);
	*result = mean;
	return result;
}

struct gen *running_mean(struct iter *up)
{
	return gen_adopt(gen_call(means, .up = up), up);
}

int final_mean(struct iter *up, double *mean)
{
	GEN_AUTO struct gen *g = running_mean(up);
	const double *result;

	while (gen_next(g))
		;
	if (gen_error(g))
		return gen_error(g);
	result = gen_result(g);
	if (!result)
		return ENODATA;
	*mean = *result;
	return 0;
}
