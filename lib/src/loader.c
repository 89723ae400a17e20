/* SPDX-License-Identifier: MIT */
/*
 * loader.c - loaders: what their users call.
 *
 * loader_impl.h has the picture.  Without workers the ring has one slot, and
 * the consumer draws and loads a batch when it asks for it.
 */
#define _GNU_SOURCE
#include "loader_impl.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct iter_ops loader_ops;

/* ---- Creating ---- */

/* What is wrong with the options, or with the dataset; NULL: nothing. */
static const char *wrong(const struct dataset *set,
			 const struct loader_options *o)
{
	bool sampled = o->sampler || o->batch_sampler;

	if (!set->ops || (!set->ops->get && !set->ops->open))
		return "the dataset has neither get nor open";
	if (!set->ops->get && set->ops->shards && !set->ops->numbers)
		return "the dataset has shards and no numbers";
	if (!o->batch && !o->batch_sampler)
		return "batch is 0: how many samples for each?";
	if (o->batch > SIZE_MAX / 4 / sizeof(uint64_t) ||
	    (o->batch && set->size > SIZE_MAX / 4 / o->batch))
		return "batch times the dataset's size is more than there "
		       "can be";
	if (o->batch > UINT64_MAX / 4 / o->world)
		return "batch times world is more than there can be";
	if (o->rank >= o->world)
		return "rank is not below world";
	if (o->sampler && o->batch_sampler)
		return "sampler and batch_sampler: there can be one";
	if (o->batch_sampler && (o->drop_last || o->batch))
		return "batch and drop_last are up to the batch_sampler";
	if (sampled && o->shuffle)
		return "shuffle is up to the sampler";
	if (sampled && !set->ops->get)
		return "a streamed dataset cannot have a sampler";
	if (!set->ops->get && o->shuffle != (o->window > 0))
		return "to shuffle a streamed dataset, set shuffle and window";
	if (set->ops->get && o->window)
		return "window is for streamed datasets: this one is indexed";
	if ((sampled || !set->ops->get) && o->uneven != LOADER_EVEN)
		return "uneven needs an indexed dataset without a sampler";
	if ((unsigned)o->on_error > LOADER_STOP ||
	    (unsigned)o->uneven > LOADER_DROP)
		return "on_error or uneven is none of its constants";
	if (o->prefetch && !o->workers)
		return "prefetch needs workers";
	if (o->timeout_ms && !o->workers)
		return "timeout_ms needs workers";
	if (o->workers > UINT_MAX / 4 || o->prefetch > UINT_MAX / 4)
		return "workers or prefetch is more than there can be";
	if (o->transform_count && !o->transforms)
		return "transforms is NULL";
	for (size_t i = 0; i < o->transform_count; i++)
		if (!o->transforms[i].fn)
			return "transforms: an fn is NULL";
	return NULL;
}

static void set_failure(struct loader *l, int code, const char *text)
{
	l->own = (struct loader_failure){ .code = code,
					  .epoch = l->epoch,
					  .step = l->head,
					  .index = UINT64_MAX,
					  .again = true,
					  .text = text };
	l->failure = &l->own;
}

static void order_begin(struct loader *l)
{
	const struct loader_options *o = &l->options;

	l->order = (struct order){
		.length = l->set->length,
		.batch = o->batch,
		.rank = o->rank,
		.world = o->world,
		.uneven = o->uneven,
		.drop_last = o->drop_last,
		.shuffle = o->shuffle,
	};
	if (o->shuffle)
		l->order.permutation = loader_order_permutation(
			loader_order_hash(loader_order_hash(0, o->seed),
					  l->epoch),
			l->set->length);
}

/* The ring at the beginning of an epoch, or where it was left. */
static void epoch_begin(struct loader *l)
{
	loader_source_begin(l);
	order_begin(l);
	for (unsigned i = 0; i < l->slot_count; i++)
		l->slots[i].loaded = 0;
	l->head = l->next = l->done = l->start;
	l->seen = l->start;
	l->head_slot = l->next_slot = l->slots;
	l->end = loader_source_is_order(l) ? loader_order_steps(&l->order) :
					     UINT64_MAX;
	l->lent = l->stopped = l->ended = false;
	l->failure = NULL;
}

static void defaults(struct loader_options *o)
{
	if (!o->world)
		o->world = 1;
	if (o->workers && !o->prefetch)
		o->prefetch = o->workers < 2 ? 4 : 2 * o->workers;
}

/* From there to where a line of the cache begins. */
static void *to_line(void *at)
{
	return (char *)at + -(uintptr_t)at % CACHE_LINE;
}

/* All of it is one block, since some loaders do not live for long: the struct,
 * its slots, and the transforms. */
static struct loader *allocate(struct dataset *set,
			       const struct loader_options *o)
{
	unsigned slots = o->workers ? 1 + o->prefetch : 1;
	size_t transforms = o->transform_count * sizeof *o->transforms;
	size_t size = sizeof(struct loader) + CACHE_LINE +
		      slots * sizeof(struct slot) + transforms;
	struct loader *l = calloc(1, size);

	if (!l)
		return gen_no_memory("malloc of a loader", size, NULL);
	l->iter.ops = &loader_ops;
	l->set = set;
	l->options = *o;
	l->epoch = o->epoch;
	l->slots = to_line(l + 1);
	l->slot_count = slots;
	if (transforms)
		l->options.transforms =
			memcpy(l->slots + slots, o->transforms, transforms);
	return l;
}

/* A loader that has nothing but an error to say. */
static struct loader *refused(struct loader *l, int code, const char *text)
{
	if (!l)
		return NULL;
	set_failure(l, code, text);
	l->closed = true;
	return l;
}

struct loader *loader_new(struct dataset *set,
			  const struct loader_options *options)
{
	struct loader_options o = { 0 }, none = { 0 };
	struct loader *l;
	const char *text;

	if (!set)
		return NULL; /* what failed has been said */
	if (options)
		o = *options;
	none.epoch = o.epoch;
	defaults(&o);
	if (set->code)
		return refused(allocate(set, &none), set->code, set->text);
	text = wrong(set, &o);
	if (text)
		return refused(allocate(set, &none), EINVAL, text);
	l = allocate(set, &o);
	if (!l)
		return NULL;
	text = loader_resume(l, o.resume);
	epoch_begin(l);
	if (text) {
		loader_close(l);
		return refused(l, EINVAL, text);
	}
	return l;
}

/* ---- The next batch ---- */

/* Without workers: load it now. */
static void load_here(struct loader *l)
{
	struct slot *slot = l->head_slot;

	if (l->head >= l->end)
		return;
	if (!loader_source_draw(l, slot, 0)) {
		l->end = l->next;
		return;
	}
	counter_add(&l->next, 1);
	loader_slot_load(l, slot, 0);
}

/* In debug builds whoever still looks at the batch that was lent shall notice.
 * Now, and not when its memory is used again: behind the last one it never is. */
static void spoil(const struct loader *l)
{
#ifdef GEN_DEBUG
	struct held *held = l->lent ? l->head_slot->held : NULL;

	if (held)
		memset(held->samples, 0xDD, held->size);
#else
	(void)l;
#endif
}

/* The batch that was lent is done with. */
static void take_back(struct loader *l)
{
	if (!l->lent)
		return;
	spoil(l);
	l->lent = false;
	if (!l->team.count) {
		counter_add(&l->head, 1);
		return;
	}
	l->head_slot = slot_after(l, l->head_slot);
	l->head++;
	loader_workers_wake(l);
}

/* See that the next batch is loaded, or that there is none. */
static bool get_ready(struct loader *l)
{
	if (!l->options.workers) {
		load_here(l);
		return true;
	}
	if (!l->team.count && !loader_workers_start(l)) {
		set_failure(l, EAGAIN, "no thread for a worker: see ulimit -u");
		return false;
	}
	if (loader_workers_are_lost(l)) {
		set_failure(l, ECHILD,
			    "the workers are threads of the parent: make a "
			    "loader after fork()");
		return false;
	}
	if (loader_workers_wait(l))
		return true;
	set_failure(l, ETIMEDOUT, "the next batch was not ready in time");
	return false;
}

static void tell_end(struct loader *l)
{
	if (!l->ended && l->options.workers)
		l->ended_ns = loader_now_ns();
	l->ended = true;
}

/* What is in flight when the consumer takes one is the most that there was. */
static void count(struct loader *l, const struct slot *slot)
{
	/* All slots are the most: then next, which workers write, need not be
	 * looked at any more. */
	if (l->stats.most_in_flight < l->slot_count) {
		size_t in_flight = (size_t)(l->next - l->head);

		if (l->stats.most_in_flight < in_flight)
			l->stats.most_in_flight = in_flight;
	}
	if (slot->failed) {
		l->stats.errors++;
		return;
	}
	l->stats.batches++;
	l->stats.samples += slot->held->loaded.batch.count;
}

const struct loaded *loader_next(struct loader *l)
{
	struct slot *slot;

	if (!l || l->closed)
		return NULL; /* one that was refused keeps saying why */
	l->failure = NULL;
	if (l->stopped)
		return NULL;
	take_back(l);
	if (!get_ready(l))
		return NULL;
	if (l->head >= l->end) {
		tell_end(l);
		return NULL;
	}
	slot = l->head_slot;
	count(l, slot);
	l->lent = true;
	if (!slot->failed)
		return &slot->held->loaded;
	l->failure = &slot->failure;
	l->stopped = l->options.on_error == LOADER_STOP;
	return NULL;
}

const struct loader_failure *loader_error(const struct loader *l)
{
	static const struct loader_failure no_memory = {
		.code = ENOMEM,
		.again = true,
		.index = UINT64_MAX,
		.text = "no memory for a loader",
	};

	return l ? l->failure : &no_memory;
}

/* ---- Epochs ---- */

void loader_set_epoch(struct loader *l, uint64_t epoch)
{
	if (!l || l->closed)
		return;
	if (loader_workers_are_lost(l))
		return;
	if (l->team.count)
		loader_workers_pause(l);
	spoil(l);
	l->epoch = epoch;
	l->start = 0;
	epoch_begin(l);
	if (l->team.count)
		loader_workers_resume(l);
}

void loader_restart(struct loader *l)
{
	if (l)
		loader_set_epoch(l, l->epoch + 1);
}

uint64_t loader_length(const struct loader *l)
{
	if (!l || l->closed)
		return 0;
	return loader_source_is_order(l) ? loader_order_steps(&l->order) :
					   UINT64_MAX;
}

uint64_t loader_steps(const struct loader *l)
{
	if (!l || l->closed)
		return 0;
	return loader_source_is_order(l) ? loader_order_most_steps(&l->order) :
					   UINT64_MAX;
}

/* ---- Keeping a batch ---- */

struct loaded *loader_take(struct loader *l)
{
	struct slot *slot;
	struct held *held;

	if (!l || !l->lent)
		return NULL;
	slot = l->head_slot;
	if (slot->failed || slot->viewed)
		return NULL;
	held = slot->held;
	slot->held = NULL;
	return held ? &held->loaded : NULL;
}

void loader_drop(struct loaded *batch)
{
	loader_held_free((struct held *)batch);
}

/* ---- Closing ---- */

static void free_all(struct loader *l)
{
	loader_source_close(l);
	for (unsigned i = 0; i < l->slot_count; i++)
		loader_slot_free(&l->slots[i]);
}

/* What is to be said for good must not lie in the ring. */
static void keep_failure(struct loader *l)
{
	struct slot *slot = l->head_slot;

	if (!l->failure || l->failure == &l->own)
		return;
	l->own = slot->failure;
	l->text = slot->text;
	slot->text = NULL;
	l->failure = &l->own;
}

/* In a forked child nothing is freed that threads of the parent were at: it may
 * have been left half done. */
void loader_close(struct loader *l)
{
	if (l->closed)
		return;
	l->closed = true;
	keep_failure(l);
	if (!loader_workers_are_lost(l)) {
		loader_workers_join(l);
		free_all(l);
	}
	l->lent = false;
}

void loader_free(struct loader *l)
{
	if (!l)
		return;
	loader_close(l);
	free(l->text);
	free(l);
}

/* ---- As an iterator ---- */

struct iter *loader_iter(struct loader *l)
{
	return l ? &l->iter : NULL;
}

static const void *iter_loader_next(struct iter *it)
{
	return loader_next((struct loader *)it);
}

static int iter_loader_error(const struct iter *it, const void **with)
{
	const struct loader_failure *f =
		loader_error((const struct loader *)it);

	if (with)
		*with = f ? f->text : NULL;
	return f ? f->code : 0;
}

static int iter_loader_close(struct iter *it)
{
	struct loader *l = (struct loader *)it;

	loader_close(l);
	return 0;
}

static void iter_loader_free(struct iter *it)
{
	loader_free((struct loader *)it);
}

static const struct iter_ops loader_ops = {
	.next = iter_loader_next,
	.close = iter_loader_close,
	.error = iter_loader_error,
	.free = iter_loader_free,
};

/* ---- Asking ---- */

struct loader_stats loader_stats(const struct loader *l)
{
	struct loader_stats stats = { 0 };

	if (!l)
		return stats;
	stats = l->stats;
	stats.loaded = l->loaded;
	stats.errors += l->skipped;
	stats.worker_wait_ns = l->worker_wait_ns;
	return stats;
}

enum { CHEAP_NS = 20000 }; /* to hand over a batch and be woken: about that */

/* A wait counts as one if it is a fifth of the time: less is what it takes to
 * begin, or a sample that was slow. */
static const char *verdict(const struct loader *l)
{
	struct loader_stats s = loader_stats(l);
	uint64_t now = l->ended ? l->ended_ns : loader_now_ns();
	uint64_t least = (now - l->began_ns) / 5;
	bool consumer = s.consumer_wait_ns > least;
	bool workers = s.worker_wait_ns > least;

	if (consumer && workers)
		return "each side waits for the other at times: a larger "
		       "prefetch may help";
	if (workers)
		return "the workers wait for the consumer: fewer may do";
	if (!consumer)
		return "balanced: neither side waits for long";
	if (s.consumer_wait_ns / CHEAP_NS < s.batches)
		return "batches are handed over more slowly than they are "
		       "loaded: no workers, or larger batches, are faster";
	return "the consumer waits for the workers: more may help, if cores "
	       "are idle";
}

const char *loader_advice(struct loader *l)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);

	if (!l)
		return "there is no loader";
	if (!l->options.workers)
		return "loading and consuming take turns: workers let them "
		       "overlap";
	if (!l->began_ns)
		return "nothing was loaded so far";
	snprintf(l->advice, sizeof l->advice, "%s%s", verdict(l),
		 cpus > 0 && l->options.workers > (unsigned long)cpus ?
			 " (more workers than CPUs)" :
			 "");
	return l->advice;
}
