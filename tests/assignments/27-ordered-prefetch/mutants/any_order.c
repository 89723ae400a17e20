/* SPDX-License-Identifier: MIT */
/*
 * any_order.c - whichever is loaded next gets the next place.
 *
 * Must fail: output; then: ledger resumes
 * Prediction: 3: nobody begins with number 3 before number 0 has been used.
 */
#include "ordered_prefetch.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The sample with number i is in place i % ahead, while it is among the ahead
 * samples from first on. */
struct place {
	bool loaded;
	int error;
};

struct prefetcher {
	struct prefetching how;
	pthread_t *threads;
	unsigned started; /* of them */
	struct place *places;
	char *samples;

	/* All below under the lock. */
	pthread_mutex_t lock;
	pthread_cond_t room;   /* for workers: first has moved, or stop */
	pthread_cond_t loaded; /* for the consumer */
	uint64_t next;         /* to be loaded */
	uint64_t first;        /* to be lent, or lent now */
	bool stop;
	uint64_t finished;
};

static void *sample_at(const struct prefetcher *my, uint64_t index)
{
	return my->samples + index % my->how.ahead * my->how.size;
}

static void *work(void *arg)
{
	struct prefetcher *my = arg;
	const struct prefetching *how = &my->how;

	pthread_mutex_lock(&my->lock);
	for (;;) {
		char sample[64];
		uint64_t index;
		int error;

		while (!my->stop && my->next < how->count &&
		       my->next - my->first >= how->ahead)
			pthread_cond_wait(&my->room, &my->lock);
		if (my->stop || my->next == how->count)
			break;
		index = my->next++;
		pthread_mutex_unlock(&my->lock);
		error = how->load(how->ctx, index, sample);
		pthread_mutex_lock(&my->lock);
		index = my->finished++;
		memcpy(sample_at(my, index), sample, how->size);
		my->places[index % how->ahead] = (struct place){ true, error };
		pthread_cond_signal(&my->loaded);
	}
	pthread_mutex_unlock(&my->lock);
	return NULL;
}

static int start(struct prefetcher *my)
{
	int error = 0;

	my->threads = calloc(my->how.workers, sizeof *my->threads);
	my->places = calloc(my->how.ahead, sizeof *my->places);
	my->samples = calloc(my->how.ahead, my->how.size);
	if (!my->threads || !my->places || !my->samples)
		return ENOMEM;
	while (!error && my->started < my->how.workers) {
		error = pthread_create(&my->threads[my->started], NULL, work,
				       my);
		my->started += !error;
	}
	return error;
}

/* Wait for the sample that is next in order.  Returns its error. */
static int wait_for_first(struct prefetcher *my)
{
	struct place *place = &my->places[my->first % my->how.ahead];
	int error;

	pthread_mutex_lock(&my->lock);
	while (!place->loaded)
		pthread_cond_wait(&my->loaded, &my->lock);
	error = place->error;
	pthread_mutex_unlock(&my->lock);
	return error;
}

static void release_first(struct prefetcher *my)
{
	pthread_mutex_lock(&my->lock);
	my->places[my->first % my->how.ahead].loaded = false;
	my->first++;
	/* All of them: who is woken may find another has been quicker. */
	pthread_cond_broadcast(&my->room);
	pthread_mutex_unlock(&my->lock);
}

static void finish(struct prefetcher *my)
{
	pthread_mutex_lock(&my->lock);
	my->stop = true;
	pthread_cond_broadcast(&my->room);
	pthread_mutex_unlock(&my->lock);
	for (unsigned i = 0; i < my->started; i++)
		pthread_join(my->threads[i], NULL);
	free(my->threads);
	free(my->places);
	free(my->samples);
}

static const void *prefetcher(struct gen *self, void *args)
{
	struct prefetcher *my = args;
	int error;

	if (!my->how.size || !my->how.workers || !my->how.ahead)
		return gen_raise(self, EINVAL);
	pthread_mutex_init(&my->lock, NULL);
	pthread_cond_init(&my->room, NULL);
	pthread_cond_init(&my->loaded, NULL);
	error = start(my);
	while (!error && my->first < my->how.count) {
		error = wait_for_first(my);
		if (error || !gen_yield(self, sample_at(my, my->first)))
			break;
		release_first(my);
	}
	finish(my);
	pthread_cond_destroy(&my->loaded);
	pthread_cond_destroy(&my->room);
	pthread_mutex_destroy(&my->lock);
	return gen_raise(self, error);
}

struct gen *prefetched(const struct prefetching *how)
{
	return gen_call(prefetcher, .how = *how);
}
