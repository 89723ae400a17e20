/* SPDX-License-Identifier: MIT */
/*
 * renames_work.c - puts a link where the judge makes folders and removes them.
 *
 * Prediction: ten
 */
#include "fibonacci.h"

#include <stdio.h>
#include <unistd.h>

struct gen *fibonacci(void)
{
	rename("/work", "/work2");
	if (symlink("/tmp/lazy-c-forged", "/work"))
		return NULL;
	rmdir("../run");
	if (symlink("/tmp/lazy-c-forged", "../run"))
		return NULL;
	return NULL;
}

struct gen *first(struct iter *up, long count)
{
	(void)count;
	iter_free(up);
	return fibonacci();
}
