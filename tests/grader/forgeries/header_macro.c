/* SPDX-License-Identifier: MIT */
/*
 * header_macro.c - assembly in a line of a header, by a macro that stands
 * before it.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <limits.h>
#include <sys/cdefs.h>

/* clang-format off */
#define labs(x) nothing; __CONCAT(__as, m__)("nop"); long labs(x)
#include <stdlib.h>

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
