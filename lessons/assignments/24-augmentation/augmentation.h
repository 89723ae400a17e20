/* SPDX-License-Identifier: MIT */
/* augmentation.h - what you write in augmentation.c. */
#ifndef AUGMENTATION_H
#define AUGMENTATION_H

#include <stdint.h>

#include <generator.h>

/* mixed - another number for each number, and one that nothing shows of it: if a
 * single bit of x changes, each bit of the other does in half of all cases. */
static inline uint64_t mixed(uint64_t x)
{
	x += 0x9e3779b97f4a7c15;
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
	x = (x ^ x >> 27) * 0x94d049bb133111eb;
	return x ^ x >> 31;
}

enum { SIDE = 16, CROP = 10 };

struct picture {
	uint64_t index; /* its number in the data set */
	unsigned char pixel[SIDE][SIDE];
};

struct crop {
	uint64_t index; /* the picture's */
	unsigned char pixel[CROP][CROP];
};

/*
 * augmented - a crop of each picture of up, at random, as struct crop.
 *
 * A crop is CROP rows of CROP pixels that lie together in the picture, in 7
 * places across and 7 down, and every second one is mirrored: left is right.
 * All 98 are equally likely.
 *
 * Which one it is depends on seed, epoch and the picture's index, and on nothing
 * else: not on pictures that came before, nor on how many generators share the
 * work.  For two triples that differ, the crops have nothing to do with each
 * other.
 *
 * A picture is pulled when its crop is asked for.  It is borrowed, and stays as
 * it is.
 *
 * It owns up.  Returns NULL without memory.
 * Lifetime  a crop is valid until this generator is asked for the next; what
 *           others do meanwhile does not change it.
 * Errors    that of up.
 */
struct gen *augmented(struct iter *up, uint64_t seed, uint64_t epoch);

#endif
