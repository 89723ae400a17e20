/* SPDX-License-Identifier: MIT */
/* The bounded queue of textbooks: a mutex, and two conditions to wait for. */
#include "queue.h"

#include <pthread.h>
#include <stdlib.h>

static struct {
	pthread_mutex_t lock;
	pthread_cond_t more, less;
	long in, out, n;
	uint64_t *number;
} queue = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.more = PTHREAD_COND_INITIALIZER,
	.less = PTHREAD_COND_INITIALIZER,
};

static void put(uint64_t number)
{
	pthread_mutex_lock(&queue.lock);
	while (queue.in - queue.out == queue.n)
		pthread_cond_wait(&queue.less, &queue.lock);
	queue.number[queue.in++ % queue.n] = number;
	pthread_cond_signal(&queue.more);
	pthread_mutex_unlock(&queue.lock);
}

static uint64_t take(void)
{
	uint64_t number;

	pthread_mutex_lock(&queue.lock);
	while (queue.in == queue.out)
		pthread_cond_wait(&queue.more, &queue.lock);
	number = queue.number[queue.out++ % queue.n];
	pthread_cond_signal(&queue.less);
	pthread_mutex_unlock(&queue.lock);
	return number;
}

static void *put_all(void *arg)
{
	for (long i = 0; i < QUEUED; i++)
		put(bench_square(i));
	return arg;
}

static uint64_t condvar(long n)
{
	pthread_t thread;
	uint64_t sum = 0;

	queue.in = queue.out = 0;
	queue.n = n;
	queue.number = malloc((size_t)n * sizeof *queue.number);
	if (!queue.number || pthread_create(&thread, NULL, put_all, NULL))
		errx(1, "no memory, or no thread");
	for (long i = 0; i < QUEUED; i++)
		sum += take();
	pthread_join(thread, NULL);
	free(queue.number);
	return sum;
}

BENCH = {
	.question = "queue",
	.name = "condvar",
	.role = "floor",
	.label = "mutex, condition",
	.run = condvar,
};
