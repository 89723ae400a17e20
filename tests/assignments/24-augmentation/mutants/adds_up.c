/* SPDX-License-Identifier: MIT */
/*
 * adds_up.c - seed, epoch and index are added up, and many sums are the same.
 *
 * Must fail: output; then: ledger faults
 * Prediction: a million.
 */
#include "augmentation.h"

#include <stddef.h>
#include <string.h>

struct augmenting {
	struct iter *up;
	uint64_t key; /* of seed and epoch */
};

static void cut(struct crop *crop, const struct picture *picture,
		uint64_t number)
{
	enum { PLACES = SIDE - CROP + 1 };
	size_t x = number % PLACES, y = number / PLACES % PLACES;
	bool mirror = number / PLACES / PLACES % 2;

	crop->index = picture->index;
	for (size_t row = 0; row < CROP; row++) {
		const unsigned char *from = &picture->pixel[y + row][x];

		for (size_t i = 0; i < CROP; i++)
			crop->pixel[row][i] = from[mirror ? CROP - 1 - i : i];
	}
}

static const void *augmenting(struct gen *self, void *args)
{
	const struct augmenting *my = args;
	const struct picture *picture;
	struct crop crop;

	while ((picture = iter_next(my->up))) {
		cut(&crop, picture, mixed(my->key + picture->index));
		if (!gen_yield(self, &crop))
			return NULL;
	}
	return gen_raise(self, iter_error(my->up));
}

struct gen *augmented(struct iter *up, uint64_t seed, uint64_t epoch)
{
	uint64_t key = seed + epoch;

	return gen_adopt(gen_call(augmenting, up, key), up);
}
