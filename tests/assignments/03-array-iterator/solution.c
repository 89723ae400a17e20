/* SPDX-License-Identifier: MIT */
/*
 * walk.c - an array as an iterator, forwards and backwards.
 *
 * Prediction: three: 0 1, 0 2, 0 3.  Both loops take from one place, and the
 *   inner one leaves nothing to the outer.  Of a list each loop makes an
 *   iterator of its own, so that there are 16.
 */
#include "walk.h"

static const void *next(struct iter *it)
{
	struct walk *my = (struct walk *)it;
	const char *item = my->at;

	if (!my->left)
		return NULL;
	if (--my->left) /* else there is no next item to point at */
		my->at += my->step;
	return item;
}

static const struct iter_ops ops = { .next = next };

struct walk walk_array(const void *base, size_t count, size_t size)
{
	return (struct walk){ .iter = { &ops },
			      .at = base,
			      .left = count,
			      .step = (ptrdiff_t)size };
}

struct walk walk_back(const void *base, size_t count, size_t size)
{
	struct walk walk = walk_array(base, count, size);

	if (count)
		walk.at += (count - 1) * size;
	walk.step = -walk.step;
	return walk;
}
