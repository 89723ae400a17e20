/* SPDX-License-Identifier: MIT */
/*
 * tree.c - a tree from left to right, a list of lists from begin to end.
 *
 * Prediction:
 */
#include "tree.h"

struct gen *in_order(const struct tree *root)
{
	/* TODO: a body that yields from what is left of the root, then yields
	 * its key, then goes on with what is right of it. */
	(void)root;
	return NULL;
}

struct gen *flatten(struct iter *up)
{
	/* TODO: a body that yields numbers, and yields from what flatten()
	 * makes of a list. */
	iter_free(up);
	return NULL;
}
