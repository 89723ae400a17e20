/* SPDX-License-Identifier: MIT */
/*
 * quoted_asm.c - assembly, between two quotes that are not those of a string.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

/* clang-format off */

static const void *nothing(struct gen *self, void *no_args)
{
	(void)self, (void)no_args;
	return NULL;
}

struct gen *fibonacci(void)
{
	(void)L'"'; __asm__ volatile(""); (void)'"';
	return gen_new(nothing, NULL, 0);
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
