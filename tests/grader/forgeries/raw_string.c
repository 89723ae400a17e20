/* SPDX-License-Identifier: MIT */
/*
 * raw_string.c - assembly, between the end of a raw string and what looks
 * like it.
 *
 * Not built: to the compiler, told to read standard C, it is no raw string.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

/* clang-format off */

struct gen *fibonacci(void)
{
	const char *text = R"(")"; __asm__ volatile("nop"); // "

	(void)text;
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return NULL;
}
