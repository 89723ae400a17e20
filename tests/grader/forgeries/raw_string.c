/* SPDX-License-Identifier: MIT */
/*
 * raw_string.c - assembly, between the end of a raw string and what looks
 * like it.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

/* clang-format off */

static const void *nothing(struct gen *self, void *no_args)
{
	(void)self, (void)no_args;
	return NULL;
}

struct gen *fibonacci(void)
{
	const char *text = R"(")"; __asm__ volatile("nop"); // "

	(void)text;
	return gen_new(nothing, NULL, 0);
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
