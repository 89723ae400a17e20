/* SPDX-License-Identifier: MIT */
/*
 * file_generator.c - the lines of files that are always closed.
 *
 * Prediction:
 */
#include "file_generator.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

struct gen *rows(const char *const *paths, size_t count)
{
	/* TODO: a body that opens a file, yields its lines by getline(), and
	 * closes it on every way out; then the next file. */
	(void)paths;
	(void)count;
	return NULL;
}
