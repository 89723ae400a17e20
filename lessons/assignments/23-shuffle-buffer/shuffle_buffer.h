/* SPDX-License-Identifier: MIT */
/* shuffle_buffer.h - what you write in shuffle_buffer.c. */
#ifndef SHUFFLE_BUFFER_H
#define SHUFFLE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#include <generator.h>

/*
 * random_next - the next of the random numbers that begin with *state.
 *
 * Any state will do to begin with; two that differ by little give numbers that
 * have nothing to do with each other.  (This is splitmix64.)
 */
static inline uint64_t random_next(uint64_t *state)
{
	uint64_t x = *state += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

/*
 * shuffled - the items of up in random order, through a buffer.
 *
 *   size   bytes of an item, which is copied
 *   slots  of the buffer
 *
 * Each item that is lent is drawn among all that are in the buffer, each as
 * likely as any other.  It is full whenever one is drawn, as long as up has
 * items; what up has not been asked for is not drawn.  So no item comes more than
 * slots - 1 places too early, and with as many slots as items, all orders are
 * equally likely.
 *
 * The order depends on seed and epoch, and on nothing else.  Those of two pairs
 * (seed, epoch) have nothing to do with each other, (7, 1) and (8, 0), or (7, 1)
 * and (1, 7), no more than others.
 *
 * The first item pulls slots items from up, each further one a single item,
 * none before it is asked for.  An up that has ended is not asked again.
 *
 * It owns up.  Returns NULL without memory.
 * Lifetime  an item is valid until the next is asked for.
 * Errors    EINVAL  size or slots is 0, or their product is larger than size_t
 *                 can say: up is not asked for anything.
 *           ENOMEM  there is none for the buffer.
 *           That of up, behind all items that it has lent.
 * Cost      slots * size bytes, and none for each item.
 */
struct gen *shuffled(struct iter *up, size_t size, size_t slots, uint64_t seed,
		     uint64_t epoch);

#endif
