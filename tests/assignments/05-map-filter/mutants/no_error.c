/* SPDX-License-Identifier: MIT */
/*
 * no_error.c - a source that fails is taken for one that ends.
 *
 * Must fail: output; then: ledger faults
 * Prediction: it hangs: the filter asks for 3, 4, 5 and so on, for ever.  Nobody
 *   has told it that there will be no other number below 3.
 */
#include "stages.h"

struct mapped {
	struct iter *up;
	const void *(*fn)(const void *item, void *ctx);
	void *ctx;
};

static const void *mapped(struct gen *self, void *args)
{
	struct mapped *my = args;

	gen_each (const void *, item, my->up)
		if (!gen_yield(self, my->fn(item, my->ctx)))
			return NULL;
	return NULL;
}

struct gen *map(struct iter *up, const void *(*fn)(const void *item, void *ctx),
		void *ctx)
{
	return gen_adopt(gen_call(mapped, .up = up, .fn = fn, .ctx = ctx), up);
}

struct filtered {
	struct iter *up;
	bool (*keep)(const void *item, void *ctx);
	void *ctx;
};

static const void *filtered(struct gen *self, void *args)
{
	struct filtered *my = args;

	gen_each (const void *, item, my->up)
		if (my->keep(item, my->ctx) && !gen_yield(self, item))
			return NULL;
	return NULL;
}

struct gen *filter(struct iter *up, bool (*keep)(const void *item, void *ctx),
		   void *ctx)
{
	return gen_adopt(gen_call(filtered, .up = up, .keep = keep, .ctx = ctx),
			 up);
}
