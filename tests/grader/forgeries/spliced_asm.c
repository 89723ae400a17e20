/* SPDX-License-Identifier: MIT */
/*
 * spliced_asm.c - assembly, behind a comment whose end goes on in the next line.
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
	/* *\
/ asm volatile("nop"); /* */
	return gen_new(nothing, NULL, 0);
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
