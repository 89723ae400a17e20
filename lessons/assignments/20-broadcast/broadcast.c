/* SPDX-License-Identifier: MIT */
/*
 * broadcast.c - one stream of lines, many who want some of them.
 *
 * Prediction:
 */
#include "broadcast.h"

struct gen *grep(const char *text, struct gen *target)
{
	/* TODO: a body that starts target, waits for lines in a loop, and sends
	 * on those in which strstr() finds text. */
	(void)text;
	gen_free(target);
	return NULL;
}

struct gen *broadcast(struct gen *const *targets, size_t count)
{
	/* TODO: its arguments need a copy of the array.  Which of the targets
	 * are still there?  What is left to do when it is closed? */
	for (size_t i = 0; i < count; i++)
		gen_free(targets[i]);
	return NULL;
}

struct gen *latest(size_t most, struct gen *target)
{
	/* TODO: a line is lent; the one that is kept must be copied. */
	(void)most;
	gen_free(target);
	return NULL;
}
