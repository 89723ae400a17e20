/* SPDX-License-Identifier: MIT */
/*
 * pragma_macro.c - a warning that a macro of the system's turns off.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <sys/cdefs.h>

/* clang-format off */
__glibc_macro_warning1(GCC diagnostic ignored "-Wunused-function")

static void unused(void)
{
}

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
