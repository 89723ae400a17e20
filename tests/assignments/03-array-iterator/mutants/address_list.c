/* SPDX-License-Identifier: MIT */
/*
 * address_list.c - a list of addresses, in the order in which they are lent.
 *
 * Must fail: peak; then: leaks faults
 * Prediction: three: 0 1, 0 2, 0 3.  Both loops take from one place, and the
 *   inner one leaves nothing to the outer.  Of a list each loop makes an
 *   iterator of its own, so that there are 16.
 */
#include "walk.h"

#include <stdlib.h>

static const void *next(struct iter *it)
{
	struct walk *my = (struct walk *)it;

	if (!my->left)
		return NULL;
	my->left--;
	my->at += my->step;
	return *(const char *const *)(my->at - my->step);
}

static const struct iter_ops ops = { .next = next };

struct walk walk_array(const void *base, size_t count, size_t size)
{
	const char **list = malloc(count * sizeof *list);

	for (size_t i = 0; i < count; i++)
		list[i] = (const char *)base + i * size;
	return (struct walk){ .iter = { &ops },
			      .at = (char *)list,
			      .left = count,
			      .step = sizeof *list };
}

struct walk walk_back(const void *base, size_t count, size_t size)
{
	struct walk walk = walk_array(base, count, size);

	if (count)
		walk.at += (count - 1) * sizeof(char *);
	walk.step = -walk.step;
	return walk;
}
