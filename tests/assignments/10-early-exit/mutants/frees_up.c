/* SPDX-License-Identifier: MIT */
/*
 * frees_up.c - take_while() owns its source, as most stages do, and closes it.
 *
 * Must fail: ledger
 * Prediction: 4: the 3 was pulled to see that it is too large, and is lost.
 */
#include "early_exit.h"

bool any(struct iter *items, test *is, void *ctx)
{
	gen_each (const void *, item, items)
		if (is(item, ctx))
			return true;
	return false;
}

bool all(struct iter *items, test *is, void *ctx)
{
	gen_each (const void *, item, items)
		if (!is(item, ctx))
			return false;
	return iter_error(items) == 0;
}

/* End as it has ended. */
static const void *raise_from(struct gen *self, const struct iter *it)
{
	return gen_raise_with(self, iter_error(it), iter_detail(it));
}

struct taken {
	struct iter *up;
	test *keep;
	void *ctx;
};

static const void *taken(struct gen *self, void *args)
{
	const struct taken *my = args;

	gen_each (const void *, item, my->up)
		if (!my->keep(item, my->ctx) || !gen_yield(self, item))
			return NULL;
	return raise_from(self, my->up);
}

struct gen *take_while(struct iter *up, test *keep, void *ctx)
{
	return gen_adopt(gen_call(taken, .up = up, .keep = keep, .ctx = ctx),
			 up);
}

struct pairs {
	struct iter *first, *second;
};

static const void *pairs(struct gen *self, void *args)
{
	const struct pairs *my = args;
	struct two two;

	while ((two.first = iter_next(my->first)) &&
	       (two.second = iter_next(my->second)))
		if (!gen_yield(self, &two))
			return NULL;
	return raise_from(self, two.first ? my->second : my->first);
}

struct gen *zip(struct iter *first, struct iter *second)
{
	return gen_call(pairs, .first = first, .second = second);
}
