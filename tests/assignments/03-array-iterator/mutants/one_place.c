/* SPDX-License-Identifier: MIT */
/*
 * one_place.c - the place is a static variable: there is one for all iterators.
 *
 * Must fail: output
 * Prediction: three: 0 1, 0 2, 0 3.  Both loops take from one place, and the
 *   inner one leaves nothing to the outer.  Of a list each loop makes an
 *   iterator of its own, so that there are 16.
 */
#include "walk.h"

static struct walk place;

static const void *next(struct iter *it)
{
	struct walk *my = &place;
	const char *item = my->at;

	(void)it;
	if (!my->left)
		return NULL;
	if (--my->left) /* else there is no next item to point at */
		my->at += my->step;
	return item;
}

static const struct iter_ops ops = { .next = next };

struct walk walk_array(const void *base, size_t count, size_t size)
{
	place = (struct walk){ .iter = { &ops },
			       .at = base,
			       .left = count,
			       .step = (ptrdiff_t)size };
	return place;
}

struct walk walk_back(const void *base, size_t count, size_t size)
{
	struct walk walk = walk_array(base, count, size);

	if (count)
		walk.at += (count - 1) * size;
	walk.step = -walk.step;
	place = walk;
	return walk;
}
