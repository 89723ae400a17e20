/* SPDX-License-Identifier: MIT */
/* Iterators by hand, each of which can do one thing only and has it written
 * into it: half as many calls. */
#include "by-hand.h"

struct made {
	struct hand hand;
	uint64_t made;
};

static const void *square_next(struct hand *it)
{
	struct made *my = (struct made *)it;
	const uint64_t *x = it->up->next(it->up);

	if (!x)
		return NULL;
	my->made = stages_square(*x);
	return &my->made;
}

static const void *wanted_next(struct hand *it)
{
	const uint64_t *x;

	do
		x = it->up->next(it->up);
	while (x && !stages_wanted(*x));
	return x;
}

static const void *add_next(struct hand *it)
{
	struct made *my = (struct made *)it;
	const struct numbered *of = it->up->next(it->up);

	if (!of)
		return NULL;
	my->made = stages_add(of);
	return &my->made;
}

static uint64_t written(long n)
{
	struct hand_array a = { { hand_array_next, NULL }, staged, staged + n };
	struct made squared = { { square_next, &a.hand }, .made = 0 };
	struct hand kept = { wanted_next, &squared.hand };
	struct hand_take taken = { { hand_take_next, &kept }, n };
	struct hand_number numbered = { { hand_number_next, &taken.hand },
					.index = 0 };
	struct made added = { { add_next, &numbered.hand }, .made = 0 };

	return hand_sum(&added.hand);
}

BENCH = {
	.question = "stages",
	.name = "written",
	.role = "floor",
	.label = "by hand, one use",
	.prepare = stages_prepare,
	.run = written,
};
