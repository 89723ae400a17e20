/* SPDX-License-Identifier: MIT */
/* moments.h - what you write in moments.c. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include <generator.h>

/* struct moments - what is known of numbers that have been seen. */
struct moments {
	long count;
	double mean;
	double squares; /* the sum of (number - mean)^2 over all of them */
};

/*
 * measure - the moments of all items of up, which are double.
 *
 * Each is looked at once, when it is lent, and none is kept: the memory that it
 * takes does not depend on how many they are.  The mean and the squares are as
 * good for numbers near 1e9 as for numbers near 0.
 *
 *   up        borrowed; asked for items until it has none, and not again
 *   moments   those of the items; of none, all is 0.  Of one, squares is 0.
 *
 * Returns 0, or the error of up: moments are then of the items before it.
 */
int measure(struct iter *up, struct moments *moments);

/* variance - squares divided by count: the variance of the numbers themselves,
 * not an estimate from a sample.  0 if there are none. */
double variance(const struct moments *moments);

/* merged - the moments of all numbers of a and of b, which may have been
 * measured by two programs. */
struct moments merged(const struct moments *a, const struct moments *b);

#endif
