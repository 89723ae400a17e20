/* SPDX-License-Identifier: MIT */
/*
 * order.c - arithmetic on the order of samples: shuffling, sharing out.
 *
 * The place of a sample is computed, not stored.  So an epoch begins at once,
 * takes no memory, and can be entered anywhere by any worker, any rank, or a
 * program that goes on from a saved state.
 */
#include "order.h"

/* The finalizer of SplitMix64: each bit of x changes half of the result's. */
static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

uint64_t loader_order_hash(uint64_t hash, uint64_t word)
{
	return mix((hash ^ mix(word + 0x9e3779b97f4a7c15)) +
		   0x9e3779b97f4a7c15);
}

/*
 * A Feistel network permutes the numbers below a power of two: each round adds
 * a hash of one half to the other.  Numbers that are not below n are permuted
 * again, until they are: twice on average at most, since the power of two is
 * below 2 n.  But it is never less than 64: halves of a bit or two would favour
 * some orders of a few samples.
 */
struct permutation loader_order_permutation(uint64_t key, uint64_t n)
{
	unsigned bits = n <= 64 ? 6 : 64 - (unsigned)__builtin_clzll(n - 1);
	struct permutation p = { .n = n, .low = bits - bits / 2 };

	p.low_mask = ((uint64_t)1 << p.low) - 1;
	p.high_mask = ((uint64_t)1 << bits / 2) - 1;
	for (unsigned i = 0; i < ORDER_ROUNDS; i++)
		p.key[i] = loader_order_hash(key, i);
	return p;
}

/* Weaker and faster than mix(): in six rounds it is as good. */
static inline uint64_t scramble(uint64_t half, uint64_t key)
{
	half += key;
	return (half ^ half >> 29) * 0xbf58476d1ce4e5b9 >> 31;
}

uint64_t loader_order_permute(const struct permutation *p, uint64_t i)
{
	do {
		uint64_t right = i & p->low_mask, left = i >> p->low;

		for (int k = 0; k < ORDER_ROUNDS; k += 2) {
			left ^= scramble(right, p->key[k]) & p->high_mask;
			right ^= scramble(left, p->key[k + 1]) & p->low_mask;
		}
		i = left << p->low | right;
	} while (i >= p->n);
	return i;
}

/* How many of so many samples the rank gets. */
static uint64_t share(const struct order *o, uint64_t samples)
{
	uint64_t each = samples / o->world, rest = samples % o->world;

	if (o->uneven == LOADER_EVEN)
		return each + (o->rank < rest);
	return each + (o->uneven == LOADER_PAD && rest);
}

/* ... and how many lower ranks get. */
static uint64_t shares_before(const struct order *o, uint64_t samples)
{
	uint64_t each = samples / o->world, rest = samples % o->world;

	if (o->uneven == LOADER_EVEN)
		return each * o->rank + (o->rank < rest ? o->rank : rest);
	return (each + (o->uneven == LOADER_PAD && rest)) * o->rank;
}

/* Rounds in which each rank has a full batch, and what the last one is left. */
static uint64_t full_rounds(const struct order *o)
{
	return o->length / ((uint64_t)o->batch * o->world);
}

static uint64_t left_over(const struct order *o)
{
	return o->length % ((uint64_t)o->batch * o->world);
}

static bool has_last(const struct order *o, uint64_t count)
{
	return count && !(o->drop_last && count < o->batch);
}

uint64_t loader_order_steps(const struct order *o)
{
	return full_rounds(o) + has_last(o, share(o, left_over(o)));
}

uint64_t loader_order_most_steps(const struct order *o)
{
	struct order first = *o;

	first.rank = 0; /* it is never given less than another */
	return loader_order_steps(&first);
}

struct span loader_order_last_span(const struct order *o, uint64_t step)
{
	uint64_t round = (uint64_t)o->batch * o->world;
	uint64_t first = step * round, rest = left_over(o);
	uint64_t count = share(o, rest);
	struct span span;

	if (step > full_rounds(o) || !has_last(o, count))
		return (struct span){ o->length, 0, 0 };
	span = (struct span){ first + shares_before(o, rest), (size_t)count,
			      0 };
	if (span.first + count > o->length)
		span.padding =
			span.first < o->length ?
				(size_t)(span.first + count - o->length) :
				(size_t)count;
	return span;
}

uint64_t loader_order_at(const struct order *o, uint64_t position)
{
	if (position >= o->length)
		position %= o->length; /* padding begins again */
	return o->shuffle ? loader_order_permute(&o->permutation, position) :
			    position;
}
