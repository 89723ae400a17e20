/* SPDX-License-Identifier: MIT */
/*
 * by-hand.h - iterators as somebody writes them who has no library: a struct
 * with a function pointer.
 */
#ifndef STAGES_BY_HAND_H
#define STAGES_BY_HAND_H

#include "stages.h"

struct hand {
	const void *(*next)(struct hand *it);
	struct hand *up;
};

struct hand_array {
	struct hand hand;
	const uint64_t *at, *end;
};

static inline const void *hand_array_next(struct hand *it)
{
	struct hand_array *my = (struct hand_array *)it;

	return my->at == my->end ? NULL : my->at++;
}

struct hand_take {
	struct hand hand;
	long left;
};

static inline const void *hand_take_next(struct hand *it)
{
	struct hand_take *my = (struct hand_take *)it;

	if (!my->left)
		return NULL;
	my->left--;
	return it->up->next(it->up);
}

struct hand_number {
	struct hand hand;
	size_t index;
	struct numbered numbered;
};

static inline const void *hand_number_next(struct hand *it)
{
	struct hand_number *my = (struct hand_number *)it;
	const void *item = it->up->next(it->up);

	if (!item)
		return NULL;
	my->numbered = (struct numbered){ my->index++, item };
	return &my->numbered;
}

/* hand_sum - of all that it has; whose it is, the compiler does not see. */
static inline uint64_t hand_sum(struct hand *it)
{
	const uint64_t *x;
	uint64_t sum = 0;

	it = (struct hand *)(uintptr_t)bench_seen((uintptr_t)it);
	while ((x = it->next(it)))
		sum = bench_seen(sum + *x);
	return sum;
}

#endif
