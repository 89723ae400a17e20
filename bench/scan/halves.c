/* SPDX-License-Identifier: MIT */
/* Two threads with a loader each, of the lines of one half of the bytes. */
#include "scan.h"

#include <pthread.h>

struct half {
	const char *path;
	uint64_t count;
};

static void *second(void *arg)
{
	struct half *half = arg;

	half->count = scan_part(half->path, 1, 2);
	return NULL;
}

static uint64_t halves(long n)
{
	struct half half = { bench_input(n), 0 };
	pthread_t thread;
	uint64_t count;

	if (pthread_create(&thread, NULL, second, &half))
		errx(1, "no thread");
	count = scan_part(half.path, 0, 2);
	pthread_join(thread, NULL);
	return count + half.count;
}

BENCH = {
	.question = "scan",
	.name = "halves",
	.role = "thread",
	.label = "two byte ranges",
	.run = halves,
};
