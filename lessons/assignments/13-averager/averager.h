/* SPDX-License-Identifier: MIT */
/* averager.h - what you write in averager.c. */
#ifndef AVERAGER_H
#define AVERAGER_H

#include <generator.h>

/*
 * averager - who is sent numbers, and answers with their average so far.
 *
 * Messages and items are double.  Its first yield is a bare one: there is no
 * average of nothing.  It is for gen_next() to bring it there; until then it has
 * not started, and a message is EINVAL.  From then on gen_send() gives the average
 * of all numbers that were sent.  gen_next(), in between, gives what was given
 * last, and changes nothing.
 *
 * It never ends by itself.  Each averager has an average of its own.
 */
struct gen *averager(void);

/*
 * average_of - the average of all numbers, by an averager.
 *
 * The averager is brought to its first yield before a number is asked for, and is
 * then resumed once for each number.
 *
 *   numbers   an iterator over double, borrowed
 *   average   becomes the average; is left alone if there is an error
 *
 * Returns    0; ENODATA if there is no number; else the error of the numbers, or
 *            of an averager that could not be made (no number is asked for then).
 */
int average_of(struct iter *numbers, double *average);

#endif
