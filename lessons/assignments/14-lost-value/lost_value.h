/* SPDX-License-Identifier: MIT */
/* lost_value.h - what you write in lost_value.c. */
#ifndef LOST_VALUE_H
#define LOST_VALUE_H

#include <generator.h>

/*
 * countdown - the numbers from, from - 1 ... 0, as long; none if from is negative.
 *
 * If it is sent a long, it lends that one next and counts down from there; one
 * that is negative ends it.
 */
struct gen *countdown(long from);

/* struct jump - a number at which another is to be sent, once. */
struct jump {
	long at, to;
	bool taken; /* false in the beginning */
};

/*
 * watch - see every number that g lends, once, as soon as it is lent.
 *
 *   g      lends longs and may be sent them; borrowed
 *   jumps  count of them.  When a number is seen which is the at of a jump that
 *          was not taken, its to is sent; of several, that of the first.
 *   seen   is called with each number, in their order, before g is resumed again
 *
 * What comes back from a jump is a number like any other: it is seen, and there
 * may be a jump at it.  When g has ended it is not asked again.
 *
 * Returns    0, or the error with which g ended.
 */
int watch(struct gen *g, struct jump *jumps, size_t count,
	  void (*seen)(long number));

#endif
