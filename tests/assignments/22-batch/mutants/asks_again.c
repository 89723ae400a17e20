/* SPDX-License-Identifier: MIT */
/*
 * asks_again.c - an up that has failed is asked again, and has nothing to say.
 *
 * Must fail: output; then: ledger
 * Prediction: five: the first, and one after each of the four that are taken.
 */
#include "batch.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct batching {
	struct iter *up;
	size_t size, most;
	bool drop_last;
};

/* Pull a batch, or what there is of it.  False: it is the last. */
static bool fill(struct parcel *parcel, const struct batching *my)
{
	const void *item;

	parcel->count = 0;
	while (parcel->count < my->most) {
		item = iter_next(my->up);
		if (!item)
			return false;
		memcpy(parcel->items + parcel->count++ * my->size, item,
		       my->size);
	}
	return true;
}

static const void *batching(struct gen *self, void *args)
{
	const struct batching *my = args;
	struct parcel *parcel = NULL; /* ours, if it is not NULL */
	bool full, go_on = true;

	if (!my->size || !my->most ||
	    my->most > (SIZE_MAX - sizeof *parcel) / my->size)
		return gen_raise(self, EINVAL);
	while (go_on) {
		if (!parcel)
			parcel = malloc(sizeof *parcel + my->most * my->size);
		if (!parcel)
			return gen_raise(self, ENOMEM);
		full = fill(parcel, my);
		if (!parcel->count || (!full && my->drop_last))
			break;
		/* Who takes the parcel takes it out of our variable.  Behind
		 * the yield it may be freed: only the variable can tell. */
		parcel->lender = &parcel;
		go_on = gen_yield(self, parcel);
	}
	free(parcel);
	return gen_raise(self, iter_error(my->up));
}

struct gen *batches(struct iter *up, size_t size, size_t most, bool drop_last)
{
	return gen_adopt(gen_call(batching, up, size, most, drop_last), up);
}

struct parcel *parcel_take(const struct parcel *lent)
{
	*lent->lender = NULL;
	return (struct parcel *)lent;
}

void parcel_drop(struct parcel *taken)
{
	free(taken);
}
