/* SPDX-License-Identifier: MIT */
/*
 * forgets_itself.c - the members are freed, and their owner is not.
 *
 * Must fail: leaks; then: faults
 * Prediction: yes, what it reads from is still open; from the source on, no.
 */
#include "ownership.h"

#include <stdlib.h>

struct pipeline {
	struct iter iter;
	bool closed;
	size_t count;
	struct iter *member[]; /* count of them, the source first */
};

static const void *next(struct iter *it)
{
	struct pipeline *my = (struct pipeline *)it;

	return my->closed ? NULL : iter_next(my->member[my->count - 1]);
}

static int error(const struct iter *it, const void **with)
{
	const struct pipeline *my = (const struct pipeline *)it;
	struct iter *last = my->member[my->count - 1];

	if (with)
		*with = my->closed ? NULL : iter_detail(last);
	return my->closed ? 0 : iter_error(last);
}

static int close(struct iter *it)
{
	struct pipeline *my = (struct pipeline *)it;
	int first = 0;

	if (my->closed)
		return 0;
	my->closed = true;
	for (size_t i = my->count; i-- > 0;) {
		int code = iter_close(my->member[i]);

		if (!first)
			first = code;
	}
	return first;
}

static void free_all(struct iter *it)
{
	struct pipeline *my = (struct pipeline *)it;

	close(it);
	for (size_t i = my->count; i-- > 0;)
		iter_free(my->member[i]);
}

struct iter *pipeline(struct iter *source, stage_fn *const *stages,
		      size_t count)
{
	static const struct iter_ops ops = {
		.next = next, .close = close, .error = error, .free = free_all
	};
	size_t room = sizeof(struct pipeline) + (count + 1) * sizeof source;
	struct pipeline *my = source ? malloc(room) : NULL;
	struct iter *stage;

	if (!my) {
		iter_free(source);
		return NULL;
	}
	*my = (struct pipeline){ .iter = { &ops }, .count = 1 };
	my->member[0] = source;
	while (my->count <= count) {
		stage = stages[my->count - 1](my->member[my->count - 1]);
		if (!stage) {
			iter_free(&my->iter);
			return NULL;
		}
		my->member[my->count++] = stage;
	}
	return &my->iter;
}
