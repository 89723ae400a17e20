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

struct gen *fibonacci(void)
{
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return NULL;
}
