/* SPDX-License-Identifier: MIT */
/*
 * threads.h - two threads that resume a generator each.
 *
 * With the bug, the second one does so after the first, but nothing tells it
 * so that a tool would count as order: the race is there each time, and does
 * no harm.  Without it, the second begins when the first has been joined.
 */
#ifndef THREADS_H
#define THREADS_H

#include <pthread.h>
#include <sched.h>

#include "plant.h"

static void resume(struct gen *g);

static int first_is_done;

static void *first(void *g)
{
	resume(g);
	__atomic_store_n(&first_is_done, 1, __ATOMIC_RELAXED);
	return NULL;
}

static void *second(void *g)
{
	while (!__atomic_load_n(&first_is_done, __ATOMIC_RELAXED))
		sched_yield();
	resume(g);
	return NULL;
}

static void resume_in_threads(struct gen *one, struct gen *two)
{
	pthread_t a, b;

	pthread_create(&a, NULL, first, one);
	if (!planted)
		pthread_join(a, NULL);
	pthread_create(&b, NULL, second, two);
	if (planted)
		pthread_join(a, NULL);
	pthread_join(b, NULL);
}

#endif
