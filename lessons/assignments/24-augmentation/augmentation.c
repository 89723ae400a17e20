/* SPDX-License-Identifier: MIT */
/*
 * augmentation.c - random crops that can be had again.
 *
 * Prediction:
 */
#include "augmentation.h"

#include <stddef.h>
#include <string.h>

struct gen *augmented(struct iter *up, uint64_t seed, uint64_t epoch)
{
	/* TODO: a body that makes a crop of each picture; gen_adopt() makes it
	 * the owner of up. */
	(void)seed, (void)epoch;
	iter_free(up);
	return NULL;
}
