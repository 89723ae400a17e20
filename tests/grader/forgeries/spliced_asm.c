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

struct gen *fibonacci(void)
{
	/* *\
/ __asm__ volatile("nop"); /* */
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return NULL;
}
