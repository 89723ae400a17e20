/* SPDX-License-Identifier: MIT */
/*
 * batch.c - batches that a consumer may keep.
 *
 * Prediction:
 */
#include "batch.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct gen *batches(struct iter *up, size_t size, size_t most, bool drop_last)
{
	/* TODO: a body that fills a parcel and lends it; gen_adopt() makes it
	 * the owner of up. */
	(void)size, (void)most, (void)drop_last;
	iter_free(up);
	return NULL;
}

struct parcel *parcel_take(const struct parcel *lent)
{
	/* TODO: how does the generator learn that it is not its own any more? */
	return (struct parcel *)lent;
}

void parcel_drop(struct parcel *taken)
{
	/* TODO */
	(void)taken;
}
