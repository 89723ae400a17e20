/* SPDX-License-Identifier: MIT */
/* rows.h - what you write in rows.c. */
#ifndef ROWS_H
#define ROWS_H

#include <stddef.h>

/* struct row - one row, without what ends it.  No string: it may contain NULs,
 * and none need be behind it. */
struct row {
	const char *text;
	size_t len;
};

/* struct rows - all rows of a file, and the memory in which they are. */
struct rows {
	struct row *row; /* count of them; room is yours to use */
	size_t count, room;
	char *all; /* the bytes of the file, if you keep them in one piece */
};

/*
 * read_rows - read all rows of the file named path.
 *
 * A row ends with "\n" or "\r\n"; neither is part of it.  A carriage return that
 * stands elsewhere is.  What follows the last newline is a row only if there is
 * something: a file of 15 lines has 15 rows, and an empty file has none.
 *
 *   rows   is filled in, whatever was there before
 *
 * Returns 0, or an error: why the file could not be opened or read (ENOENT,
 * EISDIR, ...), ENOMEM if there is no memory.  Then rows is empty: all its
 * members are 0 or NULL, the file is closed, and nothing is left to be freed.
 */
int read_rows(struct rows *rows, const char *path);

/* free_rows - free what read_rows() has filled in.  Afterwards rows is empty.
 * One that is empty may be freed as well. */
void free_rows(struct rows *rows);

#endif
