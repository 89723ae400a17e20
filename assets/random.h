/* SPDX-License-Identifier: MIT */
/*
 * random.h - random numbers that are the same on every machine, as rand() is
 * not.
 */
#ifndef ASSETS_RANDOM_H
#define ASSETS_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* splitmix64. */
static inline uint64_t random_bits(uint64_t *seed)
{
	uint64_t x = *seed += 0x9e3779b97f4a7c15;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

static inline unsigned below(uint64_t *seed, size_t n)
{
	return (unsigned)(random_bits(seed) % n);
}

#endif
