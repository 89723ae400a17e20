/* SPDX-License-Identifier: MIT */
/*
 * counts_below.c - asked at its end, it counts on: below 0 comes the largest number.
 *
 * Must fail: output
 * Prediction: three: 0 1, 0 2, 0 3.  Both loops take from one place, and the
 *   inner one leaves nothing to the outer.  Of a list each loop makes an
 *   iterator of its own, so that there are 16.
 */
#include "walk.h"

static const void *next(struct iter *it)
{
	struct walk *my = (struct walk *)it;
	const char *item = my->at;

	if (my->left-- == 0)
		return NULL;
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
