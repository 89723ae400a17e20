/* SPDX-License-Identifier: MIT */
/* walk.h - what you write in walk.c. */
#ifndef WALK_H
#define WALK_H

#include <generator.h>

/*
 * struct walk - a place in an array, and the way to go from there.
 *
 * All that an iterator knows is in here: there is no other memory.  So two of
 * them over one array are independent, and a copy goes on by itself from where
 * the first one was.
 */
struct walk {
	struct iter iter;
	const char *at; /* the next item, if there is one */
	size_t left;    /* how many items are left */
	ptrdiff_t step; /* bytes from an item to the next */
};

/*
 * walk_array - the items of an array, from the first to the last: iter(list).
 * walk_back - from the last to the first: reversed(list).
 *
 *   base   count items of size bytes each, borrowed.  May be NULL if there is
 *          none.
 *
 * The items lent are the array's own, not copies.  At the end iter_next() says
 * NULL, and so it does whenever it is asked again; iter_error() is then 0, and
 * iter_close() and iter_free() do nothing.
 */
struct walk walk_array(const void *base, size_t count, size_t size);
struct walk walk_back(const void *base, size_t count, size_t size);

#endif
