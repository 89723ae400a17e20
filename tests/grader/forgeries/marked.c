#ident "\"\n\tnop\n\t.ident \""
/* SPDX-License-Identifier: MIT */
/*
 * marked.c - assembly in the first line, behind a byte order mark.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

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
