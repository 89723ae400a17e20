/* SPDX-License-Identifier: MIT */
/*
 * endless_output.c - prints without an end.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <stdio.h>

struct gen *fibonacci(void)
{
	for (;;)
		puts("PASS");
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
