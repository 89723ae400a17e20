/* SPDX-License-Identifier: MIT */
/* Iterators by hand that call, as the library's do, whatever function they are
 * given. */
#include "by-hand.h"

struct map {
	struct hand hand;
	const void *(*fn)(const void *item, void *ctx);
	uint64_t made;
};

static const void *map_next(struct hand *it)
{
	struct map *my = (struct map *)it;
	const void *item = it->up->next(it->up);

	return item ? my->fn(item, &my->made) : NULL;
}

struct filter {
	struct hand hand;
	bool (*keep)(const void *item, void *ctx);
};

static const void *filter_next(struct hand *it)
{
	struct filter *my = (struct filter *)it;
	const void *item;

	do
		item = it->up->next(it->up);
	while (item && !my->keep(item, NULL));
	return item;
}

static uint64_t pointer(long n)
{
	struct hand_array a = { { hand_array_next, NULL }, staged, staged + n };
	struct map squared = { { map_next, &a.hand }, .fn = square };
	struct filter kept = { { filter_next, &squared.hand }, wanted };
	struct hand_take taken = { { hand_take_next, &kept.hand }, n };
	struct hand_number numbered = { { hand_number_next, &taken.hand },
					.index = 0 };
	struct map added = { { map_next, &numbered.hand }, .fn = add };

	return hand_sum(&added.hand);
}

BENCH = {
	.question = "stages",
	.name = "pointer",
	.role = "floor",
	.label = "by hand",
	.prepare = stages_prepare,
	.run = pointer,
};
