/* SPDX-License-Identifier: MIT */
/*
 * valgrind_header.c - asks Valgrind whether it is there, and could tell it what
 * to count.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <valgrind/valgrind.h>

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
