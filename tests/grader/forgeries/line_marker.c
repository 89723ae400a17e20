/* SPDX-License-Identifier: MIT */
/*
 * line_marker.c - says that it is another file, a header of the system.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

extern int line;
# 1 "other.c" 3

static const void *nothing(struct gen *self, void *no_args)
{
	(void)self, (void)no_args;
	return NULL;
}

struct gen *fibonacci(void)
{
	return gen_new(nothing, NULL, 0);
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
