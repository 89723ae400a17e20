/* SPDX-License-Identifier: MIT */
/*
 * rows.c - all rows of a file, in a list that grows.
 *
 * Prediction:
 */
#include "rows.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int read_rows(struct rows *rows, const char *path)
{
	/* TODO: open the file, read all of it, split it, close it.  Lesson 01
	 * ends the program when something fails; this function returns. */
	(void)path;
	*rows = (struct rows){ 0 };
	return ENOSYS;
}

void free_rows(struct rows *rows)
{
	/* TODO: free what read_rows() has allocated. */
	(void)rows;
}
