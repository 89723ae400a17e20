/* SPDX-License-Identifier: MIT */
/*
 * header_name.c - assembly, behind a header whose name looks like a comment.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

/* clang-format off */

#if __has_include(</*>)
#endif
__asm__("nop");
/* */

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
