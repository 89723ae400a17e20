/* SPDX-License-Identifier: MIT */
/*
 * 27_prefetch_workers - can the next item be loaded while we use this one?
 *
 * You will see: the same 30 samples loaded by nobody but us, by one worker, by
 * four; what each says it waited for; an epoch that is left in the middle.
 * New here: workers: threads that load ahead, prefetch batches at most.  All
 *   call get() at the same time, so it writes to nothing but its sample.  What
 *   we see is the same for any number of them: order, batches, errors.
 * Comes from: num_workers and prefetch_factor of PyTorch's DataLoader.
 * Leads to: lib/src/workers.c; loader_stats() and loader_advice().
 *
 * Predict: Loading a sample takes 4 ms (number 0: 20), using one takes 4 ms.
 *   By turns 30 of them are 256 ms.  And with one worker?  With four?
 * Answer: About 140 ms, with one as with four: the 20 of number 0, for which
 *   all others wait, since the order is kept; then 30 times 4, in which we use
 *   a sample while the next is loaded.  More workers can help only where it is
 *   us who wait.  With four it is they, and 5 samples at most are in memory.
 */
#include <err.h>
#include <stdio.h>
#include <time.h>

#include <generator/loader.h>

enum { SAMPLES = 30, MS = 4 };

/* A slow disk, and later a busy consumer. */
static void take_time(long ms)
{
	nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000 }, NULL);
}

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static int slow_get(struct dataset *set, uint64_t index, void *sample,
		    struct loading *in)
{
	(void)set, (void)in;
	take_time(index ? MS : 5 * MS);
	*(uint64_t *)sample = index;
	return 0;
}

static const struct dataset_ops slow_ops = { .get = slow_get };

/* Use the first most samples. */
static void use_samples(unsigned workers, int most)
{
	struct dataset slow = { &slow_ops, .length = SAMPLES,
				.size = sizeof(uint64_t) };
	struct loader_options options = { .batch = 1,
					  .workers = workers,
					  .prefetch = workers ? 4 : 0 };
	struct loader *loader = loader_new(&slow, &options);
	double start = now_ms();
	uint64_t in_order = 0;
	struct loader_stats stats;
	int used = 0;

	while (used < most) {
		const struct loaded *b = loader_next(loader);

		if (!b)
			errx(1, "%s", loader_error(loader)->text);
		in_order += *(const uint64_t *)b->batch.items == in_order;
		take_time(MS);
		used++;
	}
	stats = loader_stats(loader);
	printf("workers: %u, used: %d, in order: %d\n", workers, used,
	       (int)in_order);
	printf("at most %u in flight: %s\n", options.prefetch + 1,
	       stats.most_in_flight <= options.prefetch + 1 ? "yes" : "no");
	printf("~ %.0f ms; %d loaded; we waited %.0f ms, they %.0f\n",
	       now_ms() - start, (int)stats.loaded,
	       1e-6 * (double)stats.consumer_wait_ns,
	       1e-6 * (double)stats.worker_wait_ns);
	printf("~ %s\n", loader_advice(loader));
	loader_free(loader); /* waits for the samples being loaded: no more */
}

int main(void)
{
	use_samples(0, SAMPLES);
	use_samples(1, SAMPLES);
	use_samples(4, SAMPLES);
	use_samples(4, 3); /* and leave */
	return 0;
}
