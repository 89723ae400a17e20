/* SPDX-License-Identifier: MIT */
/*
 * load.h - numbers that loaders load, for the questions about loaders.
 *
 * A number is got from an array by a call through a pointer, as from any
 * dataset: that call is in the hand-written loop, too, and what is compared is
 * what stands around it.
 */
#ifndef LOAD_H
#define LOAD_H

#include "bench.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>
#include <generator/loader.h>

enum {
	LOADED = 100000,   /* numbers that load has */
	LOADED_EPOCH = 100 /* and epoch, those of the tutorial */
};

/* In load.c, once for all contenders, of which one at a time is prepared.  All
 * loaders call get from the same place: were it another function for each of
 * them, the processor would guess worse there than in a loop by hand, which has
 * a place of its own. */
extern uint64_t *load_numbers;
int load_get(struct dataset *set, uint64_t index, void *sample,
	     struct loading *in);

static inline void load_fill(long count)
{
	load_numbers = malloc((size_t)count * sizeof *load_numbers);
	if (!load_numbers)
		errx(1, "no memory for %ld numbers", count);
	for (long i = 0; i < count; i++)
		load_numbers[i] = bench_square(i);
}

/* What a contender takes for its prepare() and clean(). */
static inline void load_prepare(long n)
{
	(void)n;
	load_fill(LOADED);
}

static inline void load_clean(void)
{
	free(load_numbers);
}

/* A dataset of which the compiler does not know what get is. */
static inline struct dataset *load_set(struct dataset *room, uint64_t count)
{
	static const struct dataset_ops ops = { .get = load_get };

	*room = (struct dataset){ &ops, .length = count,
				  .size = sizeof *load_numbers };
	__asm__ volatile("" : "+r"(room) : : "memory");
	return room;
}

static inline uint64_t load_sum(const void *items, size_t count)
{
	const uint64_t *number = items;
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += number[i];
	return bench_seen(sum);
}

/* load_batches - what is left of an epoch, summed. */
static inline uint64_t load_batches(struct loader *l)
{
	uint64_t sum = 0;

	gen_each (const struct loaded *, b, loader_iter(l))
		sum += load_sum(b->batch.items, b->batch.count);
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	return sum;
}

/* load_epoch - a whole one.  That a loader has to be made, and its threads to
 * be started, is for start and epoch to measure. */
static inline uint64_t load_epoch(struct loader *l)
{
	loader_restart(l);
	return load_batches(l);
}

/* load_once - the same of a loader that lives for one epoch. */
static inline uint64_t load_once(struct dataset *set,
				 const struct loader_options *options)
{
	struct loader *l = loader_new(set, options);
	uint64_t sum = load_batches(l);

	loader_free(l);
	return sum;
}

/* What contenders do that differ in the options of their loader alone: their
 * prepare(), with batches of n, run() and clean(). */
static struct dataset load_room;
static struct loader *load_loader;

static inline void load_open(long n, struct loader_options options)
{
	load_prepare(n);
	options.batch = (size_t)n;
	load_loader = loader_new(load_set(&load_room, LOADED), &options);
}

static inline uint64_t load_all(long n)
{
	(void)n;
	return load_epoch(load_loader);
}

static inline void load_close(void)
{
	loader_free(load_loader);
	load_clean();
}

#endif
