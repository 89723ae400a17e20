/* SPDX-License-Identifier: MIT */
/*
 * goes_on.c - goes on from the moments that were there before.
 *
 * Must fail: output; then: ledger
 * Prediction: -128.  The two numbers that it subtracts are near 1e18, where the
 *   next double is 128 away: of 22.5 nothing is left.
 */
#include "moments.h"

int measure(struct iter *up, struct moments *moments)
{
	double delta;

	gen_each (const double *, number, up) {
		delta = *number - moments->mean;
		moments->count++;
		moments->mean += delta / (double)moments->count;
		moments->squares += delta * (*number - moments->mean);
	}
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
