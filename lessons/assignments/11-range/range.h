/* SPDX-License-Identifier: MIT */
/*
 * range.h - what you write in range.c.
 *
 * Both are generators of long.  Each tells what it does, by a function that it
 * is given:
 *
 *	"starting"   when its body begins to run, before anything else
 *	"done"       when it ends because there are no more numbers
 *	"leaving"    when it ends because it was told to leave in the middle
 *
 * Whoever only makes one, and never asks it for a number, is told nothing.
 */
#ifndef RANGE_H
#define RANGE_H

#include <generator.h>

typedef void teller(const char *what);

/* countdown - the numbers from, from - 1 ... 1, 0; none if from is negative. */
struct gen *countdown(long from, teller *tell);

/*
 * range - as Python's: start, start + step, start + 2 * step ... before stop.
 *
 * Numbers are before stop if they are less, or, with a negative step, if they
 * are greater.  It works up to the largest long, and down to the smallest.
 *
 * Errors     EINVAL if step is 0: the first time that it is asked for a number,
 *            after "starting", and without another word.
 */
struct gen *range(long start, long stop, long step, teller *tell);

#endif
