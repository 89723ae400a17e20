/* SPDX-License-Identifier: MIT */
/*
 * loader.h - a dataset that keeps account of what is done with it, and a record
 * of what a loader made of it.
 *
 *	struct counted set = COUNTED(.items = 100);
 *	struct loader *l = LOAD(set, .batch = 7, .workers = 2);
 *	struct record r = recorded(l);
 *
 * Two loaders have made the same of it if their records are equal: all bytes of
 * all batches, all errors, in order.
 */
#ifndef TESTS_LOADER_H
#define TESTS_LOADER_H

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include <generator.h>
#include <generator/loader.h>

#include "unit.h"

/* Helgrind knows no atomics, which keep the account of a dataset. */
#if defined(__has_include)
#if __has_include(<valgrind/helgrind.h>)
#include <valgrind/helgrind.h>
#endif
#endif
#ifndef VALGRIND_HG_DISABLE_CHECKING
#define VALGRIND_HG_DISABLE_CHECKING(start, size) ((void)(start))
#endif

/* Tools make everything slower: fewer rounds with them. */
static inline int rounds(int natively, int with_tools)
{
	return SANITIZED || on_valgrind() ? with_tools : natively;
}

static inline void sleep_us(unsigned us)
{
	struct timespec t = { us / 1000000, us % 1000000 * 1000L };

	nanosleep(&t, NULL);
}

static inline double now_ms(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* How long this has taken, in milliseconds. */
#define MS_OF(...)                                       \
	__extension__({                                  \
		double start_ = now_ms(CLOCK_MONOTONIC); \
		__VA_ARGS__;                             \
		now_ms(CLOCK_MONOTONIC) - start_;        \
	})

/* Any mixing will do: this is FNV-1a, a word at a time. */
static inline uint64_t fold(uint64_t hash, uint64_t word)
{
	for (int i = 0; i < 8; i++, word >>= 8)
		hash = (hash ^ (word & 0xff)) * 0x100000001b3;
	return hash;
}

static inline void *do_nothing(void *arg)
{
	return arg;
}

/* How many threads there are.  One that was joined may be seen for a moment;
 * TSan adds one of its own to the first. */
static inline int threads(void)
{
	int count, before = 0;
	pthread_t first;

	if (pthread_create(&first, NULL, do_nothing, NULL) == 0)
		pthread_join(first, NULL);
	while ((count = entries_in("/proc/self/task")) != before) {
		before = count;
		sleep_us(2000);
	}
	return count;
}

/* ---- The dataset ---- */

struct item {
	uint64_t index, random;
};

struct counted {
	struct dataset set;
	uint64_t items;                /* of a stream */
	unsigned delay_us, seed;       /* sleep at random, so long at most */
	bool (*fails)(uint64_t index); /* NULL: none does */
	uint64_t breaks_at;            /* the stream fails after so many */
	uint64_t numbered;             /* samples that were numbered so far */

	/* Whoever gets this one waits until it is UINT64_MAX; 0: nobody.  Who
	 * is patient waits, also if the loader is being closed. */
	_Atomic uint64_t stuck;
	bool patient;

	atomic_uint gets, manys, copies, opens, freed;
	atomic_uint inside, most_inside; /* threads in get, at once */
	atomic_uint wrong;               /* get was told nonsense */
	atomic_uint cancelled;           /* who saw that the loader is closed */
};

static inline void enter(struct counted *c)
{
	unsigned inside = ++c->inside, most = c->most_inside;

	while (most < inside &&
	       !atomic_compare_exchange_weak(&c->most_inside, &most, inside))
		;
}

static inline void dawdle(const struct counted *c, uint64_t index)
{
	if (c->delay_us)
		sleep_us((unsigned)(fold(fold(1, c->seed), index) >> 20) %
			 c->delay_us);
}

static inline void be_stuck(struct counted *c, uint64_t index,
			    const struct loading *in)
{
	while (c->stuck && c->stuck != UINT64_MAX && c->stuck == index) {
		if (loading_cancelled(in) && !c->patient) {
			c->cancelled++;
			break;
		}
		sleep_us(100);
	}
}

static inline int make_item(struct counted *c, uint64_t index, void *sample,
			    struct loading *in)
{
	struct item *item = sample;

	if (index != loading_index(in))
		c->wrong++;
	if (c->fails && c->fails(index))
		return loading_fail(in, EIO, "nothing at %llu",
				    (unsigned long long)index);
	if (c->set.size >= sizeof *item)
		*item = (struct item){ index, loading_random(in) };
	return 0;
}

static inline int counted_get(struct dataset *set, uint64_t index, void *sample,
			      struct loading *in)
{
	struct counted *c = (struct counted *)set;
	int code;

	enter(c);
	c->gets++;
	dawdle(c, index);
	be_stuck(c, index, in);
	code = make_item(c, index, sample, in);
	c->inside--;
	return code;
}

/* Without random numbers: these are for single samples. */
static inline int counted_get_many(struct dataset *set, const uint64_t *index,
				   size_t count, void *samples,
				   struct loading *in)
{
	struct counted *c = (struct counted *)set;
	struct item *item = samples;

	c->manys++;
	for (size_t i = 0; i < count; i++) {
		if (c->fails && c->fails(index[i]))
			return loading_fail(in, EIO, "not all of them");
		item[i] = (struct item){ index[i], 0 };
	}
	return 0;
}

static inline void counted_free(struct dataset *set)
{
	((struct counted *)set)->freed++;
}

static const struct dataset_ops counted_ops __attribute__((unused)) = {
	.get = counted_get,
	.free = counted_free,
};

static const struct dataset_ops many_ops __attribute__((unused)) = {
	.get = counted_get,
	.get_many = counted_get_many,
};

/* ---- The same as a stream of numbers, made by a generator ---- */

struct count_items {
	struct counted *set;
};

static inline const void *count_items(struct gen *self, void *args)
{
	const struct count_items *my = args;
	uint64_t breaks_at = my->set->breaks_at;

	for (uint64_t i = 0; i < my->set->items; i++) {
		struct item item = { i, 0 };

		if (breaks_at && i == breaks_at)
			return gen_raise_with(self, EPIPE, "the pipe broke");
		if (!gen_yield(self, &item))
			return NULL;
	}
	return NULL;
}

static inline struct iter *counted_open(struct dataset *set,
					const struct dataset_part *part)
{
	struct counted *c = (struct counted *)set;

	(void)part;
	c->opens++;
	return gen_iter(gen_call(count_items, .set = c));
}

static inline int counted_copy(struct dataset *set, const void *item,
			       void *sample, struct loading *in)
{
	struct counted *c = (struct counted *)set;
	uint64_t index = ((const struct item *)item)->index;

	c->copies++;
	dawdle(c, index);
	be_stuck(c, index, in);
	return make_item(c, index, sample, in);
}

static const struct dataset_ops stream_ops __attribute__((unused)) = {
	.open = counted_open,
	.copy = counted_copy,
};

/* What the generator lends is copied as it is. */
static const struct dataset_ops plain_stream_ops __attribute__((unused)) = {
	.open = counted_open,
};

/* struct counted set = COUNTED(100, .delay_us = 50); */
#define COUNTED_AS(ops_, ...)                                        \
	{                                                            \
		.set.ops = &(ops_), .set.size = sizeof(struct item), \
		.set.length = __VA_ARGS__                            \
	}
#define COUNTED(...) COUNTED_AS(counted_ops, __VA_ARGS__)
/* struct counted set = STREAM(100); */
#define STREAM(...) COUNTED_AS(stream_ops, 0, .items = __VA_ARGS__)

#define LOAD(counted_, ...)         \
	(hide_account(&(counted_)), \
	 loader_new(&(counted_).set, &(struct loader_options){ __VA_ARGS__ }))

static inline void hide_account(struct counted *c)
{
	VALGRIND_HG_DISABLE_CHECKING(&c->stuck, sizeof c->stuck);
	VALGRIND_HG_DISABLE_CHECKING(
		&c->gets, (size_t)((char *)(c + 1) - (char *)&c->gets));
}

/* ---- What came of it ---- */

enum { MOST_STEPS = 512 };

struct record {
	size_t steps, samples, errors, padding;
	bool wrong; /* a sample that is not the one it is said to be */
	uint64_t hash[MOST_STEPS]; /* of each batch, or error */
	uint64_t all;              /* of all */
};

static inline uint64_t number_of(const struct loaded *b, size_t i)
{
	return b->index ? b->index[i] : b->first + i;
}

static inline uint64_t hash_of_batch(const struct loaded *b, bool *wrong)
{
	const struct item *item = b->batch.items;
	uint64_t hash = fold(fold(1, b->epoch), b->step);

	hash = fold(fold(hash, b->padding), b->batch.count);
	for (size_t i = 0; i < b->batch.count; i++) {
		if (item[i].index != number_of(b, i))
			*wrong = true;
		hash = fold(fold(hash, item[i].index), item[i].random);
	}
	return hash;
}

static inline uint64_t hash_of_error(const struct loader_failure *f)
{
	uint64_t hash = fold(fold(2, f->epoch), f->step);

	return fold(fold(hash, f->index), (uint64_t)f->code);
}

/* Record the next batch or error.  false: the end. */
static inline bool record_next(struct record *r, struct loader *l)
{
	const struct loaded *b = loader_next(l);
	const struct loader_failure *f = loader_error(l);
	uint64_t hash;

	if (!b && !f)
		return false;
	if (b) {
		hash = hash_of_batch(b, &r->wrong);
		r->samples += b->batch.count;
		r->padding += b->padding;
	} else {
		hash = hash_of_error(f);
		r->errors++;
	}
	if (r->steps < MOST_STEPS)
		r->hash[r->steps] = hash;
	r->steps++;
	r->all = fold(r->all, hash);
	return true;
}

/* The rest of this epoch. */
static inline struct record recorded(struct loader *l)
{
	struct record r = { .steps = 0 };

	while (r.steps < MOST_STEPS && record_next(&r, l))
		;
	return r;
}

/* What a loader makes of an epoch, freed after it. */
static inline struct record recorded_once(struct loader *l)
{
	struct record r = recorded(l);

	loader_free(l);
	return r;
}

#define assert_same(one, other)                                     \
	do {                                                        \
		const struct record one_ = (one), other_ = (other); \
		assert_int_equal(one_.steps, other_.steps);         \
		assert_int_equal(one_.errors, other_.errors);       \
		assert_true(one_.all == other_.all);                \
		assert_false(one_.wrong || other_.wrong);           \
	} while (0)

/* The end: no batch and no error, now and again. */
#define assert_end(l)                                 \
	do {                                          \
		for (int i_ = 0; i_ < 3; i_++) {      \
			assert_null(loader_next(l));  \
			assert_null(loader_error(l)); \
		}                                     \
	} while (0)

/* An error with that code, in a text in which these words occur. */
#define assert_error(l, code_, words)                                  \
	do {                                                           \
		const struct loader_failure *f_ = loader_error(l);     \
		assert_non_null(f_);                                   \
		assert_int_equal(f_->code, (code_));                   \
		if (!strstr(f_->text, (words)))                        \
			fail_msg("%s: not in: %s", (words), f_->text); \
	} while (0)

/* ---- A sampler: numbers from an array ---- */

struct numbers {
	const void *base;
	size_t count, size;
	unsigned opens, freed;
	uint64_t epoch; /* of the last one */
	int fails;      /* an error in place of the end */
	struct iter iter;
	size_t at;
};

static inline struct numbers *numbers_of(const struct iter *it)
{
	return (struct numbers *)((char *)it - offsetof(struct numbers, iter));
}

static inline const void *numbers_next(struct iter *it)
{
	struct numbers *s = numbers_of(it);

	if (s->at == s->count)
		return NULL;
	return (const char *)s->base + s->at++ * s->size;
}

static inline int numbers_error(const struct iter *it, const void **with)
{
	const struct numbers *s = numbers_of(it);
	int code = s->at == s->count ? s->fails : 0;

	if (with)
		*with = code ? "no more numbers" : NULL;
	return code;
}

static inline void numbers_free(struct iter *it)
{
	numbers_of(it)->freed++;
}

static const struct iter_ops numbers_ops = {
	.next = numbers_next,
	.error = numbers_error,
	.free = numbers_free,
};

static inline struct iter *numbers_open(void *ctx, uint64_t epoch)
{
	struct numbers *s = ctx;

	s->iter.ops = &numbers_ops;
	s->at = 0;
	s->opens++;
	s->epoch = epoch;
	return &s->iter;
}

/* struct numbers s = NUMBERS(array): of uint64_t, or of struct batch. */
#define NUMBERS(array)                                                        \
	{                                                                     \
		.base = (array), .count = sizeof(array) / sizeof((array)[0]), \
		.size = sizeof((array)[0])                                    \
	}

#endif
