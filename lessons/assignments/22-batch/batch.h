/* SPDX-License-Identifier: MIT */
/* batch.h - what you write in batch.c. */
#ifndef BATCH_H
#define BATCH_H

#include <stddef.h>

#include <generator.h>

/*
 * struct parcel - a batch of items.
 *
 * It is lent, as any item of a generator is, until the consumer takes it.
 */
struct parcel {
	size_t count;           /* of items, at least 1 */
	struct parcel **lender; /* for your use: the consumer ignores it */
	_Alignas(max_align_t) char items[]; /* copies, one behind the other */
};

/*
 * batches - the items of up, most at a time, as struct parcel.
 *
 *   size       bytes of an item
 *   most       items of a batch; the last one may have fewer
 *   drop_last  leave a batch out that has fewer
 *
 * For a batch it pulls as many items as that has, none before it is asked for,
 * and no more; an end is found by pulling once more.  An up that has ended is
 * not asked again.
 *
 * A parcel that was lent, and not taken, is used again for the next batch: one
 * more is allocated only when the last one was taken.
 *
 * It owns up.  Returns NULL without memory.
 * Errors   EINVAL  size or most is 0, or a parcel would be larger than size_t
 *                can say: up is not asked for anything.
 *          ENOMEM  there is none for a parcel.
 *          That of up, behind the batch in which it came, which has fewer items
 *          and is the last.
 */
struct gen *batches(struct iter *up, size_t size, size_t most, bool drop_last);

/*
 * parcel_take - the parcel that was lent becomes the consumer's.
 *
 * The generator does not touch it from then on; it lives until parcel_drop(),
 * be that before or after the generator goes on, ends or is freed.
 *
 * Returns the same parcel: nothing is copied.
 */
struct parcel *parcel_take(const struct parcel *lent);

/* parcel_drop - free a parcel that was taken.  Does nothing for NULL. */
void parcel_drop(struct parcel *taken);

#endif
