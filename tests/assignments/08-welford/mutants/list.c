/* SPDX-License-Identifier: MIT */
/*
 * list.c - makes a list, and goes through it twice.
 *
 * Must fail: peak; then: slope faults
 * Prediction: -128.  The two numbers that it subtracts are near 1e18, where the
 *   next double is 128 away: of 22.5 nothing is left.
 */
#include "moments.h"

#include <stdlib.h>

int measure(struct iter *up, struct moments *moments)
{
	double delta, sum = 0, *list = NULL;
	long n = 0, room = 0;

	*moments = (struct moments){ 0 };
	gen_each (const double *, number, up) {
		if (n == room) {
			room = room ? 2 * room : 16;
			list = realloc(list, (size_t)room * sizeof *list);
		}
		sum += *number;
		list[n++] = *number;
	}
	moments->count = n;
	moments->mean = n ? sum / (double)n : 0;
	for (long i = 0; i < n; i++) {
		delta = list[i] - moments->mean;
		moments->squares += delta * delta;
	}
	free(list);
	return iter_error(up);
}

double variance(const struct moments *moments)
{
	return moments->count ? moments->squares / (double)moments->count : 0;
}

struct moments merged(const struct moments *a, const struct moments *b)
{
	double delta = b->mean - a->mean;
	double part; /* of b among all */

	if (!b->count)
		return *a;
	part = (double)b->count / (double)(a->count + b->count);
	return (struct moments){
		.count = a->count + b->count,
		.mean = a->mean + delta * part,
		.squares = a->squares + b->squares +
			   delta * delta * (double)a->count * part,
	};
}
