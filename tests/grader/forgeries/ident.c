/* SPDX-License-Identifier: MIT */
/*
 * ident.c - assembly, in what is a remark for the assembler.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#ident "\"\n\tnop\n\t.ident \""

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
