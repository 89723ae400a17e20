/* SPDX-License-Identifier: MIT */
/*
 * local_ifunc.c - a function that is chosen before main(), and a name that only
 * this file knows.
 *
 * Inspected only: it does no harm but this.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <sys/cdefs.h>

/* clang-format off */

static struct gen *all(void)
{
	return NULL;
}

static struct gen *(*choose(void))(void)
{
	return all;
}

static struct gen *chosen(void) __attribute__((__CONCAT(if, unc)("choose")));

struct gen *fibonacci(void)
{
	return chosen();
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return NULL;
}
