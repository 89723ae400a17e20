/* SPDX-License-Identifier: MIT */
/*
 * numbers.h - squares, in each of the forms in which they are handed over.
 *
 * What the contenders of several questions have in common.  Everything is
 * static, so that each contender is compiled as if it stood alone.
 */
#ifndef NUMBERS_H
#define NUMBERS_H

#include "bench.h"

#include <err.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#include <generator.h>
#include <generator/stackless.h>

enum {
	TOTAL = 100000,   /* squares that there are in first, any and take */
	BATCHED = 200000, /* squares that batch sums */
	STAGED = 10000,   /* squares that depth sends through its stages */
	MOST_STAGES = 16
};

/* squares_sum - (n - 1) n (2n - 1) / 6; the division comes first, where it is
 * exact, since the product does not fit. */
static inline uint64_t squares_sum(long n)
{
	uint64_t pairs = (uint64_t)n * (uint64_t)(n - 1) / 2;
	uint64_t odd = 2 * (uint64_t)n - 1;

	return pairs % 3 ? pairs * (odd / 3) : pairs / 3 * odd;
}

/* ---- A list ---- */

static inline uint64_t *list_new(long n)
{
	uint64_t *list = malloc((size_t)n * sizeof *list);

	if (!list)
		errx(1, "no memory for a list of %ld numbers", n);
	return list;
}

/* list_fill - with n squares, those of start and what follows it. */
static inline void list_fill(uint64_t *list, long start, long n)
{
	for (long i = 0; i < n; i++)
		list[i] = bench_square(start + i);
}

/* list_squares - [i * i for i in range(n)]; to be freed. */
static inline uint64_t *list_squares(long n)
{
	uint64_t *list = list_new(n);

	list_fill(list, 0, n);
	return list;
}

static inline uint64_t list_sum(const uint64_t *list, long n)
{
	uint64_t sum = 0;

	for (long i = 0; i < n; i++)
		sum = bench_seen(sum + list[i]);
	return sum;
}

/* ---- Generators ---- */

struct stackless_squares {
	struct gen gen;
	long i, end;
	uint64_t square;
};

static inline const void *stackless_squares(struct gen *self, void *frame)
{
	struct stackless_squares *my = frame;

	GEN_BODY (self) {
		for (; my->i < my->end; my->i++) {
			my->square = bench_square(my->i);
			GEN_YIELD(self, &my->square);
		}
	}
	return GEN_DONE(self, NULL);
}

struct stackful_squares {
	long i, end;
};

static inline const void *stackful_squares(struct gen *self, void *args)
{
	const struct stackful_squares *my = args;

	for (long i = my->i; i < my->end; i++) {
		uint64_t square = bench_square(i);

		if (!gen_yield(self, &square))
			break;
	}
	return NULL;
}

/* next_number - what g yields next; g has one more, if it could be made. */
static inline uint64_t next_number(struct gen *g)
{
	const uint64_t *number = gen_next(g);

	if (!number)
		errx(1, "%s", (const char *)iter_detail(gen_iter(g)));
	return *number;
}

/* ---- An iterator ---- */

struct iter_squares {
	struct iter iter;
	long i, end;
	uint64_t square;
};

static inline const void *iter_squares_next(struct iter *it)
{
	struct iter_squares *my = (struct iter_squares *)it;

	if (my->i == my->end)
		return NULL;
	my->square = bench_square(my->i++);
	return &my->square;
}

static const struct iter_ops iter_squares_ops = { .next = iter_squares_next };

static inline struct iter_squares iter_squares(long start, long end)
{
	return (struct iter_squares){
		.iter = { &iter_squares_ops },
		.i = start,
		.end = end,
	};
}

/* iter_seen - pretend that it comes from somewhere else: a compiler that knows
 * whose next will be called puts it into the loop. */
static inline struct iter *iter_seen(struct iter *it)
{
	return (struct iter *)(uintptr_t)bench_seen((uintptr_t)it);
}

/* ---- A thread ---- */

/* Whoever waits for asked or given lets the other one run, so that at any time
 * one of the two uses what is below them. */
struct thread_squares {
	pthread_t thread;
	sem_t asked, given;
	long i, end;
	uint64_t square;
	bool ended; /* there is no square, and there will be none */
	bool stop;  /* nobody will ask for another one */
};

/* A signal handler interrupts sem_wait(). */
static inline void thread_wait(sem_t *turn)
{
	while (sem_wait(turn))
		;
}

static inline void *thread_squares_main(void *thread)
{
	struct thread_squares *my = thread;

	for (thread_wait(&my->asked); !my->stop && my->i < my->end;
	     thread_wait(&my->asked)) {
		my->square = bench_square(my->i++);
		sem_post(&my->given);
	}
	my->ended = true;
	sem_post(&my->given);
	return NULL;
}

static inline void thread_squares_start(struct thread_squares *t, long start,
					long end)
{
	*t = (struct thread_squares){ .i = start, .end = end };
	if (sem_init(&t->asked, 0, 0) || sem_init(&t->given, 0, 0))
		err(1, "sem_init");
	if (pthread_create(&t->thread, NULL, thread_squares_main, t))
		errx(1, "no thread could be made");
}

static inline const uint64_t *thread_squares_next(struct thread_squares *t)
{
	sem_post(&t->asked);
	thread_wait(&t->given);
	return t->ended ? NULL : &t->square;
}

static inline void thread_squares_stop(struct thread_squares *t)
{
	t->stop = true;
	sem_post(&t->asked);
	pthread_join(t->thread, NULL);
	sem_destroy(&t->asked);
	sem_destroy(&t->given);
}

/* thread_squares_sum - of the first n. */
static inline uint64_t thread_squares_sum(long n)
{
	struct thread_squares squares;
	const uint64_t *square;
	uint64_t sum = 0;

	thread_squares_start(&squares, 0, n);
	while ((square = thread_squares_next(&squares)))
		sum = bench_seen(sum + *square);
	thread_squares_stop(&squares);
	return sum;
}

#endif
