/* SPDX-License-Identifier: MIT */
/*
 * early_exit.c - four functions that know when to stop.
 *
 * Prediction:
 */
#include "early_exit.h"

bool any(struct iter *items, test *is, void *ctx)
{
	/* TODO: a loop that is left as soon as the answer is known. */
	(void)items;
	(void)is;
	(void)ctx;
	return true;
}

bool all(struct iter *items, test *is, void *ctx)
{
	/* TODO: the same, the other way round.  And if the items end with an
	 * error? */
	(void)items;
	(void)is;
	(void)ctx;
	return false;
}

struct gen *take_while(struct iter *up, test *keep, void *ctx)
{
	/* TODO: a body, and gen_call() with its three arguments. */
	(void)up;
	(void)keep;
	(void)ctx;
	return NULL;
}

struct gen *zip(struct iter *first, struct iter *second)
{
	/* TODO: a body that lends a struct two. */
	(void)first;
	(void)second;
	return NULL;
}
