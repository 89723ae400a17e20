/* SPDX-License-Identifier: MIT */
/*
 * @NAME@.c - the numbers below a count.
 *
 * Prediction:
 */
#include "@NAME@.h"

struct gen *@NAME@(long count)
{
	/* TODO: a body that yields, and gen_call() for it. */
	(void)count;
	return NULL;
}
