/* SPDX-License-Identifier: MIT */
/*
 * order.h - which samples make up the batches of a rank.
 *
 * An epoch's samples, shuffled or not, stand in one line.  It is cut into
 * rounds, in each of which every rank takes one batch:
 *
 *	| rank 0 | rank 1 | rank 0 | rank 1 | what is left, shared out |
 *	  round 0           round 1
 *
 * So the rounds are the same for any number of ranks as long as batch * world
 * is, which is how a program goes on with more ranks or fewer.
 */
#ifndef ORDER_H
#define ORDER_H

#include <generator/loader.h>

enum { ORDER_ROUNDS = 6 };

/* struct permutation - of the numbers 0 to n - 1. */
struct permutation {
	uint64_t n, low_mask, high_mask;
	unsigned low; /* bits of the lower half */
	uint64_t key[ORDER_ROUNDS];
};
struct permutation loader_order_permutation(uint64_t key, uint64_t n);

/* Where i, below n, goes to. */
uint64_t loader_order_permute(const struct permutation *p, uint64_t i);

/* struct order - the order of one rank in one epoch. */
struct order {
	uint64_t length, batch, rank, world;
	enum loader_uneven uneven;
	bool drop_last, shuffle;
	struct permutation permutation; /* with shuffle */
};

/* struct span - the samples of a batch, by their places in the line. */
struct span {
	uint64_t first;
	size_t count;   /* 0: there is no such batch */
	size_t padding; /* the last so many are beyond the end: repeated */
};

/* A hash of what hash was made of, and one word more. */
uint64_t loader_order_hash(uint64_t hash, uint64_t word);

/* How many batches this rank has, and how many some rank has. */
uint64_t loader_order_steps(const struct order *o);
uint64_t loader_order_most_steps(const struct order *o);

/* The batch of a step; of one that is not of the full rounds. */
struct span loader_order_last_span(const struct order *o, uint64_t step);
static inline struct span loader_order_span(const struct order *o,
					    uint64_t step)
{
	uint64_t round = o->batch * o->world, first = step * round;

	/* Without a division: this is asked for each batch. */
	if (first < o->length && o->length - first >= round)
		return (struct span){ first + o->rank * o->batch,
				      (size_t)o->batch, 0 };
	return loader_order_last_span(o, step);
}

/* The number of the sample at a place in the line. */
uint64_t loader_order_at(const struct order *o, uint64_t position);

#endif
