/* SPDX-License-Identifier: MIT */
/*
 * includes_itself.c - the same by an #include that stands before the macro.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#ifndef AGAIN
#define AGAIN
#include "fibonacci.c"
#include "fibonacci.h"
#include <limits.h>
#include <stdlib.h>
#else
#include <sys/cdefs.h>
/* clang-format off */
#define labs(x) nothing; __CONCAT(__as, m__)("nop"); long labs(x)
#endif

#ifdef INT_MAX

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
#endif
