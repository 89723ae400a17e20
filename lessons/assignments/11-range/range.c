/* SPDX-License-Identifier: MIT */
/*
 * range.c - nothing runs before the first next.
 *
 * Prediction:
 */
#include "range.h"

struct gen *countdown(long from, teller *tell)
{
	/* TODO: a body that tells "starting" first, and yields from ... 0. */
	(void)from;
	(void)tell;
	return NULL;
}

struct gen *range(long start, long stop, long step, teller *tell)
{
	/* TODO: mind the direction, a step of 0, and the largest long. */
	(void)start;
	(void)stop;
	(void)step;
	(void)tell;
	return NULL;
}
