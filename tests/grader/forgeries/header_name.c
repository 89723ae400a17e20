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

static const void *nothing(struct gen *self, void *no_args)
{
	(void)self, (void)no_args;
	return NULL;
}

struct gen *fibonacci(void)
{
	return gen_new(nothing, NULL, 0);
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
