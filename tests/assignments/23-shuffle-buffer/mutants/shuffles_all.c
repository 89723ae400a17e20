/* SPDX-License-Identifier: MIT */
/*
 * shuffles_all.c - the best order is that of a full shuffle, so all items are read.
 *
 * Must fail: output; then: ledger peak slope faults
 * Prediction: about 200, it is shuffled after all.
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
	buffer = malloc(size);
	if (!buffer)
		return gen_raise(self, ENOMEM);
	while (pull(my, buffer + count * size)) {
		buffer = realloc(buffer, (++count + 1) * size);
		if (!buffer)
			return gen_raise(self, ENOMEM);
	}
	while (count) {
		slot = buffer + random_next(&my->state) % count * size;
		if (!gen_yield(self, slot))
			break;
		if (!pull(my, slot))
			memmove(slot, buffer + --count * size, size);
	}
	free(buffer);
	return gen_raise(self, my->error);
}

/* Where the random numbers of an epoch begin.  The seed is hashed before the
 * epoch comes to it: a sum of the two would be that of other pairs, too. */
static uint64_t beginning(uint64_t seed, uint64_t epoch)
{
	uint64_t state = random_next(&seed) + epoch;

	return random_next(&state);
}

struct gen *shuffled(struct iter *up, size_t size, size_t slots, uint64_t seed,
		     uint64_t epoch)
{
	return gen_adopt(gen_call(shuffling, .up = up, .size = size,
				  .slots = slots,
				  .state = beginning(seed, epoch)),
			 up);
}
