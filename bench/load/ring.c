/* SPDX-License-Identifier: MIT */
/* By hand, with a thread: it fills one of 16 buffers after the other, and who
 * waits looks again and again.  What it costs is that the numbers of a batch
 * move from one core's cache to another's. */
#include "../load.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { SLOTS = 16 };

static struct {
	_Alignas(64) _Atomic long filled; /* batches */
	_Alignas(64) _Atomic long used;
	_Alignas(64) uint64_t *numbers;
	long n;
} ring;

static long size_of(long batch)
{
	long left = LOADED - batch * ring.n;

	return left < ring.n ? left : ring.n;
}

/* A thread that has the core alone must let the other one have it. */
static void until_more(_Atomic long *counter, long than)
{
	for (int i = 1; *counter <= than; i++)
		if (i % 1000 == 0)
			sched_yield();
}

static void *fill(void *arg)
{
	struct dataset room, *set = load_set(&room, LOADED);

	for (long b = 0; b * ring.n < LOADED; b++) {
		uint64_t *to = ring.numbers + b % SLOTS * ring.n;

		until_more(&ring.used, b - SLOTS);
		for (long k = 0; k < size_of(b); k++)
			if (set->ops->get(set, (uint64_t)(b * ring.n + k),
					  &to[k], NULL))
				errx(1, "no such number");
		ring.filled = b + 1;
	}
	return arg;
}

static uint64_t with_ring(long n)
{
	pthread_t thread;
	uint64_t sum = 0;

	ring.n = n;
	ring.filled = ring.used = 0;
	ring.numbers = aligned_alloc(64, (size_t)n * SLOTS * sizeof(uint64_t));
	if (!ring.numbers || pthread_create(&thread, NULL, fill, NULL))
		errx(1, "no memory, or no thread");
	for (long b = 0; b * n < LOADED; b++) {
		until_more(&ring.filled, b);
		sum += load_sum(ring.numbers + b % SLOTS * n,
				(size_t)size_of(b));
		ring.used = b + 1;
	}
	pthread_join(thread, NULL);
	free(ring.numbers);
	return sum;
}

BENCH = {
	.question = "load",
	.name = "ring",
	.role = "thread",
	.label = "thread by hand",
	.prepare = load_prepare,
	.run = with_ring,
	.clean = load_clean,
};
