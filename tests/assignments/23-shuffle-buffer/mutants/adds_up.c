/* SPDX-License-Identifier: MIT */
/*
 * adds_up.c - seed and epoch are added up: (7, 1) is (8, 0).
 *
 * Must fail: output; then: ledger faults
 * Prediction: none: the 400th is drawn when 499 have been read.
 */
#include "shuffle_buffer.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct shuffling {
	struct iter *up;
	size_t size, slots;
	uint64_t state; /* of the random numbers */
	bool ended;     /* up has no more items */
	int error;      /* ... for this reason */
};

/* Copy the next item of up.  False: there is none, or was none before. */
static bool pull(struct shuffling *my, char *slot)
{
	const void *item = my->ended ? NULL : iter_next(my->up);

	if (item) {
		memcpy(slot, item, my->size);
	} else if (!my->ended) {
		my->ended = true;
		my->error = iter_error(my->up);
	}
	return item;
}

static const void *shuffling(struct gen *self, void *args)
{
	struct shuffling *my = args;
	size_t size = my->size, count = 0;
	char *buffer, *slot;

	if (!size || !my->slots || my->slots > SIZE_MAX / size)
		return gen_raise(self, EINVAL);
	buffer = gen_defer(self, free, malloc(my->slots * size));
	if (!buffer)
		return gen_raise(self, ENOMEM);
	while (count < my->slots && pull(my, buffer + count * size))
		count++;
	while (count) {
		slot = buffer + random_next(&my->state) % count * size;
		if (!gen_yield(self, slot))
			return NULL;
		if (!pull(my, slot))
			memmove(slot, buffer + --count * size, size);
	}
	return gen_raise(self, my->error);
}

static uint64_t beginning(uint64_t seed, uint64_t epoch)
{
	return seed + epoch;
}

struct gen *shuffled(struct iter *up, size_t size, size_t slots, uint64_t seed,
		     uint64_t epoch)
{
	return gen_adopt(gen_call(shuffling, .up = up, .size = size,
				  .slots = slots,
				  .state = beginning(seed, epoch)),
			 up);
}
