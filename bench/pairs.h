/* SPDX-License-Identifier: MIT */
/* pairs.h - is b faster than a?  From samples that were taken side by side. */
#ifndef BENCH_PAIRS_H
#define BENCH_PAIRS_H

#include "samples.h"

/* A ratio of times, b to a, or how much more b takes; of pairs in one state of
 * the machine. */
struct ratio {
	struct interval is;
	size_t pairs, processes;
};

struct verdict {
	struct ratio quiet, shared;
	double floor;       /* a smaller difference is noise; 0: not known */
	const char *answer; /* "faster", "slower", "none" */
	char why[120];      /* of "none", in words; else empty */
};

/* The least noise that is assumed. */
#define PAIRS_FLOOR 0.03

/* With fewer processes than these there is neither verdict nor interval. */
#define PAIRS_PROCESSES 5

/* pairs_judge - what a's and b's samples say, where the noise is floor. */
void pairs_judge(struct verdict *v, const struct series *a,
		 const struct series *b, double floor);

/*
 * pairs_meet - is b's time at most so many times that of a?
 *
 * Or, if items is not 0: does b take at most so many nanoseconds for each of
 * its items more than a?  In all, if a is b.
 *
 * The median of the quiet pairs decides: v->answer is "met", "missed", or "none"
 * if there are too few.  Of the others, v->why says so if their interval leaves
 * it open.
 */
void pairs_meet(struct verdict *v, const struct series *a,
		const struct series *b, double items, double most);

/* pairs_floor - how much a contender seems to differ from itself: at least
 * 3 %; 0 if there is no telling. */
double pairs_floor(const struct series *a, const struct series *again);

#endif
