/* SPDX-License-Identifier: MIT */
/*
 * eager.c - the filter makes a list of what it keeps, and lends that.
 *
 * Must fail: ledger; then: peak slope faults
 * Prediction: it hangs: the filter asks for 3, 4, 5 and so on, for ever.  Nobody
 *   has told it that there will be no other number below 3.
 */
#include "stages.h"

#include <stdlib.h>

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
	return gen_raise(self, iter_error(my->up));
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
	long *list = NULL;
	size_t n = 0;

	gen_each (const long *, item, my->up)
		if (my->keep(item, my->ctx)) {
			list = realloc(list, (n + 1) * sizeof *list);
			list[n++] = *item;
		}
	for (size_t i = 0; i < n; i++)
		if (!gen_yield(self, &list[i]))
			break;
	free(list);
	return gen_raise(self, iter_error(my->up));
}

struct gen *filter(struct iter *up, bool (*keep)(const void *item, void *ctx),
		   void *ctx)
{
	return gen_adopt(gen_call(filtered, .up = up, .keep = keep, .ctx = ctx),
			 up);
}
