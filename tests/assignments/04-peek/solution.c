/* SPDX-License-Identifier: MIT */
/*
 * peek.c - an iterator of which the next item can be looked at.
 *
 * Prediction: 1: the source lends its only variable each time, and peek() has
 *   made it count.
 */
#include "peek.h"

#include <stdlib.h>

struct peekable {
	struct iter iter;
	struct iter *up;
	const void *item; /* has been looked at, and not been taken */
	bool ended;       /* up is not to be asked again */
};

const void *peek(struct iter *it)
{
	struct peekable *my = (struct peekable *)it;

	if (!my)
		return NULL;
	if (!my->item && !my->ended) {
		my->item = iter_next(my->up);
		my->ended = !my->item;
	}
	return my->item;
}

static const void *take(struct iter *it)
{
	struct peekable *my = (struct peekable *)it;
	const void *item = peek(it);

	my->item = NULL;
	return item;
}

static int close(struct iter *it)
{
	struct peekable *my = (struct peekable *)it;

	my->item = NULL;
	my->ended = true;
	return iter_close(my->up);
}

static int error(const struct iter *it, const void **with)
{
	const struct peekable *my = (const struct peekable *)it;

	if (with)
		*with = iter_detail(my->up);
	return iter_error(my->up);
}

static void free_peekable(struct iter *it)
{
	struct peekable *my = (struct peekable *)it;

	iter_free(my->up);
	free(my);
}

struct iter *peekable(struct iter *up)
{
	static const struct iter_ops ops = { .next = take,
					     .close = close,
					     .error = error,
					     .free = free_peekable };
	struct peekable *my = up ? malloc(sizeof *my) : NULL;

	if (!my) {
		iter_free(up);
		return NULL;
	}
	*my = (struct peekable){ .iter = { &ops }, .up = up };
	return &my->iter;
}
