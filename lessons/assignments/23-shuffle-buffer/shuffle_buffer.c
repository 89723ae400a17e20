/* SPDX-License-Identifier: MIT */
/*
 * shuffle_buffer.c - the order of a stream, changed with little memory.
 *
 * Prediction:
 */
#include "shuffle_buffer.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct gen *shuffled(struct iter *up, size_t size, size_t slots, uint64_t seed,
		     uint64_t epoch)
{
	/* TODO: a body that fills a buffer, and lends a random slot of it for
	 * each item; gen_adopt() makes it the owner of up. */
	(void)size, (void)slots, (void)seed, (void)epoch;
	iter_free(up);
	return NULL;
}
