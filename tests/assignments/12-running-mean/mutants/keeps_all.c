/* SPDX-License-Identifier: MIT */
/*
 * keeps_all.c - it keeps all numbers, and sums them up for each mean.
 *
 * Must fail: peak; then: slope cost
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
	double mean = 0, count = 0, *all = NULL;

	gen_each (const double *, number, my->up) {
		count++;
		double *more = realloc(all, (size_t)count * sizeof *all);

		if (!more) {
			free(all);
			return gen_raise(self, ENOMEM);
		}
		all = more;
		all[(size_t)count - 1] = *number;
		mean = 0;
		for (size_t i = 0; i < (size_t)count; i++)
			mean += all[i] / count;
		if (!gen_yield(self, &mean)) {
			free(all);
			return NULL;
		}
	}
	free(all);
	if (iter_error(my->up))
		return gen_raise_with(self, iter_error(my->up),
				      iter_detail(my->up));
	return count > 0 ? gen_keep(self, &mean, sizeof mean) : NULL;
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
