/* SPDX-License-Identifier: MIT */
/*
 * schoolbook.c - the mean of the squares less the square of the mean.
 *
 * Must fail: output; then: ledger
 * Prediction: -128.  The two numbers that it subtracts are near 1e18, where the
 *   next double is 128 away: of 22.5 nothing is left.
 */
#include "moments.h"

int measure(struct iter *up, struct moments *moments)
{
	double sum = 0, squares = 0;

	*moments = (struct moments){ 0 };
	gen_each (const double *, number, up) {
		moments->count++;
		sum += *number;
		squares += *number * *number;
	}
	if (moments->count) {
		moments->mean = sum / (double)moments->count;
		moments->squares = squares - sum * moments->mean;
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
